//! An organisation as somebody types it, in a form or in a row of a sheet, and reading that.

use std::collections::BTreeMap;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::enterprise_number::{EnterpriseNumber, EnterpriseNumberError};
use delibero_domain::identifier::{RecipientId, RegionId};
use delibero_domain::niss::holds_niss;
use delibero_domain::text::Text;
use delibero_domain::typed_day::read_day;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::field::Field;
use super::particulars::{Contact, Details, Particulars, Processor};
use crate::directory::Membership;

/// The longest value, in characters.
const LONGEST: usize = 200;
/// The longest list of legal contexts, in characters.
const LONGEST_LIST: usize = 2_000;

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    Missing,
    /// It holds a NISS.
    Niss,
    TooLong,
    /// No enterprise number: not ten digits.
    EnterpriseShape,
    /// It begins with another digit than 0 or 1.
    EnterpriseBeginning,
    EnterpriseCheckDigits,
    /// Another organisation has the enterprise number.
    EnterpriseTaken,
    /// No whole number up to 65,535.
    Number,
    Region,
    Email,
    Day,
    /// It ends before it begins.
    Reversed,
    Identifier,
    /// There is an organisation of this identifier.
    Taken,
    Recipient,
    Deliberation,
    /// The catalogue knows nothing of it: whoever belonged to a recipient by it would receive nothing.
    DeliberationUnknown,
    /// It belongs to the recipient in this time already, or that is proposed.
    Belongs,
    /// No recipient, deliberation and days.
    Membership,
    /// An earlier row of the file is about the same organisation.
    Twice,
    /// The organisation has ended.
    Ended,
}

/// One value that was not read: the name of its field, in forms and in sheets, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong {
    pub field: String,
    pub problem: Problem,
}

impl Wrong {
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), problem }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedProcessor {
    pub name: String,
    pub enterprise_number: String,
    pub from: String,
    pub until: String,
}

impl TypedProcessor {
    /// The name of one of its fields in a form; `place` is counted from 0.
    #[must_use]
    pub fn field(place: usize, part: &str) -> String {
        format!("processor_{part}_{place}")
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.name, &self.enterprise_number, &self.from, &self.until].iter().all(|value| value.trim().is_empty())
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    values: BTreeMap<Field, String>,
    pub processors: Vec<TypedProcessor>,
}

