//! One person stops an authorisation at once; lifting it takes two.

use delibero::entropy::SystemRandomness;
use delibero_domain::access_log::AdministrationKind;
use delibero_domain::catalogue::files::documents::documents;
use delibero_domain::catalogue::files::{BUILTIN, builtin};
use delibero_testkit::AtOnce;
use delibero_usecases::accounts::{AccountStore as _, Actor};
use delibero_usecases::catalogue::{CatalogueStore as _, SuspendError, Suspending, ToSuspend, is_suspension, publish};
use delibero_usecases::clock::Clock as _;
use delibero_usecases::drafts::DraftError;
use delibero_usecases::journal::JournalStore as _;
use http::StatusCode;

use super::{draft, hidden, in_force, press, with_both_roles, without_cpas};
use crate::support::{App, Browser, PERSON, changes_only, social_inquiry};

const PAGE: &str = "/catalogue/cpas/suspend";
const WHY: &str = "Accès sans dossier social constatés";

/// The page that somebody asking about a person comes to.
async fn answer(browser: &mut Browser<'_>) -> String {
    let opened = browser.post("/consultation", &social_inquiry(PERSON)).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    let location = opened.location().to_owned();
    browser.get(&location).await.body
}

fn fields<'f>(action: &'f str, organisation: &'f str, reason: &'f str) -> Vec<(&'f str, &'f str)> {
    let whom = if organisation.is_empty() { "all" } else { "one" };
    vec![
        ("do", action),
        ("deliberation", "20/130"),
        ("service", "hdi"),
        ("whom", whom),
        ("organisation", organisation),
        ("reason", reason),
    ]
}

async fn suspend(browser: &mut Browser<'_>, organisation: &str) {
    let done = browser.post(PAGE, &fields("suspend", organisation, WHY)).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/catalogue/cpas"), "{}", done.body);
}

async fn user(app: &App, name: &str) -> Actor {
    let found = app.database.account(&name.parse().expect("a name")).await.expect("read").expect("there");
    found.actor
}

/// The name of the document that was added last.
async fn added(app: &App) -> String {
    let state = app.database.state_in_force().await.expect("a state");
    let all = app.database.documents(state).await.expect("documents");
    all.into_iter().map(|found| found.name).rfind(|name| is_suspension(name)).expect("a suspension")
}

#[tokio::test]
async fn one_person_stops_it_with_the_next_request_and_everybody_is_told_by_whom_and_why() {
    let app = App::new().await;
    let node = app.node().await;
    let (mut worker, mut elsewhere) = (app.signed_in("marie.dubois").await, node.signed_in("marie.dubois").await);
    let opened = worker.post("/consultation", &social_inquiry(PERSON)).await.location().to_owned();
    assert!(worker.get(&opened).await.body.contains("MSG00000"));
    let waiting = without_cpas(&app).await;

    let mut approver = app.signed_in("koen.wouters").await;
    let page = approver.get("/catalogue/cpas").await;
    assert!(page.body.contains("/catalogue/cpas/suspend?deliberation=20"), "{}", page.body);
    let form = approver.get("/catalogue/cpas/suspend?deliberation=20/130&service=hdi").await;
    assert!(form.status == StatusCode::OK && form.body.contains("name=\"reason\""), "{}", form.body);
    let asked = approver.post(PAGE, &fields("check", "", WHY)).await;
    assert!(asked.status == StatusCode::OK && asked.body.contains("value=\"suspend\"") && asked.body.contains(WHY));
    assert_eq!(app.database.state_in_force().await.expect("a state"), 1, "it was only asked whether it is meant");
    let changed = approver.post(PAGE, &fields("change", "", WHY)).await;
    assert!(changed.body.contains("name=\"reason\"") && changed.body.contains(WHY));
    suspend(&mut approver, "").await;

    for browser in [&mut worker, &mut elsewhere] {
        let refused = answer(browser).await;
        for said in ["L’autorisation est suspendue", WHY, "Koen Wouters", "un approbateur", "20/130"] {
            assert!(refused.contains(said), "{said}: {refused}");
        }
    }
    let again = worker.get(&opened).await.body;
    assert!(again.contains("L’autorisation est suspendue"), "an answer that was open is refused as well");
    let pages = ["/catalogue/cpas", "/matrix?service=hdi", "/deliberations/20/130", "/consultation"];
    for path in pages {
        let shown = worker.get(path).await.body;
        assert!(shown.contains(WHY) && shown.contains("Koen Wouters"), "{path}: {shown}");
        assert!(!shown.contains("/catalogue/cpas/lift"), "{path}: a case worker lifts nothing");
    }
    let mut auditor = app.signed_in("sarah.benali").await;
    let log = auditor.get("/log?outcome=suspended").await.body;
    assert!(log.contains(WHY) && log.contains("koen.wouters"), "{log}");
    for (mut reader, file) in [(auditor, "/log.csv"), (app.signed_in("marie.dubois").await, "/matrix.csv?service=hdi")]
    {
        let text = reader.get(file).await.body;
        let head: Vec<&str> = text.lines().next().expect("a head").split([',', ';']).collect();
        assert!(
            ["suspended_since", "suspended_by", "suspended_because"].iter().all(|name| head.contains(name)),
            "{head:?}"
        );
        let by = if file.starts_with("/log") { "koen.wouters" } else { "Koen Wouters" };
        assert!(text.lines().any(|line| line.contains(by) && line.contains(WHY)), "{file}: {text}");
        let spared = text.lines().filter(|line| line.contains("vdab"));
        assert!(spared.into_iter().all(|line| !line.contains(WHY)), "who is not suspended has nothing there");
    }
    let mut writer = app.signed_in("helene.martin").await;
    assert!(writer.get("/changes").await.body.contains("Elle reste suspendue"));
    assert!(draft(&app, &waiting).await.proposed.is_some(), "what waits goes on waiting");
}

