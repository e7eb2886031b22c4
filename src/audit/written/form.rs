//! Questions, sections and scales taken apart for comparison.

use super::aspect::{Aspect, Item, Row, plain, sentence};
use super::own;
use crate::pack::{Answer, Entry, Pack, Question, QuestionId, Scale, Section};
use crate::prose;

pub(super) fn questions(pack: &Pack) -> Vec<Item> {
    pack.questions.iter().enumerate().map(|(at, question)| item(pack, QuestionId(at as u32), question)).collect()
}

fn item(pack: &Pack, id: QuestionId, question: &Question) -> Item {
    let said = prose::question(pack, id);
    let (answer, asked_when) = said.map_or_else(Default::default, |said| (said.answer, said.asked_when));
    let shape = shape(&question.answer);
    let asked_when = question
        .asked_when
        .as_ref()
        .map(|line| Row { own: line.text.clone(), said: sentence(asked_when.as_deref().unwrap_or_default()) });
    let codes = codes(&question.codes);
    let mut same = vec![format!("{}\n{shape}", question.ask)];
    if !codes.is_empty() {
        same.push(format!("{}\n{shape}", codes.join("\n")));
    }
    Item {
        id: question.id.clone(),
        title: question.ask.clone(),
        same,
        aspects: vec![
            Aspect::words("wording", Some(&question.ask)),
            Aspect::words("help", question.help.as_deref()),
            Aspect::of("answers", vec![Row { own: shape, said: sentence(&answer) }]).decides(),
            Aspect::list("labels and codes of answers", labels(&question.answer)),
            Aspect::of("asked when", asked_when.into_iter().collect()).decides(),
            Aspect::words("days it stays fresh", question.fresh_for.map(|days| days.to_string()).as_deref()).decides(),
            Aspect::list("asked of", question.from.iter().map(|who| who.name().to_owned())),
            Aspect::list("codes", codes),
        ],
    }
}

/// Everything about an answer that its reading rests on, without labels and codes.
fn shape(answer: &Answer) -> String {
    match answer {
        Answer::YesNo => "yes_no".to_owned(),
        Answer::Number { min, max, places, unit } => {
            format!("number {min} {max} {places} {}", unit.as_deref().unwrap_or_default())
        }
        Answer::Choice { options, none } => {
            format!("choice {none:?} {:?}", options.iter().map(|o| &o.id).collect::<Vec<_>>())
        }
        Answer::Choices { options, none } => {
            format!("choices {none:?} {:?}", options.iter().map(|o| &o.id).collect::<Vec<_>>())
        }
        Answer::Text { blank_is_none, past } => format!("text {blank_is_none} {past}"),
        Answer::Date { earliest, latest } => format!("date {earliest} {latest:?}"),
        Answer::Points(points) => format!("points {:?}", points.iter().map(|p| p.points).collect::<Vec<_>>()),
        Answer::Group { max, .. } => format!("group {max}"),
    }
}

fn labels(answer: &Answer) -> Vec<String> {
    let coded = |code: &Option<String>| code.as_ref().map_or(String::new(), |code| format!(" ({code})"));
    match answer {
        Answer::Choice { options, .. } | Answer::Choices { options, .. } => {
            let label = |label: &Option<String>| label.as_ref().map_or(String::new(), |label| format!(": {label}"));
            options.iter().map(|o| format!("{}{}{}", o.id, label(&o.label), coded(&o.code))).collect()
        }
        Answer::Points(points) => {
            points.iter().map(|p| format!("{}: {}{}", p.points, p.label, coded(&p.code))).collect()
        }
        _ => Vec::new(),
    }
}

fn codes(codes: &[(String, String)]) -> Vec<String> {
    let mut codes: Vec<String> =
        codes.iter().map(|(system, code)| format!("{} {code}", system.to_uppercase())).collect();
    codes.sort();
    codes
}

pub(super) fn sections(pack: &Pack) -> Vec<Item> {
    let entry = |entry: &Entry| match entry {
        Entry::Question(id) => pack.questions.get(id.index()).map(|q| q.id.clone()),
        Entry::Scale(id) => pack.scales.get(id.index()).map(|s| s.id.clone()),
    };
    let item = |section: &Section| Item {
        id: section.id.clone(),
        title: section.title.clone(),
        same: vec![section.title.clone()],
        aspects: vec![
            Aspect::words("title", Some(&section.title)),
            Aspect::list("questions", section.entries.iter().filter_map(entry)),
        ],
    };
    pack.sections.iter().map(item).collect()
}

pub(super) fn scales(pack: &Pack) -> Vec<Item> {
    pack.scales.iter().map(|scale| scale_item(pack, scale)).collect()
}

fn scale_item(pack: &Pack, scale: &Scale) -> Item {
    let name = |id: QuestionId| pack.questions.get(id.index()).map_or("", |q| q.id.as_str());
    let items = scale.items.iter().map(|item| {
        let reversed = if item.reversed { ", scored the other way round" } else { "" };
        format!("{}{reversed}", name(item.question))
    });
    let item_at = |at: usize| scale.items.get(at).map_or("", |item| name(item.question));
    let subscores = scale
        .subscores
        .iter()
        .map(|s| format!("{}: {} to {}", s.id, item_at(s.items.start), item_at(s.items.end.saturating_sub(1))));
    let titles = scale.subscores.iter().flat_map(|s| {
        std::iter::once(format!("{}: {}", s.id, s.title))
            .chain(codes(&s.codes).into_iter().map(|c| format!("{}: {c}", s.id)))
    });
    let total = if scale.total.is_some() { "the items are added up" } else { "the items are not added up" };
    let cutoffs = scale.cutoffs.iter().map(|cutoff| {
        let sources: Vec<String> = own::sources(pack, &cutoff.sources).into_iter().map(|row| row.own).collect();
        format!("{}: {} [{}]", cutoff.at, cutoff.means, sources.join(", "))
    });
    Item {
        id: scale.id.clone(),
        title: scale.title.clone(),
        same: vec![scale.title.clone()],
        aspects: vec![
            Aspect::words("title", Some(&scale.title)),
            Aspect::words("what it is about", scale.about.as_deref()),
            Aspect::words("recall", Some(&scale.recall)),
            Aspect::words("licence", Some(&scale.licence)),
            Aspect::of("items", items.map(|item| plain(&item)).collect()).decides(),
            Aspect::list("unscored questions", scale.unscored.iter().map(|id| name(*id).to_owned())),
            Aspect::words("total", Some(total)).decides(),
            Aspect::list("subscores", subscores).decides(),
            Aspect::list("titles and codes of subscores", titles),
            Aspect::list("bands", scale.bands.iter().map(|band| format!("{}: {} to {}", band.id, band.from, band.to))),
            Aspect::list("cut-offs", cutoffs),
            Aspect::words(
                "blanks up to which a prorated total is shown",
                scale.prorate.map(|n| n.to_string()).as_deref(),
            ),
            Aspect::list("codes", codes(&scale.codes)),
            Aspect::list("codes of the total", scale.total.as_deref().map(codes).unwrap_or_default()),
            Aspect::of("sources", own::sources(pack, &scale.sources)).apart(),
        ],
    }
}
