//! Coverage as the rules are written: every file that holds conditions, with counts in the margin.

use super::super::page::clean;
use super::{Covered, Placed, words};
use crate::coverage::Outcome;

const HEAD: [&str; 2] = ["     met  not met  unknown   alone decided", "                            met / not met"];

/// Columns of the margin.
const WIDE: usize = 43;

/// The files in the order of the pack. A line that lacks something is marked; what is proved to be beyond everybody is a dash.
pub fn annotated(covered: &Covered) -> String {
    let mut page = String::new();
    for (file, placed) in covered.by_file() {
        let source = covered.sources.get(file);
        if !page.is_empty() {
            page.push('\n');
        }
        page.push_str(&format!("{}\n", source.name));
        for head in HEAD {
            page.push_str(&row(head, ""));
        }
        for (number, text) in (1..).zip(source.text.lines()) {
            let mut here = placed.iter().filter(|placed| placed.number == number);
            let counts = here.next().map_or_else(String::new, |first| margin(covered, first));
            page.push_str(&row(&counts, &clean(text)));
            // What else is written in the same line of the file.
            for other in here {
                let words = other.condition.lines.get(other.line).map(words::line).unwrap_or_default();
                let indent = text.len() - text.trim_start().len();
                page.push_str(&row(&margin(covered, other), &format!("{}↳ {}", " ".repeat(indent), clean(&words))));
            }
        }
    }
    page
}

fn row(margin: &str, text: &str) -> String {
    format!("{margin:<WIDE$} │ {text}").trim_end().to_owned() + "\n"
}

fn margin(covered: &Covered, placed: &Placed) -> String {
    let lacks = covered.report.of(placed.condition.of, placed.line);
    let counts = placed.condition.counts.get(placed.line).copied().unwrap_or_default();
    let cell = |outcome: Outcome| match lacks.iter().find(|lack| lack.gap.outcome == outcome) {
        Some(lack) if lack.is_impossible() => "-".to_owned(),
        _ => counts.of(outcome).to_string(),
    };
    let mark = if lacks.iter().any(|lack| !lack.is_impossible()) { "✗" } else { " " };
    let [met, not, unknown] = Outcome::OWN.map(cell);
    let own = format!("{mark} {met:>6} {not:>8} {unknown:>8}");
    // A group is not held to deciding alone: its lines are.
    if placed.condition.lines.get(placed.line).is_none_or(crate::coverage::Line::is_group) {
        return own;
    }
    let [met, not] = Outcome::DECIDED.map(cell);
    format!("{own}  {met:>6} / {not}")
}
