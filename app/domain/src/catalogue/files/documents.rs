//! The catalogue as documents: files with one thing in each, as the store keeps them, version by version.
//!
//! A document's text is canonical: what is read from it and written again is the same, byte by byte. Comments do not
//! stay. Documents are files: [`super::read`] reads them as they are.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::entries::{
    AuthorisationEntry, AuthorisationsFile, CodesFile, DeliberationFile, PointsFile, RecipientsFile, SectorsFile,
    ServiceFile, SuspensionEntry, SuspensionsFile, TermEntry, TermsFile, Word,
};
use super::problems::Sheet;
use super::{CatalogueError, FileSet, kind};
use crate::authorisation::Suspension;

/// A file of the catalogue with one thing in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Document {
    /// `kind/identifier.toml`: `recipients/cpas.toml`, `authorisations/20-130.cpas.hdi.toml`.
    pub name: String,
    /// TOML.
    pub text: String,
}

/// Takes files apart into documents, in their order.
///
/// # Errors
/// Of each file whose shape is wrong, the first fault. Nothing is checked against anything else: [`super::read`] does.
pub fn documents(files: &[(&str, &str)]) -> Result<Vec<Document>, Vec<CatalogueError>> {
    let problems = RefCell::new(Vec::new());
    let set = FileSet { files, shapes: &problems, problems: &problems };
    let mut documents = Vec::new();
    set.parsed("recipients").for_each(|(_, file)| of_recipients(file, &mut documents));
    set.parsed("terms").for_each(|(_, file)| of_terms(file, &mut documents));
    set.parsed("codes").for_each(|(_, file)| of_codes(file, &mut documents));
    set.parsed("sectors").for_each(|(_, file)| of_sectors(file, &mut documents));
    set.parsed("services").for_each(|(_, file): (_, ServiceFile)| {
        documents.push(document("services", file.id.get_ref(), &file));
    });
    let (mut taken, mut authorisations) = (BTreeMap::new(), Vec::new());
    set.parsed("deliberations").for_each(|(_, mut file): (_, DeliberationFile)| {
        let entries = std::mem::take(&mut file.authorisation).into_iter();
        authorisations.extend(entries.map(|entry| of_authorisation(&file.number, entry, &mut taken)));
        documents.push(document("deliberations", &number_in_name(file.number.get_ref()), &file));
    });
    set.parsed("authorisations").for_each(|(_, file): (_, AuthorisationsFile)| {
        let entries = file.authorisation.into_iter();
        authorisations.extend(entries.map(|entry| of_authorisation(&file.deliberation, entry, &mut taken)));
    });
    documents.append(&mut authorisations);
    set.parsed("suspensions").for_each(|(_, file): (_, SuspensionsFile)| {
        documents.extend(file.suspension.into_iter().map(of_suspension));
    });
    set.parsed("points").for_each(|(_, file): (_, PointsFile)| {
        documents.push(document("points", &number_in_name(file.deliberation.get_ref()), &file));
    });
    let whole = files.iter().filter(|(name, _)| !TAKEN_APART.contains(&kind(name)));
    documents.extend(whole.map(|(name, text)| Document { name: (*name).to_owned(), text: (*text).to_owned() }));
    let problems = problems.into_inner();
    if problems.is_empty() { Ok(documents) } else { Err(problems) }
}

/// The kinds of file whose things are documents of their own; a file of another kind is one document.
const TAKEN_APART: &[&str] =
    &["recipients", "terms", "codes", "sectors", "services", "deliberations", "authorisations", SUSPENSIONS, "points"];

/// The folder of what is suspended.
pub const SUSPENSIONS: &str = "suspensions";

/// What a document holds: an authorisation with the number of its deliberation.
///
/// # Errors
/// When its shape is another.
pub fn authorisation_in(document: &Document) -> Result<AuthorisationsFile, CatalogueError> {
    shape_of(document)
}

/// The shape of a document's kind.
///
/// # Errors
/// When its shape is another.
pub fn shape_of<T: for<'de> Deserialize<'de>>(document: &Document) -> Result<T, CatalogueError> {
    let problems = RefCell::new(Vec::new());
    let shape = Sheet { name: &document.name, contents: &document.text, problems: &problems }.parse();
    shape.ok_or_else(|| problems.into_inner().swap_remove(0))
}

