//! The head of the page: which deliberation, which two versions, and what one must know before reading.

use crate::pages::register::differences::view::{Layout, Texts};
use delibero_domain::deliberation::register::Version;
use delibero_words::say;
use leptos::prelude::*;

use super::words::version_name;
use super::{Shown, address, text};
use crate::components::errors::{ErrorSummary, FieldProblem, Wrong};
use crate::components::filters::{self, NoLines};
use crate::components::icon::{Icon, IconName};
use crate::components::language::use_language;
use crate::components::title::TitleWords;
use crate::pages::register::deliberation::words::name_of_language;

/// The head.
pub(super) fn view(shown: &Shown) -> AnyView {
    view! {
        {named(shown)}
        {form(shown, &[])}
        {notes(shown)}
        {versions_named(shown)}
    }
    .into_any()
}

/// The head where the address was not read: what is wrong, the fields to mend it, and nothing compared.
pub(super) fn unread(shown: &Shown) -> AnyView {
    let language = use_language();
    let wrongs = filters::wrongs(language, &shown.page.unread, |field| match field {
        "view" => Some("view"),
        "text" if offers_languages(shown) => Some("text-language"),
        _ => None,
    });
    view! {
        <ErrorSummary wrongs=wrongs.clone() />
        {named(shown)}
        {form(shown, &wrongs)}
        <NoLines />
    }
    .into_any()
}

/// The way back and the title.
fn named(shown: &Shown) -> AnyView {
    let page = &shown.page;
    let back = address::deliberation(&shown.query, page);
    let title = match page.title.words.is_empty() {
        true => view! { <p class="mb-4 text-muted">{say!(shown.language, differences.no_title)}</p> }.into_any(),
        false => view! {
            <div class="mb-4 max-w-[72ch] font-medium">
                <TitleWords language=page.title.language words=page.title.words.clone() />
            </div>
        }
        .into_any(),
    };
    view! {
        <p class="mb-2 print:hidden">
            <a class="link inline-flex min-h-6 items-center text-sm" href=back>
                {say!(shown.language, differences.back, number = page.number.to_string())}
            </a>
        </p>
        {title}
    }
    .into_any()
}

/// The two versions, where no text stands beneath their names.
fn versions_named(shown: &Shown) -> Option<AnyView> {
    let named = !shown.page.differs && shown.page.texts != Texts::SameVersion;
    named.then(|| text::heads(shown))
}

fn form(shown: &Shown, wrongs: &[Wrong]) -> AnyView {
    let page = &shown.page;
    view! {
        <form
            method="get"
            action=address::page(page)
            aria-label=say!(shown.language, differences.form_label)
            class="mb-4 flex flex-wrap items-end gap-x-6 gap-y-3 print:hidden"
        >
            {versions(shown, "from", say!(shown.language, differences.from), page.from)}
            {versions(shown, "to", say!(shown.language, differences.to), page.to)}
            {languages(shown, wrongs)}
            {layouts(shown, wrongs)}
            <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
                <button class="button">{say!(shown.language, differences.compare)}</button>
                <a class="link inline-flex min-h-9 items-center" href=address::swapped(&shown.query, page)>
                    <span aria-hidden="true" class="mr-1">"⇄"</span>
                    {say!(shown.language, differences.swap)}
                </a>
            </div>
        </form>
    }
    .into_any()
}

/// The choice of a version.
fn versions(shown: &Shown, id: &'static str, words: &'static str, chosen: u16) -> AnyView {
    let options = (0..).zip(&shown.page.versions).map(|(place, version): (u16, _)| {
        let name = version_name(shown, place);
        let name = if version.is_known() { name } else { say!(shown.language, differences.dates_only, version = name) };
        view! { <option value=place.to_string() selected=place == chosen>{name}</option> }
    });
    let options: Vec<_> = options.collect();
    view! {
        <div class="min-w-0">
            <label class="label text-sm" for=id>{words}</label>
            <select class="field max-w-full" id=id name=id>{options}</select>
        </div>
    }
    .into_any()
}

