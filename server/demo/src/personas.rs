//! Persons that are always there, each with a story.

use delibero_domain::niss::{BirthEra, Niss};
use delibero_domain::period::{Period, Quarter};
use delibero_domain::record::RecordStatus::{Cancellation, Creation, Modification};
use delibero_domain::reference_directory::Integration;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::answer::{Answer, Head, Row};
use super::course::{Episode, Subject, after, answers, window};
use super::organisations::DESKS;

/// A person of the demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persona {
    /// The number to look up; no register ever gave it.
    pub niss: Niss,
    /// What there is to see.
    pub story: &'static str,
}

/// Somebody of the demonstration: who, what is attested, and who has them integrated.
pub(super) struct Cast {
    pub persona: Persona,
    pub answers: Vec<Answer>,
    pub integrations: Vec<(&'static str, Integration)>,
}

const EVERYBODY: &[&str] = &[];

/// Everybody, as far as they have come by a day.
pub(super) fn cast(today: Date) -> Vec<Cast> {
    vec![
        everywhere(today),
        mother(today),
        replaced(),
        father(today),
        unattested(),
        unintegrated(today),
        cancelled(),
        expired(today),
        provisional(today),
        foster_parent(today),
        colleague(today),
    ]
}

fn sample(digits: &str) -> Niss {
    digits.parse().expect("a number of the sample")
}

fn made(nine: u32) -> Niss {
    Niss::complete(nine, BirthEra::Before2000).expect("nine digits of a birth that can be")
}

/// Integrated by some organisations; by every one when none is named.
fn by(organisations: &[&str]) -> Vec<(&'static str, Integration)> {
    let chosen = DESKS.iter().filter(|desk| organisations.is_empty() || organisations.contains(&desk.id));
    chosen.filter_map(|desk| Some((desk.id, desk.integration(0)?))).collect()
}

fn episode(risk: &'static str, regime: &'static str, begin: Date, days: Option<u64>) -> Episode {
    let end = days.map(|days| after(begin, days));
    Episode { risk, regime, period: Period { begin, end } }
}

fn played(niss: Niss, insurer: &'static str, key: u64, episodes: &[Episode], today: Date) -> Vec<Answer> {
    answers(&Subject { niss, insurer, key }, episodes, today)
}

fn everywhere(today: Date) -> Cast {
    let niss = sample("85073099932");
    let mut sent = vec![first_version_of_the_sample(niss)];
    sent.extend(played(niss, "300", 1, &[episode("incapacity", "general", date(2025, 6, 2), None)], today));
    let story = "incapacity (general regime) with payments, in two versions for 2025Q1, open since June 2025; \
        integrated everywhere: look this person up from several desks";
    Cast { persona: Persona { niss, story }, answers: sent, integrations: by(EVERYBODY) }
}

/// The sample holds version 2.
fn first_version_of_the_sample(person: Niss) -> Answer {
    let quarter = Quarter::containing(date(2025, 1, 1));
    let mut row = Row::default();
    row.word("socialRisk", "incapacity").word("regime", "general").word("socialStatus", "employee");
    row.period(Period { begin: date(2025, 1, 13), end: None }).word("initialStartDate", "2024-12-02");
    let id = "0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2e01".to_owned();
    let head = Head::Attested { quarter, created: date(2025, 4, 2), id, version: 1, status: Creation };
    Answer { person, replaced_by: None, cancelled: false, insurer: "300", head, allowances: vec![row] }
}

fn mother(today: Date) -> Cast {
    let niss = sample("01021599970");
    let quarter = Quarter::containing(today);
    let begin = after(quarter.first_day(), 7);
    let mut sent = played(niss, "100", 2, &[episode("breastfeeding", "general", begin, None)], today);
    // The sample has one for 2025Q2 already.
    sent.retain(|_| quarter != Quarter::containing(date(2025, 4, 1)));
    let story = "maternity (self-employed) in 2025Q1, then breastfeeding, attested temporarily for the current quarter; \
        integrated by the CPAS, ONEM, the Groeipakket payer and the construction fund (which may not see self-employed risks)";
    let integrations = by(&["cpas-namur", "onem", "groeipakket-linde", "construction-fund", "mutualite-soleil"]);
    Cast { persona: Persona { niss, story }, answers: sent, integrations }
}

fn replaced() -> Cast {
    let niss = sample("72281499995");
    let quarter = Quarter::containing(date(2024, 10, 1));
    let mut row = Row::default();
    row.word("socialRisk", "incapacity").word("regime", "general");
    row.period(Period { begin: date(2024, 10, 7), end: Some(date(2024, 10, 25)) }).word("exitCode", "1");
    // The sample holds version 3, the cancellation.
    let versions = [(1, Creation, date(2025, 1, 6)), (2, Modification, date(2025, 1, 20))];
    let sent = versions.map(|(version, status, created)| {
        let mut allowance = row.clone();
        if version > 1 {
            allowance.word("initialStartDate", "2024-10-07");
        }
        let id = "0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2e03".to_owned();
        let head = Head::Attested { quarter, created, id, version, status };
        Answer { person: niss, replaced_by: None, cancelled: false, insurer: "600", head, allowances: vec![allowance] }
    });
    let story = "a BIS number that was replaced by 85073099932; its attestation was cancelled in version 3";
    let integrations = by(&["cpas-namur", "mutualite-soleil"]);
    Cast { persona: Persona { niss, story }, answers: sent.into(), integrations }
}

/// Somebody who consults registered this person at a desk: the file counts for the colleagues only.
pub(super) fn registered_by_a_consultant(desk: &str, person: Niss) -> Option<&'static str> {
    (desk == "secal" && person == made(FATHER)).then_some("claire.dumont")
}

