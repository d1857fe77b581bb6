//! The oracle decides every case of the catalogue, from the export and nothing else: as an engine of somebody else would.

use delibero_domain::catalogue::export;
use delibero_domain::catalogue::files::{BUILTIN, builtin, rules};
use serde_json::Value as Json;

use crate::book::{Book, Day, Length, Retention};
use crate::case::{Answer, Case};
use crate::rules::Oracle;

/// The export as text, and as another program reads it.
fn exported() -> Json {
    let mut document = export(&builtin().unwrap_or_else(|errors| panic!("{errors:#?}")));
    document["rules"] = rules(BUILTIN);
    serde_json::from_str(&document.to_string()).expect("JSON")
}

fn words(list: &Json) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Json::as_str).collect()
}

fn day(word: &Json) -> Option<Day> {
    Day::try_from(word.as_str()?.to_owned()).ok()
}

/// What a case gives. `quality_codes` and offices of it, and what it belongs to, are kept elsewhere.
fn asked<'e>(book: &Book, given: &'e Json, quality_codes: &'e [u16], offices: Option<&'e [&'e str]>) -> Case<'e> {
    let text = |key: &str| given[key].as_str();
    let (service, module) = (text("service").expect("a service"), text("module").expect("a module"));
    let known = book.service(service).module.iter().find(|known| known.id == module);
    let record = &given["record"];
    let recipient = text("recipient").expect("a recipient");
    let belongs = words(&given["belongs_to"]);
    Case {
        at: day(&given["at"]).expect("a day"),
        recipient,
        organisation: None,
        region: text("region"),
        service,
        module,
        purpose: text("purpose").expect("a purpose"),
        person_role: text("person_role"),
        role: text("role"),
        designated: given["designated"].as_bool(),
        offices,
        batch: given["batch"].as_bool().unwrap_or(false),
        notified: text("exchange").map_or(known.is_some_and(|known| known.kind == "push"), |way| way == "notification"),
        belongs_to: belongs.iter().copied().find(|own| *own == recipient).or(belongs.first().copied()),
        niss: text("niss").unwrap_or("valid"),
        confirmed: words(&given["confirmed"]).first().copied(),
        recipient_integrated: given["recipient_integrated"].as_bool().unwrap_or(true),
        quality_codes,
        sender_integrated: given["sender_integrated"].as_bool().unwrap_or(true),
        legal_context: text("legal_context"),
        own_file_by_other: given["own_file_by_other"].as_bool().unwrap_or(false),
        own_file_by_oneself: given["own_file_by_oneself"].as_bool().unwrap_or(false),
        regime: record["regime"].as_str(),
        risk: record["risk_nature"].as_str(),
        period: day(&record["period"][0]).map(|begin| (begin, day(&record["period"][1]))),
    }
}

/// A point where one is expected.
fn cites(expected: &Json, (number, point): (&str, &str)) -> bool {
    expected["point"].is_null() || (expected["deliberation"] == number && expected["point"] == point)
}

fn fits(answer: &Answer<'_>, expected: &Json) -> bool {
    let seen = |element: &Json| answer.seen().iter().find(|(id, _)| element == id).map(|(_, why)| *why);
    match answer {
        Answer::Refused(reason, source) => {
            let source = source.as_ref().map_or(("", ""), |(number, point)| (number, point));
            expected["outcome"] == *reason && cites(expected, source)
        }
        Answer::Granted(_) => {
            let list = |key: &str| expected[key].as_array().into_iter().flatten();
            let why = |found: &Json, word: &str| {
                seen(&found["element"]).flatten().is_some_and(|(why, point)| found[word] == why && cites(found, point))
            };
            expected["outcome"] == "granted"
                && list("granted").all(|element| seen(element) == Some(None))
                && list("withheld").all(|found| why(found, "reason"))
                && list("reduced").all(|found| why(found, "form"))
        }
    }
}

/// A rule of retention as the export writes it.
fn code(rule: &Retention) -> String {
    let length = |length: Option<Length>, event: &str| match length {
        None => format!("until {event}"),
        Some(Length { years, months: 0 }) => format!("P{years}Y after {event}"),
        Some(Length { years: 0, months }) => format!("P{months}M after {event}"),
        Some(Length { years, months }) => format!("P{years}Y{months}M after {event}"),
    };
    let ordinary = length(rule.length, &rule.event);
    match &rule.maximum {
        None => ordinary,
        Some(most) => format!("{ordinary}, at most {}", length(most.length, &most.event)),
    }
}

/// The rules of retention in order, and the limits on use in none.
fn duties_fit(oracle: &Oracle<'_>, case: &Case<'_>, expected: &Json) -> bool {
    let Some(ruling) = oracle.ruling(case) else { return false };
    let of_purpose = |rule: &&Retention| rule.purposes.is_empty() || rule.purposes.iter().any(|id| id == case.purpose);
    let kept: Vec<(String, &str)> =
        ruling.retention().iter().filter(of_purpose).map(|rule| (code(rule), rule.point.as_str())).collect();
    let limits = ruling.authorisation.use_limit.iter();
    let limits = limits.filter(|limit| ruling.meant(&limit.part, case.module, case.purpose));
    let mut limits: Vec<(String, &str)> = limits.map(|limit| (limit.id.clone(), limit.point.as_str())).collect();
    let number = ruling.deliberation.number.as_str();
    let same = |expected: &[&Json], word: &str, found: &[(String, &str)]| {
        let pairs = expected.iter().zip(found);
        expected.len() == found.len()
            && pairs
                .into_iter()
                .all(|(expected, (id, point))| expected[word] == *id && cites(expected, (number, point)))
    };
    let list = |key: &str| expected[key].as_array().map(|all| all.iter().collect::<Vec<_>>());
    let retention = list("retention").is_none_or(|rules| same(&rules, "rule", &kept));
    let obligations = list("obligations").is_none_or(|mut expected| {
        // Who acts for a purpose is said, not decided.
        expected.retain(|found| found["region"].is_null());
        expected.sort_by_key(|found| found["id"].as_str().map(str::to_owned));
        limits.sort_unstable();
        same(&expected, "id", &limits)
    });
    retention && obligations
}

#[test]
fn the_oracle_decides_every_case_from_the_export_alone() {
    let document = exported();
    let mut book = Book::of_rules(&document["rules"]);
    // A case is about what the texts say, and not about what is stopped for a while.
    book.suspensions.clear();
    let oracle = Oracle::new(&book);
    let cases = document["cases"].as_array().expect("cases");
    assert!(cases.len() >= 748, "only {} cases", cases.len());
    for case in cases {
        let codes: Vec<u16> = case["given"]["quality_codes"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|code| code.as_u64()?.try_into().ok())
            .collect();
        // Whether it is held as a deputy makes no difference to what is granted.
        let held = [&case["given"]["offices"], &case["given"]["offices_as_deputy"]];
        let offices: Vec<&str> = held.into_iter().flat_map(words).collect();
        let offices = held.iter().any(|held| held.is_array()).then_some(offices.as_slice());
        let asked = asked(&book, &case["given"], &codes, offices);
        let answer = oracle.answer(&asked);
        assert!(fits(&answer, &case["expect"]), "{case}\n{answer:?}");
        let granted = matches!(answer, Answer::Granted(_));
        assert!(!granted || duties_fit(&oracle, &asked, &case["expect"]), "{case}");
    }
}
