//! Reads applicants from the nodes of a YAML or JSON file: what could be read, and everything that is wrong.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::{Layout, Problem, Sheet, Slot, list, words};
use crate::diagnostic::Diagnostic;
use crate::language::limits::{MAX_APPLICANT_BYTES, MAX_REPORTED};
use crate::pack::{Answer, Pack, QuestionId, ScaleId};
use crate::text::{FileId, Span};
use crate::value::Date;
use crate::yaml::{self, Entry, Node, NodeKind};

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    /// One an applicant, in the order of the file.
    pub sheets: Vec<Sheet>,
    /// Faults of the file itself, and of applicants that no sheet could be made for.
    pub diagnostics: Vec<Diagnostic>,
    /// Applicants that name no date and took that of [`Reader::today`].
    pub undated: usize,
    /// Where the applicant of each sheet stands in the file.
    pub places: Vec<Span>,
}

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notation {
    Yaml,
    Json,
}

/// What a name in `answers` stands for.
#[derive(Clone, Copy, Debug)]
enum Name {
    Question(QuestionId),
    Scale(ScaleId),
}

/// Reads many files against one pack.
#[derive(Debug)]
pub struct Reader<'p> {
    pub pack: &'p Pack,
    pub layout: &'p Layout,
    /// The date of applicants that name none. Without it they get no sheet.
    pub today: Option<Date>,
    names: HashMap<&'p str, Name>,
    items: Vec<bool>,
}

const KEYS: [&str; 5] = ["applicant", "as_of", "answers", "about", "expect"];

impl<'p> Reader<'p> {
    pub fn new(pack: &'p Pack, layout: &'p Layout) -> Self {
        let mut names = HashMap::with_capacity(pack.questions.len() + pack.scales.len());
        for (at, scale) in pack.scales.iter().enumerate() {
            names.insert(scale.id.as_str(), Name::Scale(ScaleId(at as u32)));
        }
        for (at, question) in pack.questions.iter().enumerate().filter(|(_, q)| q.group.is_none()) {
            names.insert(question.id.as_str(), Name::Question(QuestionId(at as u32)));
        }
        let mut items = vec![false; pack.questions.len()];
        for item in pack.scales.iter().flat_map(|scale| &scale.items) {
            if let Some(is_item) = items.get_mut(item.question.index()) {
                *is_item = true;
            }
        }
        Self { pack, layout, today: None, names, items }
    }

    /// Whether a question is a scored item of a scale.
    pub fn is_item(&self, question: QuestionId) -> bool {
        self.items.get(question.index()) == Some(&true)
    }

    /// Every slot that an answer under this name fills: all items of a scale, all fields of a group. None for other names.
    pub fn slots(&self, name: &str) -> Vec<Slot> {
        let of = |id: QuestionId| (0..).map_while(move |row| self.layout.slot(id, row));
        match self.names.get(name) {
            None => Vec::new(),
            Some(Name::Scale(scale)) => {
                let items = self.pack.scales.get(scale.index()).map_or(&[][..], |scale| &scale.items);
                items.iter().flat_map(|item| of(item.question)).collect()
            }
            Some(Name::Question(id)) => {
                let fields = match self.pack.questions.get(id.index()).map(|question| &question.answer) {
                    Some(Answer::Group { fields, .. }) => fields.as_slice(),
                    _ => &[],
                };
                of(*id).chain(fields.iter().flat_map(|field| of(*field))).collect()
            }
        }
    }

    /// Reads a file or a part of one. `number`: which applicant the first of it is called after where it has no id.
    pub fn read(&self, notation: Notation, file: FileId, text: &str, as_of: Option<Date>, number: usize) -> Sheets {
        let read = match notation {
            Notation::Yaml => yaml::read(file, text),
            Notation::Json => yaml::read_json(file, text),
        };
        self.file(read, as_of, number)
    }

    /// Reads a whole YAML file. A fault of the file is the problem of the applicant it lies in, or of the only one.
    pub fn yaml(&self, file: FileId, text: &str, as_of: Option<Date>) -> Sheets {
        self.read(Notation::Yaml, file, text, as_of, 1)
    }

    /// Reads a whole JSON file.
    pub fn json(&self, file: FileId, text: &str, as_of: Option<Date>) -> Sheets {
        self.read(Notation::Json, file, text, as_of, 1)
    }

    /// Reads the `number`th line of a file with a JSON document on each.
    pub fn json_line(&self, file: FileId, text: &str, as_of: Option<Date>, number: usize) -> Sheets {
        self.read(Notation::Json, file, text, as_of, number)
    }

    fn file(&self, read: (Option<Node>, Vec<Diagnostic>), as_of: Option<Date>, first: usize) -> Sheets {
        let (node, faults) = read;
        // Beyond the limit faults go unsaid, and no applicant could be cleared of them.
        let Some(node) = node.filter(|_| faults.len() < MAX_REPORTED) else {
            return Sheets { diagnostics: faults, ..Sheets::default() };
        };
        let mut made = Sheets::default();
        let mut faults = faults;
        let many = matches!(node.kind, NodeKind::Sequence(_));
        for (node, sheet, diagnostics) in self.applicants(&node, as_of, first) {
            let within = |d: &Diagnostic| {
                let lies = |span: Span| node.span.start <= span.start && span.end <= node.span.end;
                !many || d.primary.as_ref().is_some_and(|label| lies(label.span))
            };
            made.diagnostics.extend(diagnostics);
            made.undated += usize::from(as_of.is_none() && sheet.is_some() && node.get("as_of").is_none());
            if let Some(mut sheet) = sheet {
                let own = faults.extract_if(.., |d| within(d));
                sheet.problems.extend(own.map(|diagnostic| Problem { question: None, diagnostic }));
                made.sheets.push(sheet);
                made.places.push(node.span);
            }
        }
        made.diagnostics.extend(faults);
        Diagnostic::sort(&mut made.diagnostics);
        made
    }

