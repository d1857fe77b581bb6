//! The people of an organisation, its integrations in numbers, and its consultations over time.

use delibero_domain::text::Language;
use delibero_words::formats::grouped;
use delibero_words::reasons::role_names;
use delibero_words::say;
use leptos::prelude::*;

use super::plot::plot;
use super::view::organisation::OrganisationView;
use crate::components::badge::{State, badge};
use crate::components::button::Button;
use crate::components::empty::empty;
use crate::components::html::{Html, html};
use crate::components::panel::panel;
use crate::components::section::Section;
use crate::components::table::{Column, Row, Table};
use crate::pages::people::user_address;

pub(super) fn people(language: Language, page: &OrganisationView) -> AnyView {
    let looks_after = Section::People.is_open_to_reader();
    let content = match page.users.is_empty() {
        true => empty(say!(language, organisations.no_people), ()),
        false => {
            let columns = [
                Column::new(say!(language, organisations.col_person)),
                Column::new(say!(language, organisations.col_user)),
                Column::new(say!(language, organisations.col_roles)),
                Column::new(say!(language, organisations.state)),
            ];
            let mut table = Table::new(say!(language, organisations.people), columns);
            for user in &page.users {
                let state = match user.enabled {
                    true => badge(State::Granted, say!(language, organisations.user_active)),
                    false => badge(State::Refused, say!(language, organisations.user_disabled)),
                };
                let roles = role_names(language, &user.roles);
                let cells = [
                    name(&user.display_name, &user.user, looks_after),
                    Html::from(&user.user),
                    Html::from(roles),
                    Html::of(state),
                ];
                table.row(&Row::new(cells));
            }
            table.view()
        }
    };
    let add = looks_after.then(|| {
        let to = format!("/people/new?organisation={}", page.id);
        view! { <p class="actions mt-3 print:hidden">{Button::quiet(say!(language, people.add)).leads_to(to).view()}</p> }
    });
    panel("people", say!(language, organisations.people), view! { {content} {add} })
}

/// Linked for those who look after the people.
fn name(display_name: &str, user: &str, looks_after: bool) -> Html {
    if !looks_after {
        return Html::from(display_name);
    }
    let mut out = Html::default();
    html!(out, "<a class=\"link\" href=\"" {user_address(user)} "\">" {display_name} "</a>");
    out
}

pub(super) fn integrations(language: Language, page: &OrganisationView) -> AnyView {
    let content = match page.integrations.is_empty() {
        true => empty(say!(language, organisations.no_integrations), ()),
        false => {
            let columns = [
                Column::new(say!(language, organisations.sector)),
                Column::new(say!(language, organisations.quality_code)),
                Column::new(say!(language, organisations.integrations_valid)).numeric(),
                Column::new(say!(language, organisations.integrations_other)).numeric(),
            ];
            let mut table = Table::new(say!(language, organisations.integrations), columns);
            for found in &page.integrations {
                table.row(&Row::new([
                    Html::from(found.sector.to_string()),
                    Html::from(found.quality_code.to_string()),
                    Html::from(grouped(found.valid)),
                    Html::from(grouped(found.other)),
                ]));
            }
            table.view()
        }
    };
    panel("integrations", say!(language, organisations.integrations), content)
}

pub(super) fn consultations(language: Language, page: &OrganisationView) -> AnyView {
    let some = page.months.iter().any(|month| month.granted + month.refused > 0);
    let content = match some {
        false => empty(say!(language, organisations.no_consultations), ()),
        true => plot(language, &page.months),
    };
    panel("consultations", say!(language, organisations.consultations), content)
}
