//! Turns what an editor is told about a word into the Markdown that it shows beside the cursor.

use crate::editor::{About, Sum};
use crate::prose::{Asked, Said, SaidFact, SaidProperty, Sentence, Setting};

/// The whole text.
pub fn hover(about: &About) -> String {
    let mut page = Lines::default();
    match about {
        About::Question(asked) => question(asked, &mut page),
        About::Fact(said) => fact(said, &mut page),
        About::Rule(said) => rule(said, &mut page),
        About::Property(said) => property(said, &mut page),
        About::Parameter(setting, sources) => {
            one_setting(setting, &mut page);
            list(sources, &mut page);
        }
        About::Sum(of) => sum(of, &mut page),
        About::Table { id, title, rows, columns } => {
            page.head(id, title);
            page.add(format!("{rows} rows"));
            let columns: Vec<String> = columns.iter().map(|(id, kind)| format!("`{id}`: {kind}")).collect();
            list(&columns, &mut page);
        }
        About::Terms { id, title, terms, first } => {
            page.head(id, title);
            let more = if *terms > first.len() { ", …" } else { "" };
            page.add(format!("{terms} terms: {}{more}", first.join(", ")));
        }
        About::Source(source, note) => {
            page.add(plain(source));
            page.lines.extend(note.as_ref().map(|note| plain(note)));
        }
        About::Function(function) => {
            page.add(format!("`{}`", function.signature));
            page.add(function.says.to_owned());
            page.add(format!("`{}`", function.example));
        }
        About::Key(key, about) => page.head(key, about),
        About::Name(what, name, says) => {
            page.head(name, says);
            page.add(what.with_article().to_owned());
        }
    }
    page.lines.join("\n\n")
}

/// Paragraphs.
#[derive(Default)]
struct Lines {
    lines: Vec<String>,
}

impl Lines {
    fn add(&mut self, line: String) {
        self.lines.push(line);
    }

    fn head(&mut self, id: &str, words: &str) {
        // What a key is for is written in Markdown; the words of a pack are shown as they stand.
        self.add(format!("`{id}`  {words}"));
    }
}

fn question(asked: &Asked, page: &mut Lines) {
    page.head(&asked.id, &plain(&asked.ask));
    let mut said = vec![asked.answer.clone()];
    said.extend(asked.fresh_for.map(|days| format!("fresh for {days} days")));
    if !asked.from.is_empty() {
        said.push(format!("asked of {}", asked.from));
    }
    said.extend(asked.asked_when.as_ref().map(|when| format!("asked when {when}")));
    if !asked.codes.is_empty() {
        said.push(asked.codes.join(", "));
    }
    said.extend(asked.help.clone());
    list(&said, page);
}

fn fact(said: &SaidFact, page: &mut Lines) {
    page.head(&said.id, &plain(&said.about));
    page.add(sentences(&said.is));
}

fn rule(said: &Said, page: &mut Lines) {
    page.head(&said.id, &format!("**{}**", plain(&said.title)));
    page.add(said.does.join(" "));
    page.add(sentences(&said.when));
    for fact in &said.facts {
        page.add(format!("where `{}`: {}", fact.id, plain(&fact.about)));
    }
    page.add(plain(&said.because));
    let settings: Vec<String> = said.settings.iter().map(|s| format!("`{}`: {}", s.id, s.value)).collect();
    list(&settings, page);
    list(&said.sources, page);
}

fn property(said: &SaidProperty, page: &mut Lines) {
    page.head(&said.id, &plain(&said.about));
    if !said.given.is_empty() {
        page.add("For every applicant with".to_owned());
        page.add(sentences(&said.given));
    }
    page.add("it must hold that".to_owned());
    page.add(sentences(&said.then));
    page.add(plain(&said.because));
}

fn one_setting(setting: &Setting, page: &mut Lines) {
    page.head(&setting.id, &format!("**{}**", setting.value));
    page.add(format!("{}; may be {}", plain(&setting.about), setting.range));
}

fn sum(sum: &Sum, page: &mut Lines) {
    page.head(&sum.id, &plain(&sum.title));
    let items = format!("{} items over {}", sum.items, sum.recall);
    page.add(match sum.range {
        Some((least, most)) => format!("{least} to {most}; {items}"),
        None => format!("not added up; {items}"),
    });
    let bands = sum.bands.iter().map(|(band, from, to)| format!("{from} to {to}: {}", band.replace('_', " ")));
    let cutoffs = sum.cutoffs.iter().map(|(at, means)| format!("{at} or more: {means}"));
    list(&bands.chain(cutoffs).collect::<Vec<_>>(), page);
}

/// A condition, indented as it is written.
fn sentences(sentences: &[Sentence]) -> String {
    let line = |sentence: &Sentence| format!("{}- {}", "  ".repeat(sentence.depth), plain(&sentence.text));
    sentences.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn list(lines: &[String], page: &mut Lines) {
    if !lines.is_empty() {
        page.add(lines.iter().map(|line| format!("- {}", plain(line))).collect::<Vec<_>>().join("\n"));
    }
}

/// Words of a pack, none of which are meant as Markdown. What stands between backticks is left alone.
fn plain(words: &str) -> String {
    let mut text = String::new();
    let mut in_code = false;
    for c in words.chars() {
        in_code ^= c == '`';
        if !in_code && matches!(c, '*' | '_' | '<' | '[' | ']' | '\\' | '#' | '|') {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
