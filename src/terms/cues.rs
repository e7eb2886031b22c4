//! Words near a name that make it uncertain: "no", "stopped", "my mother", "maybe", and how far each of them reaches.
//!
//! A cue reaches a few words in its own clause. It goes over a comma only in a list ("no opioids, benzos or stimulants",
//! "stopped Nardil, Parnate and Marplan"), back to a name it was put behind ("Nardil, stopped in 2019"), and from a
//! heading over its whole line ("Past medications: …"). Whatever it reaches becomes unclear, never absent.

use super::Certainty;
use super::everyday::{AND, ARTICLE, BREAK, FILLER, OR, SELF, SKIP, START, TO, UNIT};
use super::names::{Found, Names, Seen};
use super::words::{Gap, Kind, Words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    No,
    Allergy,
    Past,
    /// A change: what comes before "to" is past.
    Switch,
    /// A date in the past, which says nothing where something began then.
    Dated,
    SomeoneElse,
    Unsure,
    /// The answer is somewhere else, whatever the rest of the text says.
    Elsewhere,
    /// Looks like a cue and is none.
    Exempt,
}

/// A cue and how many words it reaches back and ahead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    meaning: Meaning,
    back: usize,
    ahead: usize,
    pub phrase: &'static str,
    pub words: usize,
}

impl Row {
    /// The words after the first, which was looked up, are those of the phrase; `#` is any number.
    pub fn fits(self, words: &Words, at: usize) -> bool {
        (at + 1..).zip(self.phrase.split(' ').skip(1)).all(|(at, want)| {
            let Some(word) = words.list.get(at) else { return false };
            let same = if want == "#" { word.kind == Kind::Number } else { words.text(word) == want };
            same && !word.before.has(Gap::CLAUSE)
        })
    }
}

/// Every cue: apostrophes are left out, as in the words of a text.
pub(super) fn rows() -> impl Iterator<Item = Row> {
    ROWS.iter().flat_map(|(meaning, back, ahead, phrases)| {
        phrases.split('|').map(move |phrase| {
            let words = phrase.split(' ').count();
            Row { meaning: *meaning, back: *back, ahead: *ahead, phrase, words }
        })
    })
}

