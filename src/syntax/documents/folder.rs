//! Turns the files of a pack folder into a pack as written; the place of a file says which document it holds.

use super::parts::Faults;
use super::{Pack, header, questionnaire, rules, scale, table, terms};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Sources, Span, nearest};
use crate::yaml::{self, Node};

const FOLDERS: [&str; 3] = ["scales", "tables", "rules"];
const FILES: [&str; 2] = ["pack.yaml", "questionnaire.yaml"];

/// What a file is, by its path inside the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Header,
    Questionnaire,
    Scale,
    Table,
    Rules,
    /// No YAML, a hidden file, or a case to try the pack on.
    Ignored,
    /// YAML where no document belongs; the path that may have been meant.
    Misplaced(Option<String>),
}

/// Reads every file of a pack, in the order of their paths, and all that is wrong with them.
/// Paths are inside the pack, with `/` between folders.
pub fn read_pack(files: &[(String, FileId)], sources: &Sources) -> (Pack, Vec<Diagnostic>) {
    let mut sorted: Vec<&(String, FileId)> = files.iter().collect();
    sorted.sort();
    let (mut pack, mut faults) = (Pack::default(), Vec::new());
    let mut seen = [false; FILES.len()];
    for (path, file) in sorted {
        let place = place(path);
        if place == Place::Ignored {
            continue;
        }
        if let Place::Misplaced(meant) = place {
            mark(&mut seen, meant.as_deref());
            faults.push(misplaced(path, *file, meant));
            continue;
        }
        mark(&mut seen, Some(path));
        let (node, broken) = yaml::read(*file, &sources.get(*file).text);
        faults.extend(broken);
        if let Some(node) = node {
            document(&place, &node, &mut pack, &mut faults);
        }
    }
    for (name, seen) in FILES.iter().zip(seen) {
        if !seen {
            faults.push(
                Diagnostic::without_place(Code::AN0107, format!("the folder has no `{name}`")).help(
                    "a pack is a folder with `pack.yaml`, `questionnaire.yaml`, `scales/`, `tables/` and `rules/`",
                ),
            );
        }
    }
    Diagnostic::sort(&mut faults);
    (pack, faults)
}

/// Every file of a pack that a second reader of YAML understands differently. It takes as long as [`read_pack`], so it
/// belongs where a pack is checked, not where an applicant is screened.
pub fn read_again(files: &[(String, FileId)], sources: &Sources) -> Vec<Diagnostic> {
    let documents = files.iter().filter(|(path, _)| !matches!(place(path), Place::Ignored | Place::Misplaced(_)));
    let mut faults: Vec<Diagnostic> = documents
        .filter_map(|(_, file)| {
            let text = &sources.get(*file).text;
            // A file with faults is not asked about twice.
            let (node, broken) = yaml::read(*file, text);
            yaml::agree(*file, text, &node.filter(|_| broken.is_empty())?)
        })
        .collect();
    Diagnostic::sort(&mut faults);
    faults
}

fn mark(seen: &mut [bool; FILES.len()], path: Option<&str>) {
    for (seen, name) in seen.iter_mut().zip(FILES) {
        *seen |= path == Some(name);
    }
}

/// Reads one document into its part of the pack.
fn document(place: &Place, node: &Node, pack: &mut Pack, faults: &mut Faults) {
    match place {
        Place::Header => {
            if let Some((header, confusable)) = header::from_yaml(node, faults) {
                pack.header = Some(header);
                pack.confusable.extend(confusable);
            }
        }
        Place::Questionnaire => pack.questionnaire = questionnaire::from_yaml(node, faults),
        Place::Scale => pack.scales.extend(scale::from_yaml(node, faults)),
        Place::Rules => rules::from_yaml(node, pack, faults),
        Place::Table => {
            if node.get("terms").is_some() {
                pack.term_lists.extend(terms::from_yaml(node, faults));
            } else if node.get("confusable").is_some() {
                pack.confusable.extend(terms::confusable(node, faults).unwrap_or_default());
            } else {
                // What lacks even its first key is taken for a table, and told that.
                pack.tables.extend(table::from_yaml(node, faults));
            }
        }
        Place::Ignored | Place::Misplaced(_) => {}
    }
}

fn place(path: &str) -> Place {
    let parts: Vec<&str> = path.split('/').collect();
    let lower = path.to_ascii_lowercase();
    let is_yaml = lower.ends_with(".yaml") || lower.ends_with(".yml");
    let is_case = parts.len() > 1 && parts.first() == Some(&"cases");
    if !is_yaml || is_case || parts.iter().any(|part| part.starts_with('.')) {
        return Place::Ignored;
    }
    match parts.as_slice() {
        ["pack.yaml"] => Place::Header,
        ["questionnaire.yaml"] => Place::Questionnaire,
        ["scales", file] if file.ends_with(".yaml") => Place::Scale,
        ["tables", file] if file.ends_with(".yaml") => Place::Table,
        ["rules", file] if file.ends_with(".yaml") => Place::Rules,
        _ => Place::Misplaced(meant(&lower)),
    }
}

/// The path that the author of a misplaced file, in small letters, may have meant.
fn meant(path: &str) -> Option<String> {
    let path = path.strip_suffix(".yml").map_or(path.to_owned(), |stem| format!("{stem}.yaml"));
    match path.split_once('/') {
        None => nearest(&path, FILES).map(str::to_owned),
        Some((folder, rest)) => {
            let file = rest.rsplit('/').next().unwrap_or(rest);
            nearest(folder, FOLDERS).map(|folder| format!("{folder}/{file}"))
        }
    }
}

fn misplaced(path: &str, file: FileId, meant: Option<String>) -> Diagnostic {
    let fault = Diagnostic::new(Code::AN0108, Span::new(file, 0, 0), format!("no file of a pack belongs at `{path}`"));
    match meant {
        Some(meant) => fault.help(format!("did you mean `{meant}`?")),
        None => {
            fault.help("scales stand in `scales/`, tables and term lists in `tables/`, facts and rules in `rules/`")
        }
    }
}