impl Typed {
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.values.get(&field).map_or("", String::as_str)
    }

    pub fn set(&mut self, field: Field, value: impl Into<String>) {
        self.values.insert(field, value.into());
    }

    /// As it would be typed.
    #[must_use]
    pub fn of(said: &Particulars) -> Self {
        let mut typed = Self::default();
        let number = |number: Option<u16>| number.map(|number| number.to_string()).unwrap_or_default();
        let details = &said.details;
        for (field, value) in [
            (Field::NameFr, said.name.fr.clone()),
            (Field::NameNl, said.name.nl.clone()),
            (Field::NameDe, said.name.de.clone()),
            (Field::EnterpriseNumber, said.enterprise_number.map(|number| number.to_string()).unwrap_or_default()),
            (Field::Street, details.street.clone()),
            (Field::PostalCode, details.postal_code.clone()),
            (Field::Municipality, details.municipality.clone()),
            (Field::Region, said.region.as_ref().map(ToString::to_string).unwrap_or_default()),
            (Field::Sector, number(said.sector)),
            (Field::Institution, number(details.institution)),
            (Field::LegalContexts, said.legal_contexts.join("\n")),
        ] {
            typed.set(field, value);
        }
        for ([name, email, phone], contact) in
            contacts().into_iter().zip([&details.contact, &details.security_adviser, &details.data_protection_officer])
        {
            typed.set(name, contact.name.clone());
            typed.set(email, contact.email.clone());
            typed.set(phone, contact.phone.clone());
        }
        typed.processors = details.processors.iter().map(typed_processor).collect();
        typed
    }

    /// What it says, or all that is wrong with it.
    ///
    /// # Errors
    /// When a value is missing or cannot be read.
    pub fn read(&self, catalogue: &Catalogue) -> Result<Particulars, Vec<Wrong>> {
        let mut reading = Reading { typed: self, wrongs: Vec::new() };
        let [fr, nl, de] = [Field::NameFr, Field::NameNl, Field::NameDe].map(|field| reading.words(field));
        let enterprise_number = reading.value(Field::EnterpriseNumber, enterprise_number);
        let (street, postal_code) = (reading.words(Field::Street), reading.words(Field::PostalCode));
        let municipality = reading.words(Field::Municipality);
        let region = reading.value(Field::Region, |typed| {
            RegionId::new(typed).ok().filter(|id| catalogue.knows_region(id.as_str())).ok_or(Problem::Region)
        });
        let number = |typed: &str| typed.parse::<u16>().map_err(|_| Problem::Number);
        let (sector, institution) = (reading.value(Field::Sector, number), reading.value(Field::Institution, number));
        let legal_contexts = reading.legal_contexts();
        let [contact, security_adviser, data_protection_officer] = contacts().map(|fields| reading.contact(fields));
        let processors = reading.processors();
        let details = Details {
            street,
            postal_code,
            municipality,
            institution,
            contact,
            security_adviser,
            data_protection_officer,
            processors,
        };
        let name = Text { fr, nl, de };
        let said = Particulars { name, enterprise_number, region, sector, legal_contexts, details };
        if reading.wrongs.is_empty() { Ok(said) } else { Err(reading.wrongs) }
    }
}

fn contacts() -> [[Field; 3]; 3] {
    [
        [Field::ContactName, Field::ContactEmail, Field::ContactPhone],
        [Field::AdviserName, Field::AdviserEmail, Field::AdviserPhone],
        [Field::OfficerName, Field::OfficerEmail, Field::OfficerPhone],
    ]
}

fn typed_processor(said: &Processor) -> TypedProcessor {
    TypedProcessor {
        name: said.name.clone(),
        enterprise_number: said.enterprise_number.map(|number| number.to_string()).unwrap_or_default(),
        from: said.from.to_string(),
        until: said.until.map(|day| day.to_string()).unwrap_or_default(),
    }
}

fn enterprise_number(typed: &str) -> Result<EnterpriseNumber, Problem> {
    typed.parse().map_err(|error| match error {
        EnterpriseNumberError::Shape => Problem::EnterpriseShape,
        EnterpriseNumberError::Beginning => Problem::EnterpriseBeginning,
        EnterpriseNumberError::CheckDigits => Problem::EnterpriseCheckDigits,
    })
}

struct Reading<'t> {
    typed: &'t Typed,
    wrongs: Vec<Wrong>,
}

