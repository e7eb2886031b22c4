//! `anteroom completions`: lets a shell finish the words.

use clap::Args;

use super::terminal::Terminal;
use super::{Done, FINE};

/// Write a script that lets your shell finish the words of a command
///
/// For bash: `anteroom completions bash > ~/.local/share/bash-completion/completions/anteroom`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// Your shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

impl Completions {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::definition(), "anteroom", &mut script);
        terminal.write_bytes(&script)?;
        Ok(FINE)
    }
}
