//! `anteroom docs`: one page that stands alone, Markdown whose links lead somewhere, and everything of a pack in both.

use std::collections::BTreeSet;
use std::fs;

use anteroom::answers::{Notation, Reader};
use anteroom::cases::{self, Case, File};
use anteroom::handbook::{self, Answer, Handbook};
use anteroom::pack::Pack;
use anteroom::program;
use anteroom::render;
use anteroom::text::Sources;
use data_encoding::BASE64;
use regex::Regex;
use sha2::{Digest as _, Sha256};

use crate::cli::{code, err, folder, out, run};
use crate::support;

const TOGETHER: &str = "fixtures/together";

/// A pack in a folder, its sources and its cases.
fn read(path: &str) -> (Pack, Sources, Vec<Case>) {
    let (cases, files): (Vec<_>, Vec<_>) =
        support::files(&support::root().join(path)).into_iter().partition(|(name, _)| name.starts_with("cases/"));
    let (pack, _, mut sources) = support::pack_of(&files);
    let pack = pack.expect("a pack");
    let program = program::from_pack(&pack).expect("a program");
    let of = |(name, text): &(String, String)| (sources.add(name.as_str(), text.as_str()), text.clone());
    let texts: Vec<_> = cases.iter().map(of).collect();
    let files: Vec<File> = texts.iter().map(|(id, text)| File { id: *id, notation: Notation::Yaml, text }).collect();
    let cases = cases::read(&Reader::new(&pack, &program.layout), &files).cases;
    (pack, sources, cases)
}

fn handbook(path: &str) -> Handbook {
    let (pack, sources, cases) = read(path);
    handbook::of(&pack, &sources, &cases)
}

fn all(pattern: &str, text: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).expect("a pattern");
    pattern.captures_iter(text).map(|found| found[1].to_owned()).collect()
}

#[test]
fn a_small_pack_as_a_clinician_reads_it() {
    let handbook = handbook(TOGETHER);
    let files = render::handbook::markdown(&handbook);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["index.md", "rules-signs.md", "questionnaire.md", "cases.md", "sources.md", "attributes.md", "signature.md"]
    );
    let of = |name: &str| files.iter().find(|(file, _)| file == name).map(|(_, text)| text.as_str()).expect("a file");
    let text = ["index.md", "rules-signs.md", "cases.md", "sources.md"].map(of).join("\n\n");
    insta::assert_snapshot!("together", text.replace(&handbook.digest, "sha256:…"));
}

