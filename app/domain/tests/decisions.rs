//! Decisions read from the texts of 23/058 and 20/130, each with its point.

use delibero_domain::authorisation::Source;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::consultation::{IntegrationFacts, Permit, RecordFacts, Refusal, Request, decide};
use delibero_domain::identifier::{ModuleId, PersonRoleId, PurposeId, RecipientId, ServiceId};
use delibero_domain::period::Period;
use delibero_domain::role::Role;
use jiff::civil::{Date, date};

const NOTIFY_PERIOD: &str = "notify-period";
const NOTIFY_ATTEST: &str = "notify-attest";
const CONSULT_ATTEST: &str = "consult-attest";
const CONSULT_PERIODS: &str = "consult-periods";

/// A request that everything speaks for, but for what a case changes.
fn request(recipient: &str, module: &str, purpose: &str) -> Request {
    Request {
        at: date(2025, 6, 1),
        recipient: RecipientId::new(recipient).expect("a recipient"),
        service: ServiceId::new("hdi").expect("a service"),
        module: ModuleId::new(module).expect("a module"),
        purpose: PurposeId::new(purpose).expect("a purpose"),
        person_role: None,
        role: Role::CaseWorker,
        integration: IntegrationFacts { recipient: vec![1], sender: true, legal_context: None },
    }
}

fn with_role(mut request: Request, person_role: &str) -> Request {
    request.person_role = Some(PersonRoleId::new(person_role).expect("a person role"));
    request
}

fn at(mut request: Request, day: Date) -> Request {
    request.at = day;
    request
}

fn catalogue() -> Catalogue {
    builtin().unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn granted<'c>(catalogue: &'c Catalogue, request: &Request) -> Permit<'c> {
    decide(catalogue, request).unwrap_or_else(|refusal| panic!("{request:?}: {refusal:?}"))
}

