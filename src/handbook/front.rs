//! The front page: what the pack is for, whether it may be used, how to read it, and its rules by what they raise.

use super::document::{Block, Part, Phrase, Row, Table, Weight};
use super::effects::mark;
use super::paths;
use super::picture::{Node, Picture};
use super::view::{View, rule_link};
use crate::pack::{Pack, Policy};
use crate::text::count;

/// Said of every pack: the engine sorts answers, a person decides.
pub const SIGN: &str = "A clinician must review and sign this pack before it is used with patients.";

pub(super) fn part(view: &View) -> Part {
    let pack = view.pack;
    let mut blocks = vec![Block::heading("Intended use"), Block::Words(pack.intended_use.as_str().into())];
    if let Some(users) = &pack.users {
        blocks.push(Block::heading("Who uses it"));
        blocks.push(Block::Words(users.as_str().into()));
    }
    blocks.push(Block::heading("This version"));
    blocks.push(Block::Named(version(view)));
    blocks.push(Block::heading("How to read it"));
    reading(&mut blocks);
    by_weight(view, &mut blocks);
    blocks.push(Block::heading("From the form to the outcome"));
    let picture = paths::overview(view);
    let words = in_words(&picture);
    blocks.push(Block::Picture(picture));
    blocks.push(Block::Table(words));
    Part { id: "index".to_owned(), title: "About this pack".to_owned(), blocks }
}

fn version(view: &View) -> Vec<(String, Phrase)> {
    let pack = view.pack;
    let named = |name: &str, words: Phrase| (name.to_owned(), words);
    let released: Vec<String> = pack.released.iter().map(ToString::to_string).collect();
    let authors = if pack.authors.is_empty() { "none is named".to_owned() } else { pack.authors.join(", ") };
    let holds = [
        count(pack.rules.len(), "rule"),
        count(pack.questions.len(), "question"),
        count(pack.scales.len(), "scale"),
        count(pack.sources.len(), "source"),
        count(view.cases.len(), "case"),
    ];
    let review = pack.review_by.map(|day| named("To be read again by", day.to_string().into()));
    let mut version = vec![
        named("Pack", Phrase::name(pack.id.as_str()).and(format!(" {}", pack.version))),
        named("Digest", Phrase::name(pack.digest.as_str())),
        named("Author", authors.into()),
        named("Released", if released.is_empty() { "no day is named".into() } else { released.join(", ").into() }),
        named("Who must sign", signing(pack)),
        named("Holds", holds.join(", ").into()),
    ];
    version.extend(review);
    version
}

/// Who must sign; whether they did stands in approvals, which are no part of the rules.
fn signing(pack: &Pack) -> Phrase {
    let verify = || Phrase::name("anteroom verify").and(" says whether this version is signed.");
    match &pack.signing {
        None => Phrase::named("Nothing says who may sign it (`signing` in pack.yaml). ").and(verify()),
        Some(policy) => Phrase::from(signers(policy)).and(" ").and(verify()),
    }
}

fn signers(policy: &Policy) -> String {
    let roles: Vec<&str> = policy.roles.iter().map(|role| role.name()).collect();
    let one = if roles.is_empty() { String::new() } else { format!(", one of them a {}", roles.join(" and one a ")) };
    let names: Vec<&str> = policy.signers.iter().map(|signer| signer.name.as_str()).collect();
    let needs = match policy.needs {
        1 => "One of these must sign".to_owned(),
        n => format!("{n} of these must sign"),
    };
    format!("{needs}{one}: {}.", names.join(", "))
}

fn reading(blocks: &mut Vec<Block>) {
    blocks.push(Block::Words(
        "Every rule is met, not met, or left open because an answer is missing. What it then does moves one of two \
         outcomes, which are never merged: safety and screening. The gravest that any rule raises counts. No outcome refuses \
         anybody, and none says that somebody is safe."
            .into(),
    ));
    blocks.push(Block::Words(
        "The indications count together: one that is met is enough. An answer to a question that was not to be asked raises \
         review. Between ‹ and › stands the name of what an applicant's own answers give."
            .into(),
    ));
    let row = |axis: &str, level: &str, words: &str| Row::of([axis.into(), Phrase::strong(level), words.into()]);
    let rows = vec![
        row("Safety", "immediate", "The clinic's safety protocol starts now."),
        row("Safety", "same day", "A person gets in touch the same day."),
        row("Screening", "hold", "Paused: a clinician must decide."),
        row("Screening", "review", "A clinician's judgement is needed."),
        row("Screening", "incomplete", "An answer is missing that can change the outcome."),
        row(
            "Screening",
            "clear",
            "No listed concern was found, and nothing that matters is unknown. Ready to book the evaluation.",
        ),
    ];
    blocks.push(Block::Table(Table::new("Outcomes, gravest first", &["Outcome", "Level", "What follows"], rows)));
}

/// The same as the picture, a line for each topic.
fn in_words(picture: &Picture) -> Table {
    let words = |at: usize| picture.nodes.get(at).map_or("", |node| node.words.as_str());
    let row = |(at, node): (usize, &Node)| {
        let from = picture.arrows.iter().filter(|arrow| arrow.to == at).map(|arrow| words(arrow.from));
        let mut ends: Vec<usize> =
            picture.arrows.iter().filter(|arrow| arrow.from == at).map(|arrow| arrow.to).collect();
        ends.sort_unstable();
        let to = ends.into_iter().map(words);
        Row::of([
            node.to.clone().map_or(Phrase::default(), |to| Phrase::link(to, node.words.as_str())),
            from.collect::<Vec<_>>().join("; ").into(),
            to.collect::<Vec<_>>().join("; ").into(),
        ])
    };
    let topics = picture.nodes.iter().enumerate().filter(|(_, node)| node.column == 1);
    Table::new("The same in words", &["Topic", "Reads the sections", "Raises"], topics.map(row).collect())
}

/// Every rule once, by what it raises when met.
fn by_weight(view: &View, blocks: &mut Vec<Block>) {
    let mut groups: Vec<(Weight, String, Vec<Phrase>)> = Vec::new();
    for rule in &view.pack.rules {
        let mark = mark(view.pack, rule);
        match groups.iter_mut().find(|(weight, words, _)| (*weight, words.as_str()) == (mark.weight, &mark.words)) {
            Some((.., rules)) => rules.push(rule_link(rule)),
            None => groups.push((mark.weight, mark.words, vec![rule_link(rule)])),
        }
    }
    groups.sort_by_key(|(weight, ..)| *weight);
    let row = |(_, words, rules): (Weight, String, Vec<Phrase>)| {
        let number = rules.len();
        Row::of([Phrase::strong(words), number.to_string().into(), Phrase::joined(rules, "; ")])
    };
    blocks.push(Block::heading("Rules by what they raise when met"));
    let rows = groups.into_iter().map(row).collect();
    blocks.push(Block::Table(Table::new("", &["Raises", "Rules", "Which"], rows)));
}
