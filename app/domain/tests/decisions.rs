//! What the cases of `cases/` cannot say: records without regime or risk, history, retention, authorities.

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::catalogue::files::read;
use delibero_domain::consultation::{Permit, RecordFacts, RefusalReason, Request, decide};
use delibero_domain::identifier::{EventId, RegionId};
use delibero_domain::period::Period;
use delibero_domain::role::Role;
use jiff::civil::{Date, date};

mod requests;
use requests::{request, word};

const CONSULT_ATTEST: &str = "consult-attest";
const CONSULT_PERIODS: &str = "consult-periods";

fn with_role(mut request: Request, person_role: &str) -> Request {
    request.person_role = Some(word(person_role));
    request
}

fn catalogue() -> Catalogue {
    builtin().unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn granted<'c>(catalogue: &'c Catalogue, request: &Request) -> Permit<'c> {
    decide(catalogue, request).unwrap_or_else(|refusal| panic!("{request:?}: {refusal:?}"))
}

fn general(risk: &str) -> RecordFacts<'_> {
    RecordFacts { regime: Some("general"), risk: Some(risk), period: None }
}

/// `granted`, or `reason point`.
fn verdict(permit: &Permit<'_>, record: RecordFacts<'_>, element: &str) -> String {
    let index = permit.service().element_index(element).unwrap_or_else(|| panic!("no element {element}"));
    match permit.judge(record).withheld(index) {
        None => "granted".to_owned(),
        Some((reason, source)) => format!("{} {}", reason.as_str(), source.point),
    }
}

#[test]
fn the_closure_reason_exists_for_incapacity_and_maternity_only() {
    let catalogue = catalogue();
    let permit = granted(&catalogue, &request("vdab", "hdi", CONSULT_ATTEST, "reintegration"));
    for risk in ["incapacity", "maternity"] {
        assert_eq!(verdict(&permit, general(risk), "risk.closure_reason"), "granted", "{risk}");
    }
    // Not where the text grants it without a limit (20/130 point 10).
    let cpas = with_role(request("cpas", "hdi", CONSULT_ATTEST, "social-inquiry"), "applicant");
    assert_eq!(verdict(&granted(&catalogue, &cpas), general("paternity"), "risk.closure_reason"), "granted");
    for risk in ["paternity", "breastfeeding", "adoption", "foster-placement", "never heard of"] {
        assert_eq!(verdict(&permit, general(risk), "risk.closure_reason"), "risk-not-granted 6", "{risk}");
    }
    let unsaid = RecordFacts { risk: None, ..general("incapacity") };
    assert_eq!(verdict(&permit, unsaid, "risk.closure_reason"), "risk-not-granted 6");
}

#[test]
fn a_regime_that_is_not_granted_withholds_the_record() {
    let catalogue = catalogue();
    for (recipient, purpose, point) in
        [("forem", "reintegration", "61"), ("construction-fund", "long-term-illness-benefit", "42")]
    {
        let permit = granted(&catalogue, &request(recipient, "hdi", CONSULT_ATTEST, purpose));
        for regime in [Some("self-employed"), Some("never heard of"), None] {
            let record = RecordFacts { regime, ..general("incapacity") };
            assert!(permit.judge(record).granted().is_empty());
            assert_eq!(verdict(&permit, record, "risk.niss"), format!("regime-not-granted {point}"), "{recipient}");
        }
        assert_eq!(verdict(&permit, general("incapacity"), "risk.niss"), "granted");
    }
}

#[test]
fn an_unknown_regime_passes_nobody_who_is_granted_known_ones() {
    let catalogue = catalogue();
    let permit = granted(&catalogue, &request("vdab", "hdi", CONSULT_ATTEST, "reintegration"));
    let record = RecordFacts { regime: Some("never heard of"), ..general("incapacity") };
    assert!(permit.judge(record).granted().is_empty());
    let unsaid = RecordFacts { regime: None, ..general("incapacity") };
    assert_eq!(
        verdict(&permit, unsaid, "risk.risk_period"),
        "granted",
        "every regime is granted, so none need be said"
    );
}

