//! The oracle: the rules of the catalogue, read slowly and one after the other, to tell when the engine is wrong.

use std::collections::HashMap;

use crate::book::{Block, Book, Day, Element, History, Length, ModuleGrant, Purpose, QualityCode, RiskLimit};
use crate::case::{Answer, Case, Point, Seen};
use crate::ruling::{Ruling, rulings};

/// The book, with the rulings of every recipient and service.
pub struct Oracle<'b> {
    pub book: &'b Book,
    rulings: HashMap<&'b str, HashMap<&'b str, Vec<Ruling<'b>>>>,
}

impl<'b> Oracle<'b> {
    pub fn new(book: &'b Book) -> Self {
        let mut index: HashMap<_, HashMap<_, Vec<_>>> = HashMap::new();
        for (recipient, ruling) in rulings(book) {
            index.entry(recipient).or_default().entry(ruling.service.id.as_str()).or_default().push(ruling);
        }
        Self { book, rulings: index }
    }

    fn rulings_of(&self, recipient: &str, service: &str) -> &[Ruling<'b>] {
        self.rulings.get(recipient).and_then(|of| of.get(service)).map_or(&[], Vec::as_slice)
    }

    /// What is in force for a case.
    pub fn ruling(&self, case: &Case<'_>) -> Option<Ruling<'b>> {
        in_force(self.rulings_of(case.recipient, case.service), case.at).ok()
    }

    /// What must be answered.
    pub fn answer(&self, case: &Case<'_>) -> Answer<'b> {
        self.grant(case).unwrap_or_else(|refusal| refusal)
    }

    /// The rules of retention and the limits on use of what is granted, in no order.
    pub fn duties(&self, case: &Case<'_>) -> Vec<String> {
        let Ok(ruling) = in_force(self.rulings_of(case.recipient, case.service), case.at) else { return Vec::new() };
        let names = |words: &[String]| words.is_empty() || contains(words, case.purpose);
        let length = |length: Option<Length>| length.map(|length| (length.years, length.months));
        let kept = ruling.retention().iter().filter(|rule| names(&rule.purposes)).map(|rule| {
            let most = rule.maximum.as_ref().map(|most| (length(most.length), &most.event));
            format!("{:?} after {}, at most {most:?}: {}", length(rule.length), rule.event, rule.point)
        });
        let limits = ruling.authorisation.use_limit.iter();
        let limits = limits.filter(|limit| ruling.meant(&limit.part, case.module, case.purpose));
        let limits = limits.map(|limit| format!("{}: {}", limit.id, limit.point));
        let number = &ruling.deliberation.number;
        let acting =
            ruling.purposes().filter(|purpose| purpose.id == case.purpose).flat_map(|purpose| &purpose.authority);
        let acting = acting.map(|found| format!("{} in {}: {}", found.offices.join(" or "), found.region, found.point));
        let mut duties: Vec<String> = kept.chain(limits).chain(acting).map(|duty| format!("{number} {duty}")).collect();
        duties.sort_unstable();
        duties
    }

    fn grant(&self, case: &Case<'_>) -> Result<Answer<'b>, Answer<'b>> {
        if case.belongs_to.is_some_and(|recipient| recipient != case.recipient) {
            return Err(Answer::Refused("no-authorisation", None));
        }
        let ruling = in_force(self.rulings_of(case.recipient, case.service), case.at)?;
        if self.is_stopped(ruling, case) {
            return Err(Answer::refused("suspended", ruling.points()));
        }
        let module = granted_module(ruling, case)?;
        check_exchange(ruling, module, case)?;
        check_batch(ruling, case)?;
        let purpose = granted_purpose(ruling, case)?;
        check_person_role(ruling, purpose, case)?;
        check_user_role(ruling, purpose, case)?;
        check_designation(ruling, case)?;
        check_office(ruling, purpose, case)?;
        if case.niss == "invalid" {
            return Err(Answer::Refused("niss-invalid", None));
        }
        self.check_integration(ruling, purpose, case)?;
        match case.niss {
            "replaced" => return Err(Answer::Refused("niss-replaced", None)),
            "cancelled" => return Err(Answer::Refused("niss-cancelled", None)),
            _ => {}
        }
        let file = File { book: self.book, ruling, module, purpose, case };
        Ok(Answer::Granted(file.every_element()))
    }
}

impl<'b> Oracle<'b> {
    /// Whether somebody stopped the authorisation, for the recipient or what it is a member of.
    fn is_stopped(&self, ruling: Ruling<'b>, case: &Case<'_>) -> bool {
        let kind =
            self.book.recipients.iter().find(|kind| kind.member.iter().any(|member| member.id == case.recipient));
        self.book.suspensions.iter().any(|stopped| {
            stopped.deliberation == ruling.deliberation.number
                && stopped.service == case.service
                && (stopped.recipient == case.recipient || kind.is_some_and(|kind| kind.id == stopped.recipient))
                && stopped.from() <= case.at
                && stopped.organisation.as_ref().is_none_or(|organisation| case.organisation == Some(organisation))
        })
    }

    fn check_integration(&self, ruling: Ruling<'b>, purpose: &'b Purpose, case: &Case<'_>) -> Result<(), Answer<'b>> {
        let rule = ruling.integration();
        let point = ruling.point(&rule.point);
        let not_integrated = |point| Err(Answer::refused("not-integrated", point));
        if rule.recipient == "required" || rule.recipient == "regional-integrator" {
            if !case.recipient_integrated {
                return not_integrated(point);
            }
            if let Some(point) = self.codes_that_fail(ruling, purpose, case) {
                return not_integrated(point);
            }
        }
        if let Some(own_file) = &ruling.authorisation.own_file
            && !case.own_file_by_other
        {
            let point = ruling.point(&own_file.point);
            let apart = case.own_file_by_oneself;
            return if apart { Err(Answer::refused("registered-by-oneself", point)) } else { not_integrated(point) };
        }
        if rule.sender == "required" && !case.sender_integrated {
            return Err(Answer::refused("sender-not-integrated", point));
        }
        if rule.recipient == "regional-integrator" && case.legal_context.is_none() {
            return Err(Answer::refused("no-legal-context", point));
        }
        Ok(())
    }

    /// The point that says why none of the quality codes will do.
    fn codes_that_fail(&self, ruling: Ruling<'b>, purpose: &'b Purpose, case: &Case<'_>) -> Option<Point<'b>> {
        let mut left: Vec<u16> = case.quality_codes.to_vec();
        let known = !left.is_empty();
        let reserved = ruling.codes_reserved(case.module, &purpose.id);
        left.retain(|code| !reserved.iter().any(|(codes, _)| codes.contains(code)));
        if known && left.is_empty() {
            return Some(reserved[0].1);
        }
        left.retain(|code| self.is_file(case.recipient, *code, &purpose.id));
        if known && left.is_empty() {
            return Some(ruling.point(&ruling.integration().point));
        }
        let asked = ruling.codes_asked(case.module, &purpose.id);
        asked.into_iter().find(|(codes, _)| !codes.iter().any(|code| left.contains(code))).map(|(_, point)| point)
    }

    /// Whether a code says that there is a file on a client, as far as a purpose cares.
    fn is_file(&self, recipient: &str, code: u16, purpose: &str) -> bool {
        let kind = self
            .book
            .recipients
            .iter()
            .find(|kind| kind.id == recipient || kind.member.iter().any(|member| member.id == recipient));
        let sectors = &self.book.sectors;
        let sector = sectors.sector.iter().find(|sector| kind.is_some_and(|kind| sector.recipients.contains(&kind.id)));
        let named = |list: &'b [QualityCode]| list.iter().find(|known| known.code == code);
        match sector.and_then(|sector| named(&sector.code)).or_else(|| named(&sectors.code)) {
            Some(known) => {
                known.counts != Some(false) && (known.purposes.is_empty() || contains(&known.purposes, purpose))
            }
            None => sector.is_none_or(|sector| sector.unlisted_count),
        }
    }
}

fn in_force<'b>(rulings: &[Ruling<'b>], at: Day) -> Result<Ruling<'b>, Answer<'b>> {
    if let Some(holding) = rulings.iter().find(|ruling| ruling.holds(at)) {
        return Ok(*holding);
    }
    if let Some(ended) = rulings.iter().rfind(|ruling| ruling.has_ended(at)) {
        return Err(Answer::refused("expired", ended.points()));
    }
    match rulings.first() {
        Some(coming) => Err(Answer::refused("not-yet-in-force", coming.points())),
        None => Err(Answer::Refused("no-authorisation", None)),
    }
}

fn granted_module<'b>(ruling: Ruling<'b>, case: &Case<'_>) -> Result<&'b ModuleGrant, Answer<'b>> {
    let said = ruling.member_modules().map_or(ruling.points(), |(_, point)| ruling.point(point));
    let found = ruling.modules().find(|grant| grant.id == case.module);
    found.ok_or_else(|| Answer::refused("module-not-granted", said))
}

/// What is sent is not asked for, and the other way round.
fn check_exchange<'b>(ruling: Ruling<'b>, grant: &'b ModuleGrant, case: &Case<'_>) -> Result<(), Answer<'b>> {
    let module = ruling.service.module.iter().find(|module| module.id == case.module).expect("a module");
    if (module.kind == "push") == case.notified {
        Ok(())
    } else {
        Err(Answer::refused("module-not-granted", description(ruling, grant)))
    }
}

