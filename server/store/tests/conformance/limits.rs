//! How many consultations a user may open in an hour, and one form sent twice.

use delibero_usecases::accounts::Actor;
use delibero_usecases::catalogue::CatalogueInForce;
use delibero_usecases::consultation::ConsultationStore as _;
use std::sync::Arc;

use delibero_domain::access_log::Entry;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::consultation::RefusalReason;
use delibero_testkit::examples::{account, organisation, person, question, word};
use delibero_testkit::{AtOnce, FixedClock, SeededRandomness};
use delibero_usecases::consultation::FormToken;
use delibero_usecases::consultation::LimitRule;
use delibero_usecases::consultation::{ConsultError, Consultation, Consulting, Question, disclose, open};
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    the_limit_that_says_most_holds,
    nobody_opens_more_than_the_limit_at_once,
    it_goes_on_an_hour_after_the_oldest,
    each_purpose_and_each_user_has_a_limit_of_its_own,
    one_form_sent_many_times_at_once_opens_one_consultation,
    a_form_changed_and_sent_again_opens_another,
    an_answer_is_open_for_24_hours_and_no_longer,
);

const NOW: &str = "2025-06-16T09:30:00Z";

/// What the use case works with.
#[derive(Clone)]
struct Desk {
    case: TestDatabase,
    in_force: Arc<CatalogueInForce>,
    clock: Arc<FixedClock>,
    randomness: Arc<SeededRandomness>,
}

impl Desk {
    async fn with_limit(case: TestDatabase, most: u32) -> Self {
        case.add_organisation(&organisation("cpas-namur")).await;
        case.add_user(&account("anna", "cpas-namur")).await;
        case.add_user(&account("bert", "cpas-namur")).await;
        let desk = Self {
            case,
            in_force: Arc::new(CatalogueInForce::unkept(Arc::new(builtin().unwrap()), Arc::new(AtOnce))),
            clock: Arc::new(FixedClock::at(NOW)),
            randomness: Arc::new(SeededRandomness::new(1)),
        };
        desk.set(rule(None, None, most)).await;
        desk
    }

    async fn set(&self, rule: LimitRule) {
        let mut work = self.case.begin().await;
        work.set_limit(&rule).await.unwrap();
        work.commit().await.unwrap();
    }

    fn consulting(&self) -> Consulting<'_> {
        Consulting::new(&self.case.database, &self.in_force, self.clock.as_ref(), self.randomness.as_ref())
    }

    async fn open_as(
        &self,
        user: &str,
        question: Question,
        form: Option<&FormToken>,
    ) -> Result<Consultation, ConsultError> {
        open(self.consulting(), &actor(user), question, form).await
    }

    async fn open(&self) -> Result<Consultation, ConsultError> {
        self.open_as("anna", question(person(1)), None).await
    }

    fn token(&self) -> FormToken {
        FormToken::new(self.randomness.as_ref())
    }

    async fn entries(&self) -> Vec<Entry> {
        self.case.log().await.into_iter().map(|logged| logged.entry).collect()
    }
}

fn rule(organisation: Option<&str>, purpose: Option<&str>, most: u32) -> LimitRule {
    LimitRule { organisation: organisation.map(word), purpose: purpose.map(word), most }
}

fn actor(user: &str) -> Actor {
    account(user, "cpas-namur").actor
}

fn later(minutes: i64) -> Timestamp {
    NOW.parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minutes)
}

async fn the_limit_that_says_most_holds(case: TestDatabase) {
    let desk = Desk::with_limit(case, 5).await;
    let mut work = desk.case.begin().await;
    let (namur, other, inquiry, inspection) =
        (word("cpas-namur"), word("other"), word("social-inquiry"), word("social-inspection"));
    assert_eq!(work.hourly_limit(&other, &inquiry).await.unwrap(), 5);
    assert_eq!(work.hourly_limit(&other, &inspection).await.unwrap(), 1200, "inspections are many");
    work.set_limit(&rule(Some("cpas-namur"), None, 7)).await.unwrap();
    assert_eq!(work.hourly_limit(&namur, &inspection).await.unwrap(), 7, "an organisation goes before a purpose");
    work.set_limit(&rule(Some("cpas-namur"), Some("social-inspection"), 9)).await.unwrap();
    assert_eq!(work.hourly_limit(&namur, &inspection).await.unwrap(), 9);
    assert_eq!(work.hourly_limit(&namur, &inquiry).await.unwrap(), 7);
    work.commit().await.unwrap();
    assert!(desk.case.database.limits().await.unwrap().contains(&rule(Some("cpas-namur"), None, 7)));
}

