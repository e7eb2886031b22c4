//! A change as a comment under a pull request: the verdict first, the long lists folded away.

use super::lines::{Fate, differing};
use super::words::{self, Sign};
use crate::audit::{Axis, Change, Cohort, Difference, QuestionChange, RuleChange, Shift, State};
use crate::language::{Safety, Screening, Word as _};
use crate::render::markdown::{self, code};
use crate::render::page::clean;

/// Applicants that are named before it is said how many more there are.
const SHOWN: usize = 20;

/// The comment. Ends with a line break.
pub fn markdown(change: &Change) -> String {
    let mut note = Note::default();
    head(&mut note, change);
    who(&mut note, "Safety", &change.safety);
    who(&mut note, "Screening", &change.screening);
    for (name, of) in [("Cases", &change.fixtures), ("Cohort", &change.cohort)] {
        if let Some(of) = of {
            cohort(&mut note, name, of);
        }
    }
    rules(&mut note, change);
    questions(&mut note, &change.questions);
    written(&mut note, change);
    note.lines(&["", "---", "", words::LEGEND, &text(&words::scope(change)), ""]);
    for (name, side) in [("old", &change.old), ("new", &change.new)] {
        note.line(&format!(
            "- {name}: {} {}, {}, {}",
            text(&side.id),
            text(&side.version),
            code(&side.place),
            code(&side.digest)
        ));
    }
    note.line(&format!("- diff: {}", code(&super::digest(change))));
    note.text
}

#[derive(Default)]
struct Note {
    text: String,
}

impl Note {
    fn line(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push('\n');
    }

    fn lines(&mut self, lines: &[&str]) {
        lines.iter().for_each(|line| self.line(line));
    }

    fn heading(&mut self, words: &str) {
        self.lines(&["", &format!("### {words}"), ""]);
    }

    /// A list that opens on a click. The words of `title` are our own.
    fn folded(&mut self, title: &str, inside: impl FnOnce(&mut Self)) {
        self.lines(&["", "<details>", &format!("<summary>{title}</summary>"), ""]);
        inside(self);
        self.lines(&["", "</details>"]);
    }
}

fn head(note: &mut Note, change: &Change) {
    let (old, new) = (&change.old, &change.new);
    note.lines(&[
        &format!("## Change of rules: {} {} → {}", text(&new.id), text(&old.version), text(&new.version)),
        "",
    ]);
    note.lines(&[&format!("**{}**", text(&words::headline(change))), ""]);
    note.lines(&["| | | |", "|---|---|---|"]);
    for (name, axis) in [("Safety", &change.safety), ("Screening", &change.screening)] {
        let Sign { mark, word, claim } = words::sign(&axis.verdict);
        note.line(&format!("| {name} | {mark} **{word}** | {} |", text(&claim)));
    }
    note.line("");
    for words in words::points(change) {
        note.line(&format!("- {}", text(&words)));
    }
    let attention = words::attention(change);
    if !attention.is_empty() {
        note.heading("Look at this first");
        attention.iter().for_each(|words| note.line(&format!("- {}", text(words))));
    }
}

fn who(note: &mut Note, name: &str, axis: &Axis) {
    if axis.shifts.is_empty() {
        return;
    }
    note.heading(&format!("{name}: who moves"));
    words::shifts(axis).into_iter().for_each(|one| shift(note, one));
}

fn shift(note: &mut Note, shift: &Shift) {
    let sign = words::direction(shift.direction);
    note.line(&format!("- {} {} → {} ({})", sign.mark, text(&shift.from), text(&shift.to), sign.word));
    for region in &shift.regions {
        note.line(&format!("  - who: {}", text(region)));
    }
    if !shift.regions.is_empty() && !shift.complete {
        note.line("  - and others");
    }
    let answers = shift.example.answers.iter().map(|told| code(&format!("{}: {}", told.question, told.answer)));
    let rest = (!shift.example.rest.is_empty()).then(|| format!("all other answers {}", text(&shift.example.rest)));
    let all: Vec<String> = answers.chain(rest).collect();
    let outcome = words::outcome(shift.example.old, shift.example.new);
    note.line(&format!("  - example, made up: {}: {}", all.join(", "), text(&outcome)));
}

fn rules(note: &mut Note, change: &Change) {
    let rules = words::by_risk(change);
    if rules.is_empty() {
        return;
    }
    note.heading("Rules");
    note.lines(&["| | rule | what it does | why it is here |", "|---|---|---|---|"]);
    for rule in &rules {
        let Sign { mark, word, .. } = words::rule_sign(rule);
        let effect = words::effect(rule.kind, rule.raises.as_ref());
        let cause = words::cause(&rule.cause);
        note.line(&format!(
            "| {mark} {word} | {} ({}) | {} | {} |",
            text(&rule.title),
            code(&rule.rule),
            text(&effect),
            text(&cause)
        ));
    }
    note.folded("What each rule says, before and now", |note| rules.iter().for_each(|rule| one_rule(note, rule)));
}