/// Where the module is described for a recipient, in its own deliberation.
fn description<'b>(ruling: Ruling<'b>, grant: &'b ModuleGrant) -> Point<'b> {
    if let Some(point) = &grant.described {
        return ruling.point(point);
    }
    let module = ruling.service.module.iter().find(|module| module.id == grant.id).expect("a module");
    let of_the_service = source(&module.source);
    if of_the_service.0 == ruling.deliberation.number { of_the_service } else { ruling.point(&grant.point) }
}

fn check_batch<'b>(ruling: Ruling<'b>, case: &Case<'_>) -> Result<(), Answer<'b>> {
    if !case.batch {
        return Ok(());
    }
    match ruling.batch() {
        Some(rule) if rule.allowed => Ok(()),
        Some(rule) => Err(Answer::refused("module-not-granted", ruling.point(&rule.point))),
        None => Err(Answer::refused("module-not-granted", ruling.points())),
    }
}

fn granted_purpose<'b>(ruling: Ruling<'b>, case: &Case<'_>) -> Result<&'b Purpose, Answer<'b>> {
    let said = ruling.member_purposes().map_or(ruling.points(), |(_, point)| ruling.point(point));
    let found = ruling.purposes().find(|purpose| purpose.id == case.purpose);
    found.ok_or_else(|| Answer::refused("purpose-not-granted", said))
}

