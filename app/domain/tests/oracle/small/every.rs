//! Every request and record that can be told apart, without asking which of them a rule does tell apart.

use jiff::ToSpan;

use crate::book::{Book, Day};
use crate::case::Case;
use crate::draw::day_of;
use crate::engine::date_of;
use crate::rules::history_begins;
use crate::ruling::rulings;

use super::SERVICE;

/// What is gone through in full; of the rest, what passes and what does not.
#[derive(Clone, Copy)]
pub enum Subject {
    /// Modules, purposes, roles and days.
    People,
    /// Integrations, quality codes and own files.
    Files,
    /// Designations, and offices by region.
    Offices,
    Records,
}

/// A word that no rule names.
pub const STRANGER: &str = "stranger";

/// What the directory and the own files say: recipient, sender, own file, legal context.
type Facts = [bool; 5];

pub struct Pools<'b> {
    subject: Subject,
    pub spots: Vec<Spot<'b>>,
    person_roles: Vec<Option<&'b str>>,
    years: Vec<i16>,
}

/// What a request is about.
#[derive(Clone, Copy)]
pub struct Spot<'b> {
    pub recipient: &'b str,
    pub module: &'b str,
    pub purpose: &'b str,
    pub at: Day,
}

/// All the words, and one more, each once.
fn words<'b>(words: impl Iterator<Item = &'b str>) -> Vec<&'b str> {
    let mut all: Vec<&str> = words.chain([STRANGER]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

impl<'b> Pools<'b> {
    pub fn new(subject: Subject, books: [&'b Book; 2]) -> Self {
        let both = || books.into_iter();
        let kinds = || both().flat_map(|book| &book.recipients);
        let members = kinds().flat_map(|kind| &kind.member).map(|member| member.id.as_str());
        let mut recipients = words(kinds().map(|kind| kind.id.as_str()).chain(members));
        if !matches!(subject, Subject::People) {
            recipients.retain(|recipient| *recipient != STRANGER);
        }
        let modules = words(both().flat_map(|book| &book.services).flat_map(|of| &of.module).map(|of| of.id.as_str()));
        let purposes = words(both().flat_map(|book| &book.purposes).map(|purpose| purpose.id.as_str()));
        let roles = words(both().flat_map(|book| &book.person_roles).map(|role| role.id.as_str()));
        let all = both().flat_map(rulings);
        let stopped = both().flat_map(|book| &book.suspensions).map(|found| Some(found.from()));
        let mut days: Vec<Day> = all
            .flat_map(|(_, ruling)| [Some(ruling.valid_from()), ruling.valid_until()])
            .chain(stopped)
            .flatten()
            .flat_map(|day| [-1, 0, 1].map(|days| day_of(date_of(day).saturating_add(days.days()))))
            .collect();
        days.sort_unstable();
        days.dedup();
        let authorisations = both().flat_map(|book| &book.deliberations).flat_map(|found| &found.authorisation);
        let mut years: Vec<i16> = authorisations
            .flat_map(|found| &found.history)
            .flat_map(|history| [Some(history.years), history.extension.as_ref().map(|more| more.years)])
            .flatten()
            .collect();
        years.sort_unstable();
        years.dedup();
        let mut spots = Vec::new();
        for recipient in recipients {
            for module in &modules {
                for purpose in &purposes {
                    spots.extend(days.iter().map(|at| Spot { recipient, module, purpose, at: *at }));
                }
            }
        }
        let person_roles = roles.into_iter().map(Some).chain([None]).collect();
        Self { subject, spots, person_roles, years }
    }

    fn roles(&self) -> &'static [Option<&'static str>] {
        match self.subject {
            Subject::People => &[Some("case-worker"), Some("payments-officer"), Some("auditor"), None],
            Subject::Files | Subject::Offices | Subject::Records => &[Some("case-worker")],
        }
    }

    fn person_roles(&self) -> &[Option<&'b str>] {
        match self.subject {
            Subject::People => &self.person_roles,
            Subject::Files | Subject::Offices | Subject::Records => &[None],
        }
    }

    fn numbers(&self) -> &'static [&'static str] {
        match self.subject {
            Subject::People => &["valid", "invalid"],
            Subject::Files => &["valid", "cancelled"],
            Subject::Offices | Subject::Records => &["valid"],
        }
    }

    fn organisations(&self) -> &'static [Option<&'static str>] {
        match self.subject {
            Subject::People => &[None, Some("house")],
            Subject::Files | Subject::Offices | Subject::Records => &[None],
        }
    }

    fn facts(&self) -> Vec<Facts> {
        match self.subject {
            Subject::People | Subject::Offices | Subject::Records => vec![[true; 5]],
            Subject::Files => (0_u8..32).map(|bits| [0, 1, 2, 3, 4].map(|place| bits >> place & 1 == 1)).collect(),
        }
    }

    fn users(&self) -> Vec<User> {
        let Subject::Offices = self.subject else {
            return vec![User { designated: Some(true), region: None, offices: None }];
        };
        let regions = [None, Some("north"), Some("south"), Some(STRANGER)];
        let offices: [Option<&'static [&'static str]>; 9] = [
            None,
            Some(&[]),
            Some(&["mayor"]),
            Some(&["clerk"]),
            Some(&["treasurer"]),
            Some(&["mayor", "clerk"]),
            Some(&["clerk", "treasurer"]),
            Some(&["mayor", "treasurer"]),
            Some(&[STRANGER]),
        ];
        let mut all = Vec::new();
        for designated in [None, Some(true), Some(false)] {
            for region in regions {
                all.extend(offices.map(|offices| User { designated, region, offices }));
            }
        }
        all
    }

    fn codes(&self) -> &'static [&'static [u16]] {
        match self.subject {
            Subject::Files => &[&[], &[1], &[2], &[3], &[7], &[2, 9], &[1, 3]],
            Subject::People | Subject::Offices | Subject::Records => &[&[]],
        }
    }

    fn records(&self, at: Day) -> Vec<Record<'static>> {
        let Subject::Records = self.subject else {
            return vec![Record {
                regime: Some("general"),
                risk: Some("illness"),
                period: Some((at, None)),
                confirmed: None,
            }];
        };
        let mut periods = vec![None, Some((at, None)), Some((Day(1900, 1, 1), Some(Day(1900, 1, 1))))];
        for years in &self.years {
            let first = date_of(history_begins(at, *years));
            periods.extend(
                [-1, 0].map(|days| day_of(first.saturating_add(days.days()))).map(|end| Some((end, Some(end)))),
            );
        }
        let mut all = Vec::new();
        for regime in [None, Some("general"), Some("own"), Some(STRANGER)] {
            for risk in [None, Some("illness"), Some("birth"), Some(STRANGER)] {
                for confirmed in [None, Some("dispute")] {
                    all.extend(periods.iter().map(|period| Record { regime, risk, period: *period, confirmed }));
                }
            }
        }
        all
    }

    /// Every request about a spot, with every record.
    pub fn each<'p>(&'p self, spot: &Spot<'p>, mut ask: impl FnMut(&Case<'p>)) {
        let ways: &[(bool, bool)] = match self.subject {
            Subject::People => &[(false, false), (false, true), (true, false), (true, true)],
            Subject::Files | Subject::Offices | Subject::Records => &[(false, false), (false, true)],
        };
        let records = self.records(spot.at);
        let users = self.users();
        let who_asks: Vec<(&Option<&'static str>, &User)> =
            self.organisations().iter().flat_map(|of| users.iter().map(move |user| (of, user))).collect();
        for ((organisation, user), (batch, notified)) in
            who_asks.into_iter().flat_map(|who| ways.iter().map(move |way| (who, way)))
        {
            for person_role in self.person_roles() {
                for role in self.roles() {
                    for niss in self.numbers() {
                        for [recipient, sender, by_other, by_oneself, context] in self.facts() {
                            for codes in self.codes() {
                                for record in &records {
                                    ask(&Case {
                                        at: spot.at,
                                        recipient: spot.recipient,
                                        organisation: *organisation,
                                        region: user.region,
                                        service: SERVICE,
                                        module: spot.module,
                                        purpose: spot.purpose,
                                        person_role: *person_role,
                                        role: *role,
                                        designated: user.designated,
                                        offices: user.offices,
                                        batch: *batch,
                                        notified: *notified,
                                        belongs_to: None,
                                        niss,
                                        confirmed: record.confirmed,
                                        recipient_integrated: recipient,
                                        quality_codes: codes,
                                        sender_integrated: sender,
                                        legal_context: context.then_some("RENT"),
                                        own_file_by_other: by_other,
                                        own_file_by_oneself: by_oneself,
                                        regime: record.regime,
                                        risk: record.risk,
                                        period: record.period,
                                    });
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Who asks, beside the role.
struct User {
    designated: Option<bool>,
    region: Option<&'static str>,
    offices: Option<&'static [&'static str]>,
}

struct Record<'a> {
    regime: Option<&'a str>,
    risk: Option<&'a str>,
    period: Option<(Day, Option<Day>)>,
    confirmed: Option<&'a str>,
}
