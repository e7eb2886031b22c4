//! The document as Markdown: a file for each part, with links between them.

use std::collections::BTreeMap;

use super::MARK;
use super::mermaid::mermaid;
use crate::handbook::{Block, Entry, Handbook, Part, Phrase, Piece, Table};
use crate::render::markdown::{code, text};

/// The files by name, the front page first. Each ends with a line break.
pub fn markdown(handbook: &Handbook) -> Vec<(String, String)> {
    let mut places = BTreeMap::new();
    for part in &handbook.parts {
        places.insert(part.id.as_str(), part.id.as_str());
        for block in &part.blocks {
            anchors(block, &part.id, &mut places);
        }
    }
    let draw = |(at, part): (usize, &Part)| {
        let mut page = Page { text: String::new(), places: &places, part: &part.id };
        page.head(handbook, part, at == 0);
        if at == 0 {
            page.contents(handbook);
        }
        page.blocks(&part.blocks, 2);
        (format!("{}.md", part.id), page.text)
    };
    handbook.parts.iter().enumerate().map(draw).collect()
}

fn anchors<'h>(block: &'h Block, part: &'h str, places: &mut BTreeMap<&'h str, &'h str>) {
    match block {
        Block::Entry(entry) => {
            places.insert(&entry.anchor, part);
            entry.blocks.iter().for_each(|block| anchors(block, part, places));
        }
        Block::Heading { anchor: Some(anchor), .. } => drop(places.insert(anchor, part)),
        Block::Table(table) => places.extend(table.rows.iter().filter_map(|row| Some((row.anchor.as_deref()?, part)))),
        _ => {}
    }
}

struct Page<'h> {
    text: String,
    /// The part in which each anchor stands.
    places: &'h BTreeMap<&'h str, &'h str>,
    part: &'h str,
}

impl Page<'_> {
    fn line(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push('\n');
    }

    fn head(&mut self, handbook: &Handbook, part: &Part, is_front: bool) {
        let Handbook { pack, version, digest, .. } = handbook;
        self.line(&format!("<!-- {MARK}: {pack} {version} {digest} -->"));
        self.line("");
        if is_front {
            self.line(&format!("# {}", text(&handbook.title)));
        } else {
            self.line(&format!("# {}", text(&part.title)));
            self.line("");
            self.line(&format!("[{}](index.md), {} {version}", text(&handbook.title), text(pack)));
        }
        self.line("");
        self.line(&format!("**{}**", text(&handbook.sign)));
    }

    fn contents(&mut self, handbook: &Handbook) {
        self.line("");
        self.line("## Contents");
        self.line("");
        for part in handbook.parts.iter().skip(1) {
            self.line(&format!("- [{}]({}.md)", text(&part.title), part.id));
        }
    }

    /// `level`: of the headings among these blocks.
    fn blocks(&mut self, blocks: &[Block], level: usize) {
        for block in blocks {
            self.line("");
            match block {
                Block::Heading { words, anchor } => {
                    if let Some(anchor) = anchor {
                        self.line(&format!("<a id=\"{anchor}\"></a>"));
                        self.line("");
                    }
                    self.line(&format!("{} {}", "#".repeat(level), text(words)));
                }
                Block::Words(phrase) => {
                    let words = self.phrase(phrase);
                    self.line(&words);
                }
                Block::Attention(phrase) => {
                    let words = self.phrase(phrase);
                    self.line(&format!("> **Note.** {words}"));
                }
                Block::List(of) => of.iter().for_each(|phrase| self.item(0, phrase)),
                Block::Lines(of) => of.iter().for_each(|(depth, phrase)| self.item(*depth, phrase)),
                Block::Named(of) => {
                    for (name, phrase) in of {
                        let words = self.phrase(phrase);
                        self.line(&format!("- **{}:** {words}", text(name)));
                    }
                }
                Block::Table(table) => self.table(table),
                Block::Picture(picture) => {
                    self.line(&format!("{}.", text(&picture.about)));
                    self.line("");
                    self.text.push_str(&mermaid(picture));
                }
                Block::Entry(entry) => self.entry(entry, level),
            }
        }
    }

    fn entry(&mut self, entry: &Entry, level: usize) {
        self.line(&format!("<a id=\"{}\"></a>", entry.anchor));
        self.line("");
        self.line(&format!("{} {}", "#".repeat(level), text(&entry.title)));
        self.line("");
        let mark = entry.mark.as_ref().map_or(String::new(), |mark| format!(" · **{}**", text(&mark.words)));
        self.line(&format!("{}{mark}", code(&entry.id)));
        self.blocks(&entry.blocks, level + 1);
    }

    fn item(&mut self, depth: usize, phrase: &Phrase) {
        let words = self.phrase(phrase);
        self.line(&format!("{}- {words}", "  ".repeat(depth)));
    }

    fn table(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            self.line(&format!("**{}**", text(&table.caption)));
            self.line("");
        }
        let cells = |of: Vec<String>| format!("| {} |", of.join(" | "));
        self.line(&cells(table.head.iter().map(|words| text(words)).collect()));
        self.line(&cells(table.head.iter().map(|_| "---".to_owned()).collect()));
        for row in &table.rows {
            let mut said: Vec<String> = row.cells.iter().map(|phrase| self.phrase(phrase)).collect();
            if let (Some(anchor), Some(first)) = (&row.anchor, said.first_mut()) {
                first.insert_str(0, &format!("<a id=\"{anchor}\"></a>"));
            }
            self.line(&cells(said));
        }
    }

    fn phrase(&self, phrase: &Phrase) -> String {
        phrase.0.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Words(words) => spaced(words),
            Piece::Strong(words) => format!("**{}**{}", text(words.trim_end()), end(words)),
            Piece::Name(name) => code(name).replace('|', "\\|"),
            Piece::Link { to, words } => match self.places.get(to.as_str()) {
                Some(part) if *part == to => format!("[{}]({part}.md)", text(words)),
                Some(part) if *part == self.part => format!("[{}](#{to})", text(words)),
                Some(part) => format!("[{}]({part}.md#{to})", text(words)),
                None => text(words),
            },
            Piece::Url(url) => format!("<{}>", url.replace(['<', '>', ' '], "")),
        }
    }
}

/// Words of a phrase, which may begin or end with a space.
fn spaced(words: &str) -> String {
    let start = if words.starts_with(' ') { " " } else { "" };
    let trimmed = words.trim();
    if trimmed.is_empty() { start.to_owned() } else { format!("{start}{}{}", text(trimmed), end(words)) }
}

fn end(words: &str) -> &'static str {
    if words.ends_with(' ') { " " } else { "" }
}
