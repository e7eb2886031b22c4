//! Turns what the evaluator decided for one applicant into the decision that people and systems are shown.

use super::View;
use super::basis::{self, Basis};
use super::fill::fill;
use crate::answers::{Layout, Sheet, digest};
use crate::evaluate::{CouldRaise, Decided, Outcome};
use crate::language::{Kind, Safety, Screening, Who};
use crate::pack::{Pack, QuestionId, Rule, SourceId, TierId};
use crate::program::Raised;
use crate::value::{Date, Reason, Truth};

/// A decision with its basis. Nothing in it depends on anything but pack, answers and date.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub applicant: String,
    pub as_of: Date,
    /// `sha256:…` of the answers.
    pub answers: String,
    pub safety: Safety,
    pub screening: Screening,
    /// Every indication of the pack, in its order.
    pub indications: Vec<Indication>,
    /// Gravest first, then in the pack's order.
    pub findings: Vec<Finding>,
    /// Gravest first, then in the form's order.
    pub missing: Vec<MissingAnswer>,
    pub support: Vec<Suggestion>,
    pub contradictions: Vec<Contradicted>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Indication {
    pub rule: String,
    pub title: String,
    pub status: Truth,
}

/// A rule that is met or unknown, or an indication that is not met where none is; or answers that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: String,
    pub kind: Kind,
    pub status: Truth,
    /// What it raises: a level of an axis, `note`, or `none`.
    pub raises: &'static str,
    pub title: String,
    pub because: String,
    pub coordinator: Option<String>,
    pub clinician: Option<String>,
    pub sources: Vec<SourceId>,
    /// `None` for answers that could not be read: `because` says what is wrong.
    pub basis: Option<Basis>,
}

impl Decision {
    /// The findings that put an axis where it is; none where nothing raises it.
    pub fn deciding(&self, level: &str) -> Vec<&Finding> {
        self.findings.iter().filter(|finding| finding.raises == level).collect()
    }
}

impl Finding {
    pub fn is_indication(&self) -> bool {
        self.kind == Kind::Indication
    }
}

/// An answer that can still change the decision.
#[derive(Clone, Debug, PartialEq)]
pub struct MissingAnswer {
    pub question: QuestionId,
    /// The row of its group, from 1.
    pub row: Option<usize>,
    pub reason: Reason,
    /// Who can supply it, the first to ask first.
    pub from: Vec<Who>,
    pub could_raise: CouldRaise,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub tier: TierId,
    pub rule: String,
    pub because: String,
}

/// A question that was answered although it was not to be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradicted {
    pub question: QuestionId,
    /// Its `asked_when`, as written, which the other answers say is not so.
    pub asked_when: String,
}

/// The finding for answers that could not be read.
pub const UNREADABLE: &str = "answers.unreadable";
/// The finding for an answer of which it is unknown whether it was to be asked.
pub const PERHAPS_CONTRADICTORY: &str = "answers.perhaps-contradictory";

impl Decision {
    pub fn of(view: View, layout: &Layout, sheet: &Sheet, decided: &Decided) -> Self {
        let pack = view.pack;
        let mut findings = unreadable(pack, sheet);
        findings
            .extend(decided.perhaps_contradictory.iter().filter_map(|(c, level)| perhaps(pack, c.question, *level)));
        let mut indications = Vec::new();
        let mut support = Vec::new();
        let outcomes = pack.rules.iter().zip(&decided.outcomes).enumerate();
        for (index, (rule, outcome)) in outcomes {
            if rule.kind == Kind::Indication {
                indications.push(Indication {
                    rule: rule.id.clone(),
                    title: rule.title.clone(),
                    status: outcome.truth,
                });
            }
            if let (Raised::Suggest(tier), Truth::Yes) = (outcome.raised, outcome.truth) {
                let because = because(outcome.truth, &fill(view, &rule.because, None));
                support.push(Suggestion { tier, rule: rule.id.clone(), because });
                continue;
            }
            let Some(raises) = raises(*outcome, rule.kind, decided.indications) else { continue };
            findings.push((gravity(raises), finding(view, index, rule, outcome.truth, raises)));
        }
        // A stable sort: the pack's order within a level.
        findings.sort_by_key(|(gravity, _)| std::cmp::Reverse(*gravity));
        let missing = decided.missing.iter().filter_map(|missing| {
            let (question, row) = layout.question(missing.slot)?;
            let asked = pack.questions.get(question.index())?;
            let row = asked.group.is_some().then_some(row + 1);
            let from = asked.from.clone();
            Some(MissingAnswer { question, row, reason: missing.reason, from, could_raise: missing.could_raise })
        });
        let contradicted = decided.contradictions.iter().filter_map(|c| {
            let asked_when = pack.questions.get(c.question.index())?.asked_when.as_ref()?.text.clone();
            Some(Contradicted { question: c.question, asked_when })
        });
        Self {
            applicant: sheet.applicant.clone(),
            as_of: sheet.as_of,
            answers: digest(pack, layout, sheet),
            safety: decided.safety,
            screening: decided.screening,
            indications,
            missing: missing.collect(),
            support,
            contradictions: contradicted.collect(),
            findings: findings.into_iter().map(|(_, finding)| finding).collect(),
        }
    }
}

