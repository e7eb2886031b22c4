//! Turns suggested cases into a file of cases, with what cannot be suggested as comments.

use crate::suggest::{Came, Suggestion};
use crate::text::count;

/// A YAML file that reads as cases once each `expect` is written.
pub fn suggestions(suggestions: &[Suggestion]) -> String {
    let written = suggestions.iter().filter(|of| matches!(of.came, Came::Case { .. })).count();
    let mut page = match written {
        0 => "# No case to suggest.\n".to_owned(),
        _ => format!("# {}. Write what must come of each in place of TODO.\n", count(written, "suggested case")),
    };
    for suggestion in suggestions {
        match &suggestion.came {
            Came::Case { text, sheet } if sheet.applicant == suggestion.about => page.push_str(text),
            Came::Case { text, .. } => page.push_str(&format!("# {}\n{text}", suggestion.about)),
            Came::Never => {
                page.push_str(&format!("# {}: proved that nobody is there for whom it matters\n", suggestion.about));
            }
            Came::GaveUp => page.push_str(&format!("# {}: nobody was found in time\n", suggestion.about)),
            Came::Disagrees => {
                page.push_str(&format!("# {}: search and evaluator disagree, a fault of anteroom\n", suggestion.about));
            }
        }
    }
    page
}