/// The choice of a language, where both texts are known in several; else the one asked for stays in the address.
fn languages(shown: &Shown, wrongs: &[Wrong]) -> Option<AnyView> {
    let Texts::Compared(current) = shown.page.texts else {
        let asked = address::asked_text(&shown.query)?;
        return Some(view! { <input type="hidden" name="text" value=asked.code() /> }.into_any());
    };
    if !offers_languages(shown) {
        return None;
    }
    let options = shown.page.languages.iter().map(|language| {
        let name = name_of_language(shown.language, *language);
        view! { <option value=language.code() selected=*language == current>{name}</option> }
    });
    let options: Vec<_> = options.collect();
    Some(
        view! {
            <div>
                <label class="label text-sm" for="text-language">{say!(shown.language, differences.text_language)}</label>
                <FieldProblem id="text-language-problem" field="text-language" wrongs=wrongs.to_vec() />
                <select class="field" id="text-language" name="text">{options}</select>
            </div>
        }
        .into_any(),
    )
}

/// Whether a language can be chosen.
fn offers_languages(shown: &Shown) -> bool {
    matches!(shown.page.texts, Texts::Compared(_)) && shown.page.languages.len() > 1
}

fn layouts(shown: &Shown, wrongs: &[Wrong]) -> AnyView {
    let current = address::layout(&shown.query);
    let choices = Layout::ALL.map(|layout| {
        let words = match layout {
            Layout::Side => say!(shown.language, differences.side),
            Layout::Inline => say!(shown.language, differences.inline),
        };
        view! {
            <label class="choice">
                <input
                    type="radio"
                    id=(layout == Layout::ALL[0]).then_some("view")
                    name="view"
                    value=layout.word()
                    checked=layout == current
                />
                {words}
            </label>
        }
    });
    view! {
        <fieldset>
            <legend class="label text-sm">{say!(shown.language, differences.layout)}</legend>
            <FieldProblem id="view-problem" field="view" wrongs=wrongs.to_vec() />
            <div class="flex flex-wrap">{choices.into_iter().collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// Why texts are not compared, and how the two versions stand to each other.
fn notes(shown: &Shown) -> Vec<AnyView> {
    let page = &shown.page;
    let known = |place: u16| shown.version(place).is_some_and(Version::is_known);
    let unknown = |place: u16| say!(shown.language, differences.unknown_one, version = version_name(shown, place));
    let texts = match page.texts {
        Texts::SameVersion => Some(say!(shown.language, differences.same_version).to_owned()),
        Texts::NoCommonLanguage => Some(say!(shown.language, differences.no_common_language).to_owned()),
        Texts::DatesOnly if known(page.from) => Some(unknown(page.to)),
        Texts::DatesOnly if known(page.to) => Some(unknown(page.from)),
        Texts::DatesOnly => Some(say!(shown.language, differences.unknown_both).to_owned()),
        Texts::Compared(language) => only_common(shown).then(|| {
            say!(shown.language, differences.only_common, language = name_of_language(shown.language, language))
        }),
    };
    let backwards = (page.from > page.to).then(|| say!(shown.language, differences.backwards).to_owned());
    let is_compared = matches!(page.texts, Texts::Compared(_));
    let notes = [texts.map(|words| (words, is_compared)), backwards.map(|words| (words, true))];
    notes.into_iter().flatten().map(|(words, calm)| note(words, calm)).collect()
}

/// Whether both texts are known in one language only, though one of them is in another as well.
fn only_common(shown: &Shown) -> bool {
    let several = |place: u16| shown.version(place).is_some_and(|version| version.languages.len() > 1);
    shown.page.languages.len() == 1 && (several(shown.page.from) || several(shown.page.to))
}

fn note(words: String, calm: bool) -> AnyView {
    let (look, colour, icon) = match calm {
        true => ("border-accent bg-accent-soft", "", IconName::Exchange),
        false => ("border-warning bg-warning-soft", "text-warning", IconName::Warning),
    };
    view! {
        <div class=format!("mb-3 max-w-[88ch] border-l-4 px-4 py-2 {look}") role="note">
            <p class=format!("flex items-start gap-2 font-semibold {colour}")>
                <Icon name=icon />
                <span>{words}</span>
            </p>
        </div>
    }
    .into_any()
}
