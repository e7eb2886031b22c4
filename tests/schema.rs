//! The schemas say what the readers take: every file that is in order validates, and a file of a wrong shape does not.

use std::collections::BTreeMap;
use std::path::Path;

use anteroom::answers::Reader;
use anteroom::diagnostic::Diagnostic;
use anteroom::pack::Pack;
use anteroom::schema::File;
use anteroom::text::Sources;
use anteroom::{pack, program, schema};
use jsonschema::Validator;
use serde_json::Value;

use crate::support;

const PACKS: [&str; 7] = [
    "rules/kap",
    "rules/demo",
    "fixtures/together",
    "fixtures/signed/ours",
    "fixtures/broken/base",
    "fixtures/checker/base",
    "fixtures/decisions/0.1.0/pack",
];

fn validator(schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn by_kind() -> BTreeMap<&'static str, Validator> {
    File::ALL.into_iter().map(|file| (file.name(), validator(&schema::file(file)))).collect()
}

/// A YAML file as an editor hands it to a validator.
fn read(text: &str) -> Option<Value> {
    let yaml: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    serde_json::to_value(yaml).ok()
}

fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn load(folder: &Path) -> (Vec<(String, String)>, Option<Pack>) {
    let mut files = support::files(folder);
    files.retain(|(path, _)| File::at(path).is_some_and(|file| file != File::Case));
    let mut sources = Sources::default();
    let ids: Vec<_> = files.iter().map(|(path, text)| (path.clone(), sources.add(path, text))).collect();
    let (pack, _) = pack::read_known(&ids, &sources);
    (files, pack)
}