    /// Reads one applicant or a list of them.
    pub fn sheets(&self, node: &Node, as_of: Option<Date>) -> Sheets {
        let mut made = Sheets::default();
        for (node, sheet, diagnostics) in self.applicants(node, as_of, 1) {
            made.places.extend(sheet.is_some().then_some(node.span));
            made.sheets.extend(sheet);
            made.diagnostics.extend(diagnostics);
        }
        made
    }

    fn applicants<'n>(
        &self,
        node: &'n Node,
        as_of: Option<Date>,
        first: usize,
    ) -> Vec<(&'n Node, Option<Sheet>, Vec<Diagnostic>)> {
        let nodes = match &node.kind {
            NodeKind::Sequence(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let read = |(at, node): (usize, &'n Node)| {
            let (sheet, diagnostics) = self.applicant(node, as_of, at + first);
            (node, sheet, diagnostics)
        };
        nodes.iter().enumerate().map(read).collect()
    }

    /// Reads one applicant, the `position`th of its file. Without a date there is no sheet.
    pub fn applicant(&self, node: &Node, as_of: Option<Date>, position: usize) -> (Option<Sheet>, Vec<Diagnostic>) {
        let invented = format!("#{position}");
        let top = Top::of(node);
        let mut faults = Vec::new();
        let date = self.date(&top, as_of, &mut faults);
        // Faults are told even where no date is known; the last day there is finds none that another day would not.
        let own = top.get("as_of").and_then(Node::scalar).and_then(|scalar| Date::parse(&scalar.text));
        let mut draft = Draft::new(self, date.unwrap_or(Date::MAX), own);
        for diagnostic in faults {
            draft.problem(diagnostic);
        }
        let name = match &node.kind {
            NodeKind::Mapping(_) => {
                let name = self.name(&mut draft, &top, &invented);
                self.answers(&mut draft, &top);
                name
            }
            NodeKind::Error => invented,
            _ => {
                draft.problem(words::not_applicants(node.span, node.describe()));
                invented
            }
        };
        let sheet = draft.settle(name);
        match date {
            Some(_) => (Some(sheet), Vec::new()),
            None => (None, sheet.problems.into_iter().map(|problem| problem.diagnostic).collect()),
        }
    }

    fn date(&self, top: &Top<'_>, as_of: Option<Date>, faults: &mut Vec<Diagnostic>) -> Option<Date> {
        let own = top.get("as_of").map(|node| (node.span, node.scalar().and_then(|scalar| Date::parse(&scalar.text))));
        match own {
            Some((span, None)) => faults.push(words::not_a_date(span)),
            None if as_of.is_none() && self.today.is_none() && top.is_mapping => faults.push(words::no_as_of(top.head)),
            _ => {}
        }
        as_of.or(match own {
            Some((_, date)) => date,
            None => self.today.filter(|_| top.is_mapping),
        })
    }

    fn name(&self, draft: &mut Draft<'_>, top: &Top<'_>, invented: &str) -> String {
        let Some(node) = top.get("applicant") else {
            draft.problem(words::no_applicant(top.head, invented));
            return invented.to_owned();
        };
        // One line that can be seen, so that no id can pass for a line of a page.
        let unseen = |c: char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}');
        let fits = |text: &str| {
            text.chars().any(char::is_alphanumeric) && !text.contains(unseen) && text.len() <= MAX_APPLICANT_BYTES
        };
        match node.scalar().filter(|scalar| fits(&scalar.text)) {
            Some(scalar) => scalar.text.clone(),
            None => {
                draft.problem(words::applicant_no_id(node.span, invented));
                invented.to_owned()
            }
        }
    }

    fn answers(&self, draft: &mut Draft<'_>, top: &Top<'_>) {
        for entry in top.entries.iter().filter(|entry| !KEYS.contains(&entry.key.as_str())) {
            draft.problem(words::unknown_key(entry.key.span, &entry.key, KEYS));
        }
        let Some(node) = top.get("answers") else { return draft.problem(words::no_answers(top.head)) };
        let entries = match &node.kind {
            NodeKind::Mapping(entries) => entries,
            NodeKind::Null | NodeKind::Error => return,
            _ => return draft.problem(words::answers_no_mapping(node.span, node.describe())),
        };
        for Entry { key, value } in entries {
            match self.names.get(key.as_str()) {
                None => draft.problem(words::unknown_question(key.span, key, self.pack)),
                Some(Name::Scale(scale)) => list::scale(draft, *scale, value),
                Some(Name::Question(id)) => match self.pack.questions.get(id.index()) {
                    Some(question) if matches!(question.answer, Answer::Group { .. }) => {
                        list::group(draft, *id, question, value);
                    }
                    _ => draft.one(*id, 0, value, None),
                },
            }
        }
    }
}

/// The keys of an applicant, and the place to point at where one is missing.
struct Top<'n> {
    entries: &'n [Entry],
    head: Span,
    is_mapping: bool,
}

impl<'n> Top<'n> {
    fn of(node: &'n Node) -> Self {
        match &node.kind {
            NodeKind::Mapping(entries) => {
                let head = entries.first().map_or(node.span, |entry| entry.key.span);
                Self { entries, head, is_mapping: true }
            }
            _ => Self { entries: &[], head: node.span, is_mapping: false },
        }
    }

    fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|entry| entry.key.as_str() == key).map(|entry| &entry.value)
    }
}
