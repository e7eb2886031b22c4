//! Decides cases and compares what came of each with what it expects.

use super::{Case, words};
use crate::answers::{Layout, Sheet};
use crate::diagnostic::Diagnostic;
use crate::evaluate::Decided;
use crate::explain::{Finding, Screening};
use crate::language::{Safety, Screening as Axis};
use crate::pack::{Pack, QuestionId};

/// An expectation that did not come out.
#[derive(Clone, Debug, PartialEq)]
pub struct Surprise {
    /// The place of the case among those run.
    pub case: usize,
    pub diagnostic: Diagnostic,
    /// Of a rule: the lines that made it come out as it did.
    pub finding: Option<Finding>,
}

/// What came out otherwise, in the order of the cases. `layout` is that of the screening's program.
pub fn run(pack: &Pack, layout: &Layout, screening: &mut Screening, cases: &[Case]) -> Vec<Surprise> {
    let sheets: Vec<Sheet> = cases.iter().map(|case| case.sheet.clone()).collect();
    let decided = screening.decided(&sheets);
    let mut surprises = Vec::new();
    for (at, (case, decided)) in cases.iter().zip(&decided).enumerate() {
        let mut trial = Trial { pack, layout, screening, case, at, decided, surprises: &mut surprises };
        trial.levels();
        trial.rules();
        trial.missing();
    }
    // As a reader meets them in the file.
    surprises.sort_by_key(|surprise| (surprise.case, surprise.diagnostic.primary.as_ref().map(|label| label.span)));
    surprises
}

/// One case and what came of it.
struct Trial<'a, 's> {
    pack: &'a Pack,
    layout: &'a Layout,
    screening: &'a mut Screening<'s>,
    case: &'a Case,
    at: usize,
    decided: &'a Decided,
    surprises: &'a mut Vec<Surprise>,
}

impl Trial<'_, '_> {
    fn push(&mut self, diagnostic: Diagnostic, finding: Option<Finding>) {
        self.surprises.push(Surprise { case: self.at, diagnostic, finding });
    }

    fn levels(&mut self) {
        let (case, decided) = (self.case, self.decided);
        let safety =
            case.expectation.safety.as_ref().map(|e| ("the safety", e.span, decided.safety.name(), e.value.name()));
        let screening = case
            .expectation
            .screening
            .as_ref()
            .map(|e| ("the screening", e.span, decided.screening.name(), e.value.name()));
        for (what, span, is, expected) in [safety, screening].into_iter().flatten() {
            if is != expected {
                let fault = words::other_level(&case.name, what, span, is, expected);
                let reasons = self.reasons(is);
                self.push(reasons.into_iter().fold(fault, Diagnostic::help), None);
            }
        }
    }

    /// What put an axis at a level; nothing puts it at its mildest.
    fn reasons(&mut self, level: &str) -> Vec<String> {
        if level == Safety::None.name() || level == Axis::Clear.name() {
            return Vec::new();
        }
        let mut reasons = Vec::new();
        for decision in self.screening.decide(std::slice::from_ref(&self.case.sheet)) {
            let by = decision.deciding(level).into_iter().map(|f| format!("`{}` ({})", f.rule, words::came(f.status)));
            let by = by.collect::<Vec<_>>().join(", ");
            reasons.extend((!by.is_empty()).then(|| format!("raised by {by}")));
            let contradicted = decision.contradictions.iter().filter(|_| level == Axis::Review.name());
            reasons.extend(contradicted.map(|c| words::contradicted(id(self.pack, c.question), &c.asked_when)));
        }
        reasons
    }

    fn rules(&mut self) {
        let (case, decided) = (self.case, self.decided);
        for expected in &case.expectation.rules {
            let Some(outcome) = decided.outcomes.get(expected.rule) else { continue };
            if outcome.truth != expected.truth {
                let fault = words::other_truth(
                    &case.name,
                    self.id(expected.rule),
                    expected.place,
                    outcome.truth,
                    expected.truth,
                );
                self.rule(expected.rule, fault);
            }
        }
        for (rule, outcome) in decided.outcomes.iter().enumerate() {
            let closed = case.expectation.none.iter().find(|none| none.value == outcome.truth);
            if let Some(closed) = closed.filter(|_| !case.expectation.names(rule)) {
                let fault = words::not_named(&case.name, self.id(rule), closed.span, outcome.truth);
                self.rule(rule, fault);
            }
        }
    }

    fn id(&self, rule: usize) -> &str {
        self.pack.rules.get(rule).map_or("", |rule| rule.id.as_str())
    }

    fn rule(&mut self, rule: usize, diagnostic: Diagnostic) {
        let mut finding = self.screening.rule(&self.case.sheet, rule);
        if let Some(finding) = &mut finding {
            finding.basis = finding.basis.take().map(|basis| basis.decisive());
        }
        self.push(diagnostic, finding);
    }

    fn missing(&mut self) {
        let case = self.case;
        let asked: Vec<QuestionId> =
            self.decided.missing.iter().filter_map(|missing| Some(self.layout.question(missing.slot)?.0)).collect();
        let pack = self.pack;
        for expected in case.expectation.missing.iter().filter(|expected| !asked.contains(&expected.value)) {
            self.push(words::not_missing(&case.name, id(pack, expected.value), expected.span), None);
        }
        if let Some(span) = case.expectation.nothing_missing.filter(|_| !asked.is_empty()) {
            let mut names: Vec<&str> = asked.iter().map(|question| id(pack, *question)).collect();
            names.dedup();
            self.push(words::something_missing(&case.name, &names, span), None);
        }
    }
}

fn id(pack: &Pack, question: QuestionId) -> &str {
    pack.questions.get(question.index()).map_or("", |question| question.id.as_str())
}
