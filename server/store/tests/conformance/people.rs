//! People: who has an account and why it may not be used, links, and who looks after them.

use delibero_domain::folding::folded_line;
use delibero_domain::role::Role;
use delibero_testkit::examples::{account, organisation};
use delibero_usecases::accounts::people::{
    AccessLink, PeopleStore as _, Sessions, Stopped, User, UserFilter, UserState, link_hash,
};
use delibero_usecases::accounts::{AccountStore as _, PasswordHash};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    somebody_invited_cannot_sign_in_until_a_password_is_chosen,
    a_user_is_saved_over_the_revision_that_was_read,
    a_sign_in_name_is_given_once,
    users_are_found_by_what_is_known_of_them,
    a_link_serves_once_and_another_takes_its_place,
    the_administrators_are_those_who_may_sign_in,
    who_was_not_there_for_long_is_found,
);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn invited(user: &str, roles: &[Role]) -> User {
    User {
        user: user.parse().unwrap(),
        display_name: format!("Name of {user}"),
        organisation: "cpas-namur".parse().unwrap(),
        roles: roles.to_vec(),
        state: UserState::Invited,
        revision: 1,
        since: Some(at("2025-06-02T09:30:00Z")),
        signed_in: None,
    }
}

async fn invite(case: &TestDatabase, user: &User) {
    let mut work = case.database.begin_people().await.unwrap();
    work.invite(user).await.unwrap();
    work.commit().await.unwrap();
}

async fn save(case: &TestDatabase, user: &User, read: u32) -> Result<u32, u32> {
    let mut work = case.database.begin_people().await.unwrap();
    let saved = work.save_user(user, read).await.unwrap();
    work.commit().await.unwrap();
    saved
}

async fn with_organisation(case: &TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    case.add_user(&account("somebody", "cpas-namur")).await;
}

async fn somebody_invited_cannot_sign_in_until_a_password_is_chosen(case: TestDatabase) {
    with_organisation(&case).await;
    let anna = invited("anna", &[Role::CaseWorker, Role::Registrar]);
    invite(&case, &anna).await;
    assert_eq!(case.database.user(&anna.user).await.unwrap(), Some(anna.clone()));
    assert!(!case.database.account(&anna.user).await.unwrap().unwrap().enabled);
    assert!(case.database.credentials(&anna.user).await.unwrap().is_none());
    let mut work = case.database.begin_people().await.unwrap();
    work.save_user(&User { state: UserState::Active, ..anna.clone() }, 1).await.unwrap().unwrap();
    work.set_password(&anna.user, &PasswordHash("$hash".to_owned())).await.unwrap();
    work.commit().await.unwrap();
    let credentials = case.database.credentials(&anna.user).await.unwrap().unwrap();
    assert_eq!((credentials.password.0.as_str(), credentials.account.enabled), ("$hash", true));
    assert_eq!(credentials.account.actor.roles, anna.roles);
    let signed_in = at("2025-06-03T08:00:00Z");
    case.database.note_signed_in(&anna.user, signed_in).await.unwrap();
    assert_eq!(case.database.user(&anna.user).await.unwrap().unwrap().signed_in, Some(signed_in));
}

async fn a_user_is_saved_over_the_revision_that_was_read(case: TestDatabase) {
    with_organisation(&case).await;
    let anna = invited("anna", &[Role::CaseWorker]);
    invite(&case, &anna).await;
    let by = Some("jean".parse().unwrap());
    let stopped = Stopped { by, at: at("2025-06-04T10:00:00Z"), why: "left".to_owned() };
    let ended = User { state: UserState::Ended(stopped), roles: Vec::new(), ..anna.clone() };
    assert_eq!(save(&case, &ended, 1).await, Ok(2));
    assert_eq!(save(&case, &anna, 1).await, Err(2), "somebody saved in between");
    assert_eq!(case.database.user(&anna.user).await.unwrap(), Some(User { revision: 2, ..ended }));
}

async fn a_sign_in_name_is_given_once(case: TestDatabase) {
    with_organisation(&case).await;
    invite(&case, &invited("anna", &[])).await;
    let mut work = case.database.begin_people().await.unwrap();
    assert!(matches!(work.invite(&invited("anna", &[])).await, Err(StoreError::Exists(_))));
}

