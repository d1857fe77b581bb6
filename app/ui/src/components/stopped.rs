//! That an organisation is suspended or ended: by whom, since when and why.

use delibero_domain::text::Language;
use delibero_usecases::directory::StopKind;
use delibero_words::formats::date_time;
use delibero_words::say;
use leptos::prelude::*;

use super::banner::{Banner, Tone};
use super::language::use_language;
use crate::session::StoppedView;

/// Above every page of a user of the organisation.
pub(crate) fn own_stopped(stopped: &StoppedView) -> AnyView {
    let language = use_language();
    let heading = match stopped.kind {
        StopKind::Suspended => say!(language, organisations.own_suspended),
        StopKind::Ended => say!(language, organisations.own_ended),
    };
    let says = view! {
        {facts(language, stopped)}
        <p>{say!(language, organisations.own_stopped_next)}</p>
    };
    Banner::new(Tone::Problem).id("stopped").role("status").heading(heading).view(says)
}

/// On the page of the organisation.
pub(crate) fn stopped_banner(stopped: &StoppedView) -> AnyView {
    let language = use_language();
    let heading = match stopped.kind {
        StopKind::Suspended => say!(language, organisations.is_suspended),
        StopKind::Ended => say!(language, organisations.is_ended),
    };
    Banner::new(Tone::Problem).id("stopped").heading(heading).view(facts(language, stopped))
}

fn facts(language: Language, stopped: &StoppedView) -> AnyView {
    let by = stopped.by.clone().unwrap_or_else(|| say!(language, organisations.command_line).to_owned());
    let since = date_time(&stopped.at, language);
    view! {
        <p>{say!(language, organisations.stopped_by, by = by, since = since)}</p>
        <p class="whitespace-pre-line">{say!(language, organisations.stopped_why, why = stopped.why)}</p>
    }
    .into_any()
}