#[tokio::test]
async fn a_suspension_is_all_that_the_state_adds_and_it_stands_in_the_journal() {
    let app = App::new().await;
    let before = app.database.documents(1).await.expect("documents");
    let mut writer = app.signed_in("helene.martin").await;
    suspend(&mut writer, "").await;
    let mut after = app.database.documents(2).await.expect("documents");
    let name = added(&app).await;
    after.retain(|found| found.name != name);
    assert_eq!(after, before, "nothing else was changed");
    let states = app.database.states().await.expect("states");
    assert_eq!((states[0].documents, states[0].why.as_str()), (1, WHY));
    let page = app.database.administration_page(&changes_only(), None, 5).await.expect("a page");
    let kinds: Vec<_> = page.entries.iter().map(|found| (found.entry.kind, found.entry.why.as_deref())).collect();
    assert_eq!(kinds, [(AdministrationKind::CatalogueSuspended, Some(WHY))]);
    assert_eq!(page.entries[0].entry.subject, name);
}

#[tokio::test]
async fn lifting_takes_a_draft_and_a_second_person() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    suspend(&mut writer, "").await;
    let name = added(&app).await;
    let page = writer.get("/catalogue/cpas").await;
    assert_eq!(hidden(&page, "file"), name);
    let begun = writer.post("/catalogue/cpas/lift", &[("file", &name)]).await;
    let id = begun.location().trim_start_matches("/changes/").to_owned();
    assert_eq!(draft(&app, &id).await.content.changes.len(), 1, "{}", begun.body);
    let twice = writer.post("/catalogue/cpas/lift", &[("file", &name)]).await;
    assert_eq!(twice.location(), format!("/changes/{id}"), "one draft is enough");
    assert!(writer.get(&format!("/changes/{id}")).await.body.contains("Suspension"));
    assert_eq!(press(&mut writer, &id, "propose", &[]).await.status, StatusCode::SEE_OTHER);
    let mut worker = app.signed_in("marie.dubois").await;
    assert!(answer(&mut worker).await.contains("est suspendue"), "what is proposed lifts nothing");
    let author = with_both_roles(&app, "helene.martin").await;
    let with = delibero_usecases::catalogue::CatalogueDrafting::new(
        &app.database,
        app.clock.as_ref(),
        &SystemRandomness,
        &author,
    );
    let confirmation =
        delibero_usecases::catalogue::Confirmation { state: 2, checked: super::checked(&app, &id).await };
    let alone = with.publish(&id, draft(&app, &id).await.revision, confirmation).await;
    assert!(matches!(alone, Err(DraftError::OwnDraft)));
    let mut approver = app.signed_in("koen.wouters").await;
    assert_eq!(press(&mut approver, &id, "publish", &[]).await.location(), "/states/3");
    assert!(answer(&mut worker).await.contains("MSG00000"));
    let gone = writer.post("/catalogue/cpas/lift", &[("file", &name)]).await;
    assert_eq!(gone.location(), "/catalogue/cpas");
}

