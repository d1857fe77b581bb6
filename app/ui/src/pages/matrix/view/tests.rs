use delibero_domain::authorisation::{Authorisation, Source};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::text::Text;
use delibero_domain::typed_day::DayError;
use jiff::civil::{Date, date};

use super::*;
use crate::filters::{FilterProblem, Filters as _};
use crate::pages::conditions::view::Rule;
use delibero_domain::authorisation::RecipientIntegration;

const TODAY: Date = Date::constant(2025, 6, 2);

fn catalogue() -> Catalogue {
    builtin().unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn matrix(query: MatrixQuery) -> MatrixView {
    load::view(&catalogue(), &query, TODAY)
}

fn all_members() -> MatrixQuery {
    MatrixQuery { members: MatrixQuery::ALL.to_owned(), ..MatrixQuery::default() }
}

fn row<'v>(view: &'v MatrixView, recipient: &str) -> &'v MatrixRow {
    view.rows.iter().find(|row| row.recipient.id == recipient).unwrap_or_else(|| panic!("no row {recipient}"))
}

fn cell<'v>(view: &'v MatrixView, recipient: &str, element: &str) -> &'v MatrixCell {
    let place = view.columns().position(|column| column.id == element).unwrap_or_else(|| panic!("no column {element}"));
    &row(view, recipient).cells[place]
}

fn of(view: &MatrixView, recipient: &str, block: &str) -> Vec<MatrixCell> {
    let prefix = format!("{block}.");
    let columns = view.columns().zip(&row(view, recipient).cells);
    columns.filter(|(column, _)| column.id.starts_with(&prefix)).map(|(_, cell)| cell.clone()).collect()
}

fn label(list: &str, id: &str) -> Text {
    let catalogue = catalogue();
    let list = catalogue.code_list(&list.parse().expect("a list")).expect("a known list");
    list.codes.iter().find(|code| code.id == id).expect("a code").label.clone()
}

fn point(number: &str, point: &str) -> Option<Source> {
    Some(Source::new(number, point))
}

fn detail(cell: &str, service: &str) -> CellDetail {
    let query = MatrixQuery { cell: cell.to_owned(), service: service.to_owned(), ..MatrixQuery::default() };
    *matrix(query).detail.unwrap_or_else(|| panic!("no detail of {cell}"))
}

#[test]
fn an_exclusion_of_the_text_is_told_from_silence() {
    let view = matrix(all_members());
    for cell in of(&view, "brick-industry-fund", "payment") {
        assert_eq!((cell.mark, cell.source), (Mark::Excluded, point("23/058", "56/1")));
    }
    for cell in of(&view, "vdab", "payment") {
        assert_eq!((cell.mark, cell.source), (Mark::Excluded, point("23/058", "57")));
    }
    let excluded = cell(&view, "slrb", "payment.document_type");
    assert_eq!((excluded.mark, excluded.source.clone()), (Mark::Excluded, point("23/058", "79.5")));
    let silent = cell(&view, "slrb", "risk.risk_nature");
    assert_eq!((silent.mark, silent.source.clone()), (Mark::NotAsked, None));
}

#[test]
fn an_element_for_some_purposes_only_is_granted_in_part() {
    let view = matrix(all_members());
    let insurer = cell(&view, "onem", "risk.insurer_id");
    assert_eq!((insurer.mark, insurer.source.clone()), (Mark::Partly, point("23/058", "29")));
    assert_eq!(cell(&view, "capac", "risk.insurer_id").mark, Mark::Excluded);
    assert_eq!(cell(&view, "sectoral-funds", "payment.gross_taxable_amount").mark, Mark::Partly);
    assert_eq!(cell(&view, "notary-fund", "payment.gross_taxable_amount").mark, Mark::Granted);

    let detail = detail("onem:risk.insurer_id", "hdi");
    let given: Vec<_> = detail.conditions.purposes.iter().filter(|purpose| purpose.given).collect();
    assert_eq!(given.len(), 1);
    assert_eq!(given[0].source, Source::new("23/058", "29"));
    let reserved = detail.conditions.purposes.iter().filter(|purpose| !purpose.given);
    assert!(reserved.clone().count() == 3 && reserved.clone().all(|purpose| purpose.reserved == point("23/058", "29")));
}

