//! What would have to be different for another outcome, as a page: the answers that are open, and those that were given.

use super::super::Private;
use super::super::clinician::who;
use super::super::labels;
use super::super::names::{id_in_row, question_of};
use super::super::page::{Page, Style, Tone};
use super::foot;
use crate::audit::why::{Came, OtherAnswer, Reached, Wanted, Was, Way, WhyNot};
use crate::pack::{Answer, Pack};
use crate::prove::Smallest;

/// Said under every way: the page is about the rules.
const NO_ADVICE: &str = "This shows what the rules would say of other answers. It is no advice on what to record.";

/// The whole page.
pub fn why_not(pack: &Pack, found: &WhyNot, style: Style, private: Private) -> String {
    let mut page = Page::new(style);
    page.line(0, 2, &[(Tone::Strong, &found.applicant), (Tone::Plain, &format!("   as of {}", found.as_of))]);
    page.line(0, 11, &[(Tone::Plain, "Now        "), (Tone::Plain, &decided(found.now))]);
    page.blank();
    let (what, wanted) = (subject(pack, found.wanted), words(found.wanted));
    match &found.came {
        Came::Already => page.heading(Tone::Strong, &format!("{what} is {wanted} already.")),
        Came::GaveUp => {
            page.heading(
                Tone::Caution,
                &format!("The search was given up: whether {what} can be {wanted} is not known."),
            );
        }
        Came::Never { every_text } => {
            let texts = if *every_text {
                "whatever is written into free texts"
            } else {
                "for texts made of the names of the pack's lists, and for those written here"
            };
            page.heading(Tone::Strong, &format!("{what} is not {wanted}, whatever is answered."));
            page.plain(0, &format!("Proved: no answers that agree with the form lead there, {texts}."));
        }
        Came::Unreadable => {
            page.heading(Tone::Caution, &format!("{what} is not {wanted} as long as the file cannot be read whole."));
            page.plain(0, "What was written where no answer belongs raises \"Needs information\" by itself.");
        }
        Came::Disagrees(way) => {
            page.heading(Tone::Alarm, "A fault of anteroom: please report it.");
            page.plain(0, &format!("The search expects {wanted} of these answers, and the evaluator does not:"));
            answers(&mut page, pack, &way.answers.iter().collect::<Vec<_>>(), private);
            page.plain(0, &format!("Decided: {}", decided(way.then)));
        }
        Came::Ways { ways, smallest, more } => {
            let head =
                format!("{what} would be {wanted} with {}", others(ways.first().map_or(0, |way| way.answers.len())));
            all(&mut page, pack, &head, (ways, *more), private);
            page.blank();
            page.plain(0, proved(*smallest));
            page.plain(0, NO_ADVICE);
        }
    }
    foot(&mut page, pack);
    page.finish()
}

fn subject(pack: &Pack, wanted: Wanted) -> String {
    match wanted {
        Wanted::Safety(_) => "The safety axis".to_owned(),
        Wanted::Screening(_) => "The screening".to_owned(),
        Wanted::Rule(rule, _) => format!("The rule {}", pack.rules.get(rule).map_or("", |rule| rule.id.as_str())),
    }
}

fn words(wanted: Wanted) -> String {
    match wanted {
        Wanted::Safety(level) => format!("\"{}\"", labels::safety(level)),
        Wanted::Screening(level) => format!("\"{}\"", labels::screening_for_coordinator(level)),
        Wanted::Rule(_, truth) => labels::truth(truth).to_owned(),
    }
}

fn decided(reached: Reached) -> String {
    let rule = reached.rule.map_or_else(String::new, |truth| format!("the rule {}; ", labels::truth(truth)));
    let (safety, screening) = (labels::safety(reached.safety), labels::screening_for_coordinator(reached.screening));
    format!("{rule}safety {safety}; screening {} ({screening})", reached.screening.name())
}

fn others(n: usize) -> String {
    if n == 1 { "one other answer".to_owned() } else { format!("{n} other answers") }
}