#[test]
fn slrb_sees_payments_as_far_back_as_its_purpose_needs() {
    let catalogue = catalogue();
    let request = |recipient, purpose| {
        let mut request = request(recipient, "hdi", CONSULT_PERIODS, purpose);
        request.integration.legal_context = Some("FIDUS".to_owned());
        request
    };
    let record = |year| RecordFacts {
        period: Some(Period::new(date(year, 1, 1), Some(date(year, 3, 31))).expect("a quarter")),
        ..general("incapacity")
    };
    let amount = "payment.gross_taxable_amount";
    for purpose in ["rental-management", "socialisation"] {
        let mut asked = request(if purpose == "socialisation" { "slrb" } else { "sisp" }, purpose);
        let permit = granted(&catalogue, &asked);
        assert_eq!(verdict(&permit, record(2021), amount), "granted", "{purpose}");
        assert_eq!(verdict(&permit, record(2019), amount), "outside-history 79.6", "{purpose}");
        assert_eq!(verdict(&permit, record(2019), "payment.niss"), "outside-history 79.6", "of the whole payment");
        assert_eq!(verdict(&permit, record(2018), "risk.risk_period"), "granted", "history is about payments");
        let confirmable: Vec<_> =
            permit.confirmable().map(|(id, source)| (id.as_str(), source.point.as_str())).collect();
        assert_eq!(confirmable, [("pending-dispute", "79.6")]);
        asked.confirmed = vec!["pending-dispute".parse().expect("a condition")];
        let permit = granted(&catalogue, &asked);
        assert_eq!(verdict(&permit, record(2019), amount), "granted", "two years more for a dispute");
        assert_eq!(verdict(&permit, record(2018), amount), "outside-history 79.6", "{purpose}");
    }
    let permit = granted(&catalogue, &request("slrb", "application-management"));
    assert_eq!(verdict(&permit, record(2025), amount), "outside-history 79.6");
    let open =
        RecordFacts { period: Some(Period::new(date(2025, 1, 1), None).expect("open")), ..general("incapacity") };
    assert_eq!(verdict(&permit, open, amount), "granted", "a period that still runs is current");
    assert_eq!(verdict(&permit, open, "payment.family_situation"), "element-not-granted 79.5");
}

#[test]
fn data_may_be_kept_as_long_as_the_point_says() {
    let catalogue = catalogue();
    let received = date(2025, 6, 1);
    let retention = |request: Request| granted(&catalogue, &request).retention_from(received);
    let vdab = retention(request("vdab", "hdi", CONSULT_ATTEST, "reintegration"));
    assert_eq!(vdab.len(), 1);
    assert_eq!((vdab[0].until, vdab[0].rule.source.point.as_str()), (Some(date(2027, 6, 1)), "86"));
    let cpas = retention(with_role(request("cpas", "hdi", CONSULT_ATTEST, "social-inquiry"), "applicant"));
    assert_eq!(
        (cpas[0].until, cpas[0].rule.source.point.as_str()),
        (None, "20"),
        "the end of the relation is not known"
    );
    let notary = |purpose| retention(request("notary-fund", "hdi", CONSULT_ATTEST, purpose));
    assert_eq!(notary("pension-assimilation")[0].rule.source.point, "52", "the second part of the insurance");
    assert_eq!(notary("income-insurance")[0].rule.source.point, "56/5");
    assert!(notary("pension-assimilation").len() == 1 && notary("long-term-illness-benefit").len() == 1);
    let funds = retention(request("construction-fund", "hdi", CONSULT_ATTEST, "long-term-illness-benefit"));
    assert_eq!(funds[0].rule.source.point, "56/5");
    let modest = retention(request("housing-companies", "hdi", CONSULT_ATTEST, "modest-dwelling"));
    let modest: Vec<_> = modest.iter().map(|duty| (duty.rule.code(), duty.rule.source.point.as_str())).collect();
    assert_eq!(modest, [("P2Y after reception".to_owned(), "86")], "69/1 speaks of social letting and purchase");
}

