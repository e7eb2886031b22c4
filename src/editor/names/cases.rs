//! Finds the names that the cases of a pack make and mention: of cases, of questions answered, of rules expected.

use super::{Names, Space, Symbol, What};
use crate::answers::Notation;
use crate::editor::folder::Readable;
use crate::text::{Sources, Spanned};
use crate::yaml::{self, Node, NodeKind};

pub fn read(readable: &Readable, names: &mut Names) {
    let sources = &readable.sources;
    let read = |(id, notation): &(_, Notation)| match notation {
        Notation::Yaml => yaml::read(*id, &sources.get(*id).text).0,
        Notation::Json => yaml::read_json(*id, &sources.get(*id).text).0,
    };
    let files: Vec<Node> = readable.cases.iter().filter_map(read).collect();
    let each = || files.iter().flat_map(one_or_many);
    for case in each() {
        if let Some(name) = case.get("case").or_else(|| case.get("applicant")).and_then(text) {
            let about = case.get("about").and_then(text).map_or(String::new(), |about| about.value);
            names.make(Symbol::new(What::Case, name.value, name.span, about), sources);
        }
    }
    for case in each() {
        if let Some(like) = case.get("like").and_then(text) {
            mention(names, Space::Cases, &like, sources);
        }
        if let Some(answers) = case.get("answers") {
            answered(answers, None, names, sources);
        }
        if let Some(expect) = case.get("expect") {
            for (key, space) in
                [("met", Space::Rules), ("not_met", Space::Rules), ("unknown", Space::Rules), ("missing", Space::Names)]
            {
                let named = expect.get(key).into_iter().flat_map(one_or_many).filter_map(text);
                named.for_each(|name| mention(names, space, &name, sources));
            }
        }
    }
}

/// The keys of answers; `group`: that of a row's fields.
fn answered(answers: &Node, group: Option<&str>, names: &mut Names, sources: &Sources) {
    let NodeKind::Mapping(entries) = &answers.kind else { return };
    for entry in entries {
        match group {
            None => mention(names, Space::Names, &entry.key, sources),
            Some(group) => {
                if let Some(field) = names.find(Space::Names, &format!("{group}.{}", *entry.key)) {
                    names.mention(field, entry.key.span, &entry.key, sources);
                }
            }
        }
        if let (None, NodeKind::Sequence(rows)) = (group, &entry.value.kind) {
            rows.iter().for_each(|row| answered(row, Some(&entry.key), names, sources));
        }
    }
}

fn mention(names: &mut Names, space: Space, name: &Spanned<String>, sources: &Sources) {
    let Some(symbol) = names.find(space, name) else { return };
    match space {
        Space::Names => names.mention_whole(symbol, name.span, name, sources),
        _ => names.mention(symbol, name.span, name, sources),
    }
}

fn one_or_many(node: &Node) -> &[Node] {
    match &node.kind {
        NodeKind::Sequence(nodes) => nodes,
        _ => std::slice::from_ref(node),
    }
}

fn text(node: &Node) -> Option<Spanned<String>> {
    let scalar = node.scalar()?;
    Some(Spanned::new(scalar.text.clone(), scalar.place(0..scalar.text.len())))
}
