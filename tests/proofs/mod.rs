//! Proofs about rules: held against the evaluator and against brute force, and drawn as a reviewer reads them.

mod brute_force;
mod certificates;
mod kap;
mod missing;
mod pages;
mod translation;
mod two_sheets;
