//! Turns the name of a case into that of the file for its pin: one that every system takes.

use crate::value::Digest;

/// Letters and digits of a name that go into that of a file.
const LONGEST: usize = 60;
/// What every pin ends in.
const ENDING: &str = ".pin.json";
/// Names that Windows keeps for devices, whatever stands behind their first point.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// `two signs` → `two-signs.pin.json`. Where a file of another pin is called so, or the name cannot be told from its letters,
/// some digits of its digest follow.
pub fn file_name(case: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut slug = String::new();
    let mut chars = case.chars();
    while let Some(letter) = chars.next().filter(|_| slug.len() < LONGEST) {
        match letter {
            letter if letter.is_ascii_alphanumeric() => slug.push(letter.to_ascii_lowercase()),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let is_cut = chars.next().is_some();
    let slug = slug.trim_end_matches('-');
    let plain = format!("{slug}{ENDING}");
    if is_cut || slug.is_empty() || is_device(slug) || is_taken(&plain) {
        let digest = Digest::of(case.as_bytes()).to_string();
        let digits: String = digest.chars().skip_while(|c| *c != ':').skip(1).take(12).collect();
        let stem = if slug.is_empty() { "case" } else { slug };
        return format!("{stem}-{digits}{ENDING}");
    }
    plain
}

fn is_device(slug: &str) -> bool {
    let numbered = slug.strip_prefix("com").or_else(|| slug.strip_prefix("lpt"));
    DEVICES.contains(&slug) || numbered.is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_name_has_a_file_of_its_own_that_every_system_takes() {
        let long = "a".repeat(300);
        let names = [
            "two signs",
            "Two signs",
            "two-signs",
            "two  signs!",
            "été à 5 ans",
            "../../etc/passwd",
            "a/b\\c",
            "",
            " ",
            "CON",
            "con",
            "com1",
            "nul.txt",
            "Ω",
            "α",
            "160/100 mmHg",
            "ends in a point.",
            &long,
            &long[..299],
            "a:b",
            "-",
            "tab\there",
        ];
        let mut taken = BTreeSet::new();
        for name in names {
            let file = file_name(name, |file| taken.contains(file));
            assert!(file.len() < 90 && file.ends_with(ENDING), "{file}");
            let stem = file.strip_suffix(ENDING).expect("the ending");
            assert!(stem.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{file}");
            assert!(!stem.starts_with('-') && !is_device(stem), "{file}");
            assert!(taken.insert(file.clone()), "{name:?} and another one: {file}");
        }
        assert_eq!(file_name("two signs", |_| false), "two-signs.pin.json");
        assert_eq!(file_name("160/100 mmHg", |_| false), "160-100-mmhg.pin.json");
    }
}
