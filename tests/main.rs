//! The one integration-test binary: each module holds one boundary of the project to its promise.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads the files of the project, and says by a panic that it cannot go on"
)]

mod applicants;
mod archive;
mod blame;
mod broken;
mod cases;
mod changes;
mod checker_cases;
mod checker_promises;
mod checks;
mod claims;
mod cli;
mod coverage;
mod diff;
mod docs;
mod editor;
mod fmt;
mod init;
mod missing;
mod mutation;
mod pages;
mod pins;
mod proofs;
mod properties;
mod readme;
mod replay;
mod schema;
mod scoring;
mod seeds;
mod signing;
mod support;
mod tidy;
mod why;
mod written;
