//! Sessions.

use delibero_store::StoredSession;
use delibero_testkit::examples::{account, organisation, word};
use delibero_testkit::{FixedClock, SeededRandomness};
use delibero_usecases::accounts::AccountStore as _;
use delibero_usecases::accounts::people::{SuspendingWith, suspend_at_shell};
use delibero_usecases::clock::Clock;
use jiff::{SignedDuration, Timestamp};

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    a_session_is_read_as_it_was_created_and_saved,
    a_session_identifier_is_given_once,
    an_unused_session_ends,
    a_session_ends_however_much_it_is_used,
    a_use_is_noted_every_minute,
    a_revoked_session_is_gone_and_saving_does_not_bring_it_back,
    a_disabled_user_has_no_session_left,
    dead_sessions_are_swept_out,
);

const IDLE: SignedDuration = SignedDuration::from_mins(20);

fn clock() -> FixedClock {
    FixedClock::at("2025-06-16T09:30:00Z")
}

fn session(number: u8, user: Option<&str>, now: Timestamp) -> StoredSession {
    StoredSession {
        id_hash: [number; 32],
        user: user.map(word),
        data: vec![0, number, 255],
        created: now,
        last_seen: now,
        absolute_expiry: now + SignedDuration::from_hours(8),
    }
}

async fn create(case: &TestDatabase, number: u8, user: &str, now: Timestamp) -> StoredSession {
    let session = session(number, Some(user), now);
    assert!(case.database.create_session(&session).await.unwrap());
    session
}

async fn load(case: &TestDatabase, number: u8, now: Timestamp) -> Option<StoredSession> {
    case.database.load_session(&[number; 32], now, IDLE, None).await.unwrap()
}

async fn a_session_is_read_as_it_was_created_and_saved(case: TestDatabase) {
    let now = clock().now();
    let anonymous = session(1, None, now);
    assert!(case.database.create_session(&anonymous).await.unwrap());
    assert_eq!(load(&case, 1, now).await, Some(anonymous.clone()));
    let later = now + SignedDuration::from_mins(1);
    let signed_in = StoredSession { user: Some(word("anna")), data: Vec::new(), last_seen: later, ..anonymous };
    assert!(case.database.save_session(&signed_in).await.unwrap());
    assert_eq!(load(&case, 1, later).await, Some(signed_in));
    assert_eq!(load(&case, 2, now).await, None);
    case.database.delete_session(&[1; 32]).await.unwrap();
    assert_eq!(load(&case, 1, later).await, None);
}

async fn a_session_identifier_is_given_once(case: TestDatabase) {
    let now = clock().now();
    let anna = create(&case, 1, "anna", now).await;
    assert!(!case.database.create_session(&session(1, Some("bert"), now)).await.unwrap());
    assert_eq!(load(&case, 1, now).await, Some(anna));
}

async fn an_unused_session_ends(case: TestDatabase) {
    let clock = clock();
    create(&case, 1, "anna", clock.now()).await;
    clock.advance(IDLE);
    assert!(load(&case, 1, clock.now()).await.is_some());
    clock.advance(SignedDuration::from_secs(1));
    assert_eq!(load(&case, 1, clock.now()).await, None);
    clock.advance(-IDLE);
    assert_eq!(load(&case, 1, clock.now()).await, None, "it is deleted, not only hidden");
}

async fn a_session_ends_however_much_it_is_used(case: TestDatabase) {
    let clock = clock();
    let session = create(&case, 1, "anna", clock.now()).await;
    let mut uses = 0;
    while load(&case, 1, clock.now()).await.is_some() {
        uses += 1;
        clock.advance(SignedDuration::from_mins(15));
        case.database.touch_sessions(&[(session.id_hash, clock.now())]).await.unwrap();
    }
    assert_eq!(uses, 8 * 4);
}

async fn a_use_is_noted_every_minute(case: TestDatabase) {
    let now = clock().now();
    create(&case, 1, "anna", now).await;
    for (seconds, expected) in [(60, 0), (61, 61), (80, 61), (122, 122)] {
        let at = now + SignedDuration::from_secs(seconds);
        case.database.touch_sessions(&[([1; 32], at), ([2; 32], at)]).await.unwrap();
        let seen = load(&case, 1, at).await.unwrap().last_seen;
        assert_eq!(seen, now + SignedDuration::from_secs(expected), "after {seconds} s");
    }
}

async fn a_revoked_session_is_gone_and_saving_does_not_bring_it_back(case: TestDatabase) {
    let now = clock().now();
    let first = create(&case, 1, "anna", now).await;
    let second = create(&case, 2, "anna", now + SignedDuration::from_secs(5)).await;
    let other = create(&case, 3, "bert", now).await;
    let anna = word("anna");
    assert_eq!(case.database.sessions_of(&anna).await.unwrap(), [second, first.clone()]);
    assert_eq!(case.database.revoke_sessions_of(&anna).await.unwrap(), 2);
    assert_eq!(case.database.sessions_of(&anna).await.unwrap(), []);
    assert!(!case.database.save_session(&first).await.unwrap());
    assert_eq!(load(&case, 1, now).await, None);
    assert_eq!(load(&case, 2, now).await, None);
    assert!(!case.database.save_session(&first).await.unwrap());
    assert_eq!(load(&case, 3, now).await, Some(other));
}

async fn a_disabled_user_has_no_session_left(case: TestDatabase) {
    let now = clock().now();
    case.add_organisation(&organisation("cpas-namur")).await;
    case.add_user(&account("anna", "cpas-namur")).await;
    create(&case, 1, "anna", now).await;
    let with = SuspendingWith { people: &case.database, clock: &clock(), randomness: &SeededRandomness::new(1) };
    assert!(suspend_at_shell(with, &word("anna"), "left").await.unwrap());
    assert!(!case.database.account(&word("anna")).await.unwrap().unwrap().enabled);
    assert_eq!(load(&case, 1, now).await, None);
    assert!(!suspend_at_shell(with, &word("anna"), "left").await.unwrap(), "it is already");
    assert!(!suspend_at_shell(with, &word("nobody"), "left").await.unwrap());
}

async fn dead_sessions_are_swept_out(case: TestDatabase) {
    let now = clock().now();
    create(&case, 1, "anna", now - IDLE - SignedDuration::from_secs(1)).await;
    create(&case, 2, "bert", now).await;
    create(&case, 3, "chris", now).await;
    let ended = StoredSession { absolute_expiry: now, ..session(4, None, now) };
    assert!(case.database.create_session(&ended).await.unwrap());
    case.database.revoke_sessions_of(&word("bert")).await.unwrap();
    assert_eq!(case.database.delete_expired_sessions(now, IDLE).await.unwrap(), 3);
    assert_eq!(case.database.delete_expired_sessions(now, IDLE).await.unwrap(), 0);
    assert!(load(&case, 3, now).await.is_some());
}
