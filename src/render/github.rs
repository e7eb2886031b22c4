//! Turns diagnostics into the workflow commands by which GitHub shows them at their lines.

use super::place::Place;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Sources;

/// One line for each. A mistake without a place is said of the file `otherwise`.
pub fn github(diagnostics: &[Diagnostic], sources: &Sources, otherwise: &str) -> String {
    diagnostics.iter().map(|diagnostic| line(diagnostic, sources, otherwise)).collect()
}

fn line(diagnostic: &Diagnostic, sources: &Sources, otherwise: &str) -> String {
    let command = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = diagnostic.primary.as_ref().map(|label| Place::of(sources, label));
    let file = escaped(place.as_ref().map_or(otherwise, |place| &place.file));
    let title = diagnostic.code.name;
    let at = place.map_or_else(String::new, |at| {
        // Columns of a place over several lines would be read as columns of its first.
        let columns = (at.line == at.end_line).then(|| format!(",col={},endColumn={}", at.column, at.end_column));
        format!(",line={},endLine={}{}", at.line, at.end_line, columns.unwrap_or_default())
    });
    let mut message = diagnostic.message.clone();
    for help in &diagnostic.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    let message = message.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    format!("::{command} file={file}{at},title={title}::{message}\n")
}

/// A value between commas.
fn escaped(value: &str) -> String {
    let lines = value.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    lines.replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::text::Span;

    #[test]
    fn what_ends_a_value_or_a_line_is_escaped() {
        let mut sources = Sources::default();
        let file = sources.add("./a,b:c.yaml", "été: ja\nb: c\n");
        let one = Diagnostic::new(Code::AN0304, Span::new(file, 7, 9), "50 %: no, not\nso").help("did you mean `x`?");
        let two = Diagnostic::new(Code::AN0501, Span::new(file, 7, 14), "over two lines");
        let nowhere = Diagnostic::without_place(Code::AN0107, "no pack");
        assert_eq!(
            github(&[one, two, nowhere], &sources, "rules/pack.yaml"),
            "::error file=a%2Cb%3Ac.yaml,line=1,endLine=1,col=6,endColumn=8,title=AN0304::\
             50 %25: no, not%0Aso%0Ahelp: did you mean `x`?\n\
             ::warning file=a%2Cb%3Ac.yaml,line=1,endLine=2,title=AN0501::over two lines\n\
             ::error file=rules/pack.yaml,title=AN0107::no pack\n"
        );
    }
}
