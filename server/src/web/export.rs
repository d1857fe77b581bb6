//! Downloads of an answer: JSON for machines, CSV for spreadsheets. Both say exactly what the page shows.

use delibero_api::consultation::{AnswerOutcome, AnswerPage, CellValue, ElementInfo, GrantedAnswer, RowPage};
use delibero_domain::attestation::Hundredths;
use delibero_domain::authorisation::Withheld;
use delibero_domain::text::{Language, Text};
use serde_json::{Map, Value as Json, json};

/// The form of a download.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON document.
    Json,
    /// One line per cell.
    Csv,
}

impl Format {
    /// The ending of the file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// Writes a download.
#[must_use]
pub fn write(page: &AnswerPage, format: Format, language: Language) -> Vec<u8> {
    let writing = Writing { page, language };
    match format {
        Format::Json => writing.json().to_string().into_bytes(),
        Format::Csv => writing.csv(),
    }
}

struct Writing<'p> {
    page: &'p AnswerPage,
    language: Language,
}

impl Writing<'_> {
    fn say(&self, text: &Text) -> String {
        text.get(self.language).to_owned()
    }

    fn json(&self) -> Json {
        let page = self.page;
        let mut document = json!({
            "consultation": page.id,
            "niss": page.niss,
            "at": page.at,
            "organisation": self.say(&page.organisation),
            "recipient": page.recipient_id,
            "service": page.entered.module.split('/').nth(1),
            "module": page.entered.module.split('/').nth(2),
            "purpose": page.entered.purpose,
            "person_role": Some(&page.entered.person_role).filter(|role| !role.is_empty()),
            "role": page.role,
            "quarters": page.quarters,
            "status": { "code": page.status, "description": self.say(&page.status_meaning) },
        });
        let outcome = match &page.outcome {
            AnswerOutcome::Granted(granted) => self.granted(granted),
            AnswerOutcome::Refused { reason, source, replaced_by } => json!({
                "outcome": reason.as_str(),
                "source": source,
                "replaced_by": replaced_by,
            }),
        };
        if let (Json::Object(document), Json::Object(outcome)) = (&mut document, outcome) {
            document.extend(outcome);
        }
        document
    }

    fn granted(&self, granted: &GrantedAnswer) -> Json {
        let attestations = granted.attestations.iter().map(|found| {
            json!({
                "id": found.id,
                "version": found.version,
                "status": found.status,
                "quarter": found.quarter,
                "created": found.created,
                "temporary": found.temporary,
                "rows": found.rows.iter().map(|row| self.row(granted, row)).collect::<Vec<_>>(),
            })
        });
        json!({
            "outcome": "granted",
            "source": granted.source,
            "withheld": granted.withheld.iter().map(|(place, why)| withheld(&granted.elements[usize::from(*place)], why)).collect::<Vec<_>>(),
            "retention": granted.retention.iter().map(|rule| json!({
                "rule": self.say(&rule.summary), "until": rule.until, "source": rule.source,
            })).collect::<Vec<_>>(),
            "obligations": granted.obligations.iter().map(|(text, source)| json!({
                "text": self.say(text), "source": source,
            })).collect::<Vec<_>>(),
            "attestations": attestations.collect::<Vec<_>>(),
        })
    }

    fn row(&self, granted: &GrantedAnswer, row: &RowPage) -> Json {
        let mut values = Map::new();
        let mut refused = Vec::new();
        for cell in &row.cells {
            let element = &granted.elements[usize::from(cell.element)];
            match &cell.value {
                CellValue::Withheld(why) => refused.push(withheld(element, why)),
                CellValue::Period(period) => {
                    values.insert(element.id.clone(), json!(period));
                }
                CellValue::Empty => {
                    values.insert(element.id.clone(), Json::Null);
                }
                value => {
                    values.insert(element.id.clone(), json!(plain(value)));
                }
            }
        }
        json!({
            "block": granted.blocks[usize::from(row.block)].id,
            "values": values,
            "withheld": refused,
            "rows": row.rows.iter().map(|row| self.row(granted, row)).collect::<Vec<_>>(),
        })
    }

    /// One line per cell: it needs no agreement about columns, and a spreadsheet can pivot it.
    fn csv(&self) -> Vec<u8> {
        let mut lines = csv::Writer::from_writer(Vec::new());
        // A byte-order mark, without which spreadsheets take UTF-8 for something else.
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        let head = [
            "niss",
            "quarter",
            "attestation",
            "version",
            "row",
            "element",
            "label",
            "value",
            "meaning",
            "withheld",
            "deliberation",
            "point",
        ];
        let _ = lines.write_record(head);
        match &self.page.outcome {
            AnswerOutcome::Granted(granted) => {
                if granted.attestations.is_empty() {
                    let meaning = self.say(&self.page.status_meaning);
                    let nothing = ["", "", "", "", "status", "", &self.page.status, &meaning, "", "", ""];
                    let _ = lines.write_record([self.page.niss.as_str()].into_iter().chain(nothing));
                }
                for found in &granted.attestations {
                    let place = (
                        found.quarter.to_string(),
                        found.id.clone(),
                        found.version.map(|version| version.to_string()).unwrap_or_default(),
                    );
                    self.csv_rows(&mut lines, granted, &found.rows, &place, "");
                }
            }
            AnswerOutcome::Refused { reason, source, replaced_by } => {
                let (deliberation, point) = source
                    .as_ref()
                    .map(|found| (found.deliberation.as_str(), found.point.as_str()))
                    .unwrap_or_default();
                let replaced_by = replaced_by.as_deref().unwrap_or_default();
                let refused =
                    ["", "", "", "", "replaced_by", "", replaced_by, "", reason.as_str(), deliberation, point];
                let _ = lines.write_record([self.page.niss.as_str()].into_iter().chain(refused));
            }
        }
        bytes.extend(lines.into_inner().unwrap_or_default());
        bytes
    }

    fn csv_rows(
        &self,
        lines: &mut csv::Writer<Vec<u8>>,
        granted: &GrantedAnswer,
        rows: &[RowPage],
        place: &(String, String, String),
        above: &str,
    ) {
        for (number, row) in rows.iter().enumerate() {
            let name = if above.is_empty() { (number + 1).to_string() } else { format!("{above}.{}", number + 1) };
            for cell in &row.cells {
                let element = &granted.elements[usize::from(cell.element)];
                let (meaning, reason, deliberation, point) = match &cell.value {
                    CellValue::Code(_, Some(meaning)) => (self.say(meaning), "", "", ""),
                    CellValue::Withheld(why) => (
                        String::new(),
                        why.reason.as_str(),
                        why.source.deliberation.as_str(),
                        why.source.point.as_str(),
                    ),
                    _ => (String::new(), "", "", ""),
                };
                let (quarter, id, version) = place;
                let label = self.say(&element.label);
                let value = spreadsheet_safe(plain(&cell.value));
                let _ = lines.write_record([
                    &self.page.niss,
                    quarter,
                    id,
                    version,
                    &name,
                    &element.id,
                    &label,
                    &value,
                    &meaning,
                    reason,
                    deliberation,
                    point,
                ]);
            }
            self.csv_rows(lines, granted, &row.rows, place, &name);
        }
    }
}

fn withheld(element: &ElementInfo, why: &Withheld) -> Json {
    json!({ "element": element.id, "reason": why.reason, "deliberation": why.source.deliberation, "point": why.source.point })
}

fn plain(value: &CellValue) -> String {
    match value {
        CellValue::Empty | CellValue::Withheld(_) => String::new(),
        CellValue::Code(code, _) => code.clone(),
        CellValue::Text(words) | CellValue::Niss(words) => words.clone(),
        CellValue::Date(day) => day.to_string(),
        CellValue::Period(period) => {
            format!("{}/{}", period.begin, period.end.map_or_else(|| "..".to_owned(), |end| end.to_string()))
        }
        CellValue::Amount(number) | CellValue::Count(number) => Hundredths::new(*number).to_string(),
    }
}

/// A value that a spreadsheet would take for a formula is marked as text; a number may begin with a minus.
pub(super) fn spreadsheet_safe(value: String) -> String {
    let formula =
        value.starts_with(['=', '+', '@', '\t', '\r']) || (value.starts_with('-') && value.parse::<f64>().is_err());
    if formula { format!("'{value}") } else { value }
}
