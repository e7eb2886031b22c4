//! `anteroom replay`: makes an old decision again, from the same pack and the same answers.

pub(super) mod answers;
pub(super) mod decisions;
pub(super) mod packs;

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::git::Git;
use super::terminal::Terminal;
use super::{Done, FINE, INTEGRITY, PROBLEMS, files};
use crate::audit::PackName;
use crate::audit::replay::{self, Comparison, Made, Recorded, With};
use crate::render;
use answers::Answers;
use decisions::{Found, Selection};
use packs::Ready;

/// Make an old decision again, and see whether it comes out the same
///
/// FILE holds decisions as `screen --format json` or `ndjson` wrote them, or is an archive (see `anteroom log`). A decision
/// names the digest of its pack and that of its answers. With that pack and those answers, as of its own date, it must come
/// out the same, byte for byte, whatever version of anteroom made it; where it does not, the places that differ are told.
///
/// The answers come from --answers, or from an archive that keeps them (`screen --record FILE --keep-answers`). The pack is
/// the KAP pack that anteroom carries, if it is the one named, or one of the folders given with --pack.
///
/// --with says how another pack decides for the same answers: the outcome, and every rule that comes out differently. Which
/// change of the rules did it, `anteroom blame` tells from the history of the pack.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 the same bytes; 1 a pack has mistakes; 2 a wrong argument or a file that cannot be \
                        read; 4 another decision, or not the pack or the answers it was made with."
)]
pub(super) struct Replay {
    /// Decisions, or an archive of them
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only the decision with this number in the archive
    #[arg(long, value_name = "N")]
    number: Option<u64>,
    /// Only the decisions of this applicant
    #[arg(long, value_name = "ID")]
    applicant: Option<String>,
    /// The answers that were decided: a file as `screen` reads it; may be given more than once
    #[arg(long, value_name = "FILE")]
    answers: Vec<PathBuf>,
    /// The folder of a pack that decisions were made with; may be given more than once
    #[arg(long, value_name = "DIR")]
    pack: Vec<PathBuf>,
    /// Say how the pack in this folder decides for the same answers; `embedded` is the KAP pack that anteroom carries
    #[arg(long, value_name = "DIR")]
    with: Option<PathBuf>,
}

impl Replay {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let Some(packs) = packs::load(&self.pack, terminal)? else { return Ok(PROBLEMS) };
        let with = match &self.with {
            None => None,
            Some(folder) => match packs::with(folder, terminal)? {
                Some(with) => Some(with),
                None => return Ok(PROBLEMS),
            },
        };
        let answers = Answers::read(&self.answers, packs.first(), terminal)?;
        let (mut all, mut identical, mut moved) = (0, 0, false);
        let selection = Selection { number: self.number, applicant: self.applicant.as_deref() };
        decisions::each(&self.file, &selection, &mut |found| {
            let replayed = replay(&found, &packs, &answers, with.as_ref());
            let gap = if all > 0 { "\n" } else { "" };
            all += 1;
            identical += usize::from(replayed.result.is_identical());
            moved |= replayed.with.as_ref().is_some_and(|with| with.moves.was != with.moves.is);
            terminal.write(&(gap.to_owned() + &render::replay(&replayed)))
        })?;
        if all == 0 {
            return Err(Failure::Usage(selection.nothing(&self.file)));
        }
        if all > 1 {
            terminal.say(&format!("{all} decisions: {identical} identical"));
        }
        if let Some(folder) = self.with.as_deref().filter(|_| moved) {
            self.say_which(folder, terminal);
        }
        Ok(if identical == all { FINE } else { INTEGRITY })
    }

    /// Says how to find the change that did it, where the other pack has a history.
    fn say_which(&self, folder: &Path, terminal: &Terminal) {
        // Nothing was asked of git: where it is missing, nothing is said.
        let Ok(Some(_)) = Git::of(folder) else { return };
        let answers = if self.answers.is_empty() { "" } else { " --answers FILE" };
        terminal.say(&format!(
            "note: which change did it: `anteroom blame {}{answers} --pack {}`",
            files::name(&self.file),
            files::name(folder)
        ));
    }
}

fn replay(found: &Found, packs: &[Ready], answers: &Answers, with: Option<&Ready>) -> replay::Replay {
    let recorded = &found.recorded;
    let (result, with) = match packs.iter().find(|ready| ready.pack.digest == recorded.digest) {
        None => (Made::OtherPack { at_hand: packs.iter().map(Ready::name).collect() }, None),
        Some(ready) => again(found, ready, answers, with),
    };
    replay::Replay {
        applicant: recorded.applicant.clone(),
        as_of: recorded.as_of.to_string(),
        outcome: recorded.outcome,
        pack: PackName {
            id: recorded.pack.clone(),
            version: recorded.version.clone(),
            title: String::new(),
            digest: recorded.digest.clone(),
            place: String::new(),
        },
        engine: recorded.engine.clone(),
        engine_now: env!("CARGO_PKG_VERSION").to_owned(),
        record: found.record.clone(),
        result,
        with,
    }
}

/// Makes the decision again with its own pack, and then with another.
fn again(found: &Found, ready: &Ready, answers: &Answers, with: Option<&Ready>) -> (Made, Option<With>) {
    let recorded = &found.recorded;
    let forms = answers.of(&recorded.applicant, found.answers.as_ref());
    let made: Vec<_> = forms.iter().filter_map(|form| Some((*form, ready.decide(form, recorded)?))).collect();
    let Some((form, decision)) = made.iter().find(|(_, decision)| decision.answers == recorded.answers) else {
        let result = match made.first() {
            None => Made::NoAnswers,
            Some((_, first)) => Made::OtherAnswers { forms: made.len(), digest: first.answers.clone() },
        };
        return (result, None);
    };
    let written = render::json::written(ready.pack, decision, &recorded.engine);
    let result = match replay::compare(&found.text, &written) {
        Comparison::Identical(digest) => Made::Identical(digest),
        Comparison::Rewritten => Made::Rewritten,
        Comparison::Different(differences) => Made::Different(differences),
    };
    let with = with.and_then(|with| {
        let today = with.decide(form, recorded)?;
        let line = render::json::line(with.pack, &today, render::Private::Withheld);
        let today = Recorded::of(&line).ok()?;
        Some(With { pack: with.name(), moves: replay::moves(recorded, ready.pack, &today, with.pack) })
    });
    (result, with)
}
