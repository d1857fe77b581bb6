//! The NISS: published numbers, every rule, and what the check digits catch.

use delibero_domain::niss::{BirthEra, Niss, NissError, NissKind, NissRules};
use jiff::civil::date;
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
        ("8507300332x", NissError::Character(11)),
        ("85/07/30", NissError::Character(3)),
        ("-.-", NissError::Length),
        ("\u{a0}\u{200b}\t", NissError::Empty),
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

/// Any day outside the demonstration.
const RULES: NissRules = NissRules { today: date(2026, 11, 28), demonstration: false };

fn completed(nine: u32, era: BirthEra) -> Niss {
    Niss::complete(nine, era).expect("nine digits with the structure of a NISS")
}

#[test]
fn a_counter_may_overflow_into_the_day_where_no_birth_date_is_known() {
    for (number, era) in [("00003241778", BirthEra::Before2000), ("24203200171", BirthEra::Before2000)] {
        assert_eq!(RULES.read(number).map(Niss::era), Ok(era), "{number}");
    }
    for month in [0, 20, 40] {
        for day in [32, 57, 99] {
            let nine = 850_000_000 + month * 100_000 + day * 1000 + 33;
            assert!(
                Niss::complete(nine, BirthEra::Before2000).is_ok() && Niss::complete(nine, BirthEra::From2000).is_ok()
            );
            let other = parse(&format!("{nine:09}00"));
            assert_eq!(other, Err(NissError::CheckDigits), "the check digits alone decide");
        }
    }
    for month in [1, 12, 21, 32, 41, 52, 60, 61, 80, 92] {
        let nine = 850_000_000 + month * 100_000 + 32_033;
        assert_eq!(Niss::complete(nine, BirthEra::Before2000), Err(NissError::Day), "{month}");
    }
}

#[test]
fn whatever_a_page_puts_between_the_digits_is_read() {
    let blanks = ('\u{2000}'..='\u{200f}')
        .chain("\t\n\r \u{a0}\u{202a}\u{202c}\u{202f}\u{205f}\u{2066}\u{2069}\u{3000}\u{feff}".chars());
    let dashes = ('\u{2010}'..='\u{2015}').chain("-\u{2212}\u{ff0d}".chars());
    for mark in blanks.chain(dashes).chain("..".chars()) {
        let typed = format!("{mark}85{mark}07{mark}30{mark}{mark}033{mark}28{mark}");
        assert_eq!(parse(&typed).map(Niss::reveal), Ok("85073003328".to_owned()), "{mark:?}");
    }
    assert_eq!(parse("８５．０７．３０－０３３．２８").map(Niss::reveal), Ok("85073003328".to_owned()));
}

#[test]
fn another_character_is_told_with_its_place_among_what_was_typed() {
    for (typed, place) in [
        ("8x", 2),
        ("  85,07", 5),
        ("８５’", 3),
        ("85073003328!", 12),
        ("٨5073003328", 1),
        ("850730 033 28é", 14),
        ("850730033281234567890O", 22),
    ] {
        assert_eq!(parse(typed), Err(NissError::Character(place)), "{typed}");
    }
    let long = format!("85073003328{}", " ".repeat(100_000));
    assert_eq!(parse(&long), Err(NissError::Length));
}

#[test]
fn counter_999_is_the_demonstrations_and_any_counter_a_bis_numbers() {
    let demonstration = NissRules { demonstration: true, ..RULES };
    let national = completed(850_730_999, BirthEra::Before2000);
    assert_eq!(RULES.check(national), Err(NissError::Reserved));
    assert_eq!(RULES.read("88.02.29-999.90"), Err(NissError::Reserved), "published, and of the right structure");
    assert_eq!(demonstration.check(national), Ok(national));
    for nine in [852_730_999, 854_730_999, 852_730_000, 854_730_000] {
        assert!(RULES.check(completed(nine, BirthEra::Before2000)).is_ok(), "{nine}");
    }
    assert_eq!(demonstration.read(&format!("{}", 850_730_000_u64 * 100 + 1)), Err(NissError::Counter));
}

#[test]
fn nobody_is_born_in_the_future() {
    let after_2000 = |nine| completed(nine, BirthEra::From2000);
    let both = [RULES, NissRules { demonstration: true, ..RULES }];
    for (nine, allowed) in [
        (261_128_001, true),
        (261_129_001, false),
        (261_200_001, false),
        (261_100_001, true),
        (270_000_001, false),
        (260_000_001, true),
        (263_128_001, true),
        (263_129_001, false),
        (304_101_001, false),
        (242_032_001, true),
        (264_099_001, true),
        (274_099_001, false),
    ] {
        for rules in both {
            assert_eq!(rules.check(after_2000(nine)).is_ok(), allowed, "{nine}");
        }
    }
    let before_2000 = completed(270_710_001, BirthEra::Before2000);
    assert_eq!(RULES.check(before_2000), Ok(before_2000), "in 1927");
    assert_eq!(RULES.check(after_2000(270_710_001)), Err(NissError::Future));
    let later = NissRules { today: date(2027, 7, 10), ..RULES };
    assert!(later.check(after_2000(270_710_001)).is_ok());
}