#[test]
fn what_is_reserved_to_purposes_that_a_member_has_not_is_excluded() {
    // The union bonus is worked out without payments, so it alone leaves them excluded, whatever else is said.
    let catalogue = catalogue();
    let fund = catalogue.authorisations_of("sectoral-funds", "hdi").next().expect("an authorisation");
    let mut provisions = (*fund.provisions).clone();
    let place = fund.purposes.iter().position(|purpose| purpose.id.as_str() == "union-bonus").expect("a purpose");
    provisions.purposes = fund.purposes[place..=place].to_vec();
    provisions.modules.iter_mut().for_each(|module| module.by_purpose = module.by_purpose[place..=place].to_vec());
    let only_bonus =
        Authorisation { recipient: fund.recipient.clone(), provisions: provisions.into(), suspensions: Vec::new() };
    let amount = catalogue.service("hdi").and_then(|found| found.element_index("payment.gross_taxable_amount"));
    let cell = marks::cell(&only_bonus, None, amount.expect("an element"));
    assert_eq!((cell.mark, cell.source), (Mark::Excluded, point("23/058", "56/1")));
}

#[test]
fn before_its_entry_into_force_an_authorisation_shows_nothing() {
    let on = |on: &str| matrix(MatrixQuery { on: on.to_owned(), ..all_members() });
    let before = on("2024-01-23");
    let (of_20_130, of_23_058): (Vec<_>, Vec<_>) =
        before.rows.iter().partition(|row| ["cpas", "spp-is"].contains(&row.recipient.id.as_str()));
    assert!(of_20_130.iter().all(|row| row.standing == Standing::InForce && row.cells[0].mark == Mark::Granted));
    assert!(of_23_058.len() > 10);
    for row in of_23_058 {
        assert_eq!(row.standing, Standing::NotBefore(date(2024, 1, 24)), "{}", row.recipient.id);
        assert!(row.cells.iter().all(|cell| cell.mark == Mark::NotAsked && cell.source.is_none()));
    }
    assert!(on("2024-01-24").rows.iter().all(|row| row.standing == Standing::InForce));
}

#[test]
fn every_service_has_a_matrix_of_its_own() {
    let of = |service: &str| matrix(MatrixQuery { service: service.to_owned(), ..MatrixQuery::default() });
    let unemployment = of("unemployment");
    assert_eq!(unemployment.rows.iter().map(|row| row.recipient.id.as_str()).collect::<Vec<_>>(), ["secal"]);
    assert!(unemployment.rows[0].cells.len() == 18);
    assert!(unemployment.rows[0].cells.iter().all(|cell| cell.mark == Mark::Granted));
    let handicap = of("handicap");
    assert_eq!(cell(&handicap, "insurers", "file.application_date").mark, Mark::Partly);
    assert_eq!(cell(&handicap, "insurers", "status.niss").mark, Mark::Granted);
    let first = of("");
    assert_eq!(first.service, "hdi");
    assert_eq!(first.columns().count(), 26);
}

#[test]
fn everybody_is_in_a_row_or_said_to_have_nothing() {
    let catalogue = catalogue();
    let view = matrix(MatrixQuery::default());
    let principals = catalogue.recipients().iter().filter(|found| found.member_of.is_none()).count();
    assert_eq!(view.rows.len() + view.without.len(), principals);
    assert!(view.without.iter().any(|label| label.fr == "Fedris"));
}

#[test]
fn members_stand_under_their_recipient_when_unfolded() {
    let folded = matrix(MatrixQuery::default());
    assert!(folded.rows.iter().all(|row| row.recipient.member_of.is_none()));
    assert_eq!(row(&folded, "onem").own_rules, 4);
    assert_eq!(row(&folded, "inspection-services").own_rules, 0, "all of them have the rules of the recipient");
    let one = matrix(MatrixQuery { members: "onem".to_owned(), ..MatrixQuery::default() });
    let at = one.rows.iter().position(|row| row.recipient.id == "onem").expect("a row");
    assert_eq!(one.rows[at + 1].recipient.id, "capac");
    assert_eq!(one.rows.len(), folded.rows.len() + 4);
}

#[test]
fn a_module_narrows_the_columns_to_what_is_carried_or_granted_in_it() {
    let view = matrix(MatrixQuery { module: "notify-period".to_owned(), ..MatrixQuery::default() });
    assert!(view.columns().any(|column| column.id == "risk.closure_reason"));
    assert!(!view.columns().any(|column| column.id == "risk.adoption_date"));
    assert_eq!(view.columns().count() + usize::try_from(view.left_out).expect("few"), 26);
    assert_eq!(cell(&view, "wonen-in-vlaanderen", "risk.closure_reason").mark, Mark::Excluded);
    assert_eq!(cell(&view, "slrb", "payment.document_type").mark, Mark::Excluded, "point 79.5 goes beyond the module");
    assert_eq!(cell(&view, "vdab", "payment.niss").mark, Mark::NotAsked, "the module carries no payments for VDAB");
    assert!(row(&view, "cpas").cells.iter().all(|cell| cell.mark == Mark::NotAsked), "CPAS have not the module");
}

