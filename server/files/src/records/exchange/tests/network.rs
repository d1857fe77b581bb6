//! Answers and notifications in the network's shape.

use delibero_domain::period::Period;
use delibero_domain::record::{Edition, Hundredths, Record, RecordStatus, Row, Value};
use delibero_usecases::directory::PersonState;
use delibero_usecases::source_loads::Rule;

use super::super::Mapped;
use super::{NDJSON, SAMPLE, read_all, records, sound, value};

pub(super) const ANSWER: &str = include_str!("../../../../tests/samples/network-answer.xml");
pub(super) const FILTERED: &str = include_str!("../../../../tests/samples/network-filtered.xml");
pub(super) const BATCH: &str = include_str!("../../../../tests/samples/network-batch.xml");

fn only(text: &str) -> Record {
    let mut read = sound(text);
    assert_eq!(read.len(), 1);
    read.remove(0).incoming.record
}

fn code(word: &str) -> Value {
    Value::Code(word.to_owned())
}

fn days(begin: &str, end: Option<&str>) -> Value {
    Value::Period(Period::new(begin.parse().unwrap(), end.map(|end| end.parse().unwrap())).unwrap())
}

/// Regime and social risk.
fn said(row: &Row) -> (&Value, &Value) {
    (value(row, "risk.regime"), value(row, "risk.risk_nature"))
}

#[test]
fn an_answer_of_the_network_is_read_whole() {
    let found = only(ANSWER);
    assert_eq!(found.id, "0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2f01");
    assert_eq!((found.edition, found.status), (Edition::Version(0), RecordStatus::Creation));
    assert_eq!(found.created, Some("2025-04-07".parse().unwrap()), "the day as written");
    let [incapacity, adoption] = found.rows.as_slice() else { panic!("two risks") };
    assert_eq!(said(incapacity), (&code("general"), &code("incapacity")));
    assert_eq!(*value(incapacity, "risk.risk_period"), days("2025-01-13", None));
    assert_eq!(*value(incapacity, "risk.dossier_start_date"), Value::Date("2023-12-02".parse().unwrap()));
    assert_eq!(*value(incapacity, "risk.invalidity_start_date"), Value::Date("2024-12-02".parse().unwrap()));
    assert_eq!(*value(incapacity, "risk.incapacity_type"), code("8"));
    assert!(!incapacity.values.contains_key("risk.exit_code"));
    let [first, second] = incapacity.rows.as_slice() else { panic!("two payments") };
    assert_eq!(*value(first, "payment.indemnity_nature"), code("AC"));
    assert_eq!(*value(first, "payment.gross_taxable_amount"), Value::Amount(Hundredths::new(8410)));
    assert_eq!(*value(first, "payment.indemnified_days"), Value::Count(Hundredths::new(1250)));
    assert_eq!(*value(second, "payment.gross_taxable_amount"), Value::Amount(Hundredths::new(-50)));
    assert_eq!(*value(second, "payment.payment_period"), days("2025-02-01", None));
    assert_eq!(said(adoption), (&code("selfEmployed"), &code("adoption")));
    assert_eq!(*value(adoption, "risk.adoption_date"), Value::Date("2025-02-03".parse().unwrap()));
    assert!(!adoption.values.contains_key("risk.risk_period"));
    assert!(found.filtered.is_empty());
}

#[test]
fn what_the_network_removed_is_not_what_was_absent() {
    let found = only(FILTERED);
    assert_eq!(found.edition, Edition::Temporary);
    assert_eq!(found.created, Some("2025-06-30".parse().unwrap()));
    assert_eq!(said(&found.rows[0]), (&code("general"), &code("maternity")));
    let filtered: Vec<&str> = found.filtered.iter().map(|id| id.as_str()).collect();
    let expected = [
        "payment.document_type",
        "payment.employee_category",
        "payment.family_situation",
        "payment.gross_taxable_amount",
        "payment.indemnified_days",
        "payment.indemnified_hours",
        "payment.indemnity_nature",
        "payment.indemnity_type",
        "payment.payment_period",
        "risk.closure_reason",
        "risk.exit_code",
    ];
    assert_eq!(filtered, expected);
}

