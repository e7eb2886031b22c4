//! The words in which a change is summed up: verdicts, what to look at first, who may move towards booking.

use crate::audit::{
    Axis, Cause, Change, Cohort, Difference, Direction, Moved, Outcome, Part, RuleChange, Shift, Verdict, Written,
};
use crate::language::{Kind, Raises, Safety, Screening};
use crate::render::labels;
use crate::text::count;

/// A verdict as mark, word and claim: a reader needs neither colour nor legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub mark: &'static str,
    pub word: &'static str,
    pub claim: String,
}

pub(super) fn sign(verdict: &Verdict) -> Sign {
    let (mark, word, claim) = match verdict {
        Verdict::Equal => ("=", "no change", "proved over all possible answers"),
        Verdict::Stricter => ("▲", "only stricter", "proved over all possible answers: never milder"),
        Verdict::Milder => ("▼", "only milder", "proved over all possible answers: never stricter"),
        Verdict::BothWays => ("◆", "both ways", "shown by an example each: stricter for some, milder for others"),
        Verdict::GaveUp(why) => {
            return Sign { mark: "?", word: "not settled", claim: format!("{why}; take it for a change") };
        }
    };
    Sign { mark, word, claim: claim.to_owned() }
}

/// How a rule's verdict is told: a rule that comes or goes is no comparison of two.
pub(super) fn rule_sign(rule: &RuleChange) -> Sign {
    let sign = sign(&rule.verdict);
    match rule.cause {
        Cause::Added if rule.verdict == Verdict::Equal => {
            Sign { claim: "new, and proved to be met and open for nobody".to_owned(), ..sign }
        }
        Cause::Removed if rule.verdict == Verdict::Equal => {
            Sign { claim: "gone, and proved to have been met and open for nobody".to_owned(), ..sign }
        }
        _ => sign,
    }
}

pub(super) fn direction(direction: Direction) -> Sign {
    match direction {
        Direction::Stricter => Sign { mark: "▲", word: "stricter", claim: String::new() },
        Direction::Milder => Sign { mark: "▼", word: "milder", claim: String::new() },
    }
}

/// `changed only through the parameter bp_systolic_hold; its own text is the same`
pub(in crate::render) fn cause(cause: &Cause) -> String {
    match cause {
        Cause::Text => "its text differs".to_owned(),
        Cause::Through(parts) if parts.is_empty() => "its text is the same".to_owned(),
        Cause::Through(parts) => format!("its text is the same; it changes through {}", parts.join(", ")),
        Cause::Added => "a new rule".to_owned(),
        Cause::Removed => "this rule is gone".to_owned(),
        Cause::Renamed(old) => format!("the same rule under another id, before: {old}"),
    }
}

/// What a rule is for and what it raises: `contraindication, raises hold`.
pub(super) fn effect(kind: Kind, raises: Option<&Raises>) -> String {
    let kind = kind.name().replace('_', " ");
    match raises {
        Some(Raises::Suggest(tier)) => format!("{kind}, suggests {tier}"),
        Some(raises) => format!("{kind}, raises {}", raises.name().replace('_', " ")),
        None => kind,
    }
}

/// The change in one or two sentences.
pub(super) fn headline(change: &Change) -> String {
    if change.old.digest == change.new.digest {
        return "The packs are the same. Proved: no decision changes.".to_owned();
    }
    if !change.moves_decisions() {
        return format!("Proved: no decision changes. What differs is {}.", beside(change));
    }
    if change.safety.verdict == Verdict::Equal && change.screening.verdict == Verdict::Equal {
        let what = match (change.rules.iter().any(|rule| rule.verdict != Verdict::Equal), change.questions.is_empty()) {
            (true, _) => "What some rules find does.",
            (false, false) => "What is asked, or how stored answers are read, does.",
            (false, true) => "Rules come or go that change none.",
        };
        return format!("Proved: no outcome changes. {what}");
    }
    format!("Safety {}. Screening {}.", becomes(&change.safety), becomes(&change.screening))
}

/// What differs where no decision does.
fn beside(change: &Change) -> &'static str {
    let some = |parts: &[Part]| change.written.iter().any(|one| parts.contains(&one.part));
    match (some(&[Part::Policy, Part::Signer]), some(&[Part::Property])) {
        (true, true) => "who may sign, and what is checked of the rules",
        (true, false) => "who may sign",
        (false, true) => "what is checked of the rules",
        (false, false) => "words, sources or layout",
    }
}

