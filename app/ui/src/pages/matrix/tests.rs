use crate::components::recipient::RecipientName;
use crate::filters::{FilterProblem, Unread};
use crate::pages::conditions::view::{ConditionsView, PurposeView, RetentionView, Rule, RuleView};
use crate::pages::matrix::view::{
    BlockColumns, CellDetail, Comparison, Difference, ElementColumn, Mark, MatrixCell, MatrixRow, MatrixView as Matrix,
    ModuleMarkView, Standing,
};
use delibero_domain::authorisation::{Length, RecipientIntegration, SenderIntegration, Source, WithheldReason};
use delibero_domain::catalogue::ModuleKind;
use delibero_domain::role::Role;
use delibero_domain::text::{Language, Text};
use delibero_domain::typed_day::DayError;
use jiff::civil::date;

use super::{MatrixPage, MatrixQuery, content};
use crate::rendering;

fn point(point: &str) -> Source {
    Source::new("23/058", point)
}

fn named(id: &str, member_of: Option<&str>) -> RecipientName {
    RecipientName { id: id.to_owned(), label: Text::same(&id.to_uppercase()), member_of: member_of.map(Text::same) }
}

fn cell(mark: Mark, at: Option<&str>, modules: &[u8]) -> MatrixCell {
    MatrixCell { mark, source: at.map(point), modules: modules.to_vec() }
}

fn row(recipient: RecipientName, standing: Standing, cells: Vec<MatrixCell>) -> MatrixRow {
    MatrixRow { recipient, own_rules: 0, unfolded: false, standing, suspended: None, cells }
}

fn element(id: &str) -> ElementColumn {
    ElementColumn { id: id.to_owned(), label: Text::same(id) }
}

fn matrix() -> Matrix {
    let granted = || cell(Mark::Granted, Some("24"), &[0, 1]);
    Matrix {
        suspensions: Vec::new(),
        today: date(2025, 6, 2),
        on: date(2025, 6, 2),
        unread: Vec::new(),
        texts_unknown: Vec::new(),
        services: vec![("hdi".to_owned(), Text::same("HDI"))],
        service: "hdi".to_owned(),
        modules: vec![("push".to_owned(), Text::same("Envoi")), ("pull".to_owned(), Text::same("Consultation"))],
        module: String::new(),
        choices: vec![named("onem", None), named("capac", Some("ONEM"))],
        blocks: vec![
            BlockColumns {
                label: Text::same("Risque"),
                elements: vec![element("risk.niss"), element("risk.insurer_id")],
            },
            BlockColumns { label: Text::same("Paiement"), elements: vec![element("payment.niss")] },
        ],
        left_out: 0,
        rows: vec![
            MatrixRow {
                own_rules: 1,
                unfolded: true,
                ..row(
                    named("onem", None),
                    Standing::InForce,
                    vec![granted(), cell(Mark::Partly, Some("29"), &[1]), granted()],
                )
            },
            row(
                named("capac", Some("ONEM")),
                Standing::InForce,
                vec![granted(), cell(Mark::Excluded, Some("29"), &[]), cell(Mark::NotAsked, None, &[])],
            ),
        ],
        without: vec![Text::same("Fedris")],
        comparison: None,
        detail: None,
    }
}

fn conditions() -> ConditionsView {
    ConditionsView {
        source: point("24-29/1"),
        valid_from: date(2024, 1, 24),
        valid_until: None,
        validity_note: None,
        rules: vec![
            rule(Rule::Regimes(vec![Text::same("Général")]), "6"),
            rule(Rule::History { years: 7, extended: None }, "79.6"),
            rule(Rule::QualityCodes { codes: vec![8], required: true }, "7.9"),
        ],
        roles: vec![Role::CaseWorker],
        person_roles: Vec::new(),
        person_roles_source: point("24"),
        recipient_integration: RecipientIntegration::Required,
        sender_integration: SenderIntegration::NotChecked,
        integration_source: point("88"),
        own_file: None,
        designated: None,
        batch: false,
        batch_source: point("24-29/1"),
        purposes: vec![purpose("Récupération", true, None), purpose("Admissibilité", false, Some("29"))],
        retention: vec![RetentionView {
            summary: Text::same("Cinq ans"),
            length: Some(Length { years: 5, months: 0 }),
            purposes: Vec::new(),
            source: point("29/1"),
        }],
        use_limits: Vec::new(),
        readings: Vec::new(),
    }
}

fn rule(rule: Rule, at: &str) -> RuleView {
    RuleView { rule, elements: Vec::new(), modules: Vec::new(), purposes: Vec::new(), source: point(at) }
}

fn purpose(label: &str, given: bool, reserved: Option<&str>) -> PurposeView {
    PurposeView {
        label: Text::same(label),
        source: point("26"),
        given,
        reserved: reserved.map(point),
        roles: Vec::new(),
        person_roles: Vec::new(),
        authorities: vec![(Text::same("Wallonie"), Text::same("Directeur"), point("5"))],
    }
}

fn detail(standing: Standing) -> CellDetail {
    let module = |label: &str, mark, reason, at: Option<&str>| ModuleMarkView {
        label: Text::same(label),
        kind: ModuleKind::Pull,
        mark,
        reason,
        source: at.map(point),
    };
    CellDetail {
        recipient: named("onem", None),
        element: "risk.insurer_id".to_owned(),
        label: Text::same("Assureur"),
        block: Text::same("Risque"),
        cell: cell(Mark::Partly, Some("29"), &[1]),
        standing,
        modules: vec![
            module("Consultation", Mark::Partly, None, Some("29")),
            module("Notification", Mark::NotAsked, Some(WithheldReason::ModuleWithoutElement), Some("5")),
            module("Envoi", Mark::NotAsked, None, None),
        ],
        conditions: conditions(),
    }
}