fn check_person_role<'b>(ruling: Ruling<'b>, purpose: &'b Purpose, case: &Case<'_>) -> Result<(), Answer<'b>> {
    let (allowed, point) = ruling.person_roles(purpose);
    let meant = case.person_role.or(purpose.default_person_role.as_deref());
    if allowed.is_empty() || meant.is_some_and(|role| contains(allowed, role)) {
        Ok(())
    } else {
        Err(Answer::refused("person-role-not-granted", point))
    }
}

fn check_user_role<'b>(ruling: Ruling<'b>, purpose: &'b Purpose, case: &Case<'_>) -> Result<(), Answer<'b>> {
    if case.role.is_some_and(|role| contains(ruling.roles(purpose), role)) {
        Ok(())
    } else {
        Err(Answer::refused("role-not-allowed", ruling.point(&purpose.point)))
    }
}

/// Somebody who is known not to be designated does not pass where the text says who does.
fn check_designation<'b>(ruling: Ruling<'b>, case: &Case<'_>) -> Result<(), Answer<'b>> {
    match &ruling.authorisation.designated {
        None => Ok(()),
        Some(_) if case.designated != Some(false) => Ok(()),
        Some(said) => Err(Answer::refused("not-designated", ruling.point(&said.point))),
    }
}

/// Somebody whose offices are known must hold one that is named for the region, as soon as any is named for some region.
fn check_office<'b>(ruling: Ruling<'b>, purpose: &'b Purpose, case: &Case<'_>) -> Result<(), Answer<'b>> {
    let named: usize = purpose.authority.iter().map(|authority| authority.offices.len()).sum();
    let (true, Some(held)) = (named > 0, case.offices) else { return Ok(()) };
    let mut point = None;
    for authority in &purpose.authority {
        if Some(authority.region.as_str()) != case.region {
            continue;
        }
        if held.iter().any(|office| contains(&authority.offices, office)) {
            return Ok(());
        }
        point = point.or(Some(&authority.point));
    }
    Err(Answer::refused("no-office", ruling.point(point.unwrap_or(&purpose.point))))
}

/// A granted request and its record: decides element by element.
struct File<'b, 'c> {
    book: &'b Book,
    ruling: Ruling<'b>,
    module: &'b ModuleGrant,
    purpose: &'b Purpose,
    case: &'c Case<'c>,
}

