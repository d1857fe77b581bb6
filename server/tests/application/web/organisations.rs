//! Organisations as secretariat and approvers work with them: sent as a browser sends them.

use delibero_ui::components::form_mark::WHOLE;
use delibero_usecases::organisations::OrganisationStore as _;
use http::StatusCode;

use crate::support::{Answer, App, Browser, social_inquiry};

const NAMUR: &str = "/organisations/cpas-namur";

fn new_cpas<'f>(name: &'f str, number: &'f str) -> Vec<(&'f str, &'f str)> {
    vec![("name_fr", name), ("name_nl", name), ("name_de", name), ("enterprise_number", number)]
}

async fn act(browser: &mut Browser<'_>, what: &str, why: &str) -> Answer {
    browser.post(NAMUR, &[("do", what), ("why", why)]).await
}

#[tokio::test]
async fn users_of_a_suspended_organisation_read_why_and_consult_nobody_from_their_next_request_on() {
    let app = App::new().await;
    let mut worker = app.signed_in("marie.dubois").await;
    let opened = worker.post("/consultation", &social_inquiry("85073099932")).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    let answer = opened.location().to_owned();
    let mut secretariat = app.signed_in("helene.martin").await;
    let missing = act(&mut secretariat, "suspend", " ").await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(act(&mut secretariat, "suspend", "aucun conseiller").await.status, StatusCode::SEE_OTHER);
    for path in ["/consultation", &answer] {
        let page = worker.get(path).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.body.contains("aucun conseiller") && page.body.contains("suspendue"), "{path}");
    }
    let refused = worker.post("/consultation", &social_inquiry("85073099932")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let entries = app.log().await.len();
    assert_eq!(act(&mut secretariat, "resume", "un conseiller").await.status, StatusCode::SEE_OTHER);
    assert_eq!(worker.get(&answer).await.status, StatusCode::OK);
    assert_eq!(app.log().await.len(), entries + 1, "the page that was opened again");
    let history = secretariat.get(&format!("{NAMUR}/history")).await;
    assert!(history.body.contains("aucun conseiller") && history.body.contains("suspendue"));
}

#[tokio::test]
async fn an_organisation_is_registered_given_a_recipient_by_another_and_changed_without_loss() {
    let app = App::new().await;
    let mut secretariat = app.signed_in("helene.martin").await;
    let wrong = secretariat.post("/organisations/new", &new_cpas("CPAS de Huy", "0206.731.646")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("href=\"#enterprise_number\"") && wrong.body.contains("CPAS de Huy"));
    let made = secretariat.post("/organisations/new", &new_cpas("CPAS de Huy", "0206.731.645")).await;
    assert_eq!(made.location(), "/organisations/cpas-de-huy");
    let huy = made.location().to_owned();
    let proposal =
        [("do", "propose"), ("recipient", "cpas"), ("deliberation", "20/130"), ("from", "1/1/2025"), ("why", "20/130")];
    assert_eq!(secretariat.post(&huy, &proposal).await.status, StatusCode::SEE_OTHER);
    let id = app.database.proposals().await.expect("read")[0].id.clone();
    let confirm = format!("confirm:{id}");
    let own = secretariat.post(&huy, &[("do", &confirm)]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    let mut approver = app.signed_in("koen.wouters").await;
    let page = approver.get(&huy).await;
    assert!(page.body.contains("20/130") && page.body.contains("éléments"), "what it opens");
    assert_eq!(approver.post(&huy, &[("do", &confirm)]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(approver.post(&huy, &[("do", &confirm)]).await.status, StatusCode::CONFLICT);
    let edit = format!("{huy}/edit");
    let mut typed = new_cpas("CPAS de Huy", "0206.731.645");
    typed.extend([("street", "rue Haute 1"), ("revision", "1")]);
    assert_eq!(secretariat.post(&edit, &typed).await.status, StatusCode::BAD_REQUEST, "half a form empties nothing");
    typed.extend([("processor_name_0", "IT, SA"), ("processor_from_0", "1/2/2024"), (WHOLE, "yes")]);
    assert_eq!(secretariat.post(&edit, &typed).await.status, StatusCode::SEE_OTHER);
    let mut late = new_cpas("CPAS de Huy", "0206.731.645");
    late.extend([("street", "rue Basse 2"), ("revision", "1"), (WHOLE, "yes")]);
    let conflict = secretariat.post(&edit, &late).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.body.contains("rue Haute 1") && conflict.body.contains("rue Basse 2"));
    assert!(conflict.body.contains("name=\"revision\" value=\"2\""));
    assert!(conflict.body.contains("IT, SA, , 2024-02-01"), "processors that somebody else wrote are told as well");
}

#[tokio::test]
async fn a_proposal_is_declined_with_a_reason_only_which_is_asked_for_at_its_field() {
    let app = App::new().await;
    let mut secretariat = app.signed_in("helene.martin").await;
    let proposal =
        [("do", "propose"), ("recipient", "slrb"), ("deliberation", "23/058"), ("from", "1/1/2025"), ("why", "oui")];
    assert_eq!(secretariat.post(NAMUR, &proposal).await.status, StatusCode::SEE_OTHER);
    let id = app.database.proposals().await.expect("read")[0].id.clone();
    let mut approver = app.signed_in("koen.wouters").await;
    for (path, why) in [(NAMUR, " "), ("/organisations/waiting", "85.07.30-999.32")] {
        let refused = approver.post(path, &[("do", &format!("decline:{id}")), ("why", why)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        let field = format!("why-decline-{id}");
        let field_of = |attribute: &str| refused.body.contains(&format!("{attribute}=\"{field}\""));
        assert!(field_of("id") && refused.body.contains(&format!("href=\"#{field}\"")), "{path}: {}", refused.body);
        assert!(refused.body.contains(&format!("id=\"{field}-problem\"")), "{path}");
    }
    let declined = approver.post(NAMUR, &[("do", &format!("decline:{id}")), ("why", "non")]).await;
    assert_eq!(declined.status, StatusCode::SEE_OTHER);
    assert!(app.database.proposals().await.expect("read").is_empty());
}

#[tokio::test]
async fn a_list_is_filtered_and_comes_as_files_and_the_own_organisation_alone_is_seen_by_its_people() {
    let app = App::new().await;
    let mut secretariat = app.signed_in("helene.martin").await;
    let found = secretariat.get("/organisations?q=namur&recipient=cpas").await;
    assert!(
        found.body.contains("href=\"/organisations/cpas-namur\"")
            && !found.body.contains("href=\"/organisations/vdab\"")
    );
    let unread = secretariat.get("/organisations?state=gone").await;
    assert!(!unread.body.contains("href=\"/organisations/cpas-namur\""), "never a wider list");
    let csv = secretariat.get("/organisations.csv?q=namur").await;
    assert!(csv.body.contains("identifier,name_fr") && csv.body.contains("cpas-namur"));
    let xlsx = secretariat.get("/organisations.xlsx").await;
    assert!(xlsx.bytes.starts_with(b"PK"));
    let mut adviser = app.signed_in("nathalie.georges").await;
    let own = adviser.get("/organisations").await;
    assert!(
        own.body.contains("href=\"/organisations/cpas-namur\"") && !own.body.contains("href=\"/organisations/vdab\"")
    );
    assert_eq!(adviser.get(NAMUR).await.status, StatusCode::OK);
    assert_eq!(adviser.get("/organisations/vdab").await.status, StatusCode::NOT_FOUND);
    assert!(!adviser.get(NAMUR).await.body.contains("value=\"suspend\""));
}
