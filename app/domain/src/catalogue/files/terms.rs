//! Recipients, terms, code lists and the deliberations themselves.

use super::entries::{CodesFile, DeliberationFile, RecipientsFile, TermEntry, TermsFile, Word};
use super::fault::CatalogueFault;
use super::problems::Sheet;
use crate::catalogue::model::Places;
use crate::catalogue::{Catalogue, Code, CodeList, Deliberation, Recipient, Term};

pub(super) fn add_recipients(sheet: &Sheet<'_>, file: &RecipientsFile, catalogue: &mut Catalogue) {
    for entry in &file.recipient {
        let key = format!("recipient.{}", entry.id.get_ref());
        let Some(id) = sheet.identifier(&key, &entry.id) else { continue };
        new_recipient(sheet, catalogue, &entry.id);
        let owner = Recipient { id, label: sheet.text(&format!("{key}.label"), &entry.label), member_of: None };
        let member_of = Some(owner.id.clone());
        add_recipient(owner, catalogue);
        for member in &entry.member {
            let key = format!("{key}.member.{}", member.id.get_ref());
            let label = sheet.text(&format!("{key}.label"), &member.label);
            let Some(id) = sheet.identifier(&key, &member.id) else { continue };
            new_recipient(sheet, catalogue, &member.id);
            add_recipient(Recipient { id, label, member_of: member_of.clone() }, catalogue);
        }
    }
}

/// An identifier is that of one recipient or member, whichever file it stands in.
fn new_recipient(sheet: &Sheet<'_>, catalogue: &Catalogue, id: &Word) {
    if catalogue.recipient(id.get_ref()).is_some() {
        sheet.wrong("recipient", id, CatalogueFault::Twice(id.get_ref().clone()));
    }
}

/// Of an identifier that stands twice, the first counts; that it does is told.
fn add_recipient(recipient: Recipient, catalogue: &mut Catalogue) {
    let place = catalogue.recipients.len();
    let places = Places { recipient: place, ..Places::default() };
    if let std::collections::hash_map::Entry::Vacant(vacant) = catalogue.places.entry(recipient.id.clone()) {
        vacant.insert(places);
        if let Some(owner) = recipient.member_of.as_ref().and_then(|owner| catalogue.places.get_mut(owner)) {
            owner.members.push(place);
        }
    }
    catalogue.recipients.push(recipient);
}

pub(super) fn add_terms(sheet: &Sheet<'_>, file: &TermsFile, catalogue: &mut Catalogue) {
    add_terms_of(sheet, "purpose", &file.purpose, &mut catalogue.purposes);
    add_terms_of(sheet, "person_role", &file.person_role, &mut catalogue.person_roles);
    add_terms_of(sheet, "event", &file.event, &mut catalogue.events);
    add_terms_of(sheet, "region", &file.region, &mut catalogue.regions);
    add_terms_of(sheet, "office", &file.office, &mut catalogue.offices);
    add_terms_of(sheet, "condition", &file.condition, &mut catalogue.conditions);
}

fn add_terms_of(sheet: &Sheet<'_>, kind: &str, entries: &[TermEntry], terms: &mut Vec<Term>) {
    for entry in entries {
        let id = entry.id.get_ref();
        let key = format!("{kind}.{id}");
        if terms.iter().any(|known| known.id == *id) {
            sheet.wrong(kind, &entry.id, CatalogueFault::Twice(id.clone()));
        }
        // The words that rules use are identifiers.
        sheet.identifier::<crate::identifier::PurposeId>(&key, &entry.id);
        terms.push(Term { id: id.clone(), label: sheet.text(&format!("{key}.label"), &entry.label) });
    }
}

pub(super) fn add_code_lists(sheet: &Sheet<'_>, file: &CodesFile, catalogue: &mut Catalogue) {
    for list in &file.list {
        if catalogue.code_lists.iter().any(|known| known.id.as_str() == list.id.get_ref()) {
            sheet.wrong("list", &list.id, CatalogueFault::Twice(list.id.get_ref().clone()));
        }
        let key = format!("list.{}", list.id.get_ref());
        sheet.no_duplicates(&format!("{key}.code"), list.code.iter().map(|code| &code.code));
        let codes = list.code.iter().map(|entry| Code {
            code: entry.code.get_ref().clone(),
            id: entry.id.clone().unwrap_or_else(|| entry.code.get_ref().clone()),
            label: sheet.text(&format!("{key}.{}.label", entry.code.get_ref()), &entry.label),
            says_nothing: entry.says_nothing,
        });
        let codes = codes.collect();
        let id = sheet.identifier(&key, &list.id);
        catalogue.code_lists.extend(id.map(|id| CodeList { id, partial: list.partial, codes }));
    }
}

pub(super) fn add_deliberation(sheet: &Sheet<'_>, file: &DeliberationFile, catalogue: &mut Catalogue) {
    let number = file.number.get_ref();
    if catalogue.deliberations.iter().any(|found| found.number == *number) {
        sheet.wrong("number", &file.number, CatalogueFault::DeliberationTwice(number.clone()));
    }
    let proven_from = file.proven_from.unwrap_or(file.approved);
    if proven_from < file.approved {
        sheet.wrong("proven_from", &file.number, CatalogueFault::ProvenBeforeApproved(number.clone()));
    }
    catalogue.deliberations.push(Deliberation {
        number: number.clone(),
        document: file.document.clone(),
        subject: sheet.text("subject", &file.subject),
        approved: file.approved,
        proven_from,
    });
}

/// The words that are terms of a list; the others are told.
pub(super) fn known<T: std::str::FromStr<Err = crate::identifier::IdentifierError>>(
    sheet: &Sheet<'_>,
    key: &str,
    list: &[Term],
    words: &[Word],
) -> Vec<T> {
    words.iter().filter_map(|word| known_one(sheet, key, list, word)).collect()
}

/// A word that is a term of a list; another is told.
pub(super) fn known_one<T: std::str::FromStr<Err = crate::identifier::IdentifierError>>(
    sheet: &Sheet<'_>,
    key: &str,
    list: &[Term],
    word: &Word,
) -> Option<T> {
    if !list.iter().any(|term| term.id == *word.get_ref()) {
        sheet.wrong(key, word, CatalogueFault::NoTerm(word.get_ref().clone()));
        return None;
    }
    sheet.identifier(key, word)
}

/// A recipient or member that is known; another is told.
pub(super) fn known_recipient<'c>(
    sheet: &Sheet<'_>,
    key: &str,
    catalogue: &'c Catalogue,
    word: &Word,
) -> Option<&'c Recipient> {
    let found = catalogue.recipient(word.get_ref());
    if found.is_none() {
        sheet.wrong(key, word, CatalogueFault::NoRecipient(word.get_ref().clone()));
    }
    found
}
