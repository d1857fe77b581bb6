//! A form that is given back to whoever sent it, with what was typed.

use leptos::prelude::{provide_context, use_context};

/// What a form that was sent gives to the page that shows it again.
#[derive(Clone, Debug)]
pub struct FormReplay<T>(pub T);

impl<T: Clone + Send + Sync + 'static> FormReplay<T> {
    /// Gives it to the page that is about to be made.
    pub fn provide(self) {
        provide_context(self);
    }

    /// What the page that is being made was given.
    #[must_use]
    pub fn given() -> Option<T> {
        use_context::<Self>().map(|Self(form)| form)
    }
}
