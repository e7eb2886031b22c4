//! Turns the cases of a pack, or a cohort of a clinic, into what they cover.

use std::path::{Path, PathBuf};

use crate::answers::Reader;
use crate::audit::Fit;
use crate::cli::case_files::CaseFiles;
use crate::cli::failure::Failure;
use crate::cli::files;
use crate::cli::screen::input::{Document, Inputs};
use crate::cli::terminal::Terminal;
use crate::coverage::{Coverage, Recorder};
use crate::pack::Pack;
use crate::program::Program;
use crate::text::Sources;
use crate::value::Date;

/// Everybody that was tried.
pub(super) struct Tried {
    pub coverage: Coverage,
    /// The folder or file they come from.
    pub place: String,
    /// Some of it could not be read, as was told.
    pub has_mistakes: bool,
}

impl Tried {
    /// The cases of `named`, or of the pack's folder `cases`, which need not be there.
    pub fn cases(
        terminal: &Terminal,
        (pack, program): (&Pack, &Program),
        folder: &Path,
        named: Option<&Path>,
    ) -> Result<Self, Failure> {
        let found = CaseFiles::of(folder, named)?;
        let mut sources = Sources::default();
        let cases = found.read(pack, program, &mut sources);
        for diagnostic in &cases.diagnostics {
            terminal.draw(diagnostic, &sources);
        }
        let sheets: Vec<_> = cases.cases.into_iter().map(|case| case.sheet).collect();
        let mut recorder = Recorder::new(pack, program);
        recorder.add(&sheets);
        let has_mistakes = !cases.diagnostics.is_empty();
        Ok(Self { coverage: recorder.finish(), place: files::name(found.place()), has_mistakes })
    }

    /// The applicants of a file. `as_of`: the date of those that name none, instead of today.
    pub fn cohort(
        terminal: &mut Terminal,
        (pack, program): (&Pack, &Program),
        path: &Path,
        as_of: Option<Date>,
    ) -> Result<Self, Failure> {
        let mut reader = Reader::new(pack, &program.layout);
        reader.today = as_of;
        let mut recorder = Recorder::new(pack, program);
        let (mut waiting, mut fit, mut lost) = (Vec::new(), Fit::default(), 0);
        let each = &mut |_: &mut Terminal, document: Document| -> Result<(), Failure> {
            let read = document.read_dated(&mut reader, None)?;
            lost += read.diagnostics.len();
            fit = read.sheets.iter().fold(fit, |fit, sheet| fit.and(Fit::of(pack, &program.layout, sheet)));
            waiting.extend(read.sheets);
            if waiting.len() >= crate::value::LANES {
                recorder.add(&std::mem::take(&mut waiting));
            }
            Ok(())
        };
        let place = if path.as_os_str() == "-" { "standard input".to_owned() } else { files::name(path) };
        if Inputs::of(&[PathBuf::from(path)])?.each(terminal, each)? > 0 {
            return Err(Failure::file(place, "it could not be read in full, as shown above"));
        }
        recorder.add(&waiting);
        if fit.is_foreign() {
            let all = fit.unknown + fit.known;
            let why = format!(
                "these answers were given to another form: {} of {all} are to questions that the form `{}` of {} {} does \
                 not have",
                fit.unknown, pack.questionnaire, pack.id, pack.version
            );
            return Err(Failure::file(place, why));
        }
        if lost > 0 {
            let (mistakes, are) = if lost == 1 { ("mistake", "is") } else { ("mistakes", "are") };
            terminal.say(&format!("warning: {place}: {lost} {mistakes} outside of any applicant {are} passed over"));
        }
        Ok(Self { coverage: recorder.finish(), place, has_mistakes: false })
    }
}
