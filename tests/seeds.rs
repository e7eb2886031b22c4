//! The seeds of the fuzzers, and what fuzzing once found, held to the checks that the fuzzers make.

mod answers;
mod editor;
mod expression;
mod pack;
mod yaml;

use crate::support;

/// Runs a check over the seeds of its fuzzer, to the last; what is wrong with one stands in its panic.
fn each(target: &str, check: fn(&str)) {
    let seeds = support::files(&support::root().join("fuzz/seeds").join(target));
    assert!(!seeds.is_empty(), "{target} has no seeds");
    let fails = |text: &str| std::panic::catch_unwind(|| check(text)).is_err();
    let failing: Vec<_> = seeds.iter().filter(|(_, text)| fails(text)).map(|(name, _)| name.as_str()).collect();
    assert!(failing.is_empty(), "seeds of {target} that fail: {}", failing.join(", "));
}

#[test]
fn seeds_as_yaml_and_json() {
    each("yaml", yaml::check);
}

#[test]
fn seeds_as_expressions() {
    each("expression", expression::check);
}

#[test]
fn seeds_as_answers() {
    each("answers", answers::check);
}

#[test]
fn seeds_as_rules() {
    each("pack", pack::check);
}

#[test]
fn seeds_as_typed() {
    each("editor", editor::check);
}
