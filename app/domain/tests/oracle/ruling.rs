//! What one authorisation says of one recipient or member: each question is answered by looking into the text again.

use crate::book::{
    Authorisation, Batch, Book, Day, Deliberation, DescribedBlock, Exclusion, History, Integration, MemberRule,
    ModuleGrant, Part, Purpose, Reduction, Retention, RiskLimit, Service,
};
use crate::case::Point;

/// One `[[authorisation]]` as it holds for its recipient, or for one member of it.
#[derive(Clone, Copy)]
pub struct Ruling<'b> {
    pub service: &'b Service,
    pub deliberation: &'b Deliberation,
    pub authorisation: &'b Authorisation,
    /// The rule that lists the recipient or member.
    pub member: Option<&'b MemberRule>,
    /// Who it is.
    pub id: &'b str,
}

/// Every ruling of the book with the recipient or member that it is for, in the order of the files.
pub fn rulings(book: &Book) -> Vec<(&str, Ruling<'_>)> {
    let mut all = Vec::new();
    for deliberation in &book.deliberations {
        for authorisation in &deliberation.authorisation {
            for id in recipient_and_members(book, &authorisation.recipient) {
                let member = authorisation.member.iter().find(|rule| rule.ids.iter().any(|listed| listed == id));
                let service = book.service(&authorisation.service);
                all.push((id, Ruling { service, deliberation, authorisation, member, id }));
            }
        }
    }
    all
}

fn recipient_and_members<'b>(book: &'b Book, recipient: &'b str) -> Vec<&'b str> {
    let kinds = book.recipients.iter().filter(|kind| kind.id == recipient);
    let members = kinds.flat_map(|kind| kind.member.iter().map(|member| member.id.as_str()));
    std::iter::once(recipient).chain(members).collect()
}

impl<'b> Ruling<'b> {
    /// A point of this deliberation.
    pub fn point(self, point: &'b str) -> Point<'b> {
        (&self.deliberation.number, point)
    }

    /// The points of the whole authorisation.
    pub fn points(self) -> Point<'b> {
        self.point(&self.authorisation.points)
    }

    pub fn valid_from(self) -> Day {
        self.authorisation.valid_from.unwrap_or(self.deliberation.defaults.valid_from)
    }

    pub fn valid_until(self) -> Option<Day> {
        self.authorisation.valid_until.or(self.deliberation.defaults.valid_until)
    }

    pub fn holds(self, day: Day) -> bool {
        self.valid_from() <= day && !self.has_ended(day)
    }

    pub fn has_ended(self, day: Day) -> bool {
        self.valid_until().is_some_and(|last| last < day)
    }

    /// The only modules of the member, and where that is said.
    pub fn member_modules(self) -> Option<(&'b [String], &'b str)> {
        self.member.and_then(|rule| Some((rule.modules.as_deref()?, rule.point.as_str())))
    }

    /// The only purposes of the member, and where that is said.
    pub fn member_purposes(self) -> Option<(&'b [String], &'b str)> {
        self.member.and_then(|rule| Some((rule.purposes.as_deref()?, rule.point.as_str())))
    }

