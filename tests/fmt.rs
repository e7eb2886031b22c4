//! `anteroom fmt`: one layout for a file however it was laid out, and nothing else that changes.

use std::fmt::Write as _;
use std::fs;

use anteroom::layout::{self, Refused};
use anteroom::text::Sources;

use crate::cli::{code, command, err, folder, out, run};
use crate::support::draw::Draw;
use crate::support::{self, files, pack_of, root};

fn laid_out(text: &str) -> Result<String, Refused> {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", text);
    layout::canonical(file, text)
}

/// Every YAML file of the packs and cases in the repository.
fn shipped() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in ["rules", "fixtures/together", "fixtures/signed", "fixtures/checker", "fixtures/applicants"] {
        let of = |(name, text): (String, String)| (format!("{folder}/{name}"), text);
        all.extend(files(&root().join(folder)).into_iter().map(of));
    }
    all.retain(|(name, _)| name.ends_with(".yaml"));
    assert!(all.len() > 150);
    all
}

#[test]
fn what_is_shipped_is_in_its_layout() {
    for (name, text) in shipped() {
        assert_eq!(laid_out(&text).as_ref(), Ok(&text), "{name}");
    }
}

/// The same file as somebody with other habits and another editor would have it.
fn untidy(text: &str, draw: &mut Draw) -> String {
    let wide = draw.between(1, 4) as usize;
    let has_block = text.contains(": >") || text.contains(": |");
    let mut out = String::new();
    let mut in_condition = false;
    for line in text.lines() {
        let (indent, mut rest) = (line.len() - line.trim_start().len(), line.trim_start().to_owned());
        in_condition =
            rest.starts_with("when:") || (in_condition && rest.starts_with("- ")) || rest.starts_with("all:");
        if in_condition && rest.starts_with("- ") && !rest.contains(['"', '\'', '#', '/', '{', '[']) && draw.chance(50)
        {
            rest = rest.replace(" >= ", ">=").replace(" < ", "  <  ");
        }
        if let Some(item) = rest.strip_prefix("- {").filter(|item| !item.contains(['"', '\'', '#'])) {
            let item = item.replace(", ", [", ", " ,  ", " , "][draw.below(3)]);
            rest = format!("- {{{}{}", " ".repeat(draw.below(3)), item.replace("}", " }"));
        }
        if let Some(item) = rest.strip_prefix("- ") {
            rest = format!("-{}{item}", " ".repeat(2 * wide - 1));
        }
        if !has_block && !line.is_empty() && draw.chance(20) {
            rest.push_str(&" ".repeat(draw.below(4)));
        }
        if line.is_empty() {
            out.push_str(&"\n".repeat(draw.below(3)));
        }
        writeln!(out, "{}{rest}", " ".repeat(indent * wide)).expect("a text");
    }
    out.push_str(&"\n".repeat(draw.below(3)));
    match draw.below(4) {
        0 => out.replace('\n', "\r\n"),
        1 => format!("\u{FEFF}{out}"),
        _ => out,
    }
}

#[test]
fn however_a_file_is_laid_out_it_becomes_the_same() {
    let mut changed = 0;
    for seed in 0..3 {
        for (name, text) in shipped() {
            let untidy = untidy(&text, &mut Draw::seeded(seed));
            changed += usize::from(untidy != text);
            let got = laid_out(&untidy).unwrap_or_else(|refused| panic!("{name}: {refused:?}\n{untidy}"));
            assert_eq!(got, text, "{name}, seed {seed}\n{untidy}");
        }
    }
    assert!(changed > 400, "{changed}");
}

#[test]
fn the_digest_of_a_pack_stays() {
    for (name, seed) in [("rules/kap", 7), ("rules/demo", 8), ("fixtures/together", 9), ("fixtures/checker/base", 10)] {
        let mut all = files(&root().join(name));
        all.retain(|(path, _)| path.ends_with(".yaml") && !path.starts_with("cases/"));
        let digest = |files: &[(String, String)]| pack_of(files).0.expect("a pack").digest;
        let was = digest(&all);
        for (_, text) in &mut all {
            *text = untidy(text, &mut Draw::seeded(seed));
        }
        assert_eq!(digest(&all), was, "{name}: the untidy one is another pack");
        for (_, text) in &mut all {
            *text = laid_out(text).expect("a layout");
        }
        assert_eq!(digest(&all), was, "{name}");
    }
}

/// Documents of every form, with comments between everything, laid out at random.
struct Writer {
    draw: Draw,
    text: String,
    comments: usize,
}

impl Writer {
    fn comment(&mut self, indent: usize) {
        if self.draw.chance(15) {
            self.comments += 1;
            let indent = indent.saturating_sub(self.draw.below(3) * 2) + self.draw.below(2);
            writeln!(self.text, "{}# note {}", " ".repeat(indent), self.comments).expect("a text");
        }
        if self.draw.chance(10) {
            self.text.push_str(&"\n".repeat(self.draw.between(1, 3) as usize));
        }
    }

