//! The catalogue: published states, their documents, drafts of changes.

use std::sync::Arc;
use std::time::Duration;

use delibero_domain::authorisation::Source;
use delibero_domain::catalogue::files::documents::Document;
use delibero_domain::role::Role;
use delibero_store::Database;
use delibero_testkit::examples::{account, word};
use delibero_testkit::{AtOnce, FixedClock, SeededRandomness};
use delibero_usecases::accounts::Actor;
use delibero_usecases::catalogue::{
    Answer, AnswerStore as _, Asked, CarriedBy, CatalogueChanges, CatalogueDraft, CatalogueDrafting, CatalogueEdit,
    CatalogueInForce, CatalogueStore, ChangeError, Checked, CheckingStores, Confirmation, DocumentChange, NewState,
    publish_shipped,
};
use delibero_usecases::clock::Clock as _;
use delibero_usecases::drafts::{DraftStore, EditKind};
use delibero_usecases::register::RegisterStore;

use crate::harness::{TestDatabase, key, on_both_engines};

on_both_engines!(
    states_follow_each_other_and_each_has_its_documents,
    what_is_published_is_never_changed,
    what_ships_is_published_once,
    a_document_that_an_older_program_wrote_otherwise_makes_no_draft,
    drafts_are_saved_over_what_was_read,
    a_unit_of_work_reads_the_state_in_force,
    another_node_hears_of_it,
    answers_are_kept_newest_first_and_never_changed,
    of_two_approvers_at_once_one_publishes,
);

fn change(name: &str, before: Option<&str>, after: Option<&str>) -> DocumentChange {
    DocumentChange { name: name.to_owned(), before: before.map(str::to_owned), after: after.map(str::to_owned) }
}

fn state(why: &str) -> NewState {
    NewState {
        hash: word(&"0f".repeat(32)),
        published: FixedClock::at("2026-11-28T09:30:00Z").now(),
        by: Some(word("nadia.lambert")),
        why: why.to_owned(),
        draft: None,
    }
}

async fn add(database: &Database, why: &str, changes: &[DocumentChange]) -> u32 {
    let mut work = database.begin_catalogue().await.unwrap();
    work.wait_to_publish().await.unwrap();
    let number = work.add_state(&state(why), changes).await.unwrap();
    work.commit().await.unwrap();
    number
}

