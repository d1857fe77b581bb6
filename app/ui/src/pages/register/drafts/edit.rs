//! One part of a draft as a form, with its lines of the source beside it.

use super::view::edit::{EditView, EndedReplay, FieldView, RowFields, load, who_ended};
use crate::components::banner::{Banner, Tone};
use crate::error::PageError;
use crate::form_replay::FormReplay;
use delibero_islands::Unsaved;
use delibero_usecases::drafts::EditKind;
use delibero_usecases::register::TextKey;
use delibero_usecases::register::editing::{FieldKey, Part};
use delibero_words::formats::date_time;
use delibero_words::say;
use leptos::prelude::*;

use super::review::ended;
use super::{deliberation_address, draft_address, fields, part_address, review, source, words};
use crate::address::Address;
use crate::components::errors::error_summary;
use crate::components::form_mark::{EndOfForm, FilledInBy};
use crate::components::icon::{Icon, IconName};
use crate::components::language::use_language;
use crate::components::name::Name;
use crate::components::page::Page;
use crate::components::saved_line::SavedLine;
use crate::components::typed_form::typed_form;

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    if let Some(replay) = FormReplay::<EndedReplay>::given() {
        return left_behind(replay).await;
    }
    match load(address.part("id"), address.part("part"), address.asked("text")).await {
        Err(PageError::Unknown) => ended(address.part("id")).await,
        page => Ok(content(page?).into_any()),
    }
}

/// Nothing can be saved in a draft that ended: all that was typed stands there to be taken along.
async fn left_behind(replay: EndedReplay) -> Result<AnyView, PageError> {
    let language = use_language();
    let (by, at) = who_ended(&replay).await?;
    let at = date_time(&at, language);
    let words = match replay.ended.how {
        EditKind::Published => say!(language, drafts.left_published, by = by, at = at),
        _ => say!(language, drafts.left_discarded, by = by, at = at),
    };
    let number = replay.number.to_string();
    let begin = format!("{}/drafts", deliberation_address(&number));
    let typed = replay.typed.into_iter().map(|value| view! { <li class="whitespace-pre-line">{value}</li> });
    let says = view! {
        <p>{words}</p>
        <p>{say!(language, drafts.left_next)}</p>
    };
    Ok(view! {
        <Page title=say!(language, drafts.left_title)>
            {Banner::new(Tone::Warning).id("ended").role("alert").view(says)}
            <p class="my-4">
                <a class="link" href=begin>{say!(language, drafts.left_begin, number = number)}</a>
            </p>
            <h2 class="heading">{say!(language, shell.under_another_typed)}</h2>
            <ul class="typed" translate="no">{typed.collect_view()}</ul>
        </Page>
    }
    .into_any())
}

pub(super) fn content(page: EditView) -> impl IntoView {
    let language = use_language();
    let wrongs = wrongs(&page);
    let EditView { id, revision, part, text, number, whole, rows, hidden, is_conflict, other, source, .. } = page;
    let EditView { warnings, next, previous, .. } = page;
    let label = whole.iter().find(|field| field.key == FieldKey::PointLabel);
    let label = label.map(|field| field.value.clone()).unwrap_or_default();
    let heading = words::part(language, part, &label);
    let lang = text.map(|text| text.language.code());
    let action = part_address(&id, part, text);
    let back = draft_address(&id, text);
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let is_point = matches!(part, Part::Point(_) | Part::NewPoint(_));
    let anchor = match part {
        Part::Point(place) => format!("{back}#point-{place}"),
        _ => back.clone(),
    };
    let steps = is_point.then(|| steps(&id, text, previous, next));
    let beside = (!source.is_empty()).then(|| source::excerpt(source, lang));
    let width = if beside.is_some() { "grid gap-6 xl:grid-cols-2" } else { "max-w-[72ch]" };
    let notes = (!warnings.is_empty()).then(|| review::remarks(warnings, &id, text, lang));
    let save_next = (is_point && next.is_some()).then(|| {
        view! {
            <button class="button button-quiet" name="do" value="next">{say!(language, drafts.save_next)}</button>
        }
    });
    let remove = matches!(part, Part::Point(_)).then(|| {
        view! {
            <details class="mt-6 ruled-above pt-3">
                <summary class="min-h-6 quiet">{say!(language, drafts.remove_point)}</summary>
                <p class="hint my-2">{say!(language, drafts.remove_point_hint)}</p>
                <button class="button button-quiet" name="do" value="remove">{say!(language, drafts.remove_point)}</button>
            </details>
        }
    });
    let number_of_title = number.clone();
    view! {
        <Page title=format!("{} – {number_of_title}", heading)>
            <p class="mb-3">
                <a class="link" href=anchor>{say!(language, drafts.back_to_draft)} " " {number}</a>
            </p>
            {error_summary(wrongs)}
            {is_conflict.then(|| conflict_notice(other))}
            {steps}
            {notes}
            <div class=width>
                <form
                    id=typed_form()
                    method="post"
                    action=action
                    class="grid content-start gap-4"
                    novalidate
                    data-guarded=""
                >
                    // Enter saves, whatever button comes first.
                    <button class="sr-only" name="do" value="save" tabindex="-1" aria-hidden="true">
                        {say!(language, drafts.save)}
                    </button>
                    {hidden.collect_view()}
                    <input type="hidden" name="revision" value=revision.to_string() />
                    <FilledInBy />
                    {is_conflict.then(|| view! { <input type="hidden" name="conflict" value="yes" /> })}
                    {whole.into_iter().map(|field| fields::field(field, lang)).collect_view()}
                    {part.has_rows().then(|| row_views(part, rows, lang))}
                    <div class="flex flex-wrap items-center gap-3">
                        <button class="button" name="do" value="save">{say!(language, drafts.save)}</button>
                        {save_next}
                        <a class="link" href=back>{say!(language, drafts.back_to_draft)}</a>
                        {(!matches!(part, Part::NewPoint(_))).then(|| view! { <SavedLine /> })}
                    </div>
                    {remove}
                    <EndOfForm />
                </form>
                {beside}
            </div>
            <Unsaved />
        </Page>
    }
}

