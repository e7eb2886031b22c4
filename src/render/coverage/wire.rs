//! The structs of `anteroom.coverage/1`. Nothing here is shared with the core, so that the core can change and the wire cannot.

use serde::Serialize;

use super::super::json::PackName;
use super::{Covered, beyond, words};
use crate::coverage::{self, Condition, Lack, Measure, Outcome, Share, Standing};
use crate::value::Date;

#[derive(Serialize)]
pub(super) struct Coverage<'a> {
    schema: &'static str,
    engine: &'static str,
    pack: PackName<'a>,
    /// Where the applicants come from.
    from: &'a str,
    applicants: usize,
    proved_as_of: Option<Date>,
    shares: Shares,
    conditions: Vec<OneCondition<'a>>,
    lacks: Vec<OneLack<'a>>,
}

#[derive(Serialize)]
struct Shares {
    rules: OneShare,
    met: OneShare,
    not_met: OneShare,
    unknown: OneShare,
    mcdc: OneShare,
}

#[derive(Serialize)]
struct OneShare {
    covered: usize,
    of: usize,
    impossible: usize,
}

#[derive(Serialize)]
struct OneCondition<'a> {
    of: &'static str,
    id: &'a str,
    file: &'a str,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    line: usize,
    depth: usize,
    text: String,
    met: usize,
    not_met: usize,
    unknown: usize,
    decided_met: usize,
    decided_not_met: usize,
}

#[derive(Serialize)]
struct OneLack<'a> {
    of: &'static str,
    id: &'a str,
    file: &'a str,
    line: usize,
    text: String,
    outcome: &'static str,
    standing: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
}

impl<'a> Coverage<'a> {
    pub fn of(covered: &Covered<'a>) -> Self {
        let (pack, report) = (covered.pack, covered.report);
        let share = |measure| one_share(report.share(measure));
        Self {
            schema: "anteroom.coverage/1",
            engine: env!("CARGO_PKG_VERSION"),
            pack: PackName::of(pack),
            from: covered.place,
            applicants: report.coverage.applicants,
            proved_as_of: report.proved_as_of,
            shares: Shares {
                rules: one_share(report.rules()),
                met: share(Measure::Met),
                not_met: share(Measure::NotMet),
                unknown: share(Measure::Unknown),
                mcdc: share(Measure::Mcdc),
            },
            conditions: report.coverage.conditions.iter().map(|of| condition(covered, of)).collect(),
            lacks: report.lacks.iter().filter_map(|of| lack(covered, of)).collect(),
        }
    }
}

fn one_share(share: Share) -> OneShare {
    OneShare { covered: share.covered, of: share.of, impossible: share.impossible }
}

fn condition<'a>(covered: &Covered<'a>, condition: &Condition) -> OneCondition<'a> {
    let (of, id) = covered.name(condition.of);
    let lines = condition.lines.iter().zip(&condition.counts).enumerate().map(|(at, (line, counts))| {
        let above = |line: &coverage::Line| line.above.and_then(|above| condition.lines.get(above));
        Line {
            line: covered.place_of(condition, at).1,
            depth: std::iter::successors(above(line), |line| above(line)).count(),
            text: words::line(line),
            met: counts.of(Outcome::Met),
            not_met: counts.of(Outcome::NotMet),
            unknown: counts.of(Outcome::Unknown),
            decided_met: counts.of(Outcome::DecidedMet),
            decided_not_met: counts.of(Outcome::DecidedNotMet),
        }
    });
    OneCondition { of, id, file: covered.place_of(condition, 0).0, lines: lines.collect() }
}

fn lack<'a>(covered: &Covered<'a>, lack: &Lack) -> Option<OneLack<'a>> {
    let condition = covered.report.coverage.condition(lack.gap.of)?;
    let (of, id) = covered.name(lack.gap.of);
    let (file, line) = covered.place_of(condition, lack.gap.line);
    Some(OneLack {
        of,
        id,
        file,
        line,
        text: condition.lines.get(lack.gap.line).map(words::line)?,
        outcome: lack.gap.outcome.name(),
        standing: match lack.standing {
            None => "not_asked",
            Some(Standing::Open) => "open",
            Some(Standing::Contradictory) => "contradictory",
            Some(Standing::GaveUp) => "gave_up",
            Some(Standing::Impossible { .. }) => "impossible",
        },
        because: beyond::because(covered, condition, lack.gap.line, &[lack]).pop(),
    })
}
