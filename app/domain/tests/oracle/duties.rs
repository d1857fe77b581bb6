//! What a grant brings with it: the retention rules with their last day, and the limits on use, for every recipient,
//! member and purpose.

use delibero_domain::consultation::{RetentionDuty, decide};
use delibero_domain::identifier::EventId;

use crate::book::{Day, Length, Maximum, ModuleGrant, Purpose, Retention};
use crate::case::Case;
use crate::draw::Dice;
use crate::engine::{date_of, request};
use crate::ruling::{Ruling, rulings};
use crate::{seed, whole_format, with_pair};

/// Days of events that are known: by name, so that a rule and its maximum see the same.
struct Diary(Vec<(String, Day)>);

impl Diary {
    /// Writes down the day of about half of the events; often a last day of February.
    fn draw(dice: &mut Dice, rules: &[Retention]) -> Self {
        let maxima = rules.iter().filter_map(|rule| rule.maximum.as_ref().map(|maximum| &maximum.event));
        let mut events: Vec<&String> = rules.iter().map(|rule| &rule.event).chain(maxima).collect();
        events.sort_unstable();
        events.dedup();
        events.retain(|_| dice.below(2) == 0);
        Self(events.into_iter().map(|event| (event.clone(), any_day(dice))).collect())
    }

    fn day_of(&self, event: &str) -> Option<Day> {
        self.0.iter().find(|(known, _)| known == event).map(|(_, day)| *day)
    }
}

fn any_day(dice: &mut Dice) -> Day {
    let year = dice.between(2010, 2030) as i16;
    match dice.below(4) {
        0 => Day(year, 2, last_of_february(year)),
        1 => Day(year, 8, 31),
        _ => Day(year, dice.between(1, 12) as i8, dice.between(1, 28) as i8),
    }
}

fn last_of_february(year: i16) -> i8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if leap { 29 } else { 28 }
}

/// The same day so much later, or the last of a month that is shorter.
fn later(Day(year, month, day): Day, length: Length) -> Day {
    let months = year * 12 + i16::from(month) - 1 + length.years * 12 + length.months;
    let (year, month) = (months / 12, (months % 12) as i8 + 1);
    let last = match month {
        2 => last_of_february(year),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    Day(year, month, day.min(last))
}

/// Event, length in years and months, the maximum's, the last day, the events unknown, the point.
type Duty = (String, Option<(i16, i16)>, Option<(String, Option<(i16, i16)>)>, Option<Day>, Vec<String>, String);

fn wanted(ruling: Ruling<'_>, purpose: &Purpose, diary: &Diary) -> Vec<Duty> {
    let rules =
        ruling.retention().iter().filter(|rule| rule.purposes.is_empty() || rule.purposes.contains(&purpose.id));
    rules.map(|rule| duty(rule, diary)).collect()
}

fn duty(rule: &Retention, diary: &Diary) -> Duty {
    let ordinary = diary.day_of(&rule.event).map(|day| rule.length.map_or(day, |length| later(day, length)));
    let maximum = rule.maximum.as_ref();
    let longest = maximum.and_then(|maximum| {
        let day = diary.day_of(&maximum.event)?;
        Some(maximum.length.map_or(day, |length| later(day, length)))
    });
    let last = match (ordinary, longest) {
        (Some(one), Some(other)) => Some(if one < other { one } else { other }),
        (one, other) => one.or(other),
    };
    let mut unknown = vec![rule.event.clone()];
    unknown.extend(maximum.map(|maximum| maximum.event.clone()));
    unknown.retain(|event| diary.day_of(event).is_none());
    let length = rule.length.map(|length| (length.years, length.months));
    let of_maximum = |maximum: &Maximum| maximum.length.map(|length| (length.years, length.months));
    let maximum = maximum.map(|maximum| (maximum.event.clone(), of_maximum(maximum)));
    (rule.event.clone(), length, maximum, last, unknown, rule.point.clone())
}

fn given(duty: &RetentionDuty) -> Duty {
    let rule = &duty.rule;
    let maximum = rule.maximum.as_ref();
    let maximum = maximum.map(|most| (most.event.to_string(), most.length.map(|length| (length.years, length.months))));
    let length = rule.length.map(|length| (length.years, length.months));
    let last = duty.until.map(|day| Day(day.year(), day.month(), day.day()));
    let unknown = duty.unknown_events.iter().map(EventId::to_string).collect();
    (rule.event.to_string(), length, maximum, last, unknown, rule.source.point.clone())
}

/// A request that is granted.
fn welcome<'a>(recipient: &'a str, ruling: Ruling<'a>, grant: &'a ModuleGrant, purpose: &'a Purpose) -> Case<'a> {
    let module = ruling.service.module.iter().find(|module| module.id == grant.id).expect("a module");
    let asked = ruling.codes_asked(&grant.id, &purpose.id);
    Case {
        at: ruling.valid_from(),
        recipient,
        organisation: None,
        region: None,
        service: &ruling.service.id,
        module: &grant.id,
        purpose: &purpose.id,
        person_role: ruling.person_roles(purpose).0.first().map(String::as_str),
        role: ruling.roles(purpose).first().map(String::as_str),
        designated: Some(true),
        offices: None,
        batch: false,
        notified: module.kind == "push",
        belongs_to: Some(recipient),
        niss: "valid",
        confirmed: None,
        recipient_integrated: true,
        quality_codes: asked.first().map_or(&[], |(codes, _)| codes),
        sender_integrated: true,
        legal_context: Some("RENT"),
        own_file_by_other: true,
        own_file_by_oneself: false,
        regime: None,
        risk: None,
        period: None,
    }
}

#[test]
fn every_grant_has_its_retention_and_its_limits_on_use() {
    let (files, seed) = (whole_format(), seed());
    let mut dice = Dice(seed);
    with_pair(&files, &files, |pair| {
        for (recipient, ruling) in rulings(pair.oracle.book) {
            for (grant, purpose) in ruling.modules().flat_map(|grant| ruling.purposes().map(move |it| (grant, it))) {
                let case = welcome(recipient, ruling, grant, purpose);
                let permit =
                    decide(pair.catalogue, &request(&case)).unwrap_or_else(|refusal| panic!("{case}\n{refusal:?}"));
                for _ in 0..20 {
                    let diary = Diary::draw(&mut dice, ruling.retention());
                    let duties = permit.retention(&|event| diary.day_of(event.as_str()).map(date_of));
                    let duties: Vec<Duty> = duties.iter().map(given).collect();
                    assert_eq!(
                        wanted(ruling, purpose, &diary),
                        duties,
                        "DELIBERO_ORACLE_SEED={seed} {case}\n{:?}",
                        diary.0
                    );
                }
                let limits = ruling.authorisation.use_limit.iter();
                let limits = limits.filter(|limit| ruling.meant(&limit.part, &grant.id, &purpose.id));
                let limits = limits.map(|limit| (limit.id.clone(), limit.point.clone()));
                let obligations =
                    permit.obligations().into_iter().map(|limit| (limit.id.to_string(), limit.source.point));
                assert_eq!(limits.collect::<Vec<_>>(), obligations.collect::<Vec<_>>(), "{case}");
            }
        }
    });
}
