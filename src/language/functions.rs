//! The functions, one row each: name, shape, what it says, an example.

/// A function of the expression language.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    pub name: &'static str,
    pub signature: &'static str,
    pub says: &'static str,
    pub example: &'static str,
}

/// Every function; `age` is written without parentheses.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "count",
        signature: "count(group where condition) or count(first..last where >= number)",
        says: "how many rows of a group, or items of a scale, hold",
        example: "count(pcl5.q1..q5 where >= 2) >= 1",
    },
    Function {
        name: "any",
        signature: "any(group where condition)",
        says: "whether one row of a group holds",
        example: "any(therapy_courses where type == cbt)",
    },
    Function {
        name: "count_distinct",
        signature: "count_distinct(group.field where condition)",
        says: "how many different values a choice takes in the rows that hold",
        example: "count_distinct(antidepressant_trials.molecule where failed) >= 2",
    },
    Function {
        name: "min",
        signature: "min(group.field where condition)",
        says: "the least number in the rows that hold; a comparison with it is not met where there is no such row",
        example: "min(therapy_courses.improvement_pct) < 25",
    },
    Function {
        name: "max",
        signature: "max(group.field where condition)",
        says: "the greatest number in the rows that hold; a comparison with it is not met where there is no such row",
        example: "max(antidepressant_trials.weeks) >= 6",
    },
    Function {
        name: "sum",
        signature: "sum(group.field where condition)",
        says: "the numbers of the rows that hold, added up",
        example: "sum(therapy_courses.sessions where type == cbt) >= 12",
    },
    Function {
        name: "mentions",
        signature: "mentions(text question, term list)",
        says: "whether a free text names something on a list; a misspelling, a negation or the past is unclear",
        example: "mentions(current_medications, maoi)",
    },
    Function {
        name: "lookup",
        signature: "lookup(table, text question).column",
        says: "a column of the one table row that a free text names",
        example: "lookup(antidepressants, drug).min_daily_dose <= daily_dose_mg",
    },
    Function {
        name: "age",
        signature: "age",
        says: "completed years from the question `birth_date` to the date of the decision",
        example: "age >= 65",
    },
    Function {
        name: "days_since",
        signature: "days_since(date question)",
        says: "whole days from a date to the date of the decision",
        example: "days_since(cardiac_event_date) <= 42",
    },
    Function {
        name: "years_since",
        signature: "years_since(date question)",
        says: "completed years from a date to the date of the decision",
        example: "years_since(birth_date) >= 18",
    },
];
