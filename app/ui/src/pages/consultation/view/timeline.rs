//! The timeline, drawn from what the answer shows and from nothing else.

use delibero_domain::catalogue::Service;
use delibero_domain::period::Period;
use delibero_domain::text::Text;

use super::{AttestationPage, CellValue, RowPage};
use crate::components::timeline::{Bar, Lane, Timeline};

pub(super) fn timeline(service: &Service, attestations: &[AttestationPage]) -> Timeline {
    let mut lanes: Vec<Lane> = Vec::new();
    for attestation in attestations.iter().rev() {
        for row in &attestation.rows {
            let risk = risk_of(service, row);
            let place = lanes.iter().position(|lane| lane.risk == risk).unwrap_or_else(|| {
                lanes.push(Lane { risk, periods: Vec::new(), payments: Vec::new() });
                lanes.len() - 1
            });
            let lane = &mut lanes[place];
            lane.periods.extend(bar(attestation, row));
            lane.payments.extend(row.rows.iter().filter_map(|payment| bar(attestation, payment)));
        }
    }
    Timeline { lanes: lanes.into_iter().filter(|lane| !lane.periods.is_empty() || !lane.payments.is_empty()).collect() }
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

fn bar(attestation: &AttestationPage, row: &RowPage) -> Option<Bar> {
    let period: Period = row.cells.iter().find_map(|cell| match &cell.value {
        CellValue::Period(period) => Some(*period),
        _ => None,
    })?;
    let amount = row.cells.iter().find_map(|cell| match cell.value {
        CellValue::Amount(amount) => Some(amount),
        _ => None,
    });
    Some(Bar { period, quarter: attestation.quarter, amount, temporary: attestation.temporary })
}
