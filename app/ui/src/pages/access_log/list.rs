//! What stands around the lines: presets, active filters, files, the ways to newer and older lines.

use delibero_domain::access_log::EventKind;
use delibero_words::formats::short_date;
use delibero_words::say;
use leptos::prelude::*;

use super::{LogPage, LogQuery, filters, outcome, table};
use crate::components::chips::{Chip, chips as active};
use crate::components::empty::empty;
use crate::components::leads::Leads;
use crate::components::pagination::by_cursor;
use crate::components::toolbar::Toolbar;
use crate::filters::Filters as _;

pub(super) fn presets(page: &LogPage) -> AnyView {
    let language = page.language;
    let today = page.view.today.clone();
    let none = LogQuery::default();
    let presets = [
        (say!(language, access_log.preset_all), none.clone()),
        (say!(language, access_log.preset_today), none.with("from", &today).with("to", &today)),
        (say!(language, access_log.preset_refusals), none.with("outcome", outcome::REFUSED)),
        (say!(language, access_log.preset_exports), none.with("kind", EventKind::Export.as_str())),
    ];
    let links = presets.into_iter().map(|(label, query)| {
        let current = (!page.by_person() && page.newest() == query).then_some("true");
        view! { <li><a class="order" href=query.address() aria-current=current>{label}</a></li> }
    });
    view! {
        <nav class="presets" aria-label=say!(language, access_log.presets_label)>
            <ul>{links.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

pub(super) fn chips(page: &LogPage) -> Option<AnyView> {
    let set = page.query.active();
    let filter = |field: &'static str| Chip {
        label: filters::label(page.language, field).unwrap_or_default(),
        value: value(page, field),
        without: page.leads(&page.newest().with(field, "")),
    };
    // What is left without the person may stand in an address.
    let person = page.by_person().then(|| Chip {
        label: say!(page.language, access_log.person),
        value: page.view.person.clone(),
        without: Leads::Gets {
            action: LogQuery::PATH.to_owned(),
            fields: page.query.active().map(|field| (field, page.query.get(field).to_owned())).collect(),
        },
    });
    active(set.map(filter).chain(person).collect(), Some(LogQuery::PATH.to_owned()))
}

fn value(page: &LogPage, field: &str) -> String {
    let typed = page.query.get(field);
    let words = match field {
        "organisation" => {
            let name = page.view.organisations.iter().find(|(id, _)| id == typed).map(|(_, name)| name);
            name.map(|name| name.get(page.language).to_owned())
        }
        "outcome" => Some(outcome::words(page.language, typed)),
        "kind" => {
            let kind = EventKind::ALL.into_iter().find(|kind| kind.as_str() == typed);
            kind.map(|kind| outcome::kind(page.language, kind).to_owned())
        }
        "from" | "to" => crate::filters::day(typed).ok().map(short_date),
        _ => None,
    };
    words.unwrap_or_else(|| typed.to_owned())
}

/// The lines, or what to do when there is none.
pub(super) fn lines(page: &LogPage) -> AnyView {
    let language = page.language;
    if page.view.lines.is_empty() {
        let filtered = page.by_person() || !page.query.written().is_empty();
        let (heading, help) = match filtered {
            true => (say!(language, access_log.empty_filtered), say!(language, access_log.empty_filtered_help)),
            false => (say!(language, access_log.empty), say!(language, access_log.empty_help)),
        };
        return empty(heading, view! { <p class="quiet">{help}</p> });
    }
    let count = match page.view.lines.len() {
        1 => say!(language, access_log.count_one).to_owned(),
        count => format!("{count} {}", say!(language, access_log.count_many)),
    };
    let newest = (!page.query.before.is_empty()).then(|| page.leads(&page.newest()));
    let older = page.view.next.map(|next| page.leads(&page.query.with("before", &next.to_string())));
    view! {
        {Toolbar::new([count])
            .files(|extension| page.file(extension))
            .file(say!(language, hand_over.sign), say!(language, hand_over.words), page.file("zip"))
            .view()}
        {table::table(page)}
        {by_cursor(say!(language, access_log.paging), newest, older)}
    }
    .into_any()
}
