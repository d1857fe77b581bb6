//! Buttons, and links that look like one: the one that counts, the quiet ones, and the one that takes something away.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// How much a button counts. A page has one main button at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one that counts.
    #[default]
    Main,
    /// One of several.
    Quiet,
    /// It takes something away that does not come back.
    Danger,
}

/// A button of a form, or a link that looks like one.
#[derive(Clone, Debug)]
pub struct Button {
    words: String,
    weight: Weight,
    small: bool,
    icon: Option<IconName>,
    sends: Option<(&'static str, String)>,
    leads: Option<String>,
    loads: bool,
}

impl Button {
    /// The main button of a form.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            weight: Weight::Main,
            small: false,
            icon: None,
            sends: None,
            leads: None,
            loads: false,
        }
    }

    /// One of several.
    #[must_use]
    pub fn quiet(words: impl Into<String>) -> Self {
        Self { weight: Weight::Quiet, ..Self::new(words) }
    }

    /// It takes something away that does not come back.
    #[must_use]
    pub fn danger(words: impl Into<String>) -> Self {
        Self { weight: Weight::Danger, ..Self::new(words) }
    }

    /// In a row of a table.
    #[must_use]
    pub const fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// What is drawn before its words.
    #[must_use]
    pub const fn icon(mut self, icon: IconName) -> Self {
        self.icon = Some(icon);
        self
    }

    /// What it sends along: a field and its value.
    #[must_use]
    pub fn sends(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.sends = Some((name, value.into()));
        self
    }

    /// A link that looks like a button.
    #[must_use]
    pub fn leads_to(mut self, address: impl Into<String>) -> Self {
        self.leads = Some(address.into());
        self
    }

    /// A link to a file.
    #[must_use]
    pub fn downloads(mut self, address: impl Into<String>) -> Self {
        self.loads = true;
        self.icon(IconName::Download).leads_to(address)
    }

    /// The button.
    #[must_use]
    pub fn view(self) -> AnyView {
        let Self { words, weight, small, icon, sends, leads, loads } = self;
        let class = match (weight, small) {
            (Weight::Main, false) => "button",
            (Weight::Main, true) => "button button-small",
            (Weight::Quiet, false) => "button button-quiet",
            (Weight::Quiet, true) => "button button-quiet button-small",
            (Weight::Danger, false) => "button button-danger",
            (Weight::Danger, true) => "button button-danger button-small",
        };
        let icon = icon.map(|name| view! { <Icon name /> });
        let (name, value) = sends.unzip();
        match leads {
            Some(address) => view! {
                <a class=class href=address download=loads.then_some("")>{icon} {words}</a>
            }
            .into_any(),
            None => view! {
                <button class=class name=name value=value>{icon} {words}</button>
            }
            .into_any(),
        }
    }
}
