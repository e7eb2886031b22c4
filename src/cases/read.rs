//! Reads the cases of some files against one pack: those that can be run, and everything that is wrong with the others.

use std::cell::RefCell;
use std::collections::HashMap;

use super::expectation::Expectation;
use super::{Case, like, words};
use crate::answers::{Notation, Problem, Reader, Sheet, Sheets};
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::Answer;
use crate::text::{FileId, Span, Spanned};
use crate::value::Date;
use crate::yaml::{self, Fields, Node, NodeKind, shape};

/// Cases that are like one another in a row.
const MAX_LIKE: usize = 8;

/// Mistakes of answers that a case may be about: such an answer is unknown, and the case says what then.
const ON_PURPOSE: [&Code; 5] = [Code::AN0603, Code::AN0604, Code::AN0605, Code::AN0608, Code::AN0609];

/// A file of cases: one, or a list.
#[derive(Clone, Copy, Debug)]
pub struct File<'t> {
    pub id: FileId,
    pub notation: Notation,
    pub text: &'t str,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    /// Those that can be run, in the order of the files.
    pub cases: Vec<Case>,
    /// How many there are, with those that cannot.
    pub written: usize,
    pub diagnostics: Vec<Diagnostic>,
}

/// A case before its answers are read.
struct Written {
    name: Spanned<String>,
    place: Span,
    about: Option<String>,
    like: Option<Spanned<String>>,
    expectation: Option<Expectation>,
    /// Applicant, date and answers alone, as an applicant's file has them.
    answers: Node,
}

/// Every case of the files. A case may be like one of another file.
pub fn read(reader: &Reader, files: &[File]) -> Cases {
    let mut faults = Vec::new();
    let (book, written) = Book::of(reader, files, &mut faults);
    let mut made = Cases { written, ..Cases::default() };
    for (at, case) in book.written.iter().enumerate() {
        let Some(sheet) = book.whole(at, &mut faults) else { continue };
        // What is wrong with the case that it is like is told there.
        if let Some(expectation) =
            case.expectation.as_ref().filter(|_| sheet.problems.iter().all(|p| book.is_on_purpose(p)))
        {
            made.cases.push(Case {
                name: case.name.clone(),
                place: case.place,
                about: case.about.clone(),
                sheet,
                expectation: expectation.clone(),
            });
        }
    }
    Diagnostic::sort(&mut faults);
    made.diagnostics = faults;
    made
}

/// The applicants of the cases, whatever is expected of them: what one pack cannot read, another may.
/// Also how many there are of whom nothing could be read.
pub fn applicants(reader: &Reader, files: &[File]) -> (Sheets, usize) {
    let (book, written) = Book::of(reader, files, &mut Vec::new());
    let mut made = Sheets::default();
    for (at, case) in book.written.iter().enumerate() {
        if let Some(sheet) = book.whole(at, &mut Vec::new()) {
            made.sheets.push(sheet);
            made.places.push(case.place);
        }
    }
    let lost = written.saturating_sub(made.sheets.len());
    (made, lost)
}

fn one(reader: &Reader, node: Node, faults: &mut Vec<Diagnostic>) -> Option<Written> {
    let mut fields = Fields::of(&node, "a case", faults)?;
    let head = fields.head();
    let case = fields.optional("case", shape::text);
    let applicant = fields.optional("applicant", shape::text);
    let about = fields.optional("about", shape::text).map(|about| about.value);
    let like = fields.optional("like", shape::text);
    let expectation = match fields.node("expect") {
        Some(node) => Expectation::of(node, reader.pack, fields.diagnostics),
        None => {
            fields.diagnostics.push(words::expects_nothing(head));
            None
        }
    };
    for key in ["as_of", "answers"] {
        fields.node(key);
    }
    fields.finish();
    let is_named = case.is_some();
    let Some(name) = case.or(applicant) else {
        faults.push(words::no_name(head));
        return None;
    };
    let place = node.span;
    let answers = as_applicant(node, is_named, like.is_some());
    Some(Written { name, place, about, like, expectation, answers })
}

/// What is left of a case for the reader of answers, to which its name is that of the applicant.
fn as_applicant(mut node: Node, is_named: bool, is_like: bool) -> Node {
    if let NodeKind::Mapping(entries) = &mut node.kind {
        let name = if is_named { "case" } else { "applicant" };
        // A case that is like another need not have answers of its own: the key stands in for them, with nothing under it.
        let has_answers = entries.iter().any(|entry| entry.key.as_str() == "answers");
        let stand_in = if is_like && !has_answers { "like" } else { "answers" };
        entries.retain_mut(|entry| {
            if entry.key.as_str() == name {
                "applicant".clone_into(&mut entry.key.value);
            } else if entry.key.as_str() == stand_in {
                "answers".clone_into(&mut entry.key.value);
                if stand_in == "like" {
                    entry.value.kind = NodeKind::Null;
                }
            } else {
                return entry.key.as_str() == "as_of";
            }
            true
        });
    }
    node
}

/// Answers that another case lays its own over, where they could be read.
type Below = Option<Sheet>;

