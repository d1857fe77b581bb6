//! Filling a store with the demonstration. Done again, it adds what is missing.

use std::path::Path;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::{OrganisationId, RecipientId, RegionId, ServiceId, UserName};
use delibero_domain::niss::{Niss, NissRules};
use delibero_domain::reference_directory::Integration;
use delibero_files::records::{ImportOptions, ImportReport, NoProgress, import_records};
use delibero_store::Database;
use delibero_usecases::accounts::sign_in::PasswordHasher;
use delibero_usecases::accounts::{Account, AccountStore as _, Actor, Credentials};
use delibero_usecases::clock::Clock;
use delibero_usecases::directory::{DirectoryStore as _, FileOnPerson, Membership, Origin, Registration};
use delibero_usecases::organisations::{Details, OrganisationStore as _, Particulars};
use delibero_usecases::randomness::Randomness;
use delibero_usecases::source_loads::{LoadKeeping, SourceLoading};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::or_there::or_there;
use super::organisations::{DESKS, Desk, DeskUser};
use super::random::Random;
use super::{
    DemoAccount, DemoError, DemoOptions, DemoReport, PASSWORD, SERVICE, mandates, people, personas, services,
    write_population,
};

/// How long ago everybody was registered.
const REGISTERED_BEFORE: SignedDuration = SignedDuration::from_hours(60 * 24);
/// The persons integrated in one transaction.
const AT_ONCE: u64 = 500;

/// Fills a store with organisations, users, integrations and attestations.
///
/// # Errors
/// When the store fails, or the file cannot be written.
pub async fn fill(
    database: &Database,
    hasher: &dyn PasswordHasher,
    catalogue: &Catalogue,
    (clock, randomness): (&dyn Clock, &dyn Randomness),
    options: DemoOptions,
) -> Result<DemoReport, DemoError> {
    let (today, registered) = (clock.today(), clock.now() - REGISTERED_BEFORE);
    std::fs::create_dir_all(&options.folder)?;
    // Its own name, so that two demonstrations made at once do not write into each other.
    let file = options.folder.join(format!("demo-attestations-{}.xml", std::process::id()));
    write_population(&file, options.persons, options.seed, today)?;

    let mut accounts = Vec::new();
    for (place, desk) in DESKS.iter().enumerate() {
        add_organisation(database, place, desk).await?;
        for user in desk.users {
            add_user(database, hasher, desk, user).await?;
            accounts.push(account(desk, user)?);
        }
    }
    mandates::give(database, registered).await?;
    let cast = personas::cast(today);
    let known = cast.iter().flat_map(|member| {
        member.integrations.iter().map(|(desk, integration)| (*desk, member.persona.niss, integration.clone()))
    });
    let mut integrations = integrate(database, registered, known.collect()).await?;
    for first in (0..options.persons).step_by(usize::try_from(AT_ONCE).unwrap_or(1)) {
        let last = options.persons.min(first + AT_ONCE);
        let made = (first..last).flat_map(|index| of_person(options.seed, index)).collect();
        integrations += integrate(database, registered, made).await?;
    }
    let loads = Loads { database, catalogue, keeping: LoadKeeping { loads: database, clock, randomness }, today };
    let import = loads.load(SERVICE, &file).await?;
    let mut of_services = Vec::new();
    for (service, lines) in services::SERVICES {
        let file = options.folder.join(format!("demo-{service}-{}.ndjson", std::process::id()));
        services::write(&file, lines, (options.persons, options.seed), today)?;
        of_services.push((service, loads.load(service, &file).await?));
        std::fs::remove_file(&file)?;
    }
    let personas = cast.into_iter().map(|member| member.persona).collect();
    Ok(DemoReport { personas, accounts, file, import, services: of_services, integrations })
}

/// Files that are loaded as any other.
struct Loads<'l> {
    database: &'l Database,
    catalogue: &'l Catalogue,
    keeping: LoadKeeping<'l>,
    today: Date,
}

impl Loads<'_> {
    async fn load(&self, service: &str, file: &Path) -> Result<ImportReport, DemoError> {
        let service = ServiceId::new(service)?;
        let how = ImportOptions::new(NissRules { today: self.today, demonstration: true });
        let name = file.extension().map_or_else(String::new, |end| format!("demonstration.{}", end.display()));
        let size = file.metadata()?.len();
        let mut loading = SourceLoading::at_command_line(self.keeping, &service, (&name, size)).await?;
        Ok(import_records(self.database, self.catalogue, &mut loading, file, &how, &NoProgress).await?)
    }
}

