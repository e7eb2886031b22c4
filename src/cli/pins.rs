//! Keeps the pins of cases on the disk: each is written whole or not at all, and none by itself in CI.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::files;
use super::terminal::Terminal;
use super::trial::Trial;
use crate::pins::{self, State};

/// Whether nobody is there who could read what is pinned.
pub(super) fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|said| !said.is_empty() && said != "false" && said != "0")
}

/// The new decision, beside the pin that it is not.
pub(super) fn pending(pin: &Path) -> PathBuf {
    let mut name = OsString::from(pin);
    name.push(".new");
    PathBuf::from(name)
}

/// Pins every case that is not pinned and came out as expected, or `only` the one of that name, and writes anew the pins of
/// another version whose decision is the same. Says how many of each.
pub(super) fn pin(trial: &mut Trial, only: Option<&str>) -> Result<(usize, usize), Failure> {
    let names = || trial.cases.cases.iter().map(|case| case.name.as_str());
    if let Some(only) = only.filter(|only| !names().any(|name| name == *only)) {
        return Err(Failure::no_such("case", only, names()));
    }
    trial.decide();
    trial.pins()?;
    let folder = trial.pin_folder();
    let mut written: Vec<String> = trial.held.iter().map(|path| file(path)).collect();
    // A file that could not be read as a pin is not written over either.
    let is_free = |written: &[String], name: &str| !written.iter().any(|w| w == name) && !folder.join(name).exists();
    let (mut first, mut again) = (0, 0);
    let cases: Vec<_> = trial.compared.states.iter().zip(&trial.cases.cases).zip(&trial.now).enumerate().collect();
    for (at, ((state, case), json)) in cases {
        match state {
            State::Unpinned if trial.is_as_expected(at) && only.is_none_or(|only| only == case.name.as_str()) => {
                files::make_folder(&folder)?;
                let name = pins::file_name(&case.name, |name| !is_free(&written, name));
                files::replace(&folder.join(&name), json)?;
                written.push(name);
                first += 1;
            }
            State::Same { pin, is_current: false } => {
                if let Some(path) = trial.held.get(*pin) {
                    files::replace(path, json)?;
                    again += 1;
                }
            }
            _ => {}
        }
    }
    trial.pins()?;
    Ok((first, again))
}

/// Leaves the new decision beside each pin that it is not, and takes away what is no longer pending.
pub(super) fn leave_pending(trial: &Trial, terminal: &Terminal) {
    if is_ci() {
        return;
    }
    let mut done = Ok(());
    for (state, json) in trial.compared.states.iter().zip(&trial.now) {
        let put = match state {
            State::Unpinned => Ok(()),
            State::Same { pin, .. } => trial.held.get(*pin).map_or(Ok(()), |path| files::remove(&pending(path))),
            State::Changed(change) => {
                trial.held.get(change.pin).map_or(Ok(()), |path| files::replace(&pending(path), json))
            }
        };
        done = done.and(put);
    }
    if let Err(failure) = done {
        terminal.say(&format!("note: what is new is not left beside the pins: {failure}"));
    }
}

fn file(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
