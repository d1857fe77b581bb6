//! Where the days stand on the timeline, as shares of its width.

use delibero_domain::period::Period;
use jiff::ToSpan;
use jiff::civil::Date;

/// Days, laid out from 0 to 100.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    first: Date,
    last: Date,
    days: f64,
}

/// A period as far as the range shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Whether it began before the range.
    pub before: bool,
    /// Whether it goes on after the range, or is still open.
    pub after: bool,
}

impl Scale {
    pub fn new(first: Date, last: Date) -> Self {
        Self { first, last, days: f64::from(days(first, last) + 1) }
    }

    /// With the fiftieth part of the days on each side.
    pub fn around(first: Date, last: Date) -> Self {
        let margin = (days(first, last) / 50 + 1).days();
        Self::new(first.saturating_sub(margin), last.saturating_add(margin))
    }

    pub fn contains(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Where a day begins.
    pub fn begin_of(&self, day: Date) -> f64 {
        f64::from(days(self.first, day.clamp(self.first, self.last))) * 100.0 / self.days
    }

    /// Where a day is over.
    pub fn end_of(&self, day: Date) -> f64 {
        f64::from(days(self.first, day.clamp(self.first, self.last)) + 1) * 100.0 / self.days
    }

    /// A period clipped to the range; none when it lies outside.
    pub fn stretch(&self, period: Period) -> Option<Stretch> {
        let shown = Period { begin: self.first, end: Some(self.last) };
        period.overlaps(shown).then(|| Stretch {
            from: self.begin_of(period.begin),
            to: period.end.map_or(100.0, |end| self.end_of(end)),
            before: period.begin < self.first,
            after: period.end.is_none_or(|end| end > self.last),
        })
    }
}

/// The share as an attribute says it.
pub(super) fn percent(share: f64) -> String {
    format!("{share:.3}%")
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn year() -> Scale {
        Scale::new(date(2025, 1, 1), date(2025, 12, 31))
    }

    #[test]
    fn a_year_has_365_days_from_edge_to_edge() {
        let scale = year();
        assert!(scale.begin_of(date(2025, 1, 1)).abs() < 1e-9);
        assert!((scale.end_of(date(2025, 12, 31)) - 100.0).abs() < 1e-9);
        assert_eq!(percent(scale.begin_of(date(2025, 2, 1))), "8.493%");
        assert_eq!(percent(scale.begin_of(date(2020, 1, 1))), "0.000%", "what lies outside stands at the edge");
        assert_eq!(percent(scale.end_of(date(2030, 1, 1))), "100.000%");
    }

    #[test]
    fn a_bar_is_clipped_to_the_range_and_knows_on_which_side() {
        let early = Period { begin: date(2024, 12, 2), end: Some(date(2025, 1, 31)) };
        let shown = year().stretch(early).expect("it reaches into the range");
        assert!(shown.from.abs() < 1e-9 && shown.before && !shown.after);
        let open = Period { begin: date(2025, 12, 31), end: None };
        let shown = year().stretch(open).expect("its last day is shown");
        assert!((shown.to - 100.0).abs() < 1e-9 && shown.after && !shown.before);
    }

    #[test]
    fn a_period_outside_is_not_drawn() {
        let past = Period { begin: date(2024, 1, 1), end: Some(date(2024, 12, 31)) };
        assert_eq!(year().stretch(past), None);
    }
}
