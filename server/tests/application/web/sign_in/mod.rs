//! Signing in, sessions and their end.

use std::sync::Arc;

use delibero::entropy::SystemRandomness;
use delibero_demo::PASSWORD;
use delibero_testkit::examples::word;
use delibero_usecases::accounts::people::{SuspendingWith, suspend_at_shell};
use http::StatusCode;
use jiff::SignedDuration;

use crate::support::App;

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_look_the_same() {
    let app = App::new().await;
    let mut bodies = Vec::new();
    for user in ["marie.dubois", "nobody.known"] {
        let answer = app.browser().post("/sign-in", &[("user", user), ("password", "wrong-password")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(user), "what was typed stays");
        assert!(!answer.body.contains("wrong-password"), "but not the password");
        // The demonstration lists one of the names as well.
        bodies.push(answer.body.replace("marie.dubois", "NAME").replace("nobody.known", "NAME"));
    }
    assert!(bodies[0] == bodies[1], "the two answers differ");
}

#[tokio::test]
async fn a_new_session_begins_at_sign_in_and_its_id_is_not_guessable_from_the_database() {
    let app = App::new().await;
    let mut browser = app.browser();
    browser.cookies.insert("delibero_session".to_owned(), "AAAAAAAAAAAAAAAAAAAAAA".to_owned());
    browser.post("/sign-in", &[("user", "marie.dubois"), ("password", PASSWORD)]).await;
    let id = browser.cookies["delibero_session"].clone();
    assert_ne!(id, "AAAAAAAAAAAAAAAAAAAAAA", "an id that was planted is not kept");
    let stored = app.database.sessions_of(&word("marie.dubois")).await.expect("sessions");
    assert_eq!(stored.len(), 1);
    assert!(!format!("{:?}", stored[0]).contains(&id));
}

#[tokio::test]
async fn failures_slow_down_the_answers_to_failures_and_never_hold_up_a_right_password() {
    let app = App::new().await;
    for user in ["marie.dubois", "nobody.known"] {
        app.clock.advance(SignedDuration::from_hours(1));
        for _ in 0..40 {
            let wrong = [("user", user), ("password", "wrong-password")];
            assert_eq!(app.browser().post("/sign-in", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let held: Vec<i128> = app.pause.take().iter().map(SignedDuration::as_millis).collect();
        assert_eq!(held[..6], [500, 1000, 2000, 4000, 8000, 8000], "whether there is an account or not: {user}");
    }
    for user in ["marie.dubois", "els.peeters"] {
        let right = [("user", user), ("password", PASSWORD)];
        assert_eq!(app.browser().post("/sign-in", &right).await.status, StatusCode::SEE_OTHER);
    }
    assert!(app.pause.take().is_empty());
}

#[tokio::test]
async fn thirty_people_behind_one_address_sign_in_at_once() {
    let app = Arc::new(App::new().await);
    let mut everybody = tokio::task::JoinSet::new();
    for user in ["marie.dubois", "els.peeters", "jan.janssens", "lotte.claes", "sarah.benali"].repeat(6) {
        let app = Arc::clone(&app);
        everybody.spawn(async move {
            let right = [("user", user), ("password", PASSWORD)];
            app.browser().post("/sign-in", &right).await.status
        });
    }
    assert!(everybody.join_all().await.iter().all(|status| *status == StatusCode::SEE_OTHER));
}

#[tokio::test]
async fn the_password_of_the_demonstration_signs_nobody_in_outside_it() {
    let app = App::with(|state, _| state.application.demonstration = false).await;
    let known = [("user", "marie.dubois"), ("password", PASSWORD)];
    assert_eq!(app.browser().post("/sign-in", &known).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_session_ends_when_idle_and_after_twelve_hours() {
    let app = App::new().await;
    let mut idle = app.signed_in("marie.dubois").await;
    app.clock.advance(SignedDuration::from_mins(14));
    assert_eq!(idle.get("/consultation").await.status, StatusCode::OK);
    app.clock.advance(SignedDuration::from_mins(16));
    let ended = idle.get("/consultation").await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    let told = idle.get(ended.location()).await;
    assert!(told.body.contains("Votre session est terminée"), "and the page says why");

    let mut busy = app.signed_in("marie.dubois").await;
    for _ in 0..71 {
        app.clock.advance(SignedDuration::from_mins(10));
        assert_eq!(busy.get("/consultation").await.status, StatusCode::OK);
    }
    app.clock.advance(SignedDuration::from_mins(11));
    assert_eq!(busy.get("/consultation").await.status, StatusCode::SEE_OTHER, "twelve hours are over");
}

#[tokio::test]
async fn revocation_and_sign_out_take_effect_on_the_next_request() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let stolen = browser.cookies.clone();
    browser.post("/sign-out", &[]).await;
    browser.cookies = stolen;
    assert_eq!(browser.get("/consultation").await.status, StatusCode::SEE_OTHER, "signed out on the server too");

    let mut browser = app.signed_in("els.peeters").await;
    assert_eq!(browser.get("/consultation").await.status, StatusCode::OK);
    let with = SuspendingWith { people: &app.database, clock: app.clock.as_ref(), randomness: &SystemRandomness };
    assert!(suspend_at_shell(with, &word("els.peeters"), "left").await.expect("the store answers"));
    assert_eq!(browser.get("/consultation").await.status, StatusCode::SEE_OTHER);
    let again = browser.post("/sign-in", &[("user", "els.peeters"), ("password", PASSWORD)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn after_signing_in_one_is_where_one_wanted_to_be_but_never_elsewhere() {
    let app = App::new().await;
    let asked = app.browser().get("/catalogue/vdab").await;
    assert_eq!(asked.location(), "/sign-in?next=/catalogue/vdab");
    for (next, expected) in [
        ("/catalogue/vdab", "/catalogue/vdab"),
        ("//evil.example", "/consultation"),
        ("https://evil.example", "/consultation"),
    ] {
        let fields = [("user", "marie.dubois"), ("password", PASSWORD), ("next", next)];
        assert_eq!(app.browser().post("/sign-in", &fields).await.location(), expected, "{next}");
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    for path in ["/consultation", "/sign-out", "/sign-in", "/theme"] {
        let answer = browser.post_from("cross-site", path, &[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(browser.get("/consultation").await.status, StatusCode::OK, "still signed in");
}
