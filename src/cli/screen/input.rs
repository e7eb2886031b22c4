//! Turns the inputs of a run into documents: a whole file, or one line of many, with the place it has in its file.

use std::io::{self, BufRead, BufReader, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use crate::answers::{Notation, Reader, Sheets};
use crate::audit::archive::Kept;
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::cli::files;
use crate::cli::terminal::Terminal;
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::language::limits::MAX_FILE_BYTES;
use crate::pack::{Pack, QuestionId};
use crate::render::{self, Private};
use crate::text::{FileId, Sources, Span};
use crate::value::Date;

/// Mistakes that are drawn; those after it are only counted.
const MAX_DRAWN: usize = 50;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Yaml,
    Json,
    /// A JSON document on each line.
    Lines,
}

/// One applicant's file, a list of them, or one line.
pub(in crate::cli) struct Document<'t> {
    name: &'t str,
    text: &'t str,
    shape: Shape,
    /// The line of the file that it starts at, from 1.
    line: usize,
}

type Each<'a> = dyn FnMut(&mut Terminal, Document) -> Result<(), Failure> + 'a;

/// What a run reads, in order.
pub(in crate::cli) struct Inputs {
    /// `None`: standard input.
    paths: Vec<Option<PathBuf>>,
}

impl Inputs {
    pub fn of(files: &[PathBuf]) -> Result<Self, Failure> {
        let is_stdin = |path: &PathBuf| path.as_os_str() == "-";
        let mut paths: Vec<Option<PathBuf>> = files.iter().map(|f| (!is_stdin(f)).then(|| f.clone())).collect();
        if paths.is_empty() {
            if io::stdin().is_terminal() {
                return Err(Failure::Usage("no answers: name a file, or `-` for standard input".to_owned()));
            }
            paths.push(None);
        }
        if paths.iter().filter(|path| path.is_none()).count() > 1 {
            return Err(Failure::Usage("`-` stands for standard input and can be read once".to_owned()));
        }
        Ok(Self { paths })
    }

    /// Hands over every document. An input that cannot be read is told and counted; the others still run.
    pub fn each(&self, terminal: &mut Terminal, each: &mut Each) -> Result<usize, Failure> {
        let mut failed = 0;
        for path in &self.paths {
            let done = match path {
                Some(path) => files::open(path).and_then(|file| {
                    let mut input =
                        Input { name: &files::name(path), from: BufReader::new(file), offset: 0, line: 0, failed: 0 };
                    input.run(shape(path), terminal, each).map(|()| input.failed)
                }),
                None => {
                    let from = BufReader::new(io::stdin().lock());
                    let mut input = Input { name: "standard input", from, offset: 0, line: 0, failed: 0 };
                    input.run(None, terminal, each).map(|()| input.failed)
                }
            };
            match done {
                Ok(lines) => failed += lines,
                Err(failure @ (Failure::File { .. } | Failure::Usage(_))) => {
                    terminal.say(&format!("error: {failure}"));
                    failed += 1;
                }
                Err(failure) => return Err(failure),
            }
        }
        Ok(failed)
    }
}

/// What a file is by its name; `None` where the name does not say.
fn shape(path: &Path) -> Option<Shape> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "yaml" | "yml" => Some(Shape::Yaml),
        "json" => Some(Shape::Json),
        "ndjson" | "jsonl" => Some(Shape::Lines),
        _ => None,
    }
}

/// One input while it is read.
struct Input<'n, R> {
    name: &'n str,
    from: R,
    /// Bytes and lines read so far.
    offset: usize,
    line: usize,
    /// Lines that could not be read.
    failed: usize,
}

