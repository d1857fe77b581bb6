//! One module and one purpose: every circumstance of a request.

use super::classes::{self, NUMBERS};
use super::gather::Table;
use super::{Change, Dimension, Example, Outcome, duties, records};
use crate::consultation::{
    Case, Exchange, IntegrationFacts, NissState, Refusal, Request, Standing, check_gone, check_number,
};
use crate::identifier::{ModuleId, PersonRoleId, PurposeId};
use crate::role::Role;

/// What holds before and after, or why nothing does.
pub(super) type Standings<'c> = [Result<Standing<'c>, Refusal>; 2];
/// What is granted before and after, or why nothing is.
type Cases<'c> = [Result<Case<'c>, Refusal>; 2];

/// Both ways that data may go, for one person and for many.
const WAYS: [(Exchange, bool); 4] = [
    (Exchange::Consultation, false),
    (Exchange::Consultation, true),
    (Exchange::Notification, false),
    (Exchange::Notification, true),
];

/// The circumstances of a request for one module and purpose, in classes.
struct Circumstances {
    person_roles: Vec<Option<PersonRoleId>>,
    roles: Vec<Option<Role>>,
    integrations: Vec<IntegrationFacts>,
    records: u128,
}

/// Classes for which one check says the same before, and the same after.
struct Group<'a, T> {
    refusals: [Option<Refusal>; 2],
    members: Vec<&'a T>,
}

/// A request that is granted before and after: how many classes are, and one of them.
struct Granted {
    classes: u128,
    request: Request,
}

pub(super) fn compare(standings: &Standings<'_>, request: &Request, same: bool, changed: &[Change], table: &mut Table) {
    let mut any: Vec<Case<'_>> = Vec::new();
    for standing in standings.iter().flatten() {
        any.extend(WAYS.iter().find_map(|way| standing.case(&by(request, *way)).ok()));
    }
    let circumstances = Circumstances::of(&any, request);
    table.compared += circumstances.count() * WAYS.len() as u128;
    if same {
        return;
    }
    let spot = (&request.module, &request.purpose);
    circumstances.note_every(spot, &any, request, table);
    for way in WAYS {
        let request = by(request, way);
        let cases: Cases<'_> =
            standings.each_ref().map(|standing| standing.clone().and_then(|standing| standing.case(&request)));
        let granted = circumstances.outcomes(&cases, &request, table);
        let [Ok(before), Ok(after)] = cases else { continue };
        let Some(granted) = granted else { continue };
        duties::compare([before, after], &granted.request, granted.classes * circumstances.records, table);
        records::compare([before, after], &granted.request, granted.classes, table);
        for change in changed {
            let classes = granted.classes * circumstances.records;
            table.note(spot, change.clone(), classes, way_of(&request), || example(&granted.request));
        }
    }
}

fn by(request: &Request, (exchange, batch): (Exchange, bool)) -> Request {
    Request { exchange, batch, ..request.clone() }
}

/// A request alone as an example.
pub(super) fn example(request: &Request) -> Example {
    Example { request: request.clone(), regime: None, risk: None, period: None }
}

/// Which way the data would go, and for how many.
pub(super) fn way_of(request: &Request) -> [(Dimension, String); 2] {
    let exchange = match request.exchange {
        Exchange::Consultation => "consultation",
        Exchange::Notification => "notification",
    };
    [(Dimension::Exchange, exchange.to_owned()), (Dimension::Batch, request.batch.to_string())]
}