#[test]
fn a_maximum_caps_the_length_and_unknown_events_are_told() {
    let catalogue = catalogue();
    let permit = granted(&catalogue, &request("housing-companies", "hdi", CONSULT_ATTEST, "rent-calculation"));
    let until = |known: &[(&str, Date)]| {
        let day_of = |event: &EventId| known.iter().find(|(id, _)| *id == event.as_str()).map(|(_, day)| *day);
        let duties = permit.retention(&day_of);
        let lease = duties
            .into_iter()
            .find(|duty| duty.rule.maximum.as_ref().is_some_and(|maximum| maximum.event.as_str() == "lease-end"));
        let lease = lease.expect("the rule on the end of the lease");
        (lease.until, lease.unknown_events.iter().map(EventId::as_str).collect::<Vec<_>>().join(" "))
    };
    let (lease_end, proceedings_end) = (("lease-end", date(2020, 5, 31)), ("proceedings-end", date(2024, 2, 29)));
    assert_eq!(until(&[]), (None, "proceedings-end lease-end".to_owned()));
    assert_eq!(until(&[lease_end]), (Some(date(2030, 5, 31)), "proceedings-end".to_owned()));
    assert_eq!(until(&[proceedings_end]), (Some(date(2025, 2, 28)), "lease-end".to_owned()));
    assert_eq!(until(&[lease_end, proceedings_end]), (Some(date(2025, 2, 28)), String::new()));
    let late = ("proceedings-end", date(2035, 1, 1));
    assert_eq!(until(&[lease_end, late]), (Some(date(2030, 5, 31)), String::new()), "ten years at most");
}

#[test]
fn an_event_without_a_length_ends_the_retention_itself() {
    let catalogue = catalogue();
    let permit = granted(&catalogue, &request("forem", "hdi", CONSULT_ATTEST, "reintegration"));
    let settled = date(2031, 3, 4);
    let day_of = |event: &EventId| (event.as_str() == "dispute-settled").then_some(settled);
    let duties = permit.retention(&day_of);
    let dispute =
        duties.iter().find(|duty| duty.rule.event.as_str() == "dispute-settled").expect("the rule on disputes");
    assert_eq!((dispute.rule.length, dispute.until), (None, Some(settled)));
    assert!(
        duties.iter().filter(|duty| duty.rule.event.as_str() != "dispute-settled").all(|duty| duty.until.is_none())
    );
}

#[test]
fn retention_speaks_for_its_purposes_only() {
    let catalogue = catalogue();
    let rules = |recipient, purpose| {
        let mut request = request(recipient, "hdi", CONSULT_PERIODS, purpose);
        request.integration.legal_context = Some("FIDUS".to_owned());
        let duties = granted(&catalogue, &request).retention_from(date(2025, 6, 1));
        duties.iter().map(|duty| duty.rule.code()).collect::<Vec<_>>()
    };
    // Of the two events, what comes first (79.11).
    let candidates = "until applicants-death, at most until deletion-request";
    assert_eq!(rules("slrb", "application-management"), [candidates]);
    assert_eq!(rules("sisp", "application-management"), [candidates]);
    assert_eq!(rules("sisp", "rental-management"), ["until dispute-settled", "P6Y after reception"]);
}

#[test]
fn who_pays_and_recovers_depends_on_the_region() {
    let catalogue = catalogue();
    let mut officer = with_role(request("cpas", "hdi", CONSULT_ATTEST, "payment-and-recovery"), "applicant");
    officer.role = Some(Role::PaymentsOfficer);
    let permit = granted(&catalogue, &officer);
    let wallonia = word::<RegionId>("wallonia");
    let titles: Vec<_> = permit.authorities(Some(&wallonia)).map(|found| found.title.fr.as_str()).collect();
    assert_eq!(titles.len(), 1);
    assert!(titles[0].contains("Directeur général") && titles[0].contains("directeur financier"), "{titles:?}");
    assert_eq!(permit.authorities(None).count(), 4, "where the region is not known, each is told");
    let inquiry = with_role(request("cpas", "hdi", CONSULT_ATTEST, "social-inquiry"), "applicant");
    assert_eq!(granted(&catalogue, &inquiry).authorities(None).count(), 0);
}

#[test]
fn limits_on_use_go_with_the_grant() {
    let catalogue = catalogue();
    let insurer = request("insurers", "handicap", "handiservice", "social-assistance");
    let obligations = granted(&catalogue, &insurer).obligations();
    let favour =
        obligations.iter().find(|found| found.id.as_str() == "in-favour-of-the-person").expect("17/087 point 15");
    assert_eq!((favour.source.deliberation.as_str(), favour.source.point.as_str()), ("17/087", "15"));
    assert!(!favour.text.nl.is_empty());
}

