//! Logged consultations decided again under a catalogue that was changed by hand.

use std::sync::Arc;

use delibero_domain::access_log::{Conclusion, Entry, EventKind};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::{BUILTIN, read};
use delibero_domain::consultation::{Exchange, HourlyLimit, IntegrationFacts, NissState, Request, UserFacts};
use delibero_domain::effect::{Became, Happened};
use delibero_domain::role::Role;
use jiff::civil::{Date, date};

const D20: &str = "deliberations/20-130.toml";
const DAY: Date = date(2025, 6, 2);

fn changed(file: &str, words: &str, instead: &str) -> Arc<Catalogue> {
    let files: Vec<(&str, String)> = BUILTIN
        .iter()
        .filter(|(name, _)| !name.starts_with("cases/"))
        .map(|(name, text)| (*name, if *name == file { text.replacen(words, instead, 1) } else { (*text).to_owned() }))
        .collect();
    let text = BUILTIN.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| *text);
    assert!(text.contains(words), "{words}");
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Arc::new(read(&files).expect("a catalogue"))
}

fn shipped() -> Arc<Catalogue> {
    changed(D20, "recipient = \"cpas\"", "recipient = \"cpas\"")
}

fn request() -> Request {
    let id = |word: &str| word.parse().expect("an identifier");
    Request {
        at: DAY,
        recipient: id("cpas"),
        service: "hdi".parse().expect("a service"),
        module: "consult-attest".parse().expect("a module"),
        purpose: "social-inquiry".parse().expect("a purpose"),
        person_role: Some("applicant".parse().expect("a role")),
        role: Some(Role::CaseWorker),
        batch: false,
        exchange: Exchange::Consultation,
        organisation: None,
        region: None,
        user: UserFacts::default(),
        belongs_to: Some(vec![id("cpas")]),
        niss: NissState::Valid,
        confirmed: Vec::new(),
        integration: IntegrationFacts { recipient: true, sender: true, ..IntegrationFacts::default() },
    }
}

