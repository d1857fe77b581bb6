//! Whoever proposed, began or edited a draft never publishes it, whatever roles they have.

use std::sync::Arc;

use delibero::entropy::SystemRandomness;
use delibero_domain::deliberation::Reading;
use delibero_domain::role::Role;
use delibero_testkit::deliberations::first_text;
use delibero_usecases::accounts::{AccountStore as _, Actor};
use delibero_usecases::register::{ByHand, Draft, Drafting, RegisterError, RegisterStore};

use crate::support::App;

const FRENCH: &str = include_str!("../../../../../app/reader/tests/documents/fr-2005.txt");

/// Somebody who writes and approves, under the name of a user of the demonstration.
async fn with_both_roles(app: &App, user: &str) -> Actor {
    let found = app.database.account(&user.parse().expect("a name")).await.expect("read").expect("there");
    Actor { roles: vec![Role::Secretariat, Role::Approver], ..found.actor }
}

struct Desk<'a> {
    app: &'a App,
    actor: Arc<Actor>,
}

impl Desk<'_> {
    async fn of<'a>(app: &'a App, user: &str) -> Desk<'a> {
        Desk { app, actor: Arc::new(with_both_roles(app, user).await) }
    }

    fn with(&self) -> Drafting<'_> {
        let (register, clock) = (&self.app.database, self.app.clock.as_ref());
        Drafting::new(register, clock, &SystemRandomness, &self.actor)
    }

    async fn begin(&self, number: &str) -> Draft {
        let by_hand = ByHand {
            number: number.parse().expect("a number"),
            date: "1997-01-14".parse().expect("a day"),
            title: "Délibération d’essai".to_owned(),
            language: delibero_domain::text::Language::Fr,
        };
        let draft = self.with().begin_by_hand(by_hand).await.expect("begun");
        let mut content = draft.content.clone();
        first_text(&mut content).points = delibero_testkit::deliberations::text("Titre", &["Un."]).points;
        self.with().save(&draft.id, draft.revision, content).await.expect("saved");
        self.now(&draft.id).await
    }

    async fn now(&self, id: &str) -> Draft {
        let register: &dyn RegisterStore = &self.app.database;
        register.draft(id).await.expect("read").expect("there")
    }

    async fn propose(&self, id: &str) {
        self.with().propose(id, self.now(id).await.revision, &()).await.expect("proposed");
    }

    async fn publish(&self, id: &str) -> Result<(), RegisterError> {
        self.with().publish(id, self.now(id).await.revision, ()).await.map(drop)
    }
}

fn is_own(outcome: &Result<(), RegisterError>) -> bool {
    matches!(outcome, Err(RegisterError::OwnDraft))
}

#[tokio::test]
async fn who_only_proposed_does_not_publish_and_a_stranger_does() {
    let app = App::new().await;
    let (writer, proposer, stranger) = (
        Desk::of(&app, "helene.martin").await,
        Desk::of(&app, "sarah.benali").await,
        Desk::of(&app, "koen.wouters").await,
    );
    let draft = writer.begin("97/021").await;
    proposer.propose(&draft.id).await;
    assert!(is_own(&writer.publish(&draft.id).await), "who began and wrote it");
    assert!(is_own(&proposer.publish(&draft.id).await), "who proposed it");
    stranger.publish(&draft.id).await.expect("published by somebody else");
}

#[tokio::test]
async fn an_earlier_proposal_counts_as_much_as_the_last_one() {
    let app = App::new().await;
    let (writer, proposer) = (Desk::of(&app, "helene.martin").await, Desk::of(&app, "sarah.benali").await);
    let draft = writer.begin("97/022").await;
    proposer.propose(&draft.id).await;
    let mut content = draft.content.clone();
    content.deliberation.committee = "Comité d’essai".to_owned();
    writer.with().save(&draft.id, writer.now(&draft.id).await.revision, content).await.expect("saved");
    writer.propose(&draft.id).await;
    assert_eq!(writer.now(&draft.id).await.proposed, Some(writer.actor.user.clone()));
    assert!(is_own(&proposer.publish(&draft.id).await), "the draft knows the newest proposal, its saves know all");
}

#[tokio::test]
async fn who_brings_the_same_file_again_has_a_part_in_its_draft() {
    let app = App::new().await;
    let (writer, second) = (Desk::of(&app, "helene.martin").await, Desk::of(&app, "koen.wouters").await);
    let read = || -> (Reading, String) {
        let source = delibero_reader::extract(FRENCH.as_bytes()).expect("a text");
        (delibero_reader::read_text(&source).expect("a reading"), source.text)
    };
    let (reading, source) = read();
    let begun = writer.with().begin_from_reading(reading, source, false).await.expect("begun");
    let (reading, source) = read();
    let again = second.with().begin_from_reading(reading, source, true).await.expect("the same");
    assert_eq!(again.id, begun.id);
    writer.propose(&begun.id).await;
    assert!(is_own(&second.publish(&begun.id).await));
}

#[tokio::test]
async fn the_page_offers_nobody_to_publish_what_they_had_a_part_in() {
    let app = App::new().await;
    let writer = Desk::of(&app, "helene.martin").await;
    let proposer = Desk::of(&app, "koen.wouters").await;
    let draft = writer.begin("97/023").await;
    proposer.propose(&draft.id).await;
    let mut approver = app.signed_in("koen.wouters").await;
    let address = format!("/drafts/{}", draft.id);
    assert!(!approver.get(&address).await.body.contains("value=\"publish\""));
    let revision = writer.now(&draft.id).await.revision.to_string();
    let answer = approver.post(&address, &[("do", "publish"), ("revision", &revision)]).await;
    assert_eq!(answer.status, http::StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn of_two_approvers_at_once_one_publishes_and_the_other_is_told() {
    let app = App::new().await;
    let (writer, proposer) = (Desk::of(&app, "helene.martin").await, Desk::of(&app, "sarah.benali").await);
    let draft = writer.begin("97/024").await;
    proposer.propose(&draft.id).await;
    let (address, revision) = (format!("/drafts/{}", draft.id), writer.now(&draft.id).await.revision.to_string());
    let form = [("do", "publish"), ("revision", &*revision)];
    let (mut one, mut other) = (app.signed_in("koen.wouters").await, app.signed_in("koen.wouters").await);
    let (first, second) = tokio::join!(one.post(&address, &form), other.post(&address, &form));
    let mut answers = [first, second];
    answers.sort_unstable_by_key(|answer| answer.status);
    let statuses = answers.each_ref().map(|answer| answer.status);
    assert_eq!(statuses, [http::StatusCode::SEE_OTHER, http::StatusCode::NOT_FOUND]);
    for words in ["Ce projet a pris fin", "Koen Wouters l’a publié le", "href=\"/deliberations/97/024\""] {
        assert!(answers[1].body.contains(words), "{words}: {}", answers[1].body);
    }
    let number = "97/024".parse().expect("a number");
    let (_, revision) = app.database.deliberation(number).await.expect("read").expect("published");
    assert_eq!(revision, 1, "once");
}
