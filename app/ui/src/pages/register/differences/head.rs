//! The head of the page: which deliberation, which two versions, and what one must know before reading.

use crate::pages::register::differences::view::{Layout, Texts};
use delibero_domain::deliberation::register::Version;
use delibero_words::say;
use leptos::prelude::*;

use super::labels::version_name;
use super::{DifferencesPage, address, text};
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::choice_field::choice_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filters::{self, NoLines};
use crate::components::icon::IconName;
use crate::components::leads::hidden;
use crate::components::title::TitleWords;
use delibero_words::versions::language_name;

pub(super) fn view(page: &DifferencesPage) -> AnyView {
    view! {
        {named(page)}
        {form(page, &[])}
        {notes(page)}
        {versions_named(page)}
    }
    .into_any()
}

pub(super) fn wrongs(page: &DifferencesPage) -> Vec<Wrong> {
    filters::wrongs(page.language, &page.view.unread, |field| match field {
        "view" => Some("view"),
        "text" if offers_languages(page) => Some("text-language"),
        _ => None,
    })
}

/// The head where the address was not read: the fields to mend it, and nothing compared.
pub(super) fn unread(page: &DifferencesPage, wrongs: &[Wrong]) -> AnyView {
    view! {
        {named(page)}
        {form(page, wrongs)}
        <NoLines />
    }
    .into_any()
}

/// The way back and the title.
fn named(page: &DifferencesPage) -> AnyView {
    let view = &page.view;
    let back = address::deliberation(&page.query, view);
    let title = match view.title.words.is_empty() {
        true => view! { <p class="mb-4 text-muted">{say!(page.language, differences.no_title)}</p> }.into_any(),
        false => view! {
            <div class="mb-4 max-w-[72ch] font-medium">
                <TitleWords language=view.title.language words=view.title.words.clone() />
            </div>
        }
        .into_any(),
    };
    view! {
        <p class="mb-2 print:hidden">
            <a class="link" href=back>
                {say!(page.language, differences.back, number = view.number.to_string())}
            </a>
        </p>
        {title}
    }
    .into_any()
}

/// The two versions, where no text stands beneath their names.
fn versions_named(page: &DifferencesPage) -> Option<AnyView> {
    let named = !page.view.differs && page.view.texts != Texts::SameVersion;
    named.then(|| text::heads(page))
}

fn form(page: &DifferencesPage, wrongs: &[Wrong]) -> AnyView {
    let view = &page.view;
    view! {
        <form
            method="get"
            action=address::page(view)
            aria-label=say!(page.language, differences.form_label)
            class="filter-forms"
        >
            <div class="filter-form">
                {versions(page, "from", say!(page.language, differences.from), view.from)}
                {versions(page, "to", say!(page.language, differences.to), view.to)}
                {languages(page, wrongs)}
                {layouts(page, wrongs)}
            </div>
            <div class="actions">
                {Button::new(say!(page.language, differences.compare)).view()}
                <a class="link" href=address::swapped(&page.query, view)>
                    <span aria-hidden="true">"⇄ "</span>
                    {say!(page.language, differences.swap)}
                </a>
            </div>
        </form>
    }
    .into_any()
}

fn versions(page: &DifferencesPage, name: &'static str, words: &'static str, chosen: u16) -> AnyView {
    let choices = (0..).zip(&page.view.versions).map(|(place, version): (u16, _)| {
        let name = version_name(page, place);
        let known = version.is_known();
        let name = if known { name } else { say!(page.language, differences.dates_only, version = name) };
        (place.to_string(), name)
    });
    choice_field(Field::new(name, words), choices, &chosen.to_string())
}

/// The choice of a language, where both texts are known in several; else the one asked for stays in the address.
fn languages(page: &DifferencesPage, wrongs: &[Wrong]) -> Option<AnyView> {
    let Texts::Compared(current) = page.view.texts else {
        return Some(hidden(address::asked_text(&page.query).map(|language| ("text", language.code()))));
    };
    let field = Field::new("text", say!(page.language, differences.text_language)).id("text-language").of(wrongs);
    let known = page.view.languages.iter();
    let known = known.map(|language| (language.code().to_owned(), language_name(page.language, *language).to_owned()));
    offers_languages(page).then(|| choice_field(field, known, current.code()))
}

/// Whether a language can be chosen.
fn offers_languages(page: &DifferencesPage) -> bool {
    matches!(page.view.texts, Texts::Compared(_)) && page.view.languages.len() > 1
}

fn layouts(page: &DifferencesPage, wrongs: &[Wrong]) -> AnyView {
    let current = address::layout(&page.query);
    let choices = Layout::ALL.map(|layout| {
        let words = match layout {
            Layout::Side => say!(page.language, differences.side),
            Layout::Inline => say!(page.language, differences.inline),
        };
        let id = (layout == Layout::ALL[0]).then_some("view");
        view! {
            <label class="choice">
                <input type="radio" id=id name="view" value=layout.word() checked=layout == current />
                {words}
            </label>
        }
    });
    let field = Field::new("view", say!(page.language, differences.layout)).of(wrongs);
    field.grouped("", |_| view! { <div class="flex flex-wrap">{choices.into_iter().collect_view()}</div> }.into_any())
}

/// Why texts are not compared, and how the two versions stand to each other.
fn notes(page: &DifferencesPage) -> Vec<AnyView> {
    let view = &page.view;
    let known = |place: u16| page.version(place).is_some_and(Version::is_known);
    let unknown = |place: u16| say!(page.language, differences.unknown_one, version = version_name(page, place));
    let texts = match view.texts {
        Texts::SameVersion => Some(say!(page.language, differences.same_version).to_owned()),
        Texts::NoCommonLanguage => Some(say!(page.language, differences.no_common_language).to_owned()),
        Texts::DatesOnly if known(view.from) => Some(unknown(view.to)),
        Texts::DatesOnly if known(view.to) => Some(unknown(view.from)),
        Texts::DatesOnly => Some(say!(page.language, differences.unknown_both).to_owned()),
        Texts::Compared(language) => only_common(page)
            .then(|| say!(page.language, differences.only_common, language = language_name(page.language, language))),
    };
    let backwards = (view.from > view.to).then(|| say!(page.language, differences.backwards).to_owned());
    let is_compared = matches!(view.texts, Texts::Compared(_));
    let notes = [texts.map(|words| (words, is_compared)), backwards.map(|words| (words, true))];
    notes.into_iter().flatten().map(|(words, calm)| note(words, calm)).collect()
}

/// Whether both texts are known in one language only, though one of them is in another as well.
fn only_common(page: &DifferencesPage) -> bool {
    let several = |place: u16| page.version(place).is_some_and(|version| version.languages.len() > 1);
    page.view.languages.len() == 1 && (several(page.view.from) || several(page.view.to))
}

fn note(words: String, calm: bool) -> AnyView {
    let banner = match calm {
        true => Banner::new(Tone::Information).icon(IconName::Exchange),
        false => Banner::new(Tone::Warning),
    };
    banner.role("note").view(view! { <p class="font-semibold">{words}</p> })
}
