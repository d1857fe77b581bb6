//! Opening and saving one document of a draft.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::catalogue::files::documents::{Document, shape_of};
use delibero_domain::catalogue::files::entries::{DeliberationFile, ServiceFile};

use super::grid::{Described, write_marks};
use super::identifiers;
use super::kind::DocumentKind;
use super::open::{OpenDocument, document_of, values_of};
use super::values::Values;
use crate::catalogue::documents::changed;
use crate::catalogue::drafting::CatalogueDrafting;
use crate::catalogue::error::ChangeError;
use crate::catalogue::model::CatalogueDraft;

/// How often a save is tried again when somebody else was first, and what both wrote fits together.
const ATTEMPTS: usize = 3;

/// Documents in the hands of a writer.
#[derive(Clone, Copy)]
pub struct DocumentEditing<'w> {
    drafting: CatalogueDrafting<'w>,
}

/// What became of a save.
#[derive(Debug)]
pub enum DocumentSaved {
    /// In which draft, under which name.
    Saved { draft: String, name: String },
    /// Nothing was saved: what is wrong stands at its field.
    Refused(Box<OpenDocument>),
    /// Somebody else wrote something else in the same fields: nothing was saved.
    Conflict(Box<OpenDocument>),
    /// The form comes back as it is; nothing was to be saved.
    ShownAgain(Box<OpenDocument>),
    /// Somebody put the draft in force or threw it away meanwhile: nothing was saved, and nothing typed is lost.
    Ended(Box<OpenDocument>),
}

/// A form that comes back as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown<'s> {
    /// The list to which a row is added.
    pub adding: Option<&'s str>,
}

/// Which document a form is about.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'s> {
    Known(&'s str),
    New(DocumentKind),
}

impl<'w> DocumentEditing<'w> {
    #[must_use]
    pub const fn new(drafting: CatalogueDrafting<'w>) -> Self {
        Self { drafting }
    }

    /// A document of a draft as a form. One that was published otherwise since the draft began to change it shows what
    /// stands there now beside what the draft says.
    ///
    /// # Errors
    /// When there is no such draft or document.
    pub async fn open(self, draft: &str, subject: Subject<'_>) -> Result<OpenDocument, ChangeError> {
        let draft = self.drafting.draft_to_write_in(draft).await?;
        let name = match subject {
            Subject::Known(name) => name,
            Subject::New(kind) if !kind.can_be_new() => return Err(ChangeError::Unknown),
            Subject::New(kind) => return Ok(OpenDocument::of(draft, kind, None, values_of(kind, None)?)),
        };
        let kind = DocumentKind::of(name).ok_or(ChangeError::Unknown)?;
        let now = self.in_force(name).await?;
        let change = draft.content.changes.iter().find(|change| change.name == name);
        let Some(change) = change else {
            let text = now.ok_or(ChangeError::Unknown)?;
            return Ok(OpenDocument::of(draft, kind, Some(name), values_of(kind, Some(&text))?));
        };
        let mine = values_of(kind, change.after.as_deref().or(now.as_deref()))?;
        let (base, theirs) = (values_of(kind, change.before.as_deref())?, values_of(kind, now.as_deref())?);
        let (values, conflicts) =
            if change.before == now { (mine, BTreeMap::new()) } else { mine.merged(&base, &theirs) };
        Ok(OpenDocument { theirs: conflicts, ..OpenDocument::of(draft, kind, Some(name), values) })
    }

    /// Saves what a form sent. What was typed is never lost: it comes back with whatever is said of it.
    ///
    /// # Errors
    /// When there is no such draft or document, or the store fails.
    pub async fn save(
        self,
        draft: &str,
        subject: Subject<'_>,
        read: u32,
        sent: Values,
        show: Option<Shown<'_>>,
    ) -> Result<DocumentSaved, ChangeError> {
        for _ in 0..ATTEMPTS {
            match self.attempt(draft, subject, read, &sent, show).await {
                Err(ChangeError::Conflict(_)) => {}
                Err(ChangeError::Unknown) => return self.ended(draft, subject, read, &sent).await,
                other => return other,
            }
        }
        Err(ChangeError::Conflict(read))
    }

