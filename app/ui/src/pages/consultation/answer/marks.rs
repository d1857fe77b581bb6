//! What tells records apart at a glance: their time, and whether they are provisional or cancelled.

use delibero_domain::record::RecordStatus;
use delibero_words::{formats, say};

use super::terms::Terms;
use crate::components::badge::{State, badge_with};
use crate::components::html::Html;
use crate::components::icon::IconName;
use crate::pages::consultation::view::RecordPage;

/// The time that a record is about; nothing where it is withheld.
pub(super) fn record_time(record: &RecordPage, terms: &Terms) -> String {
    record.time.map_or_else(String::new, |time| formats::record_time(time, terms.language))
}

/// Whether it is provisional or cancelled, with sign and word.
pub(super) fn write_marks(out: &mut Html, record: &RecordPage, terms: &Terms) {
    if record.temporary {
        out.view(badge_with(State::Warning, IconName::Clock, say!(terms.language, answer.temporary)));
    }
    if record.status == RecordStatus::Cancellation {
        out.view(badge_with(State::Refused, IconName::Stop, say!(terms.language, answer.cancelled)));
    }
}
