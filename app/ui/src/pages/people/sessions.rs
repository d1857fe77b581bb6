//! The open sessions of somebody.

use delibero_domain::text::Language;
use delibero_usecases::accounts::people::OpenSession;
use delibero_words::formats::short_date_time;
use delibero_words::say;
use leptos::prelude::*;

use crate::components::button::Button;
use crate::components::form_mark::FilledInBy;
use crate::components::html::{Html, html};
use crate::components::table::{Column, Row, Table};
use crate::pages::consultation::view::local_time;

/// Whose sessions, and how they are ended.
pub(crate) struct SessionsOf<'s> {
    pub sessions: &'s [OpenSession],
    /// The one that asks: it is named, and ended by signing out.
    pub this: Option<[u8; 32]>,
    /// Where the form goes.
    pub action: String,
    /// The words of the button that ends them all.
    pub end_all: &'static str,
}

pub(crate) fn sessions(language: Language, of: SessionsOf<'_>) -> AnyView {
    if of.sessions.is_empty() {
        return view! { <p class="quiet">{say!(language, people.sessions_none)}</p> }.into_any();
    }
    let columns = [
        say!(language, people.session_place),
        say!(language, people.session_begun),
        say!(language, people.session_used),
        "",
    ];
    let mut table = Table::new(say!(language, people.sessions_caption), columns.map(Column::new));
    for session in of.sessions {
        let this = of.this == Some(session.id_hash);
        table.row(&Row::new([
            place(language, session),
            short_date_time(&local_time(session.begun)).into(),
            short_date_time(&local_time(session.last_used)).into(),
            if this { say!(language, people.session_this).into() } else { end(language, session) },
        ]));
    }
    let others = of.sessions.iter().filter(|session| of.this != Some(session.id_hash)).count();
    let all = (others > 1).then(|| Button::quiet(of.end_all).sends("session", "all").view());
    view! {
        <form method="post" action=of.action>
            <FilledInBy />
            {table.view()}
            {all.map(|all| view! { <p class="actions mt-3">{all}</p> })}
        </form>
    }
    .into_any()
}

fn place(language: Language, session: &OpenSession) -> Html {
    let Some(place) = &session.place else { return say!(language, people.place_unknown).into() };
    let mut out = Html::from(&place.browser);
    html!(out, "<small translate=\"no\">" {&place.address} "</small>");
    out
}

fn end(language: Language, session: &OpenSession) -> Html {
    let end = Button::quiet(say!(language, people.session_end)).small();
    Html::of(end.sends("session", hex::encode(session.id_hash)).view())
}
