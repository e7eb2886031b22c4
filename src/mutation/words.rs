//! The wording of a change that no case notices.

use super::Mutant;
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::Pack;

/// Rules that are named before the rest is counted.
const MOST: usize = 3;

/// At the line that was changed.
pub fn unnoticed(pack: &Pack, mutant: &Mutant) -> Diagnostic {
    let fault = Diagnostic::new(Code::AN0821, mutant.place, format!("no case notices when {}", mutant.says));
    match mutant.part {
        super::Part::Rule(_) => fault,
        super::Part::Fact(_) | super::Part::Parameter(_) => {
            fault.help(format!("it is read by {}", rules(pack, mutant)))
        }
    }
}

fn rules(pack: &Pack, mutant: &Mutant) -> String {
    let named = mutant.rules.iter().take(MOST).filter_map(|rule| pack.rules.get(*rule));
    let named: Vec<String> = named.map(|rule| format!("`{}`", rule.id)).collect();
    let more = mutant.rules.len().saturating_sub(MOST);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    named.join(", ") + &more
}
