//! Turns generated expressions and scraps of text into proofs by trial: printing and reading agree, and nothing panics.

use proptest::prelude::*;

use super::tests::{read, tree};
use super::{Argument, Expression, Kind, Where};
use crate::language::{Arithmetic, Comparison, FUNCTIONS};
use crate::text::{Sources, Span, Spanned};
use crate::value::{Date, Decimal};

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::new(Sources::default().add("", ""), 0, 0))
}

fn expression(kind: Kind) -> Expression {
    Expression { kind, span: spanned(()).span }
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z][a-z0-9_]{0,5}", "[a-z]{1,4}\\.[a-z][a-z0-9]{0,3}", Just("any".into()), Just("none".into())]
        .prop_filter("a name", |n: &String| super::token::is_name(n))
}

fn leaf() -> impl Strategy<Value = Expression> {
    let unit = proptest::option::of(prop_oneof!["mmHg", "%", "weeks", "mg/kg", "µg", "°C"]);
    let number = (0i64..1_000_000, 0u32..5, unit).prop_map(|(units, places, unit)| Kind::Number {
        value: Decimal::from_scaled(units, places).expect("few digits"),
        unit: unit.map(spanned),
    });
    let date = (0..109_573).prop_map(|d| Kind::Date(Date::from_day_number(d).expect("in range")));
    prop_oneof![number, date, name().prop_map(Kind::Name)].prop_map(expression)
}

fn argument(of: impl Strategy<Value = Expression> + Clone) -> impl Strategy<Value = Argument> {
    let comparison = proptest::sample::select(&Comparison::ALL[..]);
    let items = ("[a-z]{1,4}", 1..9, 1..9).prop_map(|(scale, from, to)| {
        expression(Kind::Items { from: spanned(format!("{scale}.q{from}")), to: spanned(format!("{scale}.q{to}")) })
    });
    let condition = prop_oneof![
        of.clone().prop_map(Where::Holds),
        (comparison, of.clone()).prop_map(|(operator, right)| Where::Each { operator: spanned(operator), right }),
    ];
    (prop_oneof![of, items], proptest::option::of(condition))
        .prop_map(|(value, condition)| Argument { value, condition })
}

fn expressions() -> impl Strategy<Value = Expression> {
    leaf().prop_recursive(6, 40, 3, |of| {
        let of = of.boxed();
        let boxed = || of.clone().prop_map(Box::new);
        let functions: Vec<&str> = FUNCTIONS.iter().map(|f| f.name).filter(|n| *n != "age").collect();
        let call = (proptest::sample::select(functions), proptest::collection::vec(argument(of.clone()), 0..3))
            .prop_map(|(name, arguments)| Kind::Call { function: spanned(name.to_owned()), arguments })
            .boxed();
        let arithmetic = proptest::sample::select(
            &[Arithmetic::Add, Arithmetic::Subtract, Arithmetic::Multiply, Arithmetic::Divide][..],
        );
        let pattern = prop_oneof!["[a-z ]{1,8}", Just(r"a\/b|\\".to_owned()), Just(r"pregnan(t|cy)\b".to_owned())];
        prop_oneof![
            boxed().prop_map(Kind::Not),
            boxed().prop_map(Kind::Negate),
            (boxed(), boxed()).prop_map(|(a, b)| Kind::And(a, b)),
            (boxed(), boxed()).prop_map(|(a, b)| Kind::Or(a, b)),
            (boxed(), proptest::sample::select(&Comparison::ALL[..]), boxed())
                .prop_map(|(left, operator, right)| { Kind::Compare { left, operator: spanned(operator), right } }),
            (boxed(), arithmetic, boxed()).prop_map(|(left, operator, right)| Kind::Arithmetic {
                left,
                operator: spanned(operator),
                right
            }),
            (boxed(), proptest::collection::vec(of.clone(), 1..4)).prop_map(|(left, list)| Kind::In { left, list }),
            (boxed(), any::<bool>()).prop_map(|(left, negated)| Kind::Answered { left, negated }),
            (boxed(), pattern).prop_map(|(left, pattern)| Kind::Matches { left, pattern: spanned(pattern) }),
            call.clone(),
            call.prop_map(|kind| Kind::Column { of: Box::new(expression(kind)), column: spanned("class".to_owned()) }),
        ]
        .prop_map(expression)
    })
}

/// Text that looks like an expression more often than chance would have it.
fn scraps() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "\\PC{0,3}",
        proptest::sample::select(super::token::SYMBOLS.map(|(written, _)| written).to_vec()).prop_map(str::to_owned),
        proptest::sample::select(vec![
            "and",
            "OR",
            "not",
            "in",
            "is",
            "where",
            "count(",
            "age",
            "q1..q3",
            "5 mg",
            "2026-11-23",
            "~ /a(/",
            "“a”",
            "'",
            "é",
            "\u{a0}",
            "1e3",
            "is not null",
            "\r\n",
            "any",
            ".5",
            "phq9.total",
            "answered",
            "/",
        ])
        .prop_map(str::to_owned),
        name(),
    ];
    proptest::collection::vec(word, 0..24)
        .prop_flat_map(|words| prop_oneof![Just(words.concat()), Just(words.join(" "))])
}

fn holds_error(e: &Expression) -> bool {
    format!("{e:?}").contains("kind: Error")
}

fn is_sound(text: &str) -> Result<(), TestCaseError> {
    let (expression, diagnostics) = read(text);
    for diagnostic in &diagnostics {
        let labels = diagnostic.primary.iter().chain(&diagnostic.secondary);
        for span in labels.map(|label| label.span) {
            prop_assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} of {text:?}");
        }
        prop_assert!(!diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'));
    }
    prop_assert!(!diagnostics.is_empty() || !holds_error(&expression), "an error nobody was told of: {text:?}");
    let span = expression.span;
    prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
    if diagnostics.is_empty() {
        let (again, none) = read(&expression.to_string());
        prop_assert_eq!(none, []);
        prop_assert_eq!(tree(&again), tree(&expression));
    }
    Ok(())
}

proptest! {
    #[test]
    fn printing_and_reading_give_the_same_tree(e in expressions()) {
        let text = e.to_string();
        let (again, diagnostics) = read(&text);
        prop_assert_eq!(diagnostics, [], "{}", text);
        prop_assert_eq!(tree(&again), tree(&e), "{}", text);
        prop_assert_eq!(again.to_string(), text);
    }

    #[test]
    fn any_text_is_read_or_refused_in_words(text in any::<String>()) {
        is_sound(&text)?;
    }

    #[test]
    fn scraps_of_expressions_are_read_or_refused_in_words(text in scraps()) {
        is_sound(&text)?;
    }
}
