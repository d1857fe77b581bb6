//! Records of services that declare them: kinds, nesting, alternatives, senders.

use delibero_domain::niss::NissRules;
use delibero_domain::record::{Edition, Record, RecordStatus, RecordTime, Row, Value};
use delibero_usecases::source_loads::{Fault, Rule};
use jiff::civil::date;

use super::{Mapped, Mapping, catalogue, records};
use crate::records::schema::{json_schema, xml_schema};

fn read(service: &str, text: &str) -> Vec<Result<Mapped, Fault>> {
    let rules = NissRules { today: date(2026, 11, 29), demonstration: true };
    let mapping = Mapping::of(catalogue().service(service).unwrap(), rules).unwrap();
    records(text.as_bytes()).unwrap().iter().flat_map(|record| mapping.read(&record.node)).collect()
}

fn xml(service: &str, record: &str) -> Result<Record, Fault> {
    let read = read(service, &format!("<?xml version=\"1.0\"?>\n<records>\n{record}\n</records>\n"));
    let [one] = <[_; 1]>::try_from(read).unwrap();
    one.map(|mapped| mapped.incoming.record)
}

fn refused(service: &str, record: &str) -> (String, Rule) {
    let fault = xml(service, record).unwrap_err();
    (fault.element, fault.rule)
}

fn text<'r>(row: &'r Row, element: &str) -> &'r str {
    match &row.values[element] {
        Value::Text(words) | Value::Code(words) => words,
        other => panic!("{other:?} is no text"),
    }
}

const MONTH: &str = "<month><ssin>85073099932</ssin><recordId>m-1</recordId><paymentMonth>2025-03</paymentMonth>\
    <amountPaid>1245.50</amountPaid><amountApproved>1245,5</amountApproved><fileProgress>closed</fileProgress></month>";

fn situation(row: &str) -> String {
    format!(
        "<situation><ssin>85073099932</ssin><recordId>s-1</recordId><recordVersion>2</recordVersion>\
         <period><beginDate>2025-01-01</beginDate></period>{row}</situation>"
    )
}

const MESSAGE: &str = "<message><ssin>85073099932</ssin><messageNumber>A-77</messageNumber>\
    <messageVersion>1</messageVersion><creationDate>2025-04-09</creationDate><messageQuarter>2025Q1</messageQuarter>\
    <messageStatus>1</messageStatus><employerCount>2</employerCount>\
    <employer><employerNumber>0206731645</employerNumber><factorQ>38</factorQ>\
      <days><dayType>1</dayType><dayCount>12</dayCount></days><days><dayType>2</dayType><dayCount>3.5</dayCount></days></employer>\
    <employer><employerNumber>0316380841</employerNumber></employer>\
    <fitness><fitnessDate>2025-03-20</fitnessDate></fitness></message>";

#[test]
fn a_month_is_read_with_its_time_and_what_feeds_an_element_too() {
    let record = xml("unemployment", MONTH).unwrap();
    assert_eq!((record.kind.as_str(), record.id.as_str(), record.edition), ("month", "m-1", Edition::Version(0)));
    assert_eq!(record.time, RecordTime::Month("2025-03".parse().unwrap()));
    assert_eq!((record.status, record.created, record.sender), (RecordStatus::Creation, None, None));
    let [row] = record.rows.as_slice() else { panic!("one row") };
    assert_eq!(text(row, "month.payment_month"), "2025-03");
    assert_eq!(row.values["month.amount_paid"], row.values["month.amount_approved"]);
}

#[test]
fn rows_stand_within_rows_to_the_depth_that_the_service_says() {
    let record = xml("ami-messages", MESSAGE).unwrap();
    assert_eq!((record.id.as_str(), record.edition), ("A-77", Edition::Version(1)));
    let [message] = record.rows.as_slice() else { panic!("one message") };
    assert_eq!(text(message, "message.message_number"), "A-77");
    let shapes: Vec<&str> = message.rows.iter().map(|row| row.shape.as_str()).collect();
    assert_eq!(shapes, ["employer", "employer", "fitness"]);
    let days: Vec<&str> = message.rows[0].rows.iter().map(|row| text(row, "message.day_type")).collect();
    assert_eq!(days, ["1", "2"]);
    // The same on a line of JSON, where what is repeated is a list.
    let line = r#"{"message":{"ssin":"85073099932","messageNumber":"A-77","messageVersion":1,"creationDate":"2025-04-09",
        "messageQuarter":"2025Q1","messageStatus":"1","employerCount":2,"employer":[{"employerNumber":"0206731645",
        "factorQ":38,"days":[{"dayType":"1","dayCount":12},{"dayType":2,"dayCount":"3.5"}]},
        {"employerNumber":"0316380841"}],"fitness":[{"fitnessDate":"2025-03-20"}]}}"#;
    let same = read("ami-messages", line).remove(0).unwrap().incoming.record;
    assert_eq!(same, record);
}

#[test]
fn of_two_things_of_which_one_may_hold_neither_is_taken() {
    let of = |inside: &str| situation(&format!("<invalidRight>{inside}</invalidRight>"));
    let start = "<sanctionStartDate>2025-02-01</sanctionStartDate>";
    let end = "<sanctionEndDate>2025-05-01</sanctionEndDate><sanctionDuration>13 weeks</sanctionDuration>";
    let exclusion = "<exclusionStartDate>2025-02-01</exclusionStartDate>";
    for one in [start, end, exclusion] {
        assert_eq!(xml("unemployment", &of(one)).unwrap().rows.len(), 1, "{one}");
    }
    for two in [[start, end], [start, exclusion], [end, exclusion]] {
        let refused = refused("unemployment", &of(&two.concat()));
        assert_eq!(refused, ("invalidRight".to_owned(), Rule::Alternatives), "{two:?}");
    }
    let rows = "<paid><lastPaymentMonth>2025-02</lastPaymentMonth></paid><validRight><rightStartDate>2024-01-01</rightStartDate></validRight>";
    assert_eq!(refused("unemployment", &situation(rows)), ("validRight".to_owned(), Rule::OneRow));
}

