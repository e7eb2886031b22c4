//! Scored instruments: items with their points, totals, subscores, bands and cut-offs that fit one another.

use super::bibliography::{Bibliography, fresh_for, text, whole};
use super::questions::{Form, Place, codes, whos};
use super::{Answer, Band, Cutoff, Item, Parameter, Points, Question, Scale, ScaleId, Subscore, errors, limits};
use crate::diagnostic::Diagnostic;
use crate::language::limits::{MAX_ITEMS, MAX_OPTIONS, MAX_POINTS};
use crate::syntax;
use crate::value::Decimal;

/// Adds a scale's questions to the form, items first, and the scale itself.
pub(super) fn add<'a>(
    form: &mut Form<'a>,
    written: &'a syntax::Scale,
    section_from: &'a [crate::text::Spanned<crate::language::Who>],
    parameters: &[Parameter],
    bibliography: &mut Bibliography,
    faults: &mut Vec<Diagnostic>,
) -> ScaleId {
    let id = ScaleId(form.scales.len() as u32);
    let fresh = fresh_for(written.fresh_for.as_ref(), parameters, &mut form.parameters_used, faults);
    let from = if written.from.is_empty() { section_from } else { &written.from };
    form.incomplete |= written.items.is_empty();
    limits::at_most(written.items.len(), MAX_ITEMS, "items in a scale", written.id.span, faults);
    let mut items = Vec::with_capacity(written.items.len());
    for item in &written.items {
        let question = form.next_id();
        let answer = item_answer(written, item, faults);
        let sound = answer.is_some();
        let answer = answer.unwrap_or(Answer::Points(Vec::new()));
        if !sound {
            form.unreadable.insert(question);
        }
        let (least, most) = match &answer {
            Answer::Points(points) => (points.first().map_or(0, |p| p.points), points.last().map_or(0, |p| p.points)),
            _ => (0, 1),
        };
        items.push(Item { question, reversed: item.reversed, least, most });
        form.questions.push(Question {
            id: format!("{}.{}", *written.id, *item.id),
            ask: item.ask.value.clone(),
            help: None,
            answer,
            from: whos(from),
            codes: codes(&item.codes),
            asked_when: None,
            fresh_for: fresh,
            scale: Some(id),
            group: None,
            span: item.id.span,
        });
        if let Some(line) = &item.asked_when {
            form.asked_when.insert(question, line);
        }
    }
    let place = Place { prefix: Some(&written.id), from, fresh_for: fresh, scale: Some(id), group: None };
    let unscored = written.unscored.iter().map(|question| {
        if question.kind.value == crate::language::QuestionKind::Group {
            faults.push(errors::group_in_scale(question.kind.span));
        }
        form.add(question, place, parameters, faults)
    });
    let unscored = unscored.collect();
    let total = match &written.total {
        syntax::Total::None => None,
        syntax::Total::Sum { codes: written, .. } => Some(codes(written)),
    };
    let sound = !items.iter().any(|item| form.unreadable.contains(&item.question));
    // Where the answers are wrong, so would be whatever is said about the total.
    let range = sound.then(|| total_range(written, &items));
    form.scales.push(Scale {
        id: written.id.value.clone(),
        title: written.title.value.clone(),
        about: text(&written.about),
        recall: written.recall.value.clone(),
        licence: written.licence.value.clone(),
        codes: codes(&written.codes),
        sources: bibliography.cite(&written.sources, faults),
        subscores: subscores(written, faults),
        bands: bands(written, range, faults),
        cutoffs: cutoffs(written, range, bibliography, faults),
        prorate: prorate(written, bibliography, faults),
        items,
        unscored,
        total,
        span: written.id.span,
    });
    id
}

/// How an item is answered; `None` where its answers are wrong.
fn item_answer(scale: &syntax::Scale, item: &syntax::Item, faults: &mut Vec<Diagnostic>) -> Option<Answer> {
    if item.yes_no {
        if !item.answers.is_empty() {
            faults.push(errors::yes_no_with_points(&item.id));
        }
        return Some(Answer::YesNo);
    }
    if item.reversed {
        faults.push(errors::reversed_points(&item.id));
    }
    let shared = item.answers.is_empty();
    let written = if shared { &scale.answers } else { &item.answers };
    if written.is_empty() {
        faults.push(errors::item_without_answers(&item.id));
        return None;
    }
    // The shared answers are reported once, with the first item that uses them.
    let first = scale.items.iter().find(|i| !i.yes_no && i.answers.is_empty()).is_some_and(|i| i.id == item.id);
    let mut own = Vec::new();
    limits::at_most(written.len(), MAX_OPTIONS, "answers to an item", item.id.span, &mut own);
    let points = points(written, &mut own);
    let sound = own.is_empty();
    if !shared || first {
        faults.append(&mut own);
    }
    sound.then_some(Answer::Points(points))
}

