//! The demonstration: made-up persons, attestations, organisations and users.
//!
//! Every NISS is valid and none was ever given: their counters lie beyond any that a register reached. What is made
//! follows from the seed and the day alone, and reaches the store through the same importer as anything else.

mod answer;
mod catalogue;
mod course;
mod filling;
mod history;
mod mandates;
mod or_there;
mod organisations;
mod people;
mod personas;
mod random;
mod register;
mod scenes;
mod services;

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use delibero_domain::identifier::OrganisationId;
use delibero_domain::role::Role;
use delibero_domain::text::Text;
use delibero_files::records::exchange::{FileError, Records};
use delibero_files::records::{ImportError, ImportReport};
use delibero_usecases::store_error::StoreError;
use jiff::civil::Date;
use thiserror::Error;

pub use catalogue::publish_made_up;
pub use filling::fill;
pub use history::{History, HistoryFilling, fill_history};
pub use people::MAX_PERSONS;
pub use personas::Persona;
pub use register::{RegisterFilling, WRITER, fill_register};

/// The password of every user of the demonstration.
pub use delibero_usecases::accounts::DEMONSTRATION_PASSWORD as PASSWORD;
/// The service that the attestations belong to.
const SERVICE: &str = "hdi";
/// The sample of the exchange format: its persons are among the personas.
const SAMPLE: &str = include_str!("sample.xml");

#[derive(Clone, Debug)]
pub struct DemoOptions {
    /// How many persons beside the personas.
    pub persons: u64,
    /// What they follow from.
    pub seed: u64,
    /// Where the file of attestations is written.
    pub folder: PathBuf,
}

#[derive(Clone, Debug)]
pub struct DemoReport {
    /// The persons with a story.
    pub personas: Vec<Persona>,
    pub accounts: Vec<DemoAccount>,
    pub file: PathBuf,
    pub import: ImportReport,
    /// The records of each other service.
    pub services: Vec<(&'static str, ImportReport)>,
    pub integrations: u64,
}

/// A user of the demonstration; the password is [`PASSWORD`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    pub user: &'static str,
    pub name: &'static str,
    pub organisation: OrganisationId,
    pub roles: &'static [Role],
    /// What there is to see.
    pub see: &'static str,
}

#[derive(Debug, Error)]
pub enum DemoError {
    #[error("the file of attestations cannot be written: {0}")]
    File(#[from] io::Error),
    #[error("the demonstration knows nothing of this service")]
    NoService,
    #[error("at most {MAX_PERSONS} persons can be made")]
    TooMany,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A word of the demonstration that the program does not take: a mistake of ours.
    #[error("the demonstration holds a word that is no identifier")]
    Identifier(#[from] delibero_domain::identifier::IdentifierError),
    #[error("the users of the demonstration are not there")]
    NoAccount,
    /// A text of the demonstration that cannot be read: a mistake of ours.
    #[error("a text of the demonstration cannot be read")]
    Text,
    #[error(transparent)]
    Register(#[from] delibero_usecases::register::RegisterError),
    #[error(transparent)]
    History(#[from] delibero_usecases::consultation::ConsultError),
    /// A number of the demonstration that is none: a mistake of ours.
    #[error(transparent)]
    Number(#[from] delibero_domain::deliberation::number::DeliberationNumberError),
    #[error("an enterprise number of the demonstration is none")]
    EnterpriseNumber(#[from] delibero_domain::enterprise_number::EnterpriseNumberError),
    /// A document of the demonstration that is none: a mistake of ours.
    #[error(transparent)]
    Document(#[from] delibero_domain::deliberation::document::DocumentNumberError),
    /// The sample that ships with the program cannot be read: a mistake of ours.
    #[error("the sample {0}")]
    Sample(#[from] FileError),
}

/// A user as the sign-in page of a demonstration shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInAccount {
    pub user: &'static str,
    pub organisation: Text,
    pub roles: &'static [Role],
}

/// Every user, in the order of the sign-in page.
#[must_use]
pub fn sign_in_accounts() -> Vec<SignInAccount> {
    let users = organisations::DESKS.iter().flat_map(|desk| desk.users.iter().map(move |user| (desk, user)));
    users.map(|(desk, user)| SignInAccount { user: user.user, organisation: desk.name(), roles: user.roles }).collect()
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub records: u64,
    pub persons: u64,
}

/// Writes a population and the personas to a file, as far as they have come by a day. Memory does not grow with it.
///
/// # Errors
/// When the file cannot be written, or there are not that many numbers.
pub fn write_population(path: &Path, persons: u64, seed: u64, today: Date) -> Result<Written, DemoError> {
    if persons > MAX_PERSONS {
        return Err(DemoError::TooMany);
    }
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut written = Written::default();
    answer::begin(&mut out)?;
    let cast = personas::cast(today);
    let of_cast = cast.iter().map(|member| member.answers.clone());
    let made = (0..persons).map(|index| people::person(seed, index).answers(today));
    for answers in of_cast.chain(made) {
        written.persons += 1;
        written.records += answers.len() as u64;
        for answer in answers {
            answer.write(&mut out)?;
        }
    }
    written.records += write_sample(&mut out)?;
    answer::end(&mut out)?;
    Ok(written)
}

/// Writes what a service knows of a population, in its exchange format.
///
/// # Errors
/// When the file cannot be written, there are not that many numbers, or the demonstration knows no such service.
pub fn write_records(path: &Path, service: &str, persons: u64, seed: u64, today: Date) -> Result<(), DemoError> {
    if service == SERVICE {
        return write_population(path, persons, seed, today).map(drop);
    }
    let known = services::SERVICES.iter().find(|(id, _)| *id == service).ok_or(DemoError::NoService)?;
    services::write(path, known.1, (persons, seed), today).map(drop)
}

/// Last, because its attestations are the newest versions.
fn write_sample(out: &mut impl Write) -> Result<u64, DemoError> {
    let mut records = Records::new(BufReader::new(SAMPLE.as_bytes()))?;
    let mut count = 0;
    while let Some(record) = records.next_record()? {
        out.write_all(b"  ")?;
        out.write_all(&record.verbatim)?;
        out.write_all(b"\n")?;
        count += 1;
    }
    Ok(count)
}
