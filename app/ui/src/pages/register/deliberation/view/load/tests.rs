use jiff::civil::date;

use super::*;

fn version(known: bool) -> Version {
    let languages = if known { vec![Language::Fr] } else { Vec::new() };
    Version { document: None, approved: date(2024, 1, 9), in_force: None, languages }
}

#[test]
fn the_text_shown_is_the_nearest_known_and_the_earlier_of_two() {
    let versions = [true, false, true, false, false].map(version);
    let nearest: Vec<_> = (0..5).map(|wanted| nearest_known(&versions, wanted)).collect();
    assert_eq!(nearest, [Some(0), Some(0), Some(2), Some(2), Some(2)]);
    assert_eq!(nearest_known(&[version(false)], 0), None);
}