/// What one rule came to, whether or not the decision shows it: one that raises nothing raises `none`.
pub(super) fn of_rule(view: View, decided: &Decided, index: usize) -> Option<Finding> {
    let (rule, outcome) = (view.pack.rules.get(index)?, decided.outcomes.get(index)?);
    let raises = raises(*outcome, rule.kind, decided.indications).unwrap_or("none");
    Some(finding(view, index, rule, outcome.truth, raises))
}

fn finding(view: View, index: usize, rule: &Rule, status: Truth, raises: &'static str) -> Finding {
    let nodes = view.program.rules.get(index).map(Vec::as_slice).unwrap_or_default();
    Finding {
        rule: rule.id.clone(),
        kind: rule.kind,
        status,
        raises,
        title: rule.title.clone(),
        because: because(status, &fill(view, &rule.because, None)),
        coordinator: rule.coordinator.clone(),
        clinician: rule.clinician.clone(),
        sources: rule.sources.clone(),
        basis: Some(basis::tree(view, &rule.when, nodes, None)),
    }
}

/// A reason is written as it stands when its rule is met; otherwise it says that it is not, or may not be, so.
fn because(truth: Truth, met: &str) -> String {
    match truth {
        Truth::Yes => met.to_owned(),
        Truth::Unknown => format!("If so: {met}"),
        Truth::No => format!("Not so: {met}"),
    }
}

/// What a rule's outcome is shown to raise; `None` where it is not shown.
fn raises(outcome: Outcome, kind: Kind, indications: Screening) -> Option<&'static str> {
    match (outcome.raised, outcome.truth) {
        (Raised::Suggest(_), _) => None,
        (Raised::Safety(level), _) => Some(level.name()),
        (Raised::Screening(level), _) => Some(level.name()),
        (Raised::Note, _) => Some("note"),
        (Raised::Nothing, _) if kind != Kind::Indication => None,
        (Raised::Nothing, Truth::Yes) => Some("none"),
        (Raised::Nothing, Truth::Unknown) if indications == Screening::Incomplete => Some("incomplete"),
        (Raised::Nothing, Truth::Unknown) => Some("none"),
        (Raised::Nothing, Truth::No) => (indications == Screening::Review).then_some("review"),
    }
}

/// The order of findings, gravest highest.
fn gravity(raises: &str) -> usize {
    const ORDER: [&str; 7] = ["none", "note", "incomplete", "review", "hold", "same_day", "immediate"];
    ORDER.iter().position(|level| *level == raises).unwrap_or(0)
}

/// An answer was given, and it is not known whether its question was to be asked: if not, the two contradict each other.
fn perhaps(pack: &Pack, question: QuestionId, level: Screening) -> Option<(usize, Finding)> {
    let asked = pack.questions.get(question.index())?;
    let asked_when = &asked.asked_when.as_ref()?.text;
    let title = format!("An answer that is perhaps contradicted: {}", asked.ask);
    let because = because(Truth::Unknown, &format!("{} is answered, and is asked only when {asked_when}.", asked.id));
    Some(about_answers(PERHAPS_CONTRADICTORY, Truth::Unknown, level, title, because))
}

/// One finding a problem. The words are the diagnostic's: they never repeat what was written in a free text.
fn unreadable(pack: &Pack, sheet: &Sheet) -> Vec<(usize, Finding)> {
    let finding = |problem: &crate::answers::Problem| {
        let asked = problem.question.and_then(|q| pack.questions.get(q.index()));
        let title = match asked {
            Some(question) => format!("An answer could not be read: {}", question.ask),
            None => "An answer could not be read".to_owned(),
        };
        let because = problem.diagnostic.message.clone();
        about_answers(UNREADABLE, Truth::Yes, Screening::Incomplete, title, because)
    };
    sheet.problems.iter().map(finding).collect()
}

/// A finding about the answers themselves, which no rule of the pack makes.
fn about_answers(rule: &str, status: Truth, level: Screening, title: String, because: String) -> (usize, Finding) {
    let finding = Finding {
        rule: rule.to_owned(),
        kind: Kind::DataQuality,
        status,
        raises: level.name(),
        title,
        because,
        coordinator: None,
        clinician: None,
        sources: Vec::new(),
        basis: None,
    };
    (gravity(finding.raises), finding)
}