#[rustfmt::skip]
const ROWS: &[(Meaning, usize, usize, &str)] = &[
    (Meaning::No, 0, 5, "no|not|non|never|without|w/o|dont|doesnt|didnt|havent|hasnt|hadnt|cant|cannot|wont|wouldnt|isnt|\
        arent|wasnt|neither|nor|none|nothing|nope|zero|negative for|refuse|refuses|refused|declined|declines|avoid|avoids|\
        avoiding|instead of|rather than|free of|abstain from"),
    (Meaning::No, 3, 5, "deny|denies|denied|denying|not taking|not on|not take|not used|not using|never took|never taken|\
        never tried|never used|never started|never filled|never had|never"),
    (Meaning::Allergy, 0, 5, "allergic|allergic to|intolerant of|intolerant to|sensitive to|anaphylaxis|adverse reaction to|\
        bad reaction to|reaction to|reacted to|reacted badly to|hives from|rash from"),
    (Meaning::Allergy, 1, 5, "allergy|allergies|intolerance|intolerances"),
    (Meaning::Past, 5, 5, "stopped|stop|stops|stopping|quit|quitting|discontinued|discontinue|discontinuing|d/c|d/cd|dcd|\
        ceased|finished|completed|ended|weaned|weaned off|tapered|tapering|withdrew|came off|come off|coming off|got off|\
        get off|taken off|went off|off|off of|been off|previously|previous|former|formerly|prior|past|in the past|used to|\
        used to take|used to be on|historically|in my past|tried|failed|trialed|trialled|was on|were on|was taking|\
        was prescribed|was given|had been on|had been taking|until|till|lapsed|ran out|run out|when i was|as a child|\
        as a kid|as a teen|as a teenager|in college|in high school|in my teens|in my twenties|in my #|childhood|remission|\
        sober|recovering|recovered|recovery|abstinent|no longer|no longer on|no longer taking|anymore|any more|any longer|\
        no more|last took|not anymore"),
    (Meaning::Past, 2, 5, "took|history of|hx of|h/o|hx|past history of"),
    (Meaning::Past, 0, 3, "had|was|were|ex"),
    (Meaning::Switch, 3, 5, "switched|switched from|changed from|moved from|transitioned from|replaced|swapped|weaned from"),
    (Meaning::Dated, 5, 2, "ago|last year|last month|last summer|last fall|last autumn|last winter|last spring|years back|\
        months back|a while back"),
    (Meaning::SomeoneElse, 4, 5, "mother|mom|mum|mama|mommy|mummy|father|dad|daddy|brother|sister|sibling|siblings|wife|\
        husband|spouse|partner|son|daughter|child|children|kid|kids|grandmother|grandma|grandfather|grandpa|grandparent|\
        grandparents|aunt|uncle|cousin|friend|boyfriend|girlfriend|fiance|fiancee|roommate|housemate|dog|cat|pet|family|\
        family history of|parent|parents|niece|nephew|in law|coworker|neighbor|neighbour|someone else|not mine|not for me"),
    (Meaning::Unsure, 2, 5, "maybe|perhaps|possibly|might|could be|not sure|unsure|probably|considering|considered|\
        thinking of|thinking about|interested in|want to|wants to|wanted to|would like|want|wanting|wish|wishing|hoping|hope to|to try|plan to|plans to|\
        planning|planning to|looking for|looking to|looking into|seeking|curious about|asking about|questions about|\
        heard about|recommended|suggested|offered|waiting for|waiting to|about to|going to|scheduled|will start|to start|\
        starting soon|dont know if|not sure if|dont remember if|cant remember if"),
    (Meaning::Unsure, 1, 3, "i think|i believe"),
    (Meaning::Elsewhere, 0, 0, "see attached|attached|see attachment|attachment|see list|see my list|see the list|see chart|\
        see my chart|in my chart|in chart|on file|see records|see my records|medical records|ask my doctor|ask my dr|\
        ask doctor|ask dr|ask the doctor|ask my psychiatrist|ask my provider|ask my therapist|ask my pharmacist|\
        ask my pharmacy|call my doctor|call my pharmacy|check with my doctor|my doctor knows|my doctor has|see above|\
        see below|see previous|same as before|same as last|same as previous|too many to list|will bring|will send|\
        will email|will provide|will upload|will update|see photo|see picture|and others|among others|several others|\
        a few others|some others|cant remember the name|cant remember the names|dont remember the name|\
        dont remember the names|dont know the name|dont know the names|dont know its name|cant recall the name|\
        forgot the name|forget the name|dont know what its called|dont know what it is called|dont remember what its called|\
        cant remember what its called|dont know what they are|not sure what they are|dont remember what they are"),
    (Meaning::Exempt, 0, 0, "no side|no problem|no problems|no issues|no issue|no change|no changes|no complaints|no doubt|\
        not only|no idea|for allergies|for allergy|for my allergies|for seasonal allergies|with allergies|seasonal allergies|\
        allergy med|allergy meds|allergy medicine|allergy pill|allergy pills|allergy shots|past #|for the past|over the past|\
        the past #|the past few|in the past #|in the past few|in the past week|in the past month|in the past day|past week|\
        past month|past few|past day|prior to|prior authorization|off and on|on and off|off label|day off|days off|time off|\
        off work|took off|well off|off brand|used to treat|used to help|used to sleep|was started|was started on|was put on|\
        was switched to|was changed to|was told|was born|was diagnosed|was increased|was added|switched to|family doctor|\
        family physician|family practice|family medicine|family dr|family therapist|family nurse|child psychiatrist|\
        attached to|non stop|no later|want you to know|had to|had trouble|had been stable"),
];

/// A cue in the words `first..=last` of a text.
#[derive(Clone, Copy, Debug)]
struct Cue {
    meaning: Meaning,
    back: usize,
    ahead: usize,
    first: usize,
    last: usize,
}

