//! What happens to a made-up person, and the attestations that come of it.
//!
//! Everything follows from the keys of a person and from the quarter, not from the day on which it is made: that day
//! only says how far it has come. Made again later, the same attestations come out, and the newer ones with them.

use delibero_domain::niss::Niss;
use delibero_domain::period::{Period, Quarter};
use delibero_domain::record::{Hundredths, RecordStatus};
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, ToSpan};

use super::answer::{Answer, Head, Row};
use super::random::Random;

/// How many quarters are made, the current one included.
pub(super) const QUARTERS: i16 = 8;

/// A person for whom an insurer attests.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub niss: Niss,
    pub insurer: &'static str,
    /// What its numbers follow from.
    pub key: u64,
}

/// One time of incapacity, maternity, and so on.
#[derive(Clone, Debug)]
pub(super) struct Episode {
    pub risk: &'static str,
    pub regime: &'static str,
    pub period: Period,
}

/// Every quarter that is made on a day, the oldest first.
pub(super) fn window(today: Date) -> impl Iterator<Item = Quarter> {
    let current = Quarter::containing(today);
    (1 - QUARTERS..=0).map(move |steps| current.shifted(steps))
}

/// What the insurer has sent about the person by that day.
pub(super) fn answers(subject: &Subject, episodes: &[Episode], today: Date) -> Vec<Answer> {
    let current = Quarter::containing(today);
    window(today).flat_map(|quarter| of_quarter(subject, episodes, quarter, today, quarter == current)).collect()
}

fn of_quarter(subject: &Subject, episodes: &[Episode], quarter: Quarter, today: Date, current: bool) -> Vec<Answer> {
    let mut random = Random::of(&[subject.key, number(quarter)]);
    let id = random.uuid();
    let mut rows: Vec<Row> =
        episodes.iter().filter_map(|episode| allowance(episode, quarter, current, &mut random)).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let answer = |head, allowances| Answer {
        person: subject.niss,
        replaced_by: None,
        cancelled: false,
        insurer: subject.insurer,
        head,
        allowances,
    };
    if current {
        return vec![answer(Head::Temporary { quarter }, rows)];
    }
    let mut created = after(quarter.last_day(), 3 + random.below(20));
    let mut sent = Vec::new();
    for (version, status) in (1..).zip(life(&mut random)) {
        if created > today {
            break;
        }
        if status == RecordStatus::Cancellation {
            rows.clear();
        } else if version > 1 {
            correct(&mut rows);
        }
        let head = Head::Attested { quarter, created, id: id.clone(), version, status };
        sent.push(answer(head, rows.clone()));
        created = after(created, 28 + random.below(20));
    }
    sent
}

/// The versions that an attestation goes through: one for most.
fn life(random: &mut Random) -> Vec<RecordStatus> {
    use RecordStatus::{Cancellation, Creation, Modification};
    match random.below(100) {
        0..82 => vec![Creation],
        82..94 => vec![Creation, Modification],
        94..98 => vec![Creation, Modification, Modification],
        _ => vec![Creation, Cancellation],
    }
}

/// A higher version says something else: here, a family situation that was looked up.
fn correct(rows: &mut [Row]) {
    for payment in rows.iter_mut().flat_map(|row| &mut row.payments) {
        for (name, field) in &mut payment.fields {
            if *name == "familySituation" {
                *field = super::answer::Field::Word("04".to_owned());
            }
        }
    }
    if let Some(row) = rows.first_mut().filter(|row| row.payments.is_empty()) {
        row.fields.retain(|(name, _)| *name != "situationAtOnset");
    }
}

fn allowance(episode: &Episode, quarter: Quarter, current: bool, random: &mut Random) -> Option<Row> {
    if !episode.period.overlaps(Period::of_quarter(quarter)) {
        return None;
    }
    let begin = episode.period.begin.max(quarter.first_day());
    let ended = episode.period.end.filter(|end| *end <= quarter.last_day());
    let closed_with_quarter = random.chance(500) && !current;
    let (end, exit) = match ended {
        Some(end) => (Some(end), Some(exit_code(episode.risk, random))),
        None if closed_with_quarter => (Some(quarter.last_day()), Some("0")),
        None => (None, None),
    };
    let mut row = Row::default();
    row.word("socialRisk", episode.risk).word("regime", episode.regime);
    describe(&mut row, episode, quarter, random);
    row.period(Period { begin, end }).word("initialStartDate", episode.period.begin);
    if let Some(exit) = exit {
        row.word("exitCode", exit);
    }
    let paid_until = end.unwrap_or_else(|| quarter.last_day());
    row.payments = payments(episode, begin, paid_until, current, random);
    Some(row)
}

