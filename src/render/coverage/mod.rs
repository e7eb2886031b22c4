//! Coverage, drawn: a page for people, the rules as written with counts in the margin, and files for programs.

mod annotated;
mod beyond;
mod lcov;
mod text;
mod wire;
mod words;

pub use annotated::annotated;
pub use lcov::lcov;
pub use text::text;

use crate::coverage::{Condition, Of, Report};
use crate::pack::Pack;
use crate::text::{FileId, Sources};
use std::collections::BTreeMap;

/// The JSON Schema of coverage.
pub const SCHEMA: &str = include_str!("coverage.schema.json");

/// What some applicants cover of a pack.
#[derive(Clone, Copy)]
pub struct Covered<'a> {
    pub pack: &'a Pack,
    pub report: &'a Report,
    /// Where the applicants come from.
    pub place: &'a str,
    /// The files of the pack.
    pub sources: &'a Sources,
}

impl<'a> Covered<'a> {
    /// Rule or fact, and its id.
    fn name(&self, of: Of) -> (&'static str, &'a str) {
        match of {
            Of::Rule(at) => ("rule", self.pack.rules.get(at).map_or("", |rule| rule.id.as_str())),
            Of::Fact(id) => ("fact", self.pack.facts.get(id.index()).map_or("", |fact| fact.id.as_str())),
        }
    }

    /// The files that hold conditions, each with their lines in the order written.
    fn by_file(&self) -> BTreeMap<FileId, Vec<Placed<'a>>> {
        let mut files: BTreeMap<FileId, Vec<Placed>> = BTreeMap::new();
        for condition in &self.report.coverage.conditions {
            for (line, of) in condition.lines.iter().enumerate() {
                let number = self.sources.position(of.span).line;
                files.entry(of.span.file).or_default().push(Placed { number, condition, line });
            }
        }
        for placed in files.values_mut() {
            placed.sort_by_key(|placed| placed.condition.lines.get(placed.line).map(|of| (of.span.start, placed.line)));
        }
        files
    }

    /// The file of a line, and its number there.
    fn place_of(&self, condition: &Condition, line: usize) -> (&'a str, usize) {
        let Some(line) = condition.lines.get(line) else { return ("", 0) };
        (&self.sources.get(line.span.file).name, self.sources.position(line.span).line)
    }
}

/// A line of a condition, by its place in the file.
struct Placed<'a> {
    number: usize,
    condition: &'a Condition,
    line: usize,
}

/// One object over many lines, without a line break at its end.
pub fn json(covered: &Covered) -> String {
    // The shapes hold no map with keys other than text and no failing writer: serialising them cannot fail.
    serde_json::to_string_pretty(&wire::Coverage::of(covered)).unwrap_or_default()
}
