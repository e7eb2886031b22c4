//! Turns a misspelt name into the nearest known one, by optimal string alignment distance.

/// Edits (insert, delete, replace, swap of neighbours) between two words, or `None` above `limit`.
pub fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut left = None;
    for x in &a {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(last.first().map_or(1, |d| d + 1));
        let mut above = None;
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            if j > 0 && left == Some(y) && above == Some(x) {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
            above = Some(y);
        }
        if row.iter().all(|d| *d > limit) {
            return None;
        }
        left = Some(x);
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|d| *d <= limit)
}

/// The known name nearest to `wrong`: at most a third of its letters may differ. The first of equals wins.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (wrong.chars().count() / 3).clamp(1, 3);
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        if let Some(d) = distance(wrong, name, limit)
            && best.is_none_or(|(least, _)| d < least)
        {
            best = Some((d, name));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swaps_count_once() {
        assert_eq!(distance("zoloft", "zolotf", 2), Some(1));
        assert_eq!(distance("wehn", "when", 1), Some(1));
        assert_eq!(distance("ca", "abc", 3), Some(3));
        assert_eq!(distance("abc", "xyz", 2), None);
        assert_eq!(distance("", "ab", 2), Some(2));
    }

    #[test]
    fn the_nearest_name_is_close() {
        assert_eq!(nearest("wehn", ["when", "title"]), Some("when"));
        assert_eq!(nearest("systolic", ["systolic_bp", "diastolic_bp"]), None);
        assert_eq!(nearest("phq9.totl", ["phq9.total", "gad7.total"]), Some("phq9.total"));
    }
}
