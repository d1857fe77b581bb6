//! What became of a save, as one word.

use delibero::entropy::SystemRandomness;
use delibero_domain::role::Role;
use delibero_testkit::deliberations::first_text;
use delibero_usecases::accounts::{AccountStore as _, Actor};
use delibero_usecases::drafts::{DraftStore as _, EditKind};
use delibero_usecases::register::editing::{Editing, Form, OpenPart, Part, PostedFields, SaveOutcome};
use delibero_usecases::register::{ByHand, Draft, Drafting};
use http::StatusCode;

use crate::support::App;

struct Desk<'a> {
    app: &'a App,
    actor: &'a Actor,
    id: String,
}

async fn actor(app: &App, user: &str) -> Actor {
    app.database.account(&user.parse().expect("a name")).await.expect("read").expect("there").actor
}

impl<'a> Desk<'a> {
    fn editing(&self) -> Editing<'a> {
        let (register, clock) = (&self.app.database, self.app.clock.as_ref());
        let drafting = Drafting::new(register, clock, &SystemRandomness, self.actor);
        Editing { drafting, find_citations: delibero_reader::citations }
    }

    /// A draft with two points.
    async fn begin(app: &'a App, actor: &'a Actor) -> Desk<'a> {
        let desk = Desk { app, actor, id: String::new() };
        let by_hand = ByHand {
            number: "97/009".parse().expect("a number"),
            date: "1997-01-14".parse().expect("a day"),
            title: "Délibération d’essai".to_owned(),
            language: delibero_domain::text::Language::Fr,
        };
        let draft = desk.editing().drafting.begin_by_hand(by_hand).await.expect("begun");
        let mut content = draft.content.clone();
        first_text(&mut content).points = delibero_testkit::deliberations::text("Titre", &["Un.", "Deux."]).points;
        desk.editing().drafting.save(&draft.id, draft.revision, content).await.expect("saved");
        Desk { id: draft.id, ..desk }
    }

    async fn draft(&self) -> Draft {
        self.app.database.draft(&self.id).await.expect("read").expect("there")
    }

    /// A form as its page has it, with some fields typed over.
    async fn typed(&self, part: Part, over: &[(&str, &str)]) -> PostedFields {
        let open = OpenPart::of(&self.draft().await, part, "").expect("a part");
        let mut pairs: Vec<(String, String)> =
            over.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        pairs.extend(open.form.fields().iter().map(|(name, field)| (name.to_string(), field.typed().to_owned())));
        pairs.push(("before".to_owned(), open.mark.to_string()));
        pairs.push(("revision".to_owned(), open.revision.to_string()));
        if let Form::Point(point) = &open.form {
            pairs.extend(point.was_label.clone().map(|label| ("was-label".to_owned(), label)));
        }
        PostedFields::new(pairs)
    }

    async fn save(&self, part: Part, posted: &PostedFields) -> SaveOutcome {
        self.editing().save(&self.id, part, "", posted).await
    }
}

#[tokio::test]
async fn a_save_is_told_from_one_together_with_others_and_from_a_conflict() {
    let app = App::new().await;
    let actor = actor(&app, "helene.martin").await;
    let desk = Desk::begin(&app, &actor).await;
    let (one, two) = (Part::Point(1), Part::Point(2));
    let first = desk.typed(one, &[("text", "Le premier.")]).await;
    let (second, late) =
        (desk.typed(two, &[("text", "Le deuxième.")]).await, desk.typed(one, &[("text", "Autre.")]).await);
    let alike = desk.typed(one, &[("text", " Le premier.\r\n")]).await;

    assert!(matches!(desk.save(one, &first).await, SaveOutcome::Saved(_)));
    let merged = desk.save(two, &second).await;
    assert!(matches!(merged, SaveOutcome::Merged(_)), "beside what another saved: {merged:?}");
    let SaveOutcome::Conflict(both) = desk.save(one, &late).await else { panic!("a conflict") };
    let text = both.form.whole().into_iter().find_map(|field| field.theirs());
    assert_eq!((both.is_conflict, text), (true, Some("Le premier.")));
    let revision = desk.draft().await.revision;
    let same = desk.save(one, &alike).await;
    assert!(matches!(same, SaveOutcome::Merged(_)), "both typed the same: {same:?}");
    assert_eq!(desk.draft().await.revision, revision, "nothing was to be saved");
}

#[tokio::test]
async fn what_is_not_saved_says_why() {
    let app = App::new().await;
    let (writer, approver) = (actor(&app, "helene.martin").await, actor(&app, "koen.wouters").await);
    let desk = Desk::begin(&app, &writer).await;
    let empty = desk.typed(Part::Point(1), &[("text", " ")]).await;
    let SaveOutcome::Refused(refused) = desk.save(Part::Point(1), &empty).await else { panic!("refused") };
    assert!(refused.says_errors && refused.form.whole().iter().any(|field| field.error().is_some()));
    let rows = desk.typed(Part::Sections, &[("do", "add:0")]).await;
    let SaveOutcome::ShownAgain(shown) = desk.save(Part::Sections, &rows).await else { panic!("shown again") };
    assert_eq!((shown.form.rows().len(), shown.says_errors), (1, false));
    let point = desk.typed(Part::Point(1), &[("text", "Des mots.")]).await;
    assert!(!approver.has(Role::Secretariat));
    let other = Desk { actor: &approver, id: desk.id.clone(), ..desk };
    assert!(matches!(other.save(Part::Point(1), &point).await, SaveOutcome::NotAllowed));
    let gone = Desk { id: "0".repeat(32), ..desk };
    assert!(matches!(gone.save(Part::Point(1), &point).await, SaveOutcome::Gone));
}

#[tokio::test]
async fn a_draft_that_ended_meanwhile_says_how_and_gives_back_what_was_typed() {
    let app = App::new().await;
    let writer = actor(&app, "helene.martin").await;
    let desk = Desk::begin(&app, &writer).await;
    let point = desk.typed(Part::Point(1), &[("text", "Des mots.")]).await;
    let revision = desk.draft().await.revision;
    desk.editing().drafting.discard(&desk.id, revision).await.expect("thrown away");
    let outcome = desk.save(Part::Point(1), &point).await;
    let SaveOutcome::Ended(ended, number) = outcome else { panic!("{outcome:?}") };
    assert_eq!(
        (ended.how, ended.by, number.to_string()),
        (EditKind::Discarded, Some(writer.user.clone()), "97/009".to_owned())
    );

    let mut browser = app.signed_in("helene.martin").await;
    let fields = [
        ("do", "save"),
        ("revision", "2"),
        ("text", "Des mots à garder."),
        (delibero_ui::components::form_mark::WHOLE, "yes"),
    ];
    let told = browser.post(&format!("/drafts/{}/edit/point-1", desk.id), &fields).await;
    assert_eq!(told.status, StatusCode::CONFLICT, "{}", told.body);
    for shown in ["Des mots à garder.", "a abandonné ce projet", "/deliberations/97/009/drafts"] {
        assert!(told.body.contains(shown), "{shown}: {}", told.body);
    }
}
