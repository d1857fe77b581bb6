//! What keeps a form out of a draft: somebody else's words, or its own.

use super::field::AnyField;

/// Two people's versions of one part that do not say the same: one of them, with the other beside each field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict<F>(pub Box<F>);

impl<F> Conflict<F> {
    /// A form that was compared; a conflict where a field says something else.
    pub(super) fn unless_same(form: F, fields: fn(&F) -> Vec<&dyn AnyField>) -> Result<F, Self> {
        let is_same = fields(&form).iter().all(|field| field.theirs().is_none());
        if is_same { Ok(form) } else { Err(Self(Box::new(form))) }
    }
}

/// A form that cannot be taken: at least one of its fields says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Faulty;

/// Whether every field could be read.
pub(super) fn sound(fields: &[&dyn AnyField]) -> Result<(), Faulty> {
    if fields.iter().all(|field| field.error().is_none()) { Ok(()) } else { Err(Faulty) }
}
