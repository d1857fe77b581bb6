//! Downloads of an answer: JSON for machines, CSV and a workbook for spreadsheets. Each says exactly what the page shows.

use delibero_domain::authorisation::{ReducedForm, Source, Withheld};
use delibero_domain::catalogue::TextUnknown;
use delibero_domain::record::Hundredths;
use delibero_domain::record::RecordTime;
use delibero_domain::text::{Language, Text};
use delibero_files::sheets::{Cell, Column, FileFormat, Table, WriteError};
use delibero_ui::pages::consultation::view::{
    AnswerOutcome, AnswerPage, CellValue, ElementInfo, GrantedAnswer, RowPage,
};
use delibero_words::reasons::text_unknown_words;
use serde_json::{Map, Value as Json, json};

/// The form of a download.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Json,
    /// One line per cell.
    Spreadsheet(FileFormat),
}

impl Format {
    /// The ending of the file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Spreadsheet(format) => format.extension(),
        }
    }

    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Spreadsheet(format) => format.media_type(),
        }
    }
}

/// Writes a download.
///
/// # Errors
/// When a line cannot be written: nothing is left out.
pub fn write(page: &AnswerPage, format: Format, language: Language) -> Result<Vec<u8>, WriteError> {
    let writing = Writing { page, language };
    match format {
        Format::Json => Ok(writing.json().to_string().into_bytes()),
        Format::Spreadsheet(format) => writing.table().write(format),
    }
}

const COLUMNS: &[Column] = &[
    ("niss", 16.),
    ("quarter", 9.),
    ("attestation", 38.),
    ("version", 9.),
    ("row", 7.),
    ("element", 32.),
    ("label", 40.),
    ("value", 24.),
    ("meaning", 40.),
    ("withheld", 24.),
    ("deliberation", 12.),
    ("point", 12.),
];

struct Writing<'p> {
    page: &'p AnswerPage,
    language: Language,
}

