//! What the form of a document shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::CatalogueError;
use delibero_domain::catalogue::files::documents::{Document, number_in_name};
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;
use delibero_usecases::accounts::Actor;
use delibero_usecases::belgian_time;
use delibero_usecases::catalogue::editing::{
    DocumentKind, FieldFault, OpenDocument, Subject, Values, described, each_point, place_of,
};
use delibero_usecases::catalogue::{ChangeError, ChangeRefusal};
use delibero_usecases::drafts::{EditKind, Ended};
use delibero_usecases::register::Register;
use delibero_usecases::register::uses::cited_places;

use super::address::{document_address, new_document_address};
use super::case_lines::{CaseLine, lines};
use crate::address::Address;
use crate::components::language::use_language;
use crate::error::PageError;
use crate::form_replay::FormReplay;
use crate::pages::changes::view::documents::{DocumentView as NamedDocument, document_view};
use crate::pages::changes::view::missing::{MissingPointView, missing_points};
use crate::services::{Services, services, signed_in_with};

/// A form that is given back.
#[derive(Clone, Debug)]
pub struct DocumentReplay {
    pub open: OpenDocument,
    pub is_conflict: bool,
}

/// By whom a draft ended, and how, while its form was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedView {
    pub how: EditKind,
    pub by: String,
    /// `2026-11-21 01:02:03`
    pub at: String,
}

/// A document that this program cannot read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableView {
    pub draft: String,
    pub name: String,
    /// The first fault.
    pub fault: CatalogueError,
}

/// What does not fit the rest of the catalogue, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultPlace {
    /// The path of the field of this form, where it is one.
    pub at: Option<String>,
    /// None: this one.
    pub document: Option<NamedDocument>,
    pub error: CatalogueError,
}

/// A point that a field cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedPoint {
    /// As it sorts and links, or as it was typed where the text does not have it.
    pub label: String,
    /// None: the text does not have it.
    pub text: Option<String>,
    /// Of the text.
    pub language: Language,
}

/// Everything on the page.
#[derive(Clone, Debug)]
pub struct DocumentView {
    pub draft: String,
    pub draft_title: String,
    pub revision: u32,
    pub kind: DocumentKind,
    /// None: it is new.
    pub name: Option<String>,
    /// What it is about, in words.
    pub subject: String,
    pub values: Values,
    pub faults: Vec<FieldFault>,
    pub errors: Vec<FaultPlace>,
    pub theirs: BTreeMap<String, String>,
    pub is_conflict: bool,
    pub name_is_taken: bool,
    pub is_saved: bool,
    /// The list to which a row was asked for.
    pub adding: Option<String>,
    /// How the draft ended meanwhile.
    pub ended: Option<EndedView>,
    /// For what may be chosen: as the draft makes it, without the documents that something is wrong in.
    pub catalogue: Arc<Catalogue>,
    /// What the blocks of the service hold in the words of the deliberation.
    pub described: BTreeMap<String, Vec<String>>,
    /// What the fields cite, with the text; none while no deliberation is known.
    pub points: Option<Vec<CitedPoint>>,
    /// The deliberation that is cited.
    pub deliberation: String,
    /// The points that it cites and the text does not have.
    pub missing: Vec<MissingPointView>,
    /// Of a document of cases: each of them.
    pub cases: Vec<CaseLine>,
    /// They are decided by what is in force, since the draft cannot be read.
    pub cases_in_force: bool,
    /// Where the cases of the deliberation are, beside a rule of it.
    pub cases_document: Option<String>,
}

