//! What each version did to its points.

use std::collections::HashMap;

use delibero_domain::deliberation::register::{PointStatus, PointText, VersionText};
use delibero_domain::text::Language;

use super::draft::Content;

/// The statuses of the points of a text, given the text of the version before.
#[must_use]
pub(super) fn statuses(before: Option<&VersionText>, text: &VersionText) -> Vec<PointStatus> {
    let Some(before) = before else { return as_given(text, PointStatus::Unknown) };
    let old: HashMap<String, &PointText> = before.points.iter().map(|point| (point.label.normal(), point)).collect();
    let status = |point: &PointText| match old.get(&point.label.normal()) {
        _ if point.status == PointStatus::Repealed => PointStatus::Repealed,
        None => PointStatus::Inserted,
        Some(old) if old.text == point.text => PointStatus::Unchanged,
        Some(_) => PointStatus::Changed,
    };
    text.points.iter().map(status).collect()
}

/// A content whose points say what their version did to them, measured against the version before that is known in the
/// same language. The first version did nothing to them; what was repealed stays so.
#[must_use]
pub(super) fn with_statuses(mut content: Content) -> Content {
    for language in Language::ALL {
        let mut before: Option<VersionText> = None;
        for (key, text) in content.texts.iter_mut().filter(|(key, _)| key.language == language) {
            let found = match &before {
                None if key.version == 0 => as_given(text, PointStatus::Unchanged),
                earlier => statuses(earlier.as_ref(), text),
            };
            for (point, status) in text.points.iter_mut().zip(found) {
                point.status = status;
            }
            before = Some(text.clone());
        }
    }
    content
}

/// What was repealed is said by hand; of the others one status is known.
fn as_given(text: &VersionText, others: PointStatus) -> Vec<PointStatus> {
    let status = |point: &PointText| match point.status {
        PointStatus::Repealed => PointStatus::Repealed,
        _ => others,
    };
    text.points.iter().map(status).collect()
}