/// What cues say of one text.
pub(super) struct Cues {
    list: Vec<Cue>,
    /// The answer, or a part of it, is somewhere else.
    pub elsewhere: bool,
}

impl Cues {
    pub fn of(words: &Words, names: &Names, seen: &Seen) -> Self {
        let mut cues = Cues { list: Vec::new(), elsewhere: false };
        let mut at = 0;
        while at < words.list.len() {
            let mut width = 1;
            if let Some(row) = names.cue(words, seen, at) {
                width = row.words;
                match row.meaning {
                    Meaning::Exempt => {}
                    Meaning::Elsewhere => cues.elsewhere = true,
                    meaning => cues.list.push(Cue {
                        meaning,
                        back: row.back,
                        ahead: row.ahead,
                        first: at,
                        last: at + width - 1,
                    }),
                }
            } else if is_year(words, names, seen, at) {
                cues.list.push(Cue { meaning: Meaning::Dated, back: 5, ahead: 2, first: at, last: at });
            }
            at += width;
        }
        cues
    }

    /// Makes every name that a cue reaches unclear.
    pub fn apply(&self, words: &Words, names: &Names, seen: &Seen, found: &mut [Found]) {
        let mut clauses = Clauses::of(words, names, seen, found, &self.list);
        for cue in &self.list {
            clauses.mark(cue);
        }
        for hit in found {
            let marks = clauses.marks.get(hit.words.clone()).unwrap_or(&[]).iter().flatten();
            let asked = words.gap(hit.words.end).has(Gap::ASK).then_some(Certainty::Unsure);
            // The gravest wins: it says most about why the name may not count.
            if let Some(certainty) = marks.copied().chain(asked).max() {
                hit.certainty = certainty;
            }
        }
    }
}

fn is_year(words: &Words, names: &Names, seen: &Seen, at: usize) -> bool {
    let text = words.at(at);
    let year = text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1950..2100).contains(&year));
    let class = |at: usize| seen.get(at).map_or(0, |id| names.class(*id));
    year && class(at + 1) & UNIT == 0 && (at == 0 || class(at - 1) & START == 0)
}

/// Words between two ends of a clause.
struct Clause {
    first: usize,
    end: usize,
    classes: u32,
    named: bool,
}

struct Clauses<'a> {
    words: &'a Words,
    /// Word classes, a word each.
    class: Vec<u32>,
    named: Vec<bool>,
    /// The meaning of the cue that a word belongs to.
    cue: Vec<Option<Meaning>>,
    list: Vec<Clause>,
    /// The clause of each word.
    of: Vec<usize>,
    marks: Vec<Option<Certainty>>,
}

impl<'a> Clauses<'a> {
    fn of(words: &'a Words, names: &Names, seen: &Seen, found: &[Found], cues: &[Cue]) -> Self {
        let count = words.list.len();
        let class: Vec<u32> = seen.iter().map(|id| names.class(*id)).collect();
        let (mut named, mut cue) = (vec![false; count], vec![None; count]);
        for hit in found {
            named.get_mut(hit.words.clone()).unwrap_or_default().fill(true);
        }
        for c in cues {
            cue.get_mut(c.first..=c.last).unwrap_or_default().fill(Some(c.meaning));
        }
        let mut clauses = Clauses {
            words,
            class,
            named,
            cue,
            list: Vec::new(),
            of: Vec::with_capacity(count),
            marks: vec![None; count],
        };
        for at in 0..count {
            let class = clauses.class(at);
            // "not currently taking" is one clause, "none except" two.
            let denied = at > 0 && clauses.cue_at(at - 1) == Some(Meaning::No) && class & START != 0;
            if words.gap(at).has(Gap::CLAUSE) || (class & BREAK != 0 && !denied) || at == 0 {
                clauses.list.push(Clause { first: at, end: at, classes: 0, named: false });
            }
            clauses.of.push(clauses.list.len() - 1);
            let is_named = clauses.is_named(at);
            if let Some(clause) = clauses.list.last_mut() {
                clause.end = at + 1;
                clause.classes |= class;
                clause.named |= is_named;
            }
        }
        clauses
    }