impl<'b> File<'b, '_> {
    fn every_element(&self) -> Vec<Seen<'b>> {
        let whole_record = self.record_withheld();
        let elements = self.ruling.service.elements();
        elements
            .map(|(block, element)| (element.id.as_str(), whole_record.or_else(|| self.withheld(block, element))))
            .collect()
    }

    /// Why nothing of the record may be seen.
    fn record_withheld(&self) -> Option<(&'b str, Point<'b>)> {
        if let Some(element) = &self.ruling.service.regime_element {
            let list = self.book.code_list(self.ruling.service.codes_of(Some(element))?);
            for (regimes, point) in self.ruling.regime_lists(&self.module.id, &self.purpose.id) {
                let granted = match self.case.regime {
                    Some(regime) => contains(regimes, regime),
                    None => list.code.iter().all(|code| contains(regimes, code.word())),
                };
                if !granted {
                    return Some(("regime-not-granted", point));
                }
            }
        }
        let whole =
            |limit: &&&RiskLimit| self.ruling.service.elements().all(|(_, element)| self.limits(limit, &element.id));
        let limits = self.ruling.risk_limits(self.module, &self.purpose.id);
        let broken = limits.iter().filter(whole).find(|limit| !self.risk_within(limit));
        broken.map(|limit| ("risk-not-granted", self.ruling.point(&limit.point)))
    }

    fn limits(&self, limit: &RiskLimit, element: &str) -> bool {
        limit.elements.as_ref().is_none_or(|elements| self.ruling.lists(elements, element))
    }

    fn risk_within(&self, limit: &RiskLimit) -> bool {
        self.case.risk.is_some_and(|risk| contains(&limit.risks, risk))
    }

    fn withheld(&self, block: &'b Block, element: &'b Element) -> Option<(&'b str, Point<'b>)> {
        if !self.granted(element) {
            return Some(self.never_granted(block, element));
        }
        for limit in self.ruling.risk_limits(self.module, &self.purpose.id) {
            if self.limits(limit, &element.id) && !self.risk_within(limit) {
                return Some(("risk-not-granted", self.ruling.point(&limit.point)));
            }
        }
        for history in self.ruling.histories(&self.module.id, &self.purpose.id) {
            let years = years_of(history, self.case);
            if self.ruling.lists(&history.elements, &element.id) && self.before(history_begins(self.case.at, years)) {
                return Some(("outside-history", self.ruling.point(&history.point)));
            }
        }
        let reduction = self.ruling.reduction(&self.module.id, &self.purpose.id, &element.id)?;
        Some((&reduction.form, self.ruling.point(&reduction.point)))
    }

    /// Granted for this module and purpose, whatever the record.
    fn granted(&self, element: &Element) -> bool {
        self.ruling.lists(&self.module.elements, &element.id)
            && self.ruling.exclusion(&self.module.id, &self.purpose.id, &element.id).is_none()
            && self.ruling.reserved_elsewhere(self.purpose, &element.id).is_none()
    }

    fn never_granted(&self, block: &'b Block, element: &'b Element) -> (&'b str, Point<'b>) {
        let ruling = self.ruling;
        let excluded = ruling.exclusion(&self.module.id, &self.purpose.id, &element.id);
        let described = ruling.service.module.iter().find(|module| module.id == self.module.id).expect("a module");
        let offered =
            |other: &Element| described.elements.contains(&other.id) || ruling.lists(&self.module.elements, &other.id);
        let excluded_in_so_many_words = excluded.is_some() && block.element.iter().any(offered);
        if !offered(element) && !excluded_in_so_many_words {
            return ("module-without-element", description(ruling, self.module));
        }
        let something_of_the_block = block.element.iter().any(|other| self.granted(other));
        let reason = if something_of_the_block { "element-not-granted" } else { "block-not-granted" };
        let named = ruling.lists(&self.module.elements, &element.id);
        let reserved = ruling.reserved_elsewhere(self.purpose, &element.id).filter(|_| named);
        let point = excluded.map(|exclusion| exclusion.point.as_str()).or(reserved).unwrap_or(&self.module.point);
        (reason, ruling.point(point))
    }

    /// Whether the record ended before a day, as far as it says; an open period never ended.
    fn before(&self, day: Day) -> bool {
        match self.case.period {
            None => true,
            Some((_, end)) => end.is_some_and(|end| end < day),
        }
    }
}

/// How many years a history reaches back: more where what it asks for is confirmed.
pub fn years_of(history: &History, case: &Case<'_>) -> i16 {
    match &history.extension {
        Some(more) if case.confirmed == Some(&more.condition) => more.years,
        _ => history.years,
    }
}

/// The first day of the quarter, so many years earlier.
pub fn history_begins(at: Day, years: i16) -> Day {
    let first_month = match at.1 {
        1..=3 => 1,
        4..=6 => 4,
        7..=9 => 7,
        _ => 10,
    };
    Day(at.0 - years, first_month, 1)
}

/// A source as the services write it: number, space, point.
fn source(word: &str) -> Point<'_> {
    word.split_once(' ').expect("a number and a point")
}

fn contains(list: &[String], word: &str) -> bool {
    list.iter().any(|listed| listed == word)
}
