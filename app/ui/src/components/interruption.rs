//! A card that stops somebody for a moment, rarely: one heading, two lines, go on or go back.

use leptos::prelude::*;

use super::button::Button;
use super::form_mark::FilledInBy;

/// The card.
#[derive(Clone, Debug)]
pub struct Interruption {
    /// What one should know before going on.
    pub heading: String,
    /// Two lines at most.
    pub lines: Vec<String>,
    /// Where the form goes that goes on, and its fields.
    pub action: String,
    /// What was typed: name and value.
    pub fields: Vec<(String, String)>,
    /// The words of the button that goes on.
    pub go_on: String,
    /// The words of the way back, and where it leads.
    pub back: (String, String),
}

impl Interruption {
    /// The card, as the only thing of its page.
    #[must_use]
    pub fn view(self) -> AnyView {
        let lines = self.lines.into_iter().take(2).map(|line| view! { <p>{line}</p> }).collect_view();
        let hidden = |(name, value): (String, String)| view! { <input type="hidden" name=name value=value /> };
        let (words, address) = self.back;
        view! {
            <section class="interruption" aria-labelledby="interruption-heading">
                <h2 id="interruption-heading" class="heading">{self.heading}</h2>
                {lines}
                <form method="post" action=self.action class="actions">
                    <FilledInBy />
                    {self.fields.into_iter().map(hidden).collect_view()}
                    {Button::new(self.go_on).view()}
                    <a class="link" href=address>{words}</a>
                </form>
            </section>
        }
        .into_any()
    }
}