#[test]
fn a_filter_is_a_name_or_a_way_to_one_however_it_is_spelt() {
    let with = |text: &str| {
        let found = only(&FILTERED.replace(">payments<", &format!(">{text}<")));
        found
            .filtered
            .into_iter()
            .map(|id| id.to_string())
            .filter(|id| !id.contains("exit_code") && !id.contains("closure"))
            .collect::<Vec<_>>()
    };
    for (text, expected) in [
        ("amount", &["payment.gross_taxable_amount"][..]),
        ("/attest/allowances/allowance/payments/payment/amount", &["payment.gross_taxable_amount"]),
        ("Payment.Amount", &["payment.gross_taxable_amount"]),
        ("gross_taxable_amount", &["payment.gross_taxable_amount"]),
        ("payment/period", &["payment.payment_period"]),
        ("payments/payment/period/endDate", &["payment.payment_period"]),
        ("socialRisk/generalPregnancy/period", &["risk.risk_period"]),
        ("allowance/period", &["risk.risk_period"]),
        ("period", &["payment.payment_period", "risk.risk_period"]),
        ("invalidity", &["risk.incapacity_type", "risk.invalidity_start_date"]),
        (
            "socialRisk/generalIncapacityForWork/invalidity/startDate",
            &["risk.incapacity_type", "risk.invalidity_start_date"],
        ),
        ("nothing of ours", &[]),
        ("ssin", &[]),
    ] {
        assert_eq!(with(text), expected, "{text}");
    }
    assert!(with("socialRisk").contains(&"risk.regime".to_owned()));
    assert!(with("independentPregnancy").contains(&"risk.risk_nature".to_owned()));
    assert!(with("allowances").contains(&"payment.indemnity_type".to_owned()));
}

#[test]
fn a_risk_that_was_removed_as_a_whole_leaves_the_rest() {
    let open = FILTERED.find("<socialRisk>").unwrap();
    let close = FILTERED.find("</socialRisk>").unwrap() + "</socialRisk>".len();
    let without = format!("{}{}", &FILTERED[..open], &FILTERED[close..]).replace(">payments<", ">socialRisk<");
    let found = only(&without);
    assert!(found.rows[0].values.is_empty() && found.filtered.contains("risk.risk_nature"));
    let unsaid = without.replace("filteredElement", "removedElement").replace("dataFilters", "otherFilters");
    assert_eq!(read_all(&unsaid)[0].as_ref().unwrap_err().rule, Rule::Missing);
    let category = FILTERED.replace("generalPregnancy", "generalSomethingNew");
    assert_eq!(
        said(&only(&category).rows[0]),
        (&code("general"), &code("SomethingNew")),
        "an unknown risk, as received"
    );
}

#[test]
fn the_three_kinds_of_notifications_are_read() {
    let read = sound(BATCH);
    let [whole, brief, periods, cancelled] = read.as_slice() else { panic!("four notifications") };
    let whole: &Mapped = whole;
    assert_eq!(whole.incoming.replaces, Some("72281499995".parse().unwrap()));
    assert_eq!(whole.incoming.record.edition, Edition::Version(Edition::MAX_VERSION));
    let row = &whole.incoming.record.rows[0];
    assert_eq!(said(row), (&code("general"), &code("breastfeeding")));
    assert_eq!(*value(row, "risk.actual_delivery_date"), Value::Date("2024-12-24".parse().unwrap()));

    let brief = &brief.incoming.record;
    assert_eq!((brief.edition, brief.time.to_string().as_str()), (Edition::Notice(1), "2025Q2"));
    assert_eq!(brief.id, "0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2f02", "the attestation that it announces");
    assert_eq!(said(&brief.rows[0]), (&code("selfEmployed"), &code("incapacity")));
    assert_eq!(*value(&brief.rows[0], "risk.risk_period"), days("2025-04-14", Some("2025-05-09")));
    assert_eq!(said(&brief.rows[1]), (&code("general"), &code("fosterPlacement")));
    assert_eq!(*value(&brief.rows[1], "risk.foster_placement_date"), Value::Date("2025-04-01".parse().unwrap()));

    let periods = &periods.incoming.record;
    assert_eq!((periods.edition, periods.id.as_str()), (Edition::Notice(0), ""));
    let found: Vec<&Value> = periods.rows.iter().map(|row| value(row, "risk.risk_period")).collect();
    assert_eq!(found, [&days("2025-01-06", Some("2025-02-14")), &days("2025-04-07", None)]);
    assert!(periods.rows.iter().all(|row| row.values.len() == 1), "no risk is said");

    let cancelled = &cancelled.incoming;
    assert_eq!((cancelled.record.status, cancelled.record.rows.len()), (RecordStatus::Cancellation, 0));
    assert_eq!(cancelled.state, PersonState::InUse);
}