#[test]
fn limits_of_one_purpose_or_actor_are_not_told_to_others() {
    let catalogue = catalogue();
    let limits = |asked: Request| {
        let told = granted(&catalogue, &asked).obligations();
        told.iter().map(|limit| format!("{} {}", limit.id, limit.source.point)).collect::<Vec<_>>()
    };
    let hdi = |recipient, module, purpose| limits(request(recipient, "hdi", module, purpose));
    assert_eq!(
        hdi("onem", CONSULT_ATTEST, "recovery"),
        ["individual-recovery-files 29", "insurer-number-for-withholding 29"]
    );
    assert_eq!(hdi("onem", "notify-period", "recovery"), ["individual-recovery-files 29"], "it carries no such number");
    assert_eq!(hdi("onem", CONSULT_ATTEST, "article-60-7"), ["estimate-on-request 27"]);
    assert!(hdi("capac", CONSULT_ATTEST, "non-cumulation").is_empty());
    assert_eq!(hdi("wonen-supervision", CONSULT_ATTEST, "supervision"), ["after-the-fact 69"]);
    assert!(hdi("housing-companies", CONSULT_ATTEST, "rent-calculation").is_empty());
    let messages = |recipient, purpose| limits(request(recipient, "ami-messages", "a052l", purpose));
    assert_eq!(messages("onem", "recovery"), ["individual-recovery-files 7.8"]);
    assert!(messages("csc", "fitness-declaration").is_empty());
    let secal = |purpose, person_role| {
        let mut asked = with_role(request("secal", "unemployment", "consult-last", purpose), person_role);
        asked.integration.own_file_by_other = true;
        limits(asked).contains(&"creditor-own-request 11".to_owned())
    };
    assert!(secal("grant-advances", "maintenance-creditor"));
    assert!(!secal("recover-advances", "maintenance-debtor") && !secal("recovery-strategy", "maintenance-creditor"));
}

#[test]
fn nobody_asks_without_a_role() {
    let mut nobody = request("vdab", "hdi", CONSULT_ATTEST, "reintegration");
    nobody.role = None;
    assert_eq!(decide(&catalogue(), &nobody).err().map(|refusal| refusal.reason), Some(RefusalReason::RoleNotAllowed));
}