fn refused(request: &Request) -> (&'static str, Option<Source>) {
    let catalogue = catalogue();
    let Refusal { reason, source } =
        decide(&catalogue, request).err().unwrap_or_else(|| panic!("granted: {request:?}"));
    (reason.as_str(), source)
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
fn elements_as_the_points_grant_and_exclude_them() {
    let catalogue = catalogue();
    let cases: &[(&str, &str, &str, &str, &str)] = &[
        // Inspection services: point 10.
        ("onss-inspection", CONSULT_ATTEST, "social-inspection", "risk.niss", "granted"),
        ("onss-inspection", CONSULT_ATTEST, "social-inspection", "risk.risk_period", "granted"),
        ("onss-inspection", CONSULT_ATTEST, "social-inspection", "payment.indemnity_nature", "granted"),
        ("onss-inspection", CONSULT_ATTEST, "social-inspection", "risk.risk_nature", "element-not-granted 10"),
        (
            "onss-inspection",
            CONSULT_ATTEST,
            "social-inspection",
            "payment.gross_taxable_amount",
            "element-not-granted 10",
        ),
        ("inami-inspection", NOTIFY_PERIOD, "social-inspection", "risk.risk_nature", "element-not-granted 10"),
        // INASTI: point 16.
        ("inasti", NOTIFY_ATTEST, "bridging-right", "payment.gross_taxable_amount", "granted"),
        ("social-insurance-funds", CONSULT_ATTEST, "contributions", "payment.family_situation", "granted"),
        ("inasti", NOTIFY_PERIOD, "contributions", "payment.gross_taxable_amount", "module-without-element 5"),
        // ONEM and its paying bodies: points 24 to 29.
        ("onem", CONSULT_ATTEST, "recovery", "risk.insurer_id", "granted"),
        ("onem", CONSULT_ATTEST, "non-cumulation", "risk.insurer_id", "element-not-granted 29"),
        ("capac", CONSULT_ATTEST, "non-cumulation", "risk.insurer_id", "element-not-granted 29"),
        ("capac", CONSULT_ATTEST, "unemployment-admissibility", "payment.indemnified_days", "granted"),
        // FFE: point 33.
        ("ffe", CONSULT_ATTEST, "closure-compensation", "payment.gross_taxable_amount", "granted"),
        // Sectoral funds: points 42 and 56/1.
        ("construction-fund", CONSULT_ATTEST, "long-term-illness-benefit", "payment.gross_taxable_amount", "granted"),
        (
            "brick-industry-fund",
            CONSULT_ATTEST,
            "union-bonus",
            "payment.gross_taxable_amount",
            "block-not-granted 56/1",
        ),
        ("brick-industry-fund", CONSULT_ATTEST, "union-bonus", "risk.risk_period", "granted"),
        ("sectoral-funds", CONSULT_ATTEST, "union-bonus", "payment.indemnified_days", "element-not-granted 56/1"),
        ("maribel-funds", CONSULT_ATTEST, "maribel-subsidies", "payment.indemnified_days", "granted"),
        // VDAB: point 57.
        ("vdab", CONSULT_ATTEST, "reintegration", "risk.risk_nature", "granted"),
        ("vdab", CONSULT_ATTEST, "reintegration", "payment.niss", "block-not-granted 57"),
        // FOREM: points 60 and 61.
        ("forem", CONSULT_ATTEST, "availability-control", "risk.risk_nature", "granted"),
        ("forem", CONSULT_ATTEST, "availability-control", "payment.indemnified_days", "block-not-granted 61"),
        ("forem", NOTIFY_PERIOD, "availability-control", "risk.closure_reason", "granted"),
        // Wonen in Vlaanderen: points 63 and 64.
        ("housing-companies", NOTIFY_PERIOD, "housing-admission", "risk.closure_reason", "element-not-granted 63"),
        ("housing-companies", CONSULT_ATTEST, "housing-admission", "risk.closure_reason", "element-not-granted 64"),
        ("housing-companies", CONSULT_ATTEST, "housing-admission", "risk.exit_code", "granted"),
        ("housing-companies", CONSULT_ATTEST, "rent-calculation", "payment.family_situation", "element-not-granted 64"),
        ("housing-companies", CONSULT_ATTEST, "rent-calculation", "payment.document_type", "granted"),
        // Groeipakket: points 70 and 71.
        ("infino", CONSULT_PERIODS, "social-supplement", "risk.risk_nature", "module-without-element 70"),
        ("infino", CONSULT_PERIODS, "social-supplement", "payment.gross_taxable_amount", "granted"),
        ("infino", NOTIFY_PERIOD, "school-allowance", "payment.indemnified_days", "granted"),
        ("infino", CONSULT_PERIODS, "social-supplement", "risk.dossier_start_date", "element-not-granted 71"),
        // DG HAN: point 79.12.
        ("dg-han", CONSULT_ATTEST, "income-replacement", "payment.gross_taxable_amount", "granted"),
    ];
    for (recipient, module, purpose, element, expected) in cases {
        let permit = granted(&catalogue, &request(recipient, module, purpose));
        assert_eq!(
            verdict(&permit, general("incapacity"), element),
            *expected,
            "{recipient} {module} {purpose} {element}"
        );
    }
}

#[test]
fn cpas_and_spp_is_receive_what_20_130_names() {
    let catalogue = catalogue();
    for (recipient, purpose) in [("cpas", "social-inquiry"), ("spp-is", "subsidy-control")] {
        let permit = granted(&catalogue, &with_role(request(recipient, CONSULT_ATTEST, purpose), "applicant"));
        assert_eq!(permit.authorisation().source.deliberation, "20/130");
        for element in
            ["risk.social_status", "risk.expected_delivery_date", "risk.regime", "payment.gross_taxable_amount"]
        {
            assert_eq!(verdict(&permit, general("maternity"), element), "granted", "{recipient} {element}");
        }
        for element in ["risk.exit_code", "risk.insurer_id", "risk.invalidity_start_date"] {
            assert_eq!(
                verdict(&permit, general("maternity"), element),
                "element-not-granted 12",
                "{recipient} {element}"
            );
        }
    }
}

#[test]
fn the_closure_reason_exists_for_incapacity_and_maternity_only() {
    let catalogue = catalogue();
    let permit = granted(&catalogue, &request("vdab", CONSULT_ATTEST, "reintegration"));
    for risk in ["incapacity", "maternity"] {
        assert_eq!(verdict(&permit, general(risk), "risk.closure_reason"), "granted", "{risk}");
    }
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
        let permit = granted(&catalogue, &request(recipient, CONSULT_ATTEST, purpose));
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
    let permit = granted(&catalogue, &request("vdab", CONSULT_ATTEST, "reintegration"));
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
    let request = |purpose| {
        let mut request = request("slrb", CONSULT_PERIODS, purpose);
        request.integration.legal_context = Some("FIDUS".to_owned());
        request
    };
    let record = |year| RecordFacts {
        period: Some(Period::new(date(year, 1, 1), Some(date(year, 3, 31))).expect("a quarter")),
        ..general("incapacity")
    };
    let amount = "payment.gross_taxable_amount";
    for purpose in ["rental-management", "socialisation"] {
        let permit = granted(&catalogue, &request(purpose));
        assert_eq!(verdict(&permit, record(2019), amount), "granted", "{purpose}");
        assert_eq!(verdict(&permit, record(2018), amount), "outside-history 79.6", "{purpose}");
        assert_eq!(verdict(&permit, record(2018), "risk.risk_period"), "granted", "history is about payments");
    }
    let permit = granted(&catalogue, &request("application-management"));
    assert_eq!(verdict(&permit, record(2025), amount), "outside-history 79.6");
    let open =
        RecordFacts { period: Some(Period::new(date(2025, 1, 1), None).expect("open")), ..general("incapacity") };
    assert_eq!(verdict(&permit, open, amount), "granted", "a period that still runs is current");
    assert_eq!(verdict(&permit, open, "payment.family_situation"), "element-not-granted 79.5");
}

/// The deliberation and the point, where a case looks at them.
type Cited = Option<(&'static str, &'static str)>;

#[test]
fn every_refusal_has_its_reason_and_point() {
    let cpas = |purpose| with_role(request("cpas", CONSULT_ATTEST, purpose), "applicant");
    let mut not_integrated = request("vdab", CONSULT_ATTEST, "reintegration");
    not_integrated.integration.recipient.clear();
    let mut cpas_not_integrated = cpas("social-inquiry");
    cpas_not_integrated.integration.recipient.clear();
    let mut payments_officer = cpas("social-inquiry");
    payments_officer.role = Role::PaymentsOfficer;
    let mut auditor = request("vdab", CONSULT_ATTEST, "reintegration");
    auditor.role = Role::Auditor;
    let slrb = request("slrb", CONSULT_PERIODS, "socialisation");
    let partner = with_role(request("dg-han", CONSULT_ATTEST, "integration-allowance"), "cohabiting-partner");
    let cases: &[(Request, &str, Cited)] = &[
        (request("insurers", CONSULT_ATTEST, "social-inspection"), "no-authorisation", None),
        (request("fedris", CONSULT_ATTEST, "social-inspection"), "no-authorisation", None),
        (
            at(request("vdab", CONSULT_ATTEST, "reintegration"), date(2024, 1, 23)),
            "not-yet-in-force",
            Some(("23/058", "57-58")),
        ),
        (at(cpas("social-inquiry"), date(2020, 5, 4)), "not-yet-in-force", Some(("20/130", "4-20"))),
        (request("onem", NOTIFY_ATTEST, "recovery"), "module-not-granted", Some(("23/058", "24-29/1"))),
        (request("vdab", CONSULT_PERIODS, "reintegration"), "module-not-granted", Some(("23/058", "57-58"))),
        (request("vdab", CONSULT_ATTEST, "recovery"), "purpose-not-granted", Some(("23/058", "57-58"))),
        (request("construction-fund", CONSULT_ATTEST, "union-bonus"), "purpose-not-granted", None),
        (request("aif", CONSULT_ATTEST, "union-bonus"), "purpose-not-granted", Some(("23/058", "43"))),
        (request("wonen-supervision", NOTIFY_PERIOD, "supervision"), "module-not-granted", Some(("23/058", "69"))),
        (request("capac", CONSULT_ATTEST, "recovery"), "purpose-not-granted", None),
        (request("cpas", CONSULT_ATTEST, "social-inquiry"), "person-role-not-granted", Some(("20/130", "4"))),
        (
            with_role(request("cpas", CONSULT_ATTEST, "social-inquiry"), "maintenance-creditor"),
            "person-role-not-granted",
            Some(("20/130", "4")),
        ),
        (partner, "person-role-not-granted", Some(("23/058", "79.14"))),
        (payments_officer, "role-not-allowed", Some(("20/130", "5"))),
        (cpas("payment-and-recovery"), "role-not-allowed", Some(("20/130", "5"))),
        (auditor, "role-not-allowed", None),
        (not_integrated, "not-integrated", Some(("23/058", "88"))),
        (cpas_not_integrated, "not-integrated", Some(("20/130", "13"))),
        (slrb, "no-legal-context", Some(("23/058", "79.11"))),
    ];
    for (request, reason, source) in cases {
        let (found, cited) = refused(request);
        assert_eq!(found, *reason, "{request:?}");
        if let Some((deliberation, point)) = source {
            assert_eq!(cited, Some(Source::new(deliberation, point)), "{request:?}");
        }
    }
}

#[test]
fn inspection_services_need_no_integration() {
    let catalogue = catalogue();
    let mut request = request("onem-inspection", CONSULT_ATTEST, "social-inspection");
    request.integration = IntegrationFacts::default();
    granted(&catalogue, &request);
}

#[test]
fn dg_han_asks_about_a_partner_for_income_replacement_only() {
    let catalogue = catalogue();
    granted(&catalogue, &with_role(request("dg-han", CONSULT_ATTEST, "income-replacement"), "cohabiting-partner"));
    granted(&catalogue, &request("dg-han", CONSULT_ATTEST, "integration-allowance"));
}

#[test]
fn the_first_day_in_force_counts() {
    let catalogue = catalogue();
    granted(&catalogue, &at(request("vdab", CONSULT_ATTEST, "reintegration"), date(2024, 1, 24)));
}

#[test]
fn data_may_be_kept_as_long_as_the_point_says() {
    let catalogue = catalogue();
    let received = date(2025, 6, 1);
    let retention = |request: Request| granted(&catalogue, &request).retention(received);
    let vdab = retention(request("vdab", CONSULT_ATTEST, "reintegration"));
    assert_eq!(vdab.len(), 1);
    assert_eq!((vdab[0].until, vdab[0].source.point.as_str()), (Some(date(2027, 6, 1)), "86"));
    let cpas = retention(with_role(request("cpas", CONSULT_ATTEST, "social-inquiry"), "applicant"));
    assert_eq!((cpas[0].until, cpas[0].source.point.as_str()), (None, "20"), "the end of the relation is not known");
    let notary = retention(request("notary-fund", CONSULT_ATTEST, "income-insurance"));
    assert_eq!(notary[0].source.point, "52");
    let funds = retention(request("construction-fund", CONSULT_ATTEST, "long-term-illness-benefit"));
    assert_eq!(funds[0].source.point, "56/5");
}