    fn class(&self, at: usize) -> u32 {
        self.class.get(at).copied().unwrap_or(0)
    }

    fn is(&self, at: usize, class: u32) -> bool {
        self.class(at) & class != 0
    }

    fn is_number(&self, at: usize) -> bool {
        self.words.list.get(at).is_some_and(|word| word.kind == Kind::Number)
    }

    fn is_named(&self, at: usize) -> bool {
        self.named.get(at).copied().unwrap_or(false)
    }

    fn cue_at(&self, at: usize) -> Option<Meaning> {
        self.cue.get(at).copied().flatten()
    }

    fn clause(&self, at: usize) -> Option<&Clause> {
        self.list.get(*self.of.get(at)?)
    }

    fn begins(&self, at: usize) -> bool {
        self.clause(at).is_some_and(|clause| clause.first == at)
    }

    fn set(&mut self, at: usize, meaning: Meaning) {
        let certainty = match meaning {
            Meaning::No | Meaning::Allergy => Certainty::Negated,
            Meaning::Past | Meaning::Switch | Meaning::Dated => Certainty::Past,
            Meaning::SomeoneElse => Certainty::SomeoneElse,
            Meaning::Unsure | Meaning::Elsewhere | Meaning::Exempt => Certainty::Unsure,
        };
        if let Some(mark) = self.marks.get_mut(at) {
            *mark = (*mark).max(Some(certainty));
        }
    }

    fn mark(&mut self, cue: &Cue) {
        // `no doz` is a name, not a denial.
        if self.is_named(cue.first) || (cue.meaning == Meaning::Dated && self.is_beginning(cue.first)) {
            return;
        }
        if !self.mark_ahead(cue) && !self.mark_back(cue) {
            self.mark_behind(cue);
        }
        self.mark_under_heading(cue);
    }

    /// "started in 2019", "2019 - present": a date at which something began.
    fn is_beginning(&self, at: usize) -> bool {
        let Some(clause) = self.clause(at) else { return false };
        let until_now =
            self.clause(clause.end).is_some_and(|next| next.end - next.first == 1 && next.classes & START != 0);
        clause.classes & START != 0 || until_now
    }

    fn mark_ahead(&mut self, cue: &Cue) -> bool {
        let (mut left, mut marked) = (cue.ahead, false);
        let mut at = cue.last + 1;
        while left > 0 && at < self.words.list.len() && self.cue_at(at) != Some(cue.meaning) {
            let other = match cue.meaning {
                Meaning::SomeoneElse => self.is(at, SELF),
                Meaning::Switch => self.is(at, TO),
                _ => (at > cue.last + 1 && self.is(at, START)) || (marked && self.is(at, SELF)),
            };
            let new_start = self.is(at, AND) && !self.is_name_next(at + 1);
            if other || new_start || (self.begins(at) && !self.goes_on(cue, at, marked)) {
                break;
            }
            if self.is_named(at) {
                self.set(at, cue.meaning);
                (left, marked) = (cue.ahead, true);
            } else if !self.is_number(at) {
                left -= 1;
            }
            at += 1;
        }
        marked
    }

    fn is_name_next(&self, at: usize) -> bool {
        self.is_named(at) || (self.is(at, ARTICLE) && self.is_named(at + 1))
    }

