use delibero_domain::catalogue::files::builtin;
use delibero_domain::deliberation::differences::Presence;
use jiff::civil::date;

use super::*;

const FR: Language = Language::Fr;
const NL: Language = Language::Nl;

fn version(languages: &[Language]) -> Version {
    Version { document: None, approved: date(2024, 1, 9), in_force: None, languages: languages.to_vec() }
}

fn places(from: &str, to: &str, versions: &[Version]) -> Option<(u16, u16)> {
    let query = DifferencesQuery { from: from.to_owned(), to: to.to_owned(), ..DifferencesQuery::default() };
    chosen(&query, versions)
}

#[test]
fn what_the_address_leaves_open_are_the_newest_texts() {
    let versions = [&[FR][..], &[], &[FR], &[]].map(version);
    assert_eq!(places("", "", &versions), Some((0, 2)));
    assert_eq!(places("3", "1", &versions), Some((3, 1)));
    assert_eq!(places("", "2", &versions), Some((0, 2)));
    assert_eq!(places("1", "", &versions), Some((1, 2)));
    let dates = [&[][..], &[], &[]].map(version);
    assert_eq!(places("", "", &dates), Some((1, 2)));
    assert_eq!(places("", "", &dates[..1]), Some((0, 0)));
}

#[test]
fn a_version_that_is_not_there_is_none() {
    let versions = [&[FR][..], &[FR]].map(version);
    for (from, to) in [("2", "1"), ("0", "2"), ("-1", "1"), ("x", ""), ("0", "99999"), ("0", "1.")] {
        assert_eq!(places(from, to, &versions), None, "{from} {to}");
    }
}

#[test]
fn the_language_is_the_first_wanted_one_that_both_have() {
    let settle = |before: &[Language], after: &[Language], wanted| {
        let (before, after) = (version(before), version(after));
        settled(false, [&before, &after], &in_common(&before, &after), &[wanted, Some(Language::De), Some(FR)])
    };
    assert_eq!(settle(&[FR, NL], &[NL, FR], Some(NL)), Texts::Compared(NL));
    assert_eq!(settle(&[FR, NL], &[NL, FR], None), Texts::Compared(FR));
    assert_eq!(settle(&[NL], &[NL, FR], None), Texts::Compared(NL));
    assert_eq!(settle(&[NL], &[FR], None), Texts::NoCommonLanguage);
    assert_eq!(settle(&[NL], &[], Some(NL)), Texts::DatesOnly);
    assert_eq!(settled(true, [&version(&[]), &version(&[])], &[], &[]), Texts::SameVersion);
}

#[test]
fn what_is_granted_is_that_of_the_day_and_of_this_deliberation() {
    let catalogue = builtin().expect("a catalogue");
    let came = grants(&catalogue, "23/058", [date(2024, 1, 23), date(2024, 1, 24)]);
    assert!(!came.is_empty() && came.iter().all(|changes| changes.presence == Presence::Gained));
    let went = grants(&catalogue, "23/058", [date(2024, 1, 24), date(2024, 1, 23)]);
    assert!(went.len() == came.len() && went.iter().all(|changes| changes.presence == Presence::Lost));
    assert_eq!(grants(&catalogue, "23/058", [date(2024, 1, 24), date(2025, 4, 16)]), []);
    assert_eq!(grants(&catalogue, "98/001", [date(1998, 1, 13), date(2024, 6, 19)]), []);
    assert!(catalogued(&catalogue, "23/058").is_some() && catalogued(&catalogue, "98/001").is_none());
}
