//! Faults planted one at a time in the KAP pack: each is told, in the right direction, and the applicants that show it are really
//! decided so.

use anteroom::answers::{Notation, Reader};
use anteroom::audit::{Cause, Direction, Outcome, Shift};
use anteroom::cases::{self, File};
use anteroom::explain::{Decision, Screening};
use anteroom::language::Kind;
use anteroom::pack::Pack;
use anteroom::program::{self, Program};
use anteroom::text::Sources;
use anteroom::value::Truth;

use super::edits::{Edit, Edited, edits, none};
use crate::properties::times;
use crate::support;

const SAFETY: [&str; 3] = ["No safety concern", "Safety: same day", "Safety: act now"];
const SCREENING: [&str; 4] =
    ["Ready to book evaluation", "Needs information", "For a clinician", "Paused: a clinician must decide"];

/// A pack at work on the files that examples come as.
struct Clinic<'a> {
    pack: &'a Pack,
    program: &'a Program,
}

impl Clinic<'_> {
    fn decide(&self, applicant: &str) -> Decision {
        let file = Sources::default().add("example.yaml", applicant.to_owned());
        let read = Reader::new(self.pack, &self.program.layout).yaml(file, applicant, None);
        let mut decisions = Screening::new(self.pack, self.program).decide(&read.sheets);
        assert_eq!(decisions.len(), 1, "{applicant}");
        decisions.remove(0)
    }

    /// What a rule is in a decision, in all the words that a shift may call it.
    fn state(&self, rule: &str, decision: &Decision) -> &'static [&'static str] {
        let Some(of) = self.pack.rules.iter().find(|of| of.id == rule) else { return &["no such rule"] };
        if of.kind == Kind::Support {
            // Of a suggestion that is not made nobody is told whether it is open.
            let made = decision.support.iter().any(|suggested| suggested.rule == rule);
            return if made { &["met"] } else { &["not met", "unknown", "unknown, declined or unsure"] };
        }
        let found = decision.findings.iter().find(|finding| finding.rule == rule);
        let indication = decision.indications.iter().find(|indication| indication.rule == rule);
        match indication.map(|of| of.status).or(found.map(|of| of.status)).unwrap_or(Truth::No) {
            Truth::Yes => &["met"],
            Truth::No => &["not met"],
            Truth::Unknown if found.is_some_and(|of| of.raises == "review") => {
                &["unknown", "unknown, declined or unsure"]
            }
            Truth::Unknown => &["unknown"],
        }
    }
}

/// What is wrong with the example of a shift, by the two packs themselves.
fn wrong_example(shift: &Shift, rule: Option<&str>, [old, new]: &[Clinic; 2]) -> Vec<String> {
    let example = &shift.example;
    let (before, after) = (old.decide(&example.applicant), new.decide(&example.applicant));
    let mut wrong = Vec::new();
    for (told, decision) in [(example.old, &before), (example.new, &after)] {
        let is = Outcome { safety: decision.safety, screening: decision.screening };
        if is != told {
            wrong.push(format!("decided {is:?}, told {told:?}"));
        }
    }
    if let Some(rule) = rule {
        let (from, to) = (old.state(rule, &before), new.state(rule, &after));
        if !from.contains(&shift.from.as_str()) || !to.contains(&shift.to.as_str()) {
            wrong.push(format!("found {from:?} → {to:?}, told {} → {}", shift.from, shift.to));
        }
    }
    wrong
}

/// Sentences of numbers that none can be.
fn wrong_sentences(shift: &Shift) -> Vec<String> {
    let between = regex::Regex::new(r" is ([0-9.]+) to ([0-9.]+)").unwrap();
    let is_empty = |sentence: &&String| {
        let number = |of: &str| of.parse::<f64>().unwrap();
        between.captures_iter(sentence).any(|ends| number(&ends[1]) > number(&ends[2]))
    };
    shift.regions.iter().filter(is_empty).cloned().collect()
}

