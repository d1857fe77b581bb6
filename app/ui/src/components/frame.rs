//! The frame of every page: the rail of sections, the bar above, the way to the content.

use delibero_api::error::ApiError;
use delibero_api::session::{Who, load_who};
use delibero_domain::role::Role;
use delibero_domain::text::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::browser;
use super::filters::TakenOut;
use super::form_mark::UnderAnother;
use super::icon::{Icon, IconName};
use super::language::{language_of, locale_of, say};
use super::palette::Palette;
use super::reasons::role_names;
use super::shortcuts::Shortcuts;
use super::theme::ThemeSwitch;
use crate::i18n::{Locale, t, t_string, use_i18n};
use leptos_i18n::I18nContext;

/// A section of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The consultation.
    Consultation,
    /// The access log.
    Log,
    /// The catalogue.
    Catalogue,
    /// The register of deliberations.
    Register,
    /// What the secretariat prepares.
    Drafts,
}

impl Section {
    const ALL: [Self; 5] = [Self::Consultation, Self::Log, Self::Catalogue, Self::Register, Self::Drafts];

    /// Where it begins.
    #[must_use]
    pub const fn address(self) -> &'static str {
        match self {
            Self::Consultation => "/consultation",
            Self::Log => "/log",
            Self::Catalogue => "/catalogue",
            Self::Register => "/deliberations",
            Self::Drafts => "/drafts",
        }
    }

    /// The section of an address.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        match path.split('/').nth(1)? {
            "consultation" | "consultations" => Some(Self::Consultation),
            "log" => Some(Self::Log),
            "catalogue" | "matrix" => Some(Self::Catalogue),
            "deliberations" => Some(Self::Register),
            "drafts" => Some(Self::Drafts),
            _ => None,
        }
    }

    /// The sections that somebody's roles open.
    #[must_use]
    pub fn open_to(roles: &[Role]) -> Vec<Self> {
        let has = |wanted: &[Role]| roles.iter().any(|role| wanted.contains(role));
        let open = |section: &Self| match section {
            Self::Consultation => has(&[Role::CaseWorker, Role::PaymentsOfficer]),
            Self::Log => has(&[Role::Auditor, Role::SecurityAdviser]),
            Self::Catalogue | Self::Register => true,
            Self::Drafts => has(&[Role::Secretariat, Role::Approver]),
        };
        Self::ALL.into_iter().filter(open).collect()
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Consultation => IconName::Person,
            Self::Log => IconName::Log,
            Self::Catalogue => IconName::Book,
            Self::Register => IconName::Sheets,
            Self::Drafts => IconName::Pen,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self, i18n: I18nContext<Locale>) -> &'static str {
        match self {
            Self::Consultation => t_string!(i18n, shell.section_consultation),
            Self::Log => t_string!(i18n, shell.section_log),
            Self::Catalogue => t_string!(i18n, shell.section_catalogue),
            Self::Register => t_string!(i18n, shell.section_register),
            Self::Drafts => t_string!(i18n, shell.section_drafts),
        }
    }

    fn short_name(self, i18n: I18nContext<Locale>) -> &'static str {
        match self {
            Self::Log => t_string!(i18n, shell.section_log_short),
            other => other.name(i18n),
        }
    }
}

/// Who is signed in: fetched once for the frame. Pages that need it may await it.
#[derive(Clone, Copy)]
pub struct Session(pub Resource<Result<Option<Who>, ApiError>>);

/// The frame around the pages.
#[component]
pub fn Frame(
    /// Whether the next page is being fetched.
    waiting: ReadSignal<bool>,
    /// The pages.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let who = Resource::new(|| (), |()| load_who());
    provide_context(Session(who));
    let children = children();
    view! {
        <a class="skip-link" rel="external" href="#main">{t!(i18n, shell.skip_link)}</a>
        <div class="progress" class:waiting=move || waiting.get() role="status">
            <span class="sr-only">{move || waiting.get().then(|| t_string!(i18n, shell.loading))}</span>
        </div>
        <div class="frame">
            <Suspense fallback=|| ()>
                {move || Suspend::new(async move {
                    let who = who.await.ok().flatten();
                    view! { <Around who /> }
                })}
            </Suspense>
            <main id="main" tabindex="-1" class="min-w-0 px-4 py-5 md:px-8">
                <Suspense fallback=|| ()>
                    {move || Suspend::new(async move {
                        let found = who.await.ok().flatten();
                        found.and_then(|who| who.other.map(|other| view! { <UnderAnother other name=who.display_name /> }))
                    })}
                </Suspense>
                <TakenOut />
                {children}
            </main>
        </div>
    }
}

