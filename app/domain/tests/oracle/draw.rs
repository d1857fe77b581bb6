//! Draws requests: most of them near what some authorisation grants, so that the last rules are reached as often as
//! the first, and some with anything in any place.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::book::{Authority, Book, Day, Purpose};
use crate::case::{Case, Point};
use crate::engine::date_of;
use crate::rules::history_begins;
use crate::ruling::{Ruling, rulings};

/// Numbers that look random and depend on the seed alone (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.roll() % bound.max(1) as u64) as usize
    }

    /// Whether something that happens so many times in a hundred happens.
    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// From the first to the last, both included.
    pub fn between(&mut self, first: i64, last: i64) -> i64 {
        first + self.below((last - first + 1) as usize) as i64
    }

    /// One of a list that is not empty.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// Everything that a request can name, the unknown included.
pub struct Pools<'b> {
    rulings: Vec<Vec<(&'b str, Ruling<'b>)>>,
    pub recipients: Vec<&'b str>,
    services: Vec<&'b str>,
    pub modules: Vec<&'b str>,
    pub purposes: Vec<&'b str>,
    person_roles: Vec<&'b str>,
    regimes: Vec<&'b str>,
    risks: Vec<&'b str>,
    borders: Vec<Day>,
    years: Vec<i16>,
    quality_codes: Vec<Vec<u16>>,
    conditions: Vec<&'b str>,
    organisations: Vec<&'b str>,
    regions: Vec<&'b str>,
    offices: Vec<Vec<&'b str>>,
}

const USER_ROLES: &[&str] = &[
    "secretariat",
    "approver",
    "registrar",
    "case-worker",
    "payments-officer",
    "organisation-admin",
    "security-adviser",
    "auditor",
    "source-operator",
    "system-admin",
];

impl<'b> Pools<'b> {
    pub fn new(book: &'b Book) -> Self {
        let all = rulings(book);
        let kinds = book.recipients.iter();
        let members = kinds.clone().flat_map(|kind| &kind.member);
        let recipients = kinds.map(|kind| kind.id.as_str()).chain(members.map(|member| member.id.as_str()));
        let modules = book.services.iter().flat_map(|service| &service.module);
        Self {
            recipients: with_unknown(recipients),
            services: with_unknown(book.services.iter().map(|service| service.id.as_str())),
            modules: with_unknown(modules.map(|module| module.id.as_str())),
            purposes: with_unknown(book.purposes.iter().map(|purpose| purpose.id.as_str())),
            person_roles: with_unknown(book.person_roles.iter().map(|role| role.id.as_str())),
            regimes: codes_of(book, |service| service.regime_element.as_deref()),
            risks: codes_of(book, |service| service.risk_element.as_deref()),
            borders: all
                .iter()
                .flat_map(|(_, ruling)| [Some(ruling.valid_from()), ruling.valid_until()])
                .flatten()
                .chain(book.suspensions.iter().map(crate::book::Suspension::from))
                .collect(),
            years: book
                .deliberations
                .iter()
                .flat_map(|deliberation| &deliberation.authorisation)
                .flat_map(|authorisation| &authorisation.history)
                .flat_map(|history| [Some(history.years), history.extension.as_ref().map(|more| more.years)])
                .flatten()
                .collect(),
            conditions: with_unknown(book.conditions.iter().map(|condition| condition.id.as_str())),
            organisations: with_unknown(book.suspensions.iter().filter_map(|found| found.organisation.as_deref())),
            regions: with_unknown(book.regions.iter().map(|region| region.id.as_str())),
            offices: sets_of_offices(book),
            quality_codes: sets_of_quality_codes(book),
            rulings: by_authorisation(all),
        }
    }

