//! The catalogue that ships reads, and what is wrong in a file is told.

use delibero_domain::catalogue::files::{BUILTIN, builtin, read};

#[test]
fn the_files_that_ship_are_right() {
    let catalogue = builtin().unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert_eq!(catalogue.deliberations().len(), 5);
    assert_eq!(catalogue.services().len(), 4);
    assert!(catalogue.authorisations().len() > 60);
}

/// The files with one change in one of them.
fn changed(file: &str, from: &str, to: &str) -> Vec<String> {
    let contents: Vec<(&str, String)> = BUILTIN
        .iter()
        .map(|(name, text)| (*name, if *name == file { text.replacen(from, to, 1) } else { (*text).to_owned() }))
        .collect();
    let files: Vec<(&str, &str)> = contents.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let errors = read(&files).err().unwrap_or_default();
    errors.iter().map(ToString::to_string).collect()
}

/// File, what is changed in it, and how the one error begins: file, line of the change, key; then a word of it.
const FAULTS: &[(&str, &str, &str, &str, &str)] = &[
    // Records and their rows
    ("services/unemployment.toml", "rows = [\"month\"]", "rows = [\"months\"]", "record.month.rows", "no row `months`"),
    (
        "services/ami-messages.toml",
        "within = \"employer\"",
        "within = \"worker\"",
        "row.days.within",
        "no row `worker`",
    ),
    (
        "services/ami-messages.toml",
        "elements = [\"fitness.*\"]",
        "elements = [\"fitness.*\", \"message.day_type\"]",
        "row.days",
        "stands in two rows",
    ),
    (
        "services/ami-messages.toml",
        "id = \"fitness\"\nwithin = \"message\"",
        "id = \"fitness\"",
        "row",
        "no record has rows `fitness`",
    ),
    (
        "deliberations/12-057.toml",
        "approved = \"2012-07-03\"",
        "approved = \"2012-07-03T08:00:00\"",
        "approved",
        "written like 2026-12-31",
    ),
    (
        "services/unemployment.toml",
        "elements = [\"invalid-right.exclusion_start_date\"]",
        "elements = [\"paid.last_payment_month\"]",
        "row.invalid-right.alternative",
        "no element of row",
    ),
    (
        "services/ami-messages.toml",
        "time_name = \"messageQuarter\"",
        "time_name = \"messageNumber\"",
        "record",
        "twice",
    ),
    // Unknown identifiers
    ("deliberations/23-058.toml", "recipient = \"vdab\"", "recipient = \"vdba\"", "authorisation.vdba", "vdba"),
    (
        "deliberations/20-130.toml",
        "id = \"subsidy-control\"",
        "id = \"subsidy\"",
        "authorisation.spp-is.purpose.subsidy",
        "terms.toml",
    ),
    (
        "deliberations/12-057.toml",
        "service = \"unemployment\"\npoints",
        "service = \"unemployed\"\npoints",
        "authorisation.secal",
        "no service",
    ),
    (
        "deliberations/23-058.toml",
        "event = \"sale-deed\"",
        "event = \"sale\"",
        "authorisation.wonen-in-vlaanderen.retention",
        "sale",
    ),
    (
        "deliberations/20-130.toml",
        "region = \"wallonia\"",
        "region = \"walonia\"",
        "authorisation.cpas.purpose.payment-and-recovery.authority",
        "walonia",
    ),
    (
        "deliberations/23-058.toml",
        "ids = [\"aif\"]",
        "ids = [\"capac\"]",
        "authorisation.sectoral-funds.member",
        "not a member",
    ),
    ("services/hdi.toml", "codes = \"social-risk\"", "codes = \"risks\"", "element.risk.risk_nature", "codes.toml"),
    ("services/handicap.toml", "sender = \"dg-han\"", "sender = \"dg\"", "sender", "recipients.toml"),
    (
        "services/unemployment.toml",
        "source = \"12/057 5\"",
        "source = \"12/075 5\"",
        "element.month.payment_month.source",
        "12/075",
    ),
    // Elements outside their block
    ("services/hdi.toml", "id = \"risk.regime\"", "id = \"payment.regime\"", "block.risk", "stands in block"),
    (
        "deliberations/20-130.toml",
        "\"payment.niss\", \"payment.document_type\"",
        "\"risk.niss\", \"payment.document_type\"",
        "block.payment",
        "no element of block",
    ),
    // A grant that the module does not carry
    (
        "deliberations/23-058.toml",
        "elements = [\"risk.niss\", \"risk.risk_period\", \"risk.closure_reason\"]",
        "elements = [\"risk.niss\", \"payment.niss\"]",
        "authorisation.inspection-services.module.notify-period",
        "beyond_module",
    ),
    // Purposes without a point
    (
        "deliberations/23-058.toml",
        "id = \"holiday-pay\"\npoint = \"34\"",
        "id = \"holiday-pay\"",
        "authorisation.onva.purpose.holiday-pay.point",
        "missing",
    ),
    (
        "deliberations/23-058.toml",
        "id = \"holiday-pay\"\npoint = \"34\"",
        "id = \"holiday-pay\"\npoint = \" \"",
        "authorisation.onva.purpose.holiday-pay",
        "missing",
    ),
    // Overlapping validities
    (
        "deliberations/23-058.toml",
        "recipient = \"ffe\"",
        "recipient = \"onem\"",
        "authorisation.onem.valid_from",
        "overlaps",
    ),
    // A missing translation
    ("terms.toml", "de = \"Sozialinspektion\"", "de = \"\"", "purpose.social-inspection.label.de", "translation"),
    ("recipients.toml", ", de = \"Fedris\"", "", "recipient.fedris.label.de", "translation"),
    // What stands twice, a length that is none, a shape that is wrong
    (
        "deliberations/23-058.toml",
        "id = \"reintegration\"\npoint = \"57-58\"",
        "id = \"availability-control\"\npoint = \"57-58\"",
        "authorisation.vdab.purpose",
        "twice",
    ),
    (
        "deliberations/20-130.toml",
        "length = { years = 5 }",
        "length = { years = 0 }",
        "defaults.retention.length",
        "positive",
    ),
    ("services/hdi.toml", "[[block]]\nid = \"risk\"", "[[block]]\nid = \"R!\"", "block.R!", "identifiers are"),
    ("terms.toml", "[[purpose]]", "[[purposes]]", "purposes", "unknown field"),
    ("codes.toml", "[[list]]", "[[list", "file", "unclosed"),
];