const FATHER: u32 = 880_517_999;

fn father(today: Date) -> Cast {
    let niss = made(FATHER);
    let mut years: Vec<i16> = window(today).map(|quarter| quarter.year()).collect();
    years.dedup();
    let episodes: Vec<Episode> = years
        .into_iter()
        .map(|year| match year % 2 {
            0 => episode("paternity", "general", date(year, 5, 4), Some(20)),
            _ => episode("adoption", "general", date(year, 2, 10), Some(42)),
        })
        .collect();
    let story = "paternity in even years, adoption in odd years; integrated by the CPAS, ONEM and VDAB, and at SECAL by \
        Claire Dumont, who is refused for it";
    let integrations = by(&["cpas-namur", "onem", "vdab", "mutualite-soleil", "secal"]);
    Cast { persona: Persona { niss, story }, answers: played(niss, "500", 4, &episodes, today), integrations }
}

/// Whom an account of the same CPAS looks up without a file.
pub(super) fn colleague_of_luc_lambert() -> Niss {
    made(840_322_998)
}

fn colleague(today: Date) -> Cast {
    let niss = colleague_of_luc_lambert();
    let episodes = [episode("incapacity", "general", date(2025, 9, 15), Some(60))];
    let story = "works at the CPAS of Namur: the log of the last weeks says who was curious";
    let integrations = by(&["cpas-namur"]);
    Cast { persona: Persona { niss, story }, answers: played(niss, "200", 10, &episodes, today), integrations }
}

fn unattested() -> Cast {
    let niss = made(790_412_998);
    let story = "integrated by the CPAS of Namur, no attestation at all";
    Cast { persona: Persona { niss, story }, answers: Vec::new(), integrations: by(&["cpas-namur"]) }
}

fn unintegrated(today: Date) -> Cast {
    let niss = made(660_903_999);
    let episodes = [episode("incapacity", "general", date(2024, 3, 11), None)];
    let story = "attestations, and nobody has this person integrated: refused everywhere but at an inspection service";
    Cast {
        persona: Persona { niss, story },
        answers: played(niss, "200", 6, &episodes, today),
        integrations: Vec::new(),
    }
}

fn cancelled() -> Cast {
    let niss = made(902_115_998);
    let quarter = Quarter::containing(date(2025, 1, 1));
    let id = "0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2e04".to_owned();
    let head = Head::Attested { quarter, created: date(2025, 4, 28), id, version: 2, status: Cancellation };
    let answer = Answer { person: niss, replaced_by: None, cancelled: true, insurer: "400", head, allowances: vec![] };
    let story = "a BIS number that was cancelled, with its attestation; integrated by the CPAS of Namur";
    let integrations = by(&["cpas-namur", "mutualite-soleil"]);
    Cast { persona: Persona { niss, story }, answers: vec![answer], integrations }
}

fn expired(today: Date) -> Cast {
    let niss = made(730_630_998);
    let episodes = [episode("incapacity", "selfEmployed", date(2024, 9, 2), None)];
    let story = "attestations (self-employed, invalidity); the CPAS of Namur had this person integrated until end 2024, \
        the CPAS of Leuven has now";
    let mut integrations = by(&["ocmw-leuven", "mutualite-soleil"]);
    let period = Period { begin: date(2023, 5, 1), end: Some(date(2024, 12, 31)) };
    integrations.push(("cpas-namur", Integration { sector: 17, quality_code: 2, period }));
    Cast { persona: Persona { niss, story }, answers: played(niss, "100", 8, &episodes, today), integrations }
}

fn provisional(today: Date) -> Cast {
    let niss = made(930_218_998);
    let episodes = [episode("incapacity", "general", date(2025, 2, 3), None)];
    let story =
        "integrated by the CPAS of Namur provisionally (902), for 45 days that end in a month: then it ends by itself";
    let mut integrations = by(&["mutualite-soleil"]);
    let period = Period { begin: today.saturating_sub(14.days()), end: Some(after(today, 30)) };
    integrations.push(("cpas-namur", Integration { sector: 17, quality_code: 902, period }));
    Cast { persona: Persona { niss, story }, answers: played(niss, "300", 11, &episodes, today), integrations }
}

fn foster_parent(today: Date) -> Cast {
    let niss = made(811_124_998);
    let mut years: Vec<i16> = window(today).map(|quarter| quarter.year()).collect();
    years.dedup();
    let begin = |year| date(year, 3, 3);
    let episodes: Vec<Episode> =
        years.into_iter().map(|year| episode("fosterPlacement", "selfEmployed", begin(year), Some(42))).collect();
    let story = "foster placement (self-employed) each March; integrated by the CPAS of Namur and DG HAN";
    let integrations = by(&["cpas-namur", "dg-han", "mutualite-soleil"]);
    Cast { persona: Persona { niss, story }, answers: played(niss, "306", 9, &episodes, today), integrations }
}