#[test]
fn what_is_not_of_the_service_is_refused_at_its_place() {
    let of_month = |from: &str, to: &str| refused("unemployment", &MONTH.replacen(from, to, 1));
    let at = |element: &str, rule| (element.to_owned(), rule);
    assert_eq!(of_month("2025-03", "2025-13"), at("paymentMonth", Rule::Month));
    assert_eq!(of_month("<amountPaid>", "<bonus>1</bonus><amountPaid>"), at("bonus", Rule::Unknown));
    assert_eq!(of_month("<recordId>m-1</recordId>", ""), at("recordId", Rule::Missing));
    assert_eq!(of_month("<ssin>85073099932</ssin>", ""), at("ssin", Rule::Missing));
    assert_eq!(of_month("<amountPaid>1245.50", "<amountPaid>12x"), at("amountPaid", Rule::Number));
    assert_eq!(of_month("<recordId>", "<sender>onss</sender><recordId>"), at("sender", Rule::Sender));
    let cancelled = MONTH.replacen("<amountPaid>", "<recordStatus>CANCELLATION</recordStatus><amountPaid>", 1);
    assert_eq!(refused("unemployment", &cancelled), at("amountPaid", Rule::CancelledWithRows));
    assert_eq!(refused("unemployment", "<year><ssin>85073099932</ssin></year>"), at("year", Rule::Unknown));
    let deep = MESSAGE.replacen("<dayCount>3.5", "<dayCount>many", 1);
    assert_eq!(refused("ami-messages", &deep), at("employer[1]/days[2]/dayCount", Rule::Number));
    let empty = situation("<paid></paid>");
    assert_eq!(refused("unemployment", &empty), at("paid", Rule::Empty));
}

#[test]
fn each_sender_of_a_service_is_kept_and_the_usual_one_need_not_be_said() {
    let of = |sender: &str| {
        let record = format!(
            "<file><ssin>85073099932</ssin>{sender}<recordId>h-1</recordId><period><beginDate>2024-01-01</beginDate>\
             <endDate>9999-12-31</endDate></period><recognition><recognitionStartDate>2024-01-01</recognitionStartDate>\
             </recognition><card><socialCardType>A</socialCardType></card></file>"
        );
        xml("handicap", &record).unwrap()
    };
    assert_eq!(of("").sender, None);
    assert_eq!(of("<sender>dg-han</sender>"), of(""));
    assert_eq!(of("<sender>vlaams-zorgfonds</sender>").sender.unwrap().as_str(), "vlaams-zorgfonds");
    assert_eq!(of("").time.to_string(), "2024-01-01/");
}

#[test]
fn the_description_takes_what_the_reader_takes_and_refuses_what_it_refuses() {
    let catalogue = catalogue();
    for service in ["hdi", "unemployment", "ami-messages", "handicap"] {
        let found = catalogue.service(service).unwrap();
        let schema = json_schema(&catalogue, found).unwrap();
        jsonschema::meta::validate(&schema).unwrap();
        let document = xml_schema(&catalogue, found).unwrap();
        assert!(document.ends_with("</xs:schema>\n"), "{service}");
        let described = |field: &str| document.contains(&format!("name=\"{field}\""));
        let fed = found.elements.iter().filter(|element| element.field != "ssin");
        let missing: Vec<_> = fed.filter(|element| !described(&element.field)).map(|element| &element.id).collect();
        assert!(missing.is_empty(), "{service}: {missing:?}");
    }
    let of = |service: &str| {
        jsonschema::validator_for(&json_schema(&catalogue, catalogue.service(service).unwrap()).unwrap()).unwrap()
    };
    let line = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let month = |more: &str| {
        line(&format!(r#"{{"month":{{"ssin":"85073099932","recordId":"m-1","paymentMonth":"2025-03"{more}}}}}"#))
    };
    let unemployment = of("unemployment");
    assert!(unemployment.is_valid(&month(r#","amountPaid":12.5"#)));
    assert!(!unemployment.is_valid(&month(r#","bonus":12.5"#)));
    let right = |inside: &str| {
        let record =
            r#"{"situation":{"ssin":"85073099932","recordId":"s","period":{"beginDate":"2025-01-01"},"invalidRight":"#;
        line(&format!("{record}{inside}}}}}"))
    };
    assert!(unemployment.is_valid(&right(r#"{"sanctionEndDate":"2025-02-01","sanctionDuration":"1 month"}"#)));
    assert!(!unemployment.is_valid(&right(r#"{"sanctionStartDate":"2025-01-01","sanctionEndDate":"2025-02-01"}"#)));
    for sample in super::NDJSON.lines().filter(|line| !line.trim().is_empty() && !line.contains("_rejected")) {
        assert!(
            of("hdi").is_valid(&line(sample)),
            "{:?}",
            of("hdi").iter_errors(&line(sample)).map(|e| e.to_string()).collect::<Vec<_>>()
        );
    }
}
