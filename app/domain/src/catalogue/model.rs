//! The catalogue as the engine reads it.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::hash::Computed;
use super::sectors::{QualityCode, Sector};
use super::service::{Element, ElementKind, Service};
use crate::authorisation::{Authorisation, Suspension};
use crate::cases::Case;
use crate::identifier::{CodeListId, RecipientId};
use crate::points::{PointList, Reading};
use crate::text::Text;

/// A kind of organisation that a deliberation names, or a member of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recipient {
    pub id: RecipientId,
    #[serde(skip)]
    pub label: Text,
    pub member_of: Option<RecipientId>,
}

/// A word of the vocabulary with its label: a purpose, a person role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    pub id: String,
    #[serde(skip)]
    pub label: Text,
}

/// One code of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Code {
    /// As it is received.
    pub code: String,
    /// The identifier that rules use; the code itself unless another is given.
    pub id: String,
    /// What it means.
    #[serde(skip)]
    pub label: Text,
    /// Whether it only says that there is nothing to say, as `0` of the exit reasons does.
    pub says_nothing: bool,
}

/// A code list. A code that is missing is shown as received, never dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeList {
    pub id: CodeListId,
    /// Whether the source is known to be incomplete.
    pub partial: bool,
    pub codes: Vec<Code>,
}

impl CodeList {
    /// The entry of a code as received.
    #[must_use]
    pub fn code(&self, received: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.code == received)
    }
}

/// A deliberation, as far as the catalogue needs it: the text itself comes in through the importer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deliberation {
    /// The stable number.
    pub number: String,
    /// The document number of the version that the data follow.
    pub document: String,
    /// The subject in our own words.
    #[serde(skip)]
    pub subject: Text,
    /// The day of the first approval.
    pub approved: Date,
    /// The first day for which the words that the data follow are proven; on a day before, the text may have differed.
    pub proven_from: Date,
}

/// Everything that is data: built by [`super::files`], applied by [`crate::consultation`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    pub(super) services: Vec<Service>,
    pub(super) recipients: Vec<Recipient>,
    pub(super) code_lists: Vec<CodeList>,
    pub(super) purposes: Vec<Term>,
    pub(super) person_roles: Vec<Term>,
    pub(super) events: Vec<Term>,
    pub(super) regions: Vec<Term>,
    pub(super) offices: Vec<Term>,
    pub(super) conditions: Vec<Term>,
    pub(super) sectors: Vec<Sector>,
    /// The quality codes that mean the same in every sector.
    pub(super) quality_codes: Vec<QualityCode>,
    pub(super) deliberations: Vec<Deliberation>,
    pub(super) authorisations: Vec<Authorisation>,
    pub(super) suspensions: Vec<Arc<Suspension>>,
    pub(super) cases: Vec<Case>,
    pub(super) point_lists: Vec<PointList>,
    pub(super) readings: Vec<Reading>,
    pub(super) computed: Computed,
    /// Where everything about a recipient stands.
    pub(super) places: HashMap<RecipientId, Places>,
}

/// Where everything about a recipient stands in the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// Its place among the recipients.
    pub recipient: usize,
    /// The places of its members.
    pub members: Vec<usize>,
    /// The places of its authorisations.
    pub authorisations: Vec<usize>,
    /// The place of its sector.
    pub sector: Option<usize>,
}

impl Catalogue {
    #[must_use]
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// Every recipient and member, recipients before their members.
    #[must_use]
    pub fn recipients(&self) -> &[Recipient] {
        &self.recipients
    }

    #[must_use]
    pub fn deliberations(&self) -> &[Deliberation] {
        &self.deliberations
    }

    /// The decisions that were read in the texts by hand.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    #[must_use]
    pub fn point_lists(&self) -> &[PointList] {
        &self.point_lists
    }

    /// How the texts were read where they leave a choice.
    #[must_use]
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// Every effective authorisation.
    #[must_use]
    pub fn authorisations(&self) -> &[Authorisation] {
        &self.authorisations
    }

    /// Whatever is stopped, in the order of the files.
    #[must_use]
    pub fn suspensions(&self) -> &[Arc<Suspension>] {
        &self.suspensions
    }