    fn trailing(&mut self) {
        if self.draw.chance(10) {
            self.comments += 1;
            write!(self.text, "{}# note {}", " ".repeat(self.draw.between(1, 6) as usize), self.comments)
                .expect("a text");
        }
        self.text.push_str(&" ".repeat(self.draw.below(2)));
        self.text.push('\n');
    }

    fn gap(&mut self) {
        let spaces = self.draw.between(1, 3) as usize;
        self.text.push_str(&" ".repeat(spaces));
    }

    fn word(&mut self) -> &'static str {
        self.draw.pick(&[
            "a",
            "b c",
            "é#f",
            "'g: h'",
            "\"i \\\" # j\"",
            "~",
            "12.50",
            "2026-11-23",
            "http://k",
            "-l",
            "'it''s'",
        ])
    }

    /// What stands behind a key or dash at `outer`, and the end of its line.
    fn value(&mut self, outer: usize, depth: usize, in_list: bool) {
        let inner = outer + self.draw.between(1, 4) as usize;
        let pad = " ".repeat(inner);
        match self.draw.below(if depth > 3 { 6 } else { 9 }) {
            0 | 1 => {
                self.gap();
                let word = self.word();
                self.text.push_str(word);
                self.trailing();
            }
            2 => {
                self.gap();
                self.flow(inner, 0);
                self.trailing();
            }
            3 => {
                self.gap();
                let style = self.draw.pick(&["|", ">", "|-", ">-", "|+"]);
                let more = self.draw.pick(&["", "  "]);
                write!(self.text, "{style}\n{pad}one # two\n{pad}{more}three\n\n{pad}- four: x\n").expect("a text");
            }
            4 => {
                self.gap();
                let (open, end) = self.draw.pick(&[("\"", "\""), ("'", "'"), ("", "")]);
                write!(self.text, "{open}one  two \n{pad}  three\n\n{pad}four{end}").expect("a text");
                self.trailing();
            }
            5 => {
                self.trailing();
                self.comment(inner);
                let word = self.word();
                write!(self.text, "{pad}{word}").expect("a text");
                self.trailing();
            }
            6 => {
                self.trailing();
                self.mapping(inner, depth + 1);
            }
            7 => {
                self.trailing();
                let indent = if in_list || outer == 0 || self.draw.chance(50) { inner } else { outer };
                self.list(indent, depth + 1);
            }
            _ if in_list => {
                // Beside the dash: the first key stands where the others do.
                let column = outer + 2 + self.draw.below(3);
                self.text.push_str(&" ".repeat(column - outer - 1));
                let start = self.text.len();
                self.mapping_from(column, depth + 1, start);
            }
            _ => self.text.push('\n'),
        }
    }

    fn mapping(&mut self, indent: usize, depth: usize) {
        self.comment(indent);
        self.text.push_str(&" ".repeat(indent));
        let start = self.text.len();
        self.mapping_from(indent, depth, start);
    }

    fn mapping_from(&mut self, indent: usize, depth: usize, start: usize) {
        for at in 0..self.draw.between(1, 4) {
            if at > 0 {
                self.comment(indent);
                self.text.push_str(&" ".repeat(indent));
            }
            let space = self.draw.pick(&["", " "]);
            write!(self.text, "k{start}_{at}{space}:").expect("a text");
            self.value(indent, depth, false);
        }
    }

    fn list(&mut self, indent: usize, depth: usize) {
        for _ in 0..self.draw.between(1, 4) {
            self.comment(indent);
            write!(self.text, "{}-", " ".repeat(indent)).expect("a text");
            self.value(indent, depth, true);
        }
    }

    fn flow(&mut self, indent: usize, depth: usize) {
        let is_list = self.draw.chance(50);
        self.text.push(if is_list { '[' } else { '{' });
        for at in 0..self.draw.below(4) {
            if at > 0 {
                self.text.push_str(self.draw.pick(&[",", " ,  ", ", "]));
            }
            if self.draw.chance(20) {
                self.trailing();
                self.text.push_str(&" ".repeat(indent + self.draw.below(9)));
            }
            if !is_list {
                write!(self.text, "k{at}: ").expect("a text");
            }
            if depth < 3 && self.draw.chance(30) {
                self.flow(indent, depth + 1);
            } else {
                let word = self.word();
                self.text.push_str(word);
            }
        }
        if self.draw.chance(10) {
            write!(self.text, "\n{}", " ".repeat(indent)).expect("a text");
        }
        self.text.push_str(self.draw.pick(&["", " "]));
        self.text.push(if is_list { ']' } else { '}' });
    }
}

