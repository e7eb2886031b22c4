//! Turns the commits of a line into the history of a pack, and reads each version of it once, when it is asked for.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::line::{Line, Point};
use crate::audit::approval::{Approval, Found};
use crate::audit::blame::{Commit, Held, History, Version};
use crate::cli::failure::Failure;
use crate::cli::git::{Blobs, Entry, Git, Logged};
use crate::cli::revision::tree;
use crate::cli::{approvals, pack};
use crate::value::Moment;

/// Packs that are kept at once: each takes some megabytes.
const KEPT: usize = 64;

/// The versions of a pack.
pub(super) struct Versions {
    points: Vec<Point>,
    /// By point: equal files have equal numbers.
    contents: Vec<usize>,
    blobs: Blobs,
    /// By number of the content, the one that was needed last at the end.
    kept: Vec<(usize, Rc<Held>)>,
}

impl Versions {
    /// Whose files are read later, with their history.
    pub fn of(line: Line, git: &Git, since: Option<&str>, mut blobs: Blobs) -> Result<(Self, History), Failure> {
        let (points, since) = (line.points, since.map(str::to_owned));
        let mut numbers: HashMap<Vec<(String, String)>, usize> = HashMap::new();
        let mut contents = Vec::new();
        let mut versions = Vec::new();
        for point in &points {
            let files = of_pack(point).map(|entry| (entry.path.clone(), entry.blob.clone())).collect();
            let next = numbers.len();
            contents.push(*numbers.entry(files).or_insert(next));
            let folder = name(&point.folder).to_owned();
            let merged = git.merged(&point.logged, &point.folder)?;
            let commit = Commit { merged: merged.iter().map(commit).collect(), ..commit(&point.logged) };
            versions.push(Version { commit, folder });
        }
        let approvals = all_approvals(&points, &mut blobs);
        let history = History { versions, since, has_base: line.has_base, approvals };
        Ok((Self { points, contents, blobs, kept: Vec::new() }, history))
    }

    /// Where the pack stands today, from the root of the repository.
    pub fn folder(&self) -> &str {
        self.points.first().map_or(".", |point| name(&point.folder))
    }

    /// The version at a place of the history.
    pub fn read(&mut self, at: usize) -> Rc<Held> {
        let content = self.contents.get(at).copied().unwrap_or_default();
        let known = self.kept.iter().position(|(known, _)| *known == content);
        let held = match known {
            Some(known) => self.kept.remove(known).1,
            None => Rc::new(self.load(at)),
        };
        if self.kept.len() == KEPT {
            self.kept.remove(0);
        }
        self.kept.push((content, Rc::clone(&held)));
        held
    }

    fn load(&mut self, at: usize) -> Held {
        let Some(point) = self.points.get(at) else { return Held::Unreadable("there is no such version".to_owned()) };
        let mut files = Vec::new();
        for entry in of_pack(point) {
            match tree::text(&mut self.blobs, &entry.path, entry) {
                Ok(text) => files.push((entry.path.clone(), text)),
                Err(failure) => return Held::Unreadable(failure.to_string()),
            }
        }
        files.sort();
        if !files.iter().any(|(path, _)| path == tree::HEADER) {
            return Held::Unreadable("there is no pack in the folder".to_owned());
        }
        let loaded = pack::of_files(&files, str::to_owned);
        let Some(pack) = loaded.pack else { return Held::Unreadable(mistakes(&loaded)) };
        match pack::program(&pack) {
            Ok(program) => Held::Pack(Box::new(pack), Box::new(program)),
            Err(failure) => Held::Unreadable(failure.to_string()),
        }
    }
}

/// The first mistake, and how many more there are.
fn mistakes(loaded: &pack::Loaded) -> String {
    let Some(first) = loaded.diagnostics.iter().find(|found| found.is_error()) else {
        return "it has mistakes".to_owned();
    };
    let place = first.primary.as_ref().map_or_else(String::new, |label| {
        let (file, line) = (loaded.sources.get(label.span.file), loaded.sources.position(label.span).line);
        format!("{}:{line}: ", file.name)
    });
    let more = loaded.errors() - 1;
    let more = if more == 0 { String::new() } else { format!(" (and {more} more)") };
    format!("{place}{}{more}", first.message)
}

fn of_pack(point: &Point) -> impl Iterator<Item = &Entry> {
    point.files.iter().filter(|entry| tree::is_of_pack(&entry.path))
}

/// A folder as a message names it.
pub(super) fn name(folder: &str) -> &str {
    if folder.is_empty() { "." } else { folder }
}

fn commit(logged: &Logged) -> Commit {
    Commit {
        id: logged.id.clone(),
        at: Moment::parse(&logged.at),
        author: logged.author.clone(),
        subject: logged.subject.clone(),
        merged: Vec::new(),
    }
}

/// Every approval that any of the commits holds, once.
fn all_approvals(points: &[Point], blobs: &mut Blobs) -> Vec<Found> {
    let mut found: BTreeMap<&str, Found> = BTreeMap::new();
    for entry in points.iter().flat_map(|point| &point.files) {
        let Some(file) = approvals::name(&entry.path) else { continue };
        found.entry(&entry.blob).or_insert_with(|| {
            let text = tree::text(blobs, &entry.path, entry).map_err(|failure| failure.to_string());
            Found { file: file.to_owned(), read: text.and_then(|text| Approval::read(&text)) }
        });
    }
    approvals::in_order(found.into_values().collect())
}