async fn texts(database: &Database, state: u32) -> Vec<(String, String)> {
    database.documents(state).await.unwrap().into_iter().map(|found| (found.name, found.text)).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

async fn states_follow_each_other_and_each_has_its_documents(case: TestDatabase) {
    let database = &case.database;
    assert_eq!(database.state_in_force().await.unwrap(), 0);
    assert_eq!(add(database, "first", &[change("b", None, Some("1")), change("a", None, Some("1"))]).await, 1);
    assert_eq!(add(database, "second", &[change("b", Some("1"), Some("2"))]).await, 2);
    let third = [change("b", Some("2"), None), change("c", None, Some("3"))];
    assert_eq!(add(database, "third", &third).await, 3);
    assert_eq!(add(database, "fourth", &[change("b", None, Some("4"))]).await, 4);
    assert_eq!(texts(database, 1).await, pairs(&[("b", "1"), ("a", "1")]), "in the order in which they came");
    assert_eq!(texts(database, 2).await, pairs(&[("b", "2"), ("a", "1")]));
    assert_eq!(texts(database, 3).await, pairs(&[("a", "1"), ("c", "3")]));
    assert_eq!(texts(database, 4).await, pairs(&[("b", "4"), ("a", "1"), ("c", "3")]), "in its old place");
    assert!(texts(database, 0).await.is_empty() && texts(database, 5).await.is_empty(), "never published");
    let versions = database.versions("b").await.unwrap();
    let versions: Vec<_> = versions.iter().map(|found| (found.state, found.text.as_deref())).collect();
    assert_eq!(versions, [(4, Some("4")), (3, None), (2, Some("2")), (1, Some("1"))]);
    let states = database.states().await.unwrap();
    assert_eq!(
        states.iter().map(|found| (found.number, found.why.as_str())).collect::<Vec<_>>()[..2],
        [(4, "fourth"), (3, "third")]
    );
    assert_eq!((states[0].hash, states[0].by.clone()), (state("").hash, state("").by));
}

async fn what_is_published_is_never_changed(case: TestDatabase) {
    add(&case.database, "first", &[change("a", None, Some("1"))]).await;
    for statement in [
        "UPDATE catalogue_states SET why = 'another'",
        "DELETE FROM catalogue_states",
        "UPDATE catalogue_documents SET content = 'another'",
        "DELETE FROM catalogue_documents",
    ] {
        let refused = case.run(statement).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{statement}: {refused}");
    }
    assert_eq!(texts(&case.database, 1).await, pairs(&[("a", "1")]));
}

async fn what_ships_is_published_once(case: TestDatabase) {
    let (database, clock, randomness) =
        (&case.database, &FixedClock::at("2026-11-28T09:30:00Z"), &SeededRandomness::new(1));
    assert_eq!(publish_shipped(database, "a program", clock, randomness).await.unwrap(), None);
    let first = database.documents(1).await.unwrap();
    assert!(first.iter().any(|found| found.name == "recipients/cpas.toml"));
    assert_eq!(publish_shipped(database, "the same program", clock, randomness).await.unwrap(), None);
    assert_eq!(database.state_in_force().await.unwrap(), 1);
    // Another program brought these: what this one changes is told, and nothing is published.
    let mut work = database.begin_catalogue().await.unwrap();
    let mut before = first.clone();
    before.retain(|found| found.name != "recipients/vdab.toml");
    before.push(Document { name: "recipients/gone.toml".to_owned(), text: "[[recipient]]".to_owned() });
    before.iter_mut().find(|found| found.name == "recipients/cpas.toml").unwrap().text.clear();
    work.keep_shipped(&before).await.unwrap();
    work.commit().await.unwrap();
    add(database, "by hand", &[change("recipients/cpas.toml", None, Some("by hand"))]).await;
    let told = publish_shipped(database, "a newer program", clock, randomness).await.unwrap().unwrap();
    let store: &dyn CatalogueStore = database;
    assert_eq!(store.draft(&told.id).await.unwrap(), Some(told.clone()));
    assert_eq!((told.content.title.as_str(), told.author), ("a newer program", None));
    let changes: Vec<_> =
        told.content.changes.iter().map(|found| (found.name.as_str(), found.before.as_deref())).collect();
    assert_eq!(changes, [("recipients/cpas.toml", Some("by hand"))], "the others are in force as the program has them");
    assert_eq!(database.state_in_force().await.unwrap(), 2);
    assert_eq!(
        publish_shipped(database, "the newer program", clock, randomness).await.unwrap(),
        None,
        "it is told once"
    );
}

async fn a_document_that_an_older_program_wrote_otherwise_makes_no_draft(case: TestDatabase) {
    let (database, clock, randomness) =
        (&case.database, &FixedClock::at("2026-11-28T09:30:00Z"), &SeededRandomness::new(1));
    publish_shipped(database, "a program", clock, randomness).await.unwrap();
    let older = |found: Document| Document { text: format!("# As it was read.\n\n{}\n", found.text), ..found };
    let mut documents = database.documents(1).await.unwrap();
    let points: Vec<Document> =
        documents.extract_if(.., |found| found.name.starts_with("points/")).map(older).collect();
    assert!(!points.is_empty());
    let written = |found: &Document| change(&found.name, None, Some(&found.text));
    add(database, "of an older program", &points.iter().map(written).collect::<Vec<_>>()).await;
    let keep = async |documents: &[Document]| {
        let mut work = database.begin_catalogue().await.unwrap();
        work.keep_shipped(documents).await.unwrap();
        work.commit().await.unwrap();
    };
    keep(&[documents.clone(), points].concat()).await;
    assert_eq!(publish_shipped(database, "a newer program", clock, randomness).await.unwrap(), None);
    // Nor where that program brought none of them, and somebody put them in force.
    keep(&documents).await;
    assert_eq!(publish_shipped(database, "a newer program", clock, randomness).await.unwrap(), None);
    assert!(CatalogueStore::drafts(database).await.unwrap().is_empty());
}

fn draft() -> CatalogueDraft {
    CatalogueDraft {
        id: "0123456789abcdef0123456789abcdef".to_owned(),
        revision: 1,
        author: Some(word("helene.martin")),
        editors: vec![word("helene.martin")],
        saved: FixedClock::at("2026-11-28T09:30:00Z").now(),
        proposed: None,
        content: CatalogueChanges {
            title: "VDAB".to_owned(),
            carried_by: Some(CarriedBy { deliberation: word("23/058"), version: 2 }),
            changes: vec![change("a", Some("1"), Some("2"))],
        },
        origin: (),
    }
}

async fn drafts_are_saved_over_what_was_read(case: TestDatabase) {
    let (database, mut draft): (&dyn CatalogueStore, _) = (&case.database, draft());
    let edit = CatalogueEdit {
        place: 1,
        draft: draft.id.clone(),
        at: draft.saved,
        user: draft.author.clone(),
        what: EditKind::Begun,
        note: None,
        content: draft.content.clone(),
    };
    let mut work = database.begin_catalogue().await.unwrap();
    work.begin_draft(&draft).await.unwrap();
    work.keep_edit(&edit).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(database.draft(&draft.id).await.unwrap(), Some(draft.clone()));
    draft.content.title = "VDAB and Forem".to_owned();
    let mut work = database.begin_catalogue().await.unwrap();
    assert_eq!(work.save_draft(&draft, 1).await.unwrap(), Ok(2));
    assert_eq!(work.save_draft(&draft, 1).await.unwrap(), Err(2), "somebody saved in between");
    work.commit().await.unwrap();
    assert_eq!(database.drafts().await.unwrap(), [CatalogueDraft { revision: 2, ..draft.clone() }]);
    assert_eq!(database.edits(&draft.id).await.unwrap(), [edit]);
    assert_eq!(database.contributors(&draft.id).await.unwrap(), [word("helene.martin")]);
    let refused = case.run("DELETE FROM catalogue_edits").await.unwrap_err();
    assert!(refused.to_string().contains("append-only"), "{refused}");
    let mut work = database.begin_catalogue().await.unwrap();
    work.remove_draft(&draft.id).await.unwrap();
    assert_eq!(work.save_draft(&draft, 2).await.unwrap(), Err(0), "it is gone");
    work.commit().await.unwrap();
    assert_eq!(database.draft(&draft.id).await.unwrap(), None);
    assert_eq!(database.edits(&draft.id).await.unwrap().len(), 1, "its saves stay");
}

async fn a_unit_of_work_reads_the_state_in_force(case: TestDatabase) {
    add(&case.database, "first", &[change("a", None, Some("1"))]).await;
    let mut work = case.database.begin_catalogue().await.unwrap();
    assert_eq!(work.state_in_force().await.unwrap(), 1);
    assert_eq!(work.documents(1).await.unwrap(), [Document { name: "a".to_owned(), text: "1".to_owned() }]);
}

/// Where there is one node, it looks when its time is over.
async fn another_node_hears_of_it(case: TestDatabase) {
    let other = Database::connect(&case.url, &key("a")).await.unwrap();
    let mut heard = other.publications().await.unwrap();
    add(&case.database, "first", &[change("a", None, Some("1"))]).await;
    let patience = if case.url.starts_with("sqlite") { Duration::ZERO } else { Duration::from_mins(10) };
    heard.next(patience).await.unwrap();
    assert_eq!(other.state_in_force().await.unwrap(), 1);
}

async fn answers_are_kept_newest_first_and_never_changed(case: TestDatabase) {
    let database = &case.database;
    let answer = |asked: Asked, reason: &str| Answer {
        asked,
        at: FixedClock::at("2026-11-28T09:30:00Z").now(),
        user: word("nadia.lambert"),
        reason: reason.to_owned(),
    };
    let missing = |draft: &str, point: &str| Asked::MissingPoint {
        draft: draft.to_owned(),
        document: "services/hdi.toml".to_owned(),
        cited: Source::new("20/130", point),
    };
    let changed = Asked::ChangedText {
        deliberation: word("20/130"),
        version: 2,
        document: "authorisations/20-130.cpas.hdi.toml".to_owned(),
    };
    let kept = [
        answer(missing("ab", "99"), "first"),
        answer(changed, "stays"),
        answer(missing("ab", "99"), "second"),
        answer(missing("cd", "98"), "elsewhere"),
    ];
    for answer in &kept {
        database.keep_answer(answer).await.unwrap();
    }
    assert_eq!(database.answers_in("ab").await.unwrap(), [kept[2].clone(), kept[0].clone()]);
    assert_eq!(database.answers_in("ef").await.unwrap(), []);
    assert_eq!(database.answers_about(word("20/130")).await.unwrap(), [kept[1].clone()]);
    assert_eq!(database.answers_about(word("20/131")).await.unwrap(), []);
    for statement in ["UPDATE catalogue_answers SET reason = 'x'", "DELETE FROM catalogue_answers"] {
        let refused = case.run(statement).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
}

fn actor(user: &str) -> Actor {
    Actor { roles: vec![Role::Secretariat, Role::Approver], ..account(user, "bcss").actor }
}

/// Whoever comes second finds the draft gone, wherever the units of work meet.
async fn of_two_approvers_at_once_one_publishes(case: TestDatabase) {
    let (clock, randomness) = (FixedClock::at("2026-11-28T09:30:00Z"), SeededRandomness::new(1));
    publish_shipped(&case.database, "a program", &clock, &randomness).await.unwrap();
    let (writer, one, other) = (actor("helene.martin"), actor("koen.wouters"), actor("agnes.peeters"));
    let with = |actor| CatalogueDrafting::new(&case.database, &clock, &randomness, actor);
    let first = case.database.documents(1).await.unwrap();
    let vdab = first.into_iter().find(|found| found.name == "recipients/vdab.toml").unwrap().text;
    let text = vdab.replace("VDAB", "De VDAB");
    let changes = vec![change("recipients/vdab.toml", Some(&vdab), Some(&text))];
    let draft = with(&writer).begin("Another name".to_owned(), None, changes).await.unwrap();
    let in_force = CatalogueInForce::unkept(Arc::default(), Arc::new(AtOnce));
    let (catalogue, register) = (&case.database as &dyn CatalogueStore, &case.database as &dyn RegisterStore);
    let stores = CheckingStores { catalogue, register, in_force: &in_force, comparer: &AtOnce };
    let checked = Checked::of(stores, &draft).await.unwrap();
    let confirmation = || Confirmation { state: 1, checked: checked.clone() };
    let proposed = with(&writer).propose(&draft.id, 1, &checked).await.unwrap();
    let outcomes = tokio::join!(
        with(&one).publish(&draft.id, proposed, confirmation()),
        with(&other).publish(&draft.id, proposed, confirmation()),
        with(&writer).discard(&draft.id, proposed),
    );
    let published = [&outcomes.0, &outcomes.1];
    let done = published.iter().filter(|outcome| outcome.is_ok()).count() + usize::from(outcomes.2.is_ok());
    assert_eq!(done, 1, "{outcomes:?}");
    let late = |error: &ChangeError| matches!(error, ChangeError::Unknown | ChangeError::Conflict(_));
    assert!(published.iter().filter_map(|outcome| outcome.as_ref().err()).all(late), "{outcomes:?}");
    assert!(outcomes.2.as_ref().err().is_none_or(late), "{outcomes:?}");
    let states = case.database.states().await.unwrap().len();
    assert_eq!(states, 1 + published.iter().filter(|outcome| outcome.is_ok()).count());
    let edits = DraftStore::<CatalogueChanges>::edits(&case.database, &draft.id).await.unwrap();
    assert_eq!(edits.len(), 3, "begun, proposed, and ended once");
}
