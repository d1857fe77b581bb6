//! Records of every service, from a file to the page: months, situations, messages, files of two senders.

use delibero_domain::catalogue::files::builtin;
use delibero_domain::niss::NissRules;
use delibero_files::records::exchange::{Mapping, Records};
use delibero_testkit::examples::word;
use delibero_usecases::records::{RecordStore as _, load};
use http::StatusCode;
use jiff::civil::date;

use crate::support::{Answer, App, NOW, PERSON};

/// Loads lines of a service, as its file would be.
async fn loaded(app: &App, service: &str, lines: &[String]) {
    let catalogue = builtin().expect("the catalogue that ships");
    let rules = NissRules { today: date(2025, 6, 2), demonstration: true };
    let mapping = Mapping::of(catalogue.service(service).expect("a service"), rules).expect("a format");
    let text = lines.join("\n");
    let mut records = Records::new(std::io::BufReader::new(text.as_bytes())).expect("records");
    let mut incoming = Vec::new();
    while let Some(record) = records.next_record().expect("a sound line") {
        incoming.extend(mapping.read(&record.node).into_iter().map(|read| read.expect("a sound record").incoming));
    }
    let mut work = app.database.begin_records().await.expect("a unit of work");
    let outcomes = load(work.as_mut(), &word(service), &incoming).await.expect("loaded");
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    work.commit().await.expect("committed");
}

async fn consult(app: &App, user: &str, fields: &[(&str, &str)]) -> Answer {
    let mut browser = app.signed_in(user).await;
    let mut all = vec![("niss", PERSON)];
    all.extend(fields);
    let sent = browser.post("/consultation", &all).await;
    if sent.status == StatusCode::SEE_OTHER { browser.get(sent.location()).await } else { sent }
}

fn secal<'f>(module: &'f str, more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut fields =
        vec![("module", module), ("purpose", "end-of-intervention"), ("person_role", "maintenance-debtor")];
    fields.extend(more);
    fields
}

fn month(of: &str, paid: &str) -> String {
    format!(
        r#"{{"month":{{"ssin":"{PERSON}","recordId":"m{of}","paymentMonth":"{of}","amountPaid":"{paid}","fileProgress":"closed"}}}}"#
    )
}

fn situation(id: &str, begin: &str, end: &str, row: &str) -> String {
    format!(
        r#"{{"situation":{{"ssin":"{PERSON}","recordId":"{id}","period":{{"beginDate":"{begin}","endDate":{end}}},{row}}}}}"#
    )
}

#[tokio::test]
async fn months_stand_in_a_table_with_their_sum_and_are_drawn() {
    let app = App::new().await;
    let months = [month("2021-01", "1000.10"), month("2021-02", "200.20"), month("2021-04", "7777.00")];
    loaded(&app, "unemployment", &months).await;
    let asked = [("first_month", "1/2021"), ("last_month", "3/2021")];
    let answer = consult(&app, "brigitte.noel", &secal("secal/unemployment/consult-period", &asked)).await;
    let (_, sum) = answer.body.split_once(">Total</th>").expect("a sum");
    assert!(sum.contains("1\u{202f}200,30\u{a0}€"), "{sum}");
    assert!(answer.body.contains("class=\"plot\"") && !answer.body.contains("777,00"), "{}", answer.body);
}

