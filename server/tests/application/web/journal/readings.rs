//! Who reads the journal stands in the journal, before the page leaves; and so does what matters to security.

use delibero_demo::PASSWORD;
use delibero_domain::access_log::{Administration, AdministrationFamily, AdministrationKind};
use delibero_usecases::journal::{AdministrationFilter, JournalStore as _};
use http::StatusCode;

use crate::support::{App, PERSON, social_inquiry};

async fn written(app: &App, family: AdministrationFamily) -> Vec<Administration> {
    let filter = AdministrationFilter { family: Some(family), ..AdministrationFilter::default() };
    let page = app.database.administration_page(&filter, None, 100).await.expect("the log");
    page.entries.into_iter().map(|logged| logged.entry).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_of_the_log_is_an_entry_of_it() {
    let app = App::new().await;
    app.signed_in("marie.dubois").await.post("/consultation", &social_inquiry(PERSON)).await;
    let mut auditor = app.signed_in("sarah.benali").await;
    assert!(written(&app, AdministrationFamily::Readings).await.is_empty());

    auditor.get("/log?outcome=granted&user=marie.dubois").await;
    auditor.post("/log", &[("person", PERSON)]).await;
    auditor.get("/log.csv?kind=decision").await;
    auditor.get("/log/changes").await;
    let read = written(&app, AdministrationFamily::Readings).await;
    let [changes, file, person, filtered] = read.as_slice() else { panic!("four: {read:?}") };
    for (entry, kind, subject) in [
        (filtered, AdministrationKind::LogRead, "entries"),
        (person, AdministrationKind::LogRead, "entries"),
        (file, AdministrationKind::LogExported, "entries"),
        (changes, AdministrationKind::LogRead, "changes"),
    ] {
        assert_eq!((entry.kind, entry.subject.as_str()), (kind, subject));
        assert_eq!(entry.user.as_ref().map(ToString::to_string).as_deref(), Some("sarah.benali"));
    }
    let fields = filtered.after.as_ref().expect("filters");
    assert_eq!((&fields["outcome"], &fields["user"]), (&"granted".into(), &"marie.dubois".into()));
    assert!(person.person.is_some() && !person.after.as_ref().expect("filters").to_string().contains(PERSON));

    let shown = auditor.get("/log/changes?family=readings").await;
    assert!(shown.body.contains("Journal lu") && shown.body.contains("Journal téléchargé"), "{}", shown.body);
    assert!(!auditor.get("/log/changes").await.body.contains("Journal lu</td>"));
    let told = app.shell(&["log", "records"]).output().expect("it runs");
    assert!(!String::from_utf8_lossy(&told.stdout).contains("log-exported\",\"organisation\":\"portal"), "not itself");
    let at_a_shell = written(&app, AdministrationFamily::Readings).await.remove(0);
    assert_eq!((at_a_shell.kind, at_a_shell.user), (AdministrationKind::LogExported, None));
    assert_eq!(at_a_shell.subject, "records");

    let mut adviser = app.signed_in("nathalie.georges").await;
    let others = adviser.get("/log/changes?family=readings").await;
    assert!(!others.body.contains("sarah.benali"), "the committee's readings are not an organisation's");
}

#[tokio::test]
async fn an_entry_is_shown_whole_and_decided_again() {
    let app = App::new().await;
    app.signed_in("marie.dubois").await.post("/consultation", &social_inquiry(PERSON)).await;
    let position = app.database.log_page(&Default::default(), None, 1).await.expect("the log").entries[0].position;
    let mut auditor = app.signed_in("sarah.benali").await;
    let shown = auditor.get(&format!("/log/{position}")).await;
    assert_eq!(shown.status, StatusCode::OK);
    for expected in ["marie.dubois", "Les faits utilisés", "Codes qualité", "20/130", "Décider à nouveau"] {
        assert!(shown.body.contains(expected), "{expected}: {}", shown.body);
    }
    let again = auditor.get(&format!("/log/{position}?again=yes")).await;
    assert_eq!(again.body.matches("La décision est la même.").count(), 2, "then and now: {}", again.body);
    let read = written(&app, AdministrationFamily::Readings).await;
    assert_eq!((read.len(), read[0].subject.as_str()), (2, position.to_string().as_str()));
    assert!(read[0].person.is_some(), "it is found among what was read about the person");

    for unknown in [format!("/log/{}", position + 10_000), "/log/first".to_owned()] {
        assert_eq!(auditor.get(&unknown).await.status, StatusCode::NOT_FOUND, "{unknown}");
    }
    let mut elsewhere = app.signed_in("els.peeters").await;
    assert_eq!(elsewhere.get(&format!("/log/{position}")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_came_and_what_was_refused_is_written_down() {
    let app = App::new().await;
    let mut marie = app.signed_in("marie.dubois").await;
    let opened = marie.post("/consultation", &social_inquiry(PERSON)).await;
    let answer = opened.location().to_owned();
    let mut stranger = app.browser();
    stranger.post("/sign-in", &[("user", "marie.dubois"), ("password", "wrong")]).await;
    stranger.post("/sign-in", &[("user", PERSON), ("password", PASSWORD)]).await;
    let mut els = app.signed_in("els.peeters").await;
    assert_eq!(els.get(&answer).await.status, StatusCode::NOT_FOUND);
    assert_eq!(els.get("/log").await.status, StatusCode::FORBIDDEN);
    els.post("/sign-out", &[]).await;

    let written = written(&app, AdministrationFamily::Security).await;
    let said = |entry: &Administration| {
        (entry.kind, entry.user.as_ref().map(ToString::to_string).unwrap_or_default(), entry.subject.clone())
    };
    let id = answer.rsplit('/').next().expect("an identifier").split('?').next().expect("an identifier");
    let (marie, els) = ("marie.dubois", "els.peeters");
    let expected = [
        (AdministrationKind::SignedOut, els, els),
        (AdministrationKind::AccessRefused, els, "GET /log"),
        (AdministrationKind::AccessRefused, els, id),
        (AdministrationKind::SignedIn, els, els),
        (AdministrationKind::SignInRefused, marie, marie),
        (AdministrationKind::SignedIn, marie, marie),
    ];
    let expected = expected.map(|(kind, user, subject)| (kind, user.to_owned(), subject.to_owned()));
    assert_eq!(written.iter().map(said).collect::<Vec<_>>(), expected, "and nothing that was only typed");
    let shown = app.signed_in("sarah.benali").await.get("/log/changes?family=security").await;
    assert!(shown.body.contains("Connexion refusée") && !shown.body.contains(PERSON), "{}", shown.body);
}
