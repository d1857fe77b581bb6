//! The page's own table of contents.

use crate::pages::catalogue::view::AuthorisationView;
use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use crate::components::source::SourceLink;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Conditions,
    Purposes,
    Modules,
    Retention,
    UseLimits,
    Readings,
}

impl Part {
    /// The identifier of its heading.
    pub fn id(self, authorisation: usize) -> String {
        let word = match self {
            Self::Conditions => "conditions",
            Self::Purposes => "purposes",
            Self::Modules => "modules",
            Self::Retention => "retention",
            Self::UseLimits => "limits",
            Self::Readings => "readings",
        };
        format!("a{authorisation}-{word}")
    }

    pub fn words(self, language: Language) -> &'static str {
        match self {
            Self::Conditions => say!(language, catalogue.conditions),
            Self::Purposes => say!(language, catalogue.purposes),
            Self::Modules => say!(language, catalogue.modules),
            Self::Retention => say!(language, catalogue.retention),
            Self::UseLimits => say!(language, catalogue.use_limits),
            Self::Readings => say!(language, catalogue.readings),
        }
    }

    fn of(found: &AuthorisationView) -> impl Iterator<Item = Self> {
        let has = [
            (Self::Conditions, true),
            (Self::Purposes, !found.conditions.purposes.is_empty()),
            (Self::Modules, !found.modules.is_empty()),
            (Self::Retention, !found.conditions.retention.is_empty()),
            (Self::UseLimits, !found.conditions.use_limits.is_empty()),
            (Self::Readings, !found.conditions.readings.is_empty()),
        ];
        has.into_iter().filter(|(_, has)| *has).map(|(part, _)| part)
    }
}

pub(super) fn heading_id(authorisation: usize) -> String {
    format!("a{authorisation}")
}

pub(super) fn module_id(authorisation: usize, module: &str) -> String {
    format!("a{authorisation}-m-{module}")
}

/// At the side on wide screens; elsewhere one would scroll past it before reading anything.
pub(super) fn contents(language: Language, authorisations: &[AuthorisationView]) -> Option<AnyView> {
    if authorisations.is_empty() {
        return None;
    }
    let entries = authorisations.iter().enumerate().map(|(place, found)| entry(language, place, found));
    let view = view! {
        <nav class="contents-beside" aria-labelledby="contents">
            <h2 id="contents">{say!(language, catalogue.contents)}</h2>
            <ul>{entries.collect_view()}</ul>
        </nav>
    };
    Some(view.into_any())
}

fn entry(language: Language, place: usize, found: &AuthorisationView) -> AnyView {
    let parts = Part::of(found).map(|part| {
        let modules = (part == Part::Modules).then(|| {
            let modules = found.modules.iter().map(|module| {
                let label = module.label.clone();
                let words = label.get(language).to_owned();
                view! { <li>{link(module_id(place, &module.id), words)}</li> }
            });
            view! { <ul>{modules.collect_view()}</ul> }
        });
        view! {
            <li>
                {link(part.id(place), part.words(language))}
                {modules}
            </li>
        }
    });
    let parts = parts.collect_view();
    let source = found.conditions.source.clone();
    view! {
        <li>
            <a href=format!("#{}", heading_id(place))>
                <SourceLink source recipient=None />
            </a>
            <ul>{parts}</ul>
        </li>
    }
    .into_any()
}

fn link(id: String, words: impl IntoView + 'static) -> AnyView {
    view! { <a href=format!("#{id}")>{words}</a> }.into_any()
}
