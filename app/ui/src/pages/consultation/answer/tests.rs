use crate::pages::consultation::view::{
    AnswerOutcome, AnswerPage, BlockInfo, CellPage, CellValue, ElementInfo, Entered, GrantedAnswer, RecordPage,
    RetentionPage, RiskBar, RiskLane, RiskLimit, RowPage, ScopePage, ShapeInfo,
};
use delibero_domain::authorisation::{Source, Withheld, WithheldReason};
use delibero_domain::catalogue::Module;
use delibero_domain::consultation::{RefusalReason, Seen};
use delibero_domain::period::{Period, Quarter, QuarterRange};
use delibero_domain::record::{RecordStatus, RecordTime};
use delibero_domain::role::Role;
use delibero_domain::text::{Language, Text};
use jiff::civil::{Date, date};

use super::view_of;
use crate::rendering;
use crate::session::AnswerLayout;

const NISS: &str = "85.07.30-999.32";

fn html(page: AnswerPage, language: Language) -> String {
    html_in(page, language, AnswerLayout::Attestations)
}

pub(super) fn html_in(page: AnswerPage, language: Language, layout: AnswerLayout) -> String {
    rendering::html(language, |_| view_of(&page, language, layout))
}

fn quarter(word: &str) -> Quarter {
    word.parse().expect("a quarter")
}

fn period(begin: Date, end: Date) -> Period {
    Period { begin, end: Some(end) }
}

fn withheld(reason: WithheldReason, point: &str) -> Withheld {
    Withheld { reason, source: Source::new("23/058", point) }
}

fn page(outcome: AnswerOutcome) -> AnswerPage {
    AnswerPage {
        id: "0195f2a4-0f5e-7c11-9c3e-000000000001".to_owned(),
        niss: NISS.to_owned(),
        at: "2025-05-21 10:02:03".to_owned(),
        today: date(2025, 5, 21),
        organisation: Text::same("VDAB"),
        recipient: Text::same("VDAB"),
        recipient_id: "vdab".to_owned(),
        service: Text::same("HDI"),
        module: Text::same("Consultation de l’attestation"),
        purpose: Text::same("Contrôle de la disponibilité"),
        person_role: None,
        confirmed: Vec::new(),
        legal_context: None,
        role: Role::CaseWorker,
        asked: QuarterRange { first: quarter("2024Q3"), last: quarter("2025Q2") }.into(),
        asks: Module::USUALLY_ASKS.to_vec(),
        status: "MSG00000".to_owned(),
        status_meaning: Text::same("Données trouvées"),
        outcome,
        text_unknown: None,
        entered: Entered {
            module: "vdab/hdi/consult-attest".to_owned(),
            purpose: "availability-control".to_owned(),
            niss: NISS.to_owned(),
            first: "2024Q3".to_owned(),
            last: "2025Q2".to_owned(),
            ..Entered::default()
        },
    }
}

const LABELS: [(&str, u8, bool); 9] = [
    ("Nature du risque", 0, false),
    ("Période du risque", 0, false),
    ("Motif de clôture", 0, false),
    ("Organisme assureur", 0, false),
    ("NISS du paiement", 1, false),
    ("Nature de l’indemnité", 1, false),
    ("Période du paiement", 1, false),
    ("Montant brut imposable", 1, true),
    ("Situation familiale", 1, false),
];

fn cells(first: u8, values: Vec<CellValue>) -> Vec<CellPage> {
    (first..).zip(values).map(|(element, value)| CellPage { element, value }).collect()
}

fn risk(period: Period, payments: Vec<RowPage>) -> RowPage {
    let values = vec![
        CellValue::Code("incapacity".to_owned(), Some(Text::same("Incapacité de travail"))),
        CellValue::Period(period),
        CellValue::Empty,
        CellValue::Withheld(withheld(WithheldReason::ElementNotGranted, "57")),
    ];
    RowPage { shape: 0, cells: cells(0, values), rows: payments, filtered: Vec::new() }
}

fn payment(period: Period, code: (&str, Option<&str>), cents: i64) -> RowPage {
    let values = vec![
        CellValue::Niss(NISS.to_owned()),
        CellValue::Code(code.0.to_owned(), code.1.map(Text::same)),
        CellValue::Period(period),
        CellValue::Amount(cents),
        CellValue::Withheld(withheld(WithheldReason::ElementNotGranted, "58")),
    ];
    RowPage { shape: 1, cells: cells(4, values), rows: Vec::new(), filtered: Vec::new() }
}

fn attestation(word: &str, rows: Vec<RowPage>) -> RecordPage {
    RecordPage {
        filtered: Vec::new(),
        kind: ("attestation".to_owned(), Text::same("attestation")),
        sender: None,
        identified: true,
        id: format!("0195f2a4-0f5e-7c11-9c3e-6a0f5b1d{word}"),
        version: Some(2),
        status: RecordStatus::Modification,
        time: Some(RecordTime::Quarter(quarter(word))),
        created: Some(date(2025, 4, 7)),
        temporary: false,
        rows,
        totals: vec![(7, 355_040)],
    }
}

