//! What one authorisation says of one recipient or member: each question is answered by looking into the text again.

use crate::book::{
    Authorisation, Batch, Book, Day, Deliberation, Exclusion, Integration, MemberRule, ModuleGrant, Purpose, Retention,
    Service,
};
use crate::case::Point;

/// One `[[authorisation]]` as it holds for its recipient, or for one member of it.
#[derive(Clone, Copy)]
pub struct Ruling<'b> {
    pub service: &'b Service,
    pub deliberation: &'b Deliberation,
    pub authorisation: &'b Authorisation,
    /// The rule that lists the member.
    pub member: Option<&'b MemberRule>,
}

/// Every ruling of the book with the recipient or member that it is for, in the order of the files.
pub fn rulings(book: &Book) -> Vec<(&str, Ruling<'_>)> {
    let mut all = Vec::new();
    for deliberation in &book.deliberations {
        for authorisation in &deliberation.authorisation {
            for id in recipient_and_members(book, &authorisation.recipient) {
                let member = authorisation.member.iter().find(|rule| rule.ids.iter().any(|listed| listed == id));
                let service = book.service(&authorisation.service);
                all.push((id, Ruling { service, deliberation, authorisation, member }));
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

    pub fn regimes(self) -> &'b [String] {
        self.authorisation.regimes.as_deref().unwrap_or(&self.deliberation.defaults.regimes)
    }

    pub fn regimes_point(self) -> Point<'b> {
        let said = self.authorisation.regimes_point.as_ref().or(self.deliberation.defaults.regimes_point.as_ref());
        said.map_or(self.points(), |point| self.point(point))
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

    /// The quality codes that count, and where that is said; empty: any.
    pub fn quality_codes(self, purpose: &'b Purpose) -> (&'b [u16], Point<'b>) {
        match &purpose.quality_codes {
            Some(own) => (&own.codes, self.point(&own.point)),
            None => (&self.integration().quality_codes, self.point(&self.integration().point)),
        }
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

    fn describes(self, block: &str, element: &str) -> bool {
        let described = self.deliberation.block.iter().filter(|described| described.service == self.service.id);
        described
            .filter(|described| described.id == block)
            .any(|described| described.elements.iter().any(|id| id == element))
    }

    /// The first exclusion of an element in a module: those of the member come first.
    pub fn exclusion(self, module: &str, element: &str) -> Option<&'b Exclusion> {
        let own = self.member.into_iter().flat_map(|rule| &rule.exclusion);
        own.chain(&self.authorisation.exclusion)
            .filter(|exclusion| exclusion.modules.is_empty() || exclusion.modules.iter().any(|id| id == module))
            .find(|exclusion| self.lists(&exclusion.elements, element))
    }

    /// Where it is said that an element is for other purposes.
    pub fn reserved_elsewhere(self, purpose: &Purpose, element: &str) -> Option<&'b str> {
        let others = self.authorisation.reserved.iter().filter(|reserved| !reserved.purposes.contains(&purpose.id));
        others.filter(|reserved| self.lists(&reserved.elements, element)).map(|reserved| reserved.point.as_str()).next()
    }
}
