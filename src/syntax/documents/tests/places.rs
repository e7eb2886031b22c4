//! Which document a file is, by its place in the folder.

use super::Folder;

#[test]
fn a_file_out_of_place_is_named_with_the_place_it_belongs_to() {
    let other = "- anything";
    let files = [
        "README.md",
        "cases/a.yaml",
        "cases/deep/b.yml",
        ".github/ci.yml",
        "rules/.draft.yaml",
        "notes.txt",
        "Pack.yaml",
        "questionaire.yaml",
        "rules/a.yml",
        "rule/b.yaml",
        "rules/deep/c.yaml",
        "depression.yaml",
        "other/d.yaml",
    ];
    let help = "scales stand in `scales/`, tables and term lists in `tables/`, facts and rules in `rules/`";
    assert_eq!(
        Folder::of(files.map(|path| (path, other))).table(),
        [
            "AN0108 Pack.yaml:1:1 : no file of a pack belongs at `Pack.yaml` | did you mean `pack.yaml`?".to_owned(),
            "AN0108 questionaire.yaml:1:1 : no file of a pack belongs at `questionaire.yaml` | did you mean `questionnaire.yaml`?".to_owned(),
            "AN0108 rules/a.yml:1:1 : no file of a pack belongs at `rules/a.yml` | did you mean `rules/a.yaml`?".to_owned(),
            "AN0108 rule/b.yaml:1:1 : no file of a pack belongs at `rule/b.yaml` | did you mean `rules/b.yaml`?".to_owned(),
            "AN0108 rules/deep/c.yaml:1:1 : no file of a pack belongs at `rules/deep/c.yaml` | did you mean `rules/c.yaml`?".to_owned(),
            format!("AN0108 depression.yaml:1:1 : no file of a pack belongs at `depression.yaml` | {help}"),
            format!("AN0108 other/d.yaml:1:1 : no file of a pack belongs at `other/d.yaml` | {help}"),
        ]
    );
}

#[test]
fn a_folder_without_its_two_files_is_no_pack() {
    let help = "a pack is a folder with `pack.yaml`, `questionnaire.yaml`, `scales/`, `tables/` and `rules/`";
    let expected =
        ["pack.yaml", "questionnaire.yaml"].map(|file| format!("AN0107 the folder has no `{file}` | {help}"));
    assert_eq!(Folder::of([]).table(), expected);
    assert_eq!(Folder::of([("README.md", "")]).table(), expected);
}

#[test]
fn faults_of_all_files_come_together() {
    let folder = Folder::of([
        ("questionnaire.yaml", "questionnaire: q\nsections: [\n"),
        ("pack.yaml", "pack: p\npack: p\nversion: 1\ntitle: !t x\nintended_use: &u y\nusers: *u\n"),
        ("rules/a.yaml", ""),
        ("scales/b.yaml", "[1]"),
        ("tables/c.yaml", "title: t\n"),
    ]);
    let codes: Vec<String> =
        folder.table().iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        codes,
        [
            "AN0001 questionnaire.yaml:2:11",
            "AN0002 pack.yaml:2:1",
            "AN0003 pack.yaml:4:8",
            "AN0004 pack.yaml:5:15",
            "AN0004 pack.yaml:6:8",
            "AN0008 rules/a.yaml:1:1",
            "AN0103 scales/b.yaml:1:1",
            "AN0102 tables/c.yaml:1:1",
            "AN0102 tables/c.yaml:1:1",
            "AN0102 tables/c.yaml:1:1",
        ]
    );
    assert!(folder.pack.header.is_some());
}
