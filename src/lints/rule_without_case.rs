//! Turns rules into those of which no case expects anything; where there is no case at all it is said once.

use super::{Cases, Meant};
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn lint(meant: &Meant<'_>, faults: &mut Vec<Diagnostic>) {
    match &meant.beside.cases {
        Cases::Unread => {}
        Cases::None => {
            let Some(header) = &meant.written.header else { return };
            let message = format!("`{}` has no cases: nothing shows that its rules do what they say", *header.id);
            faults.push(
                Diagnostic::new(Code::AN0511, header.id.span, message)
                    .help("write applicants and what must come of them into the folder `cases`"),
            );
        }
        Cases::Naming(named) => {
            for (_, rule) in meant.pack.rules.iter().enumerate().filter(|(at, _)| !named.contains(at)) {
                let message = format!("no case says what `{}` must come to", rule.id);
                faults.push(
                    Diagnostic::new(Code::AN0511, rule.span, message)
                        .help("name it in the expectation of a case: under `met`, `not_met` or `unknown`"),
                );
            }
        }
    }
}
