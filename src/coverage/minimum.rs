//! Turns what is demanded of coverage (`mcdc=80`) into what is wanting, at the lines concerned.

use super::{Lack, Measure, Report};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Span, nearest};

/// Lines that a message names.
const MOST: usize = 5;

/// The least share that is good enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minimum {
    pub measure: Measure,
    /// From 0 to 100.
    pub percent: u8,
}

impl Minimum {
    /// # Errors
    /// In words: no such measure, or no share in a hundred.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (name, percent) = text.split_once('=').unwrap_or((text, ""));
        let names = || Measure::ALL.into_iter().map(Measure::name);
        let Some(measure) = Measure::ALL.into_iter().find(|measure| measure.name() == name) else {
            let known = || match nearest(name, names()) {
                Some(near) => format!("; did you mean `{near}`?"),
                None => format!("; there are {}", names().collect::<Vec<_>>().join(", ")),
            };
            return Err(format!("no measure is called `{name}`{}", known()));
        };
        match percent.trim_end_matches('%').parse() {
            Ok(percent @ 0..=100) => Ok(Self { measure, percent }),
            _ => Err(format!("`{name}` needs a whole number from 0 to 100, as in `{name}=90`")),
        }
    }

    /// What is wanting, where the share is too small.
    pub fn unmet(self, report: &Report) -> Option<Diagnostic> {
        let share = report.share(self.measure);
        if share.reaches(self.percent) {
            return None;
        }
        let mut lines: Vec<Span> = report.wanting(self.measure).filter_map(|lack| place(report, lack)).collect();
        lines.dedup();
        let (first, others) = lines.split_first()?;
        let (name, percent) = (self.measure.name(), self.percent);
        let message = format!(
            "coverage of `{name}` is {} % ({} of {} lines), and {percent} % is demanded",
            share.percent(),
            share.covered,
            share.of
        );
        let never = match self.measure {
            Measure::Met => "no applicant meets this",
            Measure::NotMet => "no applicant fails to meet this",
            Measure::Unknown => "no applicant leaves this unknown",
            Measure::Mcdc => "this has not alone decided both ways",
        };
        let mut fault = Diagnostic::new(Code::AN0831, *first, message).label(never);
        for other in others.iter().take(MOST - 1) {
            fault = fault.also(*other, "nor this");
        }
        Some(match others.len().checked_sub(MOST - 1) {
            None | Some(0) => fault,
            Some(more) => fault.help(format!("{more} more: `--format annotated` shows them all")),
        })
    }
}

fn place(report: &Report, lack: &Lack) -> Option<Span> {
    Some(report.coverage.condition(lack.gap.of)?.lines.get(lack.gap.line)?.span)
}