async fn add_organisation(database: &Database, place: usize, desk: &Desk) -> Result<(), DemoError> {
    let id = OrganisationId::new(desk.id)?;
    if database.organisation(&id).await?.is_some() {
        return Ok(());
    }
    let recipients = desk.recipients.iter().map(|id| RecipientId::new(*id).map(Membership::always));
    let memberships: Vec<Membership> = recipients.collect::<Result<_, _>>()?;
    let legal_contexts = desk.legal_context.map(str::to_owned).into_iter().collect();
    let region = desk.region.map(RegionId::new).transpose()?;
    let particulars = Particulars {
        name: desk.name(),
        enterprise_number: Some(Desk::enterprise_number(place)?),
        region,
        sector: desk.sector,
        legal_contexts,
        details: Details::default(),
    };
    let mut work = database.begin_organisations().await?;
    match work.register(&id, &particulars).await {
        Ok(()) => {
            work.save_memberships(&id, &memberships).await?;
            Ok(work.commit().await?)
        }
        failed => Ok(or_there(failed)?),
    }
}

async fn add_user(
    database: &Database,
    hasher: &dyn PasswordHasher,
    desk: &Desk,
    user: &DeskUser,
) -> Result<(), DemoError> {
    let name = UserName::new(user.user)?;
    if database.account(&name).await?.is_some() {
        return Ok(());
    }
    let account = Account {
        actor: Actor { user: name, organisation: OrganisationId::new(desk.id)?, roles: user.roles.to_vec() },
        display_name: user.name.to_owned(),
        enabled: true,
        language: Some(user.language),
    };
    let credentials = Credentials { account, password: hasher.hash(PASSWORD.to_owned()).await };
    let mut work = database.begin_accounts().await?;
    match work.add_user(&credentials).await {
        Ok(()) => Ok(work.commit().await?),
        failed => Ok(or_there(failed)?),
    }
}

fn account(desk: &Desk, user: &DeskUser) -> Result<DemoAccount, DemoError> {
    let organisation = OrganisationId::new(desk.id)?;
    Ok(DemoAccount { user: user.user, name: user.name, organisation, roles: user.roles, see: user.see })
}

/// Who has a made-up person integrated.
fn of_person(seed: u64, index: u64) -> Vec<(&'static str, Niss, Integration)> {
    let person = people::person(seed, index);
    let mut random = Random::of(&[seed, index, 3]);
    let mut found = Vec::new();
    for desk in DESKS {
        let chosen = random.chance(desk.share);
        let integration = desk.integration(random.next()).filter(|_| chosen);
        found.extend(integration.map(|integration| (desk.id, person.niss, integration)));
    }
    found
}

/// Whether a desk has a made-up person integrated.
pub(super) fn integrated_by(seed: u64, index: u64, desk: &str) -> bool {
    of_person(seed, index).iter().any(|(id, ..)| *id == desk)
}

/// By the registrar of the desk, or by somebody of it who consults as well.
fn registration(desk: &str, person: Niss, at: Timestamp) -> Result<Registration, DemoError> {
    let by_consultant = personas::registered_by_a_consultant(desk, person);
    let registrar = || DESKS.iter().find(|known| known.id == desk).and_then(Desk::registrar);
    Ok(match by_consultant.or_else(registrar) {
        Some(user) => Registration { origin: Origin::Page, user: Some(UserName::new(user)?), at: Some(at) },
        None => Registration { origin: Origin::Command, user: None, at: Some(at) },
    })
}

/// Integrates some persons in one transaction.
async fn integrate(
    database: &Database,
    at: Timestamp,
    all: Vec<(&'static str, Niss, Integration)>,
) -> Result<u64, DemoError> {
    let mut work = database.begin_directory().await?;
    let mut count = 0;
    for (desk, person, integration) in all {
        let file = FileOnPerson { integration, file_number: None };
        let registration = registration(desk, person, at)?;
        work.integrate(&OrganisationId::new(desk)?, person, &file, &registration).await?;
        count += 1;
    }
    work.commit().await?;
    Ok(count)
}
