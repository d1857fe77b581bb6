//! Filters and pages of the access log, against a plain filter in memory.

use delibero_domain::access_log::{Entry, EventKind};
use delibero_testkit::SeededRandomness;
use delibero_testkit::examples::{person, word};
use delibero_usecases::belgian_time::day_of;
use delibero_usecases::journal::JournalStore as _;
use delibero_usecases::journal::PersonTokens as _;
use delibero_usecases::journal::{LogFilter, LoggedEntry};
use jiff::SignedDuration;

use crate::harness::{SALT, TestDatabase, on_both_engines};

on_both_engines!(
    pages_follow_each_other_without_a_gap_or_a_repetition,
    an_entry_appended_meanwhile_does_not_disturb_older_pages,
    a_day_begins_and_ends_at_midnight_in_belgium,
);

const OUTCOMES: [&str; 3] = ["granted", "no-authorisation", "niss-cancelled"];

/// Entries of three weeks, not in the order of their times.
async fn fill(case: &TestDatabase, random: &SeededRandomness, count: usize) {
    let mut work = case.begin().await;
    for _ in 0..count {
        let minutes = i64::try_from(random.next() % (21 * 24 * 60)).unwrap();
        let about = person(u32::try_from(random.next() % 4).unwrap());
        let plain = case.entry_about(about);
        let entry = Entry {
            at: plain.at + SignedDuration::from_mins(minutes),
            kind: EventKind::ALL[pick(random, 3)],
            user: word(["anna", "bert", "chris"][pick(random, 3)]),
            organisation: word(["cpas-namur", "cpas-arlon"][pick(random, 2)]),
            person: plain.person.filter(|_| pick(random, 5) > 0),
            outcome: OUTCOMES[pick(random, 3)].to_owned(),
            ..plain
        };
        work.append_log(&entry, SALT).await.unwrap();
    }
    work.commit().await.unwrap();
}

fn pick(random: &SeededRandomness, choices: u64) -> usize {
    usize::try_from(random.next() % choices).unwrap()
}

fn fits(filter: &LogFilter, entry: &Entry) -> bool {
    let day = day_of(entry.at);
    filter.organisation.as_ref().is_none_or(|wanted| *wanted == entry.organisation)
        && filter.user.as_ref().is_none_or(|wanted| *wanted == entry.user)
        && filter.person.as_ref().is_none_or(|wanted| Some(wanted) == entry.person.as_ref())
        && filter
            .outcome
            .as_ref()
            .is_none_or(|wanted| *wanted == entry.outcome || (wanted == "refused" && entry.outcome != "granted"))
        && filter.kind.is_none_or(|wanted| wanted == entry.kind)
        && filter.from.is_none_or(|from| from <= day)
        && filter.to.is_none_or(|to| day <= to)
}

async fn all_pages(case: &TestDatabase, filter: &LogFilter, limit: u32) -> Vec<LoggedEntry> {
    let (mut found, mut before) = (Vec::new(), None);
    loop {
        let page = case.database.log_page(filter, before, limit).await.unwrap();
        assert!(page.entries.len() <= usize::try_from(limit).unwrap());
        found.extend(page.entries);
        match page.next {
            Some(next) => before = Some(next),
            None => return found,
        }
    }
}

fn filters(case: &TestDatabase, random: &SeededRandomness) -> Vec<LogFilter> {
    let none = LogFilter::default;
    let singles = [
        none(),
        LogFilter { organisation: Some(word("cpas-arlon")), ..none() },
        LogFilter { user: Some(word("bert")), ..none() },
        LogFilter { person: Some(case.database.person_token(person(2))), ..none() },
        LogFilter { outcome: Some("niss-cancelled".into()), ..none() },
        LogFilter { outcome: Some(LogFilter::REFUSED.into()), ..none() },
        LogFilter { kind: Some(EventKind::Export), ..none() },
        LogFilter { from: Some(word("2025-06-25")), ..none() },
        LogFilter { to: Some(word("2025-06-25")), ..none() },
        LogFilter { from: Some(word("2025-06-20")), to: Some(word("2025-06-27")), ..none() },
        LogFilter { from: Some(word("2026-01-01")), ..none() },
        LogFilter { organisation: Some(word("nobody")), ..none() },
    ];
    let mixed = |_| {
        let [a, b, c, d] = &[2, 3, 5, 8].map(|pair| (&singles[pair - 1], pick(random, 2) == 1));
        let date = &singles[6 + pick(random, 3)];
        LogFilter {
            organisation: a.0.organisation.clone().filter(|_| a.1),
            user: b.0.user.clone().filter(|_| b.1),
            outcome: c.0.outcome.clone().filter(|_| c.1),
            from: date.from.filter(|_| d.1),
            to: date.to,
            ..none()
        }
    };
    let mixed: Vec<_> = (0..6).map(mixed).collect();
    singles.iter().cloned().chain(mixed).collect()
}

async fn pages_follow_each_other_without_a_gap_or_a_repetition(case: TestDatabase) {
    let random = SeededRandomness::new(20_250_616);
    fill(&case, &random, 300).await;
    let log = case.log().await;
    assert_eq!(log.len(), 300);
    for filter in filters(&case, &random) {
        let expected: Vec<_> = log.iter().filter(|found| fits(&filter, &found.entry)).cloned().collect();
        for limit in [1, 7, 50, 300] {
            assert_eq!(all_pages(&case, &filter, limit).await, expected, "{filter:?} by {limit}");
        }
    }
}

async fn an_entry_appended_meanwhile_does_not_disturb_older_pages(case: TestDatabase) {
    let random = SeededRandomness::new(1);
    fill(&case, &random, 30).await;
    let log = case.log().await;
    let first = case.database.log_page(&LogFilter::default(), None, 10).await.unwrap();
    fill(&case, &random, 5).await;
    let second = case.database.log_page(&LogFilter::default(), first.next, 10).await.unwrap();
    assert_eq!([first.entries, second.entries].concat(), log[..20]);
}

async fn a_day_begins_and_ends_at_midnight_in_belgium(case: TestDatabase) {
    let times = [
        "2025-06-15T21:59:59.999999999Z",
        "2025-06-15T22:00:00Z",
        "2025-06-16T21:59:59.999999999Z",
        "2025-06-16T22:00:00Z",
    ];
    for time in times {
        case.append(&Entry { at: word(time), ..case.entry_about(person(1)) }).await;
    }
    let day = Some(word("2025-06-16"));
    let found = all_pages(&case, &LogFilter { from: day, to: day, ..LogFilter::default() }, 50).await;
    let found: Vec<_> = found.iter().map(|found| found.entry.at.to_string()).collect();
    assert_eq!(found, [times[2], times[1]]);
}
