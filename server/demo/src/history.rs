//! Six weeks of work before the demonstration begins, so that an auditor finds something: every consultation goes
//! through the use cases, at the time when it was made.

use std::sync::{Arc, Mutex};

use delibero_domain::access_log::EventKind;
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::{Catalogue, ModuleKind};
use delibero_domain::identifier::UserName;
use delibero_domain::period::{Quarter, QuarterRange};
use delibero_store::Database;
use delibero_usecases::accounts::{AccountStore as _, Actor};
use delibero_usecases::belgian_time;
use delibero_usecases::catalogue::CatalogueInForce;
use delibero_usecases::clock::Clock;
use delibero_usecases::consultation::{ConsultError, Consulting, Question, disclose, open};
use delibero_usecases::directory::{DirectoryStore as _, Organisation};
use delibero_usecases::journal::{JournalStore as _, LogFilter};
use delibero_usecases::randomness::Randomness;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::DemoError;
use super::organisations::DESKS;
use super::random::Random;
use super::scenes::{Scene, scenes};

/// What the weeks are made with.
#[derive(Clone, Copy)]
pub struct HistoryFilling<'a> {
    pub database: &'a Database,
    pub in_force: &'a CatalogueInForce,
    /// When they end.
    pub clock: &'a dyn Clock,
    /// For the names of consultations.
    pub randomness: &'a dyn Randomness,
    /// How many persons were made beside the personas.
    pub persons: u64,
    /// What they follow from.
    pub seed: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct History {
    pub consultations: u32,
    pub exports: u32,
}

/// Makes the weeks; nothing where the log holds something already.
///
/// # Errors
/// When the store fails.
pub async fn fill_history(with: HistoryFilling<'_>) -> Result<History, DemoError> {
    let mut made = History::default();
    let log = with.database.log_page(&LogFilter::default(), None, 1).await?;
    if !log.entries.is_empty() {
        return Ok(made);
    }
    let catalogue = Arc::clone(&with.in_force.now().catalogue);
    let workers = workers(&with).await?;
    for scene in scenes(with.seed, with.persons, with.clock.today()) {
        let Some(worker) = workers.iter().find(|worker| worker.actor.user.as_str() == scene.user) else { continue };
        if let Some(question) = worker.question(&catalogue, &scene) {
            play(&with, &worker.actor, &scene, question, &mut made).await?;
        }
    }
    Ok(made)
}

/// One consultation, as the pages make it: asked, looked at, and downloaded by some.
async fn play(
    with: &HistoryFilling<'_>,
    actor: &Actor,
    scene: &Scene,
    question: Question,
    made: &mut History,
) -> Result<(), DemoError> {
    let clock = Then(Mutex::new(scene.at));
    let consulting = Consulting::new(with.database, with.in_force, &clock, with.randomness);
    let consultation = match open(consulting, actor, question, None).await {
        Err(ConsultError::LimitReached { .. }) => return Ok(()),
        opened => opened?,
    };
    made.consultations += 1;
    clock.wait(SignedDuration::from_secs(1));
    disclose(consulting, actor, &consultation.id, EventKind::Disclosure).await?;
    if scene.exported {
        clock.wait(SignedDuration::from_secs(40));
        disclose(consulting, actor, &consultation.id, EventKind::Export).await?;
        made.exports += 1;
    }
    Ok(())
}

/// A clock that stands where it is put.
struct Then(Mutex<Timestamp>);

impl Then {
    fn wait(&self, length: SignedDuration) {
        let mut at = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *at += length;
    }
}

impl Clock for Then {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn today(&self) -> Date {
        belgian_time::day_of(self.now())
    }
}

struct Worker {
    actor: Actor,
    organisation: Organisation,
}

async fn workers(with: &HistoryFilling<'_>) -> Result<Vec<Worker>, DemoError> {
    let mut workers = Vec::new();
    for user in DESKS.iter().flat_map(|desk| desk.users) {
        let Some(account) = with.database.account(&UserName::new(user.user)?).await? else { continue };
        let actor = account.actor;
        let organisation = with.database.organisation(&actor.organisation).await?;
        if let Some(organisation) = organisation.filter(|_| actor.may(Capability::Consult)) {
            workers.push(Worker { actor, organisation });
        }
    }
    Ok(workers)
}

impl Worker {
    /// What the form of this desk offers on a day, and what is chosen in it.
    fn question(&self, catalogue: &Catalogue, scene: &Scene) -> Option<Question> {
        let day = belgian_time::day_of(scene.at);
        let mut offered = Vec::new();
        let recipients = self.organisation.recipients_on(day);
        for authorisation in catalogue.authorisations() {
            let own = recipients.contains(&authorisation.recipient);
            let service = catalogue.service(authorisation.service.as_str()).filter(|service| service.held);
            let Some(service) = service.filter(|_| own && authorisation.validity.holds_on(day)) else { continue };
            let modules = authorisation.modules.iter().map(|grant| &service.modules[grant.module]);
            for module in modules.filter(|module| module.kind == ModuleKind::Pull) {
                for purpose in &authorisation.purposes {
                    let roles = if purpose.roles.is_empty() { &authorisation.roles } else { &purpose.roles };
                    if self.actor.has_any(roles) {
                        offered.push((authorisation, service, module, purpose));
                    }
                }
            }
        }
        let mut random = Random::of(&[scene.choice]);
        let place = usize::try_from(random.below(offered.len() as u64)).ok()?;
        let (authorisation, service, module, purpose) = offered.get(place)?;
        let own = &purpose.person_roles;
        let person_roles = if own.is_empty() { &authorisation.person_roles } else { own };
        let last = Quarter::containing(day);
        Some(Question {
            recipient: authorisation.recipient.clone(),
            person: scene.person,
            service: service.id.clone(),
            module: module.id.clone(),
            purpose: purpose.id.clone(),
            person_role: purpose.default_person_role.clone().or_else(|| person_roles.first().cloned()),
            asked: QuarterRange { first: last.shifted(-3), last }.into(),
            confirmed: Vec::new(),
            legal_context: None,
        })
    }
}
