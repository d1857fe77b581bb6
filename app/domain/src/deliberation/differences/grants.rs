//! What changed in what recipients may receive.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::authorisation::{Authorisation, ModuleGrant};
use crate::catalogue::{Catalogue, ElementSet, Service};
use crate::identifier::{PurposeId, RecipientId};
use crate::text::Text;

/// An identifier with what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub id: String,
    /// What it is called; the identifier itself where the catalogue does not know.
    pub label: Text,
}

/// Whether something is there before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    Gained,
    Lost,
    /// Before and after.
    Kept,
}

/// What came and what went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    pub gained: Vec<Named>,
    pub lost: Vec<Named>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientChanges {
    /// The recipient, or the member of one.
    pub recipient: Named,
    /// Whether the recipient is authorised at all.
    pub presence: Presence,
    pub services: Vec<ServiceChanges>,
}

/// What changed for one recipient in one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceChanges {
    pub service: Named,
    /// Whether the recipient may receive it at all.
    pub presence: Presence,
    pub purposes: Changes,
    pub modules: Vec<ModuleChanges>,
}

/// What changed for one recipient in one module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleChanges {
    pub module: Named,
    /// Whether the recipient has it at all.
    pub presence: Presence,
    /// The elements, for whichever purpose.
    pub elements: Changes,
    /// Purposes of before and after for which other elements came or went than those.
    pub by_purpose: Vec<PurposeChanges>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurposeChanges {
    pub purpose: Named,
    pub elements: Changes,
}

impl Changes {
    fn is_empty(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty()
    }
}

/// What changed from the authorisations of one day to those of another, both of one catalogue: recipients, services
/// and modules in its order, and only those with a change.
///
/// Told are recipients, purposes, modules and elements; not regimes, roles, integration, retention or limits on use.
#[must_use]
pub fn changed_grants(
    before: &[&Authorisation],
    after: &[&Authorisation],
    catalogue: &Catalogue,
) -> Vec<RecipientChanges> {
    let (before, after) = (by_recipient(before, catalogue), by_recipient(after, catalogue));
    let changes = both(&before, &after).map(|((_, id), before, after)| RecipientChanges {
        recipient: Named {
            id: id.to_string(),
            label: catalogue
                .recipient(id.as_str())
                .map_or_else(|| Text::same(id.as_str()), |found| found.label.clone()),
        },
        presence: presence(before, after),
        services: services(before, after, catalogue),
    });
    changes.filter(|changes| changes.presence != Presence::Kept || !changes.services.is_empty()).collect()
}

/// By place in the catalogue, so that its order is that of the answer.
type Recipients<'a> = BTreeMap<(usize, &'a RecipientId), Services<'a>>;
type Services<'a> = BTreeMap<usize, Granted<'a>>;

/// What a recipient may receive of a service.
#[derive(Default)]
struct Granted<'a> {
    /// The purposes, of whichever module.
    purposes: BTreeMap<&'a PurposeId, ()>,
    modules: BTreeMap<usize, Elements<'a>>,
}

/// The elements of a module, for each purpose.
#[derive(Default)]
struct Elements<'a> {
    by_purpose: BTreeMap<&'a PurposeId, ElementSet>,
}

impl Elements<'_> {
    fn all(&self) -> ElementSet {
        self.by_purpose.values().fold(ElementSet::default(), |all, elements| all.or(*elements))
    }
}

fn by_recipient<'a>(authorisations: &[&'a Authorisation], catalogue: &Catalogue) -> Recipients<'a> {
    let mut recipients = Recipients::new();
    for found in authorisations {
        let place = catalogue.recipients().iter().position(|recipient| recipient.id == found.recipient);
        let services = recipients.entry((place.unwrap_or(usize::MAX), &found.recipient)).or_default();
        if let Some(service) = catalogue.services().iter().position(|service| service.id == found.service) {
            services.entry(service).or_default().add(found);
        }
    }
    recipients
}

impl<'a> Granted<'a> {
    fn add(&mut self, authorisation: &'a Authorisation) {
        self.purposes.extend(authorisation.purposes.iter().map(|purpose| (&purpose.id, ())));
        for module in authorisation.modules.iter() {
            self.modules.entry(module.module).or_default().add(authorisation, module);
        }
    }
}

