//! What is said of a suspension.

use delibero_domain::text::Language;
use delibero_words::formats::date_time;
use delibero_words::say;
use jiff::civil::DateTime;
use leptos::prelude::*;

use super::view::{SuspensionView, of};
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::form_mark::FilledInBy;
use crate::components::icon::IconName;
use crate::components::leads::hidden;

pub(super) fn at(language: Language, since: DateTime) -> String {
    date_time(&since.strftime("%Y-%m-%d %H:%M").to_string(), language)
}

/// That it is suspended, and for whom.
fn heading(language: Language, found: &SuspensionView) -> String {
    match &found.organisation {
        None => say!(language, suspension.heading_all).to_owned(),
        Some(name) => say!(language, suspension.heading_one, organisation = name.get(language)),
    }
}

/// Since when, and by whom.
fn since_by(language: Language, found: &SuspensionView) -> String {
    say!(language, suspension.since_by, at = at(language, found.since), by = found.by)
}

/// One banner for each, on the page of the authorisation itself.
pub(in crate::pages) fn notices(language: Language, found: &[SuspensionView]) -> Option<AnyView> {
    (!found.is_empty()).then(|| found.iter().map(|found| notice(language, found, None)).collect_view().into_any())
}

/// One banner for each, on a page that is about others as well: it says whose it is.
pub(in crate::pages) fn list<'s>(
    language: Language,
    found: impl Iterator<Item = &'s SuspensionView>,
) -> Option<AnyView> {
    let banners: Vec<AnyView> = found
        .map(|found| {
            let address = format!("/catalogue/{}", found.recipient);
            let whose = view! { <p><a class="link" href=address>{of(language, found)}</a></p> };
            notice(language, found, Some(whose.into_any()))
        })
        .collect();
    (!banners.is_empty()).then(|| banners.into_any())
}

fn notice(language: Language, found: &SuspensionView, whose: Option<AnyView>) -> AnyView {
    let lift = found.lift.as_ref().map(|file| {
        view! {
            <form method="post" action=format!("/catalogue/{}/lift", found.recipient) class="actions mt-2 print:hidden">
                <FilledInBy />
                {hidden([("file", file.clone())])}
                {Button::quiet(say!(language, suspension.lift)).small().view()}
                <span class="hint">{say!(language, suspension.lift_hint)}</span>
            </form>
        }
    });
    let says = view! {
        {whose}
        <p>{since_by(language, found)}</p>
        <p>
            <strong>{say!(language, suspension.why)}</strong>
            " "
            <span translate="no" class="whitespace-pre-line">{found.reason.clone()}</span>
        </p>
        <p class="quiet">{say!(language, suspension.who_ends)}</p>
        {lift}
    };
    Banner::new(Tone::Warning).icon(IconName::Stop).heading(heading(language, found)).view(says)
}
