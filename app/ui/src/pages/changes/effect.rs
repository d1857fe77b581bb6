//! What a change gives and takes: for whom, what is gained and lost, a request that shows each, and before and after.

use delibero_domain::text::Language;
use delibero_words::reasons::reduced_words;
use delibero_words::say;
use leptos::prelude::*;

use super::view::effect::{DifferenceView, EffectView, Told, TouchedView};
use super::view::matrix::{Granted, MatrixRow, MatrixView};
use crate::components::badge::{State, badge_with};
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::html::{Html, html};
use crate::components::icon::IconName;
use crate::components::table::{Column, Row, Table};
use crate::pages::who::who_address;

/// Where more is said of the catalogues that are compared.
#[derive(Clone, Debug)]
pub(super) struct Ways {
    /// Where the effect is as JSON.
    pub file: String,
    /// What the page of who can see an element calls the one before and the one after.
    pub states: [String; 2],
    /// Where past consultations are decided again; none: only a draft is tried on them.
    pub happened: Option<String>,
}

pub(super) fn section(language: Language, effect: &EffectView, ways: &Ways) -> AnyView {
    let body = match effect {
        EffectView::NotSound => view! { <p>{say!(language, changes.effect_not_sound)}</p> }.into_any(),
        EffectView::NotCompared => {
            Banner::new(Tone::Problem).view(view! { <p>{say!(language, changes.effect_not_compared)}</p> })
        }
        EffectView::Compared(told) => compared(language, told, ways),
    };
    view! {
        <section aria-labelledby="effect" class="mt-8">
            <h2 id="effect" class="heading">{say!(language, changes.effect_heading)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn compared(language: Language, told: &Told, ways: &Ways) -> AnyView {
    let touched = told.touched.iter().map(|found| touched(language, found, ways)).collect_view();
    let left_out = (told.left_out > 0).then(|| {
        view! { <p class="mt-3">{say!(language, changes.effect_left_out, count = told.left_out)}</p> }
    });
    let conclusion = told.conclusion.clone();
    let happened = ways.happened.clone().map(|to| {
        view! { <p class="mt-3 print:hidden"><a class="link" href=to>{say!(language, happened.to_page)}</a></p> }
    });
    view! {
        {touched}
        {left_out}
        <p class="mt-4 font-semibold">{conclusion}</p>
        <p class="mt-2 print:hidden">{Button::quiet(say!(language, changes.effect_file)).small().downloads(ways.file.clone()).view()}</p>
        {happened}
    }
    .into_any()
}

fn touched(language: Language, found: &TouchedView, ways: &Ways) -> AnyView {
    let gains = (State::Granted, IconName::Plus, say!(language, changes.gains), &found.gains);
    let loses = (State::Refused, IconName::Close, say!(language, changes.loses), &found.loses);
    let other = (State::Plain, IconName::Exchange, say!(language, changes.otherwise), &found.other);
    let parts = [gains, loses, other].map(|(state, icon, words, lines)| {
        (!lines.is_empty()).then(|| {
            let lines = lines.iter().map(|line| difference(language, line)).collect_view();
            view! {
                <div class="mt-2">
                    {badge_with(state, icon, words)}
                    <ul class="mt-1 grid gap-2">{lines}</ul>
                </div>
            }
        })
    });
    let refused = found.refused.clone().map(|words| view! { <p class="mt-2 max-w-[80ch]">{words}</p> });
    let matrix = found.matrix.as_ref().map(|matrix| matrix_view(language, &found.heading, matrix, ways));
    view! {
        <div class="panel mt-4">
            <h3 class="heading-small">{found.heading.clone()}</h3>
            {parts.into_iter().collect_view()}
            {refused}
            {matrix}
        </div>
    }
    .into_any()
}

fn difference(language: Language, found: &DifferenceView) -> AnyView {
    view! {
        <li class="max-w-[80ch]">
            {found.words.clone()}
            <details>
                <summary class="min-h-6 text-sm quiet">{say!(language, changes.example)}</summary>
                <pre class="document-text" translate="no" tabindex="0" role="group" aria-label=say!(language, changes.example)>
                    {found.example.clone()}
                </pre>
            </details>
        </li>
    }
    .into_any()
}

fn matrix_view(language: Language, heading: &str, matrix: &MatrixView, ways: &Ways) -> AnyView {
    let head = matrix
        .columns
        .iter()
        .map(|(module, purpose)| Column::new(format!("{} – {}", module.get(language), purpose.get(language))));
    let columns: Vec<_> = std::iter::once(Column::new(say!(language, changes.col_element))).chain(head).collect();
    let mut table = Table::new(say!(language, changes.matrix_caption, heading = heading), columns).wide();
    for row in &matrix.rows {
        let cells = row.cells.iter().map(|(before, after)| cell(language, *before, *after));
        let element = element(language, matrix, row, ways);
        table.row(&Row::new(std::iter::once(element).chain(cells).collect::<Vec<_>>()));
    }
    view! {
        <details class="mt-3">
            <summary class="min-h-6">{say!(language, changes.matrix)}</summary>
            <p class="hint my-2">{say!(language, changes.matrix_hint)}</p>
            {table.view()}
        </details>
    }
    .into_any()
}

/// An element, and who else can see it, before and after.
fn element(language: Language, matrix: &MatrixView, row: &MatrixRow, ways: &Ways) -> Html {
    let [before, after] = ways.states.each_ref().map(|state| who_address(matrix.service.as_str(), &row.id, state));
    let mut out = Html::default();
    html!(out, {row.element.get(language)} "<small>" {say!(language, who.before_after)} " <a class=\"link\" href=\""
        {before} "\">" {say!(language, who.before)} "</a>, <a class=\"link\" href=\"" {after} "\">"
        {say!(language, who.after)} "</a></small>");
    out
}

fn cell(language: Language, before: Granted, after: Granted) -> Html {
    let mut out = Html::default();
    if before == after {
        html!(out, "<span class=\"quiet\">" {granted(language, after)} "</span>");
        return out;
    }
    html!(out, "<del>" {granted(language, before)} "</del> → <strong>" {granted(language, after)} "</strong>");
    out
}

fn granted(language: Language, granted: Granted) -> &'static str {
    match granted {
        Granted::No => say!(language, changes.cell_no),
        Granted::Yes => say!(language, changes.cell_yes),
        Granted::Reduced(form) => reduced_words(language, form),
    }
}
