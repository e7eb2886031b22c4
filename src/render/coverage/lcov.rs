//! Coverage as a file for coverage viewers: a rule's file is a source file, a line of a condition a block with a branch each for
//! met, not met and unknown.
//!
//! A line of the file counts how often it was read, which is for every applicant: what was not reached shows in the branches. A
//! branch that is proved to be beyond everybody is left out. That a line alone decided has no place in this format.

use std::collections::BTreeMap;

use super::{Covered, Placed};
use crate::coverage::Outcome;

/// One record a file, as `genhtml` reads it.
pub fn lcov(covered: &Covered) -> String {
    let mut records = String::new();
    for (file, placed) in covered.by_file() {
        let mut record = format!("TN:anteroom\nSF:{}\n", covered.sources.get(file).name);
        let mut lines: BTreeMap<usize, usize> = BTreeMap::new();
        let (mut found, mut hit) = (0, 0);
        let mut block = 0;
        let mut last = 0;
        for one in &placed {
            block = if one.number == last { block + 1 } else { 0 };
            last = one.number;
            let read: usize = Outcome::OWN.map(|outcome| count(one, outcome)).iter().sum();
            let most = lines.entry(one.number).or_default();
            *most = read.max(*most);
            let lacks = covered.report.of(one.condition.of, one.line);
            let beyond = |outcome| lacks.iter().any(|lack| lack.gap.outcome == outcome && lack.is_impossible());
            for (branch, outcome) in Outcome::OWN.into_iter().enumerate().filter(|(_, outcome)| !beyond(*outcome)) {
                let count = count(one, outcome);
                found += 1;
                hit += usize::from(count > 0);
                // A line that nobody read, in a row that nobody has, has no branches that were passed over.
                let taken = if read == 0 { "-".to_owned() } else { count.to_string() };
                record.push_str(&format!("BRDA:{},{block},{branch},{taken}\n", one.number));
            }
        }
        record.push_str(&format!("BRF:{found}\nBRH:{hit}\n"));
        for (number, read) in &lines {
            record.push_str(&format!("DA:{number},{read}\n"));
        }
        let read = lines.values().filter(|read| **read > 0).count();
        record.push_str(&format!("LF:{}\nLH:{read}\nend_of_record\n", lines.len()));
        records.push_str(&record);
    }
    records
}

fn count(placed: &Placed, outcome: Outcome) -> usize {
    placed.condition.counts.get(placed.line).map_or(0, |counts| counts.of(outcome))
}