    async fn attempt(
        self,
        draft: &str,
        subject: Subject<'_>,
        read: u32,
        sent: &Values,
        show: Option<Shown<'_>>,
    ) -> Result<DocumentSaved, ChangeError> {
        let now = self.open(draft, subject).await?;
        let documents = self.documents(&now.draft).await?;
        let base = self.as_read(&now, read).await?;
        let mine = self.typed(&now, &base, sent, &documents);
        let open =
            OpenDocument { revision: now.revision, values: mine.clone(), theirs: BTreeMap::new(), ..now.clone() };
        if let Some(show) = show {
            let adding = show.adding.map(str::to_owned);
            return Ok(DocumentSaved::ShownAgain(Box::new(OpenDocument { revision: read, adding, ..open })));
        }
        let (values, theirs) =
            if read == now.revision { (mine, BTreeMap::new()) } else { mine.merged(&base, &now.values) };
        if !theirs.is_empty() {
            return Ok(DocumentSaved::Conflict(Box::new(OpenDocument { theirs, ..open })));
        }
        let gone = self.gone(&now).await?;
        let values = self.with_identifiers(&now, values, &gone, &documents).await?;
        let mut faults = values.with_niss();
        faults.extend(identifiers::faults(now.kind, &values, &gone));
        if !faults.is_empty() {
            return Ok(DocumentSaved::Refused(Box::new(OpenDocument { values, faults, ..open })));
        }
        let document = match document_of(now.kind, &values) {
            Ok(document) => document,
            Err((faults, errors)) => {
                return Ok(DocumentSaved::Refused(Box::new(OpenDocument { values, faults, errors, ..open })));
            }
        };
        let name = match &now.name {
            Some(name) => name.clone(),
            None => match self.new_name(now.kind, &document, &documents).await? {
                Some(name) => name,
                None => return Ok(DocumentSaved::Refused(Box::new(open.with_taken_name(values)))),
            },
        };
        let before = self.in_force(&name).await?;
        self.drafting.save(draft, now.revision, &name, before, Some(document.text)).await?;
        Ok(DocumentSaved::Saved { draft: draft.to_owned(), name })
    }

    /// The identifiers that earlier states gave to things within the document, and which were removed since.
    async fn gone(self, now: &OpenDocument) -> Result<BTreeSet<String>, ChangeError> {
        let Some(name) = &now.name else { return Ok(BTreeSet::new()) };
        let earlier = self.drafting.earlier_texts(name).await?;
        let earlier: Vec<Values> = earlier.iter().filter_map(|text| values_of(now.kind, Some(text)).ok()).collect();
        let in_force = values_of(now.kind, self.in_force(name).await?.as_deref())?;
        Ok(identifiers::gone(now.kind, earlier.iter(), &in_force))
    }

    /// What was typed, with identifiers where they were left empty.
    async fn with_identifiers(
        self,
        now: &OpenDocument,
        values: Values,
        gone: &BTreeSet<String>,
        documents: &[Document],
    ) -> Result<Values, ChangeError> {
        let kind = now.kind;
        let mut refused: BTreeSet<String> = BTreeSet::new();
        loop {
            let known = |id: &str| {
                let name = format!("{}{id}.toml", kind.prefix());
                refused.contains(&name) || documents.iter().any(|found| found.name == name)
            };
            let filled = identifiers::proposed(kind, values.clone(), gone, known);
            // What was typed is left as it is: whether it is taken is said where it is saved.
            let given = filled.iter().find(|(path, _)| identifiers::is_own(path) && values.get(path).is_empty());
            let name = given.map(|(_, id)| format!("{}{id}.toml", kind.prefix()));
            match name.filter(|_| now.name.is_none()) {
                Some(name) if !refused.contains(&name) && self.drafting.was_published(&name).await? => {
                    refused.insert(name);
                }
                _ => return Ok(filled),
            }
        }
    }

