//! Edits of the KAP pack, as the files of `fixtures/changes` tell them, and what a comparison is to say of each.

use std::collections::BTreeMap;

use anteroom::audit::{self, Change, Side, Verdict};
use anteroom::pack::Pack;
use anteroom::program::{self, Program};
use anteroom::value::Date;

use crate::properties::times;
use crate::support;
use crate::support::changes::kap_with;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    pub edit: String,
    file: String,
    was: String,
    is: String,
    #[serde(default)]
    also: Vec<Replaced>,
    /// Every rule that somebody may be found to meet differently.
    #[serde(default)]
    pub rules: BTreeMap<String, Way>,
    #[serde(default)]
    pub safety: Way,
    #[serde(default)]
    pub screening: Way,
    /// Words of the section on the questionnaire.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Compared with `ANTEROOM_CASES` only.
    #[serde(default)]
    slow: bool,
    /// The digest stays.
    #[serde(default)]
    pub same: bool,
    /// No case of the pack comes out otherwise: only a comparison tells it.
    #[serde(default)]
    pub unnoticed: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Replaced {
    file: String,
    was: String,
    is: String,
}

/// A verdict as a fixture has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    #[default]
    Equal,
    Stricter,
    Milder,
    Both,
}

impl Way {
    pub fn of(verdict: &Verdict) -> Result<Self, String> {
        match verdict {
            Verdict::Equal => Ok(Self::Equal),
            Verdict::Stricter => Ok(Self::Stricter),
            Verdict::Milder => Ok(Self::Milder),
            Verdict::BothWays => Ok(Self::Both),
            Verdict::GaveUp(why) => Err(why.clone()),
        }
    }
}

/// The KAP pack after an edit, and what a comparison says of it.
pub struct Edited {
    pub pack: Pack,
    pub program: Program,
    pub change: Change,
}

/// The edits of a file of `fixtures/changes`. `EDIT=words` picks those whose name holds the words, the slow ones too.
pub fn edits(file: &str) -> Vec<Edit> {
    let text = std::fs::read_to_string(support::root().join("fixtures/changes").join(file)).unwrap();
    let mut edits: Vec<Edit> = serde_yaml::from_str(&text).unwrap();
    if let Ok(words) = std::env::var("EDIT") {
        edits.retain(|edit| edit.edit.contains(&words));
    } else if times() == 1 {
        edits.retain(|edit| !edit.slow);
    }
    edits
}

impl Edit {
    /// The KAP pack with the edit.
    pub fn pack(&self) -> Pack {
        let first = (self.file.as_str(), self.was.as_str(), self.is.as_str());
        let also = self.also.iter().map(|also| (also.file.as_str(), also.was.as_str(), also.is.as_str()));
        let all: Vec<_> = std::iter::once(first).chain(also).collect();
        for (file, was, _) in &all {
            let text = std::fs::read_to_string(support::root().join("rules/kap").join(file)).unwrap();
            assert_eq!(text.matches(was).count(), 1, "{}: {file} holds {was:?} once", self.edit);
        }
        kap_with(&all)
    }

    pub fn compare(&self) -> Edited {
        let pack = self.pack();
        let program = program::from_pack(&pack).unwrap();
        let (old, old_program) = support::kap();
        let side = |pack, program| Side { pack, program, place: "" };
        let as_of = Date::parse("2026-11-23").unwrap();
        let change = audit::compare(side(old, old_program), side(&pack, &program), as_of);
        Edited { pack, program, change }
    }

    /// What a change says otherwise than the fixture.
    pub fn wrong(&self, change: &Change) -> Vec<String> {
        let told = change.faults.iter().map(|fault| format!("a fault of the program: {fault}"));
        let mut wrong: Vec<String> = told.collect();
        let mut rules = BTreeMap::new();
        for rule in &change.rules {
            match Way::of(&rule.verdict) {
                Ok(Way::Equal) => {}
                Ok(way) => drop(rules.insert(rule.rule.clone(), way)),
                Err(why) => wrong.push(format!("{}: {why}", rule.rule)),
            }
        }
        if rules != self.rules {
            wrong.push(format!("rules {rules:?}, expected {:?}", self.rules));
        }
        let axes = [("safety", &change.safety, self.safety), ("screening", &change.screening, self.screening)];
        for (name, axis, expected) in axes {
            let found = Way::of(&axis.verdict);
            if found != Ok(expected) {
                wrong.push(format!("{name} {found:?}, expected {expected:?}"));
            }
        }
        for words in &self.questions {
            if !change.questions.iter().any(|question| question.what.contains(words.as_str())) {
                wrong.push(format!("no question {words:?} in {:?}", change.questions));
            }
        }
        if self.questions.is_empty() && !change.questions.is_empty() {
            wrong.push(format!("questions {:?}", change.questions));
        }
        wrong
    }
}

/// Fails with everything that was found wrong, by edit.
pub fn none(wrong: &[(String, Vec<String>)]) {
    let told: Vec<String> = wrong.iter().map(|(edit, wrong)| format!("{edit}:\n  {}", wrong.join("\n  "))).collect();
    assert!(told.is_empty(), "{} wrong\n{}", told.len(), told.join("\n"));
}
