use delibero_domain::catalogue::files::builtin;

use super::*;

fn catalogue() -> Catalogue {
    builtin().expect("a sound catalogue")
}

fn places(cited: &str) -> Vec<String> {
    let labels = ["7.1", "7.2", "34", "36", "37", "37.1", "38", "56/1", "56/2", "57", "58"].map(str::to_owned);
    let parsed: Vec<_> = labels.iter().map(|label| label.parse().ok()).collect();
    matched(cited, &labels, &parsed).into_iter().map(|place| labels[place].clone()).collect()
}

#[test]
fn a_citation_means_whole_points_and_ranges() {
    assert_eq!(places("37"), ["37"]);
    assert_eq!(places("34-37"), ["34", "36", "37", "37.1"]);
    assert_eq!(places("41-57"), ["56/1", "56/2", "57"]);
    assert_eq!(places("57-58"), ["57", "58"]);
    assert_eq!(places("7"), ["7.1", "7.2"]);
    assert_eq!(places("34, 57 et 58"), ["34", "57", "58"]);
    assert!(places("5").is_empty() && places("x").is_empty());
}

#[test]
fn every_point_that_the_catalogue_cites_is_found_again() {
    let catalogue = catalogue();
    let uses = Uses::of(&catalogue, "23/058", Language::Fr);
    let cited = uses.cited();
    assert!(cited.iter().any(|point| point == "57-58") && cited.first().is_some_and(|point| point == "5"));
    let labels = ["57", "58", "86"].map(str::to_owned);
    let at = uses.at(&labels);
    assert_eq!(at.len(), 3);
    let vdab = |found: &&Use| found.recipients.iter().any(|recipient| recipient.id == "vdab");
    let of_57: Vec<_> = at[0].uses.iter().filter(vdab).map(|found| found.kind).collect();
    assert!(of_57.contains(&UseKind::Authorisation) && of_57.contains(&UseKind::Grant), "{of_57:?}");
    assert!(!at[1].uses.iter().any(|found| found.kind == UseKind::Authorisation), "said at 57 alone");
    let kept = at[2].uses.iter().find(|found| found.kind == UseKind::Retention).expect("a retention rule");
    assert!(kept.recipients.len() > 5, "the rule of many is said once: {kept:?}");
}

#[test]
fn a_deliberation_that_the_catalogue_does_not_know_gives_nothing() {
    let catalogue = catalogue();
    assert!(Uses::of(&catalogue, "98/001", Language::Nl).at(&["1".to_owned()]).is_empty());
}
