//! One entry of the log with everything that its record keeps.

use delibero_domain::access_log::{Considered, Decided, Disclosed};
use delibero_domain::authorisation::{ReducedForm, Source, WithheldReason};
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::{ElementId, RecipientId};
use delibero_domain::text::Text;
use delibero_usecases::journal::{DecidedAgain, LogPosition};
use jiff::civil::Date;

use super::LogLine;
use super::load::Writing;
use crate::error::PageError;
use crate::services::{services, signed_in};

/// What became of the decision when it was made again.
pub struct Again {
    /// None: the record does not hold what the decision used.
    pub decided: Option<DecidedAgain>,
}

pub struct EntryView {
    pub line: LogLine,
    pub recipient: Text,
    pub service: Text,
    /// Each with its version and, where its service has several, its sender.
    pub records: Vec<(Disclosed, Option<Text>)>,
    /// None in a record of the first form.
    pub decided: Option<DecidedView>,
    /// The state of the catalogue that was applied, by its number, where it is known here.
    pub state: Option<u32>,
    /// Whether the reader may open that state.
    pub may_open_state: bool,
    /// None: it was not asked for.
    pub again: Option<Again>,
}

/// What the decision used and said, with names.
pub struct DecidedView {
    pub decided: Decided,
    pub region: Option<Text>,
    pub belongs_to: Vec<Text>,
    /// Quality codes with what they mean.
    pub quality_codes: Vec<(u16, Option<Text>)>,
    pub offices: Vec<Text>,
    pub withheld: Vec<(WithheldReason, Source, Vec<Text>)>,
    pub reduced: Vec<(Text, ReducedForm, Source)>,
    /// In words where the rule is still in the catalogue, else as programs read it.
    pub retention: Vec<(Text, Option<Date>, Source)>,
    pub obligations: Vec<(Text, Source)>,
    pub considered: Vec<(Considered, Text)>,
}

/// # Errors
/// When there is no such entry for the reader, or the store fails.
pub async fn load_entry(position: &str, again: bool) -> Result<EntryView, PageError> {
    let position: LogPosition = position.parse().map_err(|_| PageError::Unknown)?;
    let (with, reader) = (services()?, signed_in()?);
    let journal = with.journal(&reader.actor)?;
    let logged = journal.entry(position).await?.ok_or(PageError::Unknown)?;
    let deciding = with.deciding_entries(&reader.actor)?;
    let state = deciding.state_of(&logged.entry).await?;
    let again = match again {
        true => Some(Again { decided: deciding.decide(&logged.entry).await? }),
        false => None,
    };
    let organisations = journal.organisations().await?;
    let writing = Writing { journal, catalogue: &with.catalogue, organisations: &organisations };
    let names = Names { catalogue: &with.catalogue, recipient: &logged.entry.recipient, writing: &writing };
    let service = logged.entry.service.clone();
    let decided = logged.entry.decided.clone().map(|decided| names.decided(service.as_str(), *decided));
    let sender = |found: &Disclosed| found.sender.as_ref().map(|sender| names.recipient_label(sender));
    let records = logged.entry.disclosed.iter().map(|found| (found.clone(), sender(found))).collect();
    let service = with.catalogue.service(service.as_str()).map(|found| found.label.clone());
    Ok(EntryView {
        recipient: names.recipient_label(&logged.entry.recipient),
        service: service.unwrap_or_else(|| Text::same(logged.entry.service.as_str())),
        records,
        decided,
        state,
        may_open_state: reader.actor.may(Capability::ReadDrafts),
        again,
        line: writing.line(logged)?,
    })
}

/// How identifiers of a record are called today; one that is gone is called by itself.
struct Names<'n> {
    catalogue: &'n Catalogue,
    recipient: &'n RecipientId,
    writing: &'n Writing<'n>,
}

impl Names<'_> {
    fn recipient_label(&self, id: &RecipientId) -> Text {
        self.catalogue.recipient(id.as_str()).map_or_else(|| Text::same(id.as_str()), |found| found.label.clone())
    }

    fn quality_code(&self, code: u16) -> (u16, Option<Text>) {
        let sector = self.catalogue.sector_of(self.recipient.as_str());
        (code, sector.and_then(|sector| sector.code(code)).map(|found| found.label.clone()))
    }

    fn decided(&self, service: &str, decided: Decided) -> DecidedView {
        let (facts, ruling) = (&decided.facts, &decided.ruling);
        let element = |id: &ElementId| self.writing.element_label(service, id.as_str());
        let label_of =
            |id: &str| self.catalogue.service(id).map_or_else(|| Text::same(id), |found| found.label.clone());
        let rules = || self.catalogue.authorisations_of(self.recipient.as_str(), service);
        let kept_as = |rule: &str| {
            let known = rules().flat_map(|found| &found.retention).find(|known| known.code() == rule);
            known.map_or_else(|| Text::same(rule), |known| known.summary.clone())
        };
        let limit = |id: &str| {
            let known = rules().flat_map(|found| &found.use_limits).find(|limit| limit.id.as_str() == id);
            known.map_or_else(|| Text::same(id), |known| known.text.clone())
        };
        let offices = facts.user.offices.iter().flatten();
        let withheld = ruling.withheld.iter();
        DecidedView {
            region: facts.region.as_ref().map(|region| self.catalogue.region_label(region.as_str())),
            belongs_to: facts.belongs_to.iter().flatten().map(|id| self.recipient_label(id)).collect(),
            quality_codes: facts.integration.quality_codes.iter().map(|code| self.quality_code(*code)).collect(),
            offices: offices.map(|held| self.catalogue.office_label(held.office.as_str())).collect(),
            withheld: withheld
                .map(|found| (found.reason, found.source.clone(), found.elements.iter().map(element).collect()))
                .collect(),
            reduced: ruling
                .reduced
                .iter()
                .map(|found| (element(&found.element), found.form, found.source.clone()))
                .collect(),
            retention: ruling
                .retention
                .iter()
                .map(|kept| (kept_as(&kept.rule), kept.until, kept.source.clone()))
                .collect(),
            obligations: ruling
                .obligations
                .iter()
                .map(|found| (limit(found.id.as_str()), found.source.clone()))
                .collect(),
            considered: decided
                .considered
                .iter()
                .map(|found| (found.clone(), label_of(found.service.as_str())))
                .collect(),
            decided,
        }
    }
}