impl Writing<'_> {
    fn say(&self, text: &Text) -> String {
        text.get(self.language).to_owned()
    }

    fn unknown(&self, found: &TextUnknown) -> String {
        text_unknown_words(self.language, found)
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
            "confirmed": page.confirmed.iter().map(|(id, label, source)| json!({
                "condition": id, "label": self.say(label), "source": source,
            })).collect::<Vec<_>>(),
            "role": page.role,
            "quarters": page.asked.span.quarters(),
            "asked": page.asked,
            "status": { "code": page.status, "description": self.say(&page.status_meaning) },
            "text_unknown": page.text_unknown.as_ref().map(|found| json!({
                "deliberation": found.deliberation, "proven_from": found.proven_from, "words": self.unknown(found),
            })),
        });
        let outcome = match &page.outcome {
            AnswerOutcome::Granted(granted) => self.granted(granted),
            AnswerOutcome::Refused { reason, source, replaced_by, suspension } => json!({
                "outcome": reason.as_str(),
                "source": source,
                "replaced_by": replaced_by,
                "suspension": suspension.as_ref().map(|found| json!({
                    "since": found.since, "by": found.by, "reason": found.reason,
                })),
            }),
        };
        if let (Json::Object(document), Json::Object(outcome)) = (&mut document, outcome) {
            document.extend(outcome);
        }
        document
    }

    fn granted(&self, granted: &GrantedAnswer) -> Json {
        let records = granted.records.iter().map(|found| {
            json!({
                "kind": found.kind.0,
                "sender": found.sender.as_ref().map(|sender| self.say(sender)),
                "id": found.identified.then_some(&found.id),
                "version": found.version.filter(|_| found.identified),
                "status": found.status,
                "quarter": found.time.and_then(RecordTime::quarter),
                "time": found.time.map(|time| time.to_string()),
                "created": found.created.filter(|_| found.identified),
                "temporary": found.temporary,
                "filtered": found.filtered.iter().map(|place| &granted.elements[usize::from(*place)].id).collect::<Vec<_>>(),
                "rows": found.rows.iter().map(|row| self.row(granted, row)).collect::<Vec<_>>(),
            })
        });
        json!({
            "outcome": "granted",
            "source": granted.source,
            "withheld": granted.withheld.iter().map(|(place, why)| withheld(&granted.elements[usize::from(*place)], why)).collect::<Vec<_>>(),
            "scope": self.scope(granted),
            "retention": granted.retention.iter().map(|rule| json!({
                "rule": self.say(&rule.summary), "until": rule.until, "source": rule.source,
            })).collect::<Vec<_>>(),
            "obligations": granted.obligations.iter().map(|(text, source)| json!({
                "text": self.say(text), "source": source,
            })).collect::<Vec<_>>(),
            "attestations": records.collect::<Vec<_>>(),
        })
    }

    /// What may be seen, whatever the records are.
    fn scope(&self, granted: &GrantedAnswer) -> Json {
        let regimes = granted.scope.regimes.as_ref().map(|(regimes, source)| {
            json!({ "ids": regimes.iter().map(|(id, _)| id).collect::<Vec<_>>(), "source": source })
        });
        let block = |place: u8| &granted.blocks[usize::from(place)].id;
        json!({
            "regimes": regimes,
            "blocks": granted.scope.blocks.iter().map(|(place, seen, source)| json!({
                "block": block(*place), "seen": seen, "source": source,
            })).collect::<Vec<_>>(),
            "risks": granted.scope.risks.iter().map(|limit| json!({
                "elements": limit.elements.iter().map(|place| &granted.elements[usize::from(*place)].id).collect::<Vec<_>>(),
                "ids": limit.risks.iter().map(|(id, _)| id).collect::<Vec<_>>(),
                "source": limit.source,
            })).collect::<Vec<_>>(),
            "since": granted.scope.since.iter().map(|(place, day, source)| json!({
                "block": block(*place), "day": day, "source": source,
            })).collect::<Vec<_>>(),
        })
    }

    /// The same, line by line.
    fn scope_lines(&self, granted: &GrantedAnswer) -> Vec<Vec<Cell>> {
        let line = |what: &str, value: &str, meaning: &str, source: &Source| {
            self.line(what, value, meaning, ["", &source.deliberation, &source.point])
        };
        let mut lines = Vec::new();
        if let Some((regimes, source)) = &granted.scope.regimes {
            lines.extend(regimes.iter().map(|(id, label)| line("scope.regime", id, &self.say(label), source)));
        }
        let block = |place: u8| &granted.blocks[usize::from(place)];
        for (place, seen, source) in &granted.scope.blocks {
            lines.push(line(
                &format!("scope.{}", block(*place).id),
                seen.as_str(),
                &self.say(&block(*place).label),
                source,
            ));
        }
        for limit in &granted.scope.risks {
            for element in limit.elements.iter().map(|place| &granted.elements[usize::from(*place)]) {
                let what = format!("scope.{}.risk", element.id);
                lines.extend(limit.risks.iter().map(|(id, label)| line(&what, id, &self.say(label), &limit.source)));
            }
        }
        for (place, day, source) in &granted.scope.since {
            let what = format!("scope.{}.since", block(*place).id);
            lines.push(line(&what, &day.to_string(), &self.say(&block(*place).label), source));
        }
        lines
    }

    fn row(&self, granted: &GrantedAnswer, row: &RowPage) -> Json {
        let mut values = Map::new();
        let (mut refused, mut filtered) = (Vec::new(), Vec::new());
        for cell in &row.cells {
            let element = &granted.elements[usize::from(cell.element)];
            match &cell.value {
                CellValue::Withheld(why) => refused.push(withheld(element, why)),
                CellValue::Whether(says, source) => {
                    let reduced =
                        json!({ "whether": says, "deliberation": source.deliberation, "point": source.point });
                    values.insert(element.id.clone(), reduced);
                }
                CellValue::Filtered => filtered.push(&element.id),
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
        filtered.extend(row.filtered.iter().map(|place| &granted.elements[usize::from(*place)].id));
        json!({
            "block": granted.shapes[usize::from(row.shape)].id,
            "values": values,
            "withheld": refused,
            "filtered": filtered,
            "rows": row.rows.iter().map(|row| self.row(granted, row)).collect::<Vec<_>>(),
        })
    }

    /// One line per cell: it needs no agreement about columns, and a spreadsheet can pivot it.
    fn table(&self) -> Table {
        let mut rows = Vec::new();
        match &self.page.outcome {
            AnswerOutcome::Granted(granted) => {
                if granted.records.is_empty() {
                    let meaning = self.say(&self.page.status_meaning);
                    rows.push(self.line("status", &self.page.status, &meaning, ["", "", ""]));
                }
                for found in &granted.records {
                    let shown = found.identified;
                    let place = [
                        found.time.map_or(Cell::Empty, |time| Cell::words(time.to_string())),
                        if shown { Cell::words(found.id.as_str()) } else { Cell::Empty },
                        found
                            .version
                            .filter(|_| shown)
                            .map_or(Cell::Empty, |version| Cell::Count(i64::try_from(version).unwrap_or(i64::MAX))),
                    ];
                    self.rows(&mut rows, granted, &found.rows, &place, "");
                    rows.extend(found.filtered.iter().map(|element| self.removed(granted, *element, &place, "")));
                }
                rows.extend(self.scope_lines(granted));
            }
            AnswerOutcome::Refused { reason, source, replaced_by, suspension } => {
                let (deliberation, point) = source
                    .as_ref()
                    .map(|found| (found.deliberation.as_str(), found.point.as_str()))
                    .unwrap_or_default();
                let replaced_by = replaced_by.as_deref().unwrap_or_default();
                rows.push(self.line("replaced_by", replaced_by, "", [reason.as_str(), deliberation, point]));
                rows.extend(suspension.as_ref().map(|found| {
                    let since = found.since.to_string();
                    self.line("suspended_since", &since, &found.reason, [reason.as_str(), deliberation, point])
                }));
            }
        }
        rows.extend(self.page.confirmed.iter().map(|(id, label, source)| {
            self.line("confirmed", id, &self.say(label), ["", &source.deliberation, &source.point])
        }));
        rows.extend(self.page.text_unknown.as_ref().map(|found| {
            let (day, words) = (found.proven_from.to_string(), self.unknown(found));
            self.line("proven_from", &day, &words, ["", &found.deliberation, ""])
        }));
        Table { name: "answer", columns: COLUMNS, rows, note: None }
    }

    /// A line about the whole answer.
    fn line(&self, element: &str, value: &str, meaning: &str, why: [&str; 3]) -> Vec<Cell> {
        let about = [self.page.niss.as_str(), "", "", "", "", element, "", value, meaning];
        about.into_iter().chain(why).map(Cell::words).collect()
    }

    fn rows(
        &self,
        lines: &mut Vec<Vec<Cell>>,
        granted: &GrantedAnswer,
        rows: &[RowPage],
        place: &[Cell; 3],
        above: &str,
    ) {
        for (number, row) in rows.iter().enumerate() {
            let name = if above.is_empty() { (number + 1).to_string() } else { format!("{above}.{}", number + 1) };
            for cell in &row.cells {
                let element = &granted.elements[usize::from(cell.element)];
                let (meaning, why) = match &cell.value {
                    CellValue::Code(_, Some(meaning)) => (self.say(meaning), ["", "", ""]),
                    CellValue::Whether(_, source) => (
                        String::new(),
                        [ReducedForm::Whether.as_str(), source.deliberation.as_str(), source.point.as_str()],
                    ),
                    CellValue::Filtered => (String::new(), ["filtered", "", ""]),
                    CellValue::Withheld(why) => (
                        String::new(),
                        [why.reason.as_str(), why.source.deliberation.as_str(), why.source.point.as_str()],
                    ),
                    _ => (String::new(), ["", "", ""]),
                };
                let mut line = vec![Cell::words(self.page.niss.as_str())];
                line.extend(place.iter().cloned());
                line.extend([name.as_str(), &element.id, &self.say(&element.label)].map(Cell::words));
                line.extend([counted(&cell.value), Cell::words(meaning)]);
                line.extend(why.map(Cell::words));
                lines.push(line);
            }
            self.rows(lines, granted, &row.rows, place, &name);
            lines.extend(row.filtered.iter().map(|element| self.removed(granted, *element, place, &name)));
        }
    }

    /// A line about an element that the network removed with the rows that would hold it.
    fn removed(&self, granted: &GrantedAnswer, element: u8, place: &[Cell; 3], row: &str) -> Vec<Cell> {
        let element = &granted.elements[usize::from(element)];
        let mut line = vec![Cell::words(self.page.niss.as_str())];
        line.extend(place.iter().cloned());
        line.extend([row, &element.id, &self.say(&element.label), "", "", "filtered", "", ""].map(Cell::words));
        line
    }
}

/// A value as a spreadsheet has it: it may count with amounts and days, with nothing else.
fn counted(value: &CellValue) -> Cell {
    match value {
        CellValue::Amount(number) | CellValue::Count(number) => Cell::Amount(Hundredths::new(*number)),
        CellValue::Date(day) => Cell::Day(*day),
        value => Cell::words(plain(value)),
    }
}

fn withheld(element: &ElementInfo, why: &Withheld) -> Json {
    json!({ "element": element.id, "reason": why.reason, "deliberation": why.source.deliberation, "point": why.source.point })
}

fn plain(value: &CellValue) -> String {
    match value {
        CellValue::Empty | CellValue::Filtered | CellValue::Withheld(_) => String::new(),
        CellValue::Whether(says, _) => if *says { "yes" } else { "no" }.to_owned(),
        CellValue::Code(code, _) => code.clone(),
        CellValue::Text(words) | CellValue::Niss(words) => words.clone(),
        CellValue::Date(day) => day.to_string(),
        CellValue::Period(period) => {
            format!("{}/{}", period.begin, period.end.map_or_else(|| "..".to_owned(), |end| end.to_string()))
        }
        CellValue::Amount(number) | CellValue::Count(number) => Hundredths::new(*number).to_string(),
    }
}