/// The document of an address, or the form that is given back.
///
/// # Errors
/// When there is none, or not for this user.
pub(super) async fn load(address: &Address) -> Result<Result<DocumentView, UnreadableView>, PageError> {
    let account = signed_in_with(Capability::WriteDrafts)?;
    let with = services()?;
    let editing = with.document_editing(&account.actor);
    let (mut open, is_conflict) = match FormReplay::<DocumentReplay>::given() {
        Some(replay) => (replay.open, replay.is_conflict),
        None => {
            let mut open = match editing.open(address.part("id"), subject(address)?).await {
                Err(ChangeError::Refused(ChangeRefusal::Unreadable(error))) => {
                    return Ok(Err(unreadable(address, &error)));
                }
                open => open.map_err(page_error)?,
            };
            let copied = address.asked("copy");
            if open.name.is_none() && DocumentKind::of(copied) == Some(open.kind) {
                let copied = editing.open(address.part("id"), Subject::Known(copied)).await.map_err(page_error)?;
                open.values = copied.values;
            }
            begin_with(&mut open, address);
            (open, false)
        }
    };
    let judged = with.catalogue_states(&account.actor)?.judged(&open.draft).await?;
    if FormReplay::<DocumentReplay>::given().is_none()
        && let Err(errors) = &judged.after
    {
        open.errors.clone_from(errors);
    }
    let catalogue = Arc::clone(&judged.readable);
    let deliberation = deliberation_of(&open);
    if open.kind == DocumentKind::Points && open.name.is_none() && open.values.get("points").is_empty() {
        let labels = known_text(with.register(&account.actor)?, &deliberation).await?.map(|known| known.labels);
        open.values.set("points", &labels.unwrap_or_default().join(" "));
    }
    let described = described_in(&open, &deliberation, &judged.documents);
    let points = points(with.register(&account.actor)?, &open.values, &deliberation).await?;
    // A draft that ended lacks nothing any more.
    let mut missing = match open.ended {
        Some(_) => Vec::new(),
        None => missing_points(&with, &account.actor, &open.draft.id).await?,
    };
    missing.retain(|found| Some(&found.document.name) == open.name.as_ref());
    let errors = fault_places(&open, &[&*catalogue]);
    let cases_in_force = judged.after.is_err();
    let cases = match (&open.name, open.kind) {
        (Some(name), DocumentKind::Cases) => {
            let decides = judged.after.as_ref().unwrap_or(&judged.before);
            lines(decides, name, use_language())
        }
        _ => Vec::new(),
    };
    let cases_document = cases_document(&open, &deliberation, &judged.documents);
    let ended = match &open.ended {
        Some(ended) => Some(ended_view(&with, &account.actor, ended).await?),
        None => None,
    };
    Ok(Ok(DocumentView {
        ended,
        draft: open.draft.id.clone(),
        draft_title: open.draft.content.title.clone(),
        revision: open.revision,
        kind: open.kind,
        subject: subject_words(&open, &catalogue),
        name: open.name,
        values: open.values,
        faults: open.faults,
        errors,
        theirs: open.theirs,
        is_conflict,
        name_is_taken: open.name_is_taken,
        adding: open.adding,
        is_saved: address.asked("saved") == "1",
        catalogue,
        described,
        points,
        missing,
        cases,
        cases_in_force,
        cases_document,
        deliberation,
    }))
}

fn fault_places(open: &OpenDocument, catalogues: &[&Catalogue]) -> Vec<FaultPlace> {
    let own = |error: &CatalogueError| {
        // What a form says that is no document yet has the name of none.
        open.name.as_ref().is_none_or(|name| *name == error.file) || error.file.ends_with("/new.toml")
    };
    let place = |error: &CatalogueError| match own(error) {
        true => FaultPlace { at: place_of(open.kind, &open.values, error), document: None, error: error.clone() },
        false => {
            let document = Some(document_view(&error.file, catalogues));
            FaultPlace { at: None, document, error: error.clone() }
        }
    };
    open.errors.iter().map(place).collect()
}

fn unreadable(address: &Address, error: &CatalogueError) -> UnreadableView {
    let fault = error.clone();
    UnreadableView { draft: address.part("id").to_owned(), name: address.asked("document").to_owned(), fault }
}

async fn ended_view(with: &Services, reader: &Actor, ended: &Ended) -> Result<EndedView, PageError> {
    let by: Vec<UserName> = ended.by.iter().cloned().collect();
    let names = with.catalogue_drafts(reader)?.names(&by).await?;
    let name = ended.by.as_ref().map(|user| names.get(user).cloned().unwrap_or_else(|| user.to_string()));
    Ok(EndedView { how: ended.how, by: name.unwrap_or_default(), at: belgian_time::written(ended.at) })
}

/// Where the cases of a deliberation are, or are begun, beside one of its rules.
fn cases_document(open: &OpenDocument, deliberation: &str, documents: &[Document]) -> Option<String> {
    let of_rules = matches!(open.kind, DocumentKind::Authorisation | DocumentKind::Deliberation);
    if deliberation.is_empty() || !of_rules {
        return None;
    }
    let name = format!("{}{}.toml", DocumentKind::Cases.prefix(), number_in_name(deliberation));
    Some(match documents.iter().any(|found| found.name == name) {
        true => document_address(&open.draft.id, &name),
        false => new_document_address(&open.draft.id, DocumentKind::Cases),
    })
}

fn subject(address: &Address) -> Result<Subject<'_>, PageError> {
    match address.asked("document") {
        "" => Ok(Subject::New(address.asked("kind").parse().map_err(|_| PageError::Unknown)?)),
        name => Ok(Subject::Known(name)),
    }
}

fn page_error(error: ChangeError) -> PageError {
    match error {
        ChangeError::Store(error) => error.into(),
        ChangeError::NotAllowed => PageError::NotAllowed,
        _ => PageError::Unknown,
    }
}

/// A new authorisation begins with what the page that led here knows.
fn begin_with(open: &mut OpenDocument, address: &Address) {
    let of_draft = open.draft.content.carried_by.as_ref().map(|carrier| carrier.deliberation.to_string());
    let asked = |key: &str| Some(address.asked(key).to_owned()).filter(|word| !word.is_empty());
    if matches!(open.kind, DocumentKind::Cases | DocumentKind::Points) {
        let number = asked("deliberation").or(of_draft).filter(|_| open.name.is_none());
        number.into_iter().for_each(|number| open.values.set("deliberation", &number));
        if open.kind == DocumentKind::Cases {
            asked("point").into_iter().for_each(|point| open.values.set("case.point", &point));
        }
        return;
    }
    if open.name.is_some() || open.kind != DocumentKind::Authorisation {
        return;
    }
    let known = [
        ("deliberation", asked("deliberation").or(of_draft)),
        ("authorisation.recipient", asked("recipient")),
        ("authorisation.service", asked("service")),
        ("authorisation.points", asked("point")),
    ];
    for (path, word) in known {
        if let Some(word) = word.filter(|_| open.values.get(path).is_empty()) {
            open.values.set(path, &word);
        }
    }
}

