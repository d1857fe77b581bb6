use delibero_domain::authorisation::{RecipientIntegration, SenderIntegration, Source};
use delibero_domain::catalogue::ModuleKind;
use delibero_domain::role::Role;
use delibero_domain::text::{Language, Text};
use jiff::civil::date;

use super::view::{AnswerLine, Answers, BlockChoices, Found, Of, WhoView};
use super::{WhoPage, WhoQuery, content};
use crate::components::recipient::RecipientName;
use crate::filters::{FilterProblem, Unread};
use crate::pages::conditions::view::Rule;
use crate::rendering;

fn line() -> AnswerLine {
    let named = |id: &str| RecipientName { id: id.to_owned(), label: Text::same(id), member_of: None };
    AnswerLine {
        recipient: named("onem"),
        members: vec![named("capac")],
        module: Text::same("Consultation"),
        kind: ModuleKind::Pull,
        purpose: Text::same("Récupération"),
        person_roles: Vec::new(),
        roles: vec![Role::CaseWorker],
        rules: vec![(Rule::Risks(vec![Text::same("Maternité")]), Vec::new())],
        recipient_integration: RecipientIntegration::Required,
        sender_integration: SenderIntegration::Required,
        own_file: false,
        designated: false,
        batch: false,
        from: date(2024, 1, 24),
        until: None,
        suspended: Vec::new(),
        points: vec![Source::new("23/058", "29")],
    }
}

fn view(of: Of, found: Found) -> WhoView {
    WhoView {
        of,
        services: vec![("hdi".to_owned(), Text::same("HDI"))],
        service: "hdi".to_owned(),
        blocks: vec![BlockChoices {
            label: Text::same("Risque"),
            elements: vec![("risk.niss".to_owned(), Text::same("NISS"))],
        }],
        regimes: Vec::new(),
        risks: Vec::new(),
        states: Vec::new(),
        at: None,
        found,
    }
}

fn html(query: &[(&str, &str)], view: &WhoView) -> String {
    let query = WhoQuery::of_pairs(query.iter().copied());
    let view = view.clone();
    rendering::html(Language::Fr, move |language| content(&WhoPage { language, query, view }))
}

fn answers(lines: Vec<AnswerLine>) -> Found {
    let total = lines.len();
    Found::Answers(Answers { elements: vec![Text::same("NISS")], lines, total, page: 1, pages: 1 })
}

#[test]
fn a_line_says_who_for_what_under_which_conditions_and_by_which_point() {
    let shown = html(&[("element", "risk.niss")], &view(Of::InForce, answers(vec![line()])));
    for words in ["onem", "et 1 membre", "Récupération", "Maternité", "/catalogue/onem#p-23-058-29", "who.json"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(shown.contains("checked"), "the element is chosen in the form");
}

#[test]
fn of_a_draft_it_is_said_so_and_points_lead_to_the_text_alone() {
    let of = Of::Draft { id: "ab".to_owned(), title: "Essai".to_owned() };
    let shown = html(&[("element", "risk.niss"), ("state", "ab")], &view(of, answers(vec![line()])));
    assert!(shown.contains("href=\"/changes/ab\"") && shown.contains("href=\"/who?element=risk.niss\""), "{shown}");
    assert!(!shown.contains("/catalogue/onem#") && shown.contains("/deliberations/23/058/points/29"), "{shown}");
}

#[test]
fn nobody_nothing_chosen_and_what_was_not_read_are_said() {
    let nobody = html(&[("element", "risk.niss")], &view(Of::InForce, answers(Vec::new())));
    assert!(nobody.contains("Personne ne peut le voir."), "{nobody}");
    let nothing = html(&[], &view(Of::InForce, Found::NothingChosen));
    assert!(nothing.contains("Choisissez au moins un élément.") && nothing.contains("<details"), "{nothing}");
    let typed = || "risk.nis".to_owned();
    let unread = Unread { field: "element".to_owned(), typed: typed(), problem: FilterProblem::Unknown };
    let wrong = html(&[("element", "risk.nis")], &view(Of::InForce, Found::Unread(vec![unread])));
    assert!(wrong.contains("href=\"#who-elements\"") && !wrong.contains("<caption"), "{wrong}");
}