impl Circumstances {
    fn of(cases: &[Case<'_>], request: &Request) -> Self {
        Self {
            person_roles: classes::person_roles(cases),
            roles: classes::roles(),
            integrations: classes::integrations(cases),
            records: records::count(cases, request),
        }
    }

    fn count(&self) -> u128 {
        let requests = self.person_roles.len() * self.roles.len() * NUMBERS.len() * self.integrations.len();
        requests as u128 * self.records
    }

    fn note_every(&self, spot: (&ModuleId, &PurposeId), cases: &[Case<'_>], request: &Request, table: &mut Table) {
        let every = table.every.entry((spot.0.clone(), spot.1.clone())).or_default();
        let mut note = |of: Dimension, value: String| {
            every.entry(of).or_default().insert(value);
        };
        for way in WAYS {
            way_of(&by(request, way)).into_iter().for_each(|(of, value)| note(of, value));
        }
        self.person_roles.iter().for_each(|role| note(Dimension::PersonRole, said(role.as_ref())));
        self.roles.iter().for_each(|role| note(Dimension::Role, said(role.as_ref())));
        NUMBERS.into_iter().for_each(|state| note(Dimension::Niss, number(state)));
        let facts = self.integrations.iter().flat_map(facts);
        facts.for_each(|(of, value)| note(of, value));
        records::values(cases, request).into_iter().for_each(|(of, value)| note(of, value));
    }

    /// Notes where outcomes differ; what is granted both times is given back.
    fn outcomes(&self, cases: &Cases<'_>, request: &Request, table: &mut Table) -> Option<Granted> {
        let person_roles = groups(&self.person_roles, cases, |case, role| {
            case.check_person_role(&Request { person_role: role.clone(), ..request.clone() })
        });
        let roles =
            groups(&self.roles, cases, |case, role| case.check_role(&Request { role: *role, ..request.clone() }));
        let integrations = groups(&self.integrations, cases, |case, facts| {
            case.check_integration(&Request { integration: facts.clone(), ..request.clone() })
        });
        let mut granted: Option<Granted> = None;
        for (person_role, role, integration) in product(&person_roles, &roles, &integrations) {
            let classes = (person_role.members.len() * role.members.len() * integration.members.len()) as u128;
            for niss in NUMBERS {
                let one = || Request {
                    person_role: person_role.members[0].clone(),
                    role: *role.members[0],
                    integration: integration.members[0].clone(),
                    niss,
                    ..request.clone()
                };
                let numbered = Request { niss, ..request.clone() };
                let (broken, gone) = (check_number(&numbered).err(), check_gone(&numbered).err());
                let refused = [0, 1].map(|side| {
                    let case = cases[side].as_ref().err();
                    let people = person_role.refusals[side].as_ref().or(role.refusals[side].as_ref());
                    case.or(people).or(broken.as_ref()).or(integration.refusals[side].as_ref()).or(gone.as_ref())
                });
                match refused {
                    [None, None] => {
                        granted.get_or_insert_with(|| Granted { classes: 0, request: one() }).classes += classes;
                    }
                    [before, after] if before == after => {}
                    [before, after] => {
                        let change = Change::Outcome { before: Outcome::from(before), after: Outcome::from(after) };
                        let people = person_role.members.iter().map(|of| (Dimension::PersonRole, said(of.as_ref())));
                        let roles = role.members.iter().map(|of| (Dimension::Role, said(of.as_ref())));
                        let known = integration.members.iter().flat_map(|known| facts(known));
                        let seen = people.chain(roles).chain(known).chain([(Dimension::Niss, number(niss))]);
                        let spot = (&request.module, &request.purpose);
                        let seen = seen.chain(way_of(request));
                        table.note(spot, change, classes * self.records, seen, || example(&one()));
                    }
                }
            }
        }
        granted
    }
}

fn groups<'a, T>(
    classes: &'a [T],
    cases: &Cases<'_>,
    check: impl Fn(Case<'_>, &T) -> Result<(), Refusal>,
) -> Vec<Group<'a, T>> {
    let mut groups: Vec<Group<'a, T>> = Vec::new();
    for class in classes {
        let refusals = cases.each_ref().map(|case| case.as_ref().ok().and_then(|case| check(*case, class).err()));
        match groups.iter_mut().find(|group| group.refusals == refusals) {
            Some(group) => group.members.push(class),
            None => groups.push(Group { refusals, members: vec![class] }),
        }
    }
    groups
}

fn product<'g, A, B, C>(one: &'g [A], two: &'g [B], three: &'g [C]) -> impl Iterator<Item = (&'g A, &'g B, &'g C)> {
    one.iter().flat_map(move |a| two.iter().flat_map(move |b| three.iter().map(move |c| (a, b, c))))
}

pub(super) fn said(value: Option<&impl ToString>) -> String {
    value.map_or_else(|| "none".to_owned(), ToString::to_string)
}

fn number(state: NissState) -> String {
    let word = match state {
        NissState::Valid => "valid",
        NissState::Invalid => "invalid",
        NissState::Replaced => "replaced",
        NissState::Cancelled => "cancelled",
    };
    word.to_owned()
}

fn facts(facts: &IntegrationFacts) -> [(Dimension, String); 5] {
    let codes: Vec<String> = facts.quality_codes.iter().map(ToString::to_string).collect();
    [
        (Dimension::RecipientIntegrated, facts.recipient.to_string()),
        (Dimension::SenderIntegrated, facts.sender.to_string()),
        (Dimension::OwnFileByOther, facts.own_file_by_other.to_string()),
        (Dimension::LegalContext, facts.legal_context.is_some().to_string()),
        (Dimension::QualityCodes, if codes.is_empty() { "none".to_owned() } else { codes.join("+") }),
    ]
}
