use super::*;

fn ways(labels: &[&str]) -> Ways {
    let labels: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
    let dotted = labels.iter().filter(|label| !label.contains('/')).cloned().collect();
    let number = "23/058".parse().expect("a number");
    Ways { number, on: None, text: None, labels, dotted }
}

#[test]
fn a_slash_is_written_as_a_dot_unless_there_is_such_a_point() {
    let without = ways(&["61", "61/1", "62"]);
    assert_eq!(without.point("61/1"), "/deliberations/23/058/points/61.1");
    assert_eq!(without.find("61.1"), Some(1));
    let with = ways(&["61", "61.1", "61/1"]);
    assert_eq!((with.word("61.1").as_str(), with.word("61/1").as_str()), ("61.1", "61-1"));
    assert_eq!((with.find("61.1"), with.find("61-1")), (Some(1), Some(2)));
    assert_eq!(with.find("63"), None);
}

#[test]
fn a_point_without_a_text_is_found_in_the_range_that_is_cited() {
    let cited = ways(&["9-14", "57", "57-58"]);
    assert_eq!((cited.find("57"), cited.find("58"), cited.find("57-58")), (Some(1), Some(2), Some(2)));
    assert_eq!((cited.find("12"), cited.find("15")), (Some(0), None));
}

#[test]
fn the_day_stands_in_the_address_only_where_it_is_not_today() {
    let mut ways = ways(&["61"]);
    assert_eq!(ways.whole(), "/deliberations/23/058");
    ways.on = Some(Date::constant(2025, 1, 1));
    ways.text = Some(Language::Nl);
    assert_eq!(ways.whole(), "/deliberations/23/058?on=2025-01-01&text=nl");
    assert_eq!(ways.point("61"), "/deliberations/23/058/points/61@2025-01-01?text=nl");
}

#[test]
fn an_address_is_read_with_the_day_of_its_point() {
    let address = Address::of(&[("year", "23"), ("number", "058"), ("label", "61.1@2025-01-01")], &[]);
    let asked = read(&address);
    assert_eq!((number(&address).as_str(), asked.on.as_str()), ("23/058", "2025-01-01"));
    assert_eq!(label(&address), "61.1");
    let parts = [("year", "23"), ("number", "058"), ("label", "61.1@2025-01-01")];
    let two = read(&Address::of(&parts, &[("on", "2024-01-01"), ("day", "2024-01-01")]));
    assert!(two.on.contains("2025-01-01") && two.on.contains("2024-01-01"), "two days are none: {}", two.on);
    assert_eq!(two.strange, "day");
    assert_eq!(read(&Address::of(&[("label", "61.1@")], &[])).on, "@");
}