impl Reading<'_> {
    fn note(&mut self, field: impl Into<String>, problem: Problem) {
        self.wrongs.push(Wrong::new(field, problem));
    }

    /// Without the space around; empty where it was noted as wrong.
    fn plain(&mut self, field: &str, typed: &str, longest: usize) -> String {
        let typed = typed.trim();
        let problem = match typed {
            typed if holds_niss(typed) => Problem::Niss,
            typed if typed.chars().count() > longest => Problem::TooLong,
            _ => return typed.to_owned(),
        };
        self.note(field, problem);
        String::new()
    }

    fn words(&mut self, field: Field) -> String {
        let typed = self.typed.get(field);
        if field.is_required() && typed.trim().is_empty() {
            self.note(field.as_str(), Problem::Missing);
        }
        self.plain(field.as_str(), typed, LONGEST)
    }

    fn value<T>(&mut self, field: Field, read: impl FnOnce(&str) -> Result<T, Problem>) -> Option<T> {
        let typed = self.words(field);
        self.read(field.as_str(), &typed, read)
    }

    fn read<T>(&mut self, field: &str, typed: &str, read: impl FnOnce(&str) -> Result<T, Problem>) -> Option<T> {
        if typed.is_empty() {
            return None;
        }
        read(typed).map_err(|problem| self.note(field, problem)).ok()
    }

    /// One a line, or with semicolons between.
    fn legal_contexts(&mut self) -> Vec<String> {
        let field = Field::LegalContexts;
        let typed = self.plain(field.as_str(), self.typed.get(field), LONGEST_LIST);
        let mut contexts: Vec<String> = Vec::new();
        for context in typed.split(['\n', '\r', ';']).map(str::trim).filter(|context| !context.is_empty()) {
            if context.chars().count() > 64 {
                self.note(field.as_str(), Problem::TooLong);
            }
            if !contexts.iter().any(|known| known == context) {
                contexts.push(context.to_owned());
            }
        }
        contexts
    }

    fn contact(&mut self, [name, email, phone]: [Field; 3]) -> Contact {
        let address = |typed: &str| {
            let at = typed.find('@').filter(|at| *at > 0 && typed[at + 1..].contains('.') && !typed.contains(' '));
            at.map(|_| typed.to_owned()).ok_or(Problem::Email)
        };
        Contact {
            name: self.words(name),
            email: self.value(email, address).unwrap_or_default(),
            phone: self.words(phone),
        }
    }

    fn processors(&mut self) -> Vec<Processor> {
        let typed = self.typed.processors.iter().enumerate().filter(|(_, typed)| !typed.is_empty());
        typed.filter_map(|(place, typed)| self.processor(place, typed)).collect()
    }

    fn processor(&mut self, place: usize, typed: &TypedProcessor) -> Option<Processor> {
        let field = |part: &str| TypedProcessor::field(place, part);
        let name = self.plain(&field("name"), &typed.name, LONGEST);
        if typed.name.trim().is_empty() {
            self.note(field("name"), Problem::Missing);
        }
        let number = self.plain(&field("number"), &typed.enterprise_number, LONGEST);
        let enterprise_number = self.read(&field("number"), &number, enterprise_number);
        let (from, until) = self.days((&field("from"), &typed.from), (&field("until"), &typed.until));
        Some(Processor { name, enterprise_number, from: from?, until })
    }

    /// A first day, which must be there, and a last one.
    fn days(&mut self, from: (&str, &str), until: (&str, &str)) -> (Option<Date>, Option<Date>) {
        let day = |typed: &str| read_day(typed).map_err(|_| Problem::Day);
        if from.1.trim().is_empty() {
            self.note(from.0, Problem::Missing);
        }
        let first = self.read(from.0, from.1.trim(), day);
        let last = self.read(until.0, until.1.trim(), day);
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            self.note(until.0, Problem::Reversed);
        }
        (first, last)
    }
}

/// A recipient for an organisation, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedMembership {
    pub recipient: String,
    pub deliberation: String,
    pub from: String,
    pub until: String,
}

impl TypedMembership {
    /// # Errors
    /// When a value is missing or cannot be read.
    pub fn read(&self, catalogue: &Catalogue) -> Result<Membership, Vec<Wrong>> {
        let nothing = Typed::default();
        let mut reading = Reading { typed: &nothing, wrongs: Vec::new() };
        for (field, typed) in [("recipient", &self.recipient), ("deliberation", &self.deliberation)] {
            if typed.trim().is_empty() {
                reading.note(field, Problem::Missing);
            }
        }
        let recipient = reading.read("recipient", self.recipient.trim(), |typed| {
            RecipientId::new(typed)
                .ok()
                .filter(|id| catalogue.recipient(id.as_str()).is_some())
                .ok_or(Problem::Recipient)
        });
        let deliberation = reading.read("deliberation", self.deliberation.trim(), |typed| {
            let number = typed.parse::<DeliberationNumber>().map_err(|_| Problem::Deliberation)?;
            let known = catalogue.deliberations().iter().any(|found| found.number == number.to_string());
            if known { Ok(number) } else { Err(Problem::DeliberationUnknown) }
        });
        let (from, until) = reading.days(("from", &self.from), ("until", &self.until));
        match recipient {
            Some(recipient) if reading.wrongs.is_empty() => Ok(Membership { recipient, deliberation, from, until }),
            _ => Err(reading.wrongs),
        }
    }
}

