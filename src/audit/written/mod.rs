//! What was written differently in a pack, part by part and in the words of people; order and layout are no difference.

mod aspect;
mod form;
mod lists;
mod own;
mod remarks;
mod rules;
mod said;
mod signing;
mod through;

pub use said::{said, when};
pub use through::through;

use std::collections::HashSet;

use super::change::{Difference, Part, State, Written};
use crate::pack::Pack;
use aspect::{Item, compared, sentence};

type Items = fn(&Pack) -> Vec<Item>;

/// Every kind of part, in the order in which they are told.
const PARTS: [(Part, Items); 14] = [
    (Part::Pack, lists::header),
    (Part::Policy, signing::policy),
    (Part::Signer, signing::signers),
    (Part::Parameter, rules::parameters),
    (Part::Fact, rules::facts),
    (Part::Rule, rules::rules),
    (Part::Property, rules::properties),
    (Part::Table, lists::tables),
    (Part::TermList, lists::term_lists),
    (Part::Question, form::questions),
    (Part::Section, form::sections),
    (Part::Scale, form::scales),
    (Part::Source, lists::sources),
    (Part::SupportTier, lists::tiers),
];

/// Everything that was written differently, with what a reader should ask about.
pub fn written(old: &Pack, new: &Pack) -> Vec<Written> {
    if old.digest == new.digest {
        return Vec::new();
    }
    let mut written: Vec<Written> = Vec::new();
    for (part, items) in PARTS {
        written.extend(compared(part, &items(old), &items(new)));
    }
    remarks::remark(old, new, &mut written);
    let mut header = written.first().filter(|one| one.part == Part::Pack).cloned().unwrap_or_else(|| Written {
        part: Part::Pack,
        id: String::new(),
        title: new.title.clone(),
        state: State::Changed,
        differences: Vec::new(),
        remarks: Vec::new(),
    });
    header.id.clone_from(&new.id);
    header.differences.extend(order(old, new));
    if written.is_empty() && header.differences.is_empty() {
        header.differences.push(Difference {
            what: "spelling".to_owned(),
            was: Vec::new(),
            is: vec![sentence("something is spelt another way that nobody is shown and nothing rests on")],
            decides: false,
        });
    }
    if old.version == new.version {
        header.remarks.push(format!("The version is still {}: give a changed pack one of its own.", new.version));
    }
    written.retain(|one| one.part != Part::Pack);
    if !header.differences.is_empty() || !header.remarks.is_empty() {
        written.insert(0, header);
    }
    written
}

/// Parts that stand in another order: of rules it is the order of print, of questions that of the form.
fn order(old: &Pack, new: &Pack) -> Option<Difference> {
    let turned = |(part, items): &(Part, Items)| {
        let ids = |pack: &Pack| items(pack).into_iter().map(|item| item.id).collect::<Vec<_>>();
        let (old, new) = (ids(old), ids(new));
        let (before, after): (HashSet<&String>, HashSet<&String>) = (old.iter().collect(), new.iter().collect());
        let (left, right) = (old.iter().filter(|id| after.contains(id)), new.iter().filter(|id| before.contains(id)));
        left.ne(right).then(|| sentence(&format!("the {} stand in another order", part.plural())))
    };
    let is: Vec<_> = PARTS.iter().filter_map(turned).collect();
    (!is.is_empty()).then(|| Difference { what: "order".to_owned(), was: Vec::new(), is, decides: false })
}
