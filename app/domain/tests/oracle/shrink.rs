//! Makes a counterexample simple: one field at a time becomes plainer, as long as the mismatch stays.

use crate::book::Day;
use crate::case::Case;
use crate::draw::Pools;

/// The plainest case that is still wrong.
pub fn shrunk<'a>(case: Case<'a>, pools: &'a Pools<'_>, still_wrong: impl Fn(&Case<'_>) -> bool) -> Case<'a> {
    let mut simplest = case;
    // Every step is to a plainer case, so this ends.
    while let Some(plainer) = plainer(&simplest, pools).into_iter().find(&still_wrong) {
        simplest = plainer;
    }
    simplest
}

/// The cases with one field plainer.
fn plainer<'a>(case: &Case<'a>, pools: &'a Pools<'_>) -> Vec<Case<'a>> {
    let fields = [plainer_request(case), plainer_facts(case), plainer_record(case), earlier_words(case, pools)];
    fields.into_iter().flatten().collect()
}

fn plainer_request<'a>(case: &Case<'a>) -> Vec<Case<'a>> {
    let plain_day = Day(2025, 6, 1);
    let mut all = Vec::new();
    if case.person_role.is_some() {
        all.push(Case { person_role: None, ..*case });
    }
    if case.role != Some("case-worker") {
        all.push(Case { role: Some("case-worker"), ..*case });
    }
    if case.batch {
        all.push(Case { batch: false, ..*case });
    }
    if case.organisation.is_some() {
        all.push(Case { organisation: None, ..*case });
    }
    if case.region.is_some() {
        all.push(Case { region: None, ..*case });
    }
    if case.designated.is_some() {
        all.push(Case { designated: None, ..*case });
    }
    if let Some([_, fewer @ ..]) = case.offices {
        all.push(Case { offices: Some(fewer), ..*case });
    } else if case.offices.is_some() {
        all.push(Case { offices: None, ..*case });
    }
    if case.belongs_to.is_some() {
        all.push(Case { belongs_to: None, ..*case });
    }
    if case.niss != "valid" {
        all.push(Case { niss: "valid", ..*case });
    }
    if case.confirmed.is_some() {
        all.push(Case { confirmed: None, ..*case });
    }
    if case.at != plain_day {
        all.push(Case { at: plain_day, ..*case });
    }
    all
}

fn plainer_facts<'a>(case: &Case<'a>) -> Vec<Case<'a>> {
    let mut all = Vec::new();
    if !case.recipient_integrated {
        all.push(Case { recipient_integrated: true, ..*case });
    }
    if !case.sender_integrated {
        all.push(Case { sender_integrated: true, ..*case });
    }
    if let [_, fewer @ ..] = case.quality_codes {
        all.push(Case { quality_codes: fewer, ..*case });
        all.push(Case { quality_codes: &case.quality_codes[..fewer.len()], ..*case });
    }
    if case.legal_context.is_some() {
        all.push(Case { legal_context: None, ..*case });
    }
    if case.own_file_by_other {
        all.push(Case { own_file_by_other: false, ..*case });
    }
    if case.own_file_by_oneself {
        all.push(Case { own_file_by_oneself: false, ..*case });
    }
    all
}

fn plainer_record<'a>(case: &Case<'a>) -> Vec<Case<'a>> {
    let regimes = [None, Some("general"), case.regime].into_iter().take_while(|regime| *regime != case.regime);
    let risks = [None, Some("incapacity"), case.risk].into_iter().take_while(|risk| *risk != case.risk);
    let open = case.period.map(|(begin, _)| (begin, None));
    let periods = [None, open].into_iter().take_while(|period| *period != case.period);
    let mut all: Vec<_> = regimes.map(|regime| Case { regime, ..*case }).collect();
    all.extend(risks.map(|risk| Case { risk, ..*case }));
    all.extend(periods.map(|period| Case { period, ..*case }));
    all
}

/// A recipient, module or purpose that comes earlier in the order of the alphabet.
fn earlier_words<'a>(case: &Case<'a>, pools: &'a Pools<'_>) -> Vec<Case<'a>> {
    fn earlier<'p>(words: &'p [&'p str], word: &str) -> impl Iterator<Item = &'p str> {
        words.iter().copied().take_while(move |earlier| *earlier < word)
    }
    let recipients = earlier(&pools.recipients, case.recipient).map(|recipient| Case { recipient, ..*case });
    let modules = earlier(&pools.modules, case.module).map(|module| Case { module, ..*case });
    let purposes = earlier(&pools.purposes, case.purpose).map(|purpose| Case { purpose, ..*case });
    recipients.chain(modules).chain(purposes).collect()
}
