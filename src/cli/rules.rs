//! `anteroom rules`: the pack as prose, from the rules that run.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS, pack};
use crate::cases::Case;
use crate::pack::Pack;
use crate::render::Style;
use crate::{handbook, prose, render};

/// Read the rules as sentences
///
/// Without a word it lists every rule: its id, what it is for, what it raises and its title; then every property, which is
/// what the pack promises of its rules together. `rules show ID` says one of them in sentences with its facts, settings,
/// sources and cases; `rules show` says every rule; `rules card` shows the source attributes. The sentences are made from
/// the rule that runs. `anteroom docs` writes all of it as a document.
#[derive(Debug, Args)]
pub(super) struct Rules {
    /// Read the pack in this folder, instead of the folder here, or where that is none the KAP pack
    #[arg(long, value_name = "DIR", global = true)]
    pack: Option<PathBuf>,
    #[command(subcommand)]
    show: Option<Show>,
}

#[derive(Debug, Subcommand)]
enum Show {
    /// Say one rule or property in sentences, with its sources and cases; without an id, every rule
    Show {
        /// The id of the rule or property, as the list shows it
        #[arg(value_name = "ID")]
        id: Option<String>,
    },
    /// Show the source attributes that HTI-1 asks of decision support, computed from the rules where they can be
    Card,
}

impl Rules {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let folder = pack::here(self.pack.as_deref());
        let loaded = pack::load(folder)?;
        let Some(pack) = loaded.pack(terminal) else { return Ok(PROBLEMS) };
        let page = match &self.show {
            None => list(pack),
            Some(Show::Card) => render::handbook::card(pack, &handbook::attributes(pack), terminal.style()),
            Some(Show::Show { id }) => {
                let Some(cases) = pack::cases(pack, folder, terminal)? else { return Ok(PROBLEMS) };
                match id {
                    None => all(pack, &cases, terminal.style()),
                    Some(id) => show(pack, &cases, id, terminal.style()).ok_or_else(|| {
                        let rules = pack.rules.iter().map(|rule| rule.id.as_str());
                        let properties = pack.properties.iter().map(|property| property.id.as_str());
                        Failure::no_such("rule or property", id, rules.chain(properties))
                    })?,
                }
            }
        };
        terminal.write(&page)?;
        Ok(FINE)
    }
}

/// The page of a rule or of a property.
pub(super) fn show(pack: &Pack, cases: &[Case], id: &str, style: Style) -> Option<String> {
    if let Some(at) = pack.rules.iter().position(|rule| rule.id == id) {
        return rule(pack, cases, at, style);
    }
    let property = pack.properties.iter().find(|property| property.id == id)?;
    Some(render::prose::property(&prose::property(pack, property), style))
}

fn rule(pack: &Pack, cases: &[Case], at: usize, style: Style) -> Option<String> {
    let said = prose::rule(pack, pack.rules.get(at)?);
    Some(render::prose::rule(&said, &handbook::around(pack, cases, at), style))
}

/// Every rule, with a line between two.
fn all(pack: &Pack, cases: &[Case], style: Style) -> String {
    let pages: Vec<String> = (0..pack.rules.len()).filter_map(|at| rule(pack, cases, at, style)).collect();
    pages.join(&format!("\n{}\n\n", "─".repeat(style.width)))
}

/// A line a rule, in columns; below, a line a property.
fn list(pack: &Pack) -> String {
    let wide =
        |column: fn(&crate::pack::Rule) -> &str| pack.rules.iter().map(|rule| column(rule).len()).max().unwrap_or(0);
    let (ids, kinds, raised) = (wide(|rule| &rule.id), wide(|rule| rule.kind.name()), wide(raises));
    let mut page = String::new();
    for rule in &pack.rules {
        let (id, kind, raises) = (&rule.id, rule.kind.name(), raises(rule));
        page.push_str(&format!("{id:<ids$}  {kind:<kinds$}  {raises:<raised$}  {}\n", rule.title));
    }
    if !pack.properties.is_empty() {
        page.push_str("\nproperties that must hold for every applicant:\n");
    }
    let ids = pack.properties.iter().map(|property| property.id.len()).max().unwrap_or(0);
    for property in &pack.properties {
        page.push_str(&format!("{:<ids$}  {}\n", property.id, prose::about(pack, property)));
    }
    page
}

fn raises(rule: &crate::pack::Rule) -> &str {
    rule.raises.as_ref().map_or("-", crate::language::Raises::name)
}