impl<'a> Elements<'a> {
    fn add(&mut self, authorisation: &'a Authorisation, module: &ModuleGrant) {
        for (purpose, grant) in authorisation.purposes.iter().zip(&module.by_purpose) {
            let elements = self.by_purpose.entry(&purpose.id).or_default();
            *elements = elements.or(grant.granted);
        }
    }
}

fn services(before: Option<&Services<'_>>, after: Option<&Services<'_>>, catalogue: &Catalogue) -> Vec<ServiceChanges> {
    let none = Services::new();
    let changes = both(before.unwrap_or(&none), after.unwrap_or(&none)).map(|(place, before, after)| {
        let service = &catalogue.services()[*place];
        let none = Granted::default();
        let presence = presence(before, after);
        let (before, after) = (before.unwrap_or(&none), after.unwrap_or(&none));
        ServiceChanges {
            service: Named { id: service.id.to_string(), label: service.label.clone() },
            presence,
            purposes: purposes(before, after, catalogue),
            modules: modules(before, after, service, catalogue),
        }
    });
    changes
        .filter(|changes| {
            changes.presence != Presence::Kept || !changes.purposes.is_empty() || !changes.modules.is_empty()
        })
        .collect()
}

fn purposes(before: &Granted<'_>, after: &Granted<'_>, catalogue: &Catalogue) -> Changes {
    let mut changes = Changes::default();
    for (purpose, before, after) in both(&before.purposes, &after.purposes) {
        match presence(before, after) {
            Presence::Gained => changes.gained.push(named_purpose(purpose, catalogue)),
            Presence::Lost => changes.lost.push(named_purpose(purpose, catalogue)),
            Presence::Kept => {}
        }
    }
    changes
}

fn modules(before: &Granted<'_>, after: &Granted<'_>, service: &Service, catalogue: &Catalogue) -> Vec<ModuleChanges> {
    let changes = both(&before.modules, &after.modules).map(|(place, before, after)| {
        let module = &service.modules[*place];
        let none = Elements::default();
        let presence = presence(before, after);
        let (before, after) = (before.unwrap_or(&none), after.unwrap_or(&none));
        let elements = elements(before.all(), after.all(), service);
        let by_purpose = both(&before.by_purpose, &after.by_purpose).filter_map(|(purpose, before, after)| {
            let elements = self::elements(*before?, *after?, service);
            Some(PurposeChanges { purpose: named_purpose(purpose, catalogue), elements })
        });
        let by_purpose = by_purpose.filter(|purpose| purpose.elements != elements).collect();
        ModuleChanges {
            module: Named { id: module.id.to_string(), label: module.label.clone() },
            presence,
            elements,
            by_purpose,
        }
    });
    changes
        .filter(|changes| {
            changes.presence != Presence::Kept || !changes.elements.is_empty() || !changes.by_purpose.is_empty()
        })
        .collect()
}

fn elements(before: ElementSet, after: ElementSet, service: &Service) -> Changes {
    let named = |elements: ElementSet| {
        let elements = elements.iter().map(|place| &service.elements[place]);
        elements.map(|element| Named { id: element.id.to_string(), label: element.label.clone() }).collect()
    };
    Changes { gained: named(after.without(before)), lost: named(before.without(after)) }
}

fn named_purpose(purpose: &PurposeId, catalogue: &Catalogue) -> Named {
    Named { id: purpose.to_string(), label: catalogue.purpose_label(purpose.as_str()) }
}

/// Every key of either map, with what stands under it in each.
fn both<'m, K: Ord, V>(
    before: &'m BTreeMap<K, V>,
    after: &'m BTreeMap<K, V>,
) -> impl Iterator<Item = (&'m K, Option<&'m V>, Option<&'m V>)> {
    let mut keys: Vec<&K> = before.keys().chain(after.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(|key| (key, before.get(key), after.get(key)))
}

const fn presence<V>(before: Option<&V>, after: Option<&V>) -> Presence {
    match (before, after) {
        (None, Some(_)) => Presence::Gained,
        (Some(_), None) => Presence::Lost,
        _ => Presence::Kept,
    }
}
