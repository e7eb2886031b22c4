//! What an editor is told about a place: hover, completion, definition, references, rename.

use std::fs;

use serde_json::{Value, json};

use super::client::{Client, byte, copy, place};
use crate::cli;

const DEPRESSION: &str = "rules/depression.yaml";

/// The digest that `check` gives a pack, which must be in order.
fn digest(folder: &std::path::Path) -> String {
    let output = cli::run(&["check", "--format", "json", &folder.to_string_lossy()]);
    assert_eq!(cli::code(&output), 0, "{}", cli::out(&output));
    let checked: Value = serde_json::from_str(&cli::out(&output)).unwrap();
    checked["pack"]["digest"].as_str().expect("a digest").to_owned()
}

#[test]
fn a_word_says_what_it_means() {
    let mut client = Client::start(copy("rules/kap", "hover"));
    let mut page = String::new();
    let mut hover = |client: &mut Client, path: &str, words: &str, after: usize| {
        let text = client.text(path);
        let found = client.ask("hover", path, &place(&text, words, after));
        let said = found["contents"]["value"].as_str().unwrap_or_else(|| panic!("{words}: {found}")).to_owned();
        page.push_str(&format!("=== {words}\n{said}\n\n"));
    };
    for path in [DEPRESSION, "rules/cardiovascular.yaml", "rules/medicine.yaml", "questionnaire.yaml"] {
        client.open(path);
    }
    hover(&mut client, "rules/cardiovascular.yaml", "systolic_bp >= ", 2);
    hover(&mut client, DEPRESSION, "phq9.total >= ", 7);
    hover(&mut client, DEPRESSION, "adequate_weeks", 3);
    hover(&mut client, DEPRESSION, "lookup(", 3);
    hover(&mut client, DEPRESSION, "antidepressants", 3);
    hover(&mut client, DEPRESSION, "depression.treatment-resistant", 3);
    hover(&mut client, "rules/medicine.yaml", ", maoi)", 3);
    hover(&mut client, DEPRESSION, "fact: failed\n", 7);
    hover(&mut client, "questionnaire.yaml", "asked_when: ", 3);
    insta::assert_snapshot!("hover", page);
    let text = client.text(DEPRESSION);
    assert_eq!(client.ask("hover", DEPRESSION, &place(&text, "# Depression", 4)), Value::Null, "a comment");
    assert_eq!(client.ask("hover", DEPRESSION, &json!({"line": 90_000, "character": 7})), Value::Null, "past the end");
    assert_eq!(client.leave(), 0);
}

