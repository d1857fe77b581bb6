//! Quarters, periods and numbers.

use delibero_domain::period::{Period, Quarter, QuarterRange, RangeError};
use delibero_domain::record::Hundredths;
use jiff::civil::date;
use proptest::prelude::*;

fn quarter(word: &str) -> Quarter {
    word.parse().expect(word)
}

#[test]
fn a_quarter_reads_and_writes_as_in_the_exchange_format() {
    for word in ["1999Q1", "2025Q4", "2999Q3"] {
        assert_eq!(quarter(word).to_string(), word);
    }
    for word in ["2025Q0", "2025Q5", "3025Q1", "2025q1", "25Q1", "2025Q10", "２025Q1", ""] {
        assert!(word.parse::<Quarter>().is_err(), "{word}");
    }
}

#[test]
fn a_quarter_has_its_days() {
    let first = quarter("2024Q1");
    assert_eq!((first.first_day(), first.last_day()), (date(2024, 1, 1), date(2024, 3, 31)));
    assert_eq!(Quarter::containing(date(2024, 12, 31)), quarter("2024Q4"));
    assert_eq!(first.shifted(-1), quarter("2023Q4"));
    assert_eq!(first.shifted(5), quarter("2025Q2"));
}

#[test]
fn the_past_and_the_current_quarter_can_be_asked_for() {
    let today = date(2025, 5, 1);
    let range = |first: &str, last: &str| {
        QuarterRange::new(quarter(first), quarter(last), today).map(|range| range.quarters().count())
    };
    assert_eq!(range("2025Q2", "2025Q2"), Ok(1));
    assert_eq!(range("2015Q3", "2025Q2"), Ok(40));
    assert_eq!(range("2015Q2", "2025Q2"), Err(RangeError::TooLong));
    assert_eq!(range("2025Q3", "2025Q3"), Err(RangeError::Future));
    assert_eq!(range("2025Q2", "2025Q1"), Err(RangeError::Reversed));
}

#[test]
fn an_open_period_goes_on() {
    let open = Period::new(date(2025, 1, 1), None).expect("open");
    assert!(open.contains(date(2099, 1, 1)) && !open.contains(date(2024, 12, 31)));
    assert!(Period::new(date(2025, 1, 2), Some(date(2025, 1, 1))).is_err());
    let day = Period::new(date(2025, 1, 1), Some(date(2025, 1, 1))).expect("one day");
    assert!(day.overlaps(open) && open.overlaps(day));
}

#[test]
fn amounts_have_a_comma_or_a_point_and_may_be_recovered() {
    let written = [("1123,38", 112_338), ("5123.2", 512_320), ("-84,10", -8410), ("0", 0), ("-0,05", -5)];
    let as_decimals =
        [("+84.10", 8410), (".50", 50), ("-.5", -50), ("12.500", 1250), ("12.", 1200), ("0000000000000012", 1200)];
    for (word, cents) in written.into_iter().chain(as_decimals) {
        assert_eq!(word.parse::<Hundredths>().map(Hundredths::get), Ok(cents), "{word}");
    }
    for word in ["", "-", ".", "+-5", "1,234", "1.123,38", "1 000", "1e3", "99999999999999", "1.2.3", "٣"] {
        assert!(word.parse::<Hundredths>().is_err(), "{word}");
    }
}

proptest! {
    #[test]
    fn amounts_read_back(cents in -99_999_999_999_i64..99_999_999_999) {
        let amount = Hundredths::new(cents);
        prop_assert_eq!(amount.to_string().parse::<Hundredths>(), Ok(amount));
    }

    #[test]
    fn shifting_there_and_back_is_the_same_quarter(steps in -400_i16..400) {
        let start = quarter("2025Q2");
        prop_assert_eq!(start.shifted(steps).shifted(-steps), start);
        prop_assert_eq!(start.shifted(steps).last_day().tomorrow().expect("a day"), start.shifted(steps + 1).first_day());
    }
}

#[test]
fn quarters_far_away_do_not_wrap() {
    let far: Quarter = Quarter::containing(date(9999, 12, 31));
    assert_eq!(far.shifted(-28).first_day(), date(9992, 10, 1));
    let early = Quarter::containing(date(-9999, 1, 1));
    assert_eq!(early.shifted(-40).first_day(), date(-9999, 1, 1), "there is no earlier year");
}
