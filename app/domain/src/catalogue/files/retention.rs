//! How long data may be kept, as a file says it.

use super::entries::RetentionEntry;
use super::fault::CatalogueFault;
use super::resolver::Resolver;
use super::terms::{known, known_one};
use crate::authorisation::{Length, Maximum, RetentionRule};

impl Resolver<'_> {
    pub(super) fn retentions(&self, entries: &[RetentionEntry]) -> Vec<RetentionRule> {
        entries.iter().filter_map(|entry| self.retention(entry)).collect()
    }

    fn retention(&self, entry: &RetentionEntry) -> Option<RetentionRule> {
        let (sheet, key) = (self.sheet, self.at("retention"));
        let lengths = [entry.length, entry.maximum.as_ref().and_then(|maximum| maximum.length)];
        if lengths.into_iter().flatten().any(|length| !is_positive(length)) {
            sheet.wrong(&format!("{key}.length"), &entry.event, CatalogueFault::LengthNotPositive);
        }
        let event = |word| known_one(sheet, &key, &self.catalogue.events, word);
        Some(RetentionRule {
            summary: sheet.text(&key, &entry.summary),
            length: entry.length,
            event: event(&entry.event)?,
            maximum: match &entry.maximum {
                Some(maximum) => Some(Maximum { length: maximum.length, event: event(&maximum.event)? }),
                None => None,
            },
            purposes: known(sheet, &key, &self.catalogue.purposes, &entry.purposes),
            source: self.source("retention", &entry.point),
        })
    }
}

const fn is_positive(length: Length) -> bool {
    length.years >= 0 && length.months >= 0 && length.years + length.months > 0
}
