//! Turns the dates up to which a pack and its rules are to be reviewed into those that have passed.

use super::Meant;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Spanned;
use crate::value::Date;

pub(super) fn lint(meant: &Meant<'_>, faults: &mut Vec<Diagnostic>) {
    let Some(today) = meant.beside.today else { return };
    let mut look = |what: &str, review_by: Option<&Spanned<Date>>| {
        let Some(by) = review_by.filter(|by| by.value < today) else { return };
        let days = today.days_since(by.value);
        let overdue = if days == 1 { "a day".to_owned() } else { format!("{days} days") };
        let message = format!("the review of {what} is overdue by {overdue}");
        let help = "let a clinician read it again, and write the day of the next review";
        faults.push(Diagnostic::new(Code::AN0519, by.span, message).help(help));
    };
    look("the pack", meant.written.header.as_ref().and_then(|header| header.review_by.as_ref()));
    for rule in &meant.written.rules {
        look(&format!("`{}`", *rule.id), rule.review_by.as_ref());
    }
}
