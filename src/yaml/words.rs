//! Turns the structural faults of a file into words.

use crate::diagnostic::{Code, Diagnostic};
use crate::language::limits::{MAX_DEPTH, MAX_FILE_BYTES};
use crate::text::Span;
use granit_parser::ErrorKind;

/// What the parser of YAML stumbled over; `found` is the character it stopped at.
pub fn syntax(kind: &ErrorKind, span: Span, found: Option<char>) -> Diagnostic {
    use ErrorKind as E;
    let fault = |message: &str| Diagnostic::new(Code::AN0001, span, message);
    match kind {
        E::RecursionLimitExceeded => too_deep(span),
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar => fault("a tab stands where only spaces may stand").help("indent with spaces"),
        E::MappingValueNotAllowed | E::InvalidColonPlacement => fault("a second `: ` stands in one entry")
            .help("text that holds `: ` needs quotes around it, or `>-` and a line of its own")
            .help("an entry that belongs elsewhere needs a line of its own"),
        E::SimpleKeyExpected | E::InvalidSimpleKey => fault("a key is not followed by `:`")
            .help("write `key: value`; a text of several lines is indented further than its key"),
        E::ExpectedBlockMappingKey | E::InvalidIndentation | E::ExpectedBlockSequenceEntry => {
            fault("the line does not fit the indentation of the lines above")
                .help("keys of one mapping, and the `-` of one list, stand in the same column")
        }
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection => {
            fault("a list entry `-` stands where no list is open").help("start the list on a line below its key")
        }
        E::MappingKeyNotAllowed => fault("a key stands where no key may stand"),
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => fault("a quote is opened and never closed"),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            fault("text follows the closing quote").help("put the quotes around the whole text")
        }
        E::InvalidQuotedScalarIndent | E::InvalidFlowScalarIndent | E::InvalidBlockScalarIndent => {
            fault("the text goes on with less indentation than it started with")
        }
        E::UnclosedFlowCollection { open } => Diagnostic::new(Code::AN0001, span, format!("`{open}` is never closed")),
        E::UnexpectedEofFlowSequence => fault("`[` is never closed"),
        E::UnexpectedEofFlowMapping | E::UnexpectedEofImplicitFlowMapping => fault("`{` is never closed"),
        E::MismatchedFlowCollectionEnd { open, close } => {
            Diagnostic::new(Code::AN0001, span, format!("`{open}` is closed by `{close}`"))
        }
        E::MisplacedFlowCollectionEnd => fault("a bracket is closed that was never opened"),
        E::ExpectedFlowSequenceSeparator => fault("`,` or `]` is expected here")
            .help("between `[` and `]`, an entry that itself holds a bracket, a brace or a comma needs quotes"),
        E::ExpectedFlowMappingSeparator => fault("`,` or `}` is expected here")
            .help("between `{` and `}`, text that holds a bracket, a brace or a comma needs quotes"),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => fault("the escape after `\\` is not known")
            .help("between single quotes a backslash is just a backslash; between double quotes write `\\\\`"),
        E::UnexpectedCharacter { character } => {
            Diagnostic::new(Code::AN0001, span, format!("text cannot start with `{character}`"))
                .help("put the text in quotes")
        }
        E::PlainScalarStartsWithDashFlowIndicator => fault("`-` stands alone").help("put it in quotes"),
        E::CommentNotSeparated => fault("a comment needs a space before its `#`"),
        E::CommentInterceptedScalar => fault("a comment stands inside a text of several lines"),
        E::DirectiveDisallowed => fault("a line starts with `%`").help("YAML directives have no meaning here"),
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => {
            fault("text stands beside `|` or `>`").help("start the text on the next line, indented")
        }
        E::MissingAnchorOrAliasName if found == Some('*') => {
            fault("text cannot start with `*`").help("put the text in quotes")
        }
        E::MissingAnchorOrAliasName => fault("text cannot start with `&`").help("put the text in quotes"),
        E::ExpectedNodeContent => fault(&match found {
            Some(character) if !character.is_whitespace() => format!("`{character}` has no meaning here"),
            _ => "a value is expected here".to_owned(),
        }),
        other => fault(&other.to_string()),
    }
}

/// The character to show: the parser stops behind a tab, and before the quote of a text with a bad escape.
pub fn nearer(kind: &ErrorKind, text: &str, at: usize) -> usize {
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    match kind {
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation => {
            let line = before.rfind('\n').map_or(0, |n| n + 1);
            let tab = before.get(line..).and_then(|line| line.rfind('\t'));
            if rest.starts_with('\t') { at } else { tab.map_or(at, |tab| line + tab) }
        }
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => {
            let mut letters = rest.char_indices();
            while let Some((escape, letter)) = letters.next() {
                let next = if letter == '\\' { letters.next() } else { None };
                let Some((after, name)) = next else { continue };
                let digits = match name {
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    _ => 0,
                };
                let hex = rest.get(after + 1..after + 1 + digits);
                let known = "0abtnvfre \"/\\N_LPxuU\t\r\n".contains(name);
                if !known || !hex.is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit())) {
                    return at + escape;
                }
            }
            at
        }
        _ => at,
    }
}

pub fn tag(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0003, span, "a tag `!…` stands before a value")
        .help("text that starts with `!` needs quotes; an expression is negated with `not`")
}

pub fn anchor(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0004, span, "an anchor `&…` names a value for use elsewhere")
        .help("write each value where it is used; a condition used twice can be a fact")
}

pub fn alias(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0004, span, "an alias `*…` stands in place of a value")
        .help("write the value itself; text that starts with `*` needs quotes")
}

pub fn merge_key(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0004, span, "a merge key `<<` takes entries from elsewhere").help("write the entries here")
}

pub fn second_document(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0005, span, "a second document starts here").help("put it in a file of its own")
}

pub fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0006, span, format!("more than {MAX_DEPTH} lists and mappings stand inside one another"))
}

pub fn too_large(span: Span, bytes: usize) -> Diagnostic {
    Diagnostic::new(Code::AN0007, span, format!("the file has {bytes} bytes; at most {MAX_FILE_BYTES} are read"))
}

pub fn empty(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0008, span, "the file holds nothing but comments and white space")
}

pub fn duplicate_key(key: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::AN0002, second, format!("`{key}` stands twice in one mapping"))
        .label("here again")
        .also(first, "here first")
}

pub fn key_is_no_word(span: Span, found: &str) -> Diagnostic {
    Diagnostic::new(Code::AN0103, span, format!("a key is a word, and {found} stands here"))
}

pub fn readers_differ(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::AN0010, span, message).help("write the value more plainly, for instance in quotes")
}

/// The parser's text is not what decoding the scalar once more gives.
pub fn untraced(span: Span) -> Diagnostic {
    readers_differ(span, "the text can be understood in two ways".to_owned())
}

/// What the parser of JSON stumbled over, in its words but for the commonest.
pub fn json(said: &str, span: Span) -> Diagnostic {
    let message = if said.starts_with("EOF") { "the file ends before its JSON does" } else { said };
    let fault = Diagnostic::new(Code::AN0011, span, message);
    match said {
        "trailing comma" => fault.help("JSON takes no comma after the last entry"),
        "key must be a string" => fault.help("JSON puts each key in double quotes"),
        "expected value" => fault.help("JSON knows `\"text\"`, numbers, `true`, `false`, `null`, `[…]` and `{…}`"),
        _ => fault,
    }
}
