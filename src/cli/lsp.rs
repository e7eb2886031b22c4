//! `anteroom lsp`: what an editor asks about a pack, answered over standard input and output.

mod desk;
mod requests;
mod uri;
mod wire;

use std::io::{self, BufReader};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

use clap::Args;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::Value;

use super::terminal::Terminal;
use super::{Done, FINE, PROBLEMS};
use desk::Desk;

/// Help an editor with packs: mistakes as you type, hover, completion, definitions, rename
///
/// Speaks the language server protocol over standard input and output; an editor starts it. For every YAML file in a
/// folder with a pack.yaml, or below one, it shows what `check` and `test` would say of the pack as it stands in the
/// editor, saved or not. It reads the files of the pack and writes none: the editor makes the changes.
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 the editor said goodbye; 1 it left without; 2 a wrong argument.")]
pub(super) struct Lsp {
    /// Accepted, since many editors say it; there is no other way
    #[arg(long, hide = true)]
    stdio: bool,
}

impl Lsp {
    pub fn run(&self, terminal: &mut Terminal) -> Done {
        let mut session = Session { terminal, desk: Desk::default(), stage: Stage::New, asked: 0 };
        session.serve(&messages())
    }
}

/// Everything the editor sends, until it closes its end. What is no message is passed over.
fn messages() -> Receiver<Message> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut input = BufReader::new(io::stdin());
        loop {
            let goes_on = match Message::read(&mut input) {
                Ok(Some(message)) => sender.send(message).is_ok(),
                Ok(None) => false,
                Err(error) => error.kind() == io::ErrorKind::InvalidData,
            };
            if !goes_on {
                break;
            }
        }
    });
    receiver
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    New,
    Working,
    /// The editor asked to end, and may only say goodbye.
    Ending,
}

struct Session<'t> {
    terminal: &'t mut Terminal,
    desk: Desk,
    stage: Stage,
    /// Requests made to the editor so far.
    asked: i32,
}

impl Session<'_> {
    fn serve(&mut self, messages: &Receiver<Message>) -> Done {
        loop {
            // Faults are looked for once nothing more is to be read: of a burst of keys, only after the last.
            let next = match messages.try_recv() {
                Ok(message) => Some(message),
                Err(TryRecvError::Disconnected) => None,
                Err(TryRecvError::Empty) => match self.look()? {
                    true => continue,
                    false => messages.recv().ok(),
                },
            };
            match next {
                Some(Message::Request(request)) => {
                    let answer = self.answer(request);
                    self.send(answer.into())?;
                }
                Some(Message::Notification(told)) if told.method == "exit" => break,
                Some(Message::Notification(told)) => self.told(told)?,
                // Nothing that is asked of the editor has an answer that matters.
                Some(Message::Response(_)) => {}
                None => break,
            }
        }
        Ok(if self.stage == Stage::Ending { FINE } else { PROBLEMS })
    }

    /// Does one thing that is due; false where nothing is.
    fn look(&mut self) -> Result<bool, super::Failure> {
        for trouble in self.desk.troubles() {
            self.send(wire::notification("window/showMessage", wire::trouble(trouble)).into())?;
        }
        let Some(found) = self.desk.look() else { return Ok(false) };
        for published in found {
            self.send(wire::notification("textDocument/publishDiagnostics", published).into())?;
        }
        Ok(true)
    }

    fn send(&mut self, message: Message) -> Result<(), super::Failure> {
        let mut bytes = Vec::new();
        message.write(&mut bytes)?;
        self.terminal.write_bytes(&bytes)?;
        self.terminal.close()
    }

    fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let refused = |id, code: ErrorCode, why: String| Response::new_err(id, code as i32, why);
        match (self.stage, method.as_str()) {
            (Stage::New, "initialize") => {
                self.stage = Stage::Working;
                self.desk.watches = wire::can_watch(&params);
                Response::new_ok(id, wire::greeting())
            }
            (Stage::New, _) => refused(id, ErrorCode::ServerNotInitialized, "`initialize` comes first".to_owned()),
            (Stage::Ending, _) => refused(id, ErrorCode::InvalidRequest, "only `exit` may come now".to_owned()),
            (Stage::Working, "initialize") => {
                refused(id, ErrorCode::InvalidRequest, "`initialize` comes once".to_owned())
            }
            (Stage::Working, "shutdown") => {
                self.stage = Stage::Ending;
                Response::new_ok(id, Value::Null)
            }
            (Stage::Working, _) => match requests::answer(&mut self.desk, &method, params) {
                Ok(answer) => Response::new_ok(id, answer),
                Err((code, why)) => refused(id, code, why),
            },
        }
    }

    fn told(&mut self, told: Notification) -> Result<(), super::Failure> {
        if self.stage != Stage::Working {
            return Ok(());
        }
        if told.method == "initialized" && self.desk.watches {
            self.asked += 1;
            let id = RequestId::from(self.asked);
            let request = Request { id, method: "client/registerCapability".to_owned(), params: wire::watchers() };
            return self.send(request.into());
        }
        self.desk.told(&told.method, told.params);
        Ok(())
    }
}