/// A document with a canonical text.
pub fn document(kind: &str, id: &str, shape: &impl Serialize) -> Document {
    // The shapes are plain tables: there is nothing in them that TOML cannot write.
    let text = toml::to_string_pretty(shape).unwrap_or_default();
    Document { name: format!("{kind}/{id}.toml"), text }
}

/// A number as it stands in the name of a document: `23-058`.
#[must_use]
pub fn number_in_name(number: &str) -> String {
    number.replace('/', "-")
}

fn of_recipients(file: RecipientsFile, documents: &mut Vec<Document>) {
    for entry in file.recipient {
        let id = entry.id.get_ref().clone();
        documents.push(document("recipients", &id, &RecipientsFile { recipient: vec![entry] }));
    }
}

fn of_terms(file: TermsFile, documents: &mut Vec<Document>) {
    type Place = fn(&mut TermsFile) -> &mut Vec<TermEntry>;
    let TermsFile { purpose, person_role, event, region, office, condition } = file;
    let lists: [(&str, Vec<TermEntry>, Place); 6] = [
        ("purpose", purpose, |file| &mut file.purpose),
        ("person_role", person_role, |file| &mut file.person_role),
        ("event", event, |file| &mut file.event),
        ("region", region, |file| &mut file.region),
        ("office", office, |file| &mut file.office),
        ("condition", condition, |file| &mut file.condition),
    ];
    for (kind, entries, place) in lists {
        for entry in entries {
            let id = format!("{kind}.{}", entry.id.get_ref());
            let mut alone = TermsFile::default();
            place(&mut alone).push(entry);
            documents.push(document("terms", &id, &alone));
        }
    }
}

fn of_codes(file: CodesFile, documents: &mut Vec<Document>) {
    for list in file.list {
        let id = list.id.get_ref().clone();
        documents.push(document("codes", &id, &CodesFile { list: vec![list] }));
    }
}

fn of_sectors(file: SectorsFile, documents: &mut Vec<Document>) {
    if !file.code.is_empty() {
        documents.push(document("sectors", "every", &SectorsFile { code: file.code, sector: Vec::new() }));
    }
    for sector in file.sector {
        let id = sector.number.get_ref().to_string();
        documents.push(document("sectors", &id, &SectorsFile { code: Vec::new(), sector: vec![sector] }));
    }
}

/// The document of a suspension.
#[must_use]
pub fn suspension_document(suspension: &Suspension) -> Document {
    let word = |word: &str| Word::new(0..0, word.to_owned());
    of_suspension(SuspensionEntry {
        deliberation: word(&suspension.deliberation),
        recipient: word(suspension.recipient.as_str()),
        service: word(suspension.service.as_str()),
        organisation: suspension.organisation.as_ref().map(|found| word(found.as_str())),
        since: Spanned::new(0..0, suspension.since),
        by: word(suspension.by.as_str()),
        reason: word(&suspension.reason),
    })
}

/// Its name says what it stops and since when: whatever is suspended at the same time has another.
fn of_suspension(entry: SuspensionEntry) -> Document {
    let number = number_in_name(entry.deliberation.get_ref());
    let organisation = entry.organisation.iter().map(|word| format!(".{}", word.get_ref())).collect::<String>();
    let since = entry.since.get_ref().strftime("%Y%m%dT%H%M%S");
    let id = format!("{number}.{}.{}{organisation}.{since}", entry.recipient.get_ref(), entry.service.get_ref());
    document(SUSPENSIONS, &id, &SuspensionsFile { suspension: vec![entry] })
}

/// Of several authorisations of one recipient for one service, the second has `2` behind its name.
fn of_authorisation(deliberation: &Word, entry: AuthorisationEntry, taken: &mut BTreeMap<String, usize>) -> Document {
    let number = number_in_name(deliberation.get_ref());
    let (recipient, service) = (entry.recipient.0.get_ref(), entry.service.get_ref());
    let mut id = format!("{number}.{recipient}.{service}");
    let count = taken.entry(id.clone()).or_default();
    *count += 1;
    if *count > 1 {
        id = format!("{id}.{count}");
    }
    let file = AuthorisationsFile { deliberation: deliberation.clone(), authorisation: vec![entry] };
    document("authorisations", &id, &file)
}
