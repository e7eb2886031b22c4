//! Where whoever has read the document signs on paper, and how the same is done so that it holds.

use super::document::{Block, Part, Phrase, Row, Table};
use super::view::View;

const LINES: [&str; 5] = ["Name, printed", "Role", "Meaning (reviewed, approved)", "Date and time", "Signature"];

pub(super) fn part(view: &View) -> Part {
    let pack = view.pack;
    let words = Phrase::from(format!("A signature is for the rules of {} {} with the digest ", pack.id, pack.version))
        .and(Phrase::name(pack.digest.as_str()))
        .and(", and for no others. ")
        .and(Phrase::name("anteroom approve"))
        .and(" binds it to them; a signature on paper does not.");
    let row = |line: &&str| Row::of([(*line).into(), Phrase::default(), Phrase::default()]);
    let rows = LINES.iter().map(row).collect();
    let table = Table::new("", &["", "First signature", "Second signature, if needed"], rows);
    Part {
        id: "signature".to_owned(),
        title: "Signature".to_owned(),
        blocks: vec![Block::Words(words), Block::Table(table)],
    }
}