/// What the summary above the form says, each with the field that it is about.
fn wrongs(page: &EditView) -> Vec<(Option<Name>, String)> {
    let language = use_language();
    let mut wrongs: Vec<(Option<Name>, String)> = Vec::new();
    wrongs.extend(page.trouble.map(|trouble| (None, words::store(language, trouble).to_owned())));
    wrongs.extend(page.obstacle.map(|obstacle| (None, words::obstacle(language, obstacle).to_owned())));
    let line = |field: &FieldView| {
        let words = format!(
            "{}{}{}",
            words::field(language, field.key),
            say!(language, kit.colon),
            words::wrong(language, field.error?)
        );
        Some((Some(format!("f-{}", field.name).into()), words))
    };
    let rows = page.rows.iter().flat_map(|row| &row.fields);
    wrongs.extend(page.whole.iter().chain(rows).filter_map(line));
    wrongs
}

fn conflict_notice(other: Option<String>) -> AnyView {
    let language = use_language();
    view! {
        <div
            role="alert"
            id="conflict"
            class="mb-4 max-w-[72ch] notice-warning px-4 py-3"
        >
            <h2 class="mb-1 flex items-center gap-2 font-semibold said-warning">
                <Icon name=IconName::Warning />
                {say!(language, drafts.conflict_title)}
            </h2>
            <p>{say!(language, drafts.conflict_text)} " " <span translate="no">{other}</span> ". " {say!(language, drafts.conflict_help)}</p>
        </div>
    }
    .into_any()
}

fn steps(id: &str, text: Option<TextKey>, previous: Option<Part>, next: Option<Part>) -> AnyView {
    let language = use_language();
    let id = id.to_owned();
    let link = |part: Option<Part>, words: AnyView| {
        part.map(|part| view! { <a class="link" href=part_address(&id, part, text)>{words}</a> })
    };
    let previous = link(previous, say!(language, drafts.previous_point).into_any());
    let next = link(next, say!(language, drafts.next_point).into_any());
    view! { <p class="mb-4 flex gap-4 text-sm print:hidden">{previous} {next}</p> }.into_any()
}

/// Each row with its buttons: they come back with what was typed, and save nothing.
fn row_views(part: Part, rows: Vec<RowFields>, lang: Option<&'static str>) -> AnyView {
    let language = use_language();
    let name = match part {
        Part::Versions => say!(language, drafts.row_version),
        Part::Sections => say!(language, drafts.row_section),
        _ => say!(language, drafts.row_footnote),
    };
    let row = move |(place, row): (usize, RowFields)| {
        let remove = row.is_removable.then(|| {
            view! {
                <button class="button button-quiet button-small" name="do" value=format!("remove:{place}")>
                    {say!(language, drafts.remove_row)}
                    <span class="sr-only">" " {name} " " {place + 1}</span>
                </button>
            }
        });
        view! {
            <fieldset class="grid gap-3 boxed p-3">
                <legend class="px-1 font-semibold">{name} " " {place + 1}</legend>
                {row.fields.into_iter().map(|field| fields::field(field, lang)).collect_view()}
                <div class="flex flex-wrap gap-2">
                    <button class="button button-quiet button-small" name="do" value=format!("add:{}", place + 1)>
                        {say!(language, drafts.add_row)}
                        <span class="sr-only">" " {name} " " {place + 1}</span>
                    </button>
                    {remove}
                </div>
            </fieldset>
        }
    };
    view! {
        <p>
            <button class="button button-quiet button-small" name="do" value="add:0">{say!(language, drafts.add_first)}</button>
        </p>
        {rows.into_iter().enumerate().map(row).collect_view()}
    }
    .into_any()
}
