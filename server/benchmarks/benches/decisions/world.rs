//! What a portal holds in memory: the catalogue, the organisations, and which of them has integrated whom.

use std::collections::HashMap;
use std::process::Command;
use std::time::Duration;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{IntegrationFacts, Request};
use delibero_domain::identifier::{OrganisationId, RecipientId};
use delibero_domain::niss::{BirthEra, Niss};

use crate::allocations::{Allocated, during};
use crate::asking;
use crate::measure::worked;
use crate::random::Random;
use crate::synthetic;

const INTEGRATIONS: usize = 200_000;

/// As many different consultations as are asked.
const ASKS: usize = 65_536;

/// The catalogue and the directory, and consultations to ask of them.
pub struct World {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// Who has integrated whom.
    pub directory: Directory,
    /// Consultations that are granted, about any of the integrations, in no order.
    pub asks: Vec<Ask>,
    /// The requests that the consultations make, one for each recipient and purpose.
    requests: Vec<Request>,
    /// What having it costs.
    pub cost: Cost,
}

/// Organisations and integrations.
pub struct Directory {
    /// Every body.
    pub organisations: HashMap<OrganisationId, Organisation>,
    /// The quality codes under which an organisation has a person integrated.
    pub integrations: HashMap<(usize, Niss), Vec<u16>>,
}

/// A body, and what it is to the deliberations.
pub struct Organisation {
    number: usize,
    recipients: Vec<RecipientId>,
}

/// One consultation: who asks about whom, and the place of what is asked.
pub struct Ask {
    organisation: OrganisationId,
    person: Niss,
    request: usize,
}

/// What a world costs.
pub struct Cost {
    /// How long reading the catalogue took.
    pub reading: Duration,
    /// The memory of the catalogue.
    pub catalogue: Allocated,
    /// The memory of the directory.
    pub directory: Allocated,
}

impl World {
    /// Makes a world with so many authorisations, and two organisations for five of them.
    pub fn load(authorisations: usize) -> Self {
        let files = synthetic::files_of(authorisations);
        let begun = worked();
        let (catalogue, of_catalogue) = during(|| synthetic::read(&files));
        let reading = worked() - begun;
        assert_eq!(catalogue.authorisations().len(), authorisations, "the authorisations wanted");
        let requests = asking::requests_for(&catalogue, "hdi", "consult-attest");
        let recipients = recipients_of(&requests);
        let organisations = authorisations * 2 / 5;
        let (directory, of_directory) = during(|| Directory::new(organisations, &recipients));
        let asks = asks(organisations, &recipients);
        let cost = Cost { reading, catalogue: of_catalogue, directory: of_directory };
        Self { catalogue, directory, asks, requests, cost }
    }

    /// The request of a consultation, with what the directory says.
    pub fn request(&self, ask: &Ask) -> Request {
        let asked = &self.requests[ask.request];
        let organisation = &self.directory.organisations[&ask.organisation];
        let codes = self.directory.integrations.get(&(organisation.number, ask.person));
        Request {
            at: asked.at,
            recipient: organisation.recipients[0].clone(),
            organisation: Some(ask.organisation.clone()),
            region: asked.region.clone(),
            service: asked.service.clone(),
            module: asked.module.clone(),
            purpose: asked.purpose.clone(),
            person_role: asked.person_role.clone(),
            role: asked.role,
            user: asked.user.clone(),
            batch: asked.batch,
            exchange: asked.exchange,
            belongs_to: Some(organisation.recipients.clone()),
            niss: asked.niss,
            confirmed: Vec::new(),
            integration: IntegrationFacts {
                recipient: codes.is_some(),
                quality_codes: codes.cloned().unwrap_or_default(),
                ..asked.integration.clone()
            },
        }
    }
}

impl Directory {
    fn new(organisations: usize, recipients: &[(RecipientId, Vec<usize>)]) -> Self {
        let organisation = |number: usize| {
            let recipients = vec![recipients[number % recipients.len()].0.clone()];
            (organisation_id(number), Organisation { number, recipients })
        };
        let integration = |number: usize| ((number % organisations, person(number)), vec![2]);
        Self {
            organisations: (0..organisations).map(organisation).collect(),
            integrations: (0..INTEGRATIONS).map(integration).collect(),
        }
    }
}

/// Each recipient, and the places of its requests.
fn recipients_of(requests: &[Request]) -> Vec<(RecipientId, Vec<usize>)> {
    let mut recipients: Vec<(RecipientId, Vec<usize>)> = Vec::new();
    for (place, request) in requests.iter().enumerate() {
        match recipients.last_mut() {
            Some((recipient, places)) if *recipient == request.recipient => places.push(place),
            _ => recipients.push((request.recipient.clone(), vec![place])),
        }
    }
    recipients
}

fn asks(organisations: usize, recipients: &[(RecipientId, Vec<usize>)]) -> Vec<Ask> {
    let mut random = Random::new(3);
    let mut ask = || {
        let integration = random.below(INTEGRATIONS);
        let organisation = integration % organisations;
        let request = *random.pick(&recipients[organisation % recipients.len()].1);
        Ask { organisation: organisation_id(organisation), person: person(integration), request }
    };
    (0..ASKS).map(|_| ask()).collect()
}

fn organisation_id(number: usize) -> OrganisationId {
    OrganisationId::new(format!("organisation-{number}")).expect("an identifier")
}

/// A person who does not exist, another for each number.
fn person(number: usize) -> Niss {
    let (day, month, year, counter) = (1 + number % 28, 1 + number / 28 % 12, number / 336 % 100, 1 + number / 33_600);
    let nine = ((year * 100 + month) * 100 + day) * 1000 + counter;
    Niss::complete(u32::try_from(nine).expect("nine digits"), BirthEra::Before2000).expect("a valid number")
}

/// The resident memory of a process that holds so many authorisations and nothing else, in bytes.
pub fn resident_with(authorisations: usize) -> i64 {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program).args([RESIDENT, &authorisations.to_string()]).output().expect("it runs again");
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("a number of bytes")
}

/// The other process: makes the world that the arguments ask for and prints the number; tells whether they do.
pub fn print_resident(arguments: &[String]) -> bool {
    let Some([_, authorisations]) = arguments.windows(2).find(|pair| pair[0] == RESIDENT) else { return false };
    let world = World::load(authorisations.parse().expect("a number of authorisations"));
    println!("{}", resident());
    drop(world);
    true
}

const RESIDENT: &str = "--resident";

/// The resident memory of this process in bytes; 0 where the system does not tell.
fn resident() -> usize {
    const PAGE: usize = 4096;
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    statm.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok()).map_or(0, |pages| pages * PAGE)
}
