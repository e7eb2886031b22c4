//! `anteroom why`: why an applicant's outcome is what it is, and what would have to be different for another.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::{Failure, near};
use super::screen::input::{Document, Inputs};
use super::terminal::Terminal;
use super::{Done, FINE, INTEGRITY, PROBLEMS, clock, pack};
use crate::answers::{Reader, Sheet};
use crate::audit::why::{self, Came, Wanted};
use crate::explain::Screening;
use crate::language::{self, Safety, Word as _};
use crate::pack::Pack;
use crate::program::Program;
use crate::render::{self, Private};
use crate::value::{Date, Truth};

/// See why an outcome is what it is, and what would have to be different for another
///
/// Shows the rules that put the safety and the screening of one applicant where they are: each with its own lines, the
/// answers that they saw, what is unknown, and its sources. With a RULE it shows the same for that rule, whatever it came to.
///
/// --not says what keeps the outcome from being another: the fewest answers that would have to be others, open ones apart
/// from given ones, in up to five ways. Every answer may be another, and each counts as one, as does each field of a row and
/// the number of rows; nothing is answered that the form would not ask for. That fewer do not lead there, or that none do, is
/// proved; and every way is screened before it is shown. This tells how the rules work. It is no advice on what to record.
///
/// FILE is read as `screen` reads it. Free text and birth dates that were given are shown only with --show-phi.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 done, whatever was found; 1 an answer or a pack has mistakes; 2 a wrong argument or a file \
                        that cannot be read; 4 the search and the evaluator disagree, a fault of anteroom."
)]
pub(super) struct Why {
    /// The answers of the applicant; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Look at this rule instead of the outcome
    #[arg(value_name = "RULE")]
    rule: Option<String>,
    /// Say why it is not so: clear, incomplete, review or hold; none, same_day or immediate; of a rule met, not_met or unknown
    #[arg(long, value_name = "OUTCOME")]
    not: Option<String>,
    /// The applicant, where FILE holds several
    #[arg(long, value_name = "ID")]
    applicant: Option<String>,
    /// Screen with the pack in this folder instead of the KAP pack
    #[arg(long, value_name = "DIR")]
    pack: Option<PathBuf>,
    /// Screen as of this date (2026-11-23), instead of the date in the file or today
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    as_of: Option<Date>,
    /// How to write the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Show free text and birth dates as they were written
    #[arg(long)]
    show_phi: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page to read
    Text,
    /// One object
    Json,
}

/// How a rule is read, as JSON writes it.
const TRUTHS: [(&str, Truth); 3] = [("met", Truth::Yes), ("not_met", Truth::No), ("unknown", Truth::Unknown)];