/// As it is logged where it is decided by the shipped catalogue.
fn entry(request: &Request, organisation: &str, limit: Option<HourlyLimit>) -> Entry {
    let Conclusion { outcome, source, granted, decided } = Conclusion::of(&shipped(), request, limit);
    Entry {
        form: Entry::FORM,
        at: "2025-06-02T09:30:00Z".parse().expect("an instant"),
        kind: EventKind::Decision,
        consultation: "c0ffee".to_owned(),
        user: "marie.dubois".parse().expect("a user"),
        role: Role::CaseWorker,
        organisation: organisation.parse().expect("an organisation"),
        recipient: request.recipient.clone(),
        person: None,
        successor: None,
        service: request.service.clone(),
        module: request.module.clone(),
        purpose: request.purpose.clone(),
        person_role: request.person_role.clone(),
        asked: serde_json::from_str(r#"{"first":"2025Q1","last":"2025Q2"}"#).expect("quarters"),
        outcome,
        source,
        status: String::new(),
        granted,
        disclosed: Vec::new(),
        decided: Some(Box::new(decided)),
    }
}

fn became(after: Arc<Catalogue>, on: Option<Date>, request: &Request) -> Became {
    let mut happened = Happened::of(shipped(), after, on);
    happened.add(1, &entry(request, "cpas-namur", None));
    assert_eq!((happened.looked_at, happened.counts.total(), happened.logged_otherwise), (1, 1, 0));
    Became::ALL.into_iter().find(|became| happened.counts.of(*became) == 1).expect("one")
}

#[test]
fn a_consultation_becomes_what_the_change_makes_of_it() {
    for (words, instead, expected) in [
        ("purpose]]\nid = \"social-inquiry\"", "purpose]]\nid = \"subsidy-control\"", Became::Refused),
        (
            "elements = [\"risk.*\", \"payment.*\"]\npoint = \"12\"",
            "elements = [\"risk.*\"]\npoint = \"12\"",
            Became::Narrower,
        ),
        ("regimes = [\"general\", \"self-employed\"]", "regimes = [\"general\"]", Became::Narrower),
        ("length = { years = 5 }", "length = { years = 6 }", Became::Wider),
        ("points = \"4-20\"", "points = \"4-19\"", Became::Other),
        ("subject = { fr = \"Incapacité", "subject = { fr = \"L’incapacité", Became::Same),
        // Nothing of it is for this recipient.
        (
            "recipient = \"spp-is\"\nservice = \"hdi\"\npoints = \"4-20\"",
            "recipient = \"spp-is\"\nservice = \"hdi\"\npoints = \"4-19\"",
            Became::Same,
        ),
    ] {
        assert_eq!(became(changed(D20, words, instead), None, &request()), expected, "{instead}");
    }
}

#[test]
fn what_was_refused_becomes_wider_where_it_is_granted() {
    let other = Request { purpose: "subsidy-control".parse().expect("a purpose"), ..request() };
    let granted = changed(D20, "purpose]]\nid = \"social-inquiry\"", "purpose]]\nid = \"subsidy-control\"");
    assert_eq!(became(granted, None, &other), Became::Wider);
}

#[test]
fn what_begins_later_is_seen_as_on_a_day_that_is_said() {
    let words = "recipient = \"cpas\"\nservice = \"hdi\"";
    let ends = changed(D20, words, &format!("{words}\nvalid_until = \"2026-12-31\""));
    assert_eq!(became(Arc::clone(&ends), None, &request()), Became::Same);
    assert_eq!(became(ends, Some(date(2027, 1, 1)), &request()), Became::Refused);
}

#[test]
fn records_are_counted_by_organisation_and_those_that_keep_nothing_apart() {
    let without = changed(D20, "purpose]]\nid = \"social-inquiry\"", "purpose]]\nid = \"subsidy-control\"");
    let mut happened = Happened::of(shipped(), without, None);
    happened.add(1, &entry(&request(), "cpas-namur", None));
    happened.add(2, &entry(&request(), "cpas-liege", None));
    happened.add(3, &entry(&request(), "cpas-namur", Some(HourlyLimit { most: 1, opened: 1 })));
    happened.add(4, &Entry { decided: None, form: Entry::FIRST_FORM, ..entry(&request(), "cpas-namur", None) });
    for kind in [EventKind::Disclosure, EventKind::Export] {
        happened.add(5, &Entry { kind, ..entry(&request(), "cpas-namur", None) });
    }
    assert_eq!((happened.looked_at, happened.not_kept), (4, 1));
    let told = happened.document((DAY, DAY), true, |found| found.organisation.as_str() == "cpas-liege");
    assert_eq!((&told["refused"], &told["same"]), (&2.into(), &1.into()), "the limit stops it before and after");
    assert_eq!(told["organisations"][1]["organisation"], "cpas-namur");
    assert_eq!((&told["organisations"][1]["refused"], &told["organisations"][1]["same"]), (&1.into(), &1.into()));
    let records = told["records"].as_array().expect("records");
    assert_eq!(records.len(), 1, "only what may be shown");
    assert_eq!((&records[0]["position"], &records[0]["became"]), (&2.into(), &"refused".into()));
}

#[test]
fn what_another_catalogue_decided_is_counted_apart() {
    let before = changed(D20, "points = \"4-20\"", "points = \"4-19\"");
    let mut happened = Happened::of(Arc::clone(&before), before, None);
    happened.add(1, &entry(&request(), "cpas-namur", None));
    assert_eq!((happened.logged_otherwise, happened.counts.of(Became::Same)), (1, 1));
}

#[test]
fn each_person_of_a_batch_is_a_consultation() {
    let allowed = "[authorisation.batch]\nallowed = true\npoint = \"4\"\n\n[[authorisation.use_limit]]\nid = \"cpas-circle-only\"";
    let limit = "[[authorisation.use_limit]]\nid = \"cpas-circle-only\"";
    let (before, after) = (changed(D20, limit, allowed), shipped());
    let many = Request { batch: true, confirmed: vec!["cpas-circle-only".parse().expect("a limit")], ..request() };
    let Conclusion { outcome, source, granted, decided } = Conclusion::of(&before, &many, None);
    assert_eq!(outcome, "granted");
    let decided = Some(Box::new(decided));
    let one = Entry { kind: EventKind::Batch, outcome, source, granted, decided, ..entry(&many, "cpas-namur", None) };
    let mut happened = Happened::of(before, after, None);
    happened.add(1, &one);
    happened.add(2, &one);
    assert_eq!((happened.looked_at, happened.counts.of(Became::Refused), happened.logged_otherwise), (2, 2, 0));
    assert_eq!(happened.differing[1].kind, EventKind::Batch);
}
