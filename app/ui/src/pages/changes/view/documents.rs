//! Documents under the names that people give them, and what changes in them.

use delibero_domain::catalogue::Catalogue;
use delibero_domain::deliberation::differences::{Run, diff};
use delibero_domain::text::Text;
use delibero_usecases::catalogue::editing::DocumentKind;
use delibero_usecases::catalogue::{DocumentChange, is_suspension};

/// A document as people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentView {
    /// As the store has it: `recipients/cpas.toml`.
    pub name: String,
    /// None: a file that no form edits.
    pub kind: Option<DocumentKind>,
    /// An authorisation has three: recipient, service, deliberation.
    pub labels: Vec<Text>,
    /// Of an authorisation or a recipient.
    pub recipient: Option<String>,
}

impl DocumentView {
    #[must_use]
    pub fn is_suspension(&self) -> bool {
        is_suspension(&self.name)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    Added,
    Changed,
    Removed,
}

/// A document that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeView {
    pub document: DocumentView,
    pub kind: ChangeKind,
    /// Its words, old and new.
    pub runs: Vec<Run>,
    /// It was published otherwise since the draft began to change it.
    pub outdated: bool,
}

impl ChangeView {
    pub(super) fn of(change: &DocumentChange, outdated: &[String], catalogues: &[&Catalogue]) -> Self {
        let (before, after) = (change.before.as_deref(), change.after.as_deref());
        Self {
            document: document_view(&change.name, catalogues),
            kind: match (before, after) {
                (None, _) => ChangeKind::Added,
                (_, None) => ChangeKind::Removed,
                _ => ChangeKind::Changed,
            },
            runs: diff(before.unwrap_or_default(), after.unwrap_or_default()),
            outdated: outdated.contains(&change.name),
        }
    }
}

/// The document, with the first label that one of the catalogues has for it.
pub(in crate::pages) fn document_view(name: &str, catalogues: &[&Catalogue]) -> DocumentView {
    let kind = DocumentKind::of(name);
    let id = kind.and_then(|kind| name.strip_prefix(kind.prefix())).unwrap_or(name);
    let id = id.strip_suffix(".toml").unwrap_or(id);
    if let Some(found) = suspension(name, catalogues) {
        return found;
    }
    let label = |label: &dyn Fn(&Catalogue) -> Option<Text>| {
        let mut found = catalogues.iter().filter_map(|catalogue| label(catalogue));
        found.next().unwrap_or_else(|| Text::same(id))
    };
    let known = |text: Text| (text.fr != id).then_some(text);
    let text = match kind {
        Some(DocumentKind::Authorisation) => {
            let (labels, recipient) = authorisation(id, catalogues);
            return DocumentView { name: name.to_owned(), kind, labels, recipient };
        }
        Some(DocumentKind::Recipient) => label(&|catalogue| Some(catalogue.recipient(id)?.label.clone())),
        Some(DocumentKind::Service) => label(&|catalogue| Some(catalogue.service(id)?.label.clone())),
        Some(DocumentKind::Purpose) => label(&|catalogue| known(catalogue.purpose_label(id))),
        Some(DocumentKind::PersonRole) => label(&|catalogue| known(catalogue.person_role_label(id))),
        Some(DocumentKind::Event) => label(&|catalogue| known(catalogue.event_label(id))),
        Some(DocumentKind::Region) => label(&|catalogue| known(catalogue.region_label(id))),
        Some(DocumentKind::Office) => label(&|catalogue| known(catalogue.office_label(id))),
        Some(DocumentKind::Condition) => label(&|catalogue| known(catalogue.condition_label(id))),
        Some(DocumentKind::Sector) => label(&|catalogue| {
            let mut sectors = catalogue.sectors().iter();
            sectors.find(|sector| sector.number.to_string() == id).map(|sector| sector.label.clone())
        }),
        Some(DocumentKind::Deliberation | DocumentKind::Cases | DocumentKind::Points) => {
            Text::same(&id.replacen('-', "/", 1))
        }
        Some(DocumentKind::CodeList | DocumentKind::EverySector) | None => Text::same(id),
    };
    let recipient = (kind == Some(DocumentKind::Recipient)).then(|| id.to_owned());
    DocumentView { name: name.to_owned(), kind, labels: vec![label_or(text, id)], recipient }
}

/// What a suspension stops: recipient, organisation where it is one, service, deliberation.
fn suspension(name: &str, catalogues: &[&Catalogue]) -> Option<DocumentView> {
    let (catalogue, found) = catalogues.iter().find_map(|catalogue| {
        let found = catalogue.suspensions().iter().find(|found| found.file == name)?;
        Some((catalogue, found))
    })?;
    let recipient = catalogue.recipient(found.recipient.as_str())?.label.clone();
    let organisation = found.organisation.as_ref().map(|id| Text::same(id.as_str()));
    let service = catalogue.service(found.service.as_str())?.label.clone();
    let labels = [recipient].into_iter().chain(organisation).chain([service, Text::same(&found.deliberation)]);
    let recipient = Some(found.recipient.to_string());
    Some(DocumentView { name: name.to_owned(), kind: None, labels: labels.collect(), recipient })
}

fn label_or(text: Text, id: &str) -> Text {
    if text.fr.is_empty() { Text::same(id) } else { text }
}

/// `20-130.cpas.hdi`, or `20-130.cpas.hdi.2`; identifiers may hold points themselves.
fn authorisation(id: &str, catalogues: &[&Catalogue]) -> (Vec<Text>, Option<String>) {
    let (number, rest) = id.split_once('.').unwrap_or((id, ""));
    let places = rest.match_indices('.').map(|(place, _)| place).chain([rest.len()]);
    let mut found = places.filter_map(|place| {
        let recipient = catalogues.iter().find_map(|catalogue| catalogue.recipient(&rest[..place]))?;
        Some((recipient, rest[place..].trim_start_matches('.')))
    });
    let number = Text::same(&number.replacen('-', "/", 1));
    let Some((recipient, service)) = found.next_back() else { return (vec![Text::same(rest), number], None) };
    let named = |id: &str| catalogues.iter().find_map(|catalogue| Some(catalogue.service(id)?.label.clone()));
    let service = named(service).or_else(|| named(service.rsplit_once('.')?.0)).unwrap_or_else(|| Text::same(service));
    (vec![recipient.label.clone(), service, number], Some(recipient.id.to_string()))
}
