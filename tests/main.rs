//! The one integration-test binary: each module holds one boundary of the project to its promise.

mod applicants;
mod support;
mod tidy;