fn points(written: &[syntax::Points], faults: &mut Vec<Diagnostic>) -> Vec<Points> {
    let mut kept: Vec<Points> = Vec::with_capacity(written.len());
    for answer in written {
        let number = whole(answer.points.value).filter(|p| *p <= MAX_POINTS).and_then(|p| u8::try_from(p).ok());
        let Some(points) = number else {
            faults.push(errors::points_out_of_range(answer.points.span, &answer.points.value, MAX_POINTS));
            continue;
        };
        if let Some(before) = kept.last().filter(|before| before.points >= points) {
            faults.push(errors::points_not_ascending(answer.points.span, points, before.points));
            continue;
        }
        kept.push(Points { points, label: answer.label.value.clone(), code: text(&answer.code) });
    }
    kept
}

/// The least and the greatest total; an item that need not be asked may add nothing.
fn total_range(scale: &syntax::Scale, items: &[Item]) -> (i64, i64) {
    let least = |(item, written): (&Item, &syntax::Item)| match written.asked_when {
        Some(_) => 0,
        None => i64::from(item.least),
    };
    (items.iter().zip(&scale.items).map(least).sum(), items.iter().map(|i| i64::from(i.most)).sum())
}

fn subscores(scale: &syntax::Scale, faults: &mut Vec<Diagnostic>) -> Vec<Subscore> {
    let mut made = Vec::with_capacity(scale.subscores.len());
    for subscore in &scale.subscores {
        let mut place = |wanted: &syntax::Text| {
            let found = scale.items.iter().position(|i| i.id.value == wanted.value);
            if found.is_none() {
                faults.push(errors::unknown_item(
                    wanted,
                    wanted.span,
                    &scale.id,
                    scale.items.iter().map(|i| i.id.as_str()),
                ));
            }
            found
        };
        // A subscore that is wrong keeps its name, so that what reads it is not reported as well.
        let items = match (place(&subscore.first), place(&subscore.last)) {
            (Some(first), Some(last)) if first <= last => first..last + 1,
            (Some(_), Some(_)) => {
                faults.push(errors::items_crossed(&subscore.first, &subscore.last));
                0..scale.items.len()
            }
            _ => 0..scale.items.len(),
        };
        made.push(Subscore {
            id: subscore.id.value.clone(),
            title: subscore.title.value.clone(),
            items,
            codes: codes(&subscore.codes),
        });
    }
    made
}

fn bands(scale: &syntax::Scale, range: Option<(i64, i64)>, faults: &mut Vec<Diagnostic>) -> Vec<Band> {
    let (Some(first), Some(last)) = (scale.bands.first(), scale.bands.last()) else { return Vec::new() };
    if matches!(scale.total, syntax::Total::None) {
        faults.push(errors::no_total(first.id.span, "bands"));
        return Vec::new();
    }
    let mut made: Vec<Band> = Vec::with_capacity(scale.bands.len());
    for band in &scale.bands {
        let (Some(from), Some(to)) = (band.from.value.to_scaled(0), band.to.value.to_scaled(0)) else {
            let wrong = if band.from.value.places() > 0 { &band.from } else { &band.to };
            faults.push(errors::band_not_whole(wrong.span, &wrong.value));
            return made;
        };
        if from > to {
            faults.push(errors::band_crossed(band.from.span, &band.id, from, to));
        }
        if let Some(before) = made.last().filter(|before| from != before.to + 1) {
            faults.push(errors::band_gap(band.from.span, &band.id, from, &before.id, before.to));
        }
        if made.iter().any(|other| other.id == *band.id) {
            faults.push(errors::band_twice(&band.id));
        }
        made.push(Band { id: band.id.value.clone(), from, to });
    }
    let Some((least, most)) = range else { return made };
    if first.from.value != Decimal::from(least) {
        faults.push(errors::bands_begin(first.from.span, &first.from.value, least));
    }
    if last.to.value != Decimal::from(most) {
        faults.push(errors::bands_end(last.to.span, &last.to.value, most));
    }
    made
}

fn cutoffs(
    scale: &syntax::Scale,
    range: Option<(i64, i64)>,
    bibliography: &mut Bibliography,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Cutoff> {
    let mut made = Vec::with_capacity(scale.cutoffs.len());
    for cutoff in &scale.cutoffs {
        let sources = bibliography.cite(&cutoff.sources, faults);
        if matches!(scale.total, syntax::Total::None) {
            faults.push(errors::no_total(cutoff.at.span, "cut-offs"));
            continue;
        }
        let Some((least, most)) = range else { continue };
        match cutoff.at.value.to_scaled(0).filter(|at| (least..=most).contains(at)) {
            Some(at) => made.push(Cutoff { at, means: cutoff.means.value.clone(), sources }),
            None => faults.push(errors::cutoff_out_of_range(cutoff.at.span, &cutoff.at.value, least, most)),
        }
    }
    made
}

fn prorate(scale: &syntax::Scale, bibliography: &mut Bibliography, faults: &mut Vec<Diagnostic>) -> Option<u32> {
    let prorate = scale.prorate.as_ref()?;
    bibliography.cite(&prorate.sources, faults);
    let given = &prorate.max_missing;
    if matches!(scale.total, syntax::Total::None) {
        faults.push(errors::no_total(given.span, "prorated totals"));
        return None;
    }
    let most = scale.items.len().saturating_sub(1) as u32;
    let missing = whole(given.value).filter(|n| (1..=most).contains(n));
    if missing.is_none() {
        faults.push(errors::prorate_out_of_range(given.span, &given.value, most));
    }
    missing
}
