//! A document as a form shows it.

use std::collections::BTreeMap;

use delibero_domain::catalogue::files::CatalogueError;
use delibero_domain::catalogue::files::documents::{Document, documents, shape_of};

use super::cases;
use super::identifiers::own_place;
use super::kind::DocumentKind;
use super::values::{Fault, FieldFault, NotADocument, Values};
use crate::catalogue::error::ChangeRefusal;
use crate::catalogue::model::CatalogueDraft;
use crate::drafts::Ended;

/// A form, with what there is to say of it.
#[derive(Clone, Debug)]
pub struct OpenDocument {
    pub draft: CatalogueDraft,
    pub kind: DocumentKind,
    /// None: the document is new.
    pub name: Option<String>,
    /// The revision of the draft that it was read from.
    pub revision: u32,
    pub values: Values,
    pub faults: Vec<FieldFault>,
    /// What does not fit the rest of the catalogue.
    pub errors: Vec<CatalogueError>,
    /// What somebody else wrote in a field meanwhile, by its path.
    pub theirs: BTreeMap<String, String>,
    /// A document of that name is there already, and no field alone says the name.
    pub name_is_taken: bool,
    /// The list to which a row was asked for.
    pub adding: Option<String>,
    /// How the draft ended while the form was filled in: nothing can be saved in it any more.
    pub ended: Option<Ended>,
}

impl OpenDocument {
    /// Refused, at the identifier where it has one.
    pub(super) fn with_taken_name(self, values: Values) -> Self {
        let path = own_place(self.kind, &values);
        let name_is_taken = path.is_none();
        let faults = path.into_iter().map(|path| FieldFault { path, fault: Fault::Taken }).collect();
        Self { values, faults, name_is_taken, ..self }
    }

    /// A form in which nothing is wrong yet.
    pub(super) fn of(draft: CatalogueDraft, kind: DocumentKind, name: Option<&str>, values: Values) -> Self {
        Self {
            revision: draft.revision,
            draft,
            kind,
            name: name.map(str::to_owned),
            values,
            faults: Vec::new(),
            errors: Vec::new(),
            theirs: BTreeMap::new(),
            name_is_taken: false,
            adding: None,
            ended: None,
        }
    }
}

/// The values of a document; nothing of one that is not there.
///
/// # Errors
/// When this program cannot read it, be it that a later one wrote it: a form would drop what it does not know.
pub(super) fn values_of(kind: DocumentKind, text: Option<&str>) -> Result<Values, ChangeRefusal> {
    if kind == DocumentKind::Cases {
        return Ok(cases::values_of(text));
    }
    let Some(text) = text else { return Ok(Values::default()) };
    let name = format!("{}document.toml", kind.prefix());
    let first = |mut errors: Vec<CatalogueError>| ChangeRefusal::Unreadable(errors.swap_remove(0));
    documents(&[(name.as_str(), text)]).map_err(first)?;
    let table = shape_of(&Document { name, text: text.to_owned() }).map_err(ChangeRefusal::Unreadable)?;
    Ok(Values::of_table(kind.parts(), &table))
}

/// The document that values say: its name is what they say, too.
pub(super) fn document_of(kind: DocumentKind, values: &Values) -> Result<Document, NotADocument> {
    if kind == DocumentKind::Cases {
        return cases::document_of(values);
    }
    let table = values.table(kind.parts()).map_err(|faults| (faults, Vec::new()))?;
    let name = format!("{}new.toml", kind.prefix());
    let text = toml::to_string(&table).unwrap_or_default();
    let mut found = documents(&[(name.as_str(), text.as_str())]).map_err(|errors| (Vec::new(), errors))?;
    // The form of a kind says one thing.
    Ok(found.swap_remove(0))
}