async fn users_are_found_by_what_is_known_of_them(case: TestDatabase) {
    with_organisation(&case).await;
    invite(&case, &invited("anna", &[Role::CaseWorker])).await;
    invite(&case, &invited("bert", &[Role::Registrar])).await;
    let found = async |filter: UserFilter| {
        let users = case.database.users(&filter, 0, 10).await.unwrap();
        assert_eq!(case.database.count_users(&filter).await.unwrap(), u64::try_from(users.len()).unwrap());
        users.into_iter().map(|user| user.user.to_string()).collect::<Vec<_>>()
    };
    let none = UserFilter::default;
    assert_eq!(found(UserFilter { state: Some("invited"), ..none() }).await, ["anna", "bert"]);
    assert_eq!(found(UserFilter { role: Some(Role::Registrar), ..none() }).await, ["bert"]);
    assert_eq!(found(UserFilter { named: Some("of an".to_owned()), ..none() }).await, ["anna"]);
    assert_eq!(found(UserFilter { named: Some("_".to_owned()), ..none() }).await.len(), 3, "no pattern of SQL");
    assert_eq!(found(UserFilter { organisation: Some("nobody".parse().unwrap()), ..none() }).await, [""; 0]);
    let second = case.database.users(&none(), 1, 1).await.unwrap();
    assert_eq!(second[0].roles, [Role::Registrar], "{second:?}");
    let named = |words: &str| found(UserFilter { named: Some(folded_line(words)), ..none() });
    invite(&case, &User { display_name: "Éric Noël-Dupont".to_owned(), ..invited("e.noel", &[]) }).await;
    assert_eq!(named("Eric Noël").await, ["e.noel"], "whatever the accents");
    assert_eq!(named("e.noel").await, ["e.noel"]);
    let first = case.database.users(&none(), 0, 1).await.unwrap();
    assert_eq!(first[0].user.as_str(), "e.noel", "É stands with E");
    save(&case, &User { display_name: "Zoé Noël".to_owned(), ..invited("e.noel", &[]) }, 1).await.unwrap();
    assert_eq!((named("éric").await.len(), named("zoe").await), (0, vec!["e.noel".to_owned()]), "a new name is found");
}

async fn a_link_serves_once_and_another_takes_its_place(case: TestDatabase) {
    with_organisation(&case).await;
    let anna = invited("anna", &[]);
    invite(&case, &anna).await;
    let link = AccessLink {
        user: anna.user.clone(),
        made: at("2025-06-02T09:30:00Z"),
        made_by: "jean".parse().unwrap(),
        expires: at("2025-06-05T09:30:00Z"),
        used: None,
    };
    let [first, second] = ["first", "second"].map(link_hash);
    for hash in [first, second] {
        let mut work = case.database.begin_people().await.unwrap();
        work.add_link(&hash, &link).await.unwrap();
        work.commit().await.unwrap();
    }
    assert_eq!(case.database.link(&first).await.unwrap(), None);
    assert_eq!(case.database.link(&second).await.unwrap(), Some(link.clone()));
    let used = at("2025-06-03T00:00:00Z");
    for expected in [true, false] {
        let mut work = case.database.begin_people().await.unwrap();
        assert_eq!(work.use_link(&second, used).await.unwrap(), expected);
        work.commit().await.unwrap();
    }
    let mut work = case.database.begin_people().await.unwrap();
    work.remove_links(&anna.user).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(
        case.database.link(&second).await.unwrap(),
        Some(AccessLink { used: Some(used), ..link }),
        "it tells why"
    );
}

async fn the_administrators_are_those_who_may_sign_in(case: TestDatabase) {
    with_organisation(&case).await;
    for (user, role, state) in [
        ("anna", Role::OrganisationAdmin, UserState::Active),
        ("bert", Role::OrganisationAdmin, UserState::Invited),
        ("chris", Role::CaseWorker, UserState::Active),
    ] {
        let user = invited(user, &[role]);
        invite(&case, &user).await;
        save(&case, &User { state, ..user }, 1).await.unwrap();
    }
    let mut work = case.database.begin_people().await.unwrap();
    work.wait_for_people_of(&"cpas-namur".parse().unwrap()).await.unwrap();
    let found = work.administrators(&"cpas-namur".parse().unwrap()).await.unwrap();
    assert_eq!(found.iter().map(|user| user.as_str()).collect::<Vec<_>>(), ["anna"]);
    assert_eq!(work.end_sessions(&found[0], Sessions::All).await.unwrap(), 0);
}

async fn who_was_not_there_for_long_is_found(case: TestDatabase) {
    with_organisation(&case).await;
    let anna = invited("anna", &[]);
    invite(&case, &anna).await;
    save(&case, &User { state: UserState::Active, ..anna.clone() }, 1).await.unwrap();
    let now = at("2025-09-10T00:00:00Z");
    let names = |found: Vec<delibero_domain::identifier::UserName>| found.into_iter().map(|user| user.to_string());
    // Of somebody of whom nothing is written down, absence begins now.
    let found = case.database.unused_since(at("2025-06-12T00:00:00Z"), now).await.unwrap();
    assert_eq!(names(found).collect::<Vec<_>>(), ["anna"]);
    case.database.note_signed_in(&anna.user, now).await.unwrap();
    assert!(case.database.unused_since(at("2025-06-12T00:00:00Z"), now).await.unwrap().is_empty());
}
