//! The register of the demonstration: the deliberations of the catalogue as facts, without the official texts, which
//! are not ours, and four texts of our own that cite each other. Everything goes through the use cases, written by the
//! secretariat and published by the approver. Done again, it adds what is missing.

use std::collections::BTreeMap;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Deliberation, PointStatus, PointText, Version};
use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;
use delibero_usecases::accounts::{AccountStore, Actor};
use delibero_usecases::clock::Clock;
use delibero_usecases::randomness::Randomness;
use delibero_usecases::register::{Content, Draft, Drafting, NewVersion, RegisterStore, Texts, publish_content};
use jiff::civil::{Date, date};

use super::DemoError;

pub const WRITER: &str = "helene.martin";
const APPROVER: &str = "koen.wouters";

/// What is known of a deliberation of the catalogue beside what the catalogue says.
struct Known {
    number: &'static str,
    committee: &'static str,
    source: &'static str,
    /// Approval and entry into force of each amendment.
    amendments: &'static [(Date, Option<Date>)],
}

const COMMITTEE: &str = "Comité de sécurité de l’information, Chambre sécurité sociale et santé";
const SECTORAL: &str = "Comité sectoriel de la sécurité sociale et de la santé, Section sécurité sociale";
const INSURERS: &str = "Organismes assureurs";
const ONEM: &str = "Office national de l’emploi";
const DG_HAN: &str = "Direction générale Personnes handicapées du SPF Sécurité sociale";

const KNOWN: [Known; 5] = [
    Known {
        number: "23/058",
        committee: COMMITTEE,
        source: INSURERS,
        amendments: &[
            (date(2023, 7, 4), None),
            (date(2023, 12, 5), None),
            (date(2024, 1, 9), Some(date(2024, 1, 24))),
            (date(2024, 3, 5), Some(date(2024, 3, 20))),
            (date(2024, 12, 3), Some(date(2024, 12, 18))),
            (date(2025, 1, 14), Some(date(2025, 1, 29))),
            (date(2025, 2, 4), Some(date(2025, 2, 19))),
            (date(2025, 3, 4), Some(date(2025, 3, 19))),
            (date(2025, 4, 1), Some(date(2025, 4, 16))),
        ],
    },
    Known {
        number: "04/037",
        committee: COMMITTEE,
        source: INSURERS,
        amendments: &[(date(2019, 3, 5), None), (date(2021, 5, 4), None)],
    },
    Known { number: "12/057", committee: SECTORAL, source: ONEM, amendments: &[] },
    Known { number: "17/087", committee: SECTORAL, source: DG_HAN, amendments: &[] },
    Known { number: "20/130", committee: COMMITTEE, source: INSURERS, amendments: &[] },
];

/// The texts of our own, in the order in which they were given.
const TEXTS: [(&str, &str); 4] = [
    ("98/001", include_str!("deliberations/98-001.txt")),
    ("98/002", include_str!("deliberations/98-002.txt")),
    ("99/003", include_str!("deliberations/99-003.txt")),
    ("99/004", include_str!("deliberations/99-004.txt")),
];

/// What the register of the demonstration is written with.
pub struct RegisterFilling<'f> {
    pub accounts: &'f dyn AccountStore,
    pub register: &'f (dyn RegisterStore + 'static),
    /// The deliberations that are known as facts.
    pub catalogue: &'f Catalogue,
    pub clock: &'f dyn Clock,
    /// For the names of drafts.
    pub randomness: &'f dyn Randomness,
}

/// Fills the register; the demonstration's users must be there.
///
/// # Errors
/// When the store fails.
pub async fn fill_register(with: RegisterFilling<'_>) -> Result<(), DemoError> {
    let writer = actor(&with, WRITER).await?;
    let approver = actor(&with, APPROVER).await?;
    let desk = Desk { with, writer, approver };
    for known in &KNOWN {
        desk.facts(known).await?;
    }
    for (number, text) in TEXTS {
        desk.text(number, text).await?;
    }
    desk.second_version().await?;
    desk.third_version().await?;
    desk.waiting_draft().await
}

async fn actor(with: &RegisterFilling<'_>, name: &str) -> Result<Actor, DemoError> {
    let user = UserName::new(name)?;
    Ok(with.accounts.account(&user).await?.ok_or(DemoError::NoAccount)?.actor)
}

struct Desk<'d> {
    with: RegisterFilling<'d>,
    writer: Actor,
    approver: Actor,
}

