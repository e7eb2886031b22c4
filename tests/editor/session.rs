//! What an editor is told as somebody types, and how the server begins and ends.

use serde_json::{Value, json};

use super::client::{Client, copy, place};

const RULES: &str = "rules/signs.yaml";

#[test]
fn a_mistake_is_shown_where_it_stands_and_goes_away() {
    let mut client = Client::start(copy("fixtures/together", "faults"));
    let text = client.open(RULES);
    assert_eq!(client.faults[RULES], Vec::<Value>::new(), "a clean pack");

    // Columns count UTF-16: the two signs before the mistake are three units, and six bytes.
    let wrong = text.replace("of: [snores, tired", "of: [snores, tird").replace("That is much tea.", "\"é𝄞 {cup}\"");
    let faults = client.change(RULES, &wrong);
    assert_eq!(faults.len(), 2, "{faults:#?}");
    assert_eq!(faults[0]["code"], "AN0311");
    assert_eq!(faults[0]["range"]["start"], place(&wrong, "{cup}", 0));
    assert_eq!(faults[0]["range"]["end"], place(&wrong, "{cup}", 5));
    assert_eq!(faults[1]["code"], "AN0301");
    assert_eq!(faults[1]["severity"], 1);
    assert_eq!(faults[1]["range"]["start"], place(&wrong, "tird", 0));
    assert!(faults[1]["message"].as_str().unwrap().ends_with("help: did you mean `tired`?"), "{}", faults[1]);

    assert_eq!(client.change(RULES, &text), Vec::<Value>::new());
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_case_that_comes_out_otherwise_is_shown_as_the_rule_is_typed() {
    let mut client = Client::start(copy("fixtures/together", "cases"));
    let text = client.open(RULES);
    client.change(RULES, &text.replace("cups >= 6", "cups >= 7"));
    client.wait("cases/sleep.yaml");
    let found = &client.faults["cases/sleep.yaml"];
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["code"], "AN0801");
    // Unsaved text counts, whichever file it is in.
    let cases = client.text("cases/sleep.yaml");
    client.open_with("cases/sleep.yaml", &cases.replace("cups: 6}", "cups: 7}"));
    assert_eq!(client.faults["cases/sleep.yaml"], Vec::<Value>::new());
    // Closed without saving, the file on disk counts again.
    client.tell("textDocument/didClose", json!({"textDocument": {"uri": client.uri("cases/sleep.yaml")}}));
    assert_eq!(client.wait("cases/sleep.yaml").len(), 1);
    // With the last file closed nothing is shown any more.
    client.tell("textDocument/didClose", json!({"textDocument": {"uri": client.uri(RULES)}}));
    assert_eq!(client.wait("cases/sleep.yaml"), Vec::<Value>::new());
    assert_eq!(client.leave(), 0);
}

#[test]
fn the_server_begins_and_ends_as_the_protocol_says() {
    let folder = copy("fixtures/together", "protocol");
    let mut client = Client::silent(folder.clone());
    assert_eq!(client.answer("textDocument/hover", json!({}))["error"]["code"], -32002, "before the greeting");
    client.request("initialize", json!({"capabilities": {}}));
    assert_eq!(client.answer("initialize", json!({}))["error"]["code"], -32600, "twice");
    assert_eq!(client.answer("textDocument/foldingRange", json!({}))["error"]["code"], -32601, "unknown");
    client.raw(b"Content-Length: 3\r\n\r\n{{{");
    client.raw(b"nonsense\r\n\r\n");
    client.tell("$/setTrace", json!({"value": "off"}));
    client.tell("textDocument/didOpen", json!({"textDocument": 7}));
    client.request("shutdown", Value::Null);
    assert_eq!(client.answer("textDocument/hover", json!({}))["error"]["code"], -32600, "after the end");
    client.tell("exit", Value::Null);
    assert_eq!(client.ended(), 0);

    let mut client = Client::start(folder.clone());
    client.tell("exit", Value::Null);
    assert_eq!(client.ended(), 1, "no goodbye");
    assert_eq!(Client::start(folder).ended(), 1, "the pipe closed");
}

#[test]
fn a_folder_that_cannot_be_read_is_said_once_and_comes_back() {
    let folder = copy("fixtures/together", "trouble");
    let questionnaire = std::fs::read(folder.join("questionnaire.yaml")).unwrap();
    std::fs::write(folder.join("questionnaire.yaml"), b"ask: \xff\xfe").unwrap();
    let mut client = Client::start(folder.clone());
    let text = client.open(RULES);
    assert_eq!(client.said.len(), 1, "{:?}", client.said);
    assert!(client.said[0].contains("questionnaire.yaml: not UTF-8 text"), "{:?}", client.said);
    client.change(RULES, &format!("{text}\n"));
    assert_eq!(client.said.len(), 1, "{:?}", client.said);
    std::fs::write(folder.join("questionnaire.yaml"), questionnaire).unwrap();
    client.tell("textDocument/didSave", json!({"textDocument": {"uri": client.uri(RULES)}}));
    client.wait(RULES);
    assert_eq!(client.change(RULES, &text.replace("tired", "tird")).len(), 1);
    assert_eq!(client.leave(), 0);
}

#[test]
fn what_belongs_to_no_pack_is_left_alone() {
    let folder = crate::cli::folder("editor alone");
    std::fs::write(folder.join("other.yaml"), "a: b").unwrap();
    let mut client = Client::start(folder);
    client.open_alone("other.yaml", "a: b");
    let at = json!({"line": 0, "character": 0});
    assert_eq!(client.ask("hover", "other.yaml", &at), Value::Null);
    assert_eq!(client.ask("completion", "other.yaml", &at), Value::Null);
    client.tell("textDocument/didChange", json!({"textDocument": {"uri": "untitled:1"}, "contentChanges": []}));
    assert_eq!(client.leave(), 0);
}
