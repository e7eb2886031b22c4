//! Proofs about rules: held against the evaluator and against brute force, and drawn as a reviewer reads them.

mod brute_force;
mod certificates;
mod edits;
mod equivalent;
mod kap;
mod large;
mod missing;
mod mutants;
mod nearest;
mod pages;
mod planted;
mod translation;
mod two_sheets;