    /// A request and a record.
    pub fn case<'a>(&'a self, dice: &mut Dice) -> Case<'a> {
        let authorisation = &self.rulings[dice.below(self.rulings.len())];
        // The recipient itself comes first; it would be rare among many members.
        let (recipient, ruling) = if dice.percent(30) { authorisation[0] } else { dice.pick(authorisation) };
        let mut case = self.welcome(dice, recipient, ruling);
        let changes = match dice.below(100) {
            0..=44 => 0,
            45..=79 => 1,
            80..=92 => 2,
            _ => 20,
        };
        for _ in 0..changes {
            self.change(dice, ruling, &mut case);
        }
        case.period = self.period(dice, case.at);
        case
    }

    /// A request that the authorisation grants.
    fn welcome<'a>(&'a self, dice: &mut Dice, recipient: &'a str, ruling: Ruling<'a>) -> Case<'a> {
        let purpose = dice.pick(&ruling.purposes().collect::<Vec<_>>());
        let (person_roles, _) = ruling.person_roles(purpose);
        let silent = person_roles.is_empty() || (purpose.default_person_role.is_some() && dice.percent(40));
        let grant = dice.pick(&ruling.modules().collect::<Vec<_>>());
        let module = ruling.service.module.iter().find(|module| module.id == grant.id);
        let regimes = ruling.regimes();
        let (region, offices) = self.office(dice, purpose);
        Case {
            at: day_of(day_in_force(dice, ruling)),
            recipient,
            organisation: dice.percent(50).then(|| dice.pick(&self.organisations)),
            region,
            service: &ruling.service.id,
            module: &grant.id,
            purpose: &purpose.id,
            person_role: if silent { None } else { Some(any(dice, person_roles)) },
            role: Some(any(dice, ruling.roles(purpose))),
            designated: dice.percent(70).then_some(true),
            offices,
            batch: ruling.batch().is_some_and(|rule| rule.allowed) && dice.percent(30),
            notified: module.is_some_and(|module| module.kind == "push"),
            belongs_to: dice.percent(40).then_some(recipient),
            niss: "valid",
            confirmed: dice.percent(30).then(|| dice.pick(&self.conditions)),
            recipient_integrated: true,
            quality_codes: if dice.percent(10) {
                self.any_codes(dice)
            } else {
                self.counting_codes(dice, &ruling.codes_asked(&grant.id, &purpose.id))
            },
            sender_integrated: ruling.integration().sender == "required" || dice.percent(50),
            legal_context: Some("RENT"),
            own_file_by_other: ruling.authorisation.own_file.is_some() || dice.percent(50),
            own_file_by_oneself: dice.percent(50),
            regime: if regimes.is_empty() || dice.percent(20) { self.regime(dice) } else { Some(any(dice, regimes)) },
            risk: if dice.percent(15) { None } else { Some(dice.pick(&self.risks)) },
            period: None,
        }
    }

    /// Anything in one place.
    fn change<'a>(&'a self, dice: &mut Dice, ruling: Ruling<'_>, case: &mut Case<'a>) {
        match dice.below(21) {
            0 | 1 => case.at = day_of(self.any_day(dice, ruling)),
            2 => case.recipient = dice.pick(&self.recipients),
            3 => case.service = dice.pick(&self.services),
            4 => case.module = dice.pick(&self.modules),
            5 => case.purpose = dice.pick(&self.purposes),
            6 => case.person_role = if dice.percent(30) { None } else { Some(dice.pick(&self.person_roles)) },
            7 => case.role = if dice.percent(20) { None } else { Some(dice.pick(USER_ROLES)) },
            8 => case.batch = !case.batch,
            9 => case.recipient_integrated = false,
            10 => case.quality_codes = self.any_codes(dice),
            11 => case.sender_integrated = !case.sender_integrated,
            12 => case.legal_context = None,
            13 => case.own_file_by_other = !case.own_file_by_other,
            14 => case.regime = self.regime(dice),
            15 => case.notified = !case.notified,
            16 => case.belongs_to = Some(dice.pick(&self.recipients)),
            17 => case.niss = dice.pick(&["valid", "invalid", "replaced", "cancelled"]),
            18 => self.change_user(dice, case),
            19 => case.confirmed = Some(dice.pick(&self.conditions)),
            _ => case.risk = None,
        }
    }

    /// Another standing of the user beside the role.
    fn change_user<'a>(&'a self, dice: &mut Dice, case: &mut Case<'a>) {
        match dice.below(3) {
            0 => case.designated = Some(false),
            1 => case.region = Some(dice.pick(&self.regions)),
            _ => case.offices = Some(self.any_offices(dice)),
        }
    }

    fn regime(&self, dice: &mut Dice) -> Option<&'b str> {
        if dice.percent(35) { None } else { Some(dice.pick(&self.regimes)) }
    }

    /// A region with an office that it knows, where the purpose asks for one; or nobody who is known.
    fn office<'a>(&'a self, dice: &mut Dice, purpose: &'a Purpose) -> (Option<&'a str>, Option<&'a [&'a str]>) {
        let asking: Vec<&Authority> = purpose.authority.iter().filter(|found| !found.offices.is_empty()).collect();
        if dice.percent(30) || asking.is_empty() {
            let region = dice.percent(50).then(|| dice.pick(&self.regions));
            return (region, (asking.is_empty() && dice.percent(50)).then(|| self.any_offices(dice)));
        }
        let authority = dice.pick(&asking);
        let office = any(dice, &authority.offices);
        let fitting: Vec<&Vec<&str>> = self.offices.iter().filter(|set| set.contains(&office)).collect();
        (Some(&authority.region), Some(fitting[dice.below(fitting.len())].as_slice()))
    }

    fn any_offices(&self, dice: &mut Dice) -> &[&'b str] {
        &self.offices[dice.below(self.offices.len())]
    }

    fn any_codes(&self, dice: &mut Dice) -> &[u16] {
        &self.quality_codes[dice.below(self.quality_codes.len())]
    }

    /// Codes with one of each set that is asked for.
    fn counting_codes(&self, dice: &mut Dice, asked: &[(&[u16], Point<'_>)]) -> &[u16] {
        let fits = |codes: &&Vec<u16>| asked.iter().all(|(named, _)| codes.iter().any(|code| named.contains(code)));
        let fitting: Vec<&Vec<u16>> = self.quality_codes.iter().filter(fits).collect();
        if fitting.is_empty() { self.any_codes(dice) } else { fitting[dice.below(fitting.len())].as_slice() }
    }

    /// Near a day on which this or some authorisation begins or ends, or anywhere.
    fn any_day(&self, dice: &mut Dice, ruling: Ruling<'_>) -> Date {
        let own = [ruling.valid_from(), ruling.valid_until().unwrap_or(ruling.valid_from())];
        let border = date_of(if dice.percent(50) { dice.pick(&own) } else { dice.pick(&self.borders) });
        let days = if dice.percent(60) { dice.between(-2, 2) } else { dice.between(-9000, 5000) };
        border.saturating_add(days.days())
    }

    /// A period that ends near a border of some history, or anywhere; an open one; none.
    fn period(&self, dice: &mut Dice, at: Day) -> Option<(Day, Option<Day>)> {
        let years = if self.years.is_empty() || dice.percent(20) { 1 } else { dice.pick(&self.years) };
        let border = date_of(history_begins(at, years));
        let days = if dice.percent(60) { dice.between(-2, 2) } else { dice.between(-4000, 3000) };
        let end = border.saturating_add(days.days());
        let begin = end.saturating_sub(dice.between(0, 400).days());
        match dice.below(100) {
            0..=9 => None,
            10..=24 => Some((day_of(begin), None)),
            _ => Some((day_of(begin), Some(day_of(end)))),
        }
    }
}

/// On the first or the last days in force, or anywhere between.
fn day_in_force(dice: &mut Dice, ruling: Ruling<'_>) -> Date {
    let first = date_of(ruling.valid_from());
    let last = ruling.valid_until().map_or(first.saturating_add(10.years()), date_of);
    let length = i64::from((last - first).get_days());
    let days = match dice.below(10) {
        0 => dice.between(0, 1),
        1 => length - dice.between(0, 1),
        _ => dice.between(0, length),
    };
    first.saturating_add(days.clamp(0, length).days())
}

pub fn day_of(date: Date) -> Day {
    Day(date.year(), date.month(), date.day())
}

fn any<'a>(dice: &mut Dice, list: &'a [String]) -> &'a str {
    &list[dice.below(list.len())]
}