impl Desk<'_> {
    fn as_user<'u>(&'u self, actor: &'u Actor) -> Drafting<'u> {
        let RegisterFilling { register, clock, randomness, .. } = self.with;
        Drafting::new(register, clock, randomness, actor)
    }

    fn writing(&self) -> Drafting<'_> {
        self.as_user(&self.writer)
    }

    /// How many versions there are; none where the deliberation is not in the register.
    async fn versions(&self, number: DeliberationNumber) -> Result<usize, DemoError> {
        let found = self.with.register.deliberation(number).await?;
        Ok(found.map_or(0, |(deliberation, _)| deliberation.versions.len()))
    }

    async fn facts(&self, known: &Known) -> Result<(), DemoError> {
        let number: DeliberationNumber = known.number.parse()?;
        let told = self.with.catalogue.deliberations().iter().find(|told| told.number == known.number);
        let (Some(told), 0) = (told, self.versions(number).await?) else { return Ok(()) };
        let given = std::iter::once((told.approved, None)).chain(known.amendments.iter().copied());
        let mut versions: Vec<Version> = given
            .map(|(approved, in_force)| Version { document: None, approved, in_force, languages: Vec::new() })
            .collect();
        if let Some(newest) = versions.last_mut() {
            newest.document = Some(told.document.parse()?);
        }
        let title = Language::ALL.map(|language| (language, told.subject.get(language).to_owned()));
        let deliberation = Deliberation {
            number,
            committee: known.committee.to_owned(),
            title: BTreeMap::from(title),
            date: told.approved,
            rapporteur: None,
            grounds: Vec::new(),
            requesters: Vec::new(),
            sources: vec![known.source.to_owned()],
            versions,
            amendments_complete: true,
            end: None,
        };
        let content = Content { deliberation, texts: Texts::new() };
        publish_content(self.with.register, self.with.clock, &self.writer.user, content, None).await?;
        Ok(())
    }

    async fn text(&self, number: &str, text: &str) -> Result<(), DemoError> {
        if self.versions(number.parse()?).await? > 0 {
            return Ok(());
        }
        let source = delibero_reader::extract(text.as_bytes()).map_err(|_| DemoError::Text)?;
        let reading = delibero_reader::read_text(&source).map_err(|_| DemoError::Text)?;
        let draft = self.writing().begin_from_reading(reading, source.text, false).await?;
        self.publish(draft).await
    }

    async fn publish(&self, draft: Draft) -> Result<(), DemoError> {
        let revision = self.writing().propose(&draft.id, draft.revision, &()).await?;
        self.as_user(&self.approver).publish(&draft.id, revision, ()).await?;
        Ok(())
    }

    /// Begins a version, and writes in its text.
    async fn amended(
        &self,
        number: DeliberationNumber,
        version: NewVersion,
        write: impl FnOnce(&mut Vec<PointText>),
    ) -> Result<Draft, DemoError> {
        let mut draft = self.writing().begin_amendment(number, version).await?;
        let mut content = draft.content.clone();
        if let Some(text) = content.texts.values_mut().next_back() {
            write(&mut text.points);
            text.references = delibero_reader::citations(number, text);
        }
        draft.revision = self.writing().save(&draft.id, draft.revision, content.clone()).await?;
        Ok(Draft { content, ..draft })
    }

    async fn second_version(&self) -> Result<(), DemoError> {
        let number = "98/001".parse()?;
        if self.versions(number).await? != 1 {
            return Ok(());
        }
        let version = NewVersion {
            document: Some("CSSS/11/052".parse()?),
            approved: date(2011, 5, 3),
            in_force: Some(date(2011, 5, 18)),
        };
        let draft = self.amended(number, version, |points| {
            change(points, "5", "Les données sont communiquées une fois par mois, par une liaison sécurisée.");
            insert(points, "5", "5/1.", "Le Fonds des balises ne demande que les données des gardiens qui ont introduit une demande de prime pendant le mois.");
            change(points, "6", "Le Fonds des balises conserve les données pendant cinq ans.");
        });
        self.publish(draft.await?).await
    }

    async fn third_version(&self) -> Result<(), DemoError> {
        let number = "98/001".parse()?;
        if self.versions(number).await? != 2 {
            return Ok(());
        }
        let version = NewVersion {
            document: Some("CSI/CSSS/24/188".parse()?),
            approved: date(2024, 6, 4),
            in_force: Some(date(2024, 6, 19)),
        };
        let draft = self.amended(number, version, |points| {
            repeal(points, "7.2");
            change(points, "8", "Seuls les agents du service des primes ont accès aux données. Leur liste est tenue à la disposition de la chambre sécurité sociale et santé du comité de sécurité de l’information.");
            insert(points, "8", "8/1.", "Les mesures de sécurité sont celles de la délibération n° 23/058 du 7 mars 2023. La délibération n° 99/003 du 4 mai 1999 n’y change rien.");
        });
        self.publish(draft.await?).await
    }

    /// A draft that waits for the approver.
    async fn waiting_draft(&self) -> Result<(), DemoError> {
        let number: DeliberationNumber = "99/003".parse()?;
        let drafts = self.with.register.drafts().await?;
        let drafted = drafts.iter().any(|draft| draft.number == number);
        if drafted || self.versions(number).await? != 1 {
            return Ok(());
        }
        let version = NewVersion { document: None, approved: self.with.clock.today(), in_force: None };
        let draft = self.amended(number, version, |points| {
            change(points, "8", "Les données sont effacées au plus tard à la fin du jour de la marée.");
            insert(
                points,
                "8",
                "8/1.",
                "Le Service des marées vérifie chaque semaine que rien n’a été conservé plus longtemps.",
            );
        });
        let draft = draft.await?;
        self.writing().propose(&draft.id, draft.revision, &()).await?;
        Ok(())
    }
}

fn place(points: &[PointText], label: &str) -> Option<usize> {
    points.iter().position(|point| point.label.normal() == label)
}

fn change(points: &mut [PointText], label: &str, words: &str) {
    if let Some(at) = place(points, label) {
        words.clone_into(&mut points[at].text);
    }
}

fn repeal(points: &mut [PointText], label: &str) {
    if let Some(at) = place(points, label) {
        points[at].status = PointStatus::Repealed;
    }
}

fn insert(points: &mut Vec<PointText>, after: &str, label: &str, words: &str) {
    let (Some(at), Ok(label)) = (place(points, after), label.parse()) else { return };
    let heading = points[at].heading;
    points.insert(at + 1, PointText { label, heading, text: words.to_owned(), status: PointStatus::Inserted });
}
