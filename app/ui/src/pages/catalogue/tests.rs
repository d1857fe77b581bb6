use delibero_api::catalogue::{
    AuthorisationView, BlockView, ElementLine, ModuleView, PurposeView, RecipientView, RetentionLine,
};
use delibero_domain::authorisation::{
    Length, RecipientIntegration, SenderIntegration, Source, Withheld, WithheldReason,
};
use delibero_domain::catalogue::ModuleKind;
use delibero_domain::role::Role;
use delibero_domain::text::{Language, Text};
use jiff::civil::date;

use super::anchors::Anchors;
use super::authorisation;
use super::recipient::Shown;
use crate::components::language::use_language;
use crate::rendering;

fn point(point: &str) -> Source {
    Source::new("23/058", point)
}

fn element(id: &str, withheld: Option<&str>) -> ElementLine {
    let withheld = withheld.map(|at| Withheld { reason: WithheldReason::ElementNotGranted, source: point(at) });
    ElementLine { id: id.to_owned(), label: Text::same(id), withheld, risks: None, only_for: Vec::new() }
}

fn recipient() -> RecipientView {
    let elements =
        vec![element("risk.niss", None), element("risk.regime", Some("57")), element("risk.exit", Some("57"))];
    let module = ModuleView {
        id: "consult-attest".to_owned(),
        label: Text::same("Consultation"),
        kind: ModuleKind::Pull,
        source: point("57"),
        blocks: vec![BlockView { label: Text::same("Risque"), elements }],
    };
    let purpose = PurposeView {
        id: "availability-control".to_owned(),
        label: Text::same("Contrôle"),
        source: point("57-58"),
        roles: Vec::new(),
        person_roles: Vec::new(),
        history: Some((0, point("58.1"))),
    };
    let authorisation = AuthorisationView {
        source: point("57-58"),
        document: "CSI/CSSS/25/114".to_owned(),
        subject: Text::same("Indemnités"),
        service: Text::same("HDI"),
        valid_from: date(2024, 1, 24),
        valid_until: None,
        validity_note: None,
        regimes: vec![Text::same("Général")],
        regimes_source: point("6"),
        roles: vec![Role::CaseWorker],
        person_roles: Vec::new(),
        modules: vec![module],
        purposes: vec![purpose],
        recipient_integration: RecipientIntegration::Required,
        sender_integration: SenderIntegration::NotChecked,
        integration_source: point("88"),
        retention: vec![RetentionLine {
            summary: Text::same("Deux ans"),
            length: Some(Length { years: 2, months: 0 }),
            purposes: Vec::new(),
            source: point("86"),
        }],
        use_limits: vec![(Text::same("Une limite"), point("86"))],
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
    rendering::html(Language::Fr, |i18n| {
        let recipient = recipient();
        let shown = Shown { i18n, language: use_language(), anchors: Anchors::of(&recipient) };
        authorisation::view(&shown, 0, &recipient.authorisations[0])
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
fn no_style_stands_in_the_page() {
    assert!(!html().contains("style="));
}
