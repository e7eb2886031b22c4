//! The one integration-test binary: each module holds one boundary of the project to its promise.

mod applicants;
mod broken;
mod checker_cases;
mod checker_promises;
mod cli;
mod pages;
mod properties;
mod support;
mod tidy;
