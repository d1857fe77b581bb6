//! What really happened, decided again: logged consultations under two catalogues, by organisation. Of a record the facts
//! of its decision are used and nothing else; no data of persons are read.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::again::{Again, Became};
use crate::access_log::{Conclusion, Decided, ENGINE, Entry, EventKind};
use crate::catalogue::Catalogue;
use crate::consultation::{HourlyLimit, Request};
use crate::identifier::{ModuleId, OrganisationId, PurposeId, RecipientId, ServiceId};

/// How many consultations that differ are kept one by one; all are counted.
pub const MOST_KEPT: usize = 500;

/// How many conclusions are remembered: some 10 MB.
const MOST_CONCLUDED: usize = 5_000;

/// How many became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([u64; Became::ALL.len()]);

impl Counts {
    fn count(&mut self, became: Became) {
        self.0[became as usize] += 1;
    }

    #[must_use]
    pub const fn of(&self, became: Became) -> u64 {
        self.0[became as usize]
    }

    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    #[must_use]
    pub fn differing(&self) -> u64 {
        self.total() - self.of(Became::Same)
    }
}

/// A consultation that is decided otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Its place in the log.
    pub position: i64,
    pub at: Timestamp,
    pub kind: EventKind,
    pub organisation: OrganisationId,
    pub recipient: RecipientId,
    pub service: ServiceId,
    pub module: ModuleId,
    pub purpose: PurposeId,
    pub became: Became,
}

/// Consultations while they are decided again, one by one.
#[derive(Debug)]
pub struct Happened {
    again: Again,
    /// What the catalogue before says of what was asked when another was in force; by whether the limit was reached.
    concluded: HashMap<(Request, bool), Conclusion>,
    /// The day on which every one is decided; none: its own.
    on: Option<Date>,
    /// Consultations looked at, whether they could be decided again or not.
    pub looked_at: u64,
    pub counts: Counts,
    pub organisations: BTreeMap<OrganisationId, Counts>,
    /// Records that do not hold what their decision used: of the first form.
    pub not_kept: u64,
    /// Those that the catalogue before does not decide as it was logged: another was in force then.
    pub logged_otherwise: u64,
    /// In the order in which they were looked at, at most [`MOST_KEPT`].
    pub differing: Vec<Differing>,
}

impl Happened {
    #[must_use]
    pub fn of(before: Arc<Catalogue>, after: Arc<Catalogue>, on: Option<Date>) -> Self {
        let (looked_at, counts, organisations, not_kept, logged_otherwise, differing) = Default::default();
        let (again, concluded) = (Again::of(before, after), HashMap::new());
        Self { again, concluded, on, looked_at, counts, organisations, not_kept, logged_otherwise, differing }
    }

    /// Decides a consultation again, and so each person of a batch; showing an answer is none.
    pub fn add(&mut self, position: i64, entry: &Entry) {
        if !EventKind::DECIDED.contains(&entry.kind) {
            return;
        }
        self.looked_at += 1;
        let Some(decided) = entry.decided.as_deref() else {
            self.not_kept += 1;
            return;
        };
        let mut request = decided.facts.request(entry);
        if !self.is_as_logged(entry, decided, &request) {
            self.logged_otherwise += 1;
        }
        request.at = self.on.unwrap_or(request.at);
        // Once the limit was reached nothing else was asked, whatever the catalogue.
        let stopped = decided.facts.limit.is_some_and(HourlyLimit::reached);
        let became = if stopped { Became::Same } else { self.again.became(&request) };
        self.counts.count(became);
        self.organisations.entry(entry.organisation.clone()).or_default().count(became);
        if became != Became::Same && self.differing.len() < MOST_KEPT {
            self.differing.push(Differing {
                position,
                at: entry.at,
                kind: entry.kind,
                organisation: entry.organisation.clone(),
                recipient: request.recipient,
                service: request.service,
                module: request.module,
                purpose: request.purpose,
                became,
            });
        }
    }

    /// Whether the catalogue before says of a consultation what was said of it. What is asked alike is decided once.
    fn is_as_logged(&mut self, entry: &Entry, decided: &Decided, request: &Request) -> bool {
        let catalogue = self.again.before();
        if decided.catalogue == catalogue.hash() && decided.engine == ENGINE {
            return true;
        }
        let asked = (request.clone(), decided.facts.limit.is_some_and(HourlyLimit::reached));
        if !self.concluded.contains_key(&asked) {
            let conclusion = Conclusion::of(catalogue, request, decided.facts.limit);
            if self.concluded.len() >= MOST_CONCLUDED {
                self.concluded.clear();
            }
            self.concluded.insert(asked.clone(), conclusion);
        }
        self.concluded.get(&asked).is_some_and(|again| {
            (&again.outcome, &again.source, &again.granted) == (&entry.outcome, &entry.source, &entry.granted)
                && again.decided.ruling == decided.ruling
        })
    }

    /// The document; `whole`: every consultation of the period was looked at. The consultations themselves are for those
    /// who may read them in the log.
    #[must_use]
    pub fn document(&self, (from, to): (Date, Date), whole: bool, shows: impl Fn(&Differing) -> bool) -> Json {
        let counted = |counts: &Counts| {
            let counts = Became::ALL.map(|became| (became.as_str().to_owned(), json!(counts.of(became))));
            counts.into_iter().collect::<serde_json::Map<_, _>>()
        };
        let organisations = self.organisations.iter().map(|(organisation, counts)| {
            let mut told = counted(counts);
            told.insert("organisation".to_owned(), json!(organisation));
            Json::Object(told)
        });
        let records = self.differing.iter().filter(|found| shows(found)).map(|found| {
            json!({
                "position": found.position, "at": found.at, "kind": found.kind, "organisation": found.organisation,
                "recipient": found.recipient, "service": found.service, "module": found.module,
                "purpose": found.purpose, "became": found.became,
            })
        });
        let mut document = counted(&self.counts);
        let rest = [
            ("before", json!({ "hash": self.again.before().hash() })),
            ("after", json!({ "hash": self.again.after().hash() })),
            ("from", json!(from)),
            ("to", json!(to)),
            ("on", json!(self.on)),
            ("looked_at", json!(self.looked_at)),
            ("whole", json!(whole)),
            ("not_kept", json!(self.not_kept)),
            ("logged_otherwise", json!(self.logged_otherwise)),
            ("organisations", organisations.collect()),
            ("records", records.collect()),
        ];
        document.extend(rest.map(|(field, value)| (field.to_owned(), value)));
        Json::Object(document)
    }
}
