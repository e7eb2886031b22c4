//! The page: each change that no case notices, what cannot be told apart, and one line that counts.

use super::super::diagnostic;
use super::super::page::Style;
use super::Tried;
use crate::mutation::{Fate, Mutant, Mutated, unnoticed};
use crate::text::Sources;
use crate::text::count;

/// In the order of the files.
pub fn text(tried: Tried, mutated: &Mutated, style: Style) -> String {
    let mut in_order: Vec<&(Mutant, Fate)> = mutated.mutants.iter().collect();
    in_order.sort_by_key(|(mutant, _)| mutant.place);
    let mut parts: Vec<String> =
        in_order.iter().filter_map(|(mutant, fate)| survivor(tried, mutated, mutant, fate, style)).collect();
    let lines = |title: &str, of: &dyn Fn(&Fate) -> Option<String>| {
        let lines = in_order.iter().filter_map(|(mutant, fate)| Some(line(tried.sources, mutant, &of(fate)?)));
        let lines: String = lines.collect();
        (!lines.is_empty()).then(|| format!("{title}\n{lines}"))
    };
    parts.extend(lines("not settled:", &|fate| match fate {
        Fate::Unsettled(why) => Some(format!(": {why}")),
        _ => None,
    }));
    parts.extend(lines("proved to make no difference to anybody:", &|fate| match fate {
        Fate::Equivalent { every_text: true } => Some(String::new()),
        Fate::Equivalent { every_text: false } => Some(" (of texts made of the names on the pack's lists)".to_owned()),
        _ => None,
    }));
    parts.push(summary(tried, mutated) + "\n");
    parts.join("\n")
}

fn survivor(tried: Tried, mutated: &Mutated, mutant: &Mutant, fate: &Fate, style: Style) -> Option<String> {
    let fault = unnoticed(tried.pack, mutant);
    let draw = |fault: &crate::diagnostic::Diagnostic| diagnostic(fault, tried.sources, style.colour, style.width);
    match fate {
        Fate::Survives(proposal) => Some(draw(&fault.help("this case would notice it")) + &proposal.text),
        Fate::SurvivesToo(earlier) => {
            let name = match mutated.mutants.get(*earlier) {
                Some((_, Fate::Survives(proposal))) => proposal.name.as_str(),
                _ => "",
            };
            Some(draw(&fault.help(format!("the case `{name}` would notice it"))))
        }
        Fate::Noticed(_) | Fate::Equivalent { .. } | Fate::Unsettled(_) => None,
    }
}

fn line(sources: &Sources, mutant: &Mutant, why: &str) -> String {
    let (file, line) = (&sources.get(mutant.place.file).name, sources.position(mutant.place).line);
    format!("  {file}:{line}: {}{why}\n", mutant.says)
}

/// `rules/kap: 812 mutants: 790 noticed by 146 cases, 10 survive, 12 equivalent, 0 unsettled`
fn summary(tried: Tried, mutated: &Mutated) -> String {
    let noticed = mutated.count(|fate| matches!(fate, Fate::Noticed(_)));
    let equivalent = mutated.count(|fate| matches!(fate, Fate::Equivalent { .. }));
    let unsettled = mutated.count(|fate| matches!(fate, Fate::Unsettled(_)));
    format!(
        "{}: {}: {noticed} caught by {}, {} survive, {equivalent} equivalent, {unsettled} unsettled",
        tried.place,
        count(mutated.mutants.len(), "mutant"),
        count(tried.cases, "case"),
        mutated.survivors(),
    )
}
