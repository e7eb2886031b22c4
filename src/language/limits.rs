//! How large and how deep anything a person hands in may be: every limit, named once.

/// One file of a pack, one answers document.
pub const MAX_FILE_BYTES: usize = 1024 * 1024;
/// Lists and mappings inside one another in a YAML or JSON file.
pub const MAX_DEPTH: usize = 32;
/// Mistakes reported for one file before the rest is left unsaid.
pub const MAX_REPORTED: usize = 200;
/// One line of a condition.
pub const MAX_EXPRESSION_BYTES: usize = 4096;
/// Parentheses, calls and operators inside one another in one line.
pub const MAX_EXPRESSION_DEPTH: usize = 64;
/// Mistakes reported in one line before the rest is left unsaid.
pub const MAX_EXPRESSION_MISTAKES: usize = 16;
/// One regular expression of a line, when compiled.
pub const MAX_LINE_PATTERN_BYTES: usize = 256 * 1024;
/// Rows an applicant may give in one group.
pub const MAX_ROWS: usize = 12;
/// One text an applicant writes.
pub const MAX_TEXT_BYTES: usize = 20_000;
/// The id of an applicant.
pub const MAX_APPLICANT_BYTES: usize = 200;
