//! What is being prepared, and below it what was put in force.

use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::view::list::{ChangesView, DraftLine, load};
use super::{draft_address, states, waiting};
use crate::address::Address;
use crate::components::button::Button;
use crate::components::empty::empty;
use crate::components::html::{Html, html};
use crate::components::icon::{IconName, write_icon};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::table::{Column, Row, Table};
use crate::error::PageError;
use crate::pages::drafting::{person, saved_at};

/// More recipients than this are counted, not named.
const NAMED: usize = 3;

pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    Ok(content(load().await?).into_any())
}

pub(super) fn content(page: ChangesView) -> impl IntoView {
    let language = use_language();
    let ChangesView { waiting, drafts, states, all_states, writes } = page;
    let begin = writes.then(|| {
        let begin = Button::new(say!(language, changes.begin)).icon(IconName::Plus).leads_to("/changes/new");
        view! { <p class="actions mb-5 print:hidden">{begin.view()}</p> }
    });
    let body = if drafts.is_empty() {
        let help =
            if writes { say!(language, changes.empty_help) } else { say!(language, changes.empty_help_approver) };
        empty(say!(language, changes.empty), view! { <p>{help}</p> })
    } else {
        table(language, &drafts)
    };
    let more = (all_states > states.len()).then(|| {
        view! { <p class="mt-3"><a class="link" href="/states">{say!(language, changes.all_states, count = all_states)}</a></p> }
    });
    view! {
        <Page title=say!(language, changes.title).to_owned()>
            <p class="lead">{say!(language, changes.intro)}</p>
            {begin}
            {waiting::section(language, &waiting)}
            <section aria-labelledby="drafts">
                <h2 id="drafts" class="heading">{say!(language, changes.drafts_heading)}</h2>
                {body}
            </section>
            <section aria-labelledby="states" class="mt-8">
                <h2 id="states" class="heading">{say!(language, changes.states_heading)}</h2>
                {states::table(language, &states)}
                {more}
            </section>
        </Page>
    }
}

fn table(language: Language, drafts: &[DraftLine]) -> AnyView {
    let columns = [
        Column::new(say!(language, changes.col_title)),
        Column::new(say!(language, changes.col_state)),
        Column::new(say!(language, changes.col_recipients)),
        Column::new(say!(language, changes.col_documents)).numeric(),
        Column::new(say!(language, changes.col_author)),
        Column::new(say!(language, changes.col_saved)),
    ];
    let mut table = Table::new(say!(language, changes.drafts_caption), columns);
    for draft in drafts {
        table.row(&row(language, draft));
    }
    table.view()
}

fn row(language: Language, draft: &DraftLine) -> Row {
    let mut title = Html::default();
    html!(title, "<a class=\"link row-link\" href=\"" {draft_address(&draft.id)} "\">" {&draft.title} "</a>");
    Row::new([
        title,
        state(language, draft),
        recipients(language, draft),
        draft.documents.to_string().into(),
        person(language, draft.author.as_deref()),
        saved_at(&draft.saved),
    ])
}

fn recipients(language: Language, draft: &DraftLine) -> Html {
    let named: Vec<_> = draft.recipients.iter().take(NAMED).map(|label| label.get(language)).collect();
    let rest = draft.recipients.len().saturating_sub(NAMED);
    let mut out = Html::from(named.join(", "));
    if rest > 0 {
        html!(out, "<small>" {say!(language, changes.more_recipients, count = rest)} "</small>");
    }
    if named.is_empty() {
        html!(out, "–");
    }
    out
}

/// Who must act.
fn state(language: Language, draft: &DraftLine) -> Html {
    let mut out = Html::default();
    match &draft.proposed {
        None => html!(out, {say!(language, changes.state_writing)} "<small>" {say!(language, changes.acts_secretariat)}
            "</small>"),
        Some(by) => {
            html!(out, "<span class=\"sign sign-warning\">");
            write_icon(&mut out, IconName::Clock);
            html!(out, {say!(language, changes.state_proposed)} "</span><small>" {say!(language, changes.acts_approver)}
                " " {say!(language, changes.proposed_by)} " <span translate=\"no\">" {by} "</span></small>");
        }
    }
    out
}
