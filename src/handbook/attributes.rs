//! The source attributes that US rules ask of an evidence-based intervention, answered from the rules where they can be.

use super::known::{KNOWN, Known};
use super::sources::is_open;
use crate::pack::{Pack, QuestionId, ScaleId};
use crate::prose::Reads;

/// One of the thirteen of 45 CFR 170.315(b)(11)(iv)(A).
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    pub number: usize,
    pub name: &'static str,
    pub answer: Answer,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Said(String),
    /// The pack does not say it, and what would help.
    Unsaid(String),
    /// Rules read such questions or scales.
    Used(Vec<Used>),
    NotUsed,
}

/// A question or a scale that rules read.
#[derive(Clone, Debug, PartialEq)]
pub struct Used {
    /// Its name in the pack.
    pub id: String,
    pub is_scale: bool,
    /// Places in the pack's rules.
    pub rules: Vec<usize>,
}

/// All thirteen, in their order.
pub fn attributes(pack: &Pack) -> Vec<Attribute> {
    let read = |rule: &crate::pack::Rule| {
        let mut reads = Reads::default();
        reads.tree(pack, &rule.when);
        reads
    };
    let reads: Vec<Reads> = pack.rules.iter().map(read).collect();
    let said = [
        ("Bibliographic citation", citation(pack)),
        ("Developer", developer(pack)),
        ("Funding of the technical implementation", funding(pack)),
        ("Release and revision dates", released(pack)),
    ];
    let used = KNOWN.iter().map(|known| (known.name, used(pack, &reads, known)));
    let all = said.into_iter().chain(used).enumerate();
    all.map(|(at, (name, answer))| Attribute { number: at + 1, name, answer }).collect()
}

fn citation(pack: &Pack) -> Answer {
    if pack.sources.is_empty() {
        return Answer::Unsaid("the pack cites nothing".to_owned());
    }
    let open = pack.sources.iter().filter(|source| is_open(source)).count();
    let open = if open == 0 { String::new() } else { format!(", {open} of them still to be confirmed") };
    Answer::Said(format!("{}{open}", crate::text::count(pack.sources.len(), "source")))
}

fn developer(pack: &Pack) -> Answer {
    if let Some(developer) = &pack.developer {
        return Answer::Said(developer.clone());
    }
    if pack.authors.is_empty() {
        return Answer::Unsaid("write `developer:` in pack.yaml".to_owned());
    }
    // The authors by name, where they are among those who may sign.
    let name = |id: &String| {
        let signer = pack.signing.as_ref().and_then(|policy| policy.signer(id));
        signer.map_or_else(|| id.clone(), |signer| signer.name.clone())
    };
    Answer::Said(pack.authors.iter().map(name).collect::<Vec<_>>().join(", "))
}

fn funding(pack: &Pack) -> Answer {
    let unsaid = || Answer::Unsaid("write `funding:` in pack.yaml, also where there was none".to_owned());
    pack.funding.clone().map_or_else(unsaid, Answer::Said)
}

fn released(pack: &Pack) -> Answer {
    let Some((first, revised)) = pack.released.split_first() else {
        return Answer::Unsaid(format!(
            "write `released:` and the days in pack.yaml; this is version {}",
            pack.version
        ));
    };
    let revised: Vec<String> = revised.iter().map(ToString::to_string).collect();
    let revised = if revised.is_empty() { String::new() } else { format!(", revised {}", revised.join(", ")) };
    Answer::Said(format!("released {first}{revised}; this is version {}", pack.version))
}

fn used(pack: &Pack, reads: &[Reads], known: &Known) -> Answer {
    let rules = |reads_it: &dyn Fn(&Reads) -> bool| -> Vec<usize> {
        reads.iter().enumerate().filter(|(_, of)| reads_it(of)).map(|(at, _)| at).collect()
    };
    let mut used = Vec::new();
    for (at, scale) in pack.scales.iter().enumerate() {
        if !known.any_scale && !known.has_code(&scale.codes) {
            continue;
        }
        let id = ScaleId(at as u32);
        let of_scale = |reads: &Reads| {
            reads.questions.iter().any(|of| pack.questions.get(of.index()).is_some_and(|of| of.scale == Some(id)))
        };
        used.push(Used { id: scale.id.clone(), is_scale: true, rules: rules(&of_scale) });
    }
    for (at, question) in pack.questions.iter().enumerate() {
        let is_named = question.scale.is_none() && known.has_name(&question.id);
        if !is_named && !known.has_code(&question.codes) {
            continue;
        }
        let id = QuestionId(at as u32);
        used.push(Used {
            id: question.id.clone(),
            is_scale: false,
            rules: rules(&|reads| reads.questions.contains(&id)),
        });
    }
    used.retain(|of| !of.rules.is_empty());
    if used.is_empty() { Answer::NotUsed } else { Answer::Used(used) }
}
