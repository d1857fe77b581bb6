//! The frame of every page: the rail of sections, the bar above, the way to the content.

use crate::session::Who;
use delibero_domain::text::Language;
use delibero_islands::Shortcuts;
use delibero_usecases::log_tree::Standing;
use delibero_words::formats::short_date_time;
use delibero_words::reasons::role_names;
use delibero_words::say;
use jiff::SignedDuration;
use leptos::prelude::*;

use super::banner::{Banner, Tone};
use super::icon::{Icon, IconName};
use super::language::{LanguageButtons, text_of};
use super::palette::palette;
use super::section::Section;
use super::theme::ThemeButton;
use super::typed_form::TYPED_FORM;
use crate::address::Address;
use crate::components::language::use_language;
use crate::page_facts::Pressed;
use crate::pages::consultation::view::local_time;
use crate::services::services;

/// A witness that is away for so long is nothing to speak of.
const UNTOLD: SignedDuration = SignedDuration::from_mins(10);

/// The frame around a page, which is given as HTML.
pub(crate) fn frame(who: Option<Who>, address: &Address, typed_form: Option<Pressed>, page: String) -> AnyView {
    let language = use_language();
    let sections = who.as_ref().map(|who| Section::open_to(&who.roles)).unwrap_or_default();
    let tools = who.is_some().then(|| view! { {palette(language)} <Shortcuts /> });
    let unwitnessed = who.is_some().then(|| unwitnessed(language)).flatten();
    const MAIN: &str = "min-w-0 px-4 py-5 md:px-8";
    let main = match unwitnessed {
        None => view! { <main id="main" tabindex="-1" class=MAIN inner_html=page></main> }.into_any(),
        Some(banner) => view! {
            <main id="main" tabindex="-1" class=MAIN>
                {banner}
                <div class="contents" inner_html=page></div>
            </main>
        }
        .into_any(),
    };
    view! {
        <a class="skip-link" href="#main">{say!(language, shell.skip_link)}</a>
        <div class="frame">
            {top_bar(language, who, address, typed_form)}
            {(!sections.is_empty()).then(|| rail(language, &sections, address.path()))}
            {main}
        </div>
        {tools}
    }
    .into_any()
}

/// That too few witnesses see the log, and what will come of it.
fn unwitnessed(language: Language) -> Option<AnyView> {
    let with = services().ok()?;
    let at = |at| short_date_time(&local_time(at));
    let words = match with.standing() {
        Standing::Waiting { since, stops } if with.clock.now().duration_since(since) >= UNTOLD => {
            say!(language, shell.witnesses_waiting, since = at(since), stops = at(stops))
        }
        Standing::Met | Standing::Waiting { .. } => return None,
        Standing::Closed { since } => say!(language, shell.witnesses_closed, since = at(since)),
    };
    Some(Banner::new(Tone::Warning).role("status").view(view! { <p>{words}</p> }))
}

fn top_bar(language: Language, who: Option<Who>, address: &Address, typed_form: Option<Pressed>) -> AnyView {
    let path = address.path();
    let place = match Section::of_path(path) {
        Some(section) => section.name(language),
        None if path.starts_with("/help") => say!(language, shell.section_help),
        None if path == "/sign-in" => say!(language, shell.section_sign_in),
        None => "",
    };
    let signed_in = who.is_some();
    let back = address.whole();
    // Enter in a field presses the first button of its form: it must not be one that changes the language.
    let has_typed_form = typed_form.is_some();
    let enter = typed_form.map(|(name, value)| {
        view! {
            <button form=TYPED_FORM name=name value=value class="sr-only" tabindex="-1" aria-hidden="true"></button>
        }
    });
    view! {
        <header class="top-bar">
            <p>
                <a class="portal" href="/" aria-label=say!(language, shell.home_label)>
                    "Delibero"
                </a>
                <span class="place">{place}</span>
            </p>
            {who.map(identity)}
            <div class="flex items-center gap-1">
                {enter}
                <LanguageButtons back=back.clone() has_typed_form />
                <ThemeButton back has_typed_form />
                {signed_in.then(|| sign_out(language))}
            </div>
        </header>
    }
    .into_any()
}

fn identity(who: Who) -> AnyView {
    view! {
        <p class="identity">
            <a class="link whitespace-nowrap" href="/account" translate="no">{who.display_name}</a>
            <span>{text_of(who.organisation)}</span>
            <span>{role_names(use_language(), &who.roles)}</span>
        </p>
    }
    .into_any()
}

fn sign_out(language: Language) -> AnyView {
    view! {
        <form method="post" action="/sign-out" class="contents">
            <button class="tool" title=say!(language, shell.sign_out)>
                <Icon name=IconName::SignOut />
                <span class="sr-only lg:not-sr-only">{say!(language, shell.sign_out)}</span>
            </button>
        </form>
    }
    .into_any()
}

fn rail(language: Language, sections: &[Section], path: &str) -> AnyView {
    let current = Section::of_path(path);
    let entry = |section: &Section| {
        view! {
            <li>
                <a
                    class="rail-entry"
                    href=section.address()
                    aria-current=(current == Some(*section)).then_some("page")
                    data-key=section.key()
                    data-after-g=section.letter()
                >
                    <Icon name=section.icon() />
                    <span>{section.short_name(language)}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="rail" aria-label=say!(language, shell.sections)>
            <ul>{sections.iter().map(entry).collect_view()}</ul>
            <a class="rail-entry rail-end" href="/may-i" aria-current=(path == "/may-i").then_some("page")>
                <Icon name=IconName::Information />
                <span>{say!(language, shell.section_may_i)}</span>
            </a>
            <a class="rail-entry" href="/help/keyboard" data-key="?">
                <Icon name=IconName::Keyboard />
                <span>{say!(language, shell.section_help)}</span>
            </a>
        </nav>
    }
    .into_any()
}
