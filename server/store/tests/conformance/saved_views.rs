//! Filters that users keep under a name.

use delibero_testkit::examples::{account, organisation};
use delibero_usecases::accounts::Actor;
use delibero_usecases::saved_views::{KeepError, MAX_VIEWS, SavedView, SavedViews};

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    a_view_is_of_its_user_alone,
    a_name_stands_for_what_was_kept_last,
    a_view_without_a_name_or_one_too_many_is_refused,
);

async fn with_users(case: &TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    for user in ["anna", "bert"] {
        case.add_user(&account(user, "cpas-namur")).await;
    }
}

fn view(name: &str, query: &str) -> SavedView {
    SavedView { name: name.to_owned(), query: query.to_owned() }
}

fn actor(user: &str) -> Actor {
    account(user, "cpas-namur").actor
}

async fn a_view_is_of_its_user_alone(case: TestDatabase) {
    with_users(&case).await;
    let (anna, bert) = (actor("anna"), actor("bert"));
    let (anna, bert) = (SavedViews::of(&case.database, &anna), SavedViews::of(&case.database, &bert));
    for (views, name, query) in [(anna, "b", "year=2023"), (anna, "a", "q=donn%C3%A9es"), (bert, "a", "year=1998")] {
        views.keep(name, query.to_owned()).await.unwrap();
    }
    assert_eq!(anna.all().await.unwrap(), [view("a", "q=donn%C3%A9es"), view("b", "year=2023")]);
    anna.remove("a").await.unwrap();
    anna.remove("never there").await.unwrap();
    assert_eq!(anna.all().await.unwrap(), [view("b", "year=2023")]);
    assert_eq!(bert.all().await.unwrap(), [view("a", "year=1998")]);
}

async fn a_name_stands_for_what_was_kept_last(case: TestDatabase) {
    with_users(&case).await;
    let anna = actor("anna");
    let views = SavedViews::of(&case.database, &anna);
    for (name, query) in [("Namur", "year=2023"), ("  Namur ", "year=2024"), ("Été 2024", "state=amended")] {
        views.keep(name, query.to_owned()).await.unwrap();
    }
    let kept = views.all().await.unwrap();
    assert_eq!(kept, [view("Namur", "year=2024"), view("Été 2024", "state=amended")]);
}

async fn a_view_without_a_name_or_one_too_many_is_refused(case: TestDatabase) {
    with_users(&case).await;
    let anna = actor("anna");
    let views = SavedViews::of(&case.database, &anna);
    let tried = async |name: &str, query: &str| views.keep(name, query.to_owned()).await;
    assert!(matches!(tried(" \t", "year=2023").await, Err(KeepError::NoName)));
    assert!(matches!(tried(&"é".repeat(61), "year=2023").await, Err(KeepError::NameTooLong)));
    assert!(matches!(tried("everything", "").await, Err(KeepError::Query)));
    for place in 0..MAX_VIEWS {
        tried(&place.to_string(), "year=2023").await.unwrap();
    }
    assert!(matches!(tried("one more", "year=2023").await, Err(KeepError::TooMany)));
    tried("3", "year=2024").await.unwrap();
    assert_eq!(views.all().await.unwrap().len(), MAX_VIEWS);
}