fn becomes(axis: &Axis) -> &'static str {
    match axis.verdict {
        Verdict::Equal => "does not change",
        Verdict::Stricter => "becomes only stricter",
        Verdict::Milder => "becomes only milder",
        Verdict::BothWays => "becomes stricter for some and milder for others",
        Verdict::GaveUp(_) => "is not settled",
    }
}

/// Whether anybody moves towards booking, which is what a change may do worst.
pub(super) fn booking(change: &Change) -> String {
    let ready = labels::screening_for_coordinator(Screening::Clear);
    let moves = |shift: &Shift| {
        shift.example.new.screening == Screening::Clear && shift.example.old.screening != Screening::Clear
    };
    match &change.screening.verdict {
        _ if change.screening.shifts.iter().any(moves) => {
            format!("Some move to \"{ready}\" who were not there before.")
        }
        Verdict::Equal | Verdict::Stricter => format!("Nobody moves towards \"{ready}\": proved."),
        Verdict::Milder | Verdict::BothWays => format!("Some become milder; nobody moves to \"{ready}\" itself."),
        Verdict::GaveUp(_) => format!("Whether anybody moves towards \"{ready}\" is not settled."),
    }
}

/// What a reader should look at first, gravest first.
pub(super) fn attention(change: &Change) -> Vec<String> {
    let mut all = Vec::new();
    match change.safety.verdict {
        Verdict::Milder | Verdict::BothWays => {
            all.push("A safety outcome becomes milder for some answers.".to_owned());
        }
        Verdict::GaveUp(_) => all.push("It is not settled whether a safety outcome becomes milder.".to_owned()),
        Verdict::Equal | Verdict::Stricter => {}
    }
    if !is_never_milder(change) {
        all.push(booking(change));
    }
    let remarks = |one: &Written| {
        let name = match (one.part, one.title.as_str()) {
            (Part::Pack, _) => "The pack".to_owned(),
            (part, "") => format!("The {} {}", part.name(), one.id),
            (part, title) => format!("{title} ({} {})", part.name(), one.id),
        };
        one.remarks.iter().map(move |remark| format!("{name}: {remark}")).collect::<Vec<_>>()
    };
    all.extend(change.written.iter().flat_map(remarks));
    all
}

fn is_never_milder(change: &Change) -> bool {
    matches!(change.screening.verdict, Verdict::Equal | Verdict::Stricter)
}

/// The change in a few points, below its headline; what is to be looked at first stands elsewhere.
pub(super) fn points(change: &Change) -> Vec<String> {
    let booking = is_never_milder(change).then(|| booking(change));
    let mut all: Vec<String> = booking.into_iter().chain([rules(change), questions(change)]).collect();
    for (name, of) in [("The pack's cases", &change.fixtures), ("Cohort", &change.cohort)] {
        all.extend(of.as_ref().map(|of| format!("{name}: {}.", cohort(of))));
    }
    all
}

/// What was written differently in a part and is not told with a rule.
pub(super) fn untold<'c>(change: &'c Change, written: &'c Written) -> Vec<&'c Difference> {
    let rule = change.rules.iter().find(|rule| written.part == Part::Rule && rule.rule == written.id);
    let is_told = |one: &&Difference| rule.is_some_and(|rule| rule.said.iter().any(|said| said.what == one.what));
    written.differences.iter().filter(|one| !is_told(one)).collect()
}

/// Whether a rule's condition reads the same while something that it reads does not: it is shown for what differs to be
/// understood.
pub(super) fn shows_condition(rule: &RuleChange) -> bool {
    !rule.said.is_empty() && rule.said.iter().all(|one| one.what != "condition")
}

/// What the marks mean.
pub(in crate::render) const LEGEND: &str = "▲ stricter: the outcome of somebody becomes graver, or a rule is met or open for more \
    people, or raises more. ▼ milder: the reverse. ◆ both: each for somebody. = for nobody. ? not settled.";

/// `3 rules change; 85 rules are untouched.`
pub(super) fn rules(change: &Change) -> String {
    let untouched = match change.untouched {
        1 => "1 rule is untouched".to_owned(),
        n => format!("{n} rules are untouched"),
    };
    match change.rules.len() {
        0 => format!("No rule changes; {untouched}."),
        n => {
            let open = change.rules.iter().any(|rule| matches!(rule.verdict, Verdict::GaveUp(_)));
            let may = if open { " or may change" } else { "" };
            let changes = if n == 1 { "1 rule changes".to_owned() } else { format!("{n} rules change") };
            format!("{changes}{may}; {untouched}.")
        }
    }
}