/// The comments that a document has by the numbers they bear: those in blocks of text bear none.
fn notes(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> =
        text.match_indices("# note ").map(|(at, _)| text[at..].lines().next().unwrap().trim_end()).collect();
    found.sort_unstable();
    found
}

#[test]
fn any_document_keeps_its_values_and_comments() {
    for seed in 0..3_000 {
        let mut writer = Writer { draw: Draw::seeded(seed), text: String::new(), comments: 0 };
        if writer.draw.chance(70) {
            writer.mapping(0, 0);
        } else {
            writer.list(0, 0);
        }
        let Writer { text, comments, .. } = writer;
        let got = laid_out(&text).unwrap_or_else(|refused| panic!("{seed}: {refused:?}\n{text}"));
        let value = |text: &str| serde_yaml::from_str::<serde_yaml::Value>(text).expect("YAML");
        assert_eq!(value(&got), value(&text), "{seed}\n{text}\n{got}");
        assert_eq!((notes(&got).len(), notes(&got)), (comments, notes(&text)), "{seed}\n{text}\n{got}");
        assert_eq!(laid_out(&got).as_ref(), Ok(&got), "{seed}\n{text}");
        assert!(!got.lines().any(|line| line.ends_with(' ') && !line.ends_with("two ")), "{seed}\n{got}");
    }
}

#[test]
fn no_text_makes_it_panic_or_lose_a_word() {
    let signs = [
        "-", " ", "\n", ":", "#", "[", "]", "{", "}", ",", "|", ">", "'", "\"", "?", "\t", "\r", "é", "&a", "*a", "---",
    ];
    let all = shipped();
    for seed in 0..4_000 {
        let mut draw = Draw::seeded(seed);
        let mut text = all[draw.below(all.len())].1.clone();
        let start = draw.below(text.len());
        let start = (0..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        text = text[start..].chars().take(400).collect();
        for _ in 0..draw.below(6) {
            let at = draw.below(text.len() + 1);
            let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            text.insert_str(at, draw.pick(&signs));
        }
        if let Ok(got) = laid_out(&text) {
            let words = |text: &str| {
                let mut words: Vec<char> = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{FEFF}').collect();
                words.sort_unstable();
                words
            };
            assert_eq!(words(&got), words(&text), "{seed}\n{text}\n{got}");
        }
    }
}

#[test]
fn check_says_what_would_change_and_changes_nothing() {
    let place = folder("fmt-check");
    for (name, text) in support::pack_files("demo") {
        let path = place.join(&name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let rules = place.join("rules/demo.yaml");
    let text = fs::read_to_string(&rules).expect("a file");
    let untidy = text.replace(": ", ":  ");
    fs::write(&rules, &untidy).expect("a file");
    let fmt =
        |arguments: &[&str]| command(&[&["fmt"], arguments].concat()).current_dir(&place).output().expect("it starts");
    let output = fmt(&["--check"]);
    assert_eq!((code(&output), err(&output).as_str()), (1, ""));
    assert_eq!(out(&output), "would reformat rules/demo.yaml\n1 file would change, 4 unchanged\n");
    assert_eq!(fs::read_to_string(&rules).expect("a file"), untidy);
    let output = fmt(&[]);
    assert_eq!(
        (code(&output), out(&output).as_str()),
        (0, "reformatted rules/demo.yaml\n1 file changed, 4 unchanged\n")
    );
    assert_eq!(code(&fmt(&["--check", "rules/demo.yaml", "pack.yaml"])), 0);
    assert_eq!(files(&place).len(), 5, "nothing is left over");
}

#[test]
fn a_file_with_mistakes_is_left_as_it_is_and_the_others_are_not() {
    let place = folder("fmt-broken");
    fs::write(place.join("a.yaml"), "a: [b\n").expect("a file");
    fs::write(place.join("b.yaml"), "a:   b\n").expect("a file");
    let output = run(&["fmt", &place.to_string_lossy()]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).starts_with("error[AN0001]"), "{}", err(&output));
    assert!(out(&output).ends_with("1 file changed, 0 unchanged, 1 left as they are\n"), "{}", out(&output));
    assert_eq!(fs::read_to_string(place.join("a.yaml")).expect("a file"), "a: [b\n");
    assert_eq!(fs::read_to_string(place.join("b.yaml")).expect("a file"), "a: b\n");
    for (arguments, words) in [(["fmt", "fixtures/nowhere"], "no such file"), (["fmt", "README.md"], "no YAML file")] {
        let output = run(&arguments);
        assert_eq!(code(&output), 2);
        assert!(err(&output).contains(words), "{}", err(&output));
    }
    assert_eq!(code(&run(&["fmt"])), 2, "the root of this repository is no pack");
}