/// Every case by its name.
struct Book<'r> {
    reader: &'r Reader<'r>,
    written: Vec<Written>,
    names: HashMap<String, usize>,
    /// The answers of cases that others are like, as of the dates that were asked for.
    below: RefCell<HashMap<(usize, Option<Date>), Below>>,
}

impl<'r> Book<'r> {
    /// Also how many cases there are, with those that have no name.
    fn of(reader: &'r Reader<'r>, files: &[File], faults: &mut Vec<Diagnostic>) -> (Self, usize) {
        let mut written = Vec::new();
        let mut all = 0;
        for file in files {
            let (node, wrong) = match file.notation {
                Notation::Yaml => yaml::read(file.id, file.text),
                Notation::Json => yaml::read_json(file.id, file.text),
            };
            faults.extend(wrong);
            let nodes = match node {
                Some(Node { kind: NodeKind::Sequence(nodes), .. }) => nodes,
                node => node.into_iter().collect(),
            };
            all += nodes.len();
            written.extend(nodes.into_iter().filter_map(|node| one(reader, node, faults)));
        }
        let mut names: HashMap<String, usize> = HashMap::with_capacity(written.len());
        for (at, case) in written.iter().enumerate() {
            match names.get(case.name.as_str()).and_then(|first| written.get(*first)) {
                Some(first) => faults.push(words::named_twice(&case.name, first.name.span, case.name.span)),
                None => drop(names.insert(case.name.value.clone(), at)),
            }
        }
        (Self { reader, written, names, below: RefCell::default() }, all)
    }

    /// The answers of a case, where the cases it is like end somewhere.
    fn whole(&self, at: usize, faults: &mut Vec<Diagnostic>) -> Option<Sheet> {
        if self.ends(at, faults) { self.sheet(at, None, faults) } else { None }
    }

    /// The answers of a case with those of the cases it is like, as of a date that goes before its own. `None` where
    /// there is no date. `faults` says what is wrong here, and not in the case that it is like.
    fn sheet(&self, at: usize, as_of: Option<Date>, faults: &mut Vec<Diagnostic>) -> Option<Sheet> {
        let case = self.written.get(at)?;
        let own = case.answers.get("as_of").and_then(Node::scalar).and_then(|scalar| Date::parse(&scalar.text));
        let as_of = as_of.or(own);
        let below = match &case.like {
            Some(name) => Some(self.below(*self.names.get(name.as_str())?, as_of)?),
            None => None,
        };
        let date = as_of.or(below.as_ref().map(|sheet| sheet.as_of));
        let (sheet, wrong) = self.reader.applicant(&case.answers, date, 1);
        faults.extend(wrong);
        let sheet = sheet?;
        let fatal = |problem: &&Problem| !self.is_on_purpose(problem);
        faults.extend(sheet.problems.iter().filter(fatal).map(|problem| problem.diagnostic.clone()));
        Some(match below {
            Some(below) => like::over(self.reader, below, sheet, case.answers.get("answers")),
            None => sheet,
        })
    }

    /// What is wrong there is told once, where it stands.
    fn below(&self, at: usize, as_of: Option<Date>) -> Below {
        let known = self.below.borrow().get(&(at, as_of)).cloned();
        known.unwrap_or_else(|| {
            let sheet = self.sheet(at, as_of, &mut Vec::new());
            self.below.borrow_mut().insert((at, as_of), sheet.clone());
            sheet
        })
    }

    /// A word that is no option is a slip of the author; points that a scale does not have may be what the case is about.
    fn is_on_purpose(&self, problem: &Problem) -> bool {
        let question = problem.question.and_then(|id| self.reader.pack.questions.get(id.index()));
        question.is_some_and(|question| match problem.diagnostic.code {
            code if code == Code::AN0602 => matches!(question.answer, Answer::Points(_)),
            code => ON_PURPOSE.contains(&code),
        })
    }

    /// Whether the cases that this one is like end in one that stands by itself; `faults` says where they do not.
    fn ends(&self, at: usize, faults: &mut Vec<Diagnostic>) -> bool {
        let mut row = vec![at];
        let mut like = self.written.get(at).and_then(|case| case.like.as_ref());
        while let Some(name) = like {
            let Some(next) = self.names.get(name.as_str()).copied() else {
                // The case that says so tells it.
                if row.len() == 1 {
                    let known = self.written.iter().map(|case| case.name.as_str());
                    faults.push(words::like_nobody(name.span, name, known));
                }
                return false;
            };
            if row.contains(&next) {
                // Told once, at the first case of the circle.
                let own = self.written.get(at).and_then(|case| case.like.as_ref());
                let first = own.filter(|_| next == at && row.iter().all(|other| at <= *other));
                faults.extend(first.map(|like| words::like_itself(like.span)));
                return false;
            }
            if row.len() > MAX_LIKE {
                faults.push(words::like_too_deep(name.span, MAX_LIKE));
                return false;
            }
            row.push(next);
            like = self.written.get(next).and_then(|case| case.like.as_ref());
        }
        true
    }
}
