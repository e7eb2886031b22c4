//! Turns rules into those that no blank can leave undecided: what an applicant did not write then counts as "no".

use super::Meant;
use super::parts;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Kind, Raises};
use crate::pack::Answer;

pub(super) fn lint(meant: &Meant<'_>, faults: &mut Vec<Diagnostic>) {
    let pack = meant.pack;
    for rule in &pack.rules {
        // Nobody is asked for what a note or a suggestion rests on.
        let asks =
            rule.kind == Kind::Indication || !matches!(&rule.raises, None | Some(Raises::Note | Raises::Suggest(_)));
        let reads = parts::reads(pack, &rule.when);
        if !asks || reads.form {
            continue;
        }
        let is_none = |answer: &Answer| matches!(answer, Answer::Text { blank_is_none: true, .. });
        let mut questions = reads.questions.iter().filter_map(|id| pack.questions.get(id.index()));
        let read: Vec<&str> = questions.clone().map(|question| question.id.as_str()).collect();
        if !questions.clone().all(|question| is_none(&question.answer)) {
            continue;
        }
        let message = if read.is_empty() {
            format!("`{}` reads no answer, so it comes out alike for everybody", rule.id)
        } else {
            format!("whoever leaves `{}` blank counts as \"no\" in `{}`", read.join("` and `"), rule.id)
        };
        let fault = Diagnostic::new(Code::AN0512, rule.span, message);
        faults.push(match questions.next_back() {
            Some(question) => fault
                .also(question.span, "`blank_is_none: true` stands here")
                .help("ask a question of its own, with yes and no, and let the rule read that too"),
            None => fault.help("let it read what the applicant answers"),
        });
    }
}
