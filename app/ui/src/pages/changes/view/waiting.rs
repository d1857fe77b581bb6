//! What waits for the secretariat and for approvers, since when, and what follows from doing nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use delibero_domain::authorisation::Authorisation;
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::text::Text;
use delibero_usecases::accounts::Actor;
use delibero_usecases::catalogue::{CatalogueDraft, CatalogueDrafts, NewText};
use delibero_usecases::drafts::EditKind;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::day;
use crate::error::PageError;
use crate::pages::changes::draft_address;
use crate::pages::register::rules::rules_address;
use crate::pages::suspensions::{SuspensionView, Suspensions};

/// How far ahead one looks for authorisations that begin or end, in days.
pub const AHEAD: i32 = 90;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaitingKind {
    /// A proposal that this reader may judge.
    ToApprove,
    /// A proposal that somebody else must judge.
    ForAnother,
    /// Sent back to the secretariat.
    Returned,
    /// The program ships other documents than before.
    OfProgram,
    /// It is stopped until two people lift it.
    Suspended,
    /// A newer text has points of this many rules otherwise.
    RulesToLookAt(usize),
    /// So many points of a deliberation have no rule, no case, and no reason for that.
    OpenPoints(usize),
    /// The catalogue says nothing of a deliberation.
    WithoutRule,
    /// So many more, older than those that are named.
    OthersWithoutRule(u64),
    Ends,
    Begins,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingLine {
    pub kind: WaitingKind,
    /// A title, or recipient, service and deliberation.
    pub words: Vec<Text>,
    /// Where it leads.
    pub to: String,
    /// Since when; of an authorisation, its last or first day.
    pub day: Date,
}

impl WaitingLine {
    /// Whether it comes by itself, and nobody need act before.
    pub(super) const fn is_coming(&self) -> bool {
        matches!(self.kind, WaitingKind::Ends | WaitingKind::Begins)
    }
}

/// What waits, drafts first, then by day.
pub(super) async fn waiting(
    drafts: CatalogueDrafts<'_>,
    reader: &Actor,
    catalogue: &Catalogue,
    known: &[CatalogueDraft],
    suspended: &Suspensions,
    today: Date,
) -> Result<Vec<WaitingLine>, PageError> {
    let mut lines = Vec::new();
    for draft in known {
        let Some(kind) = kind_of(drafts, reader, draft).await? else { continue };
        let words = vec![Text::same(&draft.content.title)];
        lines.push(WaitingLine { kind, words, to: draft_address(&draft.id), day: day(draft.saved) });
    }
    lines.extend(suspended.all().map(stopped));
    lines.sort_by_key(|line| (line.kind, line.day));
    let mut coming = coming(catalogue, today);
    coming.sort_by_key(|line| line.day);
    lines.append(&mut coming);
    Ok(lines)
}

/// A newer text whose rules nobody looked at.
pub(super) fn to_look_at(text: &NewText) -> WaitingLine {
    let number = text.deliberation.to_string();
    let count = text.open();
    WaitingLine {
        kind: WaitingKind::RulesToLookAt(count),
        to: rules_address(&number),
        day: text.published.map_or(text.described.approved, day),
        words: vec![Text::same(&number)],
    }
}

async fn kind_of(
    drafts: CatalogueDrafts<'_>,
    reader: &Actor,
    draft: &CatalogueDraft,
) -> Result<Option<WaitingKind>, PageError> {
    if draft.proposed.is_some() {
        let judges = reader.may(Capability::PublishDrafts) && !drafts.had_a_part_in(draft).await?;
        return Ok(Some(if judges { WaitingKind::ToApprove } else { WaitingKind::ForAnother }));
    }
    if draft.author.is_none() {
        return Ok(Some(WaitingKind::OfProgram));
    }
    let edits = drafts.edits(&draft.id).await?;
    let last = edits.iter().find(|edit| edit.what != EditKind::Saved);
    Ok(last.filter(|edit| edit.what == EditKind::Returned).map(|_| WaitingKind::Returned))
}

/// The authorisations that begin or end soon; those of members with the ones of their recipient.
fn coming(catalogue: &Catalogue, today: Date) -> Vec<WaitingLine> {
    let last = today.saturating_add(AHEAD.days());
    let mut seen = BTreeSet::new();
    let mut lines = Vec::new();
    for found in catalogue.authorisations() {
        let validity = &found.validity;
        let ends = validity.until.filter(|until| *until >= today && *until <= last);
        let begins = Some(validity.from).filter(|from| *from > today && *from <= last);
        if (ends.is_some() || begins.is_some()) && seen.insert(Arc::as_ptr(&found.provisions)) {
            let line = |kind, day| line(catalogue, found, kind, day);
            lines.extend(ends.map(|day| line(WaitingKind::Ends, day)));
            lines.extend(begins.map(|day| line(WaitingKind::Begins, day)));
        }
    }
    lines
}

fn line(catalogue: &Catalogue, found: &Authorisation, kind: WaitingKind, day: Date) -> WaitingLine {
    let recipient = catalogue.recipient(found.recipient.as_str()).map(|found| found.label.clone());
    let service = catalogue.service(found.service.as_str()).map(|found| found.label.clone());
    let deliberation = Text::same(&found.source.deliberation);
    let words = recipient.into_iter().chain(service).chain([deliberation]).collect();
    WaitingLine { kind, words, to: format!("/catalogue/{}", found.recipient), day }
}

fn stopped(found: &SuspensionView) -> WaitingLine {
    let recipient = std::iter::once(found.recipient_label.clone());
    let deliberation = Text::same(&found.deliberation);
    let words = recipient.chain(found.organisation.clone()).chain([found.service.clone(), deliberation]);
    let to = format!("/catalogue/{}", found.recipient);
    WaitingLine { kind: WaitingKind::Suspended, words: words.collect(), to, day: found.since.date() }
}

#[cfg(test)]
mod tests {
    use delibero_domain::catalogue::files::{BUILTIN, builtin, read};
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_ends_or_begins_within_ninety_days_is_told_once() {
        let changed: Vec<(&str, String)> = BUILTIN
            .iter()
            .map(|(name, text)| {
                let ends = "recipient = \"cpas\"\nservice = \"hdi\"\nvalid_until = \"2026-09-28\"";
                (*name, text.replacen("recipient = \"cpas\"\nservice = \"hdi\"", ends, 1))
            })
            .collect();
        let files: Vec<(&str, &str)> = changed.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let catalogue = read(&files).expect("a catalogue");
        let on = |today| coming(&catalogue, today).into_iter().map(|line| (line.kind, line.day)).collect::<Vec<_>>();
        let ends = vec![(WaitingKind::Ends, date(2026, 9, 28))];
        assert_eq!(on(date(2026, 6, 30)), ends, "in ninety days");
        assert_eq!(on(date(2026, 6, 29)), []);
        assert_eq!(on(date(2026, 9, 28)), ends, "the last day");
        assert_eq!(on(date(2026, 9, 29)), []);
        let shipped = builtin().expect("the shipped catalogue");
        assert!(coming(&shipped, date(2020, 4, 1)).iter().any(|line| line.kind == WaitingKind::Begins));
    }
}
