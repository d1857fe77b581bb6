//! The timeline, drawn from what the answer shows and from nothing else.

use delibero_domain::catalogue::Service;
use delibero_domain::period::{Period, Quarter};
use delibero_domain::text::Text;

use super::{CellValue, RecordPage, RowPage};

/// The periods and payments of one social risk; one lane has no risk where it is withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskLane {
    pub risk: Option<Text>,
    pub periods: Vec<RiskBar>,
    pub payments: Vec<RiskBar>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskBar {
    pub period: Period,
    /// Of the attestation.
    pub quarter: Quarter,
    /// In cents, for payments where it is granted.
    pub amount: Option<i64>,
    pub temporary: bool,
}

pub(super) fn timeline(service: &Service, records: &[RecordPage]) -> Vec<RiskLane> {
    let mut lanes: Vec<RiskLane> = Vec::new();
    for record in records.iter().rev() {
        for row in &record.rows {
            let risk = risk_of(service, row);
            let place = lanes.iter().position(|lane| lane.risk == risk).unwrap_or_else(|| {
                lanes.push(RiskLane { risk, periods: Vec::new(), payments: Vec::new() });
                lanes.len() - 1
            });
            let lane = &mut lanes[place];
            lane.periods.extend(bar(record, row));
            lane.payments.extend(row.rows.iter().filter_map(|payment| bar(record, payment)));
        }
    }
    lanes.retain(|lane| !lane.periods.is_empty() || !lane.payments.is_empty());
    lanes
}

/// The social risk of a row, where it may be seen.
fn risk_of(service: &Service, row: &RowPage) -> Option<Text> {
    let element = service.risk_element?;
    let cell = row.cells.iter().find(|cell| usize::from(cell.element) == element)?;
    match &cell.value {
        CellValue::Code(code, label) => Some(label.clone().unwrap_or_else(|| Text::same(code))),
        _ => None,
    }
}

fn bar(record: &RecordPage, row: &RowPage) -> Option<RiskBar> {
    let period: Period = row.cells.iter().find_map(|cell| match &cell.value {
        CellValue::Period(period) => Some(*period),
        _ => None,
    })?;
    let amount = row.cells.iter().find_map(|cell| match cell.value {
        CellValue::Amount(amount) => Some(amount),
        _ => None,
    });
    Some(RiskBar { period, quarter: record.time?.quarter()?, amount, temporary: record.temporary })
}