async fn nobody_opens_more_than_the_limit_at_once(case: TestDatabase) {
    let desk = Desk::with_limit(case, 5).await;
    let at_once: Vec<_> = (0..20)
        .map(|_| {
            let desk = desk.clone();
            tokio::spawn(async move { desk.open().await.is_ok() })
        })
        .collect();
    let mut opened = 0;
    for one in at_once {
        opened += usize::from(one.await.unwrap());
    }
    assert_eq!(opened, 5);
    let entries = desk.entries().await;
    assert_eq!(entries.len(), 20, "each stop is in the log");
    let stopped = entries.iter().filter(|entry| entry.outcome == RefusalReason::LimitReached.as_str());
    assert_eq!(stopped.count(), 15);
    assert!(entries.iter().all(|entry| entry.person.is_some()));
}

async fn it_goes_on_an_hour_after_the_oldest(case: TestDatabase) {
    let desk = Desk::with_limit(case, 2).await;
    for minute in [0, 10] {
        desk.clock.set(later(minute));
        desk.open().await.unwrap();
    }
    desk.clock.set(later(59));
    let stopped = desk.open().await.unwrap_err();
    assert!(
        matches!(stopped, ConsultError::LimitReached { most: 2, until: Some(until) } if until == later(60)),
        "{stopped:?}"
    );
    desk.clock.set(later(60));
    desk.open().await.expect("it goes on when it was said to");
    let stopped = desk.open().await.unwrap_err();
    assert!(matches!(stopped, ConsultError::LimitReached { until: Some(until), .. } if until == later(70)));
    desk.set(rule(None, None, 0)).await;
    assert!(matches!(desk.open().await, Err(ConsultError::LimitReached { most: 0, until: None })));
}

async fn each_purpose_and_each_user_has_a_limit_of_its_own(case: TestDatabase) {
    let desk = Desk::with_limit(case, 1).await;
    desk.open().await.unwrap();
    assert!(desk.open().await.is_err());
    let other = Question { purpose: word("payment-and-recovery"), ..question(person(1)) };
    desk.open_as("anna", other, None).await.unwrap();
    desk.open_as("bert", question(person(1)), None).await.unwrap();
}

async fn one_form_sent_many_times_at_once_opens_one_consultation(case: TestDatabase) {
    let desk = Desk::with_limit(case, 5).await;
    let token = desk.token();
    let at_once: Vec<_> = (0..8)
        .map(|_| {
            let (desk, token) = (desk.clone(), token.clone());
            tokio::spawn(async move { desk.open_as("anna", question(person(1)), Some(&token)).await.unwrap().id })
        })
        .collect();
    let mut ids = Vec::new();
    for one in at_once {
        ids.push(one.await.unwrap());
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
    assert_eq!(desk.entries().await.len(), 1, "one decision in the log");
}

async fn a_form_changed_and_sent_again_opens_another(case: TestDatabase) {
    let desk = Desk::with_limit(case, 5).await;
    let token = desk.token();
    let first = desk.open_as("anna", question(person(1)), Some(&token)).await.unwrap();
    let changed = desk.open_as("anna", question(person(2)), Some(&token)).await.unwrap();
    let other_user = desk.open_as("bert", question(person(1)), Some(&token)).await.unwrap();
    let other_form = desk.open_as("anna", question(person(1)), Some(&desk.token())).await.unwrap();
    let ids = [&first.id, &changed.id, &other_user.id, &other_form.id];
    assert_eq!(ids.into_iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
    desk.clock.set(first.at + 25.hours());
    let next_day = desk.open_as("anna", question(person(1)), Some(&token)).await.unwrap();
    let once_more = desk.open_as("anna", question(person(1)), Some(&token)).await.unwrap();
    assert_ne!(next_day.id, first.id, "a form that stayed open over night");
    assert_eq!(next_day.id, once_more.id);
}

async fn an_answer_is_open_for_24_hours_and_no_longer(case: TestDatabase) {
    use delibero_domain::access_log::EventKind::{Disclosure, Export};
    let desk = Desk::with_limit(case, 5).await;
    let asked = desk.open().await.unwrap();
    desk.clock.set(asked.at + 24.hours());
    disclose(desk.consulting(), &actor("anna"), &asked.id, Disclosure).await.unwrap();
    desk.clock.set(asked.at + 24.hours() + 1.microsecond());
    for kind in [Disclosure, Export] {
        let closed = disclose(desk.consulting(), &actor("anna"), &asked.id, kind).await.unwrap_err();
        assert!(matches!(closed, ConsultError::Closed), "{closed:?}");
        let stranger = disclose(desk.consulting(), &actor("bert"), &asked.id, kind).await.unwrap_err();
        assert!(matches!(stranger, ConsultError::Unknown), "nobody else learns that it was there");
    }
}