fn deliberation_of(open: &OpenDocument) -> String {
    match open.kind {
        DocumentKind::Authorisation | DocumentKind::Points => open.values.get("deliberation").to_owned(),
        DocumentKind::Deliberation => open.values.get("number").to_owned(),
        _ => String::new(),
    }
}

fn described_in(open: &OpenDocument, deliberation: &str, documents: &[Document]) -> BTreeMap<String, Vec<String>> {
    match open.kind {
        DocumentKind::Authorisation => described(deliberation, open.values.get("authorisation.service"), documents),
        _ => BTreeMap::new(),
    }
}

fn subject_words(open: &OpenDocument, catalogue: &Catalogue) -> String {
    let language = use_language();
    match open.kind {
        DocumentKind::Authorisation => {
            let (recipient, service) =
                (open.values.get("authorisation.recipient"), open.values.get("authorisation.service"));
            let recipient = catalogue.recipient(recipient).map_or(recipient, |found| found.label.get(language));
            let service = catalogue.service(service).map_or(service, |found| found.label.get(language));
            format!("{recipient}, {service} ({})", open.values.get("deliberation"))
        }
        kind => {
            let name = open.name.as_deref().unwrap_or_default();
            let named = name.strip_prefix(kind.prefix()).unwrap_or(name).trim_end_matches(".toml");
            // A deliberation is called by its number, which a name cannot hold as it is written.
            let mut numbers = catalogue.authorisations().iter().map(|found| &found.source.deliberation);
            match kind {
                DocumentKind::Cases | DocumentKind::Deliberation | DocumentKind::Points => {
                    numbers.find(|number| number_in_name(number) == named).map_or(named, String::as_str).to_owned()
                }
                _ => named.to_owned(),
            }
        }
    }
}

/// The text of every point that a field cites, in the order of the text.
async fn points(
    register: Register<'_>,
    values: &Values,
    deliberation: &str,
) -> Result<Option<Vec<CitedPoint>>, PageError> {
    let Some(KnownText { labels, texts, language: spoken }) = known_text(register, deliberation).await? else {
        return Ok(None);
    };
    let mut found: Vec<usize> = Vec::new();
    let mut missing: Vec<CitedPoint> = Vec::new();
    for cited in cited(values) {
        let places = cited_places(&cited, &labels);
        if places.is_empty() && !missing.iter().any(|known| known.label == cited) {
            missing.push(CitedPoint { label: cited, text: None, language: spoken });
        }
        found.extend(places);
    }
    found.sort_unstable();
    found.dedup();
    let with_text = found.into_iter().map(|place| CitedPoint {
        label: labels[place].clone(),
        text: Some(texts[place].clone()),
        language: spoken,
    });
    Ok(Some(missing.into_iter().chain(with_text).collect()))
}

/// The points of the newest text that is known, in the reader's language where it has it.
struct KnownText {
    labels: Vec<String>,
    /// What each point says.
    texts: Vec<String>,
    language: Language,
}

async fn known_text(register: Register<'_>, deliberation: &str) -> Result<Option<KnownText>, PageError> {
    let Ok(number) = deliberation.parse::<DeliberationNumber>() else { return Ok(None) };
    let Some(known) = register.deliberation(number).await? else { return Ok(None) };
    let wanted = use_language();
    let newest = known.versions.iter().enumerate().rev().find(|(_, version)| !version.languages.is_empty());
    let Some((place, version)) = newest else { return Ok(None) };
    let language = if version.languages.contains(&wanted) { wanted } else { version.languages[0] };
    let place = u16::try_from(place).unwrap_or(u16::MAX);
    let Some(text) = register.text(number, place, language).await? else { return Ok(None) };
    let (labels, texts) = text.points.into_iter().map(|point| (point.label.normal(), point.text)).unzip();
    Ok(Some(KnownText { labels, texts, language }))
}

/// Every point that a field names.
fn cited(values: &Values) -> Vec<String> {
    let is_point = |path: &str| {
        let key = path.rsplit('.').next().unwrap_or_default();
        matches!(key, "point" | "points" | "described" | "regimes_point" | "person_roles_point")
    };
    let mut cited: Vec<String> =
        values.iter().filter(|(path, _)| is_point(path)).flat_map(|(path, point)| named(path, point)).collect();
    cited.sort();
    cited.dedup();
    cited
}

/// The list of every point of a text cites none of them; other lists cite each.
fn named(path: &str, points: &str) -> Vec<String> {
    match path {
        "points" => Vec::new(),
        path if path.starts_with("not_for_a_machine") => each_point(points).map(str::to_owned).collect(),
        _ => vec![points.to_owned()],
    }
}

/// The language in which a point is shown.
pub(super) fn lang(language: Language) -> &'static str {
    language.code()
}
