//! What is said above or beside something: information, a warning, a problem. Sign, colour and words say the same.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// What kind of thing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Information,
    /// Something differs from what one would expect.
    Warning,
    /// Something was not done.
    Problem,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Information => "banner banner-information",
            Self::Warning => "banner banner-warning",
            Self::Problem => "banner banner-problem",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Information => IconName::Information,
            Self::Warning => IconName::Warning,
            Self::Problem => IconName::Stop,
        }
    }
}

/// A banner.
#[derive(Clone, Debug)]
pub struct Banner {
    tone: Tone,
    id: Option<&'static str>,
    heading: Option<String>,
    role: Option<&'static str>,
    icon: IconName,
}

impl Banner {
    /// A banner without a heading.
    #[must_use]
    pub const fn new(tone: Tone) -> Self {
        Self { tone, id: None, heading: None, role: None, icon: tone.icon() }
    }

    /// Its identifier.
    #[must_use]
    pub const fn id(mut self, id: &'static str) -> Self {
        self.id = Some(id);
        self
    }

    /// Its heading.
    #[must_use]
    pub fn heading(mut self, words: impl Into<String>) -> Self {
        self.heading = Some(words.into());
        self
    }

    /// `status` or `alert`: read aloud without the focus.
    #[must_use]
    pub const fn role(mut self, role: &'static str) -> Self {
        self.role = Some(role);
        self
    }

    /// Another sign than that of its tone.
    #[must_use]
    pub const fn icon(mut self, icon: IconName) -> Self {
        self.icon = icon;
        self
    }

    /// The banner around what it says.
    #[must_use]
    pub fn view(self, says: impl IntoView) -> AnyView {
        let Self { tone, id, heading, role, icon } = self;
        let heading = heading.map(|words| view! { <h2 class="banner-heading">{words}</h2> });
        view! {
            <div class=tone.class() id=id role=role>
                <Icon name=icon />
                <div>{heading} {says.into_view()}</div>
            </div>
        }
        .into_any()
    }
}
