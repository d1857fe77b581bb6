//! What waits: who must act, since when, and what follows from doing nothing.

use delibero_domain::text::Language;
use delibero_words::formats::{grouped, short_date};
use delibero_words::say;
use leptos::prelude::*;

use super::view::waiting::{AHEAD, WaitingKind, WaitingLine};
use crate::components::html::{Html, html};
use crate::components::table::{Column, Row, Table};

pub(super) fn section(language: Language, waiting: &[WaitingLine]) -> AnyView {
    let body = if waiting.is_empty() {
        view! { <p class="quiet">{say!(language, changes.waiting_nothing, days = AHEAD)}</p> }.into_any()
    } else {
        table(language, waiting)
    };
    view! {
        <section aria-labelledby="waiting" class="mb-8">
            <h2 id="waiting" class="heading">{say!(language, changes.waiting_heading)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn table(language: Language, waiting: &[WaitingLine]) -> AnyView {
    let columns = [
        Column::new(say!(language, changes.col_what)),
        Column::new(say!(language, changes.col_who_acts)),
        Column::new(say!(language, changes.col_day)),
        Column::new(say!(language, changes.col_follows)),
    ];
    let mut table = Table::new(say!(language, changes.waiting_caption), columns);
    for line in waiting {
        table.row(&row(language, line));
    }
    table.view()
}

fn row(language: Language, line: &WaitingLine) -> Row {
    let Said { what, who, day, follows } = said(language, line.kind);
    let what = match line.kind {
        WaitingKind::RulesToLookAt(1) => say!(language, rules.waiting_one).to_owned(),
        WaitingKind::RulesToLookAt(count) => say!(language, rules.waiting, count = count),
        WaitingKind::OpenPoints(1) => say!(language, changes.waiting_open_point).to_owned(),
        WaitingKind::OpenPoints(count) => say!(language, changes.waiting_open_points, count = count),
        _ => what.to_owned(),
    };
    let label = match line.kind {
        WaitingKind::OthersWithoutRule(1) => say!(language, changes.other_deliberation).to_owned(),
        WaitingKind::OthersWithoutRule(count) => say!(language, changes.other_deliberations, count = grouped(count)),
        _ => line.words.iter().map(|words| words.get(language)).collect::<Vec<_>>().join(" – "),
    };
    let mut first = Html::default();
    html!(first, "<a class=\"link row-link\" href=\"" {&line.to} "\">" {label} "</a><small>" {what} "</small>");
    Row::new([first, who.into(), format!("{day} {}", short_date(line.day)).into(), follows.into()])
}

struct Said {
    what: &'static str,
    who: &'static str,
    day: &'static str,
    follows: &'static str,
}

fn said(language: Language, kind: WaitingKind) -> Said {
    let (since, until, from) =
        (say!(language, changes.since), say!(language, changes.until), say!(language, changes.from));
    let (secretariat, nothing) = (say!(language, changes.who_secretariat), say!(language, changes.follows_proposed));
    match kind {
        WaitingKind::ToApprove => Said {
            what: say!(language, changes.waiting_to_approve),
            who: say!(language, changes.who_you),
            day: since,
            follows: nothing,
        },
        WaitingKind::ForAnother => Said {
            what: say!(language, changes.waiting_for_another),
            who: say!(language, changes.who_another),
            day: since,
            follows: nothing,
        },
        WaitingKind::Returned => {
            Said { what: say!(language, changes.sent_back), who: secretariat, day: since, follows: nothing }
        }
        WaitingKind::OfProgram => Said {
            what: say!(language, changes.waiting_of_program),
            who: secretariat,
            day: since,
            follows: say!(language, changes.follows_program),
        },
        WaitingKind::Suspended => Said {
            what: say!(language, suspension.waiting),
            who: secretariat,
            day: since,
            follows: say!(language, suspension.follows),
        },
        WaitingKind::RulesToLookAt(_) => Said {
            what: say!(language, rules.title),
            who: secretariat,
            day: since,
            follows: say!(language, rules.follows),
        },
        WaitingKind::OpenPoints(_) => Said {
            what: say!(language, changes.waiting_open_point),
            who: secretariat,
            day: since,
            follows: say!(language, changes.follows_open_points),
        },
        WaitingKind::WithoutRule | WaitingKind::OthersWithoutRule(_) => Said {
            what: say!(language, changes.waiting_without_rule),
            who: secretariat,
            day: since,
            follows: say!(language, changes.follows_without_rule),
        },
        WaitingKind::Ends => Said {
            what: say!(language, changes.waiting_ends),
            who: secretariat,
            day: until,
            follows: say!(language, changes.follows_ends),
        },
        WaitingKind::Begins => Said {
            what: say!(language, changes.waiting_begins),
            who: say!(language, changes.who_nobody),
            day: from,
            follows: say!(language, changes.follows_begins),
        },
    }
}
