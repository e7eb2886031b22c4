//! anteroom screens intake questionnaires for ketamine-assisted psychotherapy against declarative rules.
//!
//! ```text
//!  pack folder ──► yaml ──► syntax ──► pack ──► program ──► evaluate ──► explain
//!    (text)        nodes    what was   what is   flat typed   ▲    ▲      decision, and
//!                  +spans   written    meant     nodes        │    │      what it rests on
//!                                       │          │     columns  terms         │
//!                                       │          │     answers  (free text)   │
//!                                       ▼          ▼                            ▼
//!                                     prose      prove                        render: terminal, JSON, Markdown
//!                                     sentences  all answers at once            ▲
//!                                       │          │                            │
//!                                       ▼          ▼                            │
//!                                     audit: properties, changes and their history, sign-off, archive, replay
//!                                     cases, mutation, suggest: whether the cases of a pack would notice a slip
//!  cli: the only module that touches disk, clock and terminal
//! ```
//!
//! Everything between is a pure function: text and answers in, values out. A decision depends on the pack, the answers and
//! the date it is made for, and on nothing else.
//!
//! # Guarantees
//!
//! 1. A blank is never a "no": every answer is a value or unknown with a reason, and logic is Kleene's.
//! 2. Withholding cannot clear: whatever a rule raises when met, it raises at least `incomplete` when unknown.
//! 3. More answers never flip a definite result.
//! 4. Nothing is rejected: the strongest outcome is "paused, a clinician must decide".
//! 5. Same pack, answers and date: the same bytes.
//! 6. Every finding shows its basis.
//! 7. A mistake in a pack is found when the pack is checked; evaluating a checked pack cannot fail.
//! 8. Bad input is refused in words, with its place; nothing is guessed.
//!
//! # Floors
//!
//! A module imports only from floors below its own, and neighbours do not import each other (`tests/tidy.rs`).
//! In reading order:

// 0: sources and spans; three-valued truth, decimals, dates.
pub mod text;
pub mod value;
// 1: how a mistake is described; the words of the language.
pub mod diagnostic;
pub mod language;
// 2: the one YAML reader; free text against term lists.
pub mod terms;
pub mod yaml;
// 3: what was written.
pub mod syntax;
// 4: the same text in one layout; what a pack means, checked.
pub mod layout;
pub mod pack;
// 5: answers as columns, typed against the pack; what is legal in a pack and likely to be wrong.
pub mod answers;
pub mod lints;
// 6: flat typed nodes; what may stand in a file, for editors and forms.
pub mod program;
pub mod schema;
// 7: the one evaluator.
pub mod evaluate;
// 8: what a run says to people; rules as sentences; proofs about rules over all possible answers.
pub mod explain;
pub mod prose;
pub mod prove;
// 9: what a change does and to whom, which one did it, who signed it, how an old decision is made again; what other answers
// would do; whether cases come out as their author expects.
pub mod audit;
pub mod cases;
// 10: which lines of the rules some applicants reach, which changes of a rule a case notices, what became of pinned decisions;
// the pack as a readable document; what an editor asks about a place in its text.
pub mod coverage;
pub mod editor;
pub mod handbook;
pub mod mutation;
pub mod pins;
// 11: cases that are still to be written.
pub mod suggest;
// 12: drawings of every result.
pub mod render;
// 13: commands.
pub mod cli;