    pub fn modules(self) -> impl Iterator<Item = &'b ModuleGrant> {
        let only = self.member_modules();
        self.authorisation.module.iter().filter(move |grant| only.is_none_or(|(ids, _)| ids.contains(&grant.id)))
    }

    pub fn purposes(self) -> impl Iterator<Item = &'b Purpose> {
        let only = self.member_purposes();
        self.authorisation.purpose.iter().filter(move |purpose| only.is_none_or(|(ids, _)| ids.contains(&purpose.id)))
    }

    /// Whether something is said of this party, of a module and of a purpose.
    pub fn meant(self, part: &Part, module: &str, purpose: &str) -> bool {
        let names = |words: &[String], word: &str| words.is_empty() || words.iter().any(|listed| listed == word);
        names(&part.members, self.id) && names(&part.modules, module) && names(&part.purposes, purpose)
    }

    /// The regimes of the whole authorisation.
    pub fn regimes(self) -> &'b [String] {
        self.authorisation.regimes.as_deref().unwrap_or(&self.deliberation.defaults.regimes)
    }

    /// Every list of regimes that a record must pass, what is said of a part first.
    pub fn regime_lists(self, module: &str, purpose: &str) -> Vec<(&'b [String], Point<'b>)> {
        let limits = self.authorisation.regime_limit.iter().filter(|limit| self.meant(&limit.part, module, purpose));
        let mut lists: Vec<_> = limits.map(|limit| (limit.regimes.as_slice(), self.point(&limit.point))).collect();
        let said = self.authorisation.regimes_point.as_ref().or(self.deliberation.defaults.regimes_point.as_ref());
        lists.push((self.regimes(), said.map_or(self.points(), |point| self.point(point))));
        lists
    }

    /// The limits on social risks: those of the authorisation, then those that its blocks bring with them.
    pub fn risk_limits(self, grant: &'b ModuleGrant, purpose: &str) -> Vec<&'b RiskLimit> {
        let own = self.authorisation.risk_limit.iter().filter(|limit| self.meant(&limit.part, &grant.id, purpose));
        let blocks = grant.elements.iter().filter_map(|word| word.strip_suffix(".*"));
        let described = blocks.flat_map(|block| self.described(block)).flat_map(|block| &block.risk_limit);
        own.chain(described).collect()
    }

    pub fn histories(self, module: &str, purpose: &str) -> Vec<&'b History> {
        self.authorisation.history.iter().filter(|history| self.meant(&history.part, module, purpose)).collect()
    }

    /// How an element is reduced, and where that is said.
    pub fn reduction(self, module: &str, purpose: &str, element: &str) -> Option<&'b Reduction> {
        let all = self.authorisation.reduction.iter().filter(|found| self.meant(&found.part, module, purpose));
        all.into_iter().find(|found| self.lists(&found.elements, element))
    }

    pub fn roles(self, purpose: &'b Purpose) -> &'b [String] {
        if !purpose.roles.is_empty() {
            return &purpose.roles;
        }
        self.authorisation.roles.as_deref().unwrap_or(&self.deliberation.defaults.roles)
    }

    /// The roles that the person may have, and where that is said; empty: any.
    pub fn person_roles(self, purpose: &'b Purpose) -> (&'b [String], Point<'b>) {
        if !purpose.person_roles.is_empty() {
            return (&purpose.person_roles, self.point(&purpose.point));
        }
        let said = self.authorisation.person_roles_point.as_ref();
        (&self.authorisation.person_roles, said.map_or(self.points(), |point| self.point(point)))
    }

    pub fn integration(self) -> &'b Integration {
        self.authorisation.integration.as_ref().unwrap_or(&self.deliberation.defaults.integration)
    }

    /// The sets of quality codes of which one code each must be there, and where that is said.
    pub fn codes_asked(self, module: &str, purpose: &str) -> Vec<(&'b [u16], Point<'b>)> {
        let said = self.authorisation.quality_codes.iter().filter(|found| self.meant(&found.part, module, purpose));
        let own: Vec<_> = said.map(|found| (found.codes.as_slice(), self.point(&found.point))).collect();
        let general = self.integration();
        if own.is_empty() && !general.quality_codes.is_empty() {
            return vec![(&general.quality_codes, self.point(&general.point))];
        }
        own
    }

    /// The quality codes that are for other purposes, and where that is said.
    pub fn codes_reserved(self, module: &str, purpose: &str) -> Vec<(&'b [u16], Point<'b>)> {
        let reserved = self.authorisation.quality_codes.iter().filter(|found| found.reserved);
        let elsewhere = reserved.filter(|found| {
            let any_purpose =
                Part { purposes: Vec::new(), modules: found.part.modules.clone(), members: found.part.members.clone() };
            self.meant(&any_purpose, module, purpose) && !self.meant(&found.part, module, purpose)
        });
        elsewhere.map(|found| (found.codes.as_slice(), self.point(&found.point))).collect()
    }

    pub fn batch(self) -> Option<&'b Batch> {
        self.authorisation.batch.as_ref().or(self.deliberation.defaults.batch.as_ref())
    }

    pub fn retention(self) -> &'b [Retention] {
        let own = self.member.and_then(|rule| rule.retention.as_ref()).or(self.authorisation.retention.as_ref());
        own.unwrap_or(&self.deliberation.defaults.retention)
    }

    /// Whether a list of elements means this one: by its name, or by `block.*` as the deliberation describes it.
    pub fn lists(self, list: &[String], element: &str) -> bool {
        list.iter().any(|word| match word.strip_suffix(".*") {
            Some(block) => self.describes(block, element),
            None => word == element,
        })
    }

    fn described(self, block: &str) -> impl Iterator<Item = &'b DescribedBlock> {
        let blocks = self.deliberation.block.iter().filter(move |found| found.service == self.service.id);
        blocks.filter(move |found| found.id == block)
    }

    fn describes(self, block: &str, element: &str) -> bool {
        self.described(block).any(|described| described.elements.iter().any(|id| id == element))
    }

    /// The first exclusion of an element in a module for a purpose: those of the member come first.
    pub fn exclusion(self, module: &str, purpose: &str, element: &str) -> Option<&'b Exclusion> {
        let own = self.member.into_iter().flat_map(|rule| &rule.exclusion);
        own.chain(&self.authorisation.exclusion)
            .filter(|exclusion| self.meant(&exclusion.part, module, purpose))
            .find(|exclusion| self.lists(&exclusion.elements, element))
    }

    /// Where it is said that an element is for other purposes.
    pub fn reserved_elsewhere(self, purpose: &Purpose, element: &str) -> Option<&'b str> {
        let others = self.authorisation.reserved.iter().filter(|reserved| !reserved.purposes.contains(&purpose.id));
        others.filter(|reserved| self.lists(&reserved.elements, element)).map(|reserved| reserved.point.as_str()).next()
    }
}