/// What is wrong with the levels that a shift of an axis names.
fn wrong_levels(shift: &Shift, old: usize, new: usize, names: &[&str]) -> Vec<String> {
    let direction = if new > old { Direction::Stricter } else { Direction::Milder };
    let is = (names[old], names[new], direction);
    let told = (shift.from.as_str(), shift.to.as_str(), shift.direction);
    if is == told { Vec::new() } else { vec![format!("decided {is:?}, told {told:?}")] }
}

/// What is said of a fault that is not so.
fn wrong(fault: &Edit, Edited { pack, program, change }: &Edited) -> Vec<String> {
    let (old, old_program) = support::kap();
    let clinics = [Clinic { pack: old, program: old_program }, Clinic { pack, program }];
    let mut wrong = fault.wrong(change);
    if !change.moves_decisions() {
        wrong.push("nothing is said to change".to_owned());
    }
    for rule in &change.rules {
        if rule.cause == Cause::Through(Vec::new()) {
            wrong.push(format!("{}: nothing says why", rule.rule));
        }
        for shift in &rule.shifts {
            let mut faults = wrong_example(shift, Some(&rule.rule), &clinics);
            faults.extend(wrong_sentences(shift));
            wrong.extend(faults.iter().map(|fault| format!("{}: {fault}\n{}", rule.rule, shift.example.applicant)));
        }
    }
    for (axis, names) in [(&change.safety, &SAFETY[..]), (&change.screening, &SCREENING[..])] {
        for shift in &axis.shifts {
            let (old, new) = (shift.example.old, shift.example.new);
            let mut faults = wrong_example(shift, None, &clinics);
            faults.extend(match names.len() {
                3 => wrong_levels(shift, old.safety as usize, new.safety as usize, names),
                _ => wrong_levels(shift, old.screening as usize, new.screening as usize, names),
            });
            wrong.extend(faults.iter().map(|fault| format!("{fault}\n{}", shift.example.applicant)));
        }
    }
    wrong
}

/// Some of every kind where nothing is optimised, since each takes seconds.
fn faults() -> Vec<Edit> {
    let step = if cfg!(debug_assertions) && times() == 1 { 5 } else { 1 };
    edits("planted.yaml").into_iter().step_by(step).collect()
}

#[test]
fn every_planted_fault_is_told() {
    let told = faults().into_iter().map(|fault| (wrong(&fault, &fault.compare()), fault.edit));
    none(&told.filter(|(wrong, _)| !wrong.is_empty()).map(|(wrong, edit)| (edit, wrong)).collect::<Vec<_>>());
}

/// A case with a mistake is noticed too: it names something that is gone.
fn is_noticed(pack: &Pack, texts: &[(String, String)]) -> bool {
    let program = program::from_pack(pack).expect("a program");
    let mut sources = Sources::default();
    let file = |(name, text): &'_ (String, String)| sources.add(name.clone(), text.clone());
    let ids: Vec<_> = texts.iter().map(file).collect();
    let files: Vec<File> = std::iter::zip(ids, texts)
        .map(|(id, (_, text))| File { id, notation: Notation::Yaml, text: text.as_str() })
        .collect();
    let read = cases::read(&Reader::new(pack, &program.layout), &files);
    let otherwise = cases::run(pack, &program.layout, &mut Screening::new(pack, &program), &read.cases);
    !read.diagnostics.is_empty() || !otherwise.is_empty()
}

#[test]
fn the_cases_notice_a_planted_fault() {
    let texts = support::files(&support::root().join("rules/kap/cases"));
    assert!(!is_noticed(&support::kap().0, &texts));
    let told = faults().into_iter().filter(|fault| is_noticed(&fault.pack(), &texts) == fault.unnoticed);
    let told: Vec<String> = told.map(|fault| format!("{}: unnoticed is {}", fault.edit, fault.unnoticed)).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}
