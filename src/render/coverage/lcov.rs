//! Coverage as an lcov file.

use super::Covered;

pub fn lcov(_: &Covered) -> String {
    String::new()
}
