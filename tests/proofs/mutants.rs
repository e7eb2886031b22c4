//! What is said of mutants and of suggested cases, against brute force: every sheet of a small pack is listed and evaluated.

use std::cell::Cell;

use anteroom::answers::{Notation, Reader as Answers, Sheet};
use anteroom::cases::{self, Case, Draft, Expectation, Expected, File};
use anteroom::explain::Screening;
use anteroom::mutation::{Fate, Mutant, mutate};
use anteroom::pack::Pack;
use anteroom::program::{Program, from_pack};
use anteroom::suggest::{Came, suggest};
use anteroom::text::{Sources, Spanned};
use anteroom::value::Truth;

use super::brute_force::{SMALL, TRUTHS};
use crate::properties::{Made, for_packs};
use crate::support::draw::Draw;
use crate::support::packs::{date, span};
use crate::support::sheets;
use crate::support::small::AS_OF;
use crate::support::space::{Ran, Reader, Space};

/// Sheets beyond which a pack is passed over.
const MOST: usize = 3_000;

const CLEAR: &str = "{screening: clear}";

#[test]
fn every_fate_of_a_mutant_is_so_of_the_list() {
    let [caught, survive, equivalent, unsettled] = std::array::from_fn(|_| Cell::new(0));
    for_packs(30, SMALL, |made| {
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let space = Space::of(&[Reader { pack: &made.pack, program: &made.program }], date(AS_OF));
        if space.count() > MOST {
            return Ok(());
        }
        let known = some_cases(made, &space, &mut draw);
        let mutated = mutate(&made.pack, &made.program, &known, None, date(AS_OF), 1);
        let again = mutate(&made.pack, &made.program, &known, None, date(AS_OF), 2);
        if format!("{mutated:?}") != format!("{again:?}") {
            return Err("another result with two threads".to_owned());
        }
        for (mutant, fate) in &mutated.mutants {
            let changed = mutant.of(&made.pack);
            let program = from_pack(&changed).expect("a program");
            let noticing = noticing(made, (&changed, &program), &known);
            let count = match fate {
                Fate::Noticed(name) if noticing.contains(name) => &caught,
                Fate::Survives(proposal) if noticing.is_empty() => {
                    pasted(made, (&changed, &program), &known, &proposal.text).map_err(|why| told(mutant, &why))?;
                    &survive
                }
                Fate::SurvivesToo(earlier) if noticing.is_empty() => {
                    let Fate::Survives(proposal) = &mutated.mutants[*earlier].1 else {
                        return Err(told(mutant, "the earlier one has no case"));
                    };
                    pasted(made, (&changed, &program), &known, &proposal.text).map_err(|why| told(mutant, &why))?;
                    &survive
                }
                Fate::Equivalent { every_text } if noticing.is_empty() => {
                    alike(made, &space, (&changed, &program), *every_text).map_err(|why| told(mutant, &why))?;
                    &equivalent
                }
                Fate::Unsettled(why) if !why.contains("disagree") => &unsettled,
                other => return Err(told(mutant, &format!("is noticed by {noticing:?}, and said to be {other:?}"))),
            };
            count.set(count.get() + 1);
        }
        Ok(())
    });
    let [caught, survive, equivalent, unsettled] = [caught, survive, equivalent, unsettled].map(Cell::into_inner);
    let enough = caught >= 80 && survive >= 80 && equivalent >= 300 && unsettled * 100 <= caught + survive + equivalent;
    assert!(enough, "{caught} caught, {survive} survive, {equivalent} equivalent, {unsettled} unsettled");
}

fn told(mutant: &Mutant, why: &str) -> String {
    format!("when {}: {why}", mutant.says)
}