impl Why {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let loaded = pack::load(self.pack.as_deref())?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let rule = self.rule.as_deref().map(|id| rule(pack, id)).transpose()?;
        let wanted = self.not.as_deref().map(|word| wanted(rule, word)).transpose()?;
        let program = pack::program(pack)?;
        let (sheet, mistakes) = self.sheet(pack, &program, terminal)?;
        let private = self.private();
        let style = terminal.style();
        let (page, disagrees) = match wanted {
            Some(wanted) => {
                let found = why::why_not(pack, &program, &sheet, wanted);
                let page = match self.format {
                    Format::Text => render::why::why_not(pack, &found, style, private),
                    Format::Json => render::json::why_not(pack, &found, private) + "\n",
                };
                (page, matches!(found.came, Came::Disagrees(_)))
            }
            None => {
                let mut screening = Screening::new(pack, &program);
                let Some(decision) = screening.decide(std::slice::from_ref(&sheet)).pop() else { return Ok(FINE) };
                let finding = rule.and_then(|rule| screening.rule(&sheet, rule));
                let page = match (self.format, &finding) {
                    (Format::Text, None) => render::why::why(pack, &decision, style, private),
                    (Format::Text, Some(finding)) => render::why::rule(pack, &decision, finding, style, private),
                    (Format::Json, None) => render::json::why(pack, &decision, private) + "\n",
                    (Format::Json, Some(finding)) => render::json::why_rule(pack, &decision, finding, private) + "\n",
                };
                (page, false)
            }
        };
        terminal.write(&page)?;
        Ok(match (disagrees, mistakes) {
            (true, _) => INTEGRITY,
            (false, 0) => FINE,
            (false, _) => PROBLEMS,
        })
    }

    fn private(&self) -> Private {
        if self.show_phi { Private::Shown } else { Private::Withheld }
    }

    /// The one sheet that is meant, and how many mistakes were drawn.
    fn sheet(&self, pack: &Pack, program: &Program, terminal: &mut Terminal) -> Result<(Sheet, usize), Failure> {
        let mut reader = Reader::new(pack, &program.layout);
        let (mut sheets, mut mistakes) = (Vec::new(), 0);
        let failed =
            Inputs::of(std::slice::from_ref(&self.file))?.each(terminal, &mut |terminal, document: Document| {
                let read = document.read_dated(&mut reader, self.as_of)?;
                for diagnostic in &read.diagnostics {
                    mistakes += 1;
                    document.draw(terminal, pack, None, diagnostic, self.private(), mistakes);
                }
                for sheet in read.sheets {
                    if self.applicant.as_ref().is_some_and(|id| *id != sheet.applicant) {
                        sheets.push((sheet, false));
                        continue;
                    }
                    for problem in &sheet.problems {
                        mistakes += 1;
                        document.draw(terminal, pack, problem.question, &problem.diagnostic, self.private(), mistakes);
                    }
                    sheets.push((sheet, true));
                }
                Ok(())
            })?;
        if failed > 0 {
            return Err(Failure::Usage("the answers could not be read whole".to_owned()));
        }
        let (meant, others): (Vec<_>, Vec<_>) = sheets.into_iter().partition(|(_, meant)| *meant);
        let count = meant.len();
        match (meant.into_iter().next(), count, &self.applicant) {
            (Some((sheet, _)), 1, _) => Ok((sheet, mistakes)),
            (None, _, Some(id)) => {
                let near = near(id, others.iter().map(|(sheet, _)| sheet.applicant.as_str()));
                Err(Failure::Usage(format!("the file holds no answers of `{id}`{near}")))
            }
            (None, _, None) => Err(Failure::Usage("the file holds no applicant whose answers can be read".to_owned())),
            (_, _, Some(id)) => Err(Failure::Usage(format!("the file holds {count} sets of answers of `{id}`"))),
            (_, _, None) => {
                Err(Failure::Usage(format!("the file holds {count} applicants: name one of them with --applicant")))
            }
        }
    }
}

fn rule(pack: &Pack, id: &str) -> Result<usize, Failure> {
    let at = pack.rules.iter().position(|rule| rule.id == id);
    at.ok_or_else(|| Failure::no_such("rule", id, pack.rules.iter().map(|rule| rule.id.as_str())))
}

/// What the words after --not mean, for a rule or for both axes.
fn wanted(rule: Option<usize>, word: &str) -> Result<Wanted, Failure> {
    let Some(rule) = rule else {
        let (safety, screening) = (Safety::ALL.iter().copied(), language::Screening::ALL.iter().copied());
        let known: Vec<(&str, Wanted)> = screening
            .map(|(level, _)| (level.name(), Wanted::Screening(level)))
            .chain(safety.map(|(level, _)| (level.name(), Wanted::Safety(level))))
            .collect();
        return named("outcome", word, &known);
    };
    named("reading of a rule", word, &TRUTHS.map(|(name, truth)| (name, Wanted::Rule(rule, truth))))
}

fn named(what: &str, word: &str, known: &[(&str, Wanted)]) -> Result<Wanted, Failure> {
    let found = known.iter().find(|(name, _)| *name == word).map(|(_, wanted)| *wanted);
    found.ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        Failure::Usage(format!(
            "`{word}` is no {what}{}; known: {}",
            near(word, names.iter().copied()),
            names.join(", ")
        ))
    })
}
