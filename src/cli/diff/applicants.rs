//! Reads applicants against both packs of a comparison: the cases of a pack, or a cohort of a clinic.

use std::path::{Path, PathBuf};

use crate::answers::{Layout, Reader, Sheet, Sheets};
use crate::audit::{Cohort, Comparison, Fit, RuleChange, Side, read_alike};
use crate::cases;
use crate::cli::failure::Failure;
use crate::cli::screen::input::{Document, Inputs};
use crate::cli::terminal::Terminal;
use crate::cli::{files, pack};
use crate::pack::Pack;
use crate::text::{Sources, Span};
use crate::value::{Date, LANES};

/// Reads and decides with both packs.
pub(super) struct Both<'a> {
    old: Reader<'a>,
    new: Reader<'a>,
    /// What one of them reads, the other reads alike.
    alike: bool,
    comparison: Comparison<'a>,
    waiting: (Vec<Sheet>, Vec<Sheet>),
    fit: (Fit, Fit),
    /// Applicants, or whole files, that could not be read at all.
    lost: usize,
}

impl<'a> Both<'a> {
    /// `today`: the date of applicants that name none.
    pub fn new(
        old: Side<'a>,
        new: Side<'a>,
        rules: &[RuleChange],
        name: &str,
        today: Date,
        with_answers: bool,
    ) -> Self {
        let reader = |side: Side<'a>| {
            let mut reader = Reader::new(side.pack, &side.program.layout);
            reader.today = Some(today);
            reader
        };
        Self {
            old: reader(old),
            new: reader(new),
            alike: read_alike(old.pack, new.pack),
            comparison: Comparison::new(old, new, rules, name, with_answers),
            waiting: Default::default(),
            fit: Default::default(),
            lost: 0,
        }
    }

    /// Takes in what `read` makes of one document with either reader. `called`: what an applicant of it is called.
    fn take(&mut self, read: impl Fn(&Reader) -> Sheets, called: impl Fn(String, Span) -> String) {
        let old = read(&self.old);
        let new = if self.alike { old.clone() } else { read(&self.new) };
        self.lost += old.diagnostics.len();
        let places = old.places;
        for ((mut old, new), place) in old.sheets.into_iter().zip(new.sheets).zip(places) {
            self.fit.0 = self.fit.0.and(Fit::of(self.old.pack, self.old.layout, &old));
            self.fit.1 = self.fit.1.and(Fit::of(self.new.pack, self.new.layout, &new));
            old.applicant = called(old.applicant, place);
            self.waiting.0.push(old);
            self.waiting.1.push(new);
            if self.waiting.0.len() == LANES {
                self.decide();
            }
        }
    }

    fn decide(&mut self) {
        let (old, new) = std::mem::take(&mut self.waiting);
        self.comparison.add(&old, &new);
    }

    /// The cases of a pack, each called by its applicant and its file.
    pub fn cases(mut self, terminal: &Terminal, found: &[(String, String)]) -> Result<Cohort, Failure> {
        let mut sources = Sources::default();
        let files = files::as_cases(found, |path| path.rsplit('/').next().unwrap_or(path).to_owned(), &mut sources);
        self.lost += cases::applicants(&self.old, &files).1;
        let called = |applicant, place: Span| format!("{applicant} ({})", sources.get(place.file).name);
        self.take(|reader| cases::applicants(reader, &files).0, called);
        self.finish(terminal, None)
    }

    /// A file of applicants.
    pub fn file(mut self, terminal: &mut Terminal, path: &Path) -> Result<Cohort, Failure> {
        let each = &mut |_: &mut Terminal, document: Document| -> Result<(), Failure> {
            self.take(|reader| document.read(reader, None), |applicant, _| applicant);
            Ok(())
        };
        if Inputs::of(&[PathBuf::from(path)])?.each(terminal, each)? > 0 {
            return Err(Failure::file(files::name(path), "it could not be read in full, as shown above"));
        }
        let carried = match self.is_foreign() && path.as_os_str() != "-" {
            true => fits_carried(terminal, path)?,
            false => None,
        };
        self.finish(terminal, carried)
    }

    fn is_foreign(&self) -> bool {
        self.fit.0.is_foreign() || self.fit.1.is_foreign()
    }

    /// `carried`: the form of the pack that anteroom carries, where the answers fit that.
    fn finish(mut self, terminal: &Terminal, carried: Option<String>) -> Result<Cohort, Failure> {
        self.decide();
        let is_foreign = self.is_foreign();
        let cohort = self.comparison.finish();
        let sides = [(self.fit.0, self.old.pack), (self.fit.1, self.new.pack)];
        if is_foreign {
            let other = sides.iter().find(|(fit, _)| !fit.is_foreign()).map(|(_, pack)| form(pack));
            return Err(Failure::Usage(foreign(&cohort.name, sides, other.or(carried))));
        }
        if cohort.applicants == 0 {
            return Err(Failure::file(&cohort.name, "there is no applicant in it that can be read"));
        }
        if self.lost > 0 {
            let (mistakes, are) = if self.lost == 1 { ("mistake", "is") } else { ("mistakes", "are") };
            terminal.say(&format!(
                "warning: {}: {} {mistakes} outside of any applicant {are} passed over",
                cohort.name, self.lost
            ));
        }
        Ok(cohort)
    }
}

fn form(pack: &Pack) -> String {
    format!("the form `{}` of {} {}", pack.questionnaire, pack.id, pack.version)
}

/// The form of the pack that anteroom carries, where a file was written for that.
fn fits_carried(terminal: &mut Terminal, path: &Path) -> Result<Option<String>, Failure> {
    let loaded = pack::load(None)?;
    let Some(carried) = &loaded.pack else { return Ok(None) };
    let layout = Layout::of(carried);
    let mut reader = Reader::new(carried, &layout);
    reader.today = Some(Date::MAX);
    let mut fit = Fit::default();
    let each = &mut |_: &mut Terminal, document: Document| -> Result<(), Failure> {
        let sheets = document.read(&reader, None).sheets;
        fit = sheets.iter().fold(fit, |fit, sheet| fit.and(Fit::of(carried, &layout, sheet)));
        Ok(())
    };
    Inputs::of(&[PathBuf::from(path)])?.each(terminal, each)?;
    Ok((!fit.is_foreign()).then(|| form(carried)))
}

/// Says that answers are to another form, how many each pack has no question for, and which form they fit.
fn foreign(name: &str, sides: [(Fit, &Pack); 2], better: Option<String>) -> String {
    let [old, new] = sides.map(|(fit, pack)| {
        format!("{} of {} are to questions that {} does not have", fit.unknown, fit.unknown + fit.known, form(pack))
    });
    let hint = match better {
        Some(better) => format!("they fit {better}"),
        None => "no other form is known here; `anteroom screen` shows what they name".to_owned(),
    };
    format!("{name}: these answers were given to another form. Old pack: {old}. New pack: {new}; {hint}")
}
