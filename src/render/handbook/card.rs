//! The source attributes of a pack, drawn for a terminal.

use crate::handbook::{Answer, Attribute, LAW, NO, PREDICTIVE};
use crate::pack::Pack;
use crate::render::page::{Page, Style, Tone};

pub fn card(pack: &Pack, attributes: &[Attribute], style: Style) -> String {
    let mut page = Page::new(style);
    let said = attributes.iter().filter(|of| !matches!(of.answer, Answer::Unsaid(_))).count();
    let pack_line = crate::render::names::pack_line(pack);
    page.line(0, 2, &[(Tone::Strong, &pack.title), (Tone::Quiet, &format!("   {pack_line}"))]);
    let heading = format!(
        "Evidence-based decision support intervention: {said} of {} source attributes answered ({LAW})",
        attributes.len()
    );
    page.plain(0, &heading);
    page.blank();
    for attribute in attributes {
        let name = format!("{:>2} {}: ", attribute.number, attribute.name);
        let (tone, words) = match &attribute.answer {
            Answer::Said(words) => (Tone::Plain, words.clone()),
            Answer::Unsaid(words) => (Tone::Caution, format!("not said; {words}")),
            Answer::NotUsed => (Tone::Plain, "no".to_owned()),
            Answer::Used(used) => {
                let each = used.iter().map(|of| format!("{} ({})", of.id, count(of.rules.len())));
                (Tone::Strong, format!("YES, {}", each.collect::<Vec<_>>().join(", ")))
            }
        };
        page.line(1, 6, &[(Tone::Quiet, &name), (tone, &words)]);
    }
    page.blank();
    page.plain(0, NO);
    page.plain(0, PREDICTIVE);
    page.finish()
}

fn count(rules: usize) -> String {
    crate::text::count(rules, "rule")
}
