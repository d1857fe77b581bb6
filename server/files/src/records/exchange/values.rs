//! Values of elements, read strictly.

use delibero_domain::catalogue::ElementKind;
use delibero_domain::niss::{Niss, NissRules};
use delibero_domain::period::{Month, Period, Quarter};
use delibero_domain::record::{Edition, Hundredths, Value};
use delibero_usecases::source_loads::{Fault, Rule};
use jiff::civil::Date;

use super::node::Node;

const MAX_CODE: usize = 64;
const MAX_WORDS: usize = 4000;

pub(super) fn value(node: &Node, kind: &ElementKind) -> Result<Value, Fault> {
    Ok(match kind {
        // The engine fills it in: no field feeds one.
        ElementKind::Niss => return Err(node.fault(Rule::Unknown)),
        ElementKind::Code(_) => Value::Code(words(node, MAX_CODE)?),
        ElementKind::Text => Value::Text(words(node, MAX_WORDS)?),
        ElementKind::Date => Value::Date(date(node)?),
        ElementKind::Period => Value::Period(period(node)?),
        ElementKind::Amount => Value::Amount(number(node)?),
        ElementKind::Count => Value::Count(number(node)?),
    })
}

pub(super) fn code(node: &Node) -> Result<String, Fault> {
    words(node, MAX_CODE)
}

pub(super) fn niss(node: &Node, rules: NissRules) -> Result<Niss, Fault> {
    rules.read(node.value()?).map_err(|error| node.fault(Rule::Niss(error)))
}

pub(super) fn quarter(node: &Node) -> Result<Quarter, Fault> {
    node.value()?.parse().map_err(|_| node.fault(Rule::Quarter))
}

/// A month as `xs:gYearMonth` has it.
pub(super) fn month(node: &Node) -> Result<Month, Fault> {
    node.value()?.parse().map_err(|_| node.fault(Rule::Month))
}

/// A day as `xs:date` has it, and nothing else that the library would take too. A zone moves nothing: it is the day
/// as written.
pub(super) fn date(node: &Node) -> Result<Date, Fault> {
    let word = without_zone(node.value()?);
    let in_place =
        |(place, byte): (usize, u8)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    if word.len() != 10 || !word.bytes().enumerate().all(in_place) {
        return Err(node.fault(Rule::Date));
    }
    word.parse().map_err(|_| node.fault(Rule::Date))
}

fn without_zone(word: &str) -> &str {
    if let Some(day) = word.strip_suffix('Z') {
        return day;
    }
    let Some((day, zone)) = word.len().checked_sub(6).and_then(|place| word.split_at_checked(place)) else {
        return word;
    };
    let [sign, ten_hours, hour, b':', ten_minutes, minute] = zone.as_bytes() else { return word };
    let digits = [ten_hours, hour, ten_minutes, minute].iter().all(|byte| byte.is_ascii_digit());
    let within = &zone[1..] <= "14:00" && *ten_minutes < b'6';
    if matches!(sign, b'+' | b'-') && digits && within { day } else { word }
}

pub(super) fn flag(node: &Node) -> Result<bool, Fault> {
    match node.value()? {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(node.fault(Rule::Flag)),
    }
}

/// As `xs:integer` has it: a sign and leading zeros are allowed.
pub(super) fn version(node: &Node) -> Result<u64, Fault> {
    let word = node.value()?;
    let digits = word.strip_prefix('+').unwrap_or(word);
    let found = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    found.filter(|version| *version <= Edition::MAX_VERSION).ok_or_else(|| node.fault(Rule::Version))
}

/// A UUID in lower case, so that one attestation has one identifier.
pub(super) fn uuid(node: &Node) -> Result<String, Fault> {
    let word = node.value()?;
    let in_place = |(place, byte): (usize, u8)| {
        if matches!(place, 8 | 13 | 18 | 23) { byte == b'-' } else { byte.is_ascii_hexdigit() }
    };
    if word.len() == 36 && word.bytes().enumerate().all(in_place) {
        Ok(word.to_ascii_lowercase())
    } else {
        Err(node.fault(Rule::Uuid))
    }
}

fn number(node: &Node) -> Result<Hundredths, Fault> {
    node.value()?.parse().map_err(|_| node.fault(Rule::Number))
}

pub(super) fn period(node: &Node) -> Result<Period, Fault> {
    let under = |fault: Fault| fault.under(&node.name);
    let [begin, end] = node.accepting(["beginDate", "endDate"]).map_err(under)?;
    let begin = begin.ok_or_else(|| node.missing("beginDate")).map_err(under)?;
    between(begin, end).map_err(under)
}

/// The last day that there is stands for none.
pub(super) fn between(begin: &Node, end: Option<&Node>) -> Result<Period, Fault> {
    let first = date(begin)?;
    let Some(end) = end else { return Ok(Period { begin: first, end: None }) };
    let last = Some(date(end)?).filter(|last| *last != Date::MAX);
    Period::new(first, last).map_err(|_| end.fault(Rule::Reversed))
}

fn words(node: &Node, max: usize) -> Result<String, Fault> {
    let word = node.value()?;
    if word.chars().count() > max || word.chars().any(char::is_control) {
        return Err(node.fault(Rule::Characters { max }));
    }
    Ok(word.to_owned())
}