/// What is wrong with the elements of a page: those that are not closed, or closed by another.
fn unclosed(page: &str) -> Vec<String> {
    const VOID: [&str; 4] = ["meta", "input", "wbr", "!DOCTYPE"];
    let tag = Regex::new(r#"<(/?)([!A-Za-z][A-Za-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*>"#).expect("a pattern");
    let script = Regex::new(r"(?s)<script>.*?</script>|<style>.*?</style>").expect("a pattern");
    let page = script.replace_all(page, "");
    let mut open: Vec<&str> = Vec::new();
    let mut faults = Vec::new();
    for found in tag.captures_iter(&page) {
        let name = found.get(2).expect("a name").as_str();
        match &found[1] {
            "/" => match open.pop() {
                Some(last) if last == name => {}
                last => faults.push(format!("</{name}> closes {last:?}")),
            },
            _ if VOID.contains(&name) => {}
            _ => open.push(name),
        }
    }
    faults.extend(open.iter().map(|name| format!("<{name}> is not closed")));
    let rest = tag.replace_all(&page, "");
    faults.extend(rest.contains(['<', '>']).then(|| "markup that is none".to_owned()));
    faults
}

#[test]
fn the_page_is_whole_and_stands_alone() {
    for path in ["rules/kap", "rules/demo", TOGETHER, "fixtures/signed/ours"] {
        let page = render::handbook::html(&handbook(path));
        assert_eq!(unclosed(&page), Vec::<String>::new(), "{path}");

        let ids = all(r#" id="([^"]*)""#, &page);
        let set: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        assert_eq!(set.len(), ids.len(), "{path}: an id stands twice");
        let links = all(r##" href="#([^"]*)""##, &page);
        let lost: Vec<&String> = links.iter().filter(|link| !set.contains(link.as_str())).collect();
        assert!(links.len() > 10 && lost.is_empty(), "{path}: {lost:?}");

        for loads in [" src=", "<link", "<img", "<iframe", "<object", "@import", "url(", "fetch(", "XMLHttp", "xlink"] {
            assert!(!page.contains(loads), "{path}: {loads}");
        }
        // An address is only ever something to follow, or words.
        let addresses = page.matches("href=\"http").count();
        assert_eq!(addresses, page.matches("rel=\"noreferrer\"").count(), "{path}");

        let script = all(r"(?s)<script>(.*?)</script>", &page).concat();
        let digest = BASE64.encode(&Sha256::digest(script.as_bytes()));
        assert!(page.contains(&format!("script-src &#39;sha256-{digest}&#39;")), "{path}");

        let levels: Vec<u32> =
            all(r"<h([1-6])[ >]", &page).iter().map(|level| level.parse().expect("a level")).collect();
        let skips = levels.windows(2).find(|pair| pair[1] > pair[0] + 1);
        assert_eq!((levels.first(), skips), (Some(&1), None), "{path}");
        for landmark in ["<header>", "<nav aria-label=\"Contents\">", "<main id=\"main\">", "role=\"search\""] {
            assert_eq!(page.matches(landmark).count(), 1, "{path}: {landmark}");
        }
    }
}

#[test]
fn a_page_that_is_not_whole_is_seen() {
    assert_eq!(unclosed("<p>a</p><meta a=\"b\">").len(), 0);
    assert_eq!(unclosed("<div><p>a</div>").len(), 2);
    assert_eq!(unclosed("<p>a < b</p>").len(), 1);
}

#[test]
fn links_between_the_files_lead_somewhere() {
    for path in ["rules/kap", "rules/demo", TOGETHER] {
        let files = render::handbook::markdown(&handbook(path));
        let mut seen = 0;
        for (name, text) in &files {
            for link in all(r"\]\(([^)]+)\)", text) {
                let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
                let file = if file.is_empty() { name.as_str() } else { file };
                let there = files.iter().find(|(other, _)| other == file).map(|(_, text)| text);
                let there = there.unwrap_or_else(|| panic!("{path}: {name} links to {link}"));
                let is_there = anchor.is_empty() || there.contains(&format!("<a id=\"{anchor}\"></a>"));
                assert!(is_there, "{path}: {name} links to {link}");
                seen += 1;
            }
        }
        assert!(seen > 10, "{path}");
    }
}

#[test]
fn everything_of_the_kap_pack_is_there_once() {
    let (pack, sources, _) = read("rules/kap");
    let handbook = handbook::of(&pack, &sources, &[]);
    let page = render::handbook::html(&handbook);
    let text: String = render::handbook::markdown(&handbook).into_iter().map(|(_, text)| text).collect();
    let id = |kind: &str, id: &str| format!("{kind}-{id}");
    let mut places: Vec<String> = pack.rules.iter().map(|of| id("rule", &of.id)).collect();
    places.extend(pack.questions.iter().map(|of| id("question", &of.id)));
    places.extend(pack.scales.iter().map(|of| id("scale", &of.id)));
    places.extend(pack.tables.iter().map(|of| id("list", &of.id)));
    places.extend(pack.term_lists.iter().map(|of| id("list", &of.id)));
    places.extend(pack.parameters.iter().map(|of| id("setting", &of.id)));
    places.extend(pack.facts.iter().map(|of| id("fact", &of.id)));
    places.extend(pack.properties.iter().map(|of| id("property", &of.id)));
    places.extend(pack.sources.iter().map(|of| id("source", &of.id)));
    for place in places {
        assert_eq!(page.matches(&format!(" id=\"{place}\"")).count(), 1, "{place}");
        assert_eq!(text.matches(&format!("<a id=\"{place}\"></a>")).count(), 1, "{place}");
    }
    // What nobody has looked up says so wherever it is cited.
    for source in pack.sources.iter().filter(|source| source.locator.is_none()) {
        let entry = page.split(&format!(" id=\"source-{}\"", source.id)).nth(1).expect("an entry");
        assert!(
            entry.split("</article>").next().is_some_and(|entry| entry.contains("to be confirmed")),
            "{}",
            source.id
        );
    }
    for rule in &pack.rules {
        let entry = page.split(&format!(" id=\"rule-{}\"", rule.id)).nth(1).expect("an entry");
        let entry = entry.split("</article>").next().expect("an end");
        for part in ["<h4>When</h4>", "<h4>What it does</h4>", "<h4>Why</h4>", "<h4>Sources</h4>", "<svg"] {
            assert!(entry.contains(part), "{}: {part}", rule.id);
        }
    }
}

/// A pack with one rule that reads one question.
fn asking(question: &str, when: &str) -> Pack {
    let file = |name: &str, text: String| (name.to_owned(), text);
    let head = "pack: one\nversion: 1.0.0\ntitle: One\nintended_use: A test.\nsources:\n  - {source: s, cite: S, locator: p, kind: study}\n";
    let files = [
        file("pack.yaml", head.to_owned()),
        file(
            "questionnaire.yaml",
            format!(
                "questionnaire: form\nsections:\n  - section: all\n    title: All\n    from: applicant\n    questions:\n      - {question}\n      - {{id: other, ask: Other, kind: yes_no}}\n"
            ),
        ),
        file(
            "rules/all.yaml",
            format!(
                "rules:\n  - {{rule: one.rule, title: Rule, kind: caution, raises: note, when: \"{when}\", because: Because., sources: [s]}}\n"
            ),
        ),
    ];
    let (pack, diagnostics, _) = support::pack_of(&files);
    pack.unwrap_or_else(|| panic!("{:?}", diagnostics.iter().map(|d| &d.message).collect::<Vec<_>>()))
}

/// The numbers of the attributes that a pack is said to use.
fn used(pack: &Pack) -> Vec<usize> {
    let all = handbook::attributes(pack);
    assert_eq!(all.iter().map(|of| of.number).collect::<Vec<_>>(), (1..=13).collect::<Vec<_>>());
    all.iter().filter(|of| matches!(of.answer, Answer::Used(_))).map(|of| of.number).collect()
}

#[test]
fn the_use_of_an_attribute_is_told_by_code_name_and_what_rules_read() {
    let cases: &[(&str, &str, &[usize])] = &[
        ("{id: a, ask: A, kind: yes_no}", "a", &[]),
        // By code, whatever it is called.
        ("{id: a, ask: A, kind: yes_no, codes: {loinc: 32624-9}}", "a", &[5]),
        ("{id: a, ask: A, kind: yes_no, codes: {loinc: 69490-1}}", "a", &[6]),
        ("{id: a, ask: A, kind: yes_no, codes: {loinc: 54899-0}}", "a", &[7]),
        ("{id: a, ask: A, kind: yes_no, codes: {loinc: 76690-7}}", "a", &[8]),
        ("{id: a, ask: A, kind: yes_no, codes: {loinc: 76691-5}}", "a", &[9]),
        ("{id: a, ask: A, kind: yes_no, codes: {snomed: 184100006}}", "a", &[10]),
        ("{id: a, ask: A, kind: yes_no, codes: {loinc: 71802-3}}", "a", &[12]),
        ("{id: a, ask: A, kind: yes_no, codes: {loinc: 82810-3}}", "a", &[13]),
        // A code of another system is another code.
        ("{id: a, ask: A, kind: yes_no, codes: {snomed: 32624-9}}", "a", &[]),
        // By whole words of the name.
        ("{id: sex_at_birth, ask: A, kind: choice, options: [female, male]}", "sex_at_birth == female", &[10]),
        ("{id: sexual_side_effects, ask: A, kind: yes_no}", "sexual_side_effects", &[]),
        ("{id: sexual_orientation, ask: A, kind: yes_no}", "sexual_orientation", &[8]),
        ("{id: brace_worn, ask: A, kind: yes_no}", "brace_worn", &[]),
        ("{id: gender_identity, ask: A, kind: yes_no}", "gender_identity", &[9]),
        ("{id: escort_home, ask: A, kind: yes_no}", "escort_home", &[12]),
        // `age` reads the date of birth.
        ("{id: birth_date, ask: A, kind: date}", "age < 18", &[11]),
        // Through `asked_when`.
        (
            "{id: ethnicity, ask: A, kind: yes_no}\n      - {id: more, ask: M, kind: yes_no, asked_when: ethnicity}",
            "more",
            &[6],
        ),
        // Asked, but read by no rule.
        ("{id: race, ask: A, kind: yes_no}", "other", &[]),
    ];
    for (question, when, expected) in cases {
        assert_eq!(used(&asking(question, when)), *expected, "{question}");
    }
    let (demo, ..) = read("rules/demo");
    assert!(used(&demo).contains(&13), "a scale is a health status assessment");
    assert_eq!(used(&support::kap().0), [10, 11, 12, 13]);
}

#[test]
fn a_pack_may_say_its_developer_its_funding_and_its_days() {
    let mut files = support::files(&support::root().join("rules/demo"));
    let with = "title: A first pack\ndeveloper: Cedar Hill Clinic\nfunding: none\nreleased: [2026-01-05, 2026-09-02]\n";
    let before = support::pack_of(&files).0.expect("a pack");
    for (_, text) in &mut files {
        *text = text.replace("title: A first pack\n", with);
    }
    let pack = support::pack_of(&files).0.expect("a pack");
    let said: Vec<String> = handbook::attributes(&pack)
        .into_iter()
        .filter_map(|of| if let Answer::Said(words) = of.answer { Some(words) } else { None })
        .collect();
    assert_eq!(
        said[1..],
        ["Cedar Hill Clinic", "none", "released 2026-01-05, revised 2026-09-02; this is version 1.0.0"]
    );
    // Whoever signs signs these too, and a change of them is told.
    assert_ne!(pack.digest, before.digest);
    let told = format!("{:?}", anteroom::audit::written(&before, &pack));
    assert!(["Cedar Hill Clinic", "2026-09-02", "funding"].iter().all(|words| told.contains(words)), "{told}");
}

#[test]
fn the_card_says_what_a_pack_does_not() {
    let card = out(&run(&["rules", "card", "--pack", TOGETHER]));
    insta::assert_snapshot!("card", Regex::new("sha256:[0-9a-f…]+").expect("a pattern").replace(&card, "sha256:…"));
    let signed = out(&run(&["rules", "card", "--pack", "fixtures/signed/ours"]));
    assert!(signed.contains(" 2 Developer: Sam Reyes\n"), "{signed}");
}

#[test]
fn a_rule_is_shown_with_its_cases() {
    let shown = out(&run(&["rules", "show", "sleep.signs", "--pack", TOGETHER]));
    let cases = "CASES\n  - met: two signs\n  - not met: one sign\n  - unknown: one sign and a blank\n";
    assert!(shown.ends_with(cases), "{shown}");
    let all = out(&run(&["rules", "show", "--pack", TOGETHER]));
    for id in ["[mood.low]", "[tea.much]", "[sleep.signs]"] {
        assert_eq!(all.matches(id).count(), 1, "{id}");
    }
    let without = out(&run(&["rules", "show", "suicide.immediate"]));
    assert!(without.contains("MUST ALWAYS HOLD") || !without.contains("CASES"), "{without}");
}

#[test]
fn the_day_of_the_next_review_is_shown() {
    let place = folder("docs-review");
    support::repository::copy(&support::root().join(TOGETHER), &place);
    let edit = |path: &str, from: &str, to: &str| {
        let text = fs::read_to_string(place.join(path)).expect("a file");
        assert!(text.contains(from));
        fs::write(place.join(path), text.replacen(from, to, 1)).expect("a file");
    };
    edit("pack.yaml", "version:", "review_by: 2027-06-01\nversion:");
    edit("rules/signs.yaml", "    raises: hold\n", "    raises: hold\n    review_by: 2027-03-01\n");
    let pack = place.to_string_lossy();
    for (rule, day) in [("sleep.signs", "2027-03-01"), ("tea.much", "2027-06-01")] {
        let shown = out(&run(&["rules", "show", rule, "--pack", &pack]));
        assert!(shown.ends_with(&format!("\n  To be read again by: {day}\n")), "{shown}");
    }
    let handbook = handbook(&pack);
    let text: String = render::handbook::markdown(&handbook).into_iter().map(|(_, text)| text).collect();
    assert_eq!(text.matches("To be read again by").count(), 2);
}

#[test]
fn what_people_wrote_is_no_markup() {
    let pack = asking("{id: a, ask: \"<script>alert(1)</script> [x](y) | `b`\", kind: yes_no}", "a");
    let handbook = handbook::of(&pack, &Sources::default(), &[]);
    let page = render::handbook::html(&handbook);
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"), "{page}");
    assert_eq!(unclosed(&page), Vec::<String>::new());
    let text: String = render::handbook::markdown(&handbook).into_iter().map(|(_, text)| text).collect();
    let text = Regex::new("(?s)```mermaid.*?```").expect("a pattern").replace_all(&text, "");
    assert!(
        text.contains("\\<script>alert(1)\\</script> \\[x\\](y) \\| \\`b\\`") && !text.contains("[x](y)"),
        "{text}"
    );
}

#[test]
fn a_folder_is_written_and_written_again() {
    let place = folder("docs-written").join("out");
    let place = place.to_string_lossy().into_owned();
    let first = run(&["docs", TOGETHER, "-o", &place]);
    assert_eq!((code(&first), err(&first).as_str()), (0, ""));
    let written = support::files(place.as_ref());
    assert_eq!(out(&first).lines().count(), written.len());
    assert!(written.iter().any(|(name, _)| name == "index.html"));
    let again = run(&["docs", TOGETHER, "-o", &place]);
    assert_eq!((code(&again), support::files(place.as_ref())), (0, written));

    // A file of an earlier version stays, and is named.
    let mark = "<!-- anteroom docs: together 0.9.0 sha256:0 -->\n";
    fs::write(format!("{place}/rules-old.md"), mark).expect("a file");
    fs::write(format!("{place}/notes.md"), "mine").expect("a file");
    let third = run(&["docs", TOGETHER, "-o", &place]);
    assert_eq!(code(&third), 0);
    assert_eq!(err(&third).lines().count(), 1, "{}", err(&third));
    assert!(err(&third).contains("rules-old.md: of an earlier version"), "{}", err(&third));
    assert!(fs::exists(format!("{place}/rules-old.md")).expect("a look"));
}

#[test]
fn a_file_of_somebody_else_is_never_lost() {
    let place = folder("docs-foreign");
    fs::write(place.join("cases.md"), "Made with `anteroom docs`: our own notes").expect("a file");
    let output = run(&["docs", TOGETHER, "-o", &place.to_string_lossy()]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("cases.md not written by `anteroom docs`"), "{}", err(&output));
    let left = support::files(&place);
    assert_eq!(
        left,
        [("cases.md".to_owned(), "Made with `anteroom docs`: our own notes".to_owned())],
        "nothing was written"
    );
}

#[test]
fn what_cannot_be_written_or_read_is_said() {
    let place = folder("docs-unwritable");
    fs::write(place.join("taken"), "a file").expect("a file");
    let taken = place.join("taken").to_string_lossy().into_owned();
    for output in [taken.clone(), format!("{taken}/below")] {
        let ran = run(&["docs", TOGETHER, "-o", &output]);
        assert_eq!(code(&ran), 2, "{}", err(&ran));
        assert!(err(&ran).contains("cannot be written: a file of that name stands there"), "{}", err(&ran));
    }
    assert_eq!(code(&run(&["docs", TOGETHER])), 2, "a folder must be named");
    assert_eq!(code(&run(&["docs", "no/such/pack", "-o", &taken])), 2);

    let pack = place.join("pack");
    for (name, text) in support::files(&support::root().join(TOGETHER)) {
        let path = pack.join(&name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text.replace("screening: hold", "screening: holt")).expect("a file");
    }
    let (pack, written) = (pack.to_string_lossy().into_owned(), place.join("out").to_string_lossy().into_owned());
    let ran = run(&["docs", &pack, "-o", &written]);
    assert_eq!(code(&ran), 1, "{}", err(&ran));
    assert!(err(&ran).contains("holt"), "{}", err(&ran));
    assert!(!fs::exists(&written).expect("a look"), "nothing is written for cases with mistakes");
}