#[test]
fn a_period_may_stand_beside_its_risk_or_in_parts() {
    let open = BATCH.find("<socialRisks>").unwrap();
    let close = BATCH.find("</socialRisks>").unwrap() + "</socialRisks>".len();
    let with = |parts: &str| {
        let text = format!("{}{parts}{}", &BATCH[..open], &BATCH[close..]);
        sound(&text).remove(1).incoming.record.rows
    };
    let risk = "<socialRisk><socialRiskCategory>16</socialRiskCategory><generalPregnancy/></socialRisk>";
    let period = "<period><beginDate>2025-04-14</beginDate></period>";
    for parts in [
        format!("{risk}{period}"),
        format!("<allowances><allowance>{risk}{period}</allowance></allowances>"),
        format!(
            "<indemnityPeriods><indemnityPeriod>{risk}<beginDate>2025-04-14</beginDate></indemnityPeriod></indemnityPeriods>"
        ),
        format!("<indemnityPeriod>{risk}{period}</indemnityPeriod>"),
    ] {
        let rows = with(&parts);
        assert_eq!(rows.len(), 1, "{parts}");
        assert_eq!(said(&rows[0]), (&code("general"), &code("maternity")), "{parts}");
        assert_eq!(*value(&rows[0], "risk.risk_period"), days("2025-04-14", None), "{parts}");
    }
}

#[test]
fn names_may_begin_with_a_capital_and_stand_in_any_namespace() {
    let mut capital = String::new();
    let mut rest = ANSWER;
    while let Some(place) = rest.find('<') {
        let end = place + 1 + usize::from(rest[place + 1..].starts_with('/'));
        capital.push_str(&rest[..end]);
        rest = &rest[end..];
        let first = rest.chars().next().filter(char::is_ascii_lowercase);
        if let Some(first) = first.filter(|_| !rest.starts_with("hdi:")) {
            capital.push(first.to_ascii_uppercase());
            rest = &rest[1..];
        }
    }
    capital.push_str(rest);
    assert!(capital.contains("<GeneralIncapacityForWork>"));
    assert_eq!(only(&capital), only(ANSWER));
    let qualified = ANSWER
        .replace("xmlns:hdi", "xmlns='urn:default' xmlns:hdi")
        .replace("<socialRisk>", "<z:socialRisk xmlns:z='urn:z'>")
        .replace("</socialRisk>", "</z:socialRisk>");
    assert_eq!(only(&qualified), only(ANSWER));
}

