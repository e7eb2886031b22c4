//! Turns two versions of a text into lines that stay, go and come, and two versions of a line into such words.

use crate::prose::Sentence;

/// What became of a line or a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Stays,
    Gone,
    New,
}

/// Lengths whose product is compared step by step; beyond it everything counts as replaced.
const MAX_STEPS: usize = 4_000_000;

/// Both versions as one list: what they share once, in order, and before it what is gone and what is new.
pub(super) fn merged<T: PartialEq + Copy>(was: &[T], is: &[T]) -> Vec<(Fate, T)> {
    let (rows, columns) = (was.len() + 1, is.len() + 1);
    if rows.saturating_mul(columns) > MAX_STEPS {
        let gone = was.iter().map(|one| (Fate::Gone, *one));
        return gone.chain(is.iter().map(|one| (Fate::New, *one))).collect();
    }
    // By place in both: how much they share from there on.
    let mut shared = vec![0_usize; rows * columns];
    let at = |row: usize, column: usize| row * columns + column;
    let get = |shared: &[usize], place: usize| shared.get(place).copied().unwrap_or(0);
    for (row, before) in was.iter().enumerate().rev() {
        for (column, after) in is.iter().enumerate().rev() {
            let most = match before == after {
                true => get(&shared, at(row + 1, column + 1)) + 1,
                false => get(&shared, at(row + 1, column)).max(get(&shared, at(row, column + 1))),
            };
            if let Some(cell) = shared.get_mut(at(row, column)) {
                *cell = most;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut merged = Vec::with_capacity(was.len().max(is.len()));
    loop {
        match (was.get(row), is.get(column)) {
            (Some(before), Some(after)) if before == after => {
                merged.push((Fate::Stays, *before));
                (row, column) = (row + 1, column + 1);
            }
            (Some(before), after)
                if after.is_none() || get(&shared, at(row + 1, column)) >= get(&shared, at(row, column + 1)) =>
            {
                merged.push((Fate::Gone, *before));
                row += 1;
            }
            (_, Some(after)) => {
                merged.push((Fate::New, *after));
                column += 1;
            }
            (_, None) => return merged,
        }
    }
}

/// The lines that differ, each below the headings that it stands under; a text of one kind only is told whole.
pub(super) fn differing<'s>(was: &'s [Sentence], is: &'s [Sentence]) -> Vec<(Fate, &'s Sentence)> {
    let was: Vec<&Sentence> = was.iter().collect();
    let is: Vec<&Sentence> = is.iter().collect();
    let all = merged(&was, &is);
    let mut keep: Vec<bool> = all.iter().map(|(fate, _)| *fate != Fate::Stays).collect();
    for (at, (fate, line)) in all.iter().enumerate() {
        if *fate == Fate::Stays {
            continue;
        }
        let mut depth = line.depth;
        for (above, (_, heading)) in all.iter().enumerate().take(at).rev() {
            if depth > heading.depth {
                depth = heading.depth;
                if let Some(keep) = keep.get_mut(above) {
                    *keep = true;
                }
            }
        }
    }
    all.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(line, _)| line).collect()
}

/// The words of a line, each with what became of it.
pub(super) type Words<'s> = Vec<(Fate, &'s str)>;

/// Two versions of a line, word by word.
pub(super) fn words<'s>(was: &'s str, is: &'s str) -> (Words<'s>, Words<'s>) {
    let split = |text: &'s str| text.split(' ').collect::<Vec<&str>>();
    let all = merged(&split(was), &split(is));
    let of = |not: Fate| all.iter().filter(|(fate, _)| *fate != not).copied().collect();
    (of(Fate::New), of(Fate::Gone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(depth: usize, text: &str) -> Sentence {
        Sentence { depth, text: text.to_owned() }
    }

    #[test]
    fn what_is_shared_stands_once() {
        use Fate::{Gone, New, Stays};
        assert_eq!(merged(&[1, 2, 3], &[1, 4, 3]), [(Stays, 1), (Gone, 2), (New, 4), (Stays, 3)]);
        assert_eq!(merged(&[1], &[]), [(Gone, 1)]);
        assert_eq!(merged::<u8>(&[], &[]), []);
    }

    #[test]
    fn a_line_stands_below_its_headings() {
        let was = [sentence(0, "all"), sentence(1, "a"), sentence(1, "any"), sentence(2, "b"), sentence(2, "c")];
        let mut is = was.clone();
        is[4].text = "d".to_owned();
        let shown: Vec<String> =
            differing(&was, &is).into_iter().map(|(fate, line)| format!("{fate:?} {}", line.text)).collect();
        assert_eq!(shown, ["Stays all", "Stays any", "Gone c", "New d"]);
    }

    #[test]
    fn words_are_told_apart() {
        let (was, is) = words("is 160 mmHg or more", "is 150 mmHg or more");
        let odd = |words: Words| {
            words.into_iter().filter(|(fate, _)| *fate != Fate::Stays).map(|(_, w)| w.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!((odd(was), odd(is)), (vec!["160".to_owned()], vec!["150".to_owned()]));
    }
}
