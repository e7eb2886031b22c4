//! Keys that are none, and signing policies that nobody could meet.

use crate::diagnostic::{Code, Diagnostic};
use crate::language::Role;
use crate::syntax::{Signer, Text};
use crate::text::{Span, Spanned};
use crate::value::{Date, NoKey};

pub(in crate::pack) fn no_key(signer: &Signer, why: NoKey) -> Diagnostic {
    let id = &*signer.id;
    match why {
        // Without its place, so that no message repeats the line.
        NoKey::Private => Diagnostic::without_place(
            Code::AN0701,
            format!("a private key stands in the signing policy, as the key of `{id}`"),
        )
        .help("whoever has read this file can sign with it: make a new one with `anteroom keys new`")
        .help("the policy takes the public key, which `anteroom keys show FILE` prints"),
        NoKey::Shape => Diagnostic::new(
            Code::AN0701,
            signer.key.span,
            format!("this is no public key of `{id}`: `ed25519:` and 44 characters are expected"),
        )
        .help("`anteroom keys show FILE` prints it"),
        NoKey::Unsafe => Diagnostic::new(
            Code::AN0701,
            signer.key.span,
            format!("no signer can have this key, which is that of `{id}`"),
        )
        .help("copy it again as `anteroom keys show FILE` prints it"),
    }
}

pub(in crate::pack) fn key_twice(signer: &Signer, first: &Text) -> Diagnostic {
    let message = format!("`{}` has the same key as `{}`", *signer.id, **first);
    Diagnostic::new(Code::AN0701, signer.key.span, message)
        .also(first.span, "has it too")
        .help("each signer makes a key of their own with `anteroom keys new`")
}

pub(in crate::pack) fn key_never_valid(signer: &Signer, from: &Spanned<Date>, until: &Spanned<Date>) -> Diagnostic {
    let message =
        format!("the key of `{}` may sign from {} until {}, which is never", *signer.id, from.value, until.value);
    Diagnostic::new(Code::AN0701, until.span, message).also(from.span, "the first day")
}

fn cannot_be_met(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::AN0702, span, message)
}

pub(in crate::pack) fn too_few_signers(span: Span, needs: u32, able: usize) -> Diagnostic {
    let signatures = if needs == 1 { "signature" } else { "signatures" };
    let are = if able == 1 { "signer is" } else { "signers are" };
    cannot_be_met(span, format!("{needs} {signatures} are needed, and {able} {are} able to give one"))
        .help("a signer whose key is revoked counts for nobody")
}

pub(in crate::pack) fn nobody_of_role(role: &Spanned<Role>) -> Diagnostic {
    let name = role.value.name();
    cannot_be_met(role.span, format!("a {name} must sign, and no signer is one"))
        .help(format!("give a signer `role: {name}`; a signer may have several, as in `[clinician, {name}]`"))
}

pub(in crate::pack) fn too_few_clinicians(span: Span, needs: u32, able: usize) -> Diagnostic {
    let clinicians = if needs == 1 { "clinician" } else { "clinicians" };
    let are = if able == 1 { "signer is" } else { "signers are" };
    cannot_be_met(
        span,
        format!("{needs} {clinicians} must sign where a safety outcome becomes milder, and {able} {are} one"),
    )
    .help("name another clinician, or say `clinicians_if_milder: 1`: without the key it is 2")
}

pub(in crate::pack) fn only_authors(author: &Text) -> Diagnostic {
    cannot_be_met(author.span, "one who signs must not be the author, and every signer is".to_owned())
        .help("name a signer who did not write this version")
}
