//! An editor without a screen: sends messages in their frames, and waits for what comes back.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use std::{fs, process::Stdio, thread};

use serde_json::{Value, json};

use crate::{cli, support};

/// How long a message may take on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    next: i32,
    versions: i32,
    pub folder: PathBuf,
    /// The faults that were last published, by path inside the folder.
    pub faults: BTreeMap<String, Vec<Value>>,
    /// Messages to the person.
    pub said: Vec<String>,
}

/// A copy of a pack, in a folder of this test's own.
pub fn copy(pack: &str, name: &str) -> PathBuf {
    let folder = cli::folder(&format!("editor {name}"));
    copy_into(&support::root().join(pack), &folder);
    folder
}

fn copy_into(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_into(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Client {
    /// A server that has been greeted.
    pub fn start(folder: PathBuf) -> Self {
        let mut client = Self::silent(folder);
        let greeting = client.request("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}));
        assert_eq!(greeting["serverInfo"]["name"], "anteroom");
        client.tell("initialized", json!({}));
        client
    }

    pub fn silent(folder: PathBuf) -> Self {
        let mut command = cli::command(&["lsp"]);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let input = child.stdin.take();
        let output = messages(child.stdout.take().unwrap());
        Self { child, input, output, next: 0, versions: 0, folder, faults: BTreeMap::new(), said: Vec::new() }
    }

    pub fn uri(&self, path: &str) -> String {
        format!("file://{}", self.folder.join(path).to_string_lossy().replace(' ', "%20"))
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap()
    }

    /// Sends bytes, whatever they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// The result of a request.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The whole answer to a request, refusals too.
    pub fn answer(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.read();
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    /// The next message; faults are kept by their file.
    fn read(&mut self) -> Value {
        let message = self.output.recv_timeout(PATIENCE).expect("the server says nothing, or has gone");
        if message["method"] == "textDocument/publishDiagnostics" {
            let uri = message["params"]["uri"].as_str().unwrap();
            let inside = uri.strip_prefix(&self.uri("")).unwrap_or(uri).to_owned();
            self.faults.insert(inside, message["params"]["diagnostics"].as_array().unwrap().clone());
        }
        if message["method"] == "window/showMessage" {
            self.said.push(message["params"]["message"].as_str().unwrap().to_owned());
        }
        message
    }

    pub fn open(&mut self, path: &str) -> String {
        let text = self.text(path);
        self.open_with(path, &text);
        text
    }

    pub fn open_with(&mut self, path: &str, text: &str) {
        self.open_alone(path, text);
        self.wait(path);
    }

    /// Opens a file of which nothing may be said.
    pub fn open_alone(&mut self, path: &str, text: &str) {
        let document = json!({"uri": self.uri(path), "languageId": "yaml", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces the text of an open file, and waits for its faults.
    pub fn change(&mut self, path: &str, text: &str) -> Vec<Value> {
        self.change_silently(path, text);
        let version = self.versions + 1;
        self.wait_for(path, |params| params["version"] == version)
    }

    pub fn change_silently(&mut self, path: &str, text: &str) {
        self.versions += 1;
        let document = json!({"uri": self.uri(path), "version": self.versions + 1});
        let change = json!({"textDocument": document, "contentChanges": [{"text": text}]});
        self.tell("textDocument/didChange", change);
    }

    /// Reads on until the faults of a file are published.
    pub fn wait(&mut self, path: &str) -> Vec<Value> {
        self.wait_for(path, |_| true)
    }

    fn wait_for(&mut self, path: &str, is_meant: impl Fn(&Value) -> bool) -> Vec<Value> {
        let uri = self.uri(path);
        loop {
            let message = self.read();
            let params = &message["params"];
            if params["uri"] == uri.as_str() && message.get("id").is_none() && is_meant(params) {
                return self.faults.get(path).cloned().unwrap_or_default();
            }
        }
    }

    /// Asks about a place.
    pub fn ask(&mut self, what: &str, path: &str, place: &Value) -> Value {
        self.answer_at(what, path, place, json!({}))["result"].clone()
    }

    /// The same with more to say, and the whole answer.
    pub fn answer_at(&mut self, what: &str, path: &str, place: &Value, mut more: Value) -> Value {
        more["textDocument"] = json!({"uri": self.uri(path)});
        more["position"] = place.clone();
        self.answer(&format!("textDocument/{what}"), more)
    }

    /// Carries out the edits of a rename on disk, as an editor does with files that are closed.
    pub fn apply(&self, edit: &Value) {
        for (uri, edits) in edit["changes"].as_object().unwrap() {
            let path = uri.strip_prefix(&self.uri("")).unwrap();
            let mut text = self.text(path);
            let mut edits = edits.as_array().unwrap().clone();
            edits.sort_by_key(|edit| byte(&text, &edit["range"]["start"]));
            for edit in edits.iter().rev() {
                let range = byte(&text, &edit["range"]["start"])..byte(&text, &edit["range"]["end"]);
                text.replace_range(range, edit["newText"].as_str().unwrap());
            }
            fs::write(self.folder.join(path), text).unwrap();
        }
    }

    /// Says goodbye; the exit code.
    pub fn leave(mut self) -> i32 {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.ended()
    }

    /// Closes the pipe; the exit code.
    pub fn ended(mut self) -> i32 {
        self.input = None;
        self.child.wait().unwrap().code().expect("no signal")
    }
}

/// The place at which words first stand in a text, `after` characters into them: line and UTF-16 column.
pub fn place(text: &str, words: &str, after: usize) -> Value {
    let at = text.find(words).unwrap_or_else(|| panic!("`{words}` is not in the text"));
    let before = &text[..at + words.chars().take(after).map(char::len_utf8).sum::<usize>()];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
    json!({"line": line, "character": column})
}

/// What a server says, message by message.
fn messages(output: ChildStdout) -> Receiver<Value> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut output = BufReader::new(output);
        while let Some(message) = next(&mut output) {
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    receiver
}

fn next(output: &mut BufReader<ChildStdout>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        if let Some(number) = line.strip_prefix("Content-Length: ") {
            length = number.parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}

/// The byte of a place.
pub fn byte(text: &str, place: &Value) -> usize {
    let line = place["line"].as_u64().unwrap() as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = place["character"].as_u64().unwrap() as usize;
    let mut at = start;
    for c in text[start..].chars() {
        if units == 0 {
            break;
        }
        units -= c.len_utf16();
        at += c.len_utf8();
    }
    at
}