#[tokio::test]
async fn neither_going_back_nor_loading_lifts_it() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    suspend(&mut writer, "").await;
    let name = added(&app).await;
    let back = writer.post("/changes/new", &[("title", "Revenir"), ("state", "1")]).await;
    let id = back.location().trim_start_matches("/changes/").to_owned();
    assert!(draft(&app, &id).await.content.changes.is_empty(), "{}", back.body);
    let shipped = documents(BUILTIN).expect("documents");
    let loaded = publish(&app.database, &shipped, None, "Charger", app.clock.now()).await.expect("loaded");
    assert_eq!(loaded, None, "nothing else differs");
    assert!(in_force(&app, &name).await.is_some());
}

#[tokio::test]
async fn one_organisation_is_stopped_and_others_are_not_told() {
    let app = App::new().await;
    let mut worker = app.signed_in("marie.dubois").await;
    let own = user(&app, "marie.dubois").await.organisation.to_string();
    let mut writer = app.signed_in("helene.martin").await;
    let strange = writer.post(PAGE, &fields("check", "vdab", WHY)).await;
    assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(strange.body.contains("organisation-problem") && strange.body.contains(WHY));
    suspend(&mut writer, &own).await;
    assert!(answer(&mut worker).await.contains("est suspendue"));
    assert!(worker.get("/catalogue/cpas").await.body.contains(WHY));
    let mut stranger = app.signed_in("paul.henry").await;
    let theirs = user(&app, "paul.henry").await.organisation.to_string();
    assert_eq!(stranger.get("/catalogue/cpas").await.body.contains(WHY), theirs == own);
    let mut another = app.signed_in("nathalie.georges").await;
    let theirs = user(&app, "nathalie.georges").await.organisation.to_string();
    assert_eq!(another.get("/catalogue/cpas").await.body.contains(WHY), theirs == own);
}

#[tokio::test]
async fn what_will_not_do_is_told_and_nothing_typed_is_lost() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let long = "x".repeat(2001);
    for (reason, said) in [("  ", "Dites pourquoi"), ("voir 85.07.30-033.28", "NISS"), (long.as_str(), "2000")] {
        for action in ["check", "suspend"] {
            let refused = writer.post(PAGE, &fields(action, "", reason)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{action} {said}");
            assert!(refused.body.contains("reason-problem") && refused.body.contains(said), "{said}");
        }
    }
    let nobody = [("do", "check"), ("deliberation", "20/130"), ("service", "hdi"), ("whom", "one"), ("reason", WHY)];
    let refused = writer.post(PAGE, &nobody).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("organisation-problem"));
    let unknown = [("do", "suspend"), ("deliberation", "99/999"), ("service", "hdi"), ("reason", WHY)];
    assert_eq!(writer.post(PAGE, &unknown).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.database.state_in_force().await.expect("a state"), 1);
    suspend(&mut writer, "").await;
    let twice = writer.post(PAGE, &fields("suspend", "", "Encore")).await;
    assert!(twice.status == StatusCode::CONFLICT && twice.body.contains("suspendu depuis le"), "{}", twice.body);
    assert_eq!(app.database.state_in_force().await.expect("a state"), 2);
}

#[tokio::test]
async fn of_two_at_once_one_suspends_and_the_other_is_told() {
    let app = App::new().await;
    let actor = with_both_roles(&app, "helene.martin").await;
    let asked = ToSuspend {
        deliberation: "20/130".to_owned(),
        recipient: "cpas".parse().expect("a recipient"),
        service: "hdi".parse().expect("a service"),
        organisation: None,
        reason: WHY.to_owned(),
    };
    let with = Suspending::new(&app.database, &app.database, &AtOnce, app.clock.as_ref(), &SystemRandomness, &actor);
    let (one, other) = tokio::join!(with.suspend(&asked), with.suspend(&asked));
    let (done, refused): (Vec<_>, Vec<_>) = [one, other].into_iter().partition(Result::is_ok);
    assert_eq!((done.len(), refused.len()), (1, 1));
    assert!(refused.into_iter().all(|refused| matches!(refused, Err(SuspendError::Already(_)))));
    let worker = user(&app, "marie.dubois").await;
    let with = Suspending::new(&app.database, &app.database, &AtOnce, app.clock.as_ref(), &SystemRandomness, &worker);
    assert!(matches!(with.suspend(&asked).await, Err(SuspendError::NotAllowed)));
    assert!(builtin().expect("a catalogue").suspensions().is_empty());
}