fn exit_code(risk: &str, random: &mut Random) -> &'static str {
    match risk {
        "maternity" => random.pick(&["5", "6", "6"]),
        "incapacity" => random.pick(&["1", "1", "1", "1", "3", "4", "8", "9"]),
        _ => "1",
    }
}

/// What only some risks have.
fn describe(row: &mut Row, episode: &Episode, quarter: Quarter, random: &mut Random) {
    let begin = episode.period.begin;
    let employee = episode.regime == "general";
    row.word("socialStatus", if employee { "employee" } else { "self-employed" });
    row.word("situationAtOnset", random.pick(&["active", "active", "unemployed"]));
    match episode.risk {
        "incapacity" => {
            let invalid = after(begin, 365);
            let is_invalid = invalid <= quarter.last_day();
            row.word("incapacityType", if is_invalid { "invalidity" } else { "primary" });
            if is_invalid {
                row.word("invalidityStartDate", invalid);
            }
        }
        "maternity" => {
            row.word("expectedDeliveryDate", after(begin, 42));
            let delivered = after(begin, 35 + random.below(14));
            if delivered <= quarter.last_day() {
                row.word("actualDeliveryDate", delivered);
            }
        }
        "paternity" => {
            row.word("actualDeliveryDate", begin);
        }
        "adoption" => {
            row.word("adoptionDate", begin);
        }
        "fosterPlacement" => {
            row.word("fosterPlacementDate", begin);
        }
        _ => {}
    }
}

/// One payment a month; only the first month of a quarter that is not over.
fn payments(episode: &Episode, begin: Date, end: Date, current: bool, random: &mut Random) -> Vec<Row> {
    let daily = 4800 + random.below(5200);
    let family = random.pick(&["00", "01", "02", "04", "05", "05", "06", "08"]);
    let code = if random.chance(8) { "ZZ" } else { nature(episode, random) };
    let mut rows = Vec::new();
    let mut from = begin;
    while from <= end {
        let to = from.last_of_month().min(end);
        let days = paid_days(from, to);
        let mut row = payment(episode, family, "0", code);
        row.period(Period { begin: from, end: Some(to) });
        row.word("amount", comma(days * daily)).word("days", days).word("hours", 0);
        rows.push(row);
        from = after(to, 1);
        if current {
            return rows;
        }
    }
    if random.chance(20) {
        let mut row = payment(episode, family, "3", code);
        row.period(Period { begin, end: Some(begin) });
        row.word("amount", format!("-{}", comma(daily))).word("days", 1).word("hours", 0);
        rows.push(row);
    }
    rows
}

fn payment(episode: &Episode, family: &str, category: &str, code: &str) -> Row {
    let mut row = Row::default();
    let document = match episode.risk {
        "incapacity" => "C21",
        "breastfeeding" => "B23",
        _ => "C23",
    };
    row.word("document", document).word("incapacityCategory", if episode.regime == "general" { "1" } else { "2" });
    row.word("familySituation", family).word("allowanceCategory", category).word("allowanceCode", code);
    row
}

fn nature(episode: &Episode, random: &mut Random) -> &'static str {
    match episode.risk {
        "incapacity" => random.pick(&["AA", "AC", "AC", "AC", "AD", "AE", "AF", "AG"]),
        _ => "AA",
    }
}

/// Days of a week of six.
fn paid_days(from: Date, to: Date) -> u64 {
    let days = from.series(1.day()).take_while(|day| *day <= to);
    days.filter(|day| day.weekday() != Weekday::Sunday).count() as u64
}

fn comma(cents: u64) -> String {
    Hundredths::new(i64::try_from(cents).unwrap_or_default()).to_string().replace('.', ",")
}

/// A later day; the calendar does not end within reach.
pub(super) fn after(day: Date, days: u64) -> Date {
    let days = i64::try_from(days).unwrap_or_default();
    day.checked_add(SignedDuration::from_hours(24 * days)).unwrap_or(day)
}

/// A quarter as a key.
pub(super) fn number(quarter: Quarter) -> u64 {
    u64::try_from(i64::from(quarter.year()) * 4 + i64::from(quarter.number())).unwrap_or_default()
}
