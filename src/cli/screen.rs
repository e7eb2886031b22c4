//! `anteroom screen`: what each applicant's answers mean, and what to do next.

pub(super) mod input;
mod paper;
mod record;
mod tally;

use std::collections::HashSet;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, PROBLEMS, approvals, clock, pack};
use crate::answers::Reader;
use crate::explain::{Decision, Screening};
use crate::render::Private;
use crate::value::{Date, LANES};
use input::{Document, Inputs};
use paper::Paper;
use record::Recording;
use tally::Tally;

/// See what to do next for one applicant or many
///
/// Reads the answers and says for each applicant whether the safety protocol comes first, which answers to ask for and
/// from whom, whether a clinician must decide, or whether the evaluation can be booked. Nobody is turned away: the
/// strongest outcome is a pause until a clinician decides.
///
/// A FILE is .yaml, .yml or .json with one applicant or a list, or .ndjson with one applicant a line; `-` is standard
/// input. A file that cannot be read, or an applicant with mistakes, never stops the others: what is wrong is shown on
/// standard error, and such an answer counts as not known.
///
/// The date of the screening is that of the file; --as-of replaces it; where both are missing it is today.
/// Free text and birth dates are shown only with --show-phi.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 done, whatever the outcome; 1 an answer or a pack has mistakes; 2 a wrong argument or a \
                        file that cannot be read; 3 the pack is not signed as --require-signed asks; 4 the archive is \
                        broken, and nothing was decided. With --exit-code-by-outcome the gravest applicant gives 14 safety, 13 hold, 12 \
                        review, 11 needs information, 10 clear; 14 comes before 2 and 1, and these before the others."
)]
pub(super) struct Screen {
    /// Answers to read; `-` or nothing reads standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Screen with the pack in this folder instead of the KAP pack
    #[arg(long, value_name = "DIR")]
    pack: Option<PathBuf>,
    /// Screen as of this date (2026-11-23), instead of the date in the file or today
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    as_of: Option<Date>,
    /// How to write the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Who reads the text: next steps for a coordinator, or everything with its basis for a clinician
    #[arg(long = "for", value_enum, value_name = "WHO", default_value_t = Audience::Coordinator)]
    audience: Audience,
    /// Show free text and birth dates as they were written
    #[arg(long)]
    show_phi: bool,
    /// Record every decision in this archive before it is shown (see `anteroom log`); it is begun where there is none
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Keep the answers in the archive too, so that `replay` needs no other file: they hold free text and birth dates
    #[arg(long, requires = "record")]
    keep_answers: bool,
    /// Screen only with a pack that is signed as the signers in --trust ask
    #[arg(long)]
    require_signed: bool,
    /// The signers to trust: a pack.yaml kept outside the pack; or ANTEROOM_TRUST names it
    #[arg(long, value_name = "FILE", requires = "require_signed")]
    trust: Option<PathBuf>,
    /// Leave with a code that says how grave the gravest outcome is
    #[arg(long)]
    exit_code_by_outcome: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page to read
    Text,
    /// One object for one applicant, a list for several
    Json,
    /// One object a line
    Ndjson,
    /// A clinician's note for a health record
    Markdown,
}

/// Who reads a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Audience {
    Coordinator,
    Clinician,
}

impl Screen {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let inputs = Inputs::of(&self.files)?;
        // The process ends with this command: what it holds is not given back piece by piece.
        let loaded = Box::leak(Box::new(pack::load(self.pack.as_deref())?));
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        if self.require_signed {
            approvals::require(self.pack.as_deref(), pack, self.trust.as_deref(), terminal)?;
        }
        let program = &*Box::leak(Box::new(pack::program(pack)?));
        let mut reader = Reader::new(pack, &program.layout);
        let private = if self.show_phi { Private::Shown } else { Private::Withheld };
        if self.show_phi {
            terminal.say("note: free text and birth dates are shown");
        }
        let mut recording = Recording::open(self.record.as_deref(), self.keep_answers, terminal)?;
        let mut screening = Screening::new(pack, program);
        let mut paper = Paper::new(pack, self.format, self.audience, private);
        let mut tally = Tally::default();
        let mut waiting = Vec::new();
        let mut seen = HashSet::new();

        let each = &mut |terminal: &mut Terminal, document: Document| -> Result<(), Failure> {
            let read = document.read_dated(&mut reader, self.as_of)?;
            tally.undated += read.undated;
            for diagnostic in &read.diagnostics {
                tally.problems += 1;
                document.draw(terminal, pack, None, diagnostic, private, tally.problems);
            }
            for problem in read.sheets.iter().flat_map(|sheet| &sheet.problems) {
                tally.problems += 1;
                document.draw(terminal, pack, problem.question, &problem.diagnostic, private, tally.problems);
            }
            for (at, sheet) in read.sheets.into_iter().enumerate() {
                // A made-up name such as `#1` stands for nobody in particular.
                tally.again += usize::from(!sheet.applicant.starts_with('#') && !seen.insert(sheet.applicant.clone()));
                recording.wait(&document, read.places.get(at));
                waiting.push(sheet);
                if waiting.len() == LANES {
                    let decisions = screening.decide(&waiting);
                    recording.record(pack, &decisions)?;
                    write(decisions, &mut tally, &mut paper, terminal)?;
                    waiting.clear();
                }
            }
            Ok(())
        };
        let done = inputs.each(terminal, each).and_then(|failed| {
            tally.failed = failed;
            let decisions = screening.decide(&waiting);
            recording.record(pack, &decisions)?;
            write(decisions, &mut tally, &mut paper, terminal)
        });
        match done {
            // What was recorded until then is shown to its end, and its gravest outcome counts.
            Err(failure @ Failure::Archive { .. }) => {
                paper.end(terminal)?;
                terminal.say(&format!("error: {failure}"));
                tally.failed += 1;
            }
            done => {
                done?;
                paper.end(terminal)?;
            }
        }
        tally.say(terminal, reader.today);
        Ok(tally.code(self.exit_code_by_outcome))
    }
}

/// Counts decisions and writes them.
fn write(
    decisions: Vec<Decision>,
    tally: &mut Tally,
    paper: &mut Paper,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    for decision in decisions {
        tally.count(&decision);
        paper.write(terminal, decision)?;
    }
    Ok(())
}