/// A few random applicants, each expecting some of what comes of it, and now and then something else.
fn some_cases(made: &Made, space: &Space, draw: &mut Draw) -> Vec<Case> {
    let count = draw.below(6);
    let mut known = Vec::new();
    for at in 0..count {
        let ways: Vec<usize> = space.parts.iter().map(|part| draw.below(part.len())).collect();
        let mut sheet = space.sheet(0, &ways);
        sheet.applicant = format!("case {at}");
        let decided = Screening::new(&made.pack, &made.program).decided(std::slice::from_ref(&sheet)).remove(0);
        let mut expectation = Expectation::default();
        for (rule, outcome) in decided.outcomes.iter().enumerate().filter(|_| draw.chance(60)) {
            expectation.rules.push(Expected { rule, truth: outcome.truth, place: span() });
        }
        if draw.chance(30) {
            expectation.none = vec![Spanned::new(draw.pick(&TRUTHS), span())];
        }
        expectation.screening = draw.chance(50).then(|| Spanned::new(decided.screening, span()));
        expectation.safety = draw.chance(50).then(|| Spanned::new(decided.safety, span()));
        expectation.nothing_missing = draw.chance(20).then(span);
        let name = Spanned::new(sheet.applicant.clone(), span());
        known.push(Case { name, place: span(), about: None, sheet, expectation });
    }
    known
}

/// What is not as expected, as `anteroom test` finds it.
fn surprises(pack: &Pack, program: &Program, cases: &[Case]) -> Vec<(usize, String)> {
    let found = cases::run(pack, &program.layout, &mut Screening::new(pack, program), cases);
    // What comes instead is not the same in another pack; what is expected is.
    let about = |message: &str| message.split(" is ").next().unwrap_or("").to_owned();
    found.into_iter().map(|surprise| (surprise.case, about(&surprise.diagnostic.message))).collect()
}

/// The cases with a surprise that there is not with the pack as it stands.
fn noticing(made: &Made, (changed, program): (&Pack, &Program), known: &[Case]) -> Vec<String> {
    let before = surprises(&made.pack, &made.program, known);
    let after = surprises(changed, program, known);
    after.into_iter().filter(|one| !before.contains(one)).map(|(case, _)| known[case].name.value.clone()).collect()
}

/// A proposed case, read behind the cases that it may be like, comes out as it expects, and otherwise with the mutant.
fn pasted(made: &Made, changed: (&Pack, &Program), known: &[Case], text: &str) -> Result<(), String> {
    let mut all = String::new();
    for case in known {
        let draft = Draft { name: &case.name, sheet: &case.sheet, expect: CLEAR, remark: "" };
        all.push_str(&cases::write(&made.pack, &made.layout, None, draft));
    }
    all.push_str(text);
    let mut sources = Sources::default();
    let file = File { id: sources.add("cases.yaml", all.as_str()), notation: Notation::Yaml, text: &all };
    let read = cases::read(&Answers::new(&made.pack, &made.layout), &[file]);
    let Some(case) = read.cases.last().filter(|_| read.diagnostics.is_empty()) else {
        return Err(format!("{:?}\n{all}", read.diagnostics));
    };
    let case = std::slice::from_ref(case);
    let (before, after) = (surprises(&made.pack, &made.program, case), surprises(changed.0, changed.1, case));
    if before.is_empty() && !after.is_empty() {
        return Ok(());
    }
    Err(format!("{before:?}, {after:?}\n{text}"))
}

/// Nobody tells a mutant from the pack: unless a proof is for every text, nobody whose texts are made of names.
fn alike(made: &Made, space: &Space, (changed, program): (&Pack, &Program), every_text: bool) -> Result<(), String> {
    let readers = [Reader { pack: &made.pack, program: &made.program }, Reader { pack: changed, program }];
    let both = Space::of(&readers, date(AS_OF));
    assert_eq!(both.count(), space.count());
    let mut found = None;
    both.run(|ran| {
        let apart = (0..ran.ways.len()).find(|lane| {
            (every_text || both.of_names(&ran.ways[*lane])) && reads(ran, 0, *lane) != reads(ran, 1, *lane)
        });
        if let Some(lane) = apart {
            found = Some(sheets::show(&made.layout, &both.sheet(0, &ran.ways[lane])));
        }
    });
    found.map_or(Ok(()), |sheet| Err(format!("told apart by {sheet}")))
}

