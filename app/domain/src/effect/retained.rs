//! Whether one set of retention rules ever lets data be kept longer than another.

use std::collections::BTreeSet;

use crate::authorisation::{Length, RetentionRule};
use crate::identifier::EventId;

/// Months after an event: of the terms of a rule, what comes first ends the retention.
type Term<'r> = (&'r EventId, i32);

/// Whether data are kept at most as long under some rules as under others, whatever the days of the events are, and
/// whether all rules of a set or the longest counts: each rule of both is matched by one of the other side.
pub(super) fn not_longer(some: &[RetentionRule], other: &[RetentionRule]) -> bool {
    let ends = |rules: &'_ [RetentionRule]| rules.iter().map(|rule| rule.code()).collect::<BTreeSet<_>>();
    let within = |one: &RetentionRule| other.iter().any(|other| ends_first(one, other));
    let covered = |one: &RetentionRule| some.iter().any(|some| ends_first(some, one));
    ends(some) != ends(other) && some.iter().all(within) && other.iter().all(covered)
}

/// Whether a rule ends on the same day as another or earlier: every term of the other is met by one of its own.
fn ends_first(one: &RetentionRule, other: &RetentionRule) -> bool {
    let own = terms(one);
    terms(other).iter().all(|(event, months)| own.iter().any(|(known, most)| known == event && most <= months))
}

fn terms(rule: &RetentionRule) -> Vec<Term<'_>> {
    let maximum = rule.maximum.as_ref().map(|maximum| (&maximum.event, months(maximum.length)));
    [Some((&rule.event, months(rule.length))), maximum].into_iter().flatten().collect()
}

fn months(length: Option<Length>) -> i32 {
    length.map_or(0, |length| i32::from(length.years) * 12 + i32::from(length.months))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorisation::{Maximum, Source};
    use crate::text::Text;

    fn months_after(months: i16, event: &str, maximum: Option<(i16, &str)>) -> RetentionRule {
        let length = |months| (months > 0).then_some(Length { years: 0, months });
        RetentionRule {
            summary: Text::same("rule"),
            length: length(months),
            event: event.parse().expect("an event"),
            maximum: maximum
                .map(|(months, event)| Maximum { length: length(months), event: event.parse().expect("an event") }),
            purposes: Vec::new(),
            source: Source::new("99/001", "1"),
        }
    }

    fn compared(some: &[RetentionRule], other: &[RetentionRule]) -> (bool, bool) {
        (not_longer(some, other), not_longer(other, some))
    }

    #[test]
    fn a_longer_length_after_the_same_event_is_longer() {
        let (short, long) = (months_after(6, "reception", None), months_after(12, "reception", None));
        assert_eq!(compared(std::slice::from_ref(&short), std::slice::from_ref(&long)), (true, false));
        assert_eq!(compared(&[short.clone(), long.clone()], std::slice::from_ref(&long)), (true, false));
        assert_eq!(compared(std::slice::from_ref(&short), std::slice::from_ref(&short)), (false, false));
    }

    #[test]
    fn a_maximum_makes_it_shorter_and_a_longer_one_longer() {
        let free = months_after(6, "reception", None);
        let most = |months| months_after(6, "reception", Some((months, "lease-end")));
        assert_eq!(compared(&[most(12)], &[free]), (true, false));
        assert_eq!(compared(&[most(12)], &[most(24)]), (true, false));
    }

    #[test]
    fn other_events_and_more_or_no_rules_are_not_to_be_compared() {
        let rule = months_after(6, "reception", None);
        let event = months_after(6, "lease-end", None);
        let either_longer = months_after(3, "reception", Some((24, "lease-end")));
        let mixed = months_after(6, "reception", Some((12, "lease-end")));
        assert_eq!(compared(std::slice::from_ref(&rule), std::slice::from_ref(&event)), (false, false));
        assert_eq!(compared(std::slice::from_ref(&rule), &[rule.clone(), event]), (false, false));
        assert_eq!(compared(&[], &[rule]), (false, false));
        assert_eq!(compared(&[either_longer], &[mixed]), (false, false));
    }
}
