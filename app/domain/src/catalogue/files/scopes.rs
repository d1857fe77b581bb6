//! Of which modules, purposes and parties an entry of an authorisation speaks.

use super::entries::{AuthorisationEntry, MemberRuleEntry, Scope, Word};
use crate::identifier::RecipientId;

/// Every entry that may be said of a part only.
pub(super) fn scopes(entry: &AuthorisationEntry) -> impl Iterator<Item = (&'static str, Scope<'_>)> {
    let of_members = entry.member.iter().flat_map(|rule| &rule.exclusion);
    let exclusions = entry.exclusion.iter().chain(of_members).map(|found| ("exclusion", found.scope()));
    exclusions
        .chain(entry.reduction.iter().map(|found| ("reduction", found.scope())))
        .chain(entry.regime_limit.iter().map(|found| ("regime_limit", found.scope())))
        .chain(entry.risk_limit.iter().map(|found| ("risk_limit", found.scope())))
        .chain(entry.history.iter().map(|found| ("history", found.scope())))
        .chain(entry.quality_codes.iter().map(|found| ("quality_codes", found.scope())))
        .chain(entry.use_limit.iter().map(|found| ("use_limit", found.scope())))
}

impl Scope<'_> {
    /// Whether it speaks of a member, or of the recipient itself.
    pub fn concerns(self, member: &RecipientId) -> bool {
        names_or_all(self.members, member.as_str())
    }

    /// Whether it speaks of a module.
    pub fn of_module(self, module: &str) -> bool {
        names_or_all(self.modules, module)
    }
}

/// For whom conditions are compiled: a recipient or a member, with the rule that it has.
#[derive(Clone, Copy)]
pub(super) struct Party<'r> {
    pub id: &'r RecipientId,
    pub rule: Option<&'r MemberRuleEntry>,
}

pub(super) fn names(words: &[Word], id: &str) -> bool {
    words.iter().any(|word| word.get_ref() == id)
}

pub(super) fn names_or_all(words: &[Word], id: &str) -> bool {
    words.is_empty() || names(words, id)
}
