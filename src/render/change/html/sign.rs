//! What is proved and what is not, and the place where a clinician signs for having read it.

use super::super::words;
use super::{class, status};
use crate::audit::{Change, Verdict};
use crate::render::html::Html;

pub(super) fn proved(page: &mut Html, change: &Change) {
    page.within("section", &[("id", "proved")], |page| {
        page.say("h2", &[], "What is proved and what is not");
        page.say("p", &[], &words::scope(change));
        page.within(
            "div",
            &[("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", "Claims")],
            |page| {
                page.within("table", &[], |page| {
                    page.say("caption", &[], "Every claim of this page, and how far it is settled");
                    page.within("thead", &[], |page| {
                        page.within("tr", &[], |page| {
                            for head in ["About", "Claim", "Settled by"] {
                                page.say("th", &[("scope", "col")], head);
                            }
                        });
                    });
                    page.within("tbody", &[], |page| {
                        claim(page, "Safety", &words::sign(&change.safety.verdict), &change.safety.verdict);
                        claim(page, "Screening", &words::sign(&change.screening.verdict), &change.screening.verdict);
                        for rule in words::by_risk(change) {
                            claim(page, &rule.title, &words::rule_sign(rule), &rule.verdict);
                        }
                        let rest = words::Sign {
                            claim: "proved: their words, and all they read, are the same".to_owned(),
                            ..words::sign(&Verdict::Equal)
                        };
                        claim(page, &format!("All other rules ({})", change.untouched), &rest, &Verdict::Equal);
                    });
                });
            },
        );
    });
}

fn claim(page: &mut Html, about: &str, sign: &words::Sign, verdict: &Verdict) {
    page.within("tr", &[], |page| {
        page.say("th", &[("scope", "row")], about);
        page.within("td", &[], |page| status(page, sign, class(verdict)));
        page.say("td", &[], &sign.claim);
    });
}

pub(super) fn signature(page: &mut Html, change: &Change) {
    page.within("section", &[("id", "signature"), ("class", "signature")], |page| {
        page.say("h2", &[], "Signature");
        page.within("p", &[], |page| {
            page.words("A signature is for the rules with the first digest, and for having read this change, which has the second. Signing by ");
            page.say("code", &[], &format!("anteroom approve --as-of {}", change.as_of));
            page.words(" binds both. The applicants on whom the change was tried are no part of it.");
        });
        page.within("dl", &[("class", "digests")], |page| {
            let rules = format!("Rules {} {}", change.new.id, change.new.version);
            let digest = super::super::digest(change);
            for (name, digest) in [(rules.as_str(), &change.new.digest), ("This change", &digest), ("Rules before", &change.old.digest)] {
                page.say("dt", &[], name);
                page.within("dd", &[], |page| page.say("code", &[], digest));
            }
        });
        page.within("div", &[("class", "signers")], |page| {
            for signer in ["First signature", "Second signature, if needed"] {
                page.within("div", &[("class", "signer")], |page| {
                    page.say("h3", &[], signer);
                    page.within("dl", &[], |page| {
                        for line in ["Name, printed", "Role", "Meaning (reviewed, approved)", "Date and time", "Signature"] {
                            page.say("dt", &[], line);
                            page.say("dd", &[("class", "line")], "");
                        }
                    });
                });
            }
        });
        page.say("p", &[("class", "claim")], &format!("Written by anteroom {}. No applicant is named on this page.", env!("CARGO_PKG_VERSION")));
    });
}
