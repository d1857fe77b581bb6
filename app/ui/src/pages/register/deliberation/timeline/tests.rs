use jiff::civil::date;

use super::*;

fn version(approved: Date, in_force: Option<Date>) -> Version {
    Version { document: None, approved, in_force, languages: Vec::new() }
}

#[test]
fn a_version_counts_until_the_next_one_does_and_the_last_until_the_end() {
    let versions = [
        version(date(2023, 3, 7), None),
        version(date(2024, 1, 9), Some(date(2024, 6, 1))),
        version(date(2024, 3, 5), Some(date(2024, 3, 20))),
    ];
    let end = End::Repealed(date(2025, 1, 1));
    let spans: Vec<_> = spans(&versions, Some(&end)).into_iter().map(|span| (span.place, span.until)).collect();
    let expected = [(0, date(2024, 3, 20)), (2, date(2024, 6, 1)), (1, date(2025, 1, 1))];
    assert_eq!(spans, expected.map(|(place, until)| (place, Some(until))));
}
