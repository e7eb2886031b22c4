//! Words near a name that make it uncertain: "no", "stopped", "my mother", "maybe". One table, and where its rows stand
//! in a text. Whatever a cue reaches becomes unclear, never absent.

use super::Certainty;
use super::clauses::Clauses;
use super::everyday::{START, UNIT};
use super::names::Found;
use super::vocabulary::{Seen, Vocabulary};
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
        never tried|never used|never started|never filled|never had|never|not take it|not use it|dont take it|dont use it|\
        didnt take it|not take them|dont take them"),
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
        thinking of|thinking about|interested in|want to|wants to|wanted to|would like|want|wanting|wish|wishing|hoping|hope to|\
        to try|plan to|plans to|\
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
        cant remember what its called|dont know what they are|not sure what they are|dont remember what they are|\
        prefer not to say|prefer not to answer|prefer not to tell|rather not say|rather not answer|rather not tell|\
        none of your business|dont want to say|dont want to tell|cant list them|cant list all|and more|plus more|more meds|more pills|more medications|\
        few more|couple more|bunch of others|some other pills|some other meds|some other medications|other meds|other medications|\
        other pills|more on back|more on the back|see back|see over|see reverse|on reverse|on next page|on the next page|on page #|\
        to be continued"),
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
pub(super) struct Cue {
    pub meaning: Meaning,
    pub back: usize,
    pub ahead: usize,
    pub first: usize,
    pub last: usize,
}

/// What cues say of one text.
pub(super) struct Cues {
    list: Vec<Cue>,
    /// The answer, or a part of it, is somewhere else.
    pub elsewhere: bool,
}

impl Cues {
    pub fn of(words: &Words, vocabulary: &Vocabulary, seen: &Seen) -> Self {
        let mut cues = Cues { list: Vec::new(), elsewhere: false };
        let mut at = 0;
        while at < words.list.len() {
            let mut width = 1;
            if let Some(row) = vocabulary.cue(words, seen, at) {
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
            } else if is_year(words, vocabulary, seen, at) {
                cues.list.push(Cue { meaning: Meaning::Dated, back: 5, ahead: 2, first: at, last: at });
            }
            at += width;
        }
        cues
    }

    /// Makes every name that a cue reaches unclear.
    pub fn apply(&self, words: &Words, vocabulary: &Vocabulary, seen: &Seen, found: &mut [Found]) {
        let mut clauses = Clauses::of(words, vocabulary, seen, found, &self.list);
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

fn is_year(words: &Words, vocabulary: &Vocabulary, seen: &Seen, at: usize) -> bool {
    let text = words.at(at);
    let year = text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1950..2100).contains(&year));
    let class = |at: usize| seen.get(at).map_or(0, |id| vocabulary.class(*id));
    year && class(at + 1) & UNIT == 0 && (at == 0 || class(at - 1) & START == 0)
}
