//! `anteroom explain`: what a word means, be it a code of a message, a rule, a question or a fact.

use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, pack, rules};
use crate::diagnostic::REGISTRY;
use crate::pack::{FactId, Pack, ParameterId, QuestionId, Rule};
use crate::render::Style;
use crate::{prose, render};

/// See what a word in a message or a rule means
///
/// The code of a message (AN0201) gives its page: what it means and how to mend it. A rule or a property gives its
/// sentences; a question what it asks, of whom, and which rules read it; a fact or a setting what it is.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// A code, or the id of a rule, property, question, fact or setting
    #[arg(value_name = "WORD")]
    word: String,
    /// Look in the pack in this folder, instead of the folder here, or where that is none the KAP pack
    #[arg(long, value_name = "DIR")]
    pack: Option<PathBuf>,
}

impl Explain {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        if let Some(code) = REGISTRY.iter().find(|code| code.name.eq_ignore_ascii_case(&self.word)) {
            let level = code
                .lint
                .map(|lint| format!("\nIts level in `pack.yaml`: `lints: {{{lint}: allow}}`, `warn` or `deny`.\n"));
            terminal.write(&format!("{}\n{}", code.page.trim_end(), level.unwrap_or_default()))?;
            return Ok(FINE);
        }
        let loaded = pack::load(pack::here(self.pack.as_deref()))?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let Some(page) = page(pack, &self.word, terminal.style()) else {
            let what = "code, rule, property, question, fact or setting";
            return Err(Failure::no_such(what, &self.word, known(pack)));
        };
        terminal.write(&page)?;
        Ok(FINE)
    }
}

fn page(pack: &Pack, word: &str, style: Style) -> Option<String> {
    if let Some(page) = rules::show(pack, &[], word, style) {
        return Some(page);
    }
    if let Some(at) = pack.questions.iter().position(|question| question.id == word) {
        let id = QuestionId(at as u32);
        let asked = prose::question(pack, id)?;
        return Some(render::prose::question(&asked, &names(prose::readers(pack, id)), style));
    }
    if let Some(at) = pack.facts.iter().position(|fact| fact.id == word) {
        let id = FactId(at as u32);
        return Some(render::prose::fact(&prose::fact(pack, id)?, &names(prose::fact_readers(pack, id)), style));
    }
    let at = pack.parameters.iter().position(|parameter| parameter.id == word)?;
    Some(render::prose::setting(&prose::setting(pack, ParameterId(at as u32))?, style))
}

fn names(rules: Vec<&Rule>) -> Vec<String> {
    rules.into_iter().map(|rule| format!("{}   {}", rule.id, rule.title)).collect()
}

fn known(pack: &Pack) -> impl Iterator<Item = &str> {
    let rules = pack.rules.iter().map(|rule| rule.id.as_str());
    let questions = pack.questions.iter().map(|question| question.id.as_str());
    let facts = pack.facts.iter().map(|fact| fact.id.as_str());
    let parameters = pack.parameters.iter().map(|parameter| parameter.id.as_str());
    let codes = REGISTRY.iter().map(|code| code.name);
    let properties = pack.properties.iter().map(|property| property.id.as_str());
    rules.chain(properties).chain(questions).chain(facts).chain(parameters).chain(codes)
}
