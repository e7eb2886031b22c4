//! Turns `signing:` of `pack.yaml`, or of the file that is trusted in its place, into the policy as written.

use super::Text;
use super::parts::Faults;
use crate::language::Role;
use crate::text::{Span, Spanned};
use crate::value::{Date, Decimal};
use crate::yaml::{Fields, Node, shape};
use serde::Serialize;

/// Who may sign a version of the pack, and what makes enough signatures.
#[derive(Clone, Debug, Serialize)]
pub struct Signing {
    pub needs: Spanned<Decimal>,
    /// Roles of which one signer at least must be.
    pub roles: Vec<Spanned<Role>>,
    pub clinicians_if_milder: Option<Spanned<Decimal>>,
    pub valid_days: Option<Spanned<Decimal>>,
    pub signers: Vec<Signer>,
    #[serde(skip)]
    pub span: Span,
}

#[derive(Clone, Debug, Serialize)]
pub struct Signer {
    pub id: Text,
    /// As it is printed beside a signature: `Amara Okafor MD`.
    pub name: Text,
    pub roles: Vec<Spanned<Role>>,
    /// `ed25519:…`
    pub key: Text,
    /// The first and the last day on which the key may sign.
    pub from: Option<Spanned<Date>>,
    pub until: Option<Spanned<Date>>,
    /// The day from which no signature of the key counts, whenever it was made.
    pub revoked: Option<Spanned<Date>>,
}

pub fn from_yaml(node: &Node, faults: &mut Faults) -> Option<Signing> {
    let mut fields = Fields::of(node, "a signing policy", faults)?;
    let span = fields.head();
    let signing = Signing {
        needs: fields.required("needs", shape::decimal).unwrap_or(Spanned::new(Decimal::ONE, span)),
        roles: fields.optional("roles", shape::one_or_list(shape::word::<Role>)).unwrap_or_default(),
        clinicians_if_milder: fields.optional("clinicians_if_milder", shape::decimal),
        valid_days: fields.optional("valid_days", shape::decimal),
        signers: fields.required_list("signers", signer),
        span,
    };
    fields.finish();
    Some(signing)
}

fn signer(node: &Node, faults: &mut Faults) -> Option<Signer> {
    let mut fields = Fields::of(node, "a signer", faults)?;
    let id = fields.required("signer", shape::dashed_id);
    let name = fields.text("name");
    let roles = fields.required("role", shape::one_or_list(shape::word::<Role>)).unwrap_or_default();
    let key = fields.text("key");
    let from = fields.optional("from", shape::date);
    let until = fields.optional("until", shape::date);
    let revoked = fields.optional("revoked", shape::date);
    fields.finish();
    Some(Signer { id: id?, name, roles, key, from, until, revoked })
}

/// `author: sam` or a list. Without it nobody could be told to be independent, so a pack that is signed needs one.
pub(super) fn author(fields: &mut Fields<'_, '_>) -> Vec<Text> {
    let read = shape::one_or_list(shape::dashed_id);
    if fields.has("signing") {
        fields.is("a pack with a signing policy");
        return fields.required("author", read).unwrap_or_default();
    }
    fields.optional("author", read).unwrap_or_default()
}

/// The policy of a file that is trusted: its `signing`, whatever else it holds, so that a `pack.yaml` is such a file.
pub fn from_trusted(node: &Node, faults: &mut Faults) -> Option<Signing> {
    let mut fields = Fields::of(node, "a file of trusted signers", faults)?;
    let signing = fields.required("signing", from_yaml);
    fields.allow_all();
    fields.finish();
    signing
}
