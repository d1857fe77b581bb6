//! Numbers of deliberations as integers that sort the same way.

use delibero_domain::deliberation::{DeliberationNumber, latin};

/// `202305800` for 23/058, `200301002` for 03/010bis.
pub(super) fn id_of(number: DeliberationNumber) -> i64 {
    let written = number.to_string();
    let adverb = written.trim_start_matches(|c: char| c.is_ascii_digit() || c == '/');
    let latin = latin::ordinal(adverb).unwrap_or_default();
    i64::from(number.year()) * 100_000 + i64::from(number.number()) * 100 + i64::from(latin)
}

/// Placeholders for a list: `$3, $4`.
pub(super) fn placeholders(first: usize, count: usize) -> String {
    (first..first + count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_sort_as_numbers_do() {
        let numbers = ["96/032", "99/1", "00/026", "03/010", "03/010bis", "03/010ter", "03/011", "23/058", "23/999"];
        let ids: Vec<i64> = numbers.iter().map(|number| id_of(number.parse().unwrap())).collect();
        assert!(ids.is_sorted());
        assert_eq!((ids[4], ids[7]), (200_301_002, 202_305_800));
    }
}
