//! Sign-off drawn for a terminal: what is about to be signed, and what the approvals beside a pack come to.

mod words;

use super::names::pack_line;
use super::page::{Page, Style, Tone};
use crate::audit::approval::{Found, Milder, Recheck, Shown, Standing, Statement, Verification, Worth};
use crate::pack::{Pack, Policy, Signer};
use crate::value::Date;
pub(super) use words::{concern, missing, recheck, recheck_status, roles, status, worth};

/// What somebody reads before signing it. `old` is the version it was compared with.
pub fn to_sign(
    pack: &Pack,
    old: Option<&Pack>,
    shown: &Shown,
    policy: &Policy,
    signer: &Signer,
    meaning: &str,
    style: Style,
) -> String {
    let safety = words::milder(shown.safety_milder, policy.clinicians_if_milder);
    let compared =
        old.map_or_else(|| "with nothing: a first version".to_owned(), |old| format!("with {}", pack_line(old)));
    let mut page = Page::new(style);
    let mut say = |name: &str, words: &str| {
        page.line(0, 9, &[(Tone::Quiet, &format!("{name:<9}")), (Tone::Plain, words)]);
    };
    say("Pack", &format!("{} {}: {}", pack.id, pack.version, pack.title));
    say("Digest", &pack.digest);
    say("Author", &authors(pack));
    say("Compared", &compared);
    if let Some(as_of) = shown.as_of {
        say("Diff", &shown.diff_digest);
        say("As of", &as_of.to_string());
    }
    say("Safety", &safety);
    say("Signer", &format!("{} ({})", signer.name, roles(&signer.roles)));
    say("Meaning", meaning);
    page.blank();
    for words in &shown.summary {
        page.item(2, &[(Tone::Plain, words)]);
    }
    page.blank();
    page.finish()
}

/// Printed name, moment and meaning, wherever a signature is shown.
fn signature(statement: &Statement) -> String {
    format!("{}  {}  {}", statement.signed_at, statement.name, statement.meaning)
}

/// What was just signed, and what all signatures come to now.
pub fn signed(pack: &Pack, statement: &Statement, verification: Option<&Verification>, style: Style) -> String {
    let mut page = Page::new(style);
    page.line(0, 4, &[(Tone::Strong, "Signed"), (Tone::Plain, &format!(" {}", signature(statement)))]);
    page.plain(0, &quorum(pack, verification));
    page.finish()
}

/// Each approval with what it is worth, whether it is about the diff there is where that was asked, and what all come to.
pub fn approvals(
    pack: &Pack,
    found: &[Found],
    verification: Option<&Verification>,
    rechecks: &[Option<Recheck>],
    as_of: Date,
    style: Style,
) -> String {
    let mut page = Page::new(style);
    page.line(0, 4, &[(Tone::Strong, &pack_line(pack)), (Tone::Plain, &format!("   as of {as_of}"))]);
    page.blank();
    if found.is_empty() {
        page.plain(2, "no approvals");
    }
    for (at, found) in found.iter().enumerate() {
        let worth = verification.and_then(|verification| verification.standing.worth.get(at));
        approval(&mut page, 2, found, worth);
        if let (Some(Some(of)), Ok(approval)) = (rechecks.get(at), &found.read) {
            let mark = if *of == Recheck::Same { (Tone::Plain, "✓ ") } else { (Tone::Caution, "✗ ") };
            page.line(6, 8, &[mark, (Tone::Plain, &words::recheck(of, &approval.statement))]);
        }
    }
    page.blank();
    page.line(0, 0, &[(Tone::Strong, &quorum(pack, verification))]);
    page.finish()
}

pub(super) fn approval(page: &mut Page, indent: usize, found: &Found, weighed: Option<&Worth>) {
    let (mark, tone) = match weighed {
        Some(worth) if worth.counts() => ("✓ ", Tone::Plain),
        _ => ("✗ ", Tone::Caution),
    };
    let said = weighed.map_or_else(|| "held against no policy".to_owned(), |weighed| worth(weighed, found));
    match &found.read {
        Ok(approval) => {
            let statement = &approval.statement;
            let words = format!("   {}   ({})", signature(statement), roles(&statement.roles));
            page.line(indent, indent + 4, &[(tone, mark), (Tone::Strong, &said), (Tone::Plain, &words)]);
        }
        Err(_) => page.line(
            indent,
            indent + 4,
            &[(tone, mark), (Tone::Strong, &said), (Tone::Plain, &format!("   {}", found.file))],
        ),
    }
}

/// `kap 1.0.0: 1 of 2 required signatures. Missing: independent reviewer. Not active.`
pub fn quorum(pack: &Pack, verification: Option<&Verification>) -> String {
    let name = format!("{} {}", pack.id, pack.version);
    let Some(verification) = verification else {
        return format!("{name}: nothing says who may sign it. Not active.");
    };
    let mut said = format!("{name}: {}", standing(&verification.standing));
    if let Some(new) = &verification.by_new_policy {
        said += &format!(" The signers in the pack are others than those trusted; by its own {}", standing(new));
    }
    said + if verification.is_active() { " Active." } else { " Not active." }
}

/// `1 of 2 required signatures. Missing: independent reviewer.`
pub(super) fn standing(standing: &Standing) -> String {
    let said = format!("{} of {} required signatures.", standing.signed, standing.needed);
    let lacking = words::lacking(standing);
    if lacking.is_empty() { said } else { format!("{said} Missing: {}.", lacking.join("; ")) }
}

fn authors(pack: &Pack) -> String {
    if pack.authors.is_empty() { "not named".to_owned() } else { pack.authors.join(", ") }
}