fn with_unknown<'b>(words: impl Iterator<Item = &'b str>) -> Vec<&'b str> {
    let mut all: Vec<&str> = words.chain(["unknown"]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The codes of the element that each service has for this, as received and as the rules name them.
fn codes_of<'b>(book: &'b Book, element: impl Fn(&'b crate::book::Service) -> Option<&'b str>) -> Vec<&'b str> {
    let lists = book.services.iter().filter_map(|service| service.codes_of(element(service)));
    let codes = lists.flat_map(|list| &book.code_list(list).code);
    with_unknown(codes.flat_map(|code| [code.word(), code.code.as_str()]))
}

/// None, each office alone, and each with the one before it.
fn sets_of_offices(book: &Book) -> Vec<Vec<&str>> {
    let all = with_unknown(book.offices.iter().map(|office| office.id.as_str()));
    let pairs = all.windows(2).map(<[_]>::to_vec);
    std::iter::once(Vec::new()).chain(all.iter().map(|office| vec![*office])).chain(pairs).collect()
}

/// None, every code that is named, alone and with another, and codes that are named nowhere.
fn sets_of_quality_codes(book: &Book) -> Vec<Vec<u16>> {
    let authorisations = || book.deliberations.iter().flat_map(|deliberation| &deliberation.authorisation);
    let said = authorisations().flat_map(|found| &found.quality_codes).flat_map(|found| &found.codes);
    let integrations = book.deliberations.iter().map(|found| &found.defaults.integration);
    let integrations = integrations.chain(authorisations().filter_map(|found| found.integration.as_ref()));
    let general = integrations.flat_map(|rule| &rule.quality_codes);
    let sectors = book.sectors.sector.iter().flat_map(|sector| &sector.code).chain(&book.sectors.code);
    let mut named: Vec<u16> = said.chain(general).copied().chain(sectors.map(|known| known.code)).collect();
    named.sort_unstable();
    named.dedup();
    let mut sets = vec![vec![], vec![0], vec![101], vec![0, 101]];
    for code in named {
        sets.extend([vec![code], vec![101, code], vec![code + 1], vec![code, code + 1], vec![0, code]]);
    }
    sets.sort_unstable();
    sets.dedup();
    sets
}

/// Each authorisation with all it holds for, so that one with many members is not drawn more often than another.
fn by_authorisation<'b>(all: Vec<(&'b str, Ruling<'b>)>) -> Vec<Vec<(&'b str, Ruling<'b>)>> {
    let same = |a: &(&str, Ruling<'_>), b: &(&str, Ruling<'_>)| std::ptr::eq(a.1.authorisation, b.1.authorisation);
    all.chunk_by(same).map(<[_]>::to_vec).collect()
}