pub(super) fn questions(change: &Change) -> String {
    match change.questions.len() {
        0 => "The questionnaire asks and reads the same.".to_owned(),
        n => format!("The questionnaire differs in {}.", count(n, "place")),
    }
}

/// `7 of 402 applicants move: 7 to something stricter, nobody to something milder`, and what else is to be said of a cohort.
pub(super) fn cohort(cohort: &Cohort) -> String {
    let of = count(cohort.applicants, "applicant");
    let people = |n: usize| if n == 0 { "nobody".to_owned() } else { n.to_string() };
    let any = |is: fn(&Moved) -> bool| people(cohort.moved.iter().filter(|moved| is(moved)).count());
    let stricter = any(|m| m.new.safety > m.old.safety || m.new.screening > m.old.screening);
    let milder = any(|m| m.new.safety < m.old.safety || m.new.screening < m.old.screening);
    let moves = match cohort.moved.len() {
        0 => format!("none of {of} moves"),
        1 => format!("1 of {of} moves: {stricter} to something stricter, {milder} to something milder"),
        n => format!("{n} of {of} move: {stricter} to something stricter, {milder} to something milder"),
    };
    match cohort.stirred {
        0 => moves,
        n => format!("{moves}. For {n} more a rule finds something else and the outcome stays"),
    }
}

/// What the packs could not read of a cohort.
pub(super) fn unread(cohort: &Cohort) -> Vec<String> {
    let told = |pack: &str, unread: crate::audit::Unread| {
        let forms = count(unread.applicants, "applicant");
        (unread.answers > 0).then(|| {
            format!(
                "The {pack} could not read {} of {forms}; what cannot be read counts as unknown.",
                count(unread.answers, "answer")
            )
        })
    };
    if cohort.unread_old == cohort.unread_new {
        return told("old pack and the new", cohort.unread_old).into_iter().collect();
    }
    [told("old pack", cohort.unread_old), told("new pack", cohort.unread_new)].into_iter().flatten().collect()
}

pub(super) fn safety(level: Safety) -> &'static str {
    match level {
        Safety::None => "None",
        Safety::SameDay => "Same day",
        Safety::Immediate => "Immediate",
    }
}

pub(super) fn screening(level: Screening) -> &'static str {
    labels::screening_for_coordinator(level)
}

/// The moves on an axis, milder ones first: they are what a reader must not miss.
pub(super) fn shifts(axis: &Axis) -> Vec<&Shift> {
    let mut shifts: Vec<&Shift> = axis.shifts.iter().collect();
    shifts.sort_by_key(|shift| shift.direction);
    shifts
}

/// What moved, as `For a clinician → Paused: a clinician must decide`; safety stands before it where it moved too.
pub(in crate::render) fn outcome(old: Outcome, new: Outcome) -> String {
    let mut moves = Vec::new();
    if old.safety != new.safety {
        moves.push(format!("safety {} → {}", labels::safety(old.safety), labels::safety(new.safety)));
    }
    if old.screening != new.screening {
        moves.push(format!("{} → {}", screening(old.screening), screening(new.screening)));
    }
    if moves.is_empty() {
        moves.push(format!("{}, as before", screening(new.screening)));
    }
    // Danger is never left out.
    if old.safety == new.safety && new.safety != Safety::None {
        moves.push(format!("safety {}, as before", labels::safety(new.safety)));
    }
    moves.join("; ")
}

/// The rules in the order of risk: what is not settled or becomes milder first, otherwise as they stand.
pub(super) fn by_risk(change: &Change) -> Vec<&RuleChange> {
    let risk = |rule: &&RuleChange| match rule.verdict {
        Verdict::GaveUp(_) => 0,
        Verdict::Milder | Verdict::BothWays => 1,
        Verdict::Stricter => 2,
        Verdict::Equal => 3,
    };
    let mut rules: Vec<&RuleChange> = change.rules.iter().collect();
    rules.sort_by_key(risk);
    rules
}

/// Under every format: what the proofs are about.
pub(super) fn scope(change: &Change) -> String {
    let texts = if change.every_text {
        ""
    } else {
        " Free texts count as far as they are made of the names on the packs' lists, taken now, stopped or doubtful."
    };
    format!(
        "Proofs are about outcomes and findings, over all answers that both forms can hold, for decisions as of {}.{texts} \
         Wording, sources and codes are compared as texts. Examples are made up; no applicant stands behind them.",
        change.as_of
    )
}
