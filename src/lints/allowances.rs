//! Turns comments such as `# allow jargon: the clinic's own word` into warnings that are not shown for the next line, and
//! those that allow nothing into a warning.

use super::{Beside, Written};
use crate::diagnostic::{Code, Diagnostic, REGISTRY};
use crate::text::{FileId, Span};

/// One comment.
struct Allowance<'t> {
    /// As written: the name of a lint, if it is one.
    name: &'t str,
    reason: &'t str,
    span: Span,
    /// The line that it is about, from 1.
    line: usize,
    used: bool,
}

/// Takes away what is allowed. `beside` is missing where the pack has errors, and then not every lint was asked.
pub(super) fn apply(written: &Written<'_>, beside: Option<&Beside>, faults: &mut Vec<Diagnostic>) {
    let mut all: Vec<Allowance> = Vec::new();
    for (_, file) in written.files {
        let text = &written.sources.get(*file).text;
        if text.contains(OPENING) {
            all.extend(of_file(*file, text));
        }
    }
    if all.is_empty() {
        return;
    }
    faults.retain(|fault| {
        let Some((lint, place)) = fault.code.lint.zip(fault.primary.as_ref()) else { return true };
        let line = written.sources.position(place.span).line;
        let mut allowed = false;
        for allowance in &mut all {
            if (allowance.name, allowance.span.file, allowance.line) == (lint, place.span.file, line) {
                allowance.used = true;
                allowed |= !allowance.reason.is_empty();
            }
        }
        !allowed
    });
    faults.extend(all.iter().filter_map(|allowance| fault(allowance, beside)));
}

const OPENING: &str = "# allow ";
/// A comment in a block of them is about the line below the block.
const WAITING: usize = 0;

fn of_file(file: FileId, text: &str) -> Vec<Allowance<'_>> {
    let mut found: Vec<Allowance> = Vec::new();
    let mut start = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let is_comment = line.trim_start().starts_with('#');
        if let Some(at) = line.find(OPENING)
            && let Some((name, reason)) = line.get(at + OPENING.len()..).and_then(|rest| rest.split_once(':'))
            && !name.is_empty()
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        {
            let name_at = start + at + OPENING.len();
            let span = Span::new(file, name_at, name_at + name.len());
            let line = if is_comment { WAITING } else { number };
            found.push(Allowance { name, reason: reason.trim(), span, line, used: false });
        }
        if !is_comment {
            found.iter_mut().filter(|a| a.line == WAITING).for_each(|allowance| allowance.line = number);
        }
        start += line.len();
    }
    found
}

fn fault(allowance: &Allowance, beside: Option<&Beside>) -> Option<Diagnostic> {
    let Some(code) = REGISTRY.iter().find(|code| code.lint == Some(allowance.name)) else {
        let message = format!("no warning is called `{}`", allowance.name);
        let names = REGISTRY.iter().filter_map(|code| code.lint);
        return Some(Diagnostic::new(Code::AN0521, allowance.span, message).nearest(allowance.name, names));
    };
    if allowance.used {
        let message = format!("nothing says why `{}` is allowed here", allowance.name);
        let help = format!("write `# allow {}:` and the reason behind it", allowance.name);
        return allowance.reason.is_empty().then(|| Diagnostic::new(Code::AN0521, allowance.span, message).help(help));
    }
    // A lint that was not asked allows nothing to be said.
    beside.filter(|beside| beside.has(code)).map(|_| {
        let message = format!("`{}` would say nothing of the line below", allowance.name);
        Diagnostic::new(Code::AN0521, allowance.span, message)
            .help("delete the comment, or put it right above the line that earns the warning")
    })
}
