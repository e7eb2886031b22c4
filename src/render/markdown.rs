//! The clinician's page as Markdown, for a note in a health record.

use super::clinician::who;
use super::evidence::Evidence;
use super::labels;
use super::names::{Private, SIGN, id, id_in_row, pack_line, question_of, source};
use super::page::clean;
use crate::explain::{Decision, Finding};
use crate::pack::Pack;

/// One applicant's note. Ends with a line break.
pub fn markdown(pack: &Pack, decision: &Decision, private: Private) -> String {
    let mut note = Note::default();
    note.line(&format!("# {}", text(&decision.applicant)));
    note.line("");
    note.line(&format!("- As of: {}", decision.as_of));
    note.line(&format!("- Safety: **{}**", labels::safety(decision.safety)));
    let screening = labels::screening_for_clinician(decision.screening, decision.missing.len());
    note.line(&format!("- Screening: **{screening}**"));
    for indication in &decision.indications {
        let (mark, status) = (labels::mark(indication.status), labels::truth(indication.status));
        note.line(&format!("- Indication: {mark} {}: {status}", text(&indication.title)));
    }
    let mut evidence = Evidence::new(pack, private);
    let mut last = "";
    for finding in &decision.findings {
        let heading = labels::raised(finding.raises);
        if heading != last {
            note.heading(heading);
            last = heading;
        }
        note.finding(pack, finding, &mut evidence);
    }
    note.section("Missing", &decision.missing, |missing| {
        let ask = question_of(pack, missing.question).map_or("", |question| &question.ask);
        let name = id_in_row(pack, missing.question, missing.row);
        let (reason, could) = (missing.reason.label(), labels::could_raise(missing.could_raise));
        format!("{} ({}): {reason}; ask {}; {could}", text(ask), code(&name), who(&missing.from))
    });
    note.section("Support to consider", &decision.support, |support| {
        let title = pack.tiers.get(support.tier.index()).map_or("", |tier| &tier.title);
        format!("{} ({}): {}", text(title), code(&support.rule), text(&support.because))
    });
    note.section("Answers that contradict each other", &decision.contradictions, |contradicted| {
        let ask = question_of(pack, contradicted.question).map_or("", |question| &question.ask);
        let name = code(id(pack, contradicted.question));
        format!("{} ({name}): asked only when {}", text(ask), code(&contradicted.asked_when))
    });
    note.line("");
    note.line("---");
    note.line("");
    note.line(SIGN);
    note.line("");
    note.line(&format!("- answers {}", code(&decision.answers)));
    note.line(&format!("- rules {}", code(&pack.digest)));
    note.line(&format!("- {}", text(&pack_line(pack))));
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

    fn heading(&mut self, words: &str) {
        self.line("");
        self.line(&format!("## {words}"));
    }

    fn section<T>(&mut self, heading: &str, of: &[T], words: impl Fn(&T) -> String) {
        if of.is_empty() {
            return;
        }
        self.heading(heading);
        self.line("");
        for one in of {
            self.line(&format!("- {}", words(one)));
        }
    }

    fn finding(&mut self, pack: &Pack, finding: &Finding, evidence: &mut Evidence) {
        self.line("");
        self.line(&format!("### {} ({})", text(&finding.title), code(&finding.rule)));
        self.line("");
        self.line(&text(&finding.because));
        self.line("");
        let rows = finding.basis.as_ref().map(|basis| evidence.rows(basis)).unwrap_or_default();
        for row in rows {
            let mark = row.result.map_or(String::new(), |truth| format!("{} ", labels::mark(truth)));
            let words = if row.is_code { code(&row.text) } else { text(&row.text) };
            let values = if row.values.is_empty() { String::new() } else { format!(" · {}", text(&row.values)) };
            self.line(&format!("{}- {mark}{words}{values}", "  ".repeat(row.depth)));
        }
        if let Some(words) = &finding.clinician {
            self.line("");
            self.line(&format!("Note: {}", text(words)));
        }
        if !finding.sources.is_empty() {
            self.line("");
            let sources: Vec<String> = finding.sources.iter().map(|id| text(&source(pack, *id))).collect();
            self.line(&format!("Sources: {}", sources.join("; ")));
        }
    }
}

/// Words as they are: what Markdown would read as markup is escaped. A `_` inside a word is none.
pub(super) fn text(words: &str) -> String {
    let words = clean(words);
    let mut escaped = String::with_capacity(words.len());
    let mut before = ' ';
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_inside = before.is_alphanumeric() && letters.peek().is_some_and(|next| next.is_alphanumeric());
        let is_markup = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' => true,
            '_' => !is_inside,
            '>' | '#' | '-' | '+' => escaped.is_empty(),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(letter);
        before = letter;
    }
    escaped
}

/// Words between backticks; their own backticks become quotes.
pub(super) fn code(words: &str) -> String {
    format!("`{}`", clean(words).replace('`', "'"))
}