#[test]
fn the_mark_of_several_modules_is_the_best() {
    let any = matrix(MatrixQuery::default());
    let nature = cell(&any, "inspection-services", "payment.indemnity_nature");
    assert_eq!((nature.mark, nature.modules.as_slice()), (Mark::Granted, [2].as_slice()));
    let period = cell(&any, "inspection-services", "risk.risk_period");
    assert_eq!(period.modules, [0, 2]);
}

#[test]
fn two_recipients_are_compared_element_by_element() {
    let query = |left: &str, right: &str| MatrixQuery {
        left: left.to_owned(),
        right: right.to_owned(),
        ..MatrixQuery::default()
    };
    let view = matrix(query("vdab", "cpas"));
    assert_eq!(view.rows.iter().map(|row| row.recipient.id.as_str()).collect::<Vec<_>>(), ["vdab", "cpas"]);
    let compared = view.comparison.as_ref().expect("a comparison");
    let difference =
        |element: &str| compared.differences[view.columns().position(|column| column.id == element).expect("a column")];
    assert_eq!(difference("payment.niss"), Some(Difference::OnlyRight));
    assert_eq!(difference("risk.niss"), Some(Difference::Modules), "VDAB has modules that CPAS have not");
    assert_eq!(difference("risk.insurer_id"), None);
    assert!(compared.left.is_some() && compared.right.is_some());

    let wording = matrix(query("slrb", "groeipakket"));
    let place = wording.columns().position(|column| column.id == "payment.document_type").expect("a column");
    assert_eq!(wording.comparison.expect("a comparison").differences[place], Some(Difference::Wording));
    assert!(matrix(query("vdab", "vdab")).comparison.is_none());
    assert!(matrix(query("vdab", "nobody")).comparison.is_none());
}

#[test]
fn the_detail_tells_the_conditions_that_concern_the_element() {
    let amount = detail("slrb:payment.gross_taxable_amount", "hdi");
    let histories = |detail: &CellDetail| -> Vec<(i16, Option<i16>)> {
        let rules = detail.conditions.rules.iter().filter(|rule| rule.source == Source::new("23/058", "79.6"));
        rules
            .filter_map(|rule| match &rule.rule {
                Rule::History { years, extended } => Some((*years, extended.as_ref().map(|(more, _)| *more))),
                _ => None,
            })
            .collect()
    };
    let mut found = histories(&amount);
    found.sort_unstable();
    assert_eq!(found, [(0, None), (5, Some(7))]);
    assert_eq!(amount.conditions.recipient_integration, RecipientIntegration::RegionalIntegrator);
    assert_eq!(amount.conditions.retention.len(), 3);
    assert_eq!(histories(&detail("slrb:risk.niss", "hdi")), []);
    let limited = |cell: &str| {
        let rules = detail(cell, "hdi").conditions.rules;
        rules.iter().any(|rule| matches!(rule.rule, Rule::Risks(_)))
    };
    assert!(limited("vdab:risk.closure_reason"));
    assert!(!limited("cpas:risk.closure_reason"), "20/130 point 10 has no such limit");
    let forem = detail("forem:risk.niss", "hdi").conditions.rules;
    let general = forem.iter().find(|rule| rule.source.point == "61").expect("a rule of point 61");
    assert_eq!((&general.rule, general.modules.len()), (&Rule::Regimes(vec![label("regime", "general")]), 2));
    let authorities = detail("cpas:risk.niss", "hdi").conditions.purposes[1].authorities.len();
    assert_eq!(authorities, 4);
    let secal = detail("secal:paid.allowance_count", "unemployment").conditions;
    assert!(secal.own_file.is_some() && !secal.batch);
    assert!(detail("insurers:status.niss", "handicap").conditions.batch);
    let early = detail("onem:message.niss", "ami-messages").conditions;
    let of_7_9 = early.rules.iter().filter(|rule| rule.source == Source::new("04/037", "7.9"));
    let mut codes: Vec<_> = of_7_9.map(|rule| (rule.rule.clone(), rule.purposes.len())).collect();
    codes.sort_by_key(|(_, purposes)| *purposes);
    let eight = |required| Rule::QualityCodes { codes: vec![8], required };
    assert_eq!(codes.first(), Some(&(eight(true), 1)), "point 7.9: for article 60 § 7, and for no other purpose");
    assert_eq!(codes.last().map(|(rule, _)| rule), Some(&eight(false)));
}

