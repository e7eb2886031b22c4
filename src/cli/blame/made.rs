//! Turns a file of decisions into the one that is asked about, with the answers that were decided.

use std::path::{Path, PathBuf};

use super::versions::Versions;
use crate::audit::archive::Kept;
use crate::audit::blame::{Held, History};
use crate::audit::replay::Recorded;
use crate::cli::failure::Failure;
use crate::cli::files;
use crate::cli::replay::answers::Answers;
use crate::cli::replay::decisions::{self, Selection};
use crate::cli::replay::packs;
use crate::cli::terminal::Terminal;
use crate::pack::Pack;
use crate::program::Program;
use crate::render::{self, Private};

/// A decision as it was made.
pub(super) struct Made {
    pub recorded: Recorded,
    /// Every form of the applicant that is at hand.
    forms: Vec<Kept>,
}

/// What was found of the answers.
pub(super) enum Form<'m> {
    /// Those that were decided.
    Of(&'m Kept),
    /// No version of the pack can be read, and so no answers.
    NoVersions,
}

/// Reads the one decision of a file that is meant.
pub(super) fn of(
    file: &Path,
    number: Option<u64>,
    applicant: Option<&str>,
    answers: &[PathBuf],
    terminal: &mut Terminal,
) -> Result<Made, Failure> {
    let selection = Selection { number, applicant };
    let (mut first, mut all) = (None, 0_usize);
    decisions::each(file, &selection, &mut |found| {
        all += 1;
        first.get_or_insert(found);
        Ok(())
    })?;
    let Some(found) = first else { return Err(Failure::Usage(selection.nothing(file))) };
    if all > 1 {
        return Err(Failure::Usage(format!(
            "{} holds {all} decisions{}: say which with --number or --applicant",
            files::name(file),
            applicant.map_or_else(String::new, |applicant| format!(" for {applicant}")),
        )));
    }
    // Ids stand outside the questions of a pack, so any pack tells who is who.
    let ready = packs::load(&[], terminal)?.unwrap_or_default();
    let answers = Answers::read(answers, ready.first(), terminal)?;
    let forms: Vec<Kept> = answers.of(&found.recorded.applicant, found.answers.as_ref()).into_iter().cloned().collect();
    if forms.is_empty() {
        return Err(Failure::Usage(format!(
            "the answers of {} are not at hand; --answers names the file that holds them",
            found.recorded.applicant
        )));
    }
    Ok(Made { recorded: found.recorded, forms })
}

impl Made {
    /// Decides for the same applicant, as of the same date.
    pub fn decide(&self, form: &Kept, pack: &Pack, program: &Program) -> Option<Recorded> {
        let decision = packs::decide(pack, program, form, &self.recorded)?;
        Recorded::of(&render::json::line(pack, &decision, Private::Withheld)).ok()
    }

    /// The answers that were decided, which the version that it was decided with tells from others.
    pub fn form(&self, history: &History, versions: &mut Versions) -> Result<Form<'_>, Failure> {
        let mut others: Vec<String> = Vec::new();
        for at in 0..history.versions.len() {
            let held = versions.read(at);
            let Held::Pack(pack, program) = held.as_ref() else { continue };
            if pack.digest == self.recorded.digest {
                return self.decided(pack, program).map(Form::Of);
            }
            if !others.contains(&pack.id) {
                others.push(pack.id.clone());
            }
        }
        let Some(form) = self.forms.first().filter(|_| !others.is_empty()) else { return Ok(Form::NoVersions) };
        match (&history.since, self.forms.len()) {
            // What it was decided with may lie further back.
            (Some(_), 1) => Ok(Form::Of(form)),
            (Some(_), several) => Err(Failure::Usage(format!(
                "{} has {several} forms in these answers: give the one that was decided",
                self.recorded.applicant
            ))),
            (None, _) => Err(self.unknown(versions.folder(), &others)),
        }
    }

    fn decided(&self, pack: &Pack, program: &Program) -> Result<&Kept, Failure> {
        let made = self.forms.iter().filter_map(|form| Some((form, self.decide(form, pack, program)?)));
        let same = made.into_iter().find(|(_, again)| again.answers == self.recorded.answers);
        let Some((form, again)) = same else {
            return Err(Failure::Integrity(format!(
                "these answers of {} are not those that were decided",
                self.recorded.applicant
            )));
        };
        if again.outcome != self.recorded.outcome {
            return Err(Failure::Integrity(format!(
                "the decision for {} comes out otherwise with its own pack and answers; `anteroom replay` says what differs",
                self.recorded.applicant
            )));
        }
        Ok(form)
    }

    fn unknown(&self, folder: &str, others: &[String]) -> Failure {
        let recorded = &self.recorded;
        let why = match others {
            [other] if *other != recorded.pack => format!("it holds the pack `{other}`; name another with --pack DIR"),
            _ => "it was never committed, or the history was rewritten since".to_owned(),
        };
        Failure::Usage(format!(
            "no commit that touches `{folder}` holds the pack of this decision, {} {} ({}): {why}",
            recorded.pack, recorded.version, recorded.digest
        ))
    }
}