    /// The clause that begins here goes on with the list that the cue is about.
    fn goes_on(&self, cue: &Cue, at: usize, marked: bool) -> bool {
        let in_list = |clause: &Clause| {
            let gap = self.words.gap(clause.first);
            gap.has(Gap::COMMA) && !gap.has(Gap::SENTENCE) && !self.is(clause.first, BREAK)
        };
        let Some(clause) = self.clause(at).filter(|clause| in_list(clause)) else { return false };
        if cue.meaning == Meaning::No {
            // "no tobacco, alcohol, or opioids": an "or" shows that it is one list.
            let from = self.of.get(at).copied().unwrap_or(0);
            let rest = self.list.get(from..).unwrap_or(&[]).iter().take(12).take_while(|clause| {
                let foreign = |at| self.cue_at(at).is_some() || self.is(at, SELF | START | UNIT);
                in_list(clause) && clause.end - clause.first <= 4 && !(clause.first..clause.end).any(foreign)
            });
            return rest.into_iter().any(|clause| clause.classes & OR != 0);
        }
        // The last of a list may be followed by a time: "…, Parnate and Marplan in 2019".
        let ends = clause.classes & (AND | OR) != 0 && clause.classes & UNIT == 0;
        let time = |at: usize| ends && (self.is(at, FILLER) || self.is_number(at));
        marked && (clause.first..clause.end).all(|at| self.is_named(at) || self.is(at, AND | OR | ARTICLE) || time(at))
    }

    fn mark_back(&mut self, cue: &Cue) -> bool {
        let (mut left, mut marked) = (cue.back, false);
        let own = |at: &usize| self.is(*at, SELF) && self.of.get(*at) == self.of.get(cue.first);
        if cue.meaning == Meaning::SomeoneElse && (cue.first.saturating_sub(12)..cue.first).any(|at| own(&at)) {
            return false;
        }
        let mut at = cue.first;
        while left > 0 && at > 0 && !self.begins(at) {
            at -= 1;
            if self.cue_at(at) == Some(cue.meaning) || (self.is(at, AND) && !self.is_name_next(at + 1)) {
                break;
            }
            if self.is_named(at) {
                self.set(at, cue.meaning);
                marked = true;
            } else if !self.is_number(at) {
                left -= 1;
            }
        }
        marked
    }

    /// "Nardil 15 mg, stopped in 2019" and "Benzos: no": a clause about the name before it.
    fn mark_behind(&mut self, cue: &Cue) {
        let Some(place) = self.of.get(cue.first).copied() else { return };
        let (Some(clause), Some(before)) =
            (self.list.get(place), place.checked_sub(1).and_then(|before| self.list.get(before)))
        else {
            return;
        };
        let leads = cue.first - clause.first <= 6
            && (clause.first..cue.first).all(|at| self.is(at, SKIP) || self.is_number(at) || self.cue_at(at).is_some());
        let ends = cue.last + 1 >= clause.end || self.is(cue.last + 1, FILLER) || self.is_number(cue.last + 1);
        let apart = self.words.gap(clause.first).has(Gap::SENTENCE);
        let began = cue.meaning == Meaning::Dated && before.classes & START != 0;
        if clause.named || !leads || !ends || apart || began || !before.named {
            return;
        }
        let Some(last) = (before.first..before.end).rev().find(|at| self.is_named(*at)) else { return };
        let first = before.first;
        for at in (first..=last).rev() {
            if self.is_named(at) {
                self.set(at, cue.meaning);
            } else if !self.is(at, AND | OR) {
                break;
            }
        }
    }

    /// "Past medications: Nardil, Parnate", to the end of the line; with the list on lines of its own, to a blank line.
    fn mark_under_heading(&mut self, cue: &Cue) {
        const LONGEST_HEADING: usize = 6;
        let Some((first, end)) = self.clause(cue.first).map(|clause| (clause.first, clause.end)) else { return };
        let gap = self.words.gap(end);
        if end - first > LONGEST_HEADING || !gap.has(Gap::COLON) || matches!(cue.meaning, Meaning::Dated) {
            return;
        }
        let over = if gap.has(Gap::LINE) { Gap::BLANK_LINE } else { Gap::SENTENCE };
        for at in end..self.words.list.len() {
            let Some(clause) = self.clause(at) else { return };
            let heading = at > end && !clause.named && self.words.gap(clause.end).has(Gap::COLON);
            if heading || (at > end && self.words.gap(at).has(over)) || self.is(at, BREAK) {
                return;
            }
            if self.is_named(at) {
                self.set(at, cue.meaning);
            }
        }
    }
}
