//! Turns a file of decisions, or an archive, into the decisions that were asked for.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::audit::archive::{Kept, Noted};
use crate::audit::replay::Recorded;
use crate::cli::failure::Failure;
use crate::cli::{archive, files, log};

/// A file of decisions that is no archive and holds no line for each is read whole.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Which decisions to make again.
pub(in crate::cli) struct Selection<'a> {
    pub number: Option<u64>,
    pub applicant: Option<&'a str>,
}

/// A decision as it stands in the file.
pub(in crate::cli) struct Found {
    pub recorded: Recorded,
    /// Its bytes.
    pub text: String,
    /// Number and time of its record.
    pub record: Option<(u64, String)>,
    pub answers: Option<Kept>,
}

type Each<'a> = dyn FnMut(Found) -> Result<(), Failure> + 'a;

impl Selection<'_> {
    fn takes(&self, recorded: &Recorded) -> bool {
        self.applicant.is_none_or(|applicant| recorded.applicant == applicant)
    }

    /// What is said where nothing was found.
    pub fn nothing(&self, file: &Path) -> String {
        let which = match (self.number, self.applicant) {
            (Some(number), Some(applicant)) => format!("no decision for {applicant} with the number {number}"),
            (Some(number), None) => format!("no decision with the number {number}"),
            (None, Some(applicant)) => format!("no decision for {applicant}"),
            (None, None) => "no decision".to_owned(),
        };
        format!("there is {which} in {}", files::name(file))
    }
}

/// Hands over the decisions in the order of the file. An archive is verified before the first of them.
pub(in crate::cli) fn each(path: &Path, selection: &Selection, each: &mut Each) -> Result<(), Failure> {
    let wrong = |error| Failure::file(files::name(path), files::why(&error));
    let mut first = Vec::new();
    let mut file = BufReader::new(files::open(path)?.take(MAX_BYTES));
    file.read_until(b'\n', &mut first).map_err(wrong)?;
    if archive::is_archive(path, &first) {
        let found = archive::read(path, Noted::default(), |_| Ok(()))?;
        log::sound(path, &found)?;
        return from_archive(path, selection, each);
    }
    if selection.number.is_some() {
        return Err(Failure::Usage(format!("{} is no archive: its decisions have no numbers", files::name(path))));
    }
    if serde_json::from_slice::<IgnoredAny>(&first).is_ok() {
        return from_lines(path, selection, each);
    }
    file.read_to_end(&mut first).map_err(wrong)?;
    if first.len() as u64 == MAX_BYTES {
        let why = format!("{MAX_BYTES} bytes or more: with one decision a line there is no limit");
        return Err(Failure::file(files::name(path), why));
    }
    from_text(path, &first, "", selection, each)
}

fn from_archive(path: &Path, selection: &Selection, each: &mut Each) -> Result<(), Failure> {
    archive::read(path, Noted::default(), |record| {
        let wrong = |why: String| Failure::file(files::name(path), format_args!("record {}: {why}", record.number));
        if selection.number.is_some_and(|number| number != record.number) {
            return Ok(());
        }
        let recorded = Recorded::of(record.decision).map_err(wrong)?;
        if !selection.takes(&recorded) {
            return Ok(());
        }
        let answers = record.answers().map_err(|error| wrong(error.to_string()))?;
        let text = record.decision.to_owned();
        each(Found { recorded, text, record: Some((record.number, record.at.to_owned())), answers })
    })
    .map(|_| ())
}

fn from_lines(path: &Path, selection: &Selection, each: &mut Each) -> Result<(), Failure> {
    let mut number = 0;
    archive::lines(&files::name(path), files::open(path)?, |line| {
        number += 1;
        if line.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        from_text(path, line, &format!("line {number}: "), selection, each)
    })
}

/// One decision, or a list of them.
fn from_text(path: &Path, text: &[u8], place: &str, selection: &Selection, each: &mut Each) -> Result<(), Failure> {
    let wrong = |why: String| Failure::file(files::name(path), format_args!("{place}{why}"));
    let unreadable = |error| wrong(format!("this is no JSON: {error}"));
    let decisions: Vec<&RawValue> = if text.trim_ascii_start().starts_with(b"[") {
        serde_json::from_slice(text).map_err(unreadable)?
    } else {
        vec![serde_json::from_slice(text).map_err(unreadable)?]
    };
    for decision in decisions {
        let recorded = Recorded::of(decision.get()).map_err(wrong)?;
        if selection.takes(&recorded) {
            each(Found { recorded, text: decision.get().to_owned(), record: None, answers: None })?;
        }
    }
    Ok(())
}
