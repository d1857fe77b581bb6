//! What the pages of one published deliberation have in common: how it is opened, its head, its versions.

use std::sync::Arc;

use delibero_domain::catalogue::{Catalogue, Deliberation as Catalogued};
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Deliberation, Version};
use delibero_domain::text::Language;
use delibero_usecases::accounts::Account;
use delibero_usecases::register::Register;
use delibero_words::say;
use delibero_words::versions::version_name;
use leptos::prelude::*;

use crate::components::choice_field::Choice;
use crate::components::title::TitleWords;
use crate::error::PageError;
use crate::services::{Services, services, signed_in};

/// A deliberation of the register, for somebody.
pub(super) struct Published {
    pub account: Arc<Account>,
    pub with: Services,
    pub found: Deliberation,
}

impl Published {
    /// # Errors
    /// When nobody is signed in, or the number is not in the register.
    pub async fn open(number: &str) -> Result<Self, PageError> {
        let (account, with) = (signed_in()?, services()?);
        let number: DeliberationNumber = number.parse().map_err(|_| PageError::Unknown)?;
        let found = with.register(&account.actor)?.deliberation(number).await?.ok_or(PageError::Unknown)?;
        Ok(Self { account, with, found })
    }

    pub fn register(&self) -> Result<Register<'_>, PageError> {
        Ok(self.with.register(&self.account.actor)?)
    }
}

/// What the catalogue knows of a deliberation.
pub(super) fn catalogued<'c>(catalogue: &'c Catalogue, number: &str) -> Option<&'c Catalogued> {
    catalogue.deliberations().iter().find(|known| known.number == number)
}

/// Words of a text, and the language they are in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    pub words: String,
    pub language: Language,
}

impl Quoted {
    /// The title of a deliberation, in a language where it is known in that; empty where none is known.
    pub(super) fn title(found: &Deliberation, language: Language) -> Self {
        let own = found.title.get_key_value(&language).or_else(|| found.title.first_key_value());
        own.map(|(language, words)| Self { words: words.clone(), language: *language }).unwrap_or_default()
    }
}

/// The way back, and the title.
pub(super) fn head(language: Language, (to, back): (String, String), title: &Quoted) -> AnyView {
    let title = match title.words.is_empty() {
        true => view! { <p>{say!(language, deliberation.no_title)}</p> }.into_any(),
        false => view! { <TitleWords language=title.language words=title.words.clone() /> }.into_any(),
    };
    view! {
        <p class="mb-2 print:hidden"><a class="link" href=to>{back}</a></p>
        <div class="deliberation-title">{title}</div>
    }
    .into_any()
}

/// The versions as what may be chosen, by their places; `dates_only` names those whose text is not known, which else
/// are left out.
pub(super) fn choices(
    language: Language,
    versions: &[Version],
    dates_only: Option<fn(Language, String) -> String>,
) -> Vec<Choice> {
    let choice = |(place, version): (u16, &Version)| {
        let name = version_name(language, place, Some(version));
        let name = if version.is_known() { name } else { dates_only?(language, name) };
        Some((place.to_string(), name))
    };
    (0..).zip(versions).filter_map(choice).collect()
}