/// The catalogue with one change in one file.
fn changed(file: &str, from: &str, to: &str) -> Catalogue {
    let contents: Vec<(&str, String)> = delibero_domain::catalogue::files::BUILTIN
        .iter()
        .map(|(name, text)| {
            assert!(*name != file || text.contains(from), "{file} has no {from}");
            (*name, if *name == file { text.replacen(from, to, 1) } else { (*text).to_owned() })
        })
        .collect();
    let files: Vec<(&str, &str)> = contents.iter().map(|(name, text)| (*name, text.as_str())).collect();
    read(&files).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The outcome of a request of Fedris on a day: `granted`, or the refusal with its points.
fn fedris_on(catalogue: &Catalogue, day: Date) -> String {
    let mut request = request("fedris", "ami-messages", "a052l", "occupational-disease-claims");
    request.at = day;
    match decide(catalogue, &request) {
        Ok(_) => "granted".to_owned(),
        Err(refusal) => format!("{} {}", refusal.reason.as_str(), refusal.source.map_or(String::new(), |at| at.point)),
    }
}

#[test]
fn of_successive_authorisations_the_one_in_force_counts() {
    let once = "recipient = \"fedris\"\nservice = \"ami-messages\"\npoints = \"8\"";
    let ended = format!("{once}\nvalid_until = \"2019-12-31\"");
    let catalogue = changed("deliberations/04-037.toml", once, &ended);
    assert_eq!(fedris_on(&catalogue, date(2004, 11, 8)), "not-yet-in-force 8");
    assert_eq!(fedris_on(&catalogue, date(2019, 12, 31)), "granted");
    assert_eq!(fedris_on(&catalogue, date(2020, 1, 1)), "expired 8");
    let later = format!(
        "{ended}\n\n{}\n\n[[authorisation]]\nrecipient = \"fedris\"\nservice = \"ami-messages\"\npoints = \"9\"\nvalid_from = \"2021-01-01\"",
        "[[authorisation.module]]\nid = \"a052l\"\nelements = [\"message.*\"]\npoint = \"8\"\n\n[[authorisation.purpose]]\nid = \"occupational-disease-claims\"\npoint = \"8\""
    );
    let catalogue = changed("deliberations/04-037.toml", once, &later);
    assert_eq!(fedris_on(&catalogue, date(2020, 6, 1)), "expired 8", "between the two, the first has ended");
    assert_eq!(fedris_on(&catalogue, date(2021, 1, 1)), "granted");
    assert_eq!(fedris_on(&catalogue, date(2000, 1, 1)), "not-yet-in-force 8", "the first to come");
}

#[test]
fn quality_codes_of_the_whole_authorisation_count_where_the_purpose_names_none() {
    let from = "recipient = \"required\"\nsender = \"required\"";
    let catalogue = changed("deliberations/17-087.toml", from, &format!("{from}\nquality_codes = [1, 2]"));
    let mut insurer = request("insurers", "handicap", "handiservice", "social-assistance");
    for (codes, granted) in [(vec![], false), (vec![3], false), (vec![3, 2], true)] {
        insurer.integration.quality_codes = codes.clone();
        assert_eq!(decide(&catalogue, &insurer).is_ok(), granted, "{codes:?}");
    }
}

#[test]
fn a_source_names_a_deliberation_and_a_point() {
    use delibero_domain::authorisation::Source;
    let source = |word: &str| Source::try_from(word.to_owned()).map(String::from);
    assert_eq!(source("23/058 61"), Ok("23/058 61".to_owned()));
    for word in ["23/058", "23058 61", "23/058  ", ""] {
        assert!(source(word).is_err(), "{word:?}");
    }
}

#[test]
fn a_permit_lists_what_it_grants_whatever_the_record() {
    let catalogue = catalogue();
    let permit = granted(&catalogue, &request("vdab", "hdi", CONSULT_ATTEST, "reintegration"));
    let granted: Vec<_> = permit.granted_elements().into_iter().map(String::from).collect();
    assert_eq!(
        granted,
        ["risk.niss", "risk.risk_nature", "risk.regime", "risk.risk_period", "risk.closure_reason"],
        "a record may still lack some of it"
    );
    let withheld = permit.withheld_elements();
    assert_eq!(granted.len() + withheld.len(), permit.service().elements.len());
    let amount = permit.service().element_index("payment.gross_taxable_amount").expect("an amount");
    let (_, why) = withheld.iter().find(|(place, _)| *place == amount).expect("withheld");
    assert_eq!((why.reason.as_str(), why.source.point.as_str()), ("block-not-granted", "57"));
    let payment = permit.service().blocks.iter().find(|block| block.id.as_str() == "payment").expect("a block");
    assert!(!permit.shows_of(payment.elements));
    assert!(permit.shows_of(permit.service().every_element()) && permit.shows_risk());
    let mut slrb = request("slrb", "hdi", CONSULT_PERIODS, "socialisation");
    slrb.integration.legal_context = Some("FIDUS".to_owned());
    assert!(!self::granted(&catalogue, &slrb).shows_risk());
}

#[test]
fn a_verdict_tells_every_reason_in_the_order_of_the_service() {
    let catalogue = catalogue();
    let permit = granted(&catalogue, &request("vdab", "hdi", CONSULT_ATTEST, "reintegration"));
    let verdict = permit.judge(general("paternity"));
    let reasons: Vec<_> = verdict.reasons().map(|(place, reason, _)| (place, reason.as_str())).collect();
    assert!(reasons.is_sorted());
    assert_eq!(verdict.granted().iter().count() + reasons.len(), permit.service().elements.len());
    let closure = permit.service().element_index("risk.closure_reason").expect("an element");
    assert!(reasons.contains(&(closure, "risk-not-granted")));
}

#[test]
fn a_blank_legal_context_is_none() {
    let mut slrb = request("slrb", "hdi", CONSULT_PERIODS, "socialisation");
    slrb.integration.legal_context = Some("  ".to_owned());
    let refusal = decide(&catalogue(), &slrb).err().map(|refusal| refusal.reason);
    assert_eq!(refusal, Some(RefusalReason::NoLegalContext));
}
