//! Finds what two packs read alike in every sample of free text, so that they can share the literals for it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::wordings::{Asked, Names, Said};

/// By matcher and what it is asked: what the first matcher is asked that the very same samples say.
pub type Alike = HashMap<(Names, Asked), Asked>;

/// `said`: by matcher, what each sample says. `rows`: by matcher and table, the names of its rows.
pub fn alike(said: &[Vec<Said>], rows: &[Vec<Vec<&str>>]) -> Alike {
    let mut alike = Alike::new();
    let (Some(first), Some(first_rows)) = (said.first(), rows.first()) else { return alike };
    let of_first = saying(first);
    for (at, (said, rows)) in said.iter().zip(rows).enumerate().skip(1) {
        let same_table = |table: usize| mentioned(first, first_rows, table) == mentioned(said, rows, table);
        // Another name beside it names no row: rows are alike only where all the table is, and where a text ends is.
        let tables: BTreeSet<usize> = (0..rows.len()).filter(|table| same_table(*table)).collect();
        let of_this = saying(said);
        let same_end = of_this.get(&Asked::Elsewhere) == of_first.get(&Asked::Elsewhere);
        for (asked, samples) in of_this {
            let is_twin = |twin: Asked| match (twin, asked) {
                (Asked::Row(a, _), Asked::Row(b, _)) => a == b && same_end && tables.contains(&a),
                (a, b) => a == b,
            };
            let twin = of_first.iter().find(|(twin, of)| is_twin(**twin) && **of == samples);
            alike.extend(twin.map(|(twin, _)| ((Names(at), asked), *twin)));
        }
    }
    alike
}

/// The samples that say each thing that can be asked.
fn saying(said: &[Said]) -> BTreeMap<Asked, Vec<usize>> {
    let mut saying: BTreeMap<Asked, Vec<usize>> = BTreeMap::new();
    for (sample, said) in said.iter().enumerate() {
        said.asked.iter().for_each(|asked| saying.entry(*asked).or_default().push(sample));
    }
    saying
}

/// By sample: the rows of a table that it mentions, by name.
fn mentioned<'n>(said: &[Said], rows: &[Vec<&'n str>], table: usize) -> Vec<BTreeSet<&'n str>> {
    let name = |(of, row): &(usize, u32)| rows.get(table)?.get(*row as usize).copied().filter(|_| *of == table);
    said.iter().map(|said| said.entries.iter().filter_map(name).collect()).collect()
}
