//! Turns a pack and its cases into the smallest cases for what no case reaches yet: outcomes of rules, and both sides of limits.

mod outcomes;

use outcomes::Reached;

use crate::answers::Sheet;
use crate::cases::{self, Draft};
use crate::mutation::{self, Changed, Mutant, OLD, Seeker, Sought, clean, ordinary, sides};
use crate::pack::Pack;
use crate::program::{self, Program};
use crate::prove::Goal;
use crate::value::{Date, Truth};

/// Something that no case reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// `systolic_bp >= bp_systolic_hold: at the limit`
    pub about: String,
    pub came: Came,
    /// The rule that is concerned, by its place; `None` for the case that the others are like.
    pub rule: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Came {
    /// `text`: an entry of a list of cases.
    Case {
        sheet: Sheet,
        text: String,
    },
    /// Nobody reaches it, proved.
    Never,
    GaveUp,
    /// The search and the evaluator disagree: a fault of this program.
    Disagrees,
}

/// The name of the case that others are like where there was none.
const ORDINARY: &str = "an ordinary application";

/// What the cases leave out, in the order of the rules. `known`: the answers of each case, under its name. `as_of`: the day of the
/// suggested cases where none of them is ready to book.
pub fn suggest(pack: &Pack, program: &Program, known: &[Sheet], as_of: Date) -> Vec<Suggestion> {
    let mut made = Vec::new();
    let mut reached = Reached::of(pack, program, known);
    let like = match clean(pack, program, known) {
        Some(like) => like.clone(),
        None => {
            let mut sheet = ordinary(pack, program, as_of);
            sheet.applicant = cases::free_name(ORDINARY, |name| known.iter().any(|sheet| sheet.applicant == name));
            let draft =
                Draft { name: &sheet.applicant, sheet: &sheet, expect: "TODO", remark: "the others are like it" };
            let text = cases::write(pack, &program.layout, None, draft);
            reached.add(&sheet);
            let came = Came::Case { sheet: sheet.clone(), text };
            made.push(Suggestion { about: "somebody who is ready to book".to_owned(), came, rule: None });
            sheet
        }
    };
    let seeker = Seeker::new(pack, program, like.clone());
    let mut suggesting = Suggesting { pack, program, like, seeker, reached, known, made };
    for side in sides(pack) {
        suggesting.side(&side);
    }
    for rule in 0..pack.rules.len() {
        for truth in [Truth::Yes, Truth::No, Truth::Unknown] {
            suggesting.outcome(rule, truth);
        }
    }
    suggesting.made.sort_by_key(|suggestion| suggestion.rule);
    suggesting.made
}

/// What was suggested so far.
struct Suggesting<'a> {
    pack: &'a Pack,
    program: &'a Program,
    /// The case that the suggested ones are like.
    like: Sheet,
    seeker: Seeker<'a>,
    reached: Reached<'a>,
    known: &'a [Sheet],
    made: Vec<Suggestion>,
}

impl Suggesting<'_> {
    /// One side of a limit, unless somebody is there already for whom it matters.
    fn side(&mut self, side: &Mutant) {
        let changed = side.of(self.pack);
        let Ok(program) = program::from_pack(&changed) else { return };
        if !self.reached.tells_apart(&program) {
            let against = Changed { pack: &changed, program: &program, rules: &side.rules };
            let sought = self.seeker.seek(Some(against), &mutation::differs(side), Some(mutation::surely(side)));
            let differs = |sheet: &Sheet| outcomes::differing(self.pack, [self.program, &program], sheet, &side.rules);
            let rule = match &sought {
                Sought::Found(sheet) => differs(sheet),
                _ => side.rules.first().copied(),
            };
            self.suggest(side.says.clone(), rule, sought);
        }
    }

    fn outcome(&mut self, rule: usize, truth: Truth) {
        if !self.reached.comes_to(rule, truth) {
            let sought = self.seeker.seek(None, &Goal::Rule(OLD, rule, truth), None);
            self.suggest(format!("{} {}", self.id(rule), outcomes::name(truth)), Some(rule), sought);
        }
    }

    fn suggest(&mut self, about: String, rule: Option<usize>, sought: Sought) {
        let came = match sought {
            Sought::Found(sheet) => self.case(rule, sheet),
            Sought::Never { .. } => Came::Never,
            Sought::GaveUp => Came::GaveUp,
            Sought::Disagrees => Came::Disagrees,
        };
        self.made.push(Suggestion { about, came, rule });
    }

    fn case(&mut self, rule: Option<usize>, sheet: Sheet) -> Came {
        self.reached.add(&sheet);
        let (id, today) = match rule {
            Some(rule) => (self.id(rule), self.reached.of_last(rule)),
            None => ("", Truth::Unknown),
        };
        let today = outcomes::name(today);
        let of_made = |made: &Suggestion| match &made.came {
            Came::Case { sheet, .. } => Some(sheet.applicant.clone()),
            _ => None,
        };
        let taken: Vec<String> = self.made.iter().filter_map(of_made).collect();
        let is_taken = |name: &str| {
            taken.iter().any(|taken| taken == name) || self.known.iter().any(|known| known.applicant == name)
        };
        let name = cases::free_name(&format!("{id} {today}"), is_taken);
        let remark = format!("today: {today}");
        let draft = Draft { name: &name, sheet: &sheet, expect: "TODO", remark: &remark };
        let text = cases::write(self.pack, &self.program.layout, Some(&self.like), draft);
        Came::Case { sheet: Sheet { applicant: name, ..sheet }, text }
    }

    fn id(&self, rule: usize) -> &str {
        self.pack.rules.get(rule).map_or("", |rule| rule.id.as_str())
    }
}
