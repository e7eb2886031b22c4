//! Proofs about rules, held against the evaluator and against brute force.

mod translation;