#[test]
fn what_is_wrong_is_named_with_file_line_and_key() {
    for (file, from, to, key, word) in FAULTS {
        let (_, text) = BUILTIN.iter().find(|(name, _)| name == file).expect(file);
        let at = text.find(from).unwrap_or_else(|| panic!("{file} has no {from}"));
        let first = text[..at].matches('\n').count() + 1;
        // The entry that is wrong may begin a few lines above the change.
        let near = first.saturating_sub(8)..=first + from.matches('\n').count() + 12;
        let errors = changed(file, from, to);
        let fits = |error: &&String| {
            let mut parts = error.splitn(4, ':').map(str::trim);
            parts.next() == Some(*file)
                && parts.next().and_then(|line| line.parse().ok()).is_some_and(|line: usize| near.contains(&line))
                && parts.next() == Some(*key)
                && parts.next().is_some_and(|what| what.contains(word))
        };
        assert!(errors.iter().any(|error| fits(&error)), "{file}:{first} {key} {word}: {errors:#?}");
    }
}

#[test]
fn every_fault_is_told_not_only_the_first() {
    let text = "[[purpose]]\nid = \"one\"\nlabel = { fr = \"un\" }\n\n[[purpose]]\nid = \"Two\"\nlabel = { fr = \"deux\", nl = \"twee\", de = \"zwei\" }\n";
    let terms = format!("person_role = []\nevent = []\nregion = []\n{text}");
    let errors = read(&[("terms.toml", &terms), ("notes.toml", "")]).err().unwrap_or_default();
    let errors: Vec<_> = errors.iter().map(|error| (error.file.as_str(), error.line, error.key.as_str())).collect();
    assert_eq!(errors, [("notes.toml", 1, "file")], "a file that is none is told first");
    let errors = read(&[("terms.toml", &terms)]).err().unwrap_or_default();
    let errors: Vec<_> = errors.iter().map(|error| (error.line, error.key.as_str())).collect();
    assert_eq!(errors, [(6, "purpose.one.label.de"), (6, "purpose.one.label.nl"), (9, "purpose.Two")]);
}