#[tokio::test]
async fn what_holds_on_a_day_and_at_last_is_told_alone() {
    let app = App::new().await;
    let known = [
        situation("a", "2020-01-01", "\"2021-02-28\"", r#""validRight":{"rightStartDate":"2020-01-01"}"#),
        situation("b", "2021-02-10", "null", r#""invalidRight":{"sanctionStartDate":"2021-02-10"}"#),
    ];
    loaded(&app, "unemployment", &known).await;
    let on = |day: &'static str| secal("secal/unemployment/consult-date", &[("day", day)]);
    let before = consult(&app, "brigitte.noel", &on("01/02/2021")).await.body;
    assert!(before.contains("01.01.2020") && !before.contains("10.02.2021"), "{before}");
    // Both cover the day: the one that began last holds.
    let after = consult(&app, "brigitte.noel", &on("15/02/2021")).await.body;
    assert!(after.contains("10.02.2021") && !after.contains("<h4>Droit théorique valable"), "{after}");
    let last = consult(&app, "brigitte.noel", &secal("secal/unemployment/consult-last", &[])).await.body;
    assert!(
        !last.contains("10.02.2021") && last.matches("<article").count() == 1,
        "the demonstration's is later: {last}"
    );
    let nothing = consult(&app, "brigitte.noel", &on("01/01/2010")).await.body;
    assert!(nothing.contains("Aucune donnée connue pour cette demande") && nothing.contains("ONEM"), "{nothing}");
}

const MESSAGE: &str = r#"{"message":{"ssin":"PERSON","messageNumber":"A-77","messageVersion":1,"messageQuarter":"2024Q4",
    "messageStatus":"1","employer":[{"employerNumber":"0206731645","days":[{"dayType":"indemnified","dayCount":12}]}],
    "fitness":[{"fitnessDate":"2025-01-20"}]}}"#;

fn onem<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut fields = vec![
        ("module", "onem/ami-messages/a052l"),
        ("purpose", "fitness-declaration"),
        ("first", "2024Q4"),
        ("last", "2024Q4"),
    ];
    fields.extend(more);
    fields
}

#[tokio::test]
async fn with_a_day_of_return_the_answer_is_the_declaration_and_without_one_it_says_that_it_is_none() {
    let app = App::new().await;
    loaded(&app, "ami-messages", &[MESSAGE.replace("PERSON", PERSON).replace('\n', " ")]).await;
    let declared = consult(&app, "isabelle.renard", &onem(&[("return_day", "10/06/2025")])).await.body;
    assert!(declared.contains("id=\"declaration\"") && declared.contains("20.01.2025"), "{declared}");
    let none = consult(&app, "isabelle.renard", &onem(&[])).await.body;
    assert!(!none.contains("id=\"declaration\"") && none.contains("n’est pas une déclaration"), "{none}");
    assert!(none.contains("0206731645") && none.contains("20.01.2025"), "the data are the same: {none}");
}

#[tokio::test]
async fn a_return_before_the_incapacity_begins_makes_no_declaration_and_says_so() {
    let app = App::new().await;
    let days = r#"{"dayType":"indemnified","dayCount":12,"incapacityPeriod":{"beginDate":"2025-07-01"}}"#;
    let message = MESSAGE.replace("PERSON", PERSON).replace('\n', " ");
    let message = message.replace(r#"{"dayType":"indemnified","dayCount":12}"#, days);
    loaded(&app, "ami-messages", &[message]).await;
    let before = consult(&app, "isabelle.renard", &onem(&[("return_day", "10/06/2025")])).await.body;
    assert!(!before.contains("id=\"declaration\"") && before.contains("précède l’incapacité"), "{before}");
    assert!(before.contains("20.01.2025"), "what was received is shown all the same: {before}");
    let after = consult(&app, "isabelle.renard", &onem(&[("return_day", "02/07/2025")])).await.body;
    assert!(after.contains("id=\"declaration\""), "{after}");
}

#[tokio::test]
async fn the_number_of_somebody_elses_message_is_as_unknown_as_one_that_nobody_has() {
    let first = App::new().await;
    let now = NOW.parse().expect("a time");
    delibero_demo::publish_made_up(&first.database, now).await.expect("the made-up deliberation");
    let app = first.node().await;
    app.clock.set("2026-02-02T09:30:00Z".parse().expect("a time in force"));
    loaded(&app, "ami-messages", &[MESSAGE.replace("PERSON", "88051799983").replace('\n', " ")]).await;
    for number in ["A-77", "A-78"] {
        let asked = [("module", "forem/ami-messages/l052"), ("purpose", "reintegration"), ("message_number", number)];
        let answer = consult(&app, "julie.fontaine", &asked).await.body;
        assert!(answer.contains("Aucune donnée connue pour cette demande"), "{answer}");
        assert!(!answer.contains("0206731645"), "{answer}");
        let entry = app.log().await.pop().expect("an entry");
        assert_eq!((entry.asked.message_number.as_deref(), entry.disclosed.len()), (Some(number), 0));
    }
}
