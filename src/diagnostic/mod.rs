//! How a mistake is described, never how it is drawn: code, message, labels, help.

mod codes;

pub use codes::{Code, REGISTRY};

use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Warning,
    Error,
}

/// Words underlined, and what is to be said about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    pub message: Box<str>,
}

/// One mistake a person can act on. `message` starts in lower case and ends without a period; the author's words stand in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: &'static Code,
    /// That of the code, unless a level of the pack's `lints` makes a warning an error.
    pub severity: Severity,
    pub message: String,
    /// The place of the mistake; `None` only where there is no file (a folder without `pack.yaml`).
    pub primary: Option<Label>,
    /// Other places that matter, such as the first of two equal keys.
    pub secondary: Vec<Label>,
    pub help: Vec<String>,
}

impl Diagnostic {
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            primary: Some(Label { span, message: Box::default() }),
            secondary: Vec::new(),
            help: Vec::new(),
        }
    }

    pub fn without_place(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            primary: None,
            secondary: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Words shown at the underlined place.
    #[must_use]
    pub fn label(mut self, message: impl Into<String>) -> Self {
        if let Some(primary) = &mut self.primary {
            primary.message = message.into().into_boxed_str();
        }
        self
    }

    #[must_use]
    pub fn also(mut self, span: Span, message: impl Into<String>) -> Self {
        self.secondary.push(Label { span, message: message.into().into_boxed_str() });
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Help that names the nearest valid word, where there is one.
    #[must_use]
    pub fn nearest<'a>(self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match crate::text::nearest(wrong, known) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    pub fn severity(&self) -> Severity {
        self.severity
    }

    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }

    /// By file, place, code: the order in which a reader meets them.
    pub fn sort(all: &mut [Self]) {
        all.sort_by(|a, b| {
            let place = |d: &Self| d.primary.as_ref().map(|l| l.span);
            (place(a), a.code.name, &a.message).cmp(&(place(b), b.code.name, &b.message))
        });
    }
}
