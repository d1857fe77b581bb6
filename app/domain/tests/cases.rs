//! The cases of `cases/*.txt`: decisions read from the texts by hand, each with its point.
//!
//! One line a case: `deliberation point | recipient service module purpose | conditions | element or - | expected`.
//! What a line does not say: 1 June 2025, case worker, both integrations there, general regime and incapacity for `hdi`,
//! and whichever way the module is made for. `reduced form point` is a value that is granted in a reduced form.

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::consultation::{Exchange, RecordFacts, Request, decide};
use delibero_domain::period::Period;
use delibero_domain::role::Role;
use jiff::civil::Date;

const FILES: &[(&str, &str)] = &[
    ("23-058.txt", include_str!("cases/23-058.txt")),
    ("20-130.txt", include_str!("cases/20-130.txt")),
    ("04-037.txt", include_str!("cases/04-037.txt")),
    ("12-057.txt", include_str!("cases/12-057.txt")),
    ("17-087.txt", include_str!("cases/17-087.txt")),
    ("kept.txt", include_str!("cases/kept.txt")),
];

mod requests;
use requests::{request, word};

/// What a case says, but for what is expected.
struct Case {
    request: Request,
    regime: Option<String>,
    risk: Option<String>,
    period: Option<Period>,
}

impl Case {
    fn new(asked: &str, conditions: &str) -> Self {
        let asked: Vec<&str> = asked.split_whitespace().collect();
        let [recipient, service, module, purpose] = asked[..] else { panic!("four words: {asked:?}") };
        let (has_regimes, request) = (service == "hdi", request(recipient, service, module, purpose));
        let regime = has_regimes.then(|| "general".to_owned());
        let mut case = Self { request, regime, risk: has_regimes.then(|| "incapacity".to_owned()), period: None };
        for condition in conditions.split_whitespace().filter(|word| *word != "-") {
            let (key, value) = condition.split_once('=').unwrap_or_else(|| panic!("key=value: {condition}"));
            case.set(key, value);
        }
        case
    }

    fn set(&mut self, key: &str, value: &str) {
        let yes = value == "yes";
        match key {
            "at" => self.request.at = word(value),
            "person-role" => self.request.person_role = Some(word(value)),
            "role" => self.request.role = Some(Role::from_word(value).unwrap_or_else(|| panic!("a role: {value}"))),
            "recipient-integrated" => self.request.integration.recipient = yes,
            "sender-integrated" => self.request.integration.sender = yes,
            "quality-code" => self.request.integration.quality_codes.push(word(value)),
            "legal-context" => self.request.integration.legal_context = Some(value.to_owned()),
            "own-file-by-other" => self.request.integration.own_file_by_other = yes,
            "batch" => self.request.batch = yes,
            "consultation" if yes => self.request.exchange = Exchange::Consultation,
            "notification" if yes => self.request.exchange = Exchange::Notification,
            "belongs-to" => self.request.belongs_to.get_or_insert_default().push(word(value)),
            "niss" => self.request.niss = serde_json::from_value(value.into()).expect("a state of a NISS"),
            "confirmed" => self.request.confirmed.push(word(value)),
            "regime" => self.regime = Some(value.to_owned()),
            "risk" => self.risk = Some(value.to_owned()),
            "period" => self.period = Some(period(value)),
            _ => panic!("no condition {key}"),
        }
    }

    /// `granted`, or the refusal or the reason with its source: `module-not-granted 23/058 57-58`.
    fn outcome(&self, catalogue: &Catalogue, element: &str) -> String {
        let permit = match decide(catalogue, &self.request) {
            Ok(permit) => permit,
            Err(refusal) => {
                let source = refusal.source.map(|source| format!(" {} {}", source.deliberation, source.point));
                return format!("{}{}", refusal.reason.as_str(), source.unwrap_or_default());
            }
        };
        if element == "-" {
            return "granted".to_owned();
        }
        let record = RecordFacts { regime: self.regime.as_deref(), risk: self.risk.as_deref(), period: self.period };
        let place = permit.service().element_index(element).unwrap_or_else(|| panic!("no element {element}"));
        let verdict = permit.judge(record);
        match (verdict.withheld(place), verdict.reduced(place)) {
            (Some((reason, source)), _) => format!("{} {} {}", reason.as_str(), source.deliberation, source.point),
            (None, Some((form, source))) => format!("{} {} {}", form.as_str(), source.deliberation, source.point),
            (None, None) => "granted".to_owned(),
        }
    }
}

fn period(word: &str) -> Period {
    let (begin, end) = word.split_once("..").unwrap_or_else(|| panic!("begin..end: {word}"));
    let day = |word: &str| word.parse::<Date>().unwrap_or_else(|error| panic!("{word}: {error}"));
    Period::new(day(begin), (!end.is_empty()).then(|| day(end))).unwrap_or_else(|error| panic!("{error}"))
}

/// A case may leave the deliberation of the source out where it is its own, and the source out altogether.
fn fits(found: &str, expected: &str, deliberation: &str) -> bool {
    let words: Vec<&str> = expected.split_whitespace().collect();
    let full = match words[..] {
        [reason, point] => format!("{reason} {deliberation} {point}"),
        _ => expected.to_owned(),
    };
    found == full || (words.len() == 1 && found.split(' ').next() == Some(expected))
}

#[test]
fn every_case_is_decided_as_the_text_says() {
    let catalogue = builtin().unwrap_or_else(|errors| panic!("{errors:#?}"));
    let mut wrong = Vec::new();
    let mut cases = 0;
    for (file, contents) in FILES {
        for (number, line) in
            contents.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        {
            let fields: Vec<&str> = line.split(" | ").map(str::trim).collect();
            let [point, asked, conditions, element, expected] = fields[..] else {
                panic!("{file}: five fields: {line}")
            };
            let found = Case::new(asked, conditions).outcome(&catalogue, element);
            let deliberation = point.split(' ').next().unwrap_or_default();
            cases += 1;
            if !fits(&found, expected, deliberation) {
                wrong.push(format!("{file}:{}: {line}\n    found: {found}", number + 1));
            }
        }
    }
    assert!(cases >= 150, "only {cases} cases");
    assert!(wrong.is_empty(), "{} of {cases} cases:\n{}", wrong.len(), wrong.join("\n"));
}
