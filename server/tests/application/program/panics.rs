//! A panic is answered with 500, in words, and is traced with its place; the program goes on.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use delibero_usecases::accounts::PasswordHash;
use delibero_usecases::accounts::sign_in::Lane;
use delibero_usecases::accounts::sign_in::{PasswordHasher, Turn};
use http::StatusCode;

use crate::support::App;

struct Panicking;

#[async_trait]
impl PasswordHasher for Panicking {
    async fn hash(&self, _: String) -> PasswordHash {
        PasswordHash(String::new())
    }

    async fn turn(&self, _: Lane) -> Option<Box<dyn Turn>> {
        panic!("words of the program")
    }
}

/// What was traced.
#[derive(Clone, Default)]
struct Traced(Arc<Mutex<Vec<u8>>>);

impl Write for Traced {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_panic_is_answered_in_words_and_traced_without_what_was_typed() {
    let app = App::with(|state, _| state.hasher = Arc::new(Panicking)).await;
    let traced = Traced::default();
    let writer = traced.clone();
    let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
    let _tracing = tracing::subscriber::set_default(subscriber);
    delibero::trace::note_panics();
    let mut browser = app.browser();
    let answer = browser.post("/sign-in", &[("user", "marie.dubois"), ("password", "what-was-typed")]).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.body.contains("<h1") && answer.body.contains("marie.dubois"), "{}", answer.body);
    assert!(!answer.body.contains("what-was-typed"));
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::OK, "it goes on");
    let traced = String::from_utf8(traced.0.lock().expect("no panic").clone()).expect("text");
    assert!(traced.contains("ERROR") && traced.contains("panics.rs:") && traced.contains("words of the program"));
    assert!(!traced.contains("what-was-typed") && !traced.contains("marie.dubois"), "{traced}");
}
