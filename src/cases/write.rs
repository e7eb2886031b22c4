//! Writes a case as its author would: like another case where there is one, with the answers that differ; otherwise whole.

use crate::answers::{self, Entry, Layout, Sheet, Written, text};
use crate::pack::Pack;

/// Columns up to which a case stands on two lines.
const WIDE: usize = 118;

/// A case to be written down.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    pub name: &'a str,
    pub sheet: &'a Sheet,
    /// What stands behind `expect:`, in one line.
    pub expect: &'a str,
    /// What stands behind all of it as a comment.
    pub remark: &'a str,
}

/// A name that no other case has: the wanted one, or that with a number behind it.
pub fn free_name(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut name = wanted.to_owned();
    let mut number = 1;
    while is_taken(&name) {
        number += 1;
        name = format!("{wanted} {number}");
    }
    name
}

/// One entry of a list of cases, ending with a line break. `like`: the answers of another case, under its name, with nothing in
/// it that cannot be read.
pub fn write(pack: &Pack, layout: &Layout, like: Option<&Sheet>, draft: Draft) -> String {
    match like {
        Some(like) => differing(pack, layout, like, draft),
        None => whole(pack, layout, draft),
    }
}

fn differing(pack: &Pack, layout: &Layout, like: &Sheet, draft: Draft) -> String {
    let entries = answers::differing(pack, layout, like, draft.sheet);
    let (name, base, expect, remark) = (text(draft.name), text(&like.applicant), draft.expect, draft.remark);
    let as_of = if like.as_of == draft.sheet.as_of { None } else { Some(draft.sheet.as_of) };
    let day = as_of.map_or_else(String::new, |day| format!(" as_of: {day},"));
    let flow: Vec<String> = entries.iter().map(|Entry { name, value }| format!("{name}: {}", value.flow())).collect();
    let answers = if flow.is_empty() { String::new() } else { format!(" answers: {{{}}},", flow.join(", ")) };
    let first = format!("- {{case: {name}, like: {base},{day}{answers}");
    let second = format!("   expect: {expect}}}  # {remark}");
    if first.chars().count() <= WIDE {
        return format!("{first}\n{second}\n");
    }
    let mut page = format!("- case: {name}\n  like: {base}\n");
    page.extend(as_of.map(|day| format!("  as_of: {day}\n")));
    page.push_str(if entries.is_empty() { "" } else { "  answers:\n" });
    for Entry { name, value } in &entries {
        match value {
            Written::Rows(rows) if !rows.is_empty() => {
                page.push_str(&format!("    {name}:\n"));
                page.extend(rows.iter().map(|row| format!("      - {row}\n")));
            }
            value => page.push_str(&format!("    {name}: {}\n", value.flow())),
        }
    }
    page + &format!("  expect: {expect}  # {remark}\n")
}

fn whole(pack: &Pack, layout: &Layout, draft: Draft) -> String {
    let mut page = format!("- case: {}\n", text(draft.name));
    // Without the name of the applicant, which is that of the case.
    for line in answers::to_yaml(pack, layout, draft.sheet).lines().skip(1) {
        page.push_str(&format!("  {line}\n"));
    }
    page + &format!("  expect: {}  # {}\n", draft.expect, draft.remark)
}