#[test]
fn nil_is_known_under_any_prefix_and_only_in_its_namespace() {
    let nil = |prefix: &str, namespace: &str| {
        ANSWER
            .replace("i:nil", &format!("{prefix}:nil"))
            .replace("xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"", &format!("xmlns:{prefix}='{namespace}'"))
    };
    assert_eq!(only(&nil("xsi", "http://www.w3.org/2001/XMLSchema-instance")), only(ANSWER));
    assert_eq!(only(&nil("p", "http://www.w3.org/2001/XMLSchema-instance")), only(ANSWER));
    assert!(read_all(&nil("xsi", "urn:other"))[0].is_err());
    let full = ANSWER.replace("<exitCode i:nil=\"true\"/>", "<exitCode i:nil='true'>1</exitCode>");
    assert_eq!(read_all(&full)[0].as_ref().unwrap_err().rule, Rule::NilWithContent);
    let not = ANSWER.replace("<exitCode i:nil=\"true\"/>", "<exitCode i:nil='false'>1</exitCode>");
    assert_eq!(*value(&only(&not).rows[0], "risk.exit_code"), code("1"));
}

#[test]
fn an_anomaly_that_is_fatal_refuses_the_record_and_repeats_nothing() {
    for (severity, sound) in [("INFORMATION", true), ("WARNING", true), ("FATAL", false), ("24203200171", false)] {
        let read = read_all(&BATCH.replace(">WARNING<", &format!(">{severity}<")));
        assert_eq!(read[1].is_ok(), sound, "{severity}");
        if let Err(fault) = &read[1] {
            let said = fault.to_string();
            assert!(said.contains("anomalies/anomaly/severity") && !said.contains("24203200171"), "{said}");
        }
    }
}

#[test]
fn what_breaks_a_rule_of_the_network_is_refused() {
    let rule = |old: &str, new: &str| {
        assert!(ANSWER.contains(old), "{old}");
        read_all(&ANSWER.replacen(old, new, 1)).remove(0).unwrap_err().rule
    };
    assert_eq!(rule("<days>12.500</days>", "<days>1</days><hours>2</hours>"), Rule::DaysAndHours);
    assert_eq!(rule("12.500", "12.505"), Rule::Number);
    assert_eq!(rule("+84.10", "+-84.10"), Rule::Number);
    assert_eq!(rule("-.50", "."), Rule::Number);
    assert_eq!(rule("2025-04-07+02:00", "2025-04-07+14:01"), Rule::Date);
    assert_eq!(rule("2025-04-07+02:00", "2025-04-07+2:00"), Rule::Date);
    assert_eq!(rule("2025-01-13Z", "2025-01-13ZZ"), Rule::Date);
    assert_eq!(rule("<category>", "<kind>1</kind><category>"), Rule::Unknown);
    assert_eq!(rule("<payments>", "<note>x</note><payments>"), Rule::Unknown);
    assert_eq!(
        rule("<yearQuarter>2025Q1</yearQuarter>\n      <creationDate>", "<isTemporary/><creationDate>"),
        Rule::TemporaryAndIdentified
    );
    assert_eq!(rule("MADE:UP_CONTEXT", &"X".repeat(65)), Rule::Characters { max: 64 });
    assert_eq!(
        rule("<period><beginDate>2025-01-13</beginDate><endDate>2025-01-31</endDate></period>", ""),
        Rule::Missing
    );
    let sequence = BATCH.replace("123456789012345", "1234567890123456");
    assert_eq!(read_all(&sequence)[2].as_ref().unwrap_err().rule, Rule::Sequence);
}

#[test]
fn five_thousand_notifications_are_read_one_by_one() {
    let open = BATCH.find("<notification>").unwrap();
    let close = BATCH.rfind("</notification>").unwrap() + "</notification>".len();
    let large = format!("{}{}{}", &BATCH[..open], BATCH[open..close].repeat(1250), &BATCH[close..]);
    assert_eq!(records(large.as_bytes()).unwrap().len(), 5000);
    let flat = large.replace("<notifications>", "").replace("</notifications>", "");
    assert_eq!(records(flat.as_bytes()).unwrap().len(), 5000);
    let empty = format!("{}{}", &BATCH[..open], &BATCH[close..]);
    assert_eq!(records(empty.as_bytes()).unwrap(), []);
}

#[test]
fn one_notification_may_be_a_document() {
    let open = BATCH.find("<ssin replaces").unwrap();
    let close = BATCH.find("</notification>").unwrap();
    for root in ["notifyHdiIndemnityAllowanceAttest", "HdiIndemnityAllowanceNotification"] {
        let text = format!("<{root}><sequenceNumber>7</sequenceNumber>{}</{root}>", &BATCH[open..close]);
        let read = sound(&text);
        assert_eq!(read[0].incoming.record, sound(BATCH)[0].incoming.record, "{root}");
        let record = &records(text.as_bytes()).unwrap()[0];
        let again = format!("<attestations>{}</attestations>", std::str::from_utf8(&record.verbatim).unwrap());
        assert_eq!(sound(&again), read, "its bytes are whole");
    }
}

/// The same content as NDJSON: children as keys, what is repeated as a list.
#[test]
fn ndjson_carries_the_same_names() {
    let line = r#"{"informationCustomer":{"ticket":17},"legalContext":"MADE:UP_CONTEXT","status":[{"value":"NO_DATA_FOUND","code":"MSG00100","description":["x","y"]},{"value":"DATA_FOUND"}],"ssin":"85073003328","dataFilters":{"filteredElement":["payments","exitCode"]},"attest":{"attestationIdentification":{"yearQuarter":"2025Q1","creationDate":"2025-04-07Z","attestationId":"0195F2A4-0F5E-7C11-9C3E-6A0F5B1D2F01","attestationVersion":9999999998,"attestationStatus":"CREATION"},"allowances":[{"socialRisk":{"socialRiskCategory":10,"independentPregnancy":{"period":{"beginDate":"2025-01-13","endDate":"9999-12-31"},"exitCode":null}}}]}}"#;
    let found = only(line);
    assert_eq!(found.edition, Edition::Version(Edition::MAX_VERSION));
    assert_eq!(said(&found.rows[0]), (&code("selfEmployed"), &code("maternity")));
    assert_eq!(*value(&found.rows[0], "risk.risk_period"), days("2025-01-13", None));
    assert_eq!(found.filtered.len(), 11);
    let temporary = line.replace(
        r#","attestationId":"0195F2A4-0F5E-7C11-9C3E-6A0F5B1D2F01","attestationVersion":9999999998,"attestationStatus":"CREATION""#,
        r#","temporaryAttest":{}"#,
    );
    assert_eq!(only(&temporary).edition, Edition::Temporary);
    let brief = r#"{"sequenceNumber":2,"ssin":"24203200171","periods":[{"beginDate":"2025-01-06","endDate":"2025-02-14"},{"beginDate":"2025-04-07"}]}"#;
    assert_eq!(only(brief).rows.len(), 2);
}

/// The same answers, however they stand on the lines of a file.
#[test]
fn json_stands_on_its_lines_as_it_likes() {
    let lines: Vec<&str> = NDJSON.lines().filter(|line| !line.is_empty()).collect();
    let expected = sound(NDJSON);
    let over_lines = |text: &str| text.replace("{\"", "{\n  \"").replace(",\"", ",\r\n  \"");
    for text in [
        lines.join(" "),
        lines.concat(),
        over_lines(&lines.join("\n")),
        format!("[{}]", lines.join(",\n")),
        format!("[[{}],[]]", lines.join(",")),
        format!("{{\"attestations\":[{}]}}", lines.join(",")),
        format!("{{\"sender\":{{\"id\":\"[{{\"}},\"notifications\" : [{}],\"count\":3}}", lines.join(",")),
        format!("{{\"responses\":[{}],\"answers\":[{}]}}", lines[0], lines[1..].join(",")),
        format!("[{{\"records\":[{}]}},{{\"records\":[]}},{{\"messages\":[{}]}}]", lines[0], lines[1..].join(",")),
        over_lines(&format!("{{\"batch\":1,\"ConsultAttestResponse\":[{}]}}", lines.join(","))),
    ] {
        assert_eq!(sound(&text), expected, "{text}");
    }
    let record = &records(over_lines(lines[0]).as_bytes()).unwrap()[0];
    assert!(!record.verbatim.contains(&b'\n'), "one line in the file of the refused");
    assert_eq!(records(&record.verbatim).unwrap()[0].node, records(lines[0].as_bytes()).unwrap()[0].node);
}

/// Two objects on a line and one over lines: the one that is refused says where it begins.
#[test]
fn a_refused_object_is_told_by_its_line() {
    let lines: Vec<&str> = NDJSON.lines().filter(|line| !line.is_empty()).collect();
    let text = format!("{} {{\"ssin\":\"1\"}}\n\n{}", lines[0], lines[2].replace("{\"", "{\n\""));
    let found = records(text.as_bytes()).unwrap();
    assert_eq!(found.iter().map(|record| record.line).collect::<Vec<_>>(), [1, 1, 3]);
    assert_eq!(read_all(&text).iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn an_answer_may_hold_several_attestations() {
    let open = ANSWER.find("<attest>").unwrap();
    let close = ANSWER.find("</attest>").unwrap() + "</attest>".len();
    let first = &ANSWER[open..close];
    let second = first
        .replace("2025Q1", "2025Q2")
        .replace("5b1d2f01", "5b1d2f09")
        .replace("<payments>", "<dataFilters><filteredElement>exitCode</filteredElement></dataFilters><payments>");
    let with = |attests: &str| format!("{}{attests}{}", &ANSWER[..open], &ANSWER[close..]);
    for both in [format!("{first}{second}"), format!("<attests>{first}{second}</attests>")] {
        let found = sound(&with(&both));
        let [one, other] = found.as_slice() else { panic!("two attestations") };
        assert_eq!(one.incoming.record, only(ANSWER), "what is filtered of the other is not filtered of it");
        assert_eq!(other.incoming.record.time.to_string(), "2025Q2");
        let filtered = &other.incoming.record.rows[0].filtered;
        assert!(filtered.contains("risk.exit_code") && other.incoming.record.rows[1].filtered.is_empty());
        assert_eq!(one.incoming.person, other.incoming.person);
    }
    let broken = second.replace("2025Q2", "2025Q5");
    let read = read_all(&with(&format!("{first}{broken}{second}")));
    assert_eq!(read.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true], "each by itself");
    let line = NDJSON.lines().next().unwrap();
    let (around, attest) = line.split_once("\"attest\":").unwrap();
    let attest = attest.strip_suffix('}').unwrap();
    let other = attest.replace("2025Q1", "2024Q4").replace("5b1d2e01", "5b1d2e08");
    for several in [format!("\"attest\":[{attest},{other}]"), format!("\"attestations\":[{attest},{other}]")] {
        assert_eq!(sound(&format!("{around}{several}}}")).len(), 2, "{several}");
    }
}

#[test]
fn our_own_shape_goes_on_leaving_nothing_out() {
    let read = read_all(&SAMPLE.replacen("<regime>general</regime>", "", 1));
    assert_eq!(read[0].as_ref().unwrap_err().rule, Rule::Missing);
    let both = sound(SAMPLE);
    assert!(both[0].incoming.record.rows[0].rows[0].values.contains_key("payment.indemnified_hours"));
}
