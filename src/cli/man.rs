//! `anteroom man`: the manual pages, from the same definitions as the help.

use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Done, FINE, files};

/// Write the manual pages
///
/// Without --out the page of the whole program goes to standard output: `anteroom man | man -l -`.
#[derive(Debug, Args)]
pub(super) struct Man {
    /// Write one page a command into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Man {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let definition = super::definition();
        match &self.out {
            Some(folder) => clap_mangen::generate_to(definition, folder)
                .map_err(|error| Failure::file(files::name(folder), files::why(&error)))?,
            None => {
                let mut page = Vec::new();
                clap_mangen::Man::new(definition).render(&mut page)?;
                terminal.write_bytes(&page)?;
            }
        }
        Ok(FINE)
    }
}
