//! Turns a pack and its cases into the smallest cases for what no case reaches yet.

mod outcomes;

use crate::answers::Sheet;
use crate::cases::{self, Draft};
use crate::mutation::{Seeker, Sought, clean};
use crate::pack::Pack;
use crate::program::Program;
use crate::value::Date;

/// A case to be written, without what must come of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What no case reaches: `depression.long-episode met`.
    pub about: String,
    pub came: Came,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Came {
    /// An entry of a list of cases.
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

/// What the cases leave out, in the order of the rules. `as_of`: the day of the suggested cases where there is none to be like.
pub fn suggest(pack: &Pack, program: &Program, known: &[Sheet], as_of: Date) -> Vec<Suggestion> {
    let like = clean(pack, program, known);
    let seeker = Seeker::new(pack, program, like, as_of);
    let mut made = Vec::new();
    for (rule, truth) in outcomes::unreached(pack, program, known) {
        let Some(id) = pack.rules.get(rule).map(|rule| rule.id.as_str()) else { continue };
        let name = format!("{id} {}", outcomes::name(truth));
        let came = match seeker.seek(None, &[outcomes::goal(rule, truth)]) {
            Sought::Found(sheet) => {
                let remark = format!("today: {}", outcomes::name(truth));
                let draft = Draft { name: &name, sheet: &sheet, expect: "TODO", remark: &remark };
                let text = cases::write(pack, &program.layout, like, draft);
                Came::Case { sheet, text }
            }
            Sought::Never { .. } => Came::Never,
            Sought::GaveUp => Came::GaveUp,
            Sought::Disagrees => Came::Disagrees,
        };
        made.push(Suggestion { about: name, came });
    }
    made
}
