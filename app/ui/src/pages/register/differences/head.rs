//! The head of the page: which deliberation, which two versions, and what one must know before reading.

use delibero_domain::deliberation::register::Version;
use delibero_words::say;
use delibero_words::versions::language_name;
use leptos::prelude::*;

use super::labels::version_name;
use super::view::{Layout, Texts};
use super::{DifferencesPage, address, deliberation, text};
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::choice_field::choice_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filters::{self, NoLines};
use crate::components::html::Html;
use crate::components::icon::IconName;
use crate::components::leads::hidden;
use crate::components::radio_group::{self, GroupChoice, radio_group};
use crate::pages::register::published;

/// Where the address was not read: the fields to mend it, and nothing compared.
pub(super) fn view(page: &DifferencesPage, wrongs: &[Wrong]) -> AnyView {
    let view = &page.view;
    let back = say!(page.language, differences.back, number = view.number.to_string());
    let named = published::head(page.language, (address::deliberation(&page.query, view, None), back), &view.title);
    let rest = match view.unread.as_slice() {
        [] => (notes(page), versions_named(page)).into_any(),
        _ => NoLines().into_any(),
    };
    view! { {named} {form(page, wrongs)} {rest} }.into_any()
}

pub(super) fn wrongs(page: &DifferencesPage) -> Vec<Wrong> {
    filters::wrongs(page.language, &page.view.unread, |field| match field {
        "view" => Some("view"),
        "text" if page.view.common_languages().is_some() => Some("text-language"),
        _ => None,
    })
}

/// The two versions, where no text stands beneath their names.
fn versions_named(page: &DifferencesPage) -> Option<AnyView> {
    let mut out = Html::default();
    text::heads(&mut out, page);
    let is_named = page.view.differing().is_none() && page.view.texts != Texts::SameVersion;
    is_named.then(|| out.into_div("mb-6"))
}

fn form(page: &DifferencesPage, wrongs: &[Wrong]) -> AnyView {
    let (language, view) = (page.language, &page.view);
    let to = deliberation::compare(view.number);
    let dates_only = |language, name| say!(language, differences.dates_only, version = name);
    let versions = |field: Field, chosen: u16| {
        choice_field(field, published::choices(language, &view.versions, Some(dates_only)), &chosen.to_string())
    };
    view! {
        <form method="get" action=to aria-label=say!(language, differences.form_label) class="filter-forms">
            <div class="filter-form">
                {versions(Field::new("from", say!(language, differences.from)), view.from)}
                {versions(Field::new("to", say!(language, differences.to)), view.to)}
                {languages(page, wrongs)}
                {layouts(page, wrongs)}
            </div>
            <div class="actions">
                {Button::new(say!(language, differences.compare)).view()}
                <a class="link" href=address::swapped(&page.query, view)>
                    <span aria-hidden="true">"⇄\u{a0}"</span>
                    {say!(language, differences.swap)}
                </a>
            </div>
        </form>
    }
    .into_any()
}

/// The choice of a language, where both texts are known in several; else the one asked for stays in the address.
fn languages(page: &DifferencesPage, wrongs: &[Wrong]) -> Option<AnyView> {
    let Texts::Compared(current) = page.view.texts else {
        return Some(hidden(address::asked_text(&page.query).map(|language| ("text", language.code()))));
    };
    let known = page.view.common_languages()?.iter();
    let field = Field::new("text", say!(page.language, differences.text_language)).id("text-language").of(wrongs);
    let known = known.map(|language| (language.code().to_owned(), language_name(page.language, *language).to_owned()));
    Some(choice_field(field, known, current.code()))
}

fn layouts(page: &DifferencesPage, wrongs: &[Wrong]) -> AnyView {
    let current = address::layout(&page.query);
    let choice = |(layout, words): (Layout, &'static str)| GroupChoice {
        value: layout.word().to_owned(),
        checked: layout == current,
        words: Some(words.into_any()),
        ..GroupChoice::default()
    };
    let choices = [
        (Layout::Side, say!(page.language, differences.side)),
        (Layout::Inline, say!(page.language, differences.inline)),
    ];
    let field = Field::new("view", say!(page.language, differences.layout)).of(wrongs);
    radio_group(field, "", radio_group::Layout::Row, choices.map(choice).into())
}

/// Why texts are not compared, and how the two versions stand to each other.
fn notes(page: &DifferencesPage) -> Vec<AnyView> {
    let (language, view) = (page.language, &page.view);
    let is_known = |place: u16| page.version(place).is_some_and(Version::is_known);
    let unknown = |place: u16| say!(language, differences.unknown_one, version = version_name(page, place));
    let texts = match view.texts {
        Texts::SameVersion => Some((false, say!(language, differences.same_version).to_owned())),
        Texts::NoCommonLanguage => Some((false, say!(language, differences.no_common_language).to_owned())),
        Texts::DatesOnly if is_known(view.from) => Some((false, unknown(view.to))),
        Texts::DatesOnly if is_known(view.to) => Some((false, unknown(view.from))),
        Texts::DatesOnly => Some((false, say!(language, differences.unknown_both).to_owned())),
        Texts::Compared(text) if is_only_common(page) => {
            Some((true, say!(language, differences.only_common, language = language_name(language, text))))
        }
        Texts::Compared(_) => None,
    };
    let backwards = (view.from > view.to).then(|| (true, say!(language, differences.backwards).to_owned()));
    let note = |(is_calm, words): (bool, String)| {
        let calm = Banner::new(Tone::Information).icon(IconName::Exchange);
        let banner = if is_calm { calm } else { Banner::new(Tone::Warning) };
        banner.role("note").view(view! { <p class="saying">{words}</p> })
    };
    texts.into_iter().chain(backwards).map(note).collect()
}

/// Whether both texts are known in one language only, though one of them is in another as well.
fn is_only_common(page: &DifferencesPage) -> bool {
    let several = |place: u16| page.version(place).is_some_and(|version| version.languages.len() > 1);
    page.view.languages.len() == 1 && (several(page.view.from) || several(page.view.to))
}
