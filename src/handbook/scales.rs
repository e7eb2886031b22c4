//! Scales: items and their points, how totals are made, subscores, bands, cut-offs with their sources, and the licence.

use super::document::{Block, Entry, Part, Phrase, Row, Table};
use super::form::{fresh, read_by};
use super::rules::cited;
use super::view::{View, anchor, titled};
use crate::pack::{Item, Scale, ScaleId};
use crate::prose::{self, Asked};
use crate::text::count;

pub(super) fn part(view: &View) -> Option<Part> {
    if view.pack.scales.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Words(
        "A total over blanks is a range: the least and the most that the blanks could add. A rule that the whole range does \
         not settle is unknown."
            .into(),
    )];
    let all = view.pack.scales.iter().enumerate();
    blocks.extend(all.map(|(at, scale)| Block::Entry(entry(view, ScaleId(at as u32), scale))));
    Some(Part { id: "scales".to_owned(), title: "Scales".to_owned(), blocks })
}

fn entry(view: &View, id: ScaleId, scale: &Scale) -> Entry {
    let first = scale.items.first().and_then(|item| prose::question(view.pack, item.question));
    let mut named: Vec<(String, Phrase)> = Vec::new();
    named.extend(scale.about.as_ref().map(|about| ("About".to_owned(), about.as_str().into())));
    named.push(("Looks back on".to_owned(), scale.recall.as_str().into()));
    named.extend(
        first.as_ref().filter(|of| !of.from.is_empty()).map(|of| ("Who can say".to_owned(), of.from.as_str().into())),
    );
    named.extend(first.as_ref().and_then(fresh).map(|words| ("Counts for".to_owned(), words)));
    if !scale.codes.is_empty() {
        named.push(("Codes".to_owned(), codes(&scale.codes).into()));
    }
    named.push(("Licence".to_owned(), scale.licence.as_str().into()));
    let (items, alike) = items(view, scale);
    named.extend(alike.map(|answer| ("Each item is answered by".to_owned(), answer.into())));
    let mut blocks = vec![Block::Named(named), Block::Table(items)];
    scoring(scale, &mut blocks);
    cutoffs(view, scale, &mut blocks);
    unscored(view, scale, &mut blocks);
    cited(view, &scale.sources, &mut blocks);
    blocks.push(read_by(view.readers(|reads| {
        reads.scales.contains(&id) || scale.items.iter().any(|item| reads.questions.contains(&item.question))
    })));
    Entry { anchor: anchor("scale", &scale.id), title: scale.title.clone(), id: scale.id.clone(), mark: None, blocks }
}

/// The items, and how all of them are answered where they are answered alike.
fn items(view: &View, scale: &Scale) -> (Table, Option<String>) {
    let asked: Vec<(&Item, Asked)> =
        scale.items.iter().filter_map(|item| Some((item, prose::question(view.pack, item.question)?))).collect();
    let first = asked.first().map(|(_, first)| first.answer.clone());
    let alike = first.filter(|first| asked.iter().all(|(_, other)| other.answer == *first));
    let row = |(at, (item, asked)): (usize, (&Item, Asked))| {
        let own = if alike.is_some() { "" } else { asked.answer.as_str() };
        let reversed = if item.reversed { "\"no\" counts as 1" } else { "" };
        let when = asked.asked_when.map_or(String::new(), |when| format!("asked when {when}"));
        let remarks: Vec<&str> = [own, reversed, &when].into_iter().filter(|words| !words.is_empty()).collect();
        let cells = vec![
            (at + 1).to_string().into(),
            asked.ask.as_str().into(),
            Phrase::name(asked.id.as_str()),
            remarks.join("; ").into(),
            asked.codes.join(", ").into(),
        ];
        Row { anchor: Some(anchor("question", &asked.id)), cells }
    };
    let rows = asked.into_iter().enumerate().map(row).collect();
    let how = if alike.is_some() { "Remarks" } else { "Answered by" };
    (Table::new("Items", &["No", "Topic", "Name", how, "Codes"], rows), alike)
}

fn scoring(scale: &Scale, blocks: &mut Vec<Block>) {
    blocks.push(Block::heading("Scoring"));
    let range = |items: &[Item]| {
        let of = |points: fn(&Item) -> u8| items.iter().map(|item| u32::from(points(item))).sum::<u32>();
        format!("{} to {}", of(|item| item.least), of(|item| item.most))
    };
    match &scale.total {
        None => blocks.push(Block::Words("The items are not added up; rules read them one by one.".into())),
        Some(of) => {
            let codes = if of.is_empty() { String::new() } else { format!(" Codes: {}.", codes(of)) };
            let words = format!(
                "The total is the sum of {}: {}.{codes}",
                count(scale.items.len(), "item"),
                range(&scale.items)
            );
            blocks.push(Block::Words(words.into()));
        }
    }
    if let Some(blanks) = scale.prorate {
        blocks.push(Block::Words(
            format!(
                "With up to {} a prorated total is shown beside the range. It decides nothing.",
                count(blanks as usize, "blank")
            )
            .into(),
        ));
    }
    let rows: Vec<Row> = scale
        .subscores
        .iter()
        .map(|subscore| {
            let of = scale.items.get(subscore.items.clone()).unwrap_or_default();
            let items = format!("{} to {}", subscore.items.start + 1, subscore.items.end);
            Row::of([
                subscore.title.as_str().into(),
                Phrase::name(subscore.id.as_str()),
                items.into(),
                range(of).into(),
            ])
        })
        .collect();
    table(blocks, "Subscores", &["Subscore", "Name", "Items", "Points"], rows);
    let band =
        |band: &crate::pack::Band| Row::of([titled(&band.id).into(), format!("{} to {}", band.from, band.to).into()]);
    table(blocks, "Bands of the total", &["Band", "Points"], scale.bands.iter().map(band).collect());
}

fn cutoffs(view: &View, scale: &Scale, blocks: &mut Vec<Block>) {
    let row = |cutoff: &crate::pack::Cutoff| {
        Row::of([format!("{} or more", cutoff.at).into(), cutoff.means.as_str().into(), view.cited(&cutoff.sources)])
    };
    let head = ["Total", "Means", "Source"];
    table(blocks, "Cut-offs as published", &head, scale.cutoffs.iter().map(row).collect());
}

fn unscored(view: &View, scale: &Scale, blocks: &mut Vec<Block>) {
    let row = |id: &crate::pack::QuestionId| {
        let asked = prose::question(view.pack, *id)?;
        let cells = vec![asked.ask.into(), Phrase::name(asked.id.as_str()), asked.answer.into()];
        Some(Row { anchor: Some(anchor("question", &asked.id)), cells })
    };
    let rows = scale.unscored.iter().filter_map(row).collect();
    table(blocks, "Questions that do not count", &["Question", "Name", "Answered by"], rows);
}

fn table(blocks: &mut Vec<Block>, caption: &str, head: &[&str], rows: Vec<Row>) {
    if !rows.is_empty() {
        blocks.push(Block::Table(Table::new(caption, head, rows)));
    }
}

fn codes(of: &[(String, String)]) -> String {
    of.iter().map(|(system, code)| format!("{} {code}", system.to_uppercase())).collect::<Vec<_>>().join(", ")
}
