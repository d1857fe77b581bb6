//! A draft: what to mend, the source and the reading side by side, and what may be done with it.

use super::view::review::{ReviewView, load};
use super::view::{DraftKind, Remark};
use crate::error::PageError;
use crate::pages::register::rules;
use delibero_usecases::register::TextKey;
use delibero_words::formats::date_time;
use delibero_words::say;
use leptos::prelude::*;

use super::{changes, deliberation_address, draft_address, part_address, source, text, words};
use crate::address::Address;
use crate::components::errors::error_summary;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::icon::{Icon, IconName};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::text_field::TextField;
use crate::components::title::TitleWords;
use crate::pages::drafting::end_of;
use crate::services::{services, signed_in};

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    match load(address.part("id"), address.asked("text")).await {
        Err(PageError::Unknown) => ended(address.part("id")).await,
        page => Ok(content(page?).into_any()),
    }
}

/// A draft that is no longer one.
pub(super) async fn ended(id: &str) -> Result<AnyView, PageError> {
    let account = signed_in()?;
    let end = end_of(services()?.drafts(&account.actor)?, id).await?;
    let became = deliberation_address(&end.edit.content.deliberation.number.to_string());
    Ok(end.page(say!(use_language(), drafts.ended_heading), Some(became)))
}

pub(super) fn content(page: ReviewView) -> impl IntoView {
    let language = use_language();
    let problem = page.problem.clone();
    let wrongs = problem.iter().map(|problem| {
        let field = problem.is_of_note().then(|| "note".into());
        (field, words::action(language, problem).to_owned())
    });
    let wrongs = error_summary(wrongs.collect());
    let title_number = page.number.clone();
    let side_by_side = !page.source.is_empty();
    let reading = text::as_read(&page);
    let body = if side_by_side {
        view! {
            <div class="mt-6 grid gap-6 xl:grid-cols-2">
                {source::source(&page)}
                {reading}
            </div>
        }
        .into_any()
    } else {
        view! { <div class="mt-6 max-w-[72ch]">{reading}</div> }.into_any()
    };
    view! {
        <Page title=format!("{} {title_number}", say!(language, drafts.review))>
            {wrongs}
            {head(&page)}
            {faults(&page)}
            {warnings(&page)}
            {changed(&page)}
            {rules::touched(language, &page.rules)}
            {actions(&page)}
            {body}
        </Page>
    }
}

fn head(page: &ReviewView) -> AnyView {
    let language = use_language();
    let kind = page.kind;
    let saved = page.saved.clone();
    let is_published = kind != DraftKind::New;
    let published = is_published.then(|| {
        view! {
            " · "
            <a class="link" href=deliberation_address(&page.number)>{say!(language, drafts.to_deliberation)}</a>
        }
    });
    let waits = page.proposed.clone().map(|by| {
        view! {
            <p class="mt-3 flex max-w-[72ch] items-start gap-2 notice-warning px-3 py-2">
                <Icon name=IconName::Clock />
                <span>
                    {say!(language, drafts.state_proposed)} " – " {say!(language, drafts.proposed_by)} " " <span translate="no">{by}</span> ". "
                    {page.writes.then_some(say!(language, drafts.waiting_for_approver))}
                </span>
            </p>
        }
    });
    let note = page.note.clone().filter(|_| page.proposed.is_none()).map(|note| {
        view! {
            <p class="mt-3 max-w-[72ch] notice-warning px-3 py-2 whitespace-pre-line">
                <strong>{say!(language, drafts.sent_back)}</strong> " " {note}
            </p>
        }
    });
    view! {
        <div class="max-w-[72ch] font-semibold"><TitleWords language=page.language words=page.title.clone() /></div>
        <p class="mt-1 text-sm quiet">
            {words::kind(language, kind)} " · " {say!(language, drafts.begun_by)} " " <span translate="no">{page.author.clone()}</span>
            ", " {say!(language, drafts.last_saved)} " "
            {date_time(&saved, language)} " · "
            <a class="link" href=format!("{}/history", deliberation_address(&page.number))>{say!(language, drafts.history)}</a>
            {published}
        </p>
        {waits}
        {note}
    }
    .into_any()
}

fn faults(page: &ReviewView) -> Option<AnyView> {
    let language = use_language();
    if page.faults.is_empty() {
        return None;
    }
    let (id, text, writes) = (page.id.clone(), page.shown, page.writes);
    let line = |fault: Remark| {
        let address = part_address(&id, fault.part, text);
        let said = words::fault(language, &fault);
        match writes {
            true => view! { <li><a class="link said-problem" href=address>{said}</a></li> }.into_any(),
            false => view! { <li>{said}</li> }.into_any(),
        }
    };
    let lines = page.faults.iter().cloned().map(line).collect_view();
    let view = view! {
        <section
            id="faults"
            aria-labelledby="faults-heading"
            class="mt-4 max-w-[72ch] notice-problem px-4 py-3"
        >
            <h2 id="faults-heading" class="mb-1 flex items-center gap-2 font-semibold said-problem">
                <Icon name=IconName::Stop />
                {say!(language, drafts.faults_heading)}
            </h2>
            <ul>{lines}</ul>
        </section>
    };
    Some(view.into_any())
}

