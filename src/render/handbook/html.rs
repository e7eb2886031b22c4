//! The document as one page: nothing is loaded from elsewhere, and all but the search works without its script.

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};

use super::MARK;
use super::svg::{class, svg};
use crate::handbook::{Block, Entry, Handbook, Mark, Part, Phrase, Piece, Row, Table};
use crate::render::html::Html;
use crate::render::names;

const SCRIPT: &str = include_str!("page.js");

/// The page. Ends with a line break.
pub fn html(handbook: &Handbook) -> String {
    let title = format!("{}: {} {}", handbook.title, handbook.pack, handbook.version);
    // Nothing may be fetched or framed, and no script runs but our own, told by its digest.
    let script = BASE64.encode(&Sha256::digest(SCRIPT.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
    );
    let mut page = Html::default();
    page.ours("<!DOCTYPE html>\n");
    page.within("html", &[("lang", "en")], |page| {
        page.within("head", &[], |page| {
            page.open("meta", &[("charset", "utf-8")]);
            page.open("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
            page.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
            page.open("meta", &[("name", "color-scheme"), ("content", "light dark")]);
            page.open("meta", &[("name", "generator"), ("content", MARK)]);
            page.say("title", &[], &title);
            page.within("style", &[], |page| {
                page.ours(include_str!("page.css"));
                sheets(page, handbook);
            });
        });
        page.within("body", &[], |page| {
            page.say("a", &[("class", "skip"), ("href", "#main")], "Skip to the contents of the pack");
            head(page, handbook);
            find(page);
            page.within("div", &[("class", "columns")], |page| {
                contents(page, handbook);
                page.within("main", &[("id", "main")], |page| {
                    handbook.parts.iter().enumerate().for_each(|(at, of)| part(page, at, of));
                });
            });
            page.within("script", &[], |page| page.ours(SCRIPT));
        });
    });
    page.finish()
}

/// On paper every sheet says which pack and which part it is of.
fn sheets(page: &mut Html, handbook: &Handbook) {
    page.ours("@page { size: A4; margin: 17mm 14mm 17mm; @bottom-left { font: 8pt sans-serif; content: ");
    page.css_string(&format!("{} {}  {}", handbook.pack, handbook.version, names::short(&handbook.digest)));
    page.ours("; } @bottom-right { font: 8pt sans-serif; content: counter(page) \" of \" counter(pages); } }\n");
    for (at, part) in handbook.parts.iter().enumerate() {
        let name = format!("p{at}");
        page.ours("@page ");
        page.words(&name);
        page.ours(" { @top-left { font: 8pt sans-serif; content: ");
        page.css_string(&part.title);
        page.ours("; } }\n.");
        page.words(&name);
        page.ours(" { page: ");
        page.words(&name);
        page.ours("; }\n");
    }
}

fn head(page: &mut Html, handbook: &Handbook) {
    page.within("header", &[], |page| {
        page.say("p", &[("class", "kind")], "The rules that run, in sentences");
        page.say("h1", &[], &handbook.title);
        page.within("p", &[], |page| {
            page.say("strong", &[], &format!("{} {}", handbook.pack, handbook.version));
            page.words(" ");
            page.say("code", &[], &handbook.digest);
        });
        page.say("p", &[("class", "attention")], &handbook.sign);
    });
}

/// Shown by the script that it needs.
fn find(page: &mut Html) {
    page.within("div", &[("class", "find"), ("id", "find"), ("role", "search"), ("hidden", "")], |page| {
        page.say("label", &[("for", "words")], "Find rules, questions, sources");
        let field = [("id", "words"), ("type", "search"), ("autocomplete", "off"), ("spellcheck", "false")];
        page.open("input", &field);
        page.say("span", &[("id", "found"), ("role", "status")], "");
    });
}

fn contents(page: &mut Html, handbook: &Handbook) {
    page.within("nav", &[("aria-label", "Contents")], |page| {
        page.within("ul", &[], |page| {
            for part in &handbook.parts {
                page.within("li", &[], |page| page.say("a", &[("href", &format!("#{}", part.id))], &part.title));
            }
        });
    });
}

fn part(page: &mut Html, at: usize, part: &Part) {
    page.within("section", &[("class", &format!("part p{at}")), ("id", &part.id)], |page| {
        page.say("h2", &[], &part.title);
        blocks(page, &part.blocks, "h3");
    });
}

/// `heading`: the element for headings among these blocks.
fn blocks(page: &mut Html, of: &[Block], heading: &'static str) {
    for block in of {
        match block {
            Block::Heading { words, anchor: Some(anchor) } => {
                page.say(heading, &[("id", anchor), ("class", "section")], words);
            }
            Block::Heading { words, anchor: None } => page.say(heading, &[], words),
            Block::Words(words) => page.within("p", &[], |page| phrase(page, words)),
            Block::Attention(words) => page.within("p", &[("class", "attention")], |page| phrase(page, words)),
            Block::List(of) => page.within("ul", &[], |page| {
                of.iter().for_each(|words| page.within("li", &[], |page| phrase(page, words)));
            }),
            Block::Lines(of) => page.within("ul", &[("class", "lines")], |page| {
                for (depth, words) in of {
                    page.within("li", &[("class", &format!("depth{}", depth.min(&6)))], |page| phrase(page, words));
                }
            }),
            Block::Named(of) => page.within("dl", &[], |page| {
                for (name, words) in of {
                    page.within("div", &[], |page| {
                        page.say("dt", &[], name);
                        page.within("dd", &[], |page| phrase(page, words));
                    });
                }
            }),
            Block::Table(of) => table(page, of),
            Block::Picture(picture) => page.within("figure", &[], |page| svg(page, picture)),
            Block::Entry(of) => entry(page, of),
        }
    }
}

fn entry(page: &mut Html, entry: &Entry) {
    page.within("article", &[("class", "entry"), ("id", &entry.anchor)], |page| {
        page.within("h3", &[], |page| {
            page.words(&entry.title);
            page.words(" ");
            let label = format!("Link to: {}", entry.title);
            page.say("a", &[("class", "here"), ("href", &format!("#{}", entry.anchor)), ("aria-label", &label)], "#");
        });
        page.within("p", &[("class", "id")], |page| {
            name(page, &entry.id);
            if let Some(Mark { words, weight }) = &entry.mark {
                page.words(" ");
                page.say("span", &[("class", &format!("mark {}", class(*weight)))], words);
            }
        });
        blocks(page, &entry.blocks, "h4");
    });
}

fn table(page: &mut Html, table: &Table) {
    page.within("div", &[("class", "scroll")], |page| {
        page.within("table", &[], |page| {
            if !table.caption.is_empty() {
                page.say("caption", &[], &table.caption);
            }
            page.within("thead", &[], |page| {
                page.within("tr", &[], |page| {
                    table.head.iter().for_each(|words| page.say("th", &[("scope", "col")], words));
                });
            });
            page.within("tbody", &[], |page| table.rows.iter().for_each(|of| row(page, of, &table.head)));
        });
    });
}

/// On a phone a row stands as a list, in which each cell bears the head of its column.
fn row(page: &mut Html, row: &Row, head: &[String]) {
    let id = row.anchor.as_deref().map(|anchor| ("id", anchor));
    page.within("tr", id.as_slice(), |page| {
        for (cell, head) in row.cells.iter().zip(head) {
            page.within("td", &[("data-head", head)], |page| phrase(page, cell));
        }
    });
}

/// A name of the pack, which may break before a part of it.
fn name(page: &mut Html, name: &str) {
    page.within("code", &[], |page| {
        for (at, part) in name.split_inclusive(['_', '.']).enumerate() {
            if at > 0 {
                page.open("wbr", &[]);
            }
            page.words(part);
        }
    });
}

fn phrase(page: &mut Html, phrase: &Phrase) {
    for piece in &phrase.0 {
        match piece {
            Piece::Words(words) => page.words(words),
            Piece::Strong(words) => page.say("strong", &[], words),
            Piece::Name(of) => name(page, of),
            Piece::Link { to, words } => page.say("a", &[("href", &format!("#{to}"))], words),
            Piece::Url(url) if is_address(url) => page.say("a", &[("href", url), ("rel", "noreferrer")], url),
            Piece::Url(url) => page.words(url),
        }
    }
}

/// Nothing that a pack calls an address runs anything.
fn is_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
