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

// A pack as a whole: a diagnostic says when one of these is passed.

/// Questions of a pack, with scale items and fields of groups.
pub const MAX_QUESTIONS: usize = 2_000;
/// Scales of a pack.
pub const MAX_SCALES: usize = 200;
/// Items of a scale.
pub const MAX_ITEMS: usize = 64;
/// Questions in a group.
pub const MAX_FIELDS: usize = 64;
/// Options of a choice, answers of an item.
pub const MAX_OPTIONS: usize = 64;
/// Different values of a table's choice column: a set of them is one 128-bit word.
pub const MAX_VALUES: usize = 128;
/// Points of one answer to an item.
pub const MAX_POINTS: u32 = 100;
/// Digits after the point of a decimal answer.
pub const MAX_PLACES: u32 = 4;
/// The largest answer to a number question, in units of its last digit.
pub const MAX_ANSWER: u64 = 1_000_000_000_000;
/// Parameters of a pack.
pub const MAX_PARAMETERS: usize = 2_000;
/// Entries of the bibliography.
pub const MAX_SOURCES: usize = 5_000;
/// Signers a signing policy names, and signatures it may ask for.
pub const MAX_SIGNERS: u32 = 50;
/// Days for which an approval may be valid: ten years.
pub const MAX_VALID_DAYS: u32 = 3_653;
/// Facts of a pack.
pub const MAX_FACTS: usize = 5_000;
/// Rules of a pack.
pub const MAX_RULES: usize = 10_000;
/// Properties of a pack.
pub const MAX_PROPERTIES: usize = 1_000;
/// Lookup tables of a pack.
pub const MAX_TABLES: usize = 100;
/// Columns of a table.
pub const MAX_COLUMNS: usize = 64;
/// Rows of a table.
pub const MAX_TABLE_ROWS: usize = 10_000;
/// Term lists of a pack.
pub const MAX_TERM_LISTS: usize = 400;
/// Terms and table rows of a pack, with all their names.
pub const MAX_TERMS: usize = 20_000;
/// Lines in all conditions of one rule or fact.
pub const MAX_LINES: usize = 1_000;
/// Trees inside one another in a `when`.
pub const MAX_TREE_DEPTH: usize = 32;
