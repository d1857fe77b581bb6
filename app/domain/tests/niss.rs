//! The NISS: published numbers, every rule, and what the check digits catch.

use delibero_domain::niss::{BirthEra, Niss, NissError, NissKind};
use proptest::prelude::*;

/// Published as valid: see the facts of the domain.
const BEFORE_2000: &[&str] =
    &["68060105329", "88022999990", "88222999936", "60040952112", "77120416261", "64071932711"];
const FROM_2000: &[&str] = &["08222999934", "13820404235"];

fn parse(input: &str) -> Result<Niss, NissError> {
    input.parse()
}

#[test]
fn published_numbers_are_valid_under_their_rule() {
    for number in BEFORE_2000 {
        assert_eq!(parse(number).map(Niss::era), Ok(BirthEra::Before2000), "{number}");
    }
    for number in FROM_2000 {
        assert_eq!(parse(number).map(Niss::era), Ok(BirthEra::From2000), "{number}");
    }
}

#[test]
fn it_is_read_formatted_or_not_and_shown_as_people_write_it() {
    for typed in ["85073003328", "85.07.30-033.28", " 85 07 30 033 28 ", "850730-033-28"] {
        let niss = parse(typed).expect(typed);
        assert_eq!(niss.reveal(), "85073003328");
        assert_eq!(niss.reveal_formatted(), "85.07.30-033.28");
    }
}

#[test]
fn it_never_shows_itself_unless_asked() {
    let niss = parse("85073003328").expect("valid");
    let shown = format!("{niss} {niss:?} {:?}", Some(niss));
    assert!(!shown.contains("85") && !shown.contains("033"), "{shown}");
}

#[test]
fn an_error_says_which_rule_fails_and_never_repeats_the_digits() {
    for (typed, expected) in [
        ("", NissError::Empty),
        ("   ", NissError::Empty),
        ("8507300332", NissError::Length),
        ("850730033280", NissError::Length),
        ("85073003328000000000000000000000000000000000000000", NissError::Length),
        ("8507300332x", NissError::Character),
        ("８5073003328", NissError::Character),
        ("85133003328", NissError::Month),
        ("85333003328", NissError::Month),
        ("85533003328", NissError::Month),
        ("85733003328", NissError::Month),
        ("85933003328", NissError::Month),
        ("85073203328", NissError::Day),
        ("85043103328", NissError::Day),
        ("85023003328", NissError::Day),
        ("85073003329", NissError::CheckDigits),
    ] {
        let error = parse(typed).expect_err(typed);
        assert_eq!(error, expected, "{typed}");
        assert!(!error.to_string().contains("0033"), "{error}");
    }
}

#[test]
fn unknown_birth_dates_are_allowed() {
    for nine in [850_000_033, 850_700_033, 850_030_033] {
        assert!(Niss::complete(nine, BirthEra::Before2000).is_ok(), "{nine}");
    }
}

#[test]
fn the_29th_of_february_needs_a_leap_year_of_its_century() {
    assert!(Niss::complete(880_229_033, BirthEra::Before2000).is_ok());
    assert!(Niss::complete(229_033, BirthEra::From2000).is_ok(), "2000 is a leap year");
    assert_eq!(Niss::complete(229_033, BirthEra::Before2000), Err(NissError::Day), "1900 is not");
    assert_eq!(Niss::complete(850_229_033, BirthEra::Before2000), Err(NissError::Day));
}

#[test]
fn counter_000_is_for_bis_numbers_only() {
    assert_eq!(Niss::complete(850_730_000, BirthEra::Before2000), Err(NissError::Counter));
    for (nine, kind) in
        [(852_730_000, NissKind::BisSexUnknown), (854_730_000, NissKind::BisSexKnown), (858_730_000, NissKind::Ter)]
    {
        assert_eq!(Niss::complete(nine, BirthEra::Before2000).map(Niss::kind), Ok(kind));
    }
}

#[test]
fn a_remainder_of_0_is_written_97() {
    let multiple = (850_730_001..850_730_999).find(|nine| nine % 97 == 0).expect("one in 97");
    let niss = Niss::complete(multiple, BirthEra::Before2000).expect("valid");
    assert!(niss.reveal().ends_with("97"));
    assert!(parse(&format!("{multiple:09}00")).is_err());
}

prop_compose! {
    fn any_niss()(year in 0_u32..100, month in 0_u32..=12, bis in prop::sample::select(vec![0_u32, 20, 40, 60, 80]),
                  day in 0_u32..=28, counter in 1_u32..=999, from_2000 in any::<bool>()) -> Niss {
        let nine = year * 10_000_000 + (month + bis) * 100_000 + day * 1000 + counter;
        let era = if from_2000 { BirthEra::From2000 } else { BirthEra::Before2000 };
        Niss::complete(nine, era).expect("a possible date")
    }
}

proptest! {
    #[test]
    fn what_is_completed_reads_back(niss in any_niss()) {
        prop_assert_eq!(parse(&niss.reveal()), Ok(niss));
        prop_assert_eq!(parse(&niss.reveal_formatted()), Ok(niss));
    }

    /// 97 is prime, so one wrong digit changes the remainder under the same rule. It can still fit the rule of the
    /// other century: then the number reads as that of a person born in another century, never as the same.
    #[test]
    fn one_wrong_digit_is_caught_under_the_same_rule(niss in any_niss(), place in 0_usize..11, other in 1_u8..10) {
        let mut digits = niss.reveal().into_bytes();
        digits[place] = b'0' + (digits[place] - b'0' + other) % 10;
        let changed = parse(&String::from_utf8(digits).expect("digits"));
        prop_assert!(changed.is_err() || changed.map(Niss::era) != Ok(niss.era()));
    }

    #[test]
    fn two_neighbours_swapped_are_caught_under_the_same_rule(niss in any_niss(), place in 0_usize..10) {
        let mut digits = niss.reveal().into_bytes();
        prop_assume!(digits[place] != digits[place + 1]);
        digits.swap(place, place + 1);
        let changed = parse(&String::from_utf8(digits).expect("digits"));
        prop_assert!(changed.is_err() || changed.map(Niss::era) != Ok(niss.era()));
    }

    #[test]
    fn anything_typed_gives_an_answer(input in "\\PC{0,60}") {
        let _ = parse(&input);
    }
}
