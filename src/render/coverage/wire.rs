//! Coverage as JSON (`anteroom.coverage/1`).

use serde::Serialize;

use super::Covered;

#[derive(Serialize)]
pub(super) struct Coverage {
    schema: &'static str,
}

impl Coverage {
    pub fn of(_: &Covered) -> Self {
        Self { schema: "anteroom.coverage/1" }
    }
}