fn proved(smallest: Smallest) -> &'static str {
    match smallest {
        Smallest::Proved => "Proved: no fewer other answers lead there.",
        Smallest::OfNames => {
            "Proved for texts made of the names of the pack's lists, and for those written here: no fewer other answers \
             lead there."
        }
        Smallest::Open => "Whether fewer other answers lead there stayed open: the search was given up.",
    }
}

/// What is the same in every way comes first.
fn all(page: &mut Page, pack: &Pack, head: &str, (ways, more): (&[Way], bool), private: Private) {
    let Some((first, rest)) = ways.split_first() else { return };
    if rest.is_empty() && !more {
        page.heading(Tone::Strong, &format!("{head}:"));
        answers(page, pack, &first.answers.iter().collect::<Vec<_>>(), private);
        page.plain(0, &format!("Decided then: {}", decided(first.then)));
        return;
    }
    let ways_said = match (ways.len(), more) {
        (1, _) => "for example in this way".to_owned(),
        (n, true) => format!("for example in one of these {n} ways"),
        (n, false) => format!("in one of these {n} ways"),
    };
    page.heading(Tone::Strong, &format!("{head}, {ways_said}:"));
    let is_common = |answer: &&OtherAnswer| rest.iter().all(|way| way.answers.contains(answer));
    let common: Vec<&OtherAnswer> =
        if rest.is_empty() { Vec::new() } else { first.answers.iter().filter(is_common).collect() };
    if !common.is_empty() {
        page.blank();
        page.line(2, 4, &[(Tone::Strong, "In each of them:")]);
        answers(page, pack, &common, private);
    }
    for (at, way) in ways.iter().enumerate() {
        let own: Vec<&OtherAnswer> = way.answers.iter().filter(|answer| !common.contains(answer)).collect();
        page.blank();
        page.line(2, 4, &[(Tone::Strong, &format!("{}.", at + 1))]);
        answers(page, pack, &own, private);
        page.plain(4, &format!("Decided then: {}", decided(way.then)));
    }
}

/// Open answers apart from those that were given.
fn answers(page: &mut Page, pack: &Pack, of: &[&OtherAnswer], private: Private) {
    let is_open = |answer: &&&OtherAnswer| matches!(answer.was, Was::Open(_));
    let (open, given): (Vec<&OtherAnswer>, Vec<&OtherAnswer>) = of.iter().copied().partition(|answer| is_open(&answer));
    for (heading, some) in [("if these open answers were:", open), ("if these given answers were others:", given)] {
        if some.is_empty() {
            continue;
        }
        page.line(4, 6, &[(Tone::Quiet, heading)]);
        for answer in some {
            one(page, pack, answer, private);
        }
    }
}

fn one(page: &mut Page, pack: &Pack, answer: &OtherAnswer, private: Private) {
    let Some(question) = question_of(pack, answer.question) else { return };
    let is = match &answer.span {
        Some((from, to)) => {
            // The unit is said once.
            let unit = match &question.answer {
                Answer::Number { unit: Some(unit), .. } => format!(" {unit}"),
                _ => String::new(),
            };
            format!("{} to {to}", from.strip_suffix(&unit).unwrap_or(from))
        }
        None => answer.is.clone(),
    };
    let remark = match &answer.was {
        Was::Open(reason) if question.from.is_empty() => reason.label().to_owned(),
        Was::Open(reason) => format!("{}; ask {}", reason.label(), who(&question.from)),
        Was::Given(_) if private.withholds_given(question) => "instead of what was given (not shown)".to_owned(),
        Was::Given(was) => format!("instead of {was}"),
    };
    let between = if question.ask.ends_with('?') { " " } else { ": " };
    let (ask, name) = (format!("{}{between}", question.ask), id_in_row(pack, answer.question, answer.row));
    page.item(6, &[(Tone::Plain, &ask), (Tone::Strong, &is), (Tone::Quiet, &format!("   {name}: {remark}"))]);
}
