//! One pack with what is looked up again and again while its document is made: topics, and what every rule reads.

use super::document::{Block, Phrase, Piece};
use super::sources::is_open;
use crate::cases::Case;
use crate::pack::{
    Fact, FactId, FactValue, Pack, ParameterId, QuestionId, Rule, ScaleId, Source, SourceId, Tree, TreeKind,
};
use crate::prose::{self, Reads, SaidFact, Sentence};
use crate::text::{FileId, Sources};

pub(super) struct View<'a> {
    pub pack: &'a Pack,
    pub cases: &'a [Case],
    pub topics: Vec<Topic>,
    /// By rule: everything its condition and its reason lead to.
    pub reads: Vec<Reads>,
}

/// The rules of one file.
pub(super) struct Topic {
    pub id: String,
    pub title: String,
    /// Places in the pack's rules.
    pub rules: Vec<usize>,
}

impl<'a> View<'a> {
    /// `sources` are the files that the pack was read from.
    pub fn new(pack: &'a Pack, sources: &Sources, cases: &'a [Case]) -> Self {
        let reads = pack.rules.iter().map(|rule| reads(pack, rule)).collect();
        Self { pack, cases, topics: topics(pack, sources), reads }
    }

    /// The rules whose reading passes a test, as links.
    pub fn readers(&self, reads: impl Fn(&Reads) -> bool) -> Vec<Phrase> {
        let rules = self.pack.rules.iter().zip(&self.reads).filter(|(_, of)| reads(of));
        rules.map(|(rule, _)| rule_link(rule)).collect()
    }

    /// What the condition of a rule reads itself.
    pub fn near(&self, rule: &Rule) -> Reads {
        let mut reads = Reads { near: true, ..Reads::default() };
        reads.tree(self.pack, &rule.when);
        reads
    }

    pub fn question_link(&self, id: QuestionId) -> Phrase {
        let question = self.pack.questions.get(id.index());
        question.map_or(Phrase::default(), |question| Phrase::link(anchor("question", &question.id), &question.ask))
    }

    pub fn scale_link(&self, id: ScaleId) -> Phrase {
        let scale = self.pack.scales.get(id.index());
        scale.map_or(Phrase::default(), |scale| Phrase::link(anchor("scale", &scale.id), &scale.title))
    }

    /// `kroenke-2001`, each a link to the bibliography; what is still to be confirmed says so.
    pub fn cited(&self, sources: &[SourceId]) -> Phrase {
        let sources = sources.iter().filter_map(|id| self.pack.sources.get(id.index()));
        let link = |source: &Source| {
            let open = if is_open(source) { " (to be confirmed)" } else { "" };
            Phrase::link(anchor("source", &source.id), &source.id).and(open)
        };
        Phrase::joined(sources.map(link), ", ")
    }

    /// A condition in which the facts that it names are links. A line that is one fact says what that is about.
    pub fn lines(&self, sentences: &[Sentence]) -> Vec<(usize, Phrase)> {
        let line = |sentence: &Sentence| {
            let name = sentence.text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            let about = name.and_then(|name| self.about(name));
            (sentence.depth, self.linked(&sentence.text).and(about.map_or(String::new(), |about| format!(" {about}"))))
        };
        sentences.iter().map(line).collect()
    }

    /// A fact that a condition names: what it is about, and below that what it is.
    pub fn fact(&self, said: &SaidFact) -> Block {
        let name = Phrase::link(anchor("fact", &said.id), format!("[{}]", said_name(&said.id)));
        let mut lines = vec![(0, name.and(" ").and(Phrase::strong(said.about.as_str())))];
        lines.extend(self.lines(&said.is).into_iter().map(|(depth, line)| (depth + 1, line)));
        Block::Lines(lines)
    }

    fn about(&self, plain: &str) -> Option<String> {
        let at = self.pack.facts.iter().position(|fact| said_name(&fact.id) == plain)?;
        Some(prose::fact(self.pack, FactId(at as u32))?.about)
    }