fn one_rule(note: &mut Note, rule: &RuleChange) {
    let sign = words::rule_sign(rule);
    note.lines(&[&format!("#### {} ({})", text(&rule.title), code(&rule.rule)), ""]);
    note.lines(&[&format!("{} {}: {}", sign.mark, sign.word, text(&sign.claim)), ""]);
    if words::shows_condition(rule) {
        note.line("Its condition is the same:");
        note.line("");
        for line in &rule.when {
            note.line(&format!("{}- {}", "  ".repeat(line.depth), text(&line.text)));
        }
        note.line("");
    }
    differences(note, &rule.said.iter().collect::<Vec<_>>());
    rule.shifts.iter().for_each(|one| shift(note, one));
    note.line("");
}

fn differences(note: &mut Note, of: &[&Difference]) {
    if of.is_empty() {
        return;
    }
    note.line("```diff");
    for difference in of {
        note.line(&format!("@@ {} @@", plain(&difference.what)));
        for (fate, line) in differing(&difference.was, &difference.is) {
            let mark = match fate {
                Fate::Stays => ' ',
                Fate::Gone => '-',
                Fate::New => '+',
            };
            note.line(&format!("{mark} {}{}", "  ".repeat(line.depth), plain(&line.text)));
        }
    }
    note.lines(&["```", ""]);
}

/// Words as they are; an `@` calls nobody.
fn text(words: &str) -> String {
    markdown::text(words).replace('@', "@\u{2060}")
}

/// Our own words, with names between backticks.
fn told(words: &str) -> String {
    let parts = words.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { code(part) } else { text(part) }).collect()
}

/// Words inside a fence, which nothing in them can close.
fn plain(words: &str) -> String {
    clean(words).replace('`', "'")
}

fn questions(note: &mut Note, questions: &[QuestionChange]) {
    if questions.is_empty() {
        return;
    }
    note.heading("Questionnaire");
    for question in questions {
        note.line(&format!(
            "- {} {}: {} {}",
            code(&question.question),
            text(&question.ask),
            told(&question.what),
            told(&question.stored)
        ));
    }
}

fn written(note: &mut Note, change: &Change) {
    let all = &change.written;
    if all.is_empty() {
        return;
    }
    note.folded(&format!("Everything that was written differently ({})", all.len()), |note| {
        for one in all {
            let state = match &one.state {
                State::Added => ", new".to_owned(),
                State::Removed => ", gone".to_owned(),
                State::Renamed(old) => format!(", was called {}", code(old)),
                State::Changed => String::new(),
            };
            note.lines(&[&format!("**{} {}**{state} {}", one.part.name(), code(&one.id), text(&one.title)), ""]);
            differences(note, &words::untold(change, one));
        }
    });
}

fn cohort(note: &mut Note, name: &str, cohort: &Cohort) {
    note.heading(&format!("{name}: {}", text(&cohort.name)));
    note.lines(&[&format!("{}.", text(&words::cohort(cohort))), ""]);
    words::unread(cohort).iter().for_each(|words| note.line(&format!("- {}", text(words))));
    let safety: Vec<&str> = Safety::ALL.iter().map(|(level, _)| words::safety(*level)).collect();
    let screening: Vec<&str> = Screening::ALL.iter().map(|(level, _)| words::screening(*level)).collect();
    table(note, "Safety", &cohort.safety, &safety);
    table(note, "Screening", &cohort.screening, &screening);
    if cohort.moved.is_empty() {
        return;
    }
    note.folded(&format!("Those that move ({})", cohort.moved.len()), |note| {
        for moved in cohort.moved.iter().take(SHOWN) {
            let outcome = text(&words::outcome(moved.old, moved.new));
            let rules: Vec<String> = moved.rules.iter().map(|rule| code(rule)).collect();
            let answers: Vec<String> = moved.answers.iter().map(|answer| code(answer)).collect();
            note.line(&format!("- {}: {outcome}; by {}", text(&moved.applicant), rules.join(", ")));
            if !answers.is_empty() {
                note.line(&format!("  - {}", answers.join(", ")));
            }
        }
        if cohort.moved.len() > SHOWN {
            note.line(&format!("- and {} more", cohort.moved.len() - SHOWN));
        }
    });
}

/// From the row to the column; nothing where nobody moves on the axis.
fn table<const N: usize>(note: &mut Note, name: &str, table: &[[usize; N]; N], levels: &[&str]) {
    let moves = table.iter().enumerate().any(|(from, row)| row.iter().enumerate().any(|(to, n)| from != to && *n > 0));
    if !moves {
        return;
    }
    note.lines(&["", &format!("| {name}: from ↓ to → | {} |", levels.join(" | "))]);
    note.line(&format!("|---|{}", "--:|".repeat(N)));
    for (level, row) in levels.iter().zip(table) {
        let cells: Vec<String> = row.iter().map(usize::to_string).collect();
        note.line(&format!("| {level} | {} |", cells.join(" | ")));
    }
}
