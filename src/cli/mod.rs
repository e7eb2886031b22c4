//! The commands: the only module that touches disk, clock, terminal and exit code.
#![expect(clippy::disallowed_methods, reason = "a shell reads files, folders and the clock for the core")]

mod approvals;
mod approve;
mod archive;
mod blame;
mod case_files;
mod cases;
mod check;
mod clock;
mod comparison;
mod completions;
mod coverage;
mod diff;
mod docs;
pub mod embedded;
mod exit;
mod explain;
mod failure;
mod files;
mod fmt;
mod format;
mod git;
mod init;
mod keys;
mod log;
mod lsp;
mod man;
mod missing;
mod mutate;
mod pack;
mod pins;
mod prove;
mod replay;
mod review;
mod revision;
mod rules;
mod schema;
mod screen;
mod terminal;
mod test;
mod trial;
mod verify;
mod watch;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use exit::{FINE, INTEGRITY, PROBLEMS, REFUSED, USAGE};
use failure::Failure;
use terminal::Terminal;

/// Sort intake answers before a clinician meets the applicant
///
/// anteroom reads the answers to an intake questionnaire for ketamine-assisted psychotherapy and says, for every
/// applicant, what to do next: follow the safety protocol, ask for an answer, send to a clinician, or book the evaluation.
/// It shows the clinician what each statement rests on. It decides nothing about treatment: a clinician does.
///
/// Without --pack it uses the KAP pack that it carries. A clinician must review and sign a pack before it is used with
/// patients.
#[derive(Debug, Parser)]
#[command(name = "anteroom", version, propagate_version = false, disable_help_subcommand = true)]
#[command(
    after_help = "Exit codes: 0 done, whatever the outcome; 1 problems found in a pack or in answers; 2 a wrong \
                        argument or a file that cannot be read; 3 refused, as a pack is not signed as it must be; 4 an \
                        archive is broken, or a decision comes out otherwise."
)]
struct Cli {
    /// When to use colour; NO_COLOR and CLICOLOR_FORCE are honoured by `auto`
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    Check(check::Check),
    Test(test::Test),
    Coverage(coverage::Coverage),
    Review(review::Review),
    Mutate(mutate::Mutate),
    Cases(cases::Cases),
    Fmt(fmt::Fmt),
    Rules(rules::Rules),
    Docs(docs::Docs),
    Screen(screen::Screen),
    Missing(missing::Missing),
    Why(why::Why),
    Prove(prove::Prove),
    Diff(diff::Diff),
    Approve(approve::Approve),
    Verify(verify::Verify),
    Keys(keys::Keys),
    Log(log::Log),
    Replay(replay::Replay),
    Blame(blame::Blame),
    Schema(schema::Schema),
    Lsp(lsp::Lsp),
    Explain(explain::Explain),
    Completions(completions::Completions),
    Man(man::Man),
}

/// What a command found, as an exit code.
type Done = Result<u8, Failure>;

/// Runs one command. Nothing in it panics on what a person hands in; a closed pipe ends it quietly.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too; what cannot be written has no reader.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(USAGE));
        }
    };
    let mut terminal = Terminal::new(cli.color);
    let done = match &cli.command {
        Command::Init(command) => command.run(&mut terminal),
        Command::Check(command) => command.run(&mut terminal),
        Command::Test(command) => command.run(&mut terminal),
        Command::Coverage(command) => command.run(&mut terminal),
        Command::Review(command) => command.run(&mut terminal),
        Command::Mutate(command) => command.run(&mut terminal),
        Command::Cases(command) => command.run(&mut terminal),
        Command::Fmt(command) => command.run(&mut terminal),
        Command::Rules(command) => command.run(&mut terminal),
        Command::Docs(command) => command.run(&mut terminal),
        Command::Screen(command) => command.run(&mut terminal),
        Command::Missing(command) => command.run(&mut terminal),
        Command::Why(command) => command.run(&mut terminal),
        Command::Prove(command) => command.run(&mut terminal),
        Command::Diff(command) => command.run(&mut terminal),
        Command::Approve(command) => command.run(&mut terminal),
        Command::Verify(command) => command.run(&mut terminal),
        Command::Keys(command) => command.run(&mut terminal),
        Command::Log(command) => command.run(&mut terminal),
        Command::Replay(command) => command.run(&mut terminal),
        Command::Blame(command) => command.run(&mut terminal),
        Command::Schema(command) => command.run(&mut terminal),
        Command::Lsp(command) => command.run(&mut terminal),
        Command::Explain(command) => command.run(&mut terminal),
        Command::Completions(command) => command.run(&mut terminal),
        Command::Man(command) => command.run(&mut terminal),
    };
    match done.and_then(|code| terminal.close().map(|()| code)) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            if !failure.is_quiet() {
                terminal.say(&format!("error: {failure}"));
            }
            ExitCode::from(failure.code())
        }
    }
}

/// The commands as clap knows them, for completions and manual pages.
fn definition() -> clap::Command {
    Cli::command()
}