fn attestations() -> Vec<RecordPage> {
    let wage = ("AC", Some("55 % de la rémunération perdue"));
    let paid = vec![
        payment(period(date(2025, 1, 13), date(2025, 1, 31)), wage, 112_338),
        payment(period(date(2025, 2, 1), date(2025, 3, 16)), wage, 251_112),
        payment(period(date(2025, 3, 10), date(2025, 3, 16)), ("ZZ", None), -8_410),
    ];
    let open = Period { begin: date(2025, 5, 19), end: None };
    let current = attestation("2025Q2", vec![risk(open, Vec::new())]);
    let cancelled = attestation("2024Q4", Vec::new());
    vec![
        RecordPage { temporary: true, created: None, totals: Vec::new(), ..current },
        attestation("2025Q1", vec![risk(period(date(2025, 1, 13), date(2025, 3, 16)), paid)]),
        RecordPage { status: RecordStatus::Cancellation, totals: Vec::new(), ..cancelled },
    ]
}

fn timeline() -> Vec<RiskLane> {
    let bar = |begin, end, word, amount| RiskBar {
        period: Period { begin, end },
        quarter: quarter(word),
        amount,
        temporary: false,
    };
    let open = RiskBar { temporary: true, ..bar(date(2025, 5, 19), None, "2025Q2", None) };
    let paid = |begin, end, cents| bar(begin, Some(end), "2025Q1", Some(cents));
    let named = RiskLane {
        risk: Some(Text::same("Incapacité de travail")),
        periods: vec![bar(date(2025, 1, 13), Some(date(2025, 3, 16)), "2025Q1", None), open],
        payments: vec![
            paid(date(2025, 1, 13), date(2025, 1, 31), 112_338),
            paid(date(2025, 2, 1), date(2025, 3, 9), 251_112),
            paid(date(2025, 3, 10), date(2025, 3, 16), -8_410),
        ],
    };
    let early = bar(date(2024, 5, 1), Some(date(2024, 8, 31)), "2024Q3", None);
    vec![named, RiskLane { risk: None, periods: vec![early], payments: Vec::new() }]
}

pub(super) fn granted() -> GrantedAnswer {
    let element = |(place, (label, block, numeric)): (usize, &(&str, u8, bool))| ElementInfo {
        id: format!("element-{place}"),
        label: Text::same(label),
        block: *block,
        shape: *block,
        numeric: *numeric,
    };
    let shape = |id: &str, within| ShapeInfo { id: id.to_owned(), label: Text::same(id), within, lasts: None };
    let block = |id: &str| BlockInfo { id: id.to_owned(), label: Text::same(id) };
    let two_years = Text::same("Deux ans après la réception.");
    GrantedAnswer {
        held: true,
        source: Source::new("23/058", "57-58"),
        elements: LABELS.iter().enumerate().map(element).collect(),
        blocks: vec![block("Risque"), block("Paiement")],
        withheld: vec![
            (3, withheld(WithheldReason::ElementNotGranted, "57")),
            (8, withheld(WithheldReason::ElementNotGranted, "58")),
        ],
        scope: ScopePage {
            regimes: Some((vec![("general".to_owned(), Text::same("Régime général"))], Source::new("23/058", "61"))),
            blocks: vec![
                (0, Seen::Records, Source::new("23/058", "57")),
                (1, Seen::Records, Source::new("23/058", "58")),
            ],
            risks: vec![RiskLimit {
                elements: vec![3],
                risks: vec![("incapacity".to_owned(), Text::same("Incapacité de travail"))],
                source: Source::new("23/058", "61"),
            }],
            since: Vec::new(),
        },
        declared: false,
        senders: vec![Text::same("OA")],
        kinds: Vec::new(),
        shapes: vec![shape("Risque", None), shape("Paiement", Some(0))],
        records: attestations(),
        timeline: timeline(),
        retention: vec![RetentionPage {
            summary: two_years,
            awaited: Vec::new(),
            until: Some(date(2027, 5, 21)),
            source: Source::new("23/058", "86"),
        }],
        obligations: vec![(Text::same("Ne pas étendre à d’autres fins."), Source::new("23/058", "58"))],
    }
}

pub(super) fn granted_page() -> AnswerPage {
    page(AnswerOutcome::Granted(Box::new(granted())))
}

fn refused_page(reason: RefusalReason, replaced_by: Option<&str>) -> AnswerPage {
    let outcome = AnswerOutcome::Refused {
        reason,
        source: Some(Source::new("23/058", "57")),
        replaced_by: replaced_by.map(str::to_owned),
        suspension: None,
    };
    AnswerPage { status: reason.network_status().to_owned(), ..page(outcome) }
}