    /// What was typed, with the marks of the grid written into it.
    pub(super) fn typed(self, now: &OpenDocument, base: &Values, sent: &Values, documents: &[Document]) -> Values {
        let parts = now.kind.parts();
        let mut values = sent.clone().without_blank_rows(parts);
        if now.kind == DocumentKind::Authorisation {
            let described = described(sent.get("deliberation"), sent.get("authorisation.service"), documents);
            let described: Described<'_> =
                described.iter().map(|(block, of)| (block.as_str(), of.iter().map(String::as_str).collect())).collect();
            write_marks(&mut values, sent, &described);
        }
        values.clear("grid");
        values.in_the_order_of(base)
    }

    /// What stood in the form when it was read: the saves of the draft have it.
    async fn as_read(self, now: &OpenDocument, read: u32) -> Result<Values, ChangeError> {
        if read == now.revision {
            return Ok(now.values.clone());
        }
        let Some(name) = &now.name else { return Ok(Values::default()) };
        let edits = self.drafting.edits(&now.draft.id).await?;
        Ok(values_of(now.kind, self.text_as_read(&edits, name, read).await?.as_deref())?)
    }

    /// The name of a new document: that of another is never taken again, were it long gone. A second authorisation of a
    /// recipient for a service has another name than the first; of anything else there is one.
    async fn new_name(
        self,
        kind: DocumentKind,
        document: &Document,
        documents: &[Document],
    ) -> Result<Option<String>, ChangeError> {
        let stem = document.name.trim_end_matches(".toml");
        for count in 1..=MOST_OF_A_NAME {
            let name = if count == 1 { document.name.clone() } else { format!("{stem}.{count}.toml") };
            let known = documents.iter().any(|found| found.name == name);
            if !known && !self.drafting.was_published(&name).await? {
                return Ok(Some(name));
            }
            if kind != DocumentKind::Authorisation {
                break;
            }
        }
        Ok(None)
    }

    pub(super) const fn drafting(self) -> CatalogueDrafting<'w> {
        self.drafting
    }

    pub(super) async fn in_force(self, name: &str) -> Result<Option<String>, ChangeError> {
        let documents = self.drafting.documents_in_force().await?;
        Ok(documents.into_iter().find(|found| found.name == name).map(|found| found.text))
    }

    /// The documents as the draft makes them.
    pub(super) async fn documents(self, draft: &CatalogueDraft) -> Result<Vec<Document>, ChangeError> {
        Ok(changed(self.drafting.documents_in_force().await?, &draft.content.changes))
    }
}

/// A recipient has no more authorisations for one service.
const MOST_OF_A_NAME: usize = 99;

/// What a deliberation says that the blocks of a service hold; of one that it does not describe, what the service says.
#[must_use]
pub fn described(deliberation: &str, service: &str, documents: &[Document]) -> BTreeMap<String, Vec<String>> {
    let mut blocks = BTreeMap::new();
    let of_service = documents.iter().find(|found| found.name == format!("services/{service}.toml"));
    if let Some(file) = of_service.and_then(|found| shape_of::<ServiceFile>(found).ok()) {
        for block in file.block {
            let elements = block.element.iter().map(|element| element.id.get_ref().clone()).collect();
            blocks.insert(block.id.get_ref().clone(), elements);
        }
    }
    let name = format!("deliberations/{}.toml", deliberation.replace('/', "-"));
    let of_deliberation = documents.iter().find(|found| found.name == name);
    if let Some(file) = of_deliberation.and_then(|found| shape_of::<DeliberationFile>(found).ok()) {
        for block in file.block.into_iter().filter(|block| block.service.get_ref() == service) {
            let elements = block.elements.iter().map(|element| element.get_ref().clone()).collect();
            blocks.insert(block.id.get_ref().clone(), elements);
        }
    }
    blocks
}