/// Everything that a case can expect, but for what is missing.
fn reads(ran: &Ran, side: usize, lane: usize) -> (Vec<Truth>, String) {
    let (program, table, axes, _) = &ran.sides[side];
    let truths = program.rules.iter().map(|nodes| table.truth(nodes[0], lane)).collect();
    (truths, format!("{:?} {:?}", axes.safety(lane), axes.screening(lane)))
}

#[test]
fn suggested_cases_reach_what_can_be_reached() {
    let [written, never] = std::array::from_fn(|_| Cell::new(0));
    for_packs(30, SMALL, |made| {
        let mut draw = std::mem::replace(&mut made.draw, Draw::seeded(0));
        let space = Space::of(&[Reader { pack: &made.pack, program: &made.program }], date(AS_OF));
        if space.count() > MOST {
            return Ok(());
        }
        let known: Vec<Sheet> = some_cases(made, &space, &mut draw).into_iter().map(|case| case.sheet).collect();
        let mut page = String::new();
        for sheet in &known {
            let draft = Draft { name: &sheet.applicant, sheet, expect: CLEAR, remark: "" };
            page.push_str(&cases::write(&made.pack, &made.layout, None, draft));
        }
        let suggestions = suggest(&made.pack, &made.program, &known, date(AS_OF));
        let mut all = known;
        for suggestion in &suggestions {
            match &suggestion.came {
                Came::Case { sheet, text } => {
                    written.set(written.get() + 1);
                    page.push_str(&text.replace("TODO", CLEAR));
                    all.push(sheet.clone());
                }
                Came::Never => never.set(never.get() + 1),
                other => return Err(format!("{}: {other:?}", suggestion.about)),
            }
        }
        read_alike(made, &page, &all)?;
        let decided = Screening::new(&made.pack, &made.program).decided(&all);
        for rule in 0..made.pack.rules.len() {
            for truth in TRUTHS {
                let is_reached = decided.iter().any(|decided| decided.outcomes[rule].truth == truth);
                if !is_reached && is_reachable(&space, rule, truth) {
                    return Err(format!("{} is never {truth:?}", made.pack.rules[rule].id));
                }
            }
        }
        // Once they are there, nothing is left to suggest.
        let again = suggest(&made.pack, &made.program, &all, date(AS_OF));
        match again.iter().find(|suggestion| matches!(suggestion.came, Came::Case { .. }) && suggestion.rule.is_some())
        {
            Some(suggestion) => Err(format!("suggested again: {suggestion:?}")),
            None => Ok(()),
        }
    });
    let [written, never] = [written, never].map(Cell::into_inner);
    assert!(written >= 25 && never >= 80, "{written} written, {never} never");
}

/// A page of cases reads back as these answers.
fn read_alike(made: &Made, page: &str, all: &[Sheet]) -> Result<(), String> {
    let mut sources = Sources::default();
    let file = File { id: sources.add("cases.yaml", page), notation: Notation::Yaml, text: page };
    let read = cases::read(&Answers::new(&made.pack, &made.layout), &[file]);
    if !read.diagnostics.is_empty() {
        return Err(format!("{:?}\n{page}", read.diagnostics));
    }
    let plain = |sheet: &Sheet| sheets::show(&made.layout, sheet);
    match read
        .cases
        .iter()
        .zip(all)
        .find(|(case, sheet)| case.name.value != sheet.applicant || plain(&case.sheet) != plain(sheet))
    {
        Some((case, sheet)) => Err(format!("read as {}, not {}\n{page}", plain(&case.sheet), plain(sheet))),
        None if read.cases.len() == all.len() => Ok(()),
        None => Err(format!("{} cases, not {}", read.cases.len(), all.len())),
    }
}

fn is_reachable(space: &Space, rule: usize, truth: Truth) -> bool {
    let mut reached = false;
    space.run(|ran| {
        let (program, table, ..) = &ran.sides[0];
        let mut lanes = 0..ran.ways.len();
        reached |=
            lanes.any(|lane| space.of_names(&ran.ways[lane]) && table.truth(program.rules[rule][0], lane) == truth);
    });
    reached
}
