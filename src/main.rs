//! The program: one command a run, and its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    anteroom::cli::run(std::env::args_os())
}