impl<R: BufRead> Input<'_, R> {
    fn run(&mut self, shape: Option<Shape>, terminal: &mut Terminal, each: &mut Each) -> Result<(), Failure> {
        match shape {
            Some(Shape::Lines) => self.lines(None, terminal, each),
            Some(shape) => self.whole(Vec::new(), shape, terminal, each),
            None => self.by_content(terminal, each),
        }
    }

    /// A first line that is a whole JSON object makes it lines; a bracket makes it JSON; everything else is YAML.
    fn by_content(&mut self, terminal: &mut Terminal, each: &mut Each) -> Result<(), Failure> {
        let mut head = Vec::new();
        while let Some(line) = self.next_line()? {
            let is_blank = line.iter().all(u8::is_ascii_whitespace);
            let is_first = self.line == 1;
            let bare = if is_first { line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&line) } else { &line };
            let start = bare.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
            if start == Some(b'{') && serde_json::from_slice::<serde::de::IgnoredAny>(bare).is_ok() {
                return self.lines(Some(line), terminal, each);
            }
            head.extend_from_slice(&line);
            if !is_blank {
                let shape = if matches!(start, Some(b'{' | b'[')) { Shape::Json } else { Shape::Yaml };
                return self.whole(head, shape, terminal, each);
            }
        }
        self.whole(head, Shape::Yaml, terminal, each)
    }

    fn whole(&mut self, head: Vec<u8>, shape: Shape, terminal: &mut Terminal, each: &mut Each) -> Result<(), Failure> {
        let bytes = files::read(self.name, io::Cursor::new(head).chain(&mut self.from))?;
        let text = files::text(bytes, 0).map_err(|why| Failure::file(self.name, why))?;
        each(terminal, Document { name: self.name, text: &text, shape, line: 1 })
    }

    fn lines(&mut self, first: Option<Vec<u8>>, terminal: &mut Terminal, each: &mut Each) -> Result<(), Failure> {
        let mut found = false;
        let mut next = match first {
            Some(first) => Some(first),
            None => self.next_line()?,
        };
        while let Some(line) = next {
            let start = self.offset - line.len();
            found |= !line.iter().all(u8::is_ascii_whitespace);
            match files::text(line, start) {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => {
                    let text = text.trim_end_matches(['\n', '\r']);
                    each(terminal, Document { name: self.name, text, shape: Shape::Lines, line: self.line })?;
                }
                Err(why) => {
                    terminal.say(&format!("error: {}:{}: {why}", self.name, self.line));
                    self.failed += 1;
                }
            }
            next = self.next_line()?;
        }
        if found { Ok(()) } else { Err(Failure::file(self.name, "the file is empty")) }
    }

    fn next_line(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let mut line = Vec::new();
        let limit = MAX_FILE_BYTES as u64 + 1;
        let read = self.from.by_ref().take(limit).read_until(b'\n', &mut line);
        read.map_err(|error| Failure::file(self.name, files::why(&error)))?;
        self.offset += line.len();
        self.line += 1;
        if line.len() as u64 == limit {
            let why = format!(
                "line {} has more than {MAX_FILE_BYTES} bytes, which is the limit for one applicant",
                self.line
            );
            return Err(Failure::file(self.name, why));
        }
        Ok((!line.is_empty()).then_some(line))
    }
}

impl Document<'_> {
    pub fn read(&self, reader: &Reader, as_of: Option<Date>) -> Sheets {
        let file = self.file();
        match self.shape {
            Shape::Yaml => reader.yaml(file, self.text, as_of),
            Shape::Json => reader.json(file, self.text, as_of),
            Shape::Lines => reader.json_line(file, self.text, as_of, self.line),
        }
    }

    /// The same as of today where neither the file nor the command gives a date. Only then is the clock asked: the zones of a
    /// machine are slow to read.
    pub fn read_dated(&self, reader: &mut Reader, as_of: Option<Date>) -> Result<Sheets, Failure> {
        let read = self.read(reader, as_of);
        let is_undated = |d: &Diagnostic| d.code == Code::AN0608;
        if reader.today.is_some() || as_of.is_some() || !read.diagnostics.iter().any(is_undated) {
            return Ok(read);
        }
        reader.today = Some(clock::today()?);
        Ok(self.read(reader, as_of))
    }

    /// What was written for the applicant who stands at `place`, as a document of its own.
    pub fn part(&self, place: Span) -> Kept {
        let notation = if self.shape == Shape::Yaml { Notation::Yaml } else { Notation::Json };
        let (start, end) = (place.start as usize, place.end as usize);
        let before = self.text.get(..start).unwrap_or_default();
        let part = self.text.get(start..end).unwrap_or_default();
        let opens = |line: &str| {
            let line = line.trim_start_matches('\u{FEFF}').trim_start();
            line.is_empty() || line.starts_with('#') || line.starts_with("---") || line.starts_with('%')
        };
        let text = if before.lines().all(opens) {
            // Alone in its document, so that every fault of the file is its own.
            self.text.to_owned()
        } else if self.shape == Shape::Yaml {
            // Lines below the first keep their indent, so the first gets its own back.
            " ".repeat(before.chars().rev().take_while(|c| *c != '\n').count()) + part
        } else {
            part.to_owned()
        };
        Kept { notation, text }
    }

    /// The first file of a set: each document is drawn from a set of its own.
    fn file(&self) -> FileId {
        Sources::default().add(self.name, "")
    }

    /// Draws a mistake at its line of the whole file, with the answers around it covered.
    pub fn draw(
        &self,
        terminal: &Terminal,
        pack: &Pack,
        question: Option<QuestionId>,
        diagnostic: &Diagnostic,
        private: Private,
        number: usize,
    ) {
        match number.cmp(&(MAX_DRAWN + 1)) {
            std::cmp::Ordering::Less => {}
            std::cmp::Ordering::Equal => return terminal.say("more mistakes are counted and not shown"),
            std::cmp::Ordering::Greater => return,
        }
        let above = self.line.saturating_sub(1);
        let text = render::veiled(pack, question, diagnostic, self.text, private);
        let mut sources = Sources::default();
        sources.add(self.name, "\n".repeat(above) + &text);
        let moved = |label: &Label| Label {
            span: Span::new(label.span.file, label.span.start as usize + above, label.span.end as usize + above),
            message: label.message.clone(),
        };
        let drawn = Diagnostic {
            primary: diagnostic.primary.as_ref().map(moved),
            secondary: diagnostic.secondary.iter().map(moved).collect(),
            ..diagnostic.clone()
        };
        terminal.draw(&drawn, &sources);
    }
}
