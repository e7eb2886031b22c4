//! Random edits of an archive: each is told, and told for what it is.

use anteroom::audit::archive::{Fault, Verification};

use super::{applicants, decisions, head, lines, record, verify};
use crate::cli::folder;
use crate::support::draw::Draw;

const EDITS: usize = 1_000;

/// What somebody did to an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edit {
    Byte,
    ByteIn,
    ByteOut,
    Bit,
    LineOut,
    LinesSwapped,
    LineMoved,
    LineTwice,
    LinesOut,
    Cut,
    JunkIn,
    JunkBehind,
    LineEndOut,
    HeadOfAnother,
}

const ALL: [Edit; 14] = [
    Edit::Byte,
    Edit::ByteIn,
    Edit::ByteOut,
    Edit::Bit,
    Edit::LineOut,
    Edit::LinesSwapped,
    Edit::LineMoved,
    Edit::LineTwice,
    Edit::LinesOut,
    Edit::Cut,
    Edit::JunkIn,
    Edit::JunkBehind,
    Edit::LineEndOut,
    Edit::HeadOfAnother,
];

/// The bytes after an edit.
fn edited(edit: Edit, bytes: &[u8], draw: &mut Draw) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    let mut all: Vec<&[u8]> = lines(bytes).collect();
    let (at, line) = (draw.below(bytes.len()), draw.below(all.len()));
    match edit {
        Edit::Byte => changed[at] = changed[at].wrapping_add(1 + draw.below(255) as u8),
        Edit::Bit => changed[at] ^= 1 << draw.below(8),
        Edit::ByteIn => changed.insert(at, draw.below(256) as u8),
        Edit::ByteOut => drop(changed.remove(at)),
        Edit::Cut => changed.truncate(at),
        Edit::JunkBehind => {
            changed.extend(draw.pick(&["\n", "{}\n", "x\n"]).bytes());
        }
        Edit::LineEndOut => drop(changed.pop()),
        Edit::LineOut => return [&all[..line], &all[line + 1..]].concat().concat(),
        Edit::LinesOut => return all.split_off(1 + draw.below(all.len() - 1)).concat(),
        Edit::LineTwice => {
            let other = draw.below(all.len() + 1);
            all.insert(other, all[line]);
            return all.concat();
        }
        Edit::LinesSwapped => {
            let other = (line + 1 + draw.below(all.len() - 1)) % all.len();
            all.swap(line, other);
            return all.concat();
        }
        Edit::LineMoved => {
            let moved = all.remove(line);
            all.insert((line + 1 + draw.below(all.len() - 1)) % (all.len() + 1), moved);
            return all.concat();
        }
        Edit::JunkIn => {
            all.insert(line, b"{\"schema\":\"anteroom.log/1\"}\n");
            return all.concat();
        }
        Edit::HeadOfAnother => {}
    }
    changed
}

/// Whether an edit was told for what it is.
fn is_told(edit: Edit, found: &Verification) -> bool {
    let has = |is: fn(&Fault) -> bool| found.faults.iter().any(is);
    match edit {
        Edit::Byte | Edit::Bit | Edit::ByteIn | Edit::ByteOut => {
            has(|f| matches!(f, Fault::Edited { .. } | Fault::Truncated { cut: true, .. } | Fault::Inserted { .. }))
        }
        Edit::LineOut => has(|f| matches!(f, Fault::Removed { .. } | Fault::Truncated { cut: false, .. })),
        Edit::LinesOut => has(|f| matches!(f, Fault::Removed { from: 1, .. })),
        Edit::LinesSwapped | Edit::LineMoved => has(|f| matches!(f, Fault::Reordered { .. })),
        Edit::LineTwice => has(|f| matches!(f, Fault::Repeated { .. })),
        Edit::Cut | Edit::LineEndOut => has(|f| matches!(f, Fault::Truncated { .. })),
        Edit::JunkIn => has(|f| matches!(f, Fault::Inserted { .. })),
        Edit::JunkBehind => has(|f| matches!(f, Fault::Trailing { .. })),
        Edit::HeadOfAnother => has(|f| matches!(f, Fault::OtherEnd { .. })),
    }
}

#[test]
fn a_thousand_edits_are_told() {
    let mut draw = Draw::seeded(7);
    let folder = folder("archive-edits");
    let (one, other) = (folder.join("one.ndjson"), folder.join("other.ndjson"));
    let shown = record(&one, &applicants(40, &mut draw));
    record(&other, &applicants(40, &mut draw));
    let bytes = std::fs::read(&one).expect("an archive");
    let (own, foreign) = (head(&one).expect("a head"), head(&other).expect("a head"));
    assert_eq!(decisions(&bytes), shown);
    assert_eq!(verify(&bytes, Some(&own)).faults, []);
    for number in 0..EDITS {
        let edit = ALL[number % ALL.len()];
        let changed = edited(edit, &bytes, &mut draw);
        let is_edit = edit == Edit::HeadOfAnother || changed != bytes;
        assert!(is_edit, "{edit:?} changed nothing");
        let found = verify(&changed, Some(if edit == Edit::HeadOfAnother { &foreign } else { &own }));
        assert!(is_told(edit, &found), "edit {number}, {edit:?}: {:?}", found.faults);
    }
}

#[test]
fn a_whole_chain_made_anew_is_told_by_its_head() {
    let mut draw = Draw::seeded(8);
    let folder = folder("archive-anew");
    let (one, other) = (folder.join("one.ndjson"), folder.join("other.ndjson"));
    record(&one, &applicants(3, &mut draw));
    record(&other, &applicants(3, &mut draw));
    let found = verify(&std::fs::read(&other).expect("an archive"), head(&one).as_ref());
    assert_eq!(found.faults, [Fault::OtherEnd { number: 3 }]);
}
