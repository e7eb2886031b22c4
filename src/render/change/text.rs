//! A change on a terminal: the verdict first, then who moves, rule by rule, and everything that was written differently.

use super::lines::{Fate, differing};
use super::words::{self, Sign};
use crate::audit::{
    Axis, Change, Cohort, Difference, Example, PackName, QuestionChange, RuleChange, Shift, State, Verdict, Written,
};
use crate::language::{Safety, Screening, Word as _};
use crate::render::page::{Page, Style, Tone};

/// Applicants, and lines of a text, that are shown before it is said how many more there are.
const SHOWN: usize = 20;

/// The page of a change.
pub fn text(change: &Change, style: Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, change);
    summary(&mut page, change);
    axis(&mut page, "SAFETY: WHO MOVES", &change.safety);
    axis(&mut page, "SCREENING: WHO MOVES", &change.screening);
    if let Some(fixtures) = &change.fixtures {
        cohort(&mut page, "CASES", fixtures);
    }
    if let Some(of) = &change.cohort {
        cohort(&mut page, "COHORT", of);
    }
    section(&mut page, "RULES", &words::by_risk(change), rule);
    section(&mut page, "QUESTIONNAIRE", &change.questions.iter().collect::<Vec<_>>(), question);
    section(&mut page, "WRITTEN DIFFERENTLY", &change.written.iter().collect::<Vec<_>>(), |page, of| {
        written(page, change, of);
    });
    page.blank();
    page.line(0, 2, &[(Tone::Quiet, words::LEGEND)]);
    page.line(0, 2, &[(Tone::Quiet, &words::scope(change))]);
    page.line(0, 2, &[(Tone::Quiet, &format!("diff {}", super::digest(change)))]);
    page.finish()
}

fn section<T>(page: &mut Page, heading: &str, of: &[&T], draw: impl Fn(&mut Page, &T)) {
    if of.is_empty() {
        return;
    }
    page.blank();
    page.heading(Tone::Strong, &format!("{heading} ({})", of.len()));
    for one in of {
        draw(page, one);
    }
}

fn head(page: &mut Page, change: &Change) {
    let side = |page: &mut Page, name: &str, pack: &PackName| {
        let words = format!("{} {}   {}", pack.id, pack.version, pack.place);
        page.line(0, 5, &[(Tone::Quiet, &format!("{name:<5}")), (Tone::Plain, &words)]);
        page.line(5, 5, &[(Tone::Quiet, &pack.digest)]);
    };
    page.line(0, 2, &[(Tone::Strong, &change.new.title), (Tone::Plain, &format!("   as of {}", change.as_of))]);
    side(page, "old", &change.old);
    side(page, "new", &change.new);
}

fn summary(page: &mut Page, change: &Change) {
    page.blank();
    page.line(0, 2, &[(Tone::Strong, &words::headline(change))]);
    for (name, axis) in [("safety", &change.safety), ("screening", &change.screening)] {
        verdict(page, &format!("{name:<10}"), &words::sign(&axis.verdict), &axis.verdict);
    }
    for words in words::points(change) {
        page.plain(2, &words);
    }
    let attention = words::attention(change);
    if !attention.is_empty() {
        page.blank();
        page.heading(Tone::Strong, "LOOK AT THIS FIRST");
        for words in &attention {
            page.line(2, 4, &[(Tone::Caution, "! "), (Tone::Plain, words)]);
        }
    }
}

fn tone(verdict: &Verdict) -> Tone {
    match verdict {
        Verdict::Equal => Tone::Quiet,
        Verdict::Stricter => Tone::Strong,
        Verdict::Milder | Verdict::BothWays | Verdict::GaveUp(_) => Tone::Caution,
    }
}

fn verdict(page: &mut Page, before: &str, sign: &Sign, verdict: &Verdict) {
    let word = format!("{} {}", sign.mark, sign.word);
    let claim = format!("   {}", sign.claim);
    page.line(2, 4, &[(Tone::Plain, before), (tone(verdict), &word), (Tone::Quiet, &claim)]);
}

fn axis(page: &mut Page, heading: &str, axis: &Axis) {
    if axis.shifts.is_empty() {
        return;
    }
    page.blank();
    page.heading(Tone::Strong, heading);
    for one in words::shifts(axis) {
        shift(page, 2, one);
    }
}

pub(in crate::render) fn shift(page: &mut Page, indent: usize, shift: &Shift) {
    let direction = words::direction(shift.direction);
    let move_ = format!("{} {} → {}", direction.mark, shift.from, shift.to);
    page.line(indent, indent + 2, &[(Tone::Strong, &move_), (Tone::Quiet, &format!("   {}", direction.word))]);
    for (at, region) in shift.regions.iter().enumerate() {
        let start = if at == 0 { "who: " } else { "or:  " };
        page.line(indent + 2, indent + 7, &[(Tone::Quiet, start), (Tone::Plain, region)]);
    }
    if !shift.regions.is_empty() && !shift.complete {
        page.line(indent + 2, indent + 7, &[(Tone::Quiet, "and others")]);
    }
    example(page, indent + 2, &shift.example);
}

fn example(page: &mut Page, indent: usize, example: &Example) {
    let outcome = words::outcome(example.old, example.new);
    page.line(indent, indent + 2, &[(Tone::Quiet, "example, made up:  "), (Tone::Plain, &outcome)]);
    for told in &example.answers {
        let answer = format!("{}: {}", told.question, told.answer);
        page.line(indent + 2, indent + 4, &[(Tone::Plain, &answer), (Tone::Quiet, &format!("   {}", told.ask))]);
    }
    if !example.rest.is_empty() {
        page.line(indent + 2, indent + 4, &[(Tone::Quiet, &format!("all other answers: {}", example.rest))]);
    }
}

