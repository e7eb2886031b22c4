//! Rules, properties, facts and questions said in sentences, drawn for a terminal.

use super::page::{Page, Style, Tone};
use crate::handbook::Around;
use crate::prose::{Asked, Said, SaidFact, SaidProperty, Sentence, Setting};

/// A rule with everything it rests on, and what stands around it.
pub fn rule(said: &Said, around: &Around, style: Style) -> String {
    let mut page = Page::new(style);
    page.line(0, 2, &[(Tone::Strong, &said.title), (Tone::Quiet, &format!("   [{}]", said.id))]);
    for words in &said.does {
        page.plain(2, words);
    }
    page.blank();
    page.heading(Tone::Strong, "WHEN");
    sentences(&mut page, 2, &said.when);
    facts(&mut page, &said.facts);
    page.blank();
    page.heading(Tone::Strong, "BECAUSE");
    page.plain(2, &said.because);
    for (name, words) in [("For the coordinator: ", &said.coordinator), ("For the clinician: ", &said.clinician)] {
        if let Some(words) = words {
            page.line(2, 4, &[(Tone::Quiet, name), (Tone::Plain, words)]);
        }
    }
    settings(&mut page, &said.settings);
    list(&mut page, "ASKED", &said.asks, |a| (a.ask.clone(), format!("   {}: {}", a.question, a.from)));
    let plain = |words: &String| (words.clone(), String::new());
    list(&mut page, "LOOKS WORDS UP IN", &around.lists, plain);
    list(&mut page, "SOURCES", &said.sources, plain);
    if around.has_cases && around.cases.is_empty() {
        page.blank();
        page.heading(Tone::Caution, "NO CASE SAYS WHAT IT MUST COME TO");
    }
    list(&mut page, "CASES", &around.cases, plain);
    list(&mut page, "MUST ALWAYS HOLD", &around.properties, plain);
    if let Some(day) = around.review_by {
        page.blank();
        page.line(2, 4, &[(Tone::Quiet, "To be read again by: "), (Tone::Plain, &day.to_string())]);
    }
    page.finish()
}

/// A property: of whom it speaks, what must hold of them, and why.
pub fn property(said: &SaidProperty, style: Style) -> String {
    let mut page = Page::new(style);
    page.line(0, 2, &[(Tone::Strong, &said.about), (Tone::Quiet, &format!("   [{}]", said.id))]);
    page.blank();
    if said.given.is_empty() {
        page.heading(Tone::Strong, "FOR EVERY APPLICANT IT MUST HOLD THAT");
    } else {
        page.heading(Tone::Strong, "FOR EVERY APPLICANT WITH");
        sentences(&mut page, 2, &said.given);
        page.blank();
        page.heading(Tone::Strong, "IT MUST HOLD THAT");
    }
    sentences(&mut page, 2, &said.then);
    facts(&mut page, &said.facts);
    page.blank();
    page.heading(Tone::Strong, "BECAUSE");
    page.plain(2, &said.because);
    settings(&mut page, &said.settings);
    list(&mut page, "SOURCES", &said.sources, |source| (source.clone(), String::new()));
    page.finish()
}

/// A fact, and the rules that read it.
pub fn fact(said: &SaidFact, readers: &[String], style: Style) -> String {
    let mut page = Page::new(style);
    page.line(0, 2, &[(Tone::Strong, &said.id), (Tone::Plain, &format!("   {}", said.about))]);
    page.blank();
    page.heading(Tone::Strong, "IS");
    sentences(&mut page, 2, &said.is);
    read_by(&mut page, readers);
    page.finish()
}

/// A question, and the rules that read it.
pub fn question(asked: &Asked, readers: &[String], style: Style) -> String {
    let mut page = Page::new(style);
    page.line(0, 2, &[(Tone::Strong, &asked.ask), (Tone::Quiet, &format!("   [{}]", asked.id))]);
    let mut say = |name: &str, words: &str| {
        page.line(2, 14, &[(Tone::Quiet, &format!("{name:<12}")), (Tone::Plain, words)]);
    };
    if let Some(help) = &asked.help {
        say("Help", help);
    }
    say("Answered by", &asked.answer);
    say("Asked of", if asked.from.is_empty() { "nobody is named" } else { &asked.from });
    if let Some(when) = &asked.asked_when {
        say("Asked when", when);
    }
    if let Some(days) = asked.fresh_for {
        say("Fresh for", &format!("{days} days"));
    }
    if !asked.codes.is_empty() {
        say("Codes", &asked.codes.join(", "));
    }
    read_by(&mut page, readers);
    page.finish()
}

fn facts(page: &mut Page, facts: &[SaidFact]) {
    if facts.is_empty() {
        return;
    }
    page.blank();
    page.heading(Tone::Strong, "WHERE");
    for fact in facts {
        one_fact(page, fact);
    }
}

fn settings(page: &mut Page, settings: &[Setting]) {
    list(page, "SETTINGS", settings, |s| {
        (format!("{}: {}", s.id, s.value), format!("   {}; may be {}", s.about, s.range))
    });
}

fn one_fact(page: &mut Page, fact: &SaidFact) {
    let name = format!("[{}]", fact.id.replace('_', " "));
    page.line(2, 4, &[(Tone::Strong, &name), (Tone::Plain, &format!("  {}", fact.about))]);
    sentences(page, 6, &fact.is);
}

fn sentences(page: &mut Page, indent: usize, sentences: &[Sentence]) {
    for sentence in sentences {
        let at = indent + 2 * sentence.depth;
        page.line(at, at + 2, &[(Tone::Plain, &sentence.text)]);
    }
}

fn read_by(page: &mut Page, readers: &[String]) {
    page.blank();
    if readers.is_empty() {
        page.heading(Tone::Strong, "NO RULE READS IT");
        return;
    }
    page.heading(Tone::Strong, "READ BY");
    for rule in readers {
        page.plain(2, rule);
    }
}

fn list<T>(page: &mut Page, heading: &str, of: &[T], words: impl Fn(&T) -> (String, String)) {
    if of.is_empty() {
        return;
    }
    page.blank();
    page.heading(Tone::Strong, heading);
    for one in of {
        let (words, remark) = words(one);
        page.item(2, &[(Tone::Plain, &words), (Tone::Quiet, &remark)]);
    }
}

/// A parameter, its value today and its range.
pub fn setting(setting: &Setting, style: Style) -> String {
    let mut page = Page::new(style);
    page.line(0, 2, &[(Tone::Strong, &setting.id), (Tone::Plain, &format!("   {}", setting.value))]);
    page.plain(2, &setting.about);
    page.line(2, 4, &[(Tone::Quiet, &format!("may be {}", setting.range))]);
    page.finish()
}
