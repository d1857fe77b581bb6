use crate::pages::catalogue::view::{AuthorisationView, BlockView, ElementLine, ModuleView, RecipientView};
use crate::pages::conditions::view::{
    ConditionsView, LimitView, PurposeView, ReadingView, RetentionView, Rule, RuleView,
};
use delibero_domain::authorisation::{
    Length, RecipientIntegration, ReducedForm, SenderIntegration, Source, Withheld, WithheldReason,
};
use delibero_domain::catalogue::ModuleKind;
use delibero_domain::role::Role;
use delibero_domain::text::{Language, Text};
use jiff::civil::date;

use super::anchors::Anchors;
use super::authorisation;
use super::recipient_page::RecipientPage;
use crate::rendering;

fn point(point: &str) -> Source {
    Source::new("23/058", point)
}

fn element(id: &str, withheld: Option<&str>) -> ElementLine {
    let withheld = withheld.map(|at| Withheld { reason: WithheldReason::ElementNotGranted, source: point(at) });
    ElementLine { id: id.to_owned(), label: Text::same(id), withheld, reduced: None, risks: None, only_for: Vec::new() }
}

fn recipient() -> RecipientView {
    let whether = Some((ReducedForm::Whether, point("64")));
    let elements = vec![
        ElementLine { reduced: whether, ..element("risk.niss", None) },
        element("risk.regime", Some("57")),
        element("risk.exit", Some("57")),
    ];
    let module = ModuleView {
        service: "hdi".to_owned(),
        id: "consult-attest".to_owned(),
        label: Text::same("Consultation"),
        kind: ModuleKind::Pull,
        source: point("57"),
        blocks: vec![BlockView { label: Text::same("Risque"), elements }],
    };
    let purpose = PurposeView {
        label: Text::same("Contrôle"),
        source: point("57-58"),
        given: false,
        reserved: None,
        roles: Vec::new(),
        person_roles: Vec::new(),
        authorities: vec![(Text::same("Wallonie"), Text::same("Le conseil"), point("5"))],
    };
    let history = RuleView {
        rule: Rule::History { years: 5, extended: Some((7, Text::same("un litige est en cours"))) },
        elements: vec![Text::same("Montant")],
        modules: Vec::new(),
        purposes: vec![Text::same("Contrôle")],
        source: point("58.1"),
    };
    let codes = RuleView {
        rule: Rule::QualityCodes { codes: vec![20, 21, 999], required: false },
        elements: Vec::new(),
        modules: Vec::new(),
        purposes: Vec::new(),
        source: point("88"),
    };
    let conditions = ConditionsView {
        source: point("57-58"),
        valid_from: date(2024, 1, 24),
        valid_until: None,
        validity_note: None,
        rules: vec![history, codes],
        roles: vec![Role::CaseWorker],
        person_roles: Vec::new(),
        person_roles_source: point("57"),
        recipient_integration: RecipientIntegration::Required,
        sender_integration: SenderIntegration::NotChecked,
        integration_source: point("88"),
        own_file: Some(point("14")),
        designated: None,
        batch: false,
        batch_source: point("57"),
        purposes: vec![purpose],
        retention: vec![RetentionView {
            summary: Text::same("Deux ans"),
            length: Some(Length { years: 2, months: 0 }),
            purposes: Vec::new(),
            source: point("86"),
        }],
        use_limits: vec![LimitView {
            text: Text::same("Une limite"),
            modules: Vec::new(),
            purposes: Vec::new(),
            source: point("86"),
        }],
        readings: vec![ReadingView { text: Text::same("Ainsi lu"), source: point("58.2") }],
    };
    let authorisation = AuthorisationView {
        service_id: "hdi".to_owned(),
        suspensions: Vec::new(),
        may_suspend: false,
        document: "CSI/CSSS/25/114".to_owned(),
        subject: Text::same("Indemnités"),
        service: Text::same("HDI"),
        conditions,
        modules: vec![module],
    };
    RecipientView {
        id: "vdab".to_owned(),
        label: Text::same("VDAB"),
        member_of: None,
        members: Vec::new(),
        authorisations: vec![authorisation],
    }
}

fn html() -> String {
    rendering::html(Language::Fr, |language| {
        let recipient = recipient();
        let page = RecipientPage { id: "cpas".to_owned(), language, anchors: Anchors::of(&recipient) };
        authorisation::view(&page, 0, &recipient.authorisations[0])
    })
}

#[test]
fn every_point_has_one_anchor_and_every_link_to_a_point_finds_it() {
    let html = html();
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "{target}: {html}");
    }
    assert!(ids.contains(&"p-23-058-57") && ids.contains(&"p-23-058-58") && ids.contains(&"p-23-058-57-58"));
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an identifier stands twice: {html}");
}

#[test]
fn what_the_matrix_says_of_an_authorisation_stands_here_too() {
    let html = html();
    for words in [
        "Dossier propre",
        "Plusieurs personnes à la fois",
        "Wallonie",
        "Le conseil",
        "5 ans; 7 ans si cela est confirmé\u{a0}: un litige est en cours",
        "Codes qualité qui ne comptent pas",
        "20, 21, 999",
        "réduit à «\u{a0}valeur présente\u{a0}» ou «\u{a0}aucune valeur\u{a0}»",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[test]
fn no_style_stands_in_the_page() {
    assert!(!html().contains("style="));
}
