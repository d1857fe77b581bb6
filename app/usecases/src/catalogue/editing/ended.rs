//! A draft that somebody put in force or threw away while another filled in one of its forms: what was typed stays, and a
//! new draft can begin with it.

use std::collections::BTreeMap;

use super::kind::DocumentKind;
use super::open::{OpenDocument, values_of};
use super::save::{DocumentEditing, DocumentSaved, Subject};
use super::values::Values;
use crate::catalogue::error::ChangeError;
use crate::catalogue::model::{CatalogueChanges, CatalogueDraft, CatalogueEdit};
use crate::drafts::Ended;

/// What was typed in a form of a draft that ended, beside what stood there when it was read.
struct Left {
    open: OpenDocument,
    base: Values,
    content: CatalogueChanges,
}

impl DocumentEditing<'_> {
    /// The form as it was sent, with how its draft ended.
    pub(super) async fn ended(
        self,
        draft: &str,
        subject: Subject<'_>,
        read: u32,
        sent: &Values,
    ) -> Result<DocumentSaved, ChangeError> {
        let left = self.left(draft, subject, read, sent).await?;
        Ok(DocumentSaved::Ended(Box::new(left.open)))
    }

    /// Begins a draft in the place of one that ended, and saves in it what was typed. What stands in force now in fields
    /// that were not touched stays; where both differ, people choose.
    ///
    /// # Errors
    /// When there was no such draft, or the store fails.
    pub async fn begin_anew(
        self,
        ended: &str,
        subject: Subject<'_>,
        read: u32,
        sent: &Values,
    ) -> Result<DocumentSaved, ChangeError> {
        let Left { open, base, content } = self.left(ended, subject, read, sent).await?;
        let theirs = match &open.name {
            Some(name) => values_of(open.kind, self.in_force(name).await?.as_deref())?,
            None => base.clone(),
        };
        let (values, conflicts) = open.values.clone().merged(&base, &theirs);
        let begun = self.drafting().begin(content.title, content.carried_by, Vec::new()).await?;
        if !conflicts.is_empty() {
            let fresh = OpenDocument::of(begun, open.kind, open.name.as_deref(), values);
            return Ok(DocumentSaved::Conflict(Box::new(OpenDocument { theirs: conflicts, ..fresh })));
        }
        Box::pin(self.save(&begun.id, subject, begun.revision, values, None)).await
    }

    async fn left(self, draft: &str, subject: Subject<'_>, read: u32, sent: &Values) -> Result<Left, ChangeError> {
        let edits = self.drafting().edits(draft).await?;
        let (how, last) = Ended::of(&edits).ok_or(ChangeError::Unknown)?;
        let (kind, name) = match subject {
            Subject::New(kind) => (kind, None),
            Subject::Known(name) => (DocumentKind::of(name).ok_or(ChangeError::Unknown)?, Some(name)),
        };
        let base = match name {
            Some(name) => values_of(kind, self.text_as_read(&edits, name, read).await?.as_deref())?,
            None => Values::default(),
        };
        let content = last.content.clone();
        // What it changed is in force, or nobody wants it.
        let gone = CatalogueDraft {
            id: draft.to_owned(),
            revision: read,
            author: None,
            editors: Vec::new(),
            saved: last.at,
            proposed: None,
            content: CatalogueChanges { changes: Vec::new(), ..content.clone() },
            origin: (),
        };
        let documents = self.documents(&gone).await?;
        let open = OpenDocument::of(gone, kind, name, base.clone());
        let values = self.typed(&open, &base, sent, &documents);
        Ok(Left { open: OpenDocument { values, theirs: BTreeMap::new(), ended: Some(how), ..open }, base, content })
    }

    /// What a document was when the form was read: the saves have it.
    pub(super) async fn text_as_read(
        self,
        edits: &[CatalogueEdit],
        name: &str,
        read: u32,
    ) -> Result<Option<String>, ChangeError> {
        let begun = edits.len().checked_sub(usize::try_from(read).unwrap_or(usize::MAX));
        let edit = begun.and_then(|place| edits.get(place));
        let change = edit.and_then(|edit| edit.content.changes.iter().find(|change| change.name == name));
        match change {
            Some(change) => Ok(change.after.clone()),
            None => self.in_force(name).await,
        }
    }
}
