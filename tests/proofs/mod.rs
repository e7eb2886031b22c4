//! Proofs about rules: held against the evaluator and against brute force, and drawn as a reviewer reads them.

mod pages;
mod planted;
mod translation;
