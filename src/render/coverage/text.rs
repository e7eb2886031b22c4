//! Coverage as a page: a line a rule, then what is lacking, then the shares.

use super::super::names;
use super::super::page::{Page, Style, Tone};
use super::{Covered, beyond, words};
use crate::coverage::{Condition, Lack, Measure, Of, Outcome, Share, Standing};
use crate::text::count;

/// The whole page.
pub fn text(covered: &Covered, style: Style) -> String {
    let mut page = Page::new(style);
    let pack = names::pack_named(&covered.pack.id, &covered.pack.version, &covered.pack.digest);
    let tried = count(covered.report.coverage.applicants, "applicant");
    page.line(0, 2, &[(Tone::Strong, &pack), (Tone::Plain, &format!(", {tried} in {}", covered.place))]);
    let is_rule = |condition: &&Condition| matches!(condition.of, Of::Rule(_));
    let (rules, facts) = covered.report.coverage.conditions.iter().partition::<Vec<&Condition>, _>(is_rule);
    let wide = rules.iter().chain(&facts).map(|c| covered.name(c.of).1.len()).max().unwrap_or(0).max(16);
    table(&mut page, covered, "rule", &rules, wide);
    table(&mut page, covered, "fact", &facts, wide);
    for (heading, tone, wanted) in SECTIONS {
        section(&mut page, covered, heading, tone, wanted);
    }
    page.blank();
    shares(&mut page, covered);
    page.finish()
}

fn table(page: &mut Page, covered: &Covered, what: &str, conditions: &[&Condition], wide: usize) {
    if conditions.is_empty() {
        return;
    }
    page.blank();
    let head = format!("  {what:<wide$}     met not met unknown   MC/DC");
    page.heading(Tone::Quiet, &head);
    for condition in conditions {
        let lines = 0..condition.lines.len();
        let lacks = lines.flat_map(|line| covered.report.of(condition.of, line)).any(|lack| !lack.is_impossible());
        let (mark, tone) = if lacks { ("✗", Tone::Caution) } else { ("✓", Tone::Plain) };
        let counts = condition.counts.first().copied().unwrap_or_default();
        let of = |outcome| format!("{:>8}", counts.of(outcome));
        let [met, not, unknown] = Outcome::OWN.map(of);
        let decided = covered.report.decided(condition);
        let decided = format!("{:>8}", format!("{}/{}", decided.covered, decided.of));
        let name = format!(" {:<wide$}", covered.name(condition.of).1);
        page.line(0, 2, &[(tone, mark), (Tone::Plain, &name), (tone, &(met + &not + &unknown + &decided))]);
    }
}

type Wanted = fn(&Lack) -> bool;

/// What is told line by line.
const SECTIONS: [(&str, Tone, Wanted); 4] = [
    ("NOT COVERED", Tone::Strong, |lack| matches!(lack.standing, None | Some(Standing::Open))),
    ("NOT COVERED, AND ONLY BY ANSWERS THAT CONTRADICT THE FORM", Tone::Strong, |lack| {
        matches!(lack.standing, Some(Standing::Contradictory))
    }),
    ("NOT COVERED, AND NOT SETTLED WHETHER IT CAN BE", Tone::Caution, |lack| {
        matches!(lack.standing, Some(Standing::GaveUp))
    }),
    ("NO APPLICANT CAN COVER", Tone::Strong, Lack::is_impossible),
];

fn section(page: &mut Page, covered: &Covered, heading: &str, tone: Tone, wanted: Wanted) {
    let mut first = true;
    for condition in &covered.report.coverage.conditions {
        let mut named = false;
        for (at, line) in condition.lines.iter().enumerate() {
            let lacks: Vec<&Lack> = covered.report.of(condition.of, at).iter().filter(|lack| wanted(lack)).collect();
            let lacking = words::lacking(condition, at, &lacks);
            if lacking.is_empty() {
                continue;
            }
            if std::mem::take(&mut first) {
                page.blank();
                page.heading(tone, heading);
            }
            let (file, number) = covered.place_of(condition, at);
            if !std::mem::replace(&mut named, true) {
                let (what, name) = covered.name(condition.of);
                let what = if what == "rule" { String::new() } else { format!("{what} ") };
                page.line(2, 4, &[(Tone::Plain, &what), (Tone::Strong, name), (Tone::Quiet, &format!("   {file}"))]);
            }
            let number = format!("{number:>4}  ");
            let text = words::line(line);
            page.line(2, 10, &[(Tone::Quiet, &number), (Tone::Plain, &text), (tone, &format!("   {lacking}"))]);
            for because in beyond::because(covered, condition, at, &lacks) {
                page.line(8, 10, &[(Tone::Quiet, &because)]);
            }
        }
    }
}

fn shares(page: &mut Page, covered: &Covered) {
    let report = covered.report;
    let mut say = |words: &str, share: Share| {
        let tone = if share.is_whole() { Tone::Plain } else { Tone::Caution };
        let beyond = match share.impossible {
            0 => String::new(),
            n => format!("   and {n} that nobody can"),
        };
        let share = format!("{:>9}", format!("{}/{}", share.covered, share.of));
        page.line(0, 2, &[(Tone::Plain, &format!("{words:<42}")), (tone, &share), (Tone::Quiet, &beyond)]);
    };
    say("rules met, not met and unknown", report.rules());
    for measure in Measure::ALL {
        let words = match measure {
            Measure::Met => "lines met",
            Measure::NotMet => "lines not met",
            Measure::Unknown => "lines unknown",
            Measure::Mcdc => "lines that alone decided both ways (MC/DC)",
        };
        say(words, report.share(measure));
    }
    match report.proved_as_of {
        Some(as_of) => page.plain(0, &format!("What nobody can cover is proved for decisions as of {as_of}.")),
        None if report.lacks.is_empty() => {}
        None => page.plain(0, "With --prove it is said what of it nobody can cover."),
    }
}