/// What stands around the content for this person, or for nobody.
#[component]
fn Around(
    /// Who is signed in.
    who: Option<Who>,
) -> impl IntoView {
    let sections = who.as_ref().map(|who| Section::open_to(&who.roles)).unwrap_or_default();
    let tools = who.is_some().then(|| {
        view! {
            <Palette sections=sections.clone() />
            <Shortcuts sections=sections.clone() />
        }
    });
    view! {
        <TopBar who />
        {(!sections.is_empty()).then(|| view! { <Rail sections /> })}
        {tools}
    }
}

#[component]
fn TopBar(
    /// Who is signed in.
    who: Option<Who>,
) -> impl IntoView {
    let i18n = use_i18n();
    let location = use_location();
    let (path, search) = (location.pathname, location.search);
    let back = Signal::derive(move || match search.get() {
        words if words.is_empty() => path.get(),
        words => format!("{}?{}", path.get(), words.trim_start_matches('?')),
    });
    let place = move || match Section::of_path(&path.get()) {
        Some(section) => section.name(i18n),
        None if path.get().starts_with("/help") => t_string!(i18n, shell.section_help),
        None if path.get() == "/sign-in" => t_string!(i18n, shell.section_sign_in),
        None => "",
    };
    view! {
        <header class="top-bar">
            <p class="flex min-w-0 items-center gap-2">
                <a class="font-semibold no-underline" rel="external" href="/" aria-label=move || t_string!(i18n, shell.home_label)>
                    "Delibero"
                </a>
                <span class="truncate text-muted">{place}</span>
            </p>
            {who.clone().map(|who| view! { <Identity who /> })}
            <div class="flex items-center gap-1">
                <LanguageSwitch back />
                <ThemeSwitch back />
                {who.map(|_| view! { <SignOut /> })}
            </div>
        </header>
    }
}

#[component]
fn Identity(
    /// Who is signed in.
    who: Who,
) -> impl IntoView {
    let organisation = say(who.organisation);
    let roles = role_names(who.roles);
    view! {
        <p class="identity">
            <span class="font-medium text-ink" translate="no">{who.display_name}</span>
            <span>{organisation}</span>
            <span>{roles}</span>
        </p>
    }
}

#[component]
fn SignOut() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <form method="post" action="/sign-out" class="contents">
            <button class="tool" title=move || t_string!(i18n, shell.sign_out)>
                <Icon name=IconName::SignOut />
                <span class="sr-only lg:not-sr-only">{t!(i18n, shell.sign_out)}</span>
            </button>
        </form>
    }
}

const NAMES: [(Language, &str); 3] =
    [(Language::Fr, "Français"), (Language::Nl, "Nederlands"), (Language::De, "Deutsch")];

#[component]
fn LanguageSwitch(
    /// The address to come back to.
    back: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let button = move |(language, name): (Language, &'static str)| {
        let current = move || (language_of(i18n.get_locale()) == language).then_some("true");
        view! {
            <button
                class="tool uppercase"
                name="language"
                value=language.code()
                lang=language.code()
                aria-current=current
                on:click=move |event| {
                    event.prevent_default();
                    i18n.set_locale(locale_of(language));
                    browser::set_cookie("language", language.code());
                }
            >
                {language.code()}
                <span class="sr-only">" " {name}</span>
            </button>
        }
    };
    view! {
        <form method="post" action="/language" class="contents">
            <input type="hidden" name="back" value=move || back.get() />
            <div class="flex" role="group" aria-label=move || t_string!(i18n, shell.language_group)>
                {NAMES.map(button).collect_view()}
            </div>
        </form>
    }
}

#[component]
fn Rail(
    /// The sections that the roles open.
    sections: Vec<Section>,
) -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let entry = move |section: Section| {
        let current = move || (Section::of_path(&path.get()) == Some(section)).then_some("page");
        view! {
            <li>
                <a class="rail-entry" href=section.address() aria-current=current>
                    <Icon name=section.icon() />
                    <span>{move || section.short_name(i18n)}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="rail" aria-label=move || t_string!(i18n, shell.sections)>
            <ul>{sections.into_iter().map(entry).collect_view()}</ul>
            <a class="rail-entry rail-end" href="/help/keyboard">
                <Icon name=IconName::Keyboard />
                <span>{t!(i18n, shell.section_help)}</span>
            </a>
        </nav>
    }
}