#[test]
fn half_a_line_is_completed() {
    let mut client = Client::start(copy("fixtures/together", "completion"));
    let path = "rules/signs.yaml";
    let text = client.open(path);
    let words = |found: &Value| -> Vec<String> {
        let items = found["items"].as_array().unwrap();
        items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    // A rule that is being written, in a file that is no YAML for the moment.
    let typed = format!("{text}  - rule: neck.wide\n    title: Wide\n    kin");
    client.change(path, &typed);
    let found = client.ask("completion", path, &place(&typed, "    kin", 7));
    assert!(words(&found).contains(&"kind".to_owned()), "{found}");
    assert!(!words(&found).contains(&"title".to_owned()), "it has a title");
    let typed = format!("{text}  - rule: neck.wide\n    when: neck == ");
    client.change(path, &typed);
    assert_eq!(words(&client.ask("completion", path, &place(&typed, "neck == ", 8))), ["yes", "no"]);
    let typed = format!("{text}  - rule: neck.wide\n    sources: [\n");
    client.change(path, &typed);
    let found = client.ask("completion", path, &place(&typed, "sources: [\n", 10));
    assert_eq!(words(&found), ["manual"]);
    let typed = format!("{text}  - rule: neck.wide\n    when: cups >= 6 and ne");
    client.change(path, &typed);
    let found = client.ask("completion", path, &place(&typed, "and ne", 6));
    let neck = found["items"].as_array().unwrap().iter().find(|item| item["label"] == "neck").expect("a question");
    assert_eq!(neck["detail"], "yes_no question");
    assert_eq!(neck["documentation"], "Wide neck");
    assert_eq!(neck["textEdit"]["range"]["start"], place(&typed, "and ne", 4), "the word is replaced");
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_name_leads_to_where_it_is_made_and_back() {
    let mut client = Client::start(copy("rules/kap", "definition"));
    let text = client.open(DEPRESSION);
    let goes = |client: &mut Client, words: &str, after: usize, path: &str, made: &str| {
        let found = client.ask("definition", DEPRESSION, &place(&text, words, after));
        assert_eq!(found["uri"], client.uri(path), "{words}");
        let there = client.text(path);
        let at = there.find(made).unwrap() + made.find(": ").map_or(0, |at| at + 2);
        let line = there[..at].matches('\n').count();
        assert_eq!(found["range"]["start"]["line"], line, "{words}");
    };
    goes(&mut client, "improvement_pct < ", 3, "questionnaire.yaml", "id: improvement_pct");
    goes(&mut client, "weeks >= adequate_weeks", 12, "pack.yaml", "parameter: adequate_weeks");
    goes(&mut client, "- dose_adequate", 4, DEPRESSION, "fact: dose_adequate");
    goes(&mut client, "lookup(antidepressants", 9, "tables/antidepressants.yaml", "table: antidepressants");
    goes(&mut client, "phq9.total >= ", 1, "scales/phq9.yaml", "scale: phq9");
    let found = client.ask("definition", DEPRESSION, &place(&text, "- lookup(antidepressants, drug).counts", 34));
    assert_eq!(found["uri"], client.uri("tables/antidepressants.yaml"), "a column");
    let context = json!({"context": {"includeDeclaration": true}});
    let found = client.answer_at("references", DEPRESSION, &place(&text, "- dose_adequate", 4), context);
    assert!(found["result"].as_array().unwrap().len() >= 2, "{found}");
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_question_is_renamed_in_the_whole_pack_and_back() {
    let folder = copy("fixtures/together", "rename");
    let before = digest(&folder);
    let mut client = Client::start(folder.clone());
    let path = "rules/signs.yaml";
    let text = client.open(path);
    let at = place(&text, "tired", 2);
    assert_eq!(client.ask("prepareRename", path, &at)["placeholder"], "tired");
    let edit = client.answer_at("rename", path, &at, json!({"newName": "sleepy"}))["result"].clone();
    // The form, the rule, and the case that answers it; the label is the author's.
    assert_eq!(edit["changes"].as_object().unwrap().len(), 3, "{edit}");
    client.apply(&edit);
    assert!(client.text("questionnaire.yaml").contains("{id: sleepy, ask: Tired by day"));
    assert!(client.text("cases/sleep.yaml").contains("sleepy: no"));
    assert_eq!(cli::code(&cli::run(&["test", &folder.to_string_lossy()])), 0, "the cases come out as before");
    assert_ne!(digest(&folder), before, "a name is part of the meaning");
    for refusal in ["neck", "Sleepy", "any", "two words", "", "é"] {
        let answer = client.answer_at("rename", path, &at, json!({"newName": refusal}));
        assert_eq!(answer["error"]["code"], -32803, "{refusal}: {answer}");
    }
    let text = client.text(path);
    client.change(path, &text);
    client.tell("textDocument/didSave", json!({"textDocument": {"uri": client.uri(path)}}));
    client.wait(path);
    let back = client.answer_at("rename", path, &at, json!({"newName": "tired"}))["result"].clone();
    client.apply(&back);
    assert_eq!(digest(&folder), before, "the pack is what it was");
    assert_eq!(client.leave(), 0);
}

#[test]
fn everything_with_a_name_in_the_kap_pack_can_be_renamed() {
    let folder = copy("rules/kap", "rename kap");
    let _ = fs::create_dir(folder.join("cases"));
    let before = digest(&folder);
    let mut client = Client::start(folder.clone());
    let renames = [
        (DEPRESSION, "improvement_pct < ", "gain_pct"),
        (DEPRESSION, "- dose_adequate", "dose_enough"),
        (DEPRESSION, "weeks >= adequate_weeks", "least_weeks"),
        ("questionnaire.yaml", "id: antidepressant_trials", "drug_trials"),
        ("questionnaire.yaml", "id: systolic_bp", "upper_bp"),
        ("scales/pcl5.yaml", "scale: pcl5", "pcl"),
        ("tables/maoi.yaml", "terms: maoi", "mao_inhibitors"),
        ("rules/cardiovascular.yaml", "rule: cardiovascular.", "cardiovascular.another-name"),
    ];
    let mut last = before;
    for (path, words, to) in renames {
        let text = client.text(path);
        client.open_with(path, &text);
        let answer = client.answer_at("rename", path, &place(&text, words, words.len() - 3), json!({"newName": to}));
        assert!(answer.get("error").is_none(), "{words}: {answer}");
        client.apply(&answer["result"]);
        let now = digest(&folder);
        assert_ne!(now, last, "{words}");
        last = now;
        client.tell("textDocument/didClose", json!({"textDocument": {"uri": client.uri(path)}}));
    }
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_rule_is_written_with_what_is_offered() {
    let folder = copy("fixtures/together", "written");
    let mut client = Client::start(folder.clone());
    let path = "rules/signs.yaml";
    let mut text = client.open(path);
    // What somebody types, and the word that is then taken from the list.
    for (typed, taken) in [
        ("  - ru", "rule"),
        ("neck.tea\n    ti", "title"),
        ("Tea and a wide neck\n    k", "kind"),
        ("cau", "caution"),
        ("\n    ra", "raises"),
        ("", "note"),
        ("\n    w", "when"),
        ("\n      a", "all"),
        ("\n        - ne", "neck"),
        ("\n        - tea == ", "yes"),
        ("\n        - cups >= 2 an", "and"),
        (" snor", "snores"),
        ("\n    b", "because"),
        ("The neck is wide, and there are {cu", "cups"),
        ("} cups.\n    so", "sources"),
        ("[", "manual"),
        ("]\n", ""),
    ] {
        text.push_str(typed);
        client.change_silently(path, &text);
        if taken.is_empty() {
            break;
        }
        let line = text.matches('\n').count();
        let column = text.rsplit('\n').next().unwrap().encode_utf16().count();
        let found = client.ask("completion", path, &json!({"line": line, "character": column}));
        let offered = found["items"].as_array().unwrap().iter().find(|item| item["label"] == taken);
        let offered = offered.unwrap_or_else(|| panic!("`{taken}` is not offered after {typed:?}"));
        text.truncate(byte(&text, &offered["textEdit"]["range"]["start"]));
        text.push_str(offered["textEdit"]["newText"].as_str().unwrap());
    }
    assert_eq!(client.change(path, &format!("{text}# done\n")), Vec::<Value>::new(), "{text}");
    fs::write(folder.join(path), &text).unwrap();
    digest(&folder);
    assert_eq!(client.leave(), 0);
}
