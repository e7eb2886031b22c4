//! Turns a checked pack and its cases into one readable document, from what the program runs and never kept beside it.

mod around;
mod attributes;
mod card;
mod cases;
mod document;
mod effects;
mod facts;
mod form;
mod front;
mod known;
mod lists;
mod paths;
mod picture;
mod properties;
mod rules;
mod scales;
mod settings;
mod signature;
mod sources;
mod view;

pub use around::{Around, around};
pub use attributes::{Answer, Attribute, Used, attributes};
pub use card::{LAW, NO, PREDICTIVE};
pub use document::{Block, Entry, Handbook, Mark, Part, Phrase, Piece, Row, Table, Weight};
pub use front::SIGN;
pub use picture::{Arrow, Node, Picture};

use crate::cases::Case;
use crate::pack::Pack;
use crate::text::Sources;
use view::View;

/// The document of a pack. `sources` are the files it was read from: rules are grouped by theirs. `cases` may be none.
pub fn of(pack: &Pack, sources: &Sources, cases: &[Case]) -> Handbook {
    let view = View::new(pack, sources, cases);
    let mut parts = vec![front::part(&view)];
    parts.extend(rules::topics(&view));
    parts.extend(properties::part(&view));
    parts.push(form::part(&view));
    parts.extend(scales::part(&view));
    parts.extend(lists::part(&view));
    parts.extend(settings::part(&view));
    parts.extend(facts::part(&view));
    parts.extend(self::cases::part(&view));
    parts.extend(self::sources::part(&view));
    parts.push(card::part(&view));
    parts.push(signature::part(&view));
    Handbook {
        pack: pack.id.clone(),
        version: pack.version.clone(),
        digest: pack.digest.clone(),
        title: pack.title.clone(),
        sign: SIGN.to_owned(),
        parts,
    }
}