    fn linked(&self, text: &str) -> Phrase {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find('[') {
            let (before, from) = rest.split_at(at);
            let fact = from.find(']').and_then(|end| Some((end, self.fact_called(from.get(1..end)?)?)));
            let (words, after, link) = match fact {
                Some((end, fact)) => {
                    let (name, after) = from.split_at(end + 1);
                    (before, after, Some(Piece::Link { to: anchor("fact", &fact.id), words: name.to_owned() }))
                }
                None => (rest.get(..=at).unwrap_or(rest), rest.get(at + 1..).unwrap_or(""), None),
            };
            pieces.extend((!words.is_empty()).then(|| Piece::Words(words.to_owned())));
            pieces.extend(link);
            rest = after;
        }
        pieces.extend((!rest.is_empty()).then(|| Piece::Words(rest.to_owned())));
        Phrase(pieces)
    }

    fn fact_called(&self, plain: &str) -> Option<&Fact> {
        self.pack.facts.iter().find(|fact| said_name(&fact.id) == plain)
    }
}

/// How prose names a fact.
pub(super) fn said_name(id: &str) -> String {
    id.rsplit('.').next().unwrap_or(id).replace('_', " ")
}

fn reads(pack: &Pack, rule: &Rule) -> Reads {
    let mut reads = Reads::default();
    reads.tree(pack, &rule.when);
    reads.template(pack, &rule.because);
    // What the checker has settled from a setting stands in the pack as a constant; the line as it is spelt still names it.
    let mut lines = lines_of(&rule.when);
    for fact in reads.facts.iter().filter_map(|id| pack.facts.get(id.index())) {
        match &fact.is {
            FactValue::Truth(tree) => lines.extend(lines_of(tree)),
            FactValue::Number(line, _) | FactValue::Choice(line, _) => lines.push(line),
        }
    }
    for (at, parameter) in pack.parameters.iter().enumerate() {
        let id = ParameterId(at as u32);
        if !reads.parameters.contains(&id) && lines.iter().any(|line| names(line, &parameter.id)) {
            reads.parameters.push(id);
        }
    }
    reads
}

fn lines_of(tree: &Tree) -> Vec<&String> {
    match &tree.kind {
        TreeKind::Line(line) => vec![&line.text],
        TreeKind::All(of) | TreeKind::Any(of) | TreeKind::None(of) | TreeKind::AtLeast(_, of) => {
            of.iter().flat_map(lines_of).collect()
        }
    }
}

/// Whether a name stands in a line as a whole word.
fn names(line: &str, name: &str) -> bool {
    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.').any(|word| word == name)
}

/// What one fact reads itself.
pub(super) fn near_fact(pack: &Pack, id: FactId) -> Reads {
    let mut reads = Reads { near: true, ..Reads::default() };
    reads.within_fact(pack, id);
    reads
}

pub(super) fn anchor(kind: &str, id: &str) -> String {
    format!("{kind}-{id}")
}

pub(super) fn rule_link(rule: &Rule) -> Phrase {
    Phrase::link(anchor("rule", &rule.id), &rule.title)
}

/// `days until` for `days_until`, with a capital.
pub(super) fn titled(id: &str) -> String {
    let words = id.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn topics(pack: &Pack, sources: &Sources) -> Vec<Topic> {
    let mut files: Vec<(FileId, Topic)> = Vec::new();
    for (at, rule) in pack.rules.iter().enumerate() {
        let file = rule.span.file;
        match files.iter_mut().find(|(of, _)| *of == file) {
            Some((_, topic)) => topic.rules.push(at),
            None => {
                let name = sources.get(file).name.rsplit('/').next().unwrap_or("");
                let stem = name.split('.').next().unwrap_or("");
                let stem: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
                let again = files.iter().filter(|(_, topic)| topic.id.trim_start_matches("rules-") == stem).count();
                let id = if again == 0 { format!("rules-{stem}") } else { format!("rules-{stem}-{}", files.len() + 1) };
                files.push((file, Topic { id, title: titled(&stem), rules: vec![at] }));
            }
        }
    }
    files.into_iter().map(|(_, topic)| topic).collect()
}