#[cfg(test)]
mod tests {
    use delibero_domain::catalogue::files::builtin;

    use super::*;

    fn whole() -> Typed {
        let mut typed = Typed::default();
        for (field, value) in [
            (Field::NameFr, "CPAS de Namur"),
            (Field::NameNl, "OCMW Namen"),
            (Field::NameDe, "ÖSHZ Namur"),
            (Field::EnterpriseNumber, "0206.731.645"),
            (Field::Region, "wallonia"),
            (Field::Sector, "17"),
            (Field::LegalContexts, "RENT\n\nHOUSING; RENT"),
            (Field::ContactEmail, "info@cpas.example"),
        ] {
            typed.set(field, value);
        }
        let processor =
            TypedProcessor { name: "IT".to_owned(), from: "1/2/2024".to_owned(), ..TypedProcessor::default() };
        typed.processors = vec![TypedProcessor::default(), processor];
        typed
    }

    #[test]
    fn what_was_read_is_typed_again_and_read_the_same() {
        let catalogue = builtin().expect("the shipped catalogue");
        let read = whole().read(&catalogue).expect("right");
        assert_eq!(read.legal_contexts, ["RENT", "HOUSING"]);
        assert_eq!(read.details.processors.len(), 1, "an empty row is none");
        assert_eq!(Typed::of(&read).read(&catalogue), Ok(read));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_its_field() {
        let catalogue = builtin().expect("the shipped catalogue");
        let mut typed = whole();
        for (field, value) in [
            (Field::NameFr, ""),
            (Field::NameNl, "85.07.30-033.28"),
            (Field::EnterpriseNumber, "0206.731.646"),
            (Field::Region, "atlantis"),
            (Field::Sector, "17a"),
            (Field::ContactEmail, "nobody"),
        ] {
            typed.set(field, value);
        }
        typed.processors[1].until = "1/1/2024".to_owned();
        let wrongs = typed.read(&catalogue).expect_err("wrong");
        let wrongs: Vec<_> = wrongs.iter().map(|wrong| (wrong.field.as_str(), wrong.problem)).collect();
        assert_eq!(
            wrongs,
            [
                ("name_fr", Problem::Missing),
                ("name_nl", Problem::Niss),
                ("enterprise_number", Problem::EnterpriseCheckDigits),
                ("region", Problem::Region),
                ("sector", Problem::Number),
                ("contact_email", Problem::Email),
                ("processor_until_1", Problem::Reversed),
            ]
        );
    }

    #[test]
    fn a_recipient_is_one_of_the_catalogue_for_a_time() {
        let catalogue = builtin().expect("the shipped catalogue");
        let typed = TypedMembership {
            recipient: "cpas".to_owned(),
            deliberation: "20/130".to_owned(),
            from: "1.1.2025".to_owned(),
            until: String::new(),
        };
        assert!(typed.read(&catalogue).is_ok_and(|read| read.from == Some(Date::constant(2025, 1, 1))));
        let unknown = TypedMembership { deliberation: "99/999".to_owned(), ..typed.clone() };
        assert_eq!(unknown.read(&catalogue), Err(vec![Wrong::new("deliberation", Problem::DeliberationUnknown)]));
        let wrong = TypedMembership { recipient: "nobody".to_owned(), from: String::new(), ..typed };
        assert_eq!(wrong.read(&catalogue).expect_err("wrong").len(), 2);
    }
}