#[test]
fn every_file_of_every_pack_validates() {
    let (kinds, whole) = (by_kind(), validator(&schema::pack()));
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for folder in PACKS {
        let (files, pack) = load(&support::root().join(folder));
        assert!(pack.is_some(), "{folder} can be used");
        for (path, text) in files {
            let kind = File::at(&path).expect("a kind").name();
            let value = read(&text).expect("YAML");
            wrong.extend(faults(&kinds[kind], &value).iter().map(|fault| format!("{folder}/{path}: {fault}")));
            wrong.extend(faults(&whole, &value).iter().map(|fault| format!("whole: {folder}/{path}: {fault}")));
            *seen.entry(kind).or_default() += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(seen.len(), 5, "{seen:?}");
}

#[test]
fn a_file_of_a_wrong_shape_does_not_validate() {
    let kinds = by_kind();
    // What a schema cannot say: words that are no names, and one range within another.
    let beyond = ["an0105-word-of-a-property", "an0106-minimum-above-maximum", "an0106-out-of-its-range"];
    let mut wrong = Vec::new();
    let mut tried = 0;
    for entry in std::fs::read_dir(support::root().join("fixtures/broken/packs")).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let is_shape = ["an0101", "an0102", "an0103", "an0104", "an0105", "an0106"];
        if !is_shape.iter().any(|code| name.starts_with(code)) || beyond.contains(&name.as_str()) {
            continue;
        }
        tried += 1;
        let refused = support::files(&folder).iter().any(|(path, text)| {
            File::at(path).is_some_and(|file| read(text).is_some_and(|value| !kinds[file.name()].is_valid(&value)))
        });
        if !refused {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?} validate");
    assert!(tried >= 8, "{tried} tried");
}

#[test]
fn answers_and_cases_validate_where_they_can_be_read() {
    let (_, pack) = load(&support::root().join("rules/kap"));
    let pack = pack.expect("a pack");
    let program = program::from_pack(&pack).expect("a program");
    let reader = Reader::new(&pack, &program.layout);
    let (answers, cases, any) =
        (validator(&schema::answers(&pack)), validator(&schema::case(&pack)), validator(&schema::file(File::Case)));
    let mut wrong = Vec::new();
    for (path, text) in support::files(&support::root().join("fixtures/applicants")) {
        let value = match path.ends_with(".json") {
            true => serde_json::from_str(&text).expect("JSON"),
            false => read(&text).expect("YAML"),
        };
        let mut sources = Sources::default();
        let id = sources.add(&path, &text);
        let sheets = if path.ends_with(".json") { reader.json(id, &text, None) } else { reader.yaml(id, &text, None) };
        let problems = sheets.sheets.iter().flat_map(|sheet| &sheet.problems).count();
        let found = faults(&answers, &value);
        if problems == 0 {
            wrong.extend(found.iter().map(|fault| format!("{path}: {fault}")));
            wrong.extend(faults(&cases, &value).iter().map(|fault| format!("case {path}: {fault}")));
        }
        wrong.extend(faults(&any, &value).iter().map(|fault| format!("any case {path}: {fault}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    let clean = support::root().join("fixtures/applicants/clean-treatment-resistant.yaml");
    let clean = std::fs::read_to_string(clean).unwrap();
    for (from, to) in [
        ("sex_at_birth: female", "sex_at_birth: femal"),
        ("birth_date: 1992-04-02", "birth_date: 2 April 1992"),
        ("episode_weeks: 26", "episode_weeks: 26.5"),
        ("episode_weeks: 26", "episode_weeks: -1"),
        ("episode_weeks: 26", "episode_weeks: half a year"),
        ("episode_weeks: 26", "episode_weks: 26"),
        ("phq9: [2, 3,", "phq9: [2, 4,"),
        ("phq9: [2, 3,", "phq9: [2,"),
        ("ect_history: no", "ect_history: never"),
        ("ect_history: no", "ect_history: {unknown: dunno}"),
        ("ect_history: no", "ect_history: {on: 2026-11-20}"),
        ("{type: other,", "{tipe: other,"),
        ("{type: other,", "{type: others,"),
        ("substances_last_30_days: [none]", "substances_last_30_days: none"),
        ("as_of: 2026-11-23", "on: 2026-11-23"),
    ] {
        let value = read(&clean.replacen(from, to, 1)).expect("YAML");
        assert!(!answers.is_valid(&value), "{to}");
    }

    let (_, together) = load(&support::root().join("fixtures/together"));
    let cases = validator(&schema::case(&together.expect("a pack")));
    let text = std::fs::read_to_string(support::root().join("fixtures/together/cases/sleep.yaml")).unwrap();
    let mut value = read(&text).expect("YAML");
    // One of its answers is out of range on purpose.
    let thirty = faults(&cases, &value);
    assert_eq!(thirty.len(), 1, "{thirty:?}");
    value.as_array_mut().expect("a list").pop();
    assert_eq!(faults(&cases, &value), Vec::<String>::new());
    for (from, to) in [("tea.much", "tea.mch"), ("snores: yes", "snors: yes"), ("screening: hold", "screening: held")] {
        assert!(!cases.is_valid(&read(&text.replace(from, to)).expect("YAML")), "{to}");
    }
}

#[test]
fn words_of_the_language_are_those_of_the_schemas() {
    use anteroom::language::{Kind, QuestionKind, Raises, Role, Safety, Screening, SourceKind, Who, Word};
    fn of<W: Word>() -> Vec<&'static str> {
        W::ALL.iter().map(|(_, name)| *name).collect()
    }
    let listed = |file: File, pointer: &str| -> Vec<String> {
        let value = file.schema().pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
        value.as_array().expect("a list").iter().map(|word| word.as_str().expect("a word").to_owned()).collect()
    };
    assert_eq!(listed(File::Questionnaire, "/definitions/question_kind/enum"), of::<QuestionKind>());
    assert_eq!(listed(File::Questionnaire, "/definitions/who/enum"), of::<Who>());
    assert_eq!(listed(File::Rules, "/definitions/rule_kind/enum"), of::<Kind>());
    assert_eq!(listed(File::Rules, "/definitions/raises/else/enum"), Raises::NAMES);
    assert_eq!(listed(File::Header, "/definitions/role/enum"), of::<Role>());
    assert_eq!(listed(File::Header, "/properties/sources/items/properties/kind/enum"), of::<SourceKind>());
    assert_eq!(listed(File::Case, "/definitions/expect/properties/safety/enum"), of::<Safety>());
    assert_eq!(listed(File::Case, "/definitions/expect/properties/screening/enum"), of::<Screening>());
}

/// A file with a key that nobody knows, where its schema has the mapping, and what messages call it.
const STRANGE_KEYS: [(&str, &str, &str, &str); 8] = [
    ("pack.yaml", "zqzqzq: 1", "", "a pack"),
    ("pack.yaml", "sources: [{zqzqzq: 1}]", "/properties/sources/items", "a source"),
    ("pack.yaml", "support_tiers: [{zqzqzq: 1}]", "/properties/support_tiers/items", "a support tier"),
    ("pack.yaml", "signing: {zqzqzq: 1}", "/properties/signing", "a signing policy"),
    ("rules/a.yaml", "zqzqzq: 1", "", "a file of rules"),
    ("rules/a.yaml", "facts: [{zqzqzq: 1}]", "/properties/facts/items", "a fact"),
    ("rules/a.yaml", "rules: [{zqzqzq: 1}]", "/properties/rules/items", "a rule"),
    ("rules/a.yaml", "properties: [{zqzqzq: 1}]", "/properties/properties/items", "a property"),
];

#[test]
fn keys_of_a_pack_are_those_that_its_readers_take() {
    for (path, text, pointer, what) in STRANGE_KEYS {
        let mut sources = Sources::default();
        let id = sources.add(path, text);
        let (_, faults) = pack::read_known(&[(path.to_owned(), id)], &sources);
        let schema = File::at(path).expect("a kind").schema();
        assert_eq!(listed(schema, &format!("{pointer}/properties")), keys(&faults, what), "{what}");
    }
}

/// The keys of a mapping, as the message lists them that refuses another one.
fn keys(faults: &[Diagnostic], what: &str) -> Vec<String> {
    let fault = faults.iter().find(|fault| fault.message.ends_with(&format!("is not a key of {what}")));
    let help = fault.unwrap_or_else(|| panic!("no message about {what}")).help.join("");
    let keys = help.strip_prefix("its keys are ").expect("the keys").split(", ");
    let mut keys: Vec<String> = keys.map(|key| key.trim_matches('`').to_owned()).collect();
    keys.sort();
    keys
}

fn listed(schema: &Value, pointer: &str) -> Vec<String> {
    schema.pointer(pointer).and_then(Value::as_object).expect("keys").keys().cloned().collect()
}

#[test]
fn keys_of_cases_are_those_that_their_reader_takes() {
    const STRANGE: &str = "zqzqzqzqzqzq";
    let (_, pack) = load(&support::root().join("fixtures/together"));
    let pack = pack.expect("a pack");
    let program = program::from_pack(&pack).expect("a program");
    let text = format!("- {{case: a, {STRANGE}: 1, expect: {{{STRANGE}: 1}}}}");
    let mut sources = Sources::default();
    let id = sources.add("cases/a.yaml", &text);
    let file = anteroom::cases::File { id, notation: anteroom::answers::Notation::Yaml, text: &text };
    let read = anteroom::cases::read(&Reader::new(&pack, &program.layout), &[file]);
    let schema = File::Case.schema();
    assert_eq!(listed(schema, "/definitions/case/properties"), keys(&read.diagnostics, "a case"));
    assert_eq!(listed(schema, "/definitions/expect/properties"), keys(&read.diagnostics, "an expectation"));
}

#[test]
fn the_files_for_editors_are_what_the_program_prints() {
    for (name, text) in schema::files() {
        let kept = std::fs::read_to_string(support::root().join("rules/.schema").join(name)).unwrap_or_default();
        assert_eq!(kept, text, "write it anew: anteroom schema pack --file {}", name.trim_end_matches(".json"));
    }
}

#[test]
fn every_shipped_file_names_its_schema() {
    for pack in ["rules/kap", "rules/demo"] {
        for (path, text) in support::files(&support::root().join(pack)) {
            let Some(kind) = File::at(&path).map(File::name) else { continue };
            let up = "../".repeat(path.matches('/').count() + 1);
            let line = format!("# yaml-language-server: $schema={up}.schema/{kind}.json");
            assert!(text.starts_with(&line), "{pack}/{path} does not start with `{line}`");
        }
    }
}