fn warnings(page: &ReviewView) -> Option<AnyView> {
    let language = use_language();
    if page.source.is_empty() {
        return None;
    }
    if page.warnings.is_empty() {
        let none = view! {
            <p class="mt-4 flex items-center gap-2 said-granted">
                <Icon name=IconName::Check />
                {say!(language, drafts.no_warnings)}
            </p>
        };
        return Some(none.into_any());
    }
    let lang = page.shown.map(|text| text.language.code());
    Some(remarks(page.warnings.clone(), &page.id, page.shown, lang))
}

/// What the reader was not sure of: its words, the line of the source, and the part to mend it in.
pub(super) fn remarks(remarks: Vec<Remark>, id: &str, text: Option<TextKey>, lang: Option<&'static str>) -> AnyView {
    let language = use_language();
    let id = id.to_owned();
    let count = remarks.len();
    let line = |remark: Remark| {
        let address = part_address(&id, remark.part, text);
        let (part, label) = (remark.part, remark.point);
        let at = remark.line.map(|line| {
            view! {
                <a class="link tabular-nums" href=format!("{}#line-{line}", draft_address(&id, text))>
                    {say!(language, drafts.line)} " " {line}
                </a>
                " · "
            }
        });
        view! {
            <li class="py-1">
                <span lang=lang>{remark.text}</span>
                " "
                <span class="text-sm whitespace-nowrap">
                    {at}
                    <a class="link" href=address>{words::part(language, part, &label)}</a>
                </span>
            </li>
        }
    };
    let lines = remarks.into_iter().map(line).collect_view();
    view! {
        <section
            id="warnings"
            aria-labelledby="warnings-heading"
            class="mt-4 mb-4 max-w-[72ch] notice-warning px-4 py-3"
        >
            <h2 id="warnings-heading" class="mb-1 flex items-center gap-2 font-semibold said-warning">
                <Icon name=IconName::Warning />
                {say!(language, drafts.warnings_heading)} " (" {count} ")"
            </h2>
            <ul class="max-h-96 overflow-y-auto print:max-h-none" tabindex="0" aria-labelledby="warnings-heading">
                {lines}
            </ul>
        </section>
    }
    .into_any()
}

fn changed(page: &ReviewView) -> Option<AnyView> {
    let language = use_language();
    if page.kind == DraftKind::New {
        return None;
    }
    let list = if page.changes.is_empty() {
        view! { <p class="quiet">{say!(language, drafts.no_changes)}</p> }.into_any()
    } else {
        changes::list(page.changes.clone())
    };
    let view = view! {
        <section id="changes" aria-labelledby="changes-heading" class="mt-6">
            <h2 id="changes-heading" class="mb-1 text-lg font-semibold">{say!(language, drafts.changes_heading)}</h2>
            {list}
        </section>
    };
    Some(view.into_any())
}

fn actions(page: &ReviewView) -> AnyView {
    let language = use_language();
    let address = draft_address(&page.id, None);
    let revision = page.revision;
    let proposed = page.proposed.is_some();
    let propose = (page.writes && !proposed).then(|| {
        view! {
            <div>
                <button class="button" name="do" value="propose">{say!(language, drafts.propose)}</button>
                <p class="hint mt-1">{say!(language, drafts.propose_hint)}</p>
            </div>
        }
    });
    let discard = page.writes.then(|| {
        view! {
            <details>
                <summary class="min-h-6 quiet">{say!(language, drafts.discard)}</summary>
                <p class="hint my-2">{say!(language, drafts.discard_hint)}</p>
                <button class="button button-quiet" name="do" value="discard">{say!(language, drafts.discard)}</button>
            </details>
        }
    });
    let note_problem = page.problem.as_ref().filter(|problem| problem.is_of_note());
    let note_words = note_problem.map(|problem| words::action(language, problem).to_owned());
    let note = Field::new("note", say!(language, drafts.note)).wrong(note_words);
    let typed = page.typed_note.clone();
    let decide = page.publishes.then(|| {
        view! {
            <p><button class="button" name="do" value="publish">{say!(language, drafts.publish)}</button></p>
            <div>
                {TextField::new(note, typed).rows(3).view()}
                <p class="mt-2">
                    <button class="button button-quiet" name="do" value="return">{say!(language, drafts.send_back)}</button>
                </p>
            </div>
        }
    });
    let own = page.wrote.then(|| view! { <p>{say!(language, drafts.own_draft)}</p> });
    let not_yet = (!page.writes && !proposed).then(|| view! { <p>{say!(language, drafts.not_proposed_yet)}</p> });
    view! {
        <section id="actions" aria-labelledby="actions-heading" class="mt-6 print:hidden">
            <h2 id="actions-heading" class="mb-2 text-lg font-semibold">{say!(language, drafts.actions)}</h2>
            {own}
            {not_yet}
            <form method="post" action=address class="grid gap-3">
                <FilledInBy />
                <input type="hidden" name="revision" value=revision.to_string() />
                {propose}
                {decide}
                {discard}
            </form>
        </section>
    }
    .into_any()
}