#[test]
fn sets_of_elements_are_sets() {
    use delibero_domain::catalogue::ElementSet;
    let set = |places: &[usize]| places.iter().copied().collect::<ElementSet>();
    let (few, others) = (set(&[0, 3, 63]), set(&[3, 4]));
    assert_eq!(few.with(3), few, "what is in it already stays");
    assert_eq!(few.iter().collect::<Vec<_>>(), [0, 3, 63]);
    assert_eq!((few.and(others), few.or(others), few.without(others)), (set(&[3]), set(&[0, 3, 4, 63]), set(&[0, 63])));
    assert!(few.contains(63) && !few.contains(62));
    assert!(set(&[]).is_empty() && !few.is_empty());
}

#[test]
fn names_and_labels_are_found_and_unknown_ones_told_as_they_are() {
    let catalogue = builtin().unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert!(catalogue.knows_purpose("reintegration") && !catalogue.knows_purpose("applicant"));
    assert!(catalogue.knows_person_role("applicant") && !catalogue.knows_person_role("reintegration"));
    assert!(catalogue.knows_region("wallonia") && !catalogue.knows_region("namur"));
    assert_eq!(catalogue.region_label("brussels").de, "Brüssel-Hauptstadt");
    assert_eq!(catalogue.event_label("lease-end").fr, "la fin du bail");
    assert_eq!(catalogue.event_label("doomsday").fr, "doomsday");
    assert_eq!(catalogue.purpose_label("union-bonus").nl, "Vakbondspremie");
    assert_eq!(catalogue.person_role_label("nobody").nl, "nobody");
    assert_eq!(catalogue.purposes().iter().filter(|term| term.id == "reintegration").count(), 1);
    assert_eq!(catalogue.person_roles().iter().filter(|term| term.id == "applicant").count(), 1);
    let aif = catalogue.recipient("aif").expect("a member");
    assert_eq!(aif.member_of.as_ref().map(|owner| owner.as_str()), Some("sectoral-funds"));
    assert!(catalogue.recipients().iter().any(|found| found.id == aif.id));
    let hdi = catalogue.service("hdi").expect("a service");
    let risk = &hdi.elements[hdi.risk_element.expect("a risk")];
    assert_eq!(catalogue.id_of(risk, "fosterPlacement"), "foster-placement");
    assert_eq!(catalogue.id_of(risk, "ZZ"), "ZZ", "an unknown code stays as it was received");
    assert_eq!(catalogue.ids_of(risk).count(), 6);
    assert!(catalogue.list_of(&hdi.elements[0]).is_none(), "a NISS has no code list");
}

#[test]
fn an_export_names_every_service_and_authorisation() {
    let catalogue = builtin().unwrap_or_else(|errors| panic!("{errors:#?}"));
    let document = delibero_domain::catalogue::export(&catalogue);
    assert_eq!(document["services"].as_array().map(Vec::len), Some(catalogue.services().len()));
    assert_eq!(document["authorisations"].as_array().map(Vec::len), Some(catalogue.authorisations().len()));
    let rules: Vec<_> =
        document["authorisations"].as_array().into_iter().flatten().map(|found| &found["retention"]["rule"]).collect();
    assert!(rules.iter().any(|rule| **rule == "P2Y after reception"));
    let wonen = "P1Y after proceedings-end, at most P10Y after lease-end";
    assert!(rules.iter().any(|rule| rule.as_str().is_some_and(|rule| rule.contains(wonen))), "{rules:#?}");
}