fn html(language: Language, query: MatrixQuery, view: Matrix) -> String {
    rendering::html(language, |language| content(&MatrixPage { language, query, view }))
}

fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let begin = format!(" {name}=\"");
    html.split(begin.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_mark_has_words_and_only_what_is_silent_has_no_link() {
    let html = html(Language::Fr, MatrixQuery::default(), matrix());
    for words in [">accordé<", "accordé en partie (23/058, point 29)", "exclu (23/058, point 29)", "non demandé"] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let opened = attributes(&html, "href").into_iter().filter(|href| href.ends_with("#detail"));
    // Five marks, once in the table and once in the sheets.
    assert_eq!(opened.count(), 10, "{html}");
    assert!(html.contains("href=\"/matrix?cell=onem:risk.insurer_id#detail\""));
    assert!(html.contains("Fedris"), "who has nothing is said");
}

#[test]
fn the_table_is_a_table_and_nothing_in_it_needs_a_style() {
    let html = html(Language::Fr, MatrixQuery::default(), matrix());
    assert!(!html.contains("style="));
    assert_eq!(html.matches("scope=\"colgroup\"").count(), 2);
    assert_eq!(html.matches("scope=\"col\"").count(), 4);
    assert_eq!(html.matches("scope=\"row\"").count(), 2);
    assert!(html.contains("<caption") && html.contains("role=\"region\" tabindex=\"0\""), "{html}");
    assert!(html.contains("membre de ONEM") && html.contains("Replier les membres"));
    let mut ids = attributes(&html, "id");
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an identifier stands twice: {html}");
}

#[test]
fn the_detail_says_reason_point_purposes_conditions_and_retention() {
    let page = Matrix { detail: Some(Box::new(detail(Standing::InForce))), ..matrix() };
    let query = MatrixQuery { cell: "onem:risk.insurer_id".to_owned(), ..MatrixQuery::default() };
    let html = html(Language::Fr, query, page);
    for words in [
        "mais pas pour toutes ses finalités",
        "module non accordé",
        "absent de ce module",
        "réservé à d’autres finalités",
        "7 ans",
        "Codes qualité admis",
        "Wallonie\u{a0}: Directeur",
        "Cinq ans",
        "depuis le 24",
        "Non permis.",
        "href=\"/catalogue/onem#p-23-058-29\"",
        "href=\"/matrix#c-onem-risk-insurer_id\"",
        "aria-current=\"true\"",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[test]
fn what_is_not_in_force_says_since_when_and_shows_no_rules() {
    let standing = Standing::NotBefore(date(2024, 1, 24));
    let page = Matrix { on: date(2024, 1, 23), detail: Some(Box::new(detail(standing))), ..matrix() };
    let html = html(Language::Nl, MatrixQuery { on: "2024-01-23".to_owned(), ..MatrixQuery::default() }, page);
    assert!(html.contains("id=\"not-today\"") && html.contains("Toestand op 23\u{a0}januari 2024"), "{html}");
    assert!(html.contains("Niet van kracht vóór 24\u{a0}januari 2024") && !html.contains("Cinq ans"));
}

#[test]
fn a_day_that_is_today_is_not_kept_in_the_ways_from_here() {
    let html = html(Language::Fr, MatrixQuery { on: "2025-06-02".to_owned(), ..MatrixQuery::default() }, matrix());
    assert!(!html.contains("on=2025-06-02") && !html.contains("id=\"not-today\""), "{html}");
}

#[test]
fn a_comparison_says_in_words_what_differs() {
    let comparison = Comparison {
        differences: vec![None, Some(Difference::OnlyLeft), Some(Difference::OnlyLeft)],
        left: Some(conditions()),
        right: Some(ConditionsView { rules: Vec::new(), ..conditions() }),
    };
    let page = Matrix { comparison: Some(comparison), ..matrix() };
    let query = MatrixQuery { left: "onem".to_owned(), right: "capac".to_owned(), ..MatrixQuery::default() };
    let all = html(Language::De, query.clone(), page.clone());
    for words in ["Nur ONEM gewährt", "Gleich", "Unterschiedlich", "2 von 3 Angaben", "Envoi, Consultation"] {
        assert!(all.contains(words), "{words}: {all}");
    }
    assert!(all.contains(">risk.niss<"));
    let some = html(Language::De, MatrixQuery { differences: "1".to_owned(), ..query }, page);
    assert!(
        !some.contains(">risk.niss<") && some.contains(">risk.insurer_id<") && !some.contains(">Gleich<"),
        "{some}"
    );
}

#[test]
fn what_is_wrong_is_said_at_the_field() {
    let unread = |field: &str, problem| vec![Unread { field: field.to_owned(), typed: "x".to_owned(), problem }];
    let page = Matrix { unread: unread("on", FilterProblem::Day(DayError::Shape)), rows: Vec::new(), ..matrix() };
    let wrong = html(Language::Fr, MatrixQuery { on: "soon".to_owned(), ..MatrixQuery::default() }, page);
    assert!(wrong.contains("href=\"#matrix-on\"") && wrong.contains("aria-invalid=\"true\""), "{wrong}");
    assert!(!wrong.contains("<caption"));
    let page = Matrix { unread: unread("right", FilterProblem::NotTwo), ..matrix() };
    let alone = html(Language::Fr, MatrixQuery { left: "onem".to_owned(), ..MatrixQuery::default() }, page);
    assert!(alone.contains("href=\"#matrix-right\"") && !alone.contains("<caption"), "{alone}");
}