fn rule(page: &mut Page, rule: &RuleChange) {
    page.line(2, 4, &[(Tone::Strong, &rule.title), (Tone::Quiet, &format!("   [{}]", rule.rule))]);
    rule_body(page, rule);
    for one in &rule.shifts {
        shift(page, 4, one);
    }
}

/// What became of a rule, without its name and without those who find something else.
pub(in crate::render) fn rule_body(page: &mut Page, rule: &RuleChange) {
    verdict(page, "  ", &words::rule_sign(rule), &rule.verdict);
    let about = format!("{}; {}", words::effect(rule.kind, rule.raises.as_ref()), words::cause(&rule.cause));
    page.line(4, 6, &[(Tone::Quiet, &about)]);
    if words::shows_condition(rule) {
        page.line(4, 6, &[(Tone::Quiet, "condition, the same")]);
        for line in rule.when.iter().take(SHOWN) {
            let at = 8 + 2 * line.depth;
            page.line(at, at + 2, &[(Tone::Plain, &line.text)]);
        }
    }
    rule.said.iter().for_each(|one| difference(page, one));
}

fn difference(page: &mut Page, difference: &Difference) {
    page.line(4, 6, &[(Tone::Quiet, &difference.what)]);
    let lines = differing(&difference.was, &difference.is);
    for (fate, sentence) in lines.iter().take(SHOWN) {
        let (mark, tone) = match fate {
            Fate::Stays => ("  ", Tone::Quiet),
            Fate::Gone => ("- ", Tone::Plain),
            Fate::New => ("+ ", Tone::Strong),
        };
        let indent = " ".repeat(2 * sentence.depth);
        let start = format!("{mark}{indent}");
        page.line(6, 8 + 2 * sentence.depth, &[(tone, &start), (tone, &sentence.text)]);
    }
    more(page, 8, lines.len(), "line");
}

fn more(page: &mut Page, indent: usize, all: usize, noun: &str) {
    if all > SHOWN {
        let words = crate::text::count(all - SHOWN, noun);
        page.line(indent, indent, &[(Tone::Quiet, &format!("and {words} more; --format json has them all"))]);
    }
}

pub(in crate::render) fn question(page: &mut Page, question: &QuestionChange) {
    page.line(2, 4, &[(Tone::Strong, &question.question), (Tone::Quiet, &format!("   {}", question.ask))]);
    page.plain(4, &question.what);
    page.line(4, 6, &[(Tone::Quiet, "→ "), (Tone::Plain, &question.stored)]);
}

fn written(page: &mut Page, change: &Change, written: &Written) {
    let name = format!("{} {}", written.part.name(), written.id);
    let state = match &written.state {
        State::Added => "   new".to_owned(),
        State::Removed => "   gone".to_owned(),
        State::Renamed(old) => format!("   was called {old}"),
        State::Changed => String::new(),
    };
    let title = if written.title.is_empty() { String::new() } else { format!("   {}", written.title) };
    page.line(2, 4, &[(Tone::Strong, &name), (Tone::Plain, &state), (Tone::Quiet, &title)]);
    for one in words::untold(change, written) {
        difference(page, one);
    }
    for remark in &written.remarks {
        page.line(4, 6, &[(Tone::Caution, "! "), (Tone::Plain, remark)]);
    }
}

fn cohort(page: &mut Page, heading: &str, cohort: &Cohort) {
    page.blank();
    page.heading(Tone::Strong, &format!("{heading}: {}", cohort.name));
    page.plain(2, &format!("{}.", words::cohort(cohort)));
    for words in words::unread(cohort) {
        page.line(2, 4, &[(Tone::Caution, "! "), (Tone::Plain, &words)]);
    }
    let safety: Vec<&str> = Safety::ALL.iter().map(|(level, _)| words::safety(*level)).collect();
    let screening: Vec<&str> = Screening::ALL.iter().map(|(level, _)| words::screening(*level)).collect();
    moves(page, "safety", &cohort.safety, &safety);
    moves(page, "screening", &cohort.screening, &screening);
    for moved in cohort.moved.iter().take(SHOWN) {
        let outcome = format!("   {}", words::outcome(moved.old, moved.new));
        let rules = if moved.rules.is_empty() { String::new() } else { format!("   by {}", moved.rules.join(", ")) };
        page.line(2, 6, &[(Tone::Strong, &moved.applicant), (Tone::Plain, &outcome), (Tone::Quiet, &rules)]);
        for answer in &moved.answers {
            page.line(6, 8, &[(Tone::Quiet, answer)]);
        }
    }
    more(page, 2, cohort.moved.len(), "applicant");
}

/// A line for each pair of levels that somebody moves between.
fn moves<const N: usize>(page: &mut Page, axis: &str, table: &[[usize; N]; N], levels: &[&str]) {
    for (from, (name, row)) in levels.iter().zip(table).enumerate() {
        for (to, (other, applicants)) in levels.iter().zip(row).enumerate() {
            if from == to || *applicants == 0 {
                continue;
            }
            let (mark, word) = if to > from { ("▲", "stricter") } else { ("▼", "milder") };
            let words = format!("{applicants:>6}  {axis}: {mark} {name} → {other}");
            page.line(2, 10, &[(Tone::Plain, &words), (Tone::Quiet, &format!("   {word}"))]);
        }
    }
}