/// The values of one attribute, wherever it stands.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_number_of_the_person_stands_in_no_link_and_no_inline_style_is_written() {
    let pages = [granted_page(), refused_page(RefusalReason::NissReplaced, Some("68.06.01-053.29"))];
    for page in pages {
        let html = html(page, Language::Fr);
        assert!(html.contains(NISS));
        let links = [attributes(&html, "href"), attributes(&html, "action"), attributes(&html, "id")].concat();
        assert!(links.iter().all(|link| !link.contains("85.07.30") && !link.contains("850730")), "{links:?}");
        assert!(attributes(&html, "style").is_empty() && attributes(&html, "onclick").is_empty());
        assert_eq!(html.matches("<h1").count(), 1);
    }
}

#[test]
fn every_element_has_its_place_granted_empty_or_withheld() {
    let html = html(granted_page(), Language::Fr);
    for (label, ..) in LABELS {
        assert!(html.contains(label), "{label}");
    }
    assert!(html.contains("sans valeur"), "an empty element says so");
    assert!(html.contains("inconnu"), "an unknown code is shown as received");
    assert!(html.contains("récupéré"), "a negative amount is marked");
    assert!(html.contains("/catalogue/vdab#p-23-058-58"), "a withheld element leads to its point");
}

#[test]
fn what_may_be_seen_at_all_is_one_sentence_with_its_points() {
    for (language, only) in [
        (Language::Fr, "seulement pour ces risques sociaux\u{a0}: Incapacité de travail"),
        (Language::Nl, "alleen voor deze sociale risico’s: Incapacité de travail"),
        (Language::De, "nur für diese sozialen Risiken: Incapacité de travail"),
    ] {
        let html = html(granted_page(), language);
        let sentence = html.split("<p id=\"scope\"").nth(1).and_then(|rest| rest.split("</p>").next());
        let sentence = sentence.expect("a sentence");
        for words in ["Régime général", only, "61"] {
            assert!(sentence.contains(words), "{words}: {sentence}");
        }
    }
}

#[test]
fn a_column_withheld_in_every_row_is_said_once_and_is_no_column() {
    let html = html(granted_page(), Language::Fr);
    assert!(html.contains("Retenus dans toute attestation\u{a0}: 1"), "one line leads to the reason");
    assert_eq!(html.matches("Situation familiale").count(), 1, "the reason stands once");
    let columns = html.split("<thead").nth(2).and_then(|rest| rest.split("</thead>").next()).unwrap_or_default();
    assert!(columns.contains("Montant brut imposable") && !columns.contains("Situation familiale"));
}

#[test]
fn the_timeline_clips_marks_today_and_says_where_a_risk_is_not_shown() {
    let html = html(granted_page(), Language::Nl);
    assert!(html.contains("vandaag"));
    assert!(html.contains("Sociaal risico niet getoond"));
    assert!(html.contains("url(#timeline-hatching)"), "the temporary bar is hatched");
    assert!(html.contains("<svg x=\"0%\"") && html.contains("<svg x=\"100%\""), "bars that go on have an arrow");
}

#[test]
fn each_refusal_has_words_of_its_own_in_each_language() {
    for language in Language::ALL {
        let mut seen = Vec::new();
        for reason in RefusalReason::ALL {
            let html = html(refused_page(*reason, None), language);
            let heading =
                html.split("id=\"refusal\"").nth(1).and_then(|rest| rest.split("</h2>").next()).unwrap_or_default();
            seen.push(heading.to_owned());
            assert!(html.contains("23/058"), "the point is cited");
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), RefusalReason::ALL.len());
    }
}

#[test]
fn a_replaced_number_can_be_consulted_by_one_button() {
    let html = html(refused_page(RefusalReason::NissReplaced, Some("68.06.01-053.29")), Language::De);
    assert!(html.contains("name=\"niss\" value=\"68.06.01-053.29\"") || html.contains("value=\"68.06.01-053.29\" "));
    assert!(html.contains("Die neue Nummer abfragen"));
}

#[test]
fn no_attestation_says_what_to_do_next() {
    let empty = GrantedAnswer { records: Vec::new(), timeline: Vec::new(), ..granted() };
    let html = html(page(AnswerOutcome::Granted(Box::new(empty))), Language::Fr);
    assert!(html.contains("Aucune attestation pour ces trimestres") && !html.contains("id=\"timeline\""));
}

#[test]
fn a_point_in_brackets_has_no_stray_blank_and_no_line_end_after_the_bracket() {
    for language in Language::ALL {
        let html = html(granted_page(), language);
        assert!(html.contains("<span class=\"cited\">(<a "), "{html}");
        assert!(!html.contains("( ") && !html.contains(" )"), "{html}");
    }
}
