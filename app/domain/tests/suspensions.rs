//! What is suspended is refused from its day on, whoever else asks goes on, and nothing of the rules changes.

mod requests;

use delibero_domain::access_log::{Conclusion, PassedOver, Stopped};
use delibero_domain::authorisation::Source;
use delibero_domain::cases::failing;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::{BUILTIN, documents::documents, read};
use delibero_domain::consultation::{Refusal, RefusalReason, Request, decide, suspended};
use delibero_domain::effect::{Change, Dimension, Direction, effect};
use delibero_domain::who::{Sought, who};
use jiff::civil::date;

use requests::{request, word};

const ALL: &str = "[[suspension]]\ndeliberation = \"20/130\"\nrecipient = \"cpas\"\nservice = \"hdi\"\nsince = \"2025-06-01T14:03:00\"\nby = \"claire\"\nreason = \"Accès sans dossier\"\n";

fn one(organisation: &str) -> String {
    ALL.replace("since", &format!("organisation = \"{organisation}\"\nsince"))
}

fn with(suspensions: &str) -> Result<Catalogue, Vec<String>> {
    let files: Vec<(&str, &str)> = BUILTIN.iter().copied().chain([("suspensions.toml", suspensions)]).collect();
    read(&files).map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

fn sound(suspensions: &str) -> Catalogue {
    with(suspensions).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn asks(organisation: Option<&str>) -> Request {
    let asked = request("cpas", "hdi", "consult-attest", "social-inquiry");
    Request { organisation: organisation.map(word), person_role: Some(word("applicant")), ..asked }
}

fn refusal(catalogue: &Catalogue, request: &Request) -> Option<Refusal> {
    decide(catalogue, request).err()
}

#[test]
fn what_is_suspended_is_refused_from_its_day_on_before_anything_else_is_looked_at() {
    let stopped = sound(ALL);
    let expected = Refusal { reason: RefusalReason::Suspended, source: Some(Source::new("20/130", "9-11")) };
    let found = refusal(&stopped, &asks(Some("cpas-namur"))).expect("a refusal");
    assert_eq!(
        (found.reason, &found.source.as_ref().expect("a point").deliberation),
        (expected.reason, &"20/130".to_owned())
    );
    assert_eq!(found.source, decide(&sound(""), &asks(None)).ok().map(|permit| permit.authorisation().source.clone()));
    for asked in [
        Request { module: word("no-such-module"), ..asks(None) },
        Request { purpose: word("no-such-purpose"), role: None, ..asks(None) },
    ] {
        assert_eq!(refusal(&stopped, &asked).map(|found| found.reason), Some(RefusalReason::Suspended));
    }
    assert_eq!(refusal(&stopped, &Request { at: date(2025, 5, 31), ..asks(None) }), None);
    let early = Request { at: date(2019, 1, 1), ..asks(None) };
    assert_eq!(refusal(&stopped, &early).map(|found| found.reason), Some(RefusalReason::NotYetInForce));
    let other = request("vdab", "hdi", "consult-attest", "reintegration");
    assert_eq!(refusal(&stopped, &other), None);
}

#[test]
fn one_organisation_is_refused_and_the_others_go_on() {
    let stopped = sound(&one("cpas-namur"));
    let reason = |organisation| refusal(&stopped, &asks(organisation)).map(|found| found.reason);
    assert_eq!(reason(Some("cpas-namur")), Some(RefusalReason::Suspended));
    assert_eq!((reason(Some("cpas-liege")), reason(None)), (None, None));
    let (cpas, hdi) = (word("cpas"), word("hdi"));
    let (namur, liege) = (word("cpas-namur"), word("cpas-liege"));
    let found = |organisation, day| suspended(&stopped, (&cpas, &hdi), Some(organisation), day).is_some();
    assert_eq!(
        [found(&namur, date(2025, 6, 1)), found(&namur, date(2025, 5, 31)), found(&liege, date(2025, 6, 1))],
        [true, false, false]
    );
}

#[test]
fn members_are_suspended_with_their_recipient_and_not_the_other_way_round() {
    let of = |recipient: &str| sound(&ALL.replace("20/130", "23/058").replace("\"cpas\"", &format!("\"{recipient}\"")));
    let asked = |recipient| request(recipient, "hdi", "consult-periods", "application-management");
    let asked = |recipient| {
        let mut asked = asked(recipient);
        asked.integration.legal_context = Some("RENT".to_owned());
        asked
    };
    let reason = |catalogue: &Catalogue, recipient| refusal(catalogue, &asked(recipient)).map(|found| found.reason);
    let (whole, member) = (of("slrb"), of("sisp"));
    assert_eq!([reason(&whole, "slrb"), reason(&whole, "sisp")], [Some(RefusalReason::Suspended); 2]);
    assert_eq!([reason(&member, "slrb"), reason(&member, "sisp")], [None, Some(RefusalReason::Suspended)]);
}

#[test]
fn its_effect_is_narrower_from_its_day_on_for_whom_it_names() {
    let before = sound("");
    let found = effect(&before, &sound(ALL));
    assert!(!found.differences.is_empty());
    let only = found.differences.iter().all(|found| {
        found.recipients == [word("cpas")] && found.from == Some(date(2025, 6, 1)) && found.until.is_none()
    });
    assert!(only, "{:#?}", found.differences);
    let narrower = || found.differences.iter().filter(|found| found.direction == Direction::Narrower);
    assert!(narrower().count() > 0 && narrower().all(|found| found.change.lost().len() > 3));
    assert!(
        found
            .differences
            .iter()
            .all(|found| matches!(found.change, Change::Outcome { .. }) && found.direction != Direction::Wider)
    );

    let of_one = effect(&before, &sound(&one("cpas-namur")));
    let limited = |of: Dimension| {
        of_one.differences.iter().all(|found| found.limited_to(of) == Some(&["cpas-namur".to_owned()][..]))
    };
    assert!(limited(Dimension::Organisation), "{:#?}", of_one.differences);
    let back = effect(&sound(&one("cpas-namur")), &before);
    assert!(back.differences.iter().any(|found| found.direction == Direction::Wider));
    assert!(of_one.compared > effect(&before, &before).compared, "that organisation, and any other");
}

#[test]
fn the_rules_and_their_cases_are_what_they_were() {
    let (before, stopped) = (sound(""), sound(ALL));
    assert_eq!(failing(&stopped).len(), failing(&before).len());
    assert_ne!(stopped.hash(), before.hash());
    let said_otherwise = sound(&ALL.replace("Accès", "Sans accès").replace("claire", "marc"));
    assert_eq!(said_otherwise.hash(), stopped.hash(), "by whom and why decide nothing");
    assert_ne!(sound(&one("cpas-namur")).hash(), stopped.hash());
}

#[test]
fn whoever_is_suspended_is_told_among_those_who_can_see() {
    let stopped = sound(&one("cpas-namur"));
    let sought =
        Sought { service: word("hdi"), elements: vec![word("payment.indemnified_days")], values: Vec::new(), at: None };
    let answers = who(&stopped, &sought).expect("an element");
    let told: Vec<_> =
        answers.iter().filter(|found| !found.suspensions.is_empty()).map(|found| found.recipient().as_str()).collect();
    assert!(!told.is_empty() && told.iter().all(|recipient| *recipient == "cpas"), "{told:?}");
}

#[test]
fn a_record_says_by_whom_and_why() {
    let stopped = sound(&one("cpas-namur"));
    let kept = |organisation| Conclusion::of(&stopped, &asks(Some(organisation)), None);
    let refused = kept("cpas-namur");
    assert_eq!(refused.outcome, "suspended");
    let expected = Stopped {
        since: date(2025, 6, 1).at(14, 3, 0, 0),
        by: word("claire"),
        reason: "Accès sans dossier".to_owned(),
        organisation: Some(word("cpas-namur")),
    };
    assert_eq!(refused.decided.suspended, Some(expected));
    assert!(refused.decided.considered.iter().any(|found| found.passed_over == Some(PassedOver::Suspended)));
    assert_eq!(kept("cpas-liege").decided.suspended, None);
}

#[test]
fn what_is_wrong_in_a_suspension_is_named_with_its_line() {
    for (words, instead, told) in [
        ("20/130", "99/999", "suspensions.toml:3: suspension: 99/999 has no authorisation of `cpas` for `hdi`"),
        ("\"cpas\"", "\"vdab\"", "suspensions.toml:3: suspension: 20/130 has no authorisation of `vdab` for `hdi`"),
        (
            "\"hdi\"",
            "\"handicap\"",
            "suspensions.toml:3: suspension: 20/130 has no authorisation of `cpas` for `handicap`",
        ),
        ("Accès sans dossier", " ", "suspensions.toml:7: suspension.reason: say why"),
        ("Accès sans dossier", "Dossier 85.07.30-033.28", "suspensions.toml:7: suspension.reason: a NISS stands in it"),
    ] {
        let errors = with(&ALL.replace(words, instead)).err().unwrap_or_default();
        assert_eq!(errors, [told], "{instead}");
    }
    let twice = with(&format!("{ALL}\n{}", ALL.replace("14:03", "15:00"))).err().unwrap_or_default();
    assert_eq!(twice, ["suspensions.toml:11: suspension: `cpas` is suspended twice, first since 2025-06-01T14:03:00"]);
    let namur = one("cpas-namur");
    let twice = with(&format!("{namur}\n{namur}")).err().unwrap_or_default();
    assert_eq!(
        twice,
        ["suspensions.toml:12: suspension: `cpas` of `cpas-namur` is suspended twice, first since 2025-06-01T14:03:00"]
    );
    assert!(with(&format!("{ALL}\n{namur}\n{}", one("cpas-liege"))).is_ok(), "one of all, and two more");
}

#[test]
fn each_suspension_is_a_document_with_a_name_of_its_own() {
    let text = format!("{ALL}\n{}", one("cpas-namur"));
    let files: Vec<(&str, &str)> = BUILTIN.iter().copied().chain([("suspensions.toml", text.as_str())]).collect();
    let apart = documents(&files).expect("documents");
    let names: Vec<&str> =
        apart.iter().map(|found| found.name.as_str()).filter(|name| name.starts_with("suspensions/")).collect();
    assert_eq!(
        names,
        [
            "suspensions/20-130.cpas.hdi.20250601T140300.toml",
            "suspensions/20-130.cpas.hdi.cpas-namur.20250601T140300.toml"
        ]
    );
    let borrowed: Vec<_> = apart.iter().map(|found| (found.name.as_str(), found.text.as_str())).collect();
    let again = read(&borrowed).unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert_eq!(again.hash(), sound(&text).hash());
    assert_eq!(again.suspensions()[1].file, names[1]);
}