#[test]
fn an_element_of_which_only_whether_is_granted_is_reduced() {
    let view = matrix(all_members());
    let code = cell(&view, "wonen-in-vlaanderen", "risk.exit_code");
    assert_eq!((code.mark, code.source.clone()), (Mark::Reduced, point("23/058", "64")));
    assert_eq!(cell(&view, "wonen-in-vlaanderen", "risk.closure_reason").mark, Mark::Excluded);
    let lines = lines(&catalogue(), &MatrixQuery::default(), TODAY).expect("lines");
    let line = lines.iter().find(|line| {
        (line.recipient.as_str(), line.module.as_str(), line.element.as_str())
            == ("wonen-in-vlaanderen", "consult-attest", "risk.exit_code")
    });
    assert_eq!(line.map(|line| (line.mark, line.reason)), Some((Mark::Reduced, None)));
}

#[test]
fn a_cell_that_does_not_exist_opens_nothing() {
    for cell in ["", "vdab", "vdab:no.element", "nobody:risk.niss", "fedris:risk.niss"] {
        assert!(matrix(MatrixQuery { cell: cell.to_owned(), ..MatrixQuery::default() }).detail.is_none(), "{cell}");
    }
}

#[test]
fn what_is_not_there_is_asked_for_in_vain() {
    for address in [
        "service=nothing",
        "module=nothing",
        "members=everybody",
        "on=2025-06",
        "left=vdab",
        "right=vdab",
        "left=vdab&right=vdab",
        "left=vdab&right=nobody",
        "differences=perhaps",
        "cell=vdab",
        "cell=nobody:risk.niss",
        "service=hdi&service=unemployment",
        "day=2025-06-02",
    ] {
        let pairs = address.split('&').filter_map(|pair| pair.split_once('='));
        let view = matrix(MatrixQuery::of_address(pairs));
        assert!(!view.unread.is_empty() && view.rows.is_empty() && view.comparison.is_none(), "{address}");
    }
}

#[test]
fn a_day_that_cannot_be_read_is_a_problem_and_shows_no_matrix() {
    let query = MatrixQuery { on: "soon".to_owned(), ..MatrixQuery::default() };
    let view = matrix(query.clone());
    assert_eq!(
        view.unread.iter().map(|unread| &unread.problem).collect::<Vec<_>>(),
        [&FilterProblem::Day(DayError::Shape)]
    );
    assert!(view.rows.is_empty() && !view.choices.is_empty());
    assert_eq!(lines(&catalogue(), &query, TODAY), Err(view.unread));
}

#[test]
fn there_is_a_line_per_recipient_module_and_element() {
    let catalogue = catalogue();
    let lines = |query: MatrixQuery| lines(&catalogue, &query, TODAY).expect("a day");
    let all = lines(MatrixQuery::default());
    assert_eq!(all.len(), 15 * 4 * 26);
    let find = |lines: &[MatrixLine], recipient: &str, module: &str, element: &str| {
        let found = lines.iter().find(|line| {
            (line.recipient.as_str(), line.module.as_str(), line.element.as_str()) == (recipient, module, element)
        });
        found.cloned().expect("a line")
    };
    let insurer = find(&all, "onem", "consult-attest", "risk.insurer_id");
    assert_eq!((insurer.mark, insurer.reason), (Mark::Partly, None));
    assert_eq!((insurer.source, insurer.purposes), (point("23/058", "29"), vec!["recovery".to_owned()]));
    let payment = find(&all, "vdab", "consult-attest", "payment.niss");
    assert_eq!((payment.mark, payment.reason), (Mark::Excluded, Some("block-not-granted")));
    let module = find(&all, "cpas", "notify-period", "risk.niss");
    assert_eq!((module.mark, module.reason), (Mark::NotAsked, Some("module-not-granted")));

    let early = lines(MatrixQuery { on: "2024-01-23".to_owned(), ..MatrixQuery::default() });
    let not_yet = find(&early, "vdab", "consult-attest", "risk.niss");
    assert_eq!((not_yet.mark, not_yet.reason), (Mark::NotAsked, Some("not-yet-in-force")));

    let two = MatrixQuery {
        left: "slrb".to_owned(),
        right: "groeipakket".to_owned(),
        module: "consult-periods".to_owned(),
        differences: "1".to_owned(),
        ..MatrixQuery::default()
    };
    let different: Vec<_> = lines(two).into_iter().map(|line| line.element).collect();
    assert_eq!(different.len(), 2 * 5, "{different:?}");
}