    #[must_use]
    pub fn service(&self, id: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.id.as_str() == id)
    }

    /// A recipient or member.
    #[must_use]
    pub fn recipient(&self, id: &str) -> Option<&Recipient> {
        self.places.get(id).map(|places| &self.recipients[places.recipient])
    }

    /// The members of a recipient, in their order.
    pub fn members_of(&self, id: &str) -> impl Iterator<Item = &Recipient> {
        let places = self.places.get(id).map_or(&[][..], |places| &places.members);
        places.iter().map(|place| &self.recipients[*place])
    }

    /// The sector of a recipient, where its quality codes are known.
    #[must_use]
    pub fn sector_of(&self, id: &str) -> Option<&Sector> {
        self.places.get(id)?.sector.map(|place| &self.sectors[place])
    }

    /// Whether a quality code says that a recipient has a file on the person that counts for a purpose.
    #[must_use]
    pub fn counts_as_file(&self, recipient: &str, code: u16, purpose: &str) -> bool {
        let sector = self.sector_of(recipient);
        let of_sector = sector.and_then(|sector| sector.code(code));
        let listed = of_sector.or_else(|| self.quality_codes.iter().find(|known| known.code == code));
        match (listed, sector) {
            (Some(known), _) => known.counts_for(purpose),
            (None, Some(sector)) => sector.unlisted_count,
            (None, None) => true,
        }
    }

    /// The quality codes that never say that a recipient has a file on the person, in order.
    #[must_use]
    pub fn codes_that_never_count(&self, recipient: &str) -> Vec<u16> {
        let own = self.sector_of(recipient).map(|sector| sector.codes.as_slice()).unwrap_or_default();
        let general = self.quality_codes.iter().filter(|known| own.iter().all(|listed| listed.code != known.code));
        let mut codes: Vec<u16> =
            own.iter().chain(general).filter(|known| !known.counts).map(|known| known.code).collect();
        codes.sort_unstable();
        codes
    }

    #[must_use]
    pub fn code_list(&self, id: &CodeListId) -> Option<&CodeList> {
        self.code_lists.iter().find(|list| list.id == *id)
    }

    #[must_use]
    pub fn code_lists(&self) -> &[CodeList] {
        &self.code_lists
    }

    #[must_use]
    pub fn events(&self) -> &[Term] {
        &self.events
    }

    #[must_use]
    pub fn regions(&self) -> &[Term] {
        &self.regions
    }

    #[must_use]
    pub fn offices(&self) -> &[Term] {
        &self.offices
    }

    /// Whether there is such a purpose.
    #[must_use]
    pub fn knows_purpose(&self, id: &str) -> bool {
        self.purposes.iter().any(|term| term.id == id)
    }

    /// Whether there is such a role of a person.
    #[must_use]
    pub fn knows_person_role(&self, id: &str) -> bool {
        self.person_roles.iter().any(|term| term.id == id)
    }

    /// Every condition that a user may confirm, with its label.
    #[must_use]
    pub fn conditions(&self) -> &[Term] {
        &self.conditions
    }

    /// Whether there is such a condition.
    #[must_use]
    pub fn knows_condition(&self, id: &str) -> bool {
        self.conditions.iter().any(|term| term.id == id)
    }

    /// Every sector whose quality codes are known.
    #[must_use]
    pub fn sectors(&self) -> &[Sector] {
        &self.sectors
    }

    /// The quality codes that mean the same in every sector.
    #[must_use]
    pub fn quality_codes(&self) -> &[QualityCode] {
        &self.quality_codes
    }

    /// The label of a condition; the identifier itself when it is unknown.
    #[must_use]
    pub fn condition_label(&self, id: &str) -> Text {
        label_of(&self.conditions, id)
    }

    /// Every purpose, with its label.
    #[must_use]
    pub fn purposes(&self) -> &[Term] {
        &self.purposes
    }

    /// Every role of a person, with its label.
    #[must_use]
    pub fn person_roles(&self) -> &[Term] {
        &self.person_roles
    }

    /// The label of an event; the identifier itself when it is unknown.
    #[must_use]
    pub fn event_label(&self, id: &str) -> Text {
        label_of(&self.events, id)
    }

    /// The label of a region; the identifier itself when it is unknown.
    #[must_use]
    pub fn region_label(&self, id: &str) -> Text {
        label_of(&self.regions, id)
    }

    /// The label of an office; the identifier itself when it is unknown.
    #[must_use]
    pub fn office_label(&self, id: &str) -> Text {
        label_of(&self.offices, id)
    }

    /// Whether there is such a region.
    #[must_use]
    pub fn knows_region(&self, id: &str) -> bool {
        self.regions.iter().any(|term| term.id == id)
    }

    /// The label of a purpose; the identifier itself when it is unknown.
    #[must_use]
    pub fn purpose_label(&self, id: &str) -> Text {
        label_of(&self.purposes, id)
    }

    /// The label of a person role; the identifier itself when it is unknown.
    #[must_use]
    pub fn person_role_label(&self, id: &str) -> Text {
        label_of(&self.person_roles, id)
    }

    /// The identifiers that rules use for the codes of an element.
    pub fn ids_of<'c>(&'c self, element: &'c Element) -> impl Iterator<Item = &'c str> {
        self.list_of(element).into_iter().flat_map(|list| &list.codes).map(|code| code.id.as_str())
    }

    /// The identifier that rules use for a code received; the code itself when it is unknown.
    #[must_use]
    pub fn id_of<'c>(&'c self, element: &Element, received: &'c str) -> &'c str {
        self.list_of(element).and_then(|list| list.code(received)).map_or(received, |code| code.id.as_str())
    }

    /// The labels of identifiers that rules use for the codes of an element; an unknown one stands for itself.
    #[must_use]
    pub fn labels_of(&self, element: Option<&Element>, ids: &[String]) -> Vec<Text> {
        let codes = element.and_then(|element| self.list_of(element)).map_or(&[][..], |list| &list.codes);
        let label = |id: &String| {
            let code = codes.iter().find(|code| code.id == *id);
            code.map_or_else(|| Text::same(id), |code| code.label.clone())
        };
        ids.iter().map(label).collect()
    }

    #[must_use]
    pub fn list_of(&self, element: &Element) -> Option<&CodeList> {
        match &element.kind {
            ElementKind::Code(id) => self.code_list(id),
            _ => None,
        }
    }

    /// The authorisations of a recipient or member for any service.
    pub fn every_authorisation_of(&self, recipient: &str) -> impl Iterator<Item = &Authorisation> {
        let places = self.places.get(recipient).map_or(&[][..], |places| &places.authorisations);
        places.iter().map(|place| &self.authorisations[*place])
    }

    /// The authorisations of a recipient or member for a service, over time (those of a member are resolved when the
    /// files are read, so one look is enough).
    pub fn authorisations_of<'c>(
        &'c self,
        recipient: &str,
        service: &'c str,
    ) -> impl Iterator<Item = &'c Authorisation> + use<'c> {
        let places = self.places.get(recipient).map_or(&[][..], |places| &places.authorisations);
        places.iter().map(|place| &self.authorisations[*place]).filter(move |found| found.service.as_str() == service)
    }
}

fn label_of(terms: &[Term], id: &str) -> Text {
    terms.iter().find(|term| term.id == id).map_or_else(|| Text::same(id), |term| term.label.clone())
}
