//! The official text: sections, points with their permalinks, footnotes at the point, citations as links.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::pages::register::deliberation::view::{DeliberationBody, PointUses};
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::reading::{Footnote, Section};
use delibero_domain::deliberation::register::{PointStatus, PointText, VersionText};
use delibero_words::say;
use leptos::prelude::*;

use super::labels::{part, status, version_name};
use super::segments::{Segment, segments};
use super::{DeliberationPage, address, uses};

/// The section with the text, or with what the catalogue takes from the points where no text is known.
pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let lead = page.view.shown.map(|(place, _)| {
        view! { <p class="mb-3 text-sm text-muted">{version_name(page, place)}</p> }
    });
    view! {
        <section aria-labelledby="text">
            <h2 id="text" class="part-heading">{say!(page.language, deliberation.text)}</h2>
            {lead}
            <div class="official max-w-[80ch]">{written(page, &page.view.body)}</div>
        </section>
    }
    .into_any()
}

fn written(page: &DeliberationPage, body: &DeliberationBody) -> AnyView {
    match &body.text {
        Some(text) => Writer::new(page, text, &body.uses).whole(),
        None => without(page, &body.uses),
    }
}

/// The points that the catalogue cites, where their words are not known.
fn without(page: &DeliberationPage, all: &[PointUses]) -> AnyView {
    let points = all.iter().enumerate().map(|(place, point)| {
        let current = page.focused == Some(place);
        let label = point.label.clone();
        let body = uses::view(page, &point.uses);
        framed(page, &point.label, current, view! { <b>{label}</b> }.into_any(), body)
    });
    let points: Vec<_> = points.collect();
    let words = if all.is_empty() {
        say!(page.language, deliberation.nothing_known)
    } else {
        say!(page.language, deliberation.no_text_below)
    };
    // An address that names a point shows it.
    let open = page.focused.is_some();
    let by_point = (!all.is_empty()).then(|| {
        view! {
            <details class="mt-4" open=open>
                <summary class="min-h-6 cursor-pointer font-semibold text-accent">{say!(page.language, deliberation.no_text_by_point)}</summary>
                <div class="mt-2">{points}</div>
            </details>
        }
    });
    view! {
        <p class="mb-4 text-muted">{words}</p>
        {bring_in(page)}
        {uses::by_recipient(page, all)}
        {by_point}
    }
    .into_any()
}

/// How the text comes into the register, for those who can bring it in.
fn bring_in(page: &DeliberationPage) -> Option<AnyView> {
    page.view.writes.then(|| {
        view! {
            <p class="mb-4 border-l-4 border-accent bg-accent-soft px-4 py-3 print:hidden">
                {say!(page.language, deliberation.bring_in)} " "
                <a class="link" href="/drafts/new">{say!(page.language, deliberation.bring_in_link)}</a>
            </p>
        }
        .into_any()
    })
}

/// A point: its label with the permalink, and what stands in it.
fn framed(page: &DeliberationPage, label: &str, current: bool, head: AnyView, body: AnyView) -> AnyView {
    let to = page.ways.point(label);
    view! {
        <div
            id=address::place(label)
            class="point target"
            data-target=current.then_some("")
            tabindex=current.then_some("-1")
            autofocus=current
        >
            <p class="point-label">
                {head}
                " "
                <a class="permalink" href=to aria-label=say!(page.language, deliberation.permalink, label = label.to_owned())>"¶"</a>
            </p>
            <div class="point-body">{body}</div>
        </div>
    }
    .into_any()
}

/// A footnote has no marks of its own.
const NO_MARKS: &str = "";
/// Where what stands under a heading is: at no point.
const HEADINGS: &str = "headings";

struct Writer<'b> {
    page: &'b DeliberationPage,
    text: &'b VersionText,
    uses: HashMap<&'b str, &'b PointUses>,
    /// The deliberations cited, and whether they are in the register.
    cited: HashMap<DeliberationNumber, bool>,
    notes: HashMap<&'b str, Vec<&'b Footnote>>,
    /// Those whose place is not known, or no point.
    loose: Vec<&'b Footnote>,
    /// The marks that stand in the text already: a footnote leads back to the first.
    marked: RefCell<HashSet<u32>>,
}

impl<'b> Writer<'b> {
    fn new(page: &'b DeliberationPage, text: &'b VersionText, uses: &'b [PointUses]) -> Self {
        let labels: HashSet<&str> = page.view.labels.iter().map(String::as_str).collect();
        let mut notes: HashMap<&str, Vec<&Footnote>> = HashMap::new();
        let mut loose = Vec::new();
        for note in &text.footnotes {
            match note.at.as_deref().filter(|at| labels.contains(at)) {
                Some(at) => notes.entry(at).or_default().push(note),
                None => loose.push(note),
            }
        }
        Self {
            page,
            text,
            uses: uses.iter().map(|point| (point.label.as_str(), point)).collect(),
            cited: page.view.cited.iter().map(|cited| (cited.number, cited.title.is_some())).collect(),
            notes,
            loose,
            marked: RefCell::default(),
        }
    }

    fn whole(&self) -> AnyView {
        let lang = self.page.text_language();
        let focused = self.page.focused;
        let mut parts: Vec<AnyView> = Vec::with_capacity(self.text.points.len() + self.text.sections.len());
        let mut sections = self.text.sections.iter().enumerate().peekable();
        for (place, (point, label)) in self.text.points.iter().zip(&self.page.view.labels).enumerate() {
            while let Some((at, section)) = sections.next_if(|(at, _)| point.heading.is_some_and(|last| *at <= last)) {
                parts.push(self.section(at, section));
            }
            parts.push(self.point(point, label, focused == Some(place)));
        }
        parts.extend(sections.map(|(at, section)| self.section(at, section)));
        parts.extend(self.tail());
        view! { <div lang=lang>{parts}</div> }.into_any()
    }

    fn section(&self, at: usize, section: &Section) -> AnyView {
        let words = heading(section);
        let id = section_place(at);
        let lead = self.paragraphs(&section.text, HEADINGS);
        let head = match section.level {
            0 | 1 => view! { <h3 id=id>{words}</h3> }.into_any(),
            _ => view! { <h4 id=id>{words}</h4> }.into_any(),
        };
        (head, lead).into_any()
    }

    fn point(&self, point: &PointText, label: &str, current: bool) -> AnyView {
        let (sign, words, colour) = status(self.page, point.status);
        let quiet = if point.status == PointStatus::Unchanged { "status quiet" } else { "status" };
        let page = self.page.text_language().map(|_| self.page.language.code());
        let head = view! {
            <b>{point.label.printed().to_owned()}</b>
            " "
            <span class=format!("{quiet} {colour}") lang=page>
                <span aria-hidden="true">{sign}</span>
                " "
                {words}
            </span>
        };
        let notes = self.notes.get(label).map(|notes| self.notes(notes, None));
        let uses = self.uses.get(label).map(|found| uses::view(self.page, &found.uses));
        let repealed = point.status == PointStatus::Repealed;
        let body = view! {
            <div class:repealed=repealed>{self.paragraphs(&point.text, label)}</div>
            {notes}
            {uses}
        };
        framed(self.page, label, current, head.into_any(), body.into_any())
    }

    /// Paragraphs and lists.
    fn paragraphs(&self, text: &str, at: &str) -> Vec<AnyView> {
        let mut all = Vec::new();
        let mut items: Vec<AnyView> = Vec::new();
        for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
            match line.strip_prefix("- ") {
                Some(item) => items.push(view! { <li>{self.words(item, at)}</li> }.into_any()),
                None => {
                    close(&mut items, &mut all);
                    all.push(view! { <p>{self.words(line, at)}</p> }.into_any());
                }
            }
        }
        close(&mut items, &mut all);
        all
    }

    fn words(&self, text: &str, at: &str) -> Vec<AnyView> {
        let own = self.page.view.number;
        let notes = self.notes.get(at);
        let is_noted = |mark: u32| {
            let of = |notes: &[&Footnote]| notes.iter().any(|note| note.mark.parse() == Ok(mark));
            !at.is_empty() && (notes.is_some_and(|notes| of(notes)) || of(&self.loose))
        };
        let found = segments(text, |number| number != own && self.cited.contains_key(&number), is_noted);
        found.into_iter().map(|segment| self.segment(segment)).collect()
    }

    fn segment(&self, segment: Segment<'_>) -> AnyView {
        match segment {
            Segment::Words(words) => words.to_owned().into_any(),
            Segment::Mark(printed, number) => view! {
                <a
                    class="link"

                    id=self.marked.borrow_mut().insert(number).then(|| format!("r-{number}"))
                    href=format!("#n-{number}")
                    aria-label=say!(self.page.language, deliberation.note_label, mark = number.to_string())
                >
                    {printed.to_owned()}
                </a>
            }
            .into_any(),
            Segment::Citation(printed, number) if self.cited.get(&number) == Some(&true) => {
                view! { <a class="link" href=address::deliberation(number)>{printed.to_owned()}</a> }.into_any()
            }
            Segment::Citation(printed, _) => {
                let page = self.page.text_language().map(|_| self.page.language.code());
                view! {
                    {printed.to_owned()}
                    <small class="aside" lang=page>" [" {say!(self.page.language, deliberation.not_in_register)} "]"</small>
                }
                .into_any()
            }
        }
    }

    /// Footnotes, where their mark stands.
    fn notes(&self, notes: &[&Footnote], heading: Option<&'static str>) -> AnyView {
        let items = notes.iter().map(|note| {
            let at = note.at.as_deref().and_then(|at| part(self.page, at)).filter(|_| heading.is_some());
            let at = at.map(|words| format!(" ({words})"));
            let back = say!(self.page.language, deliberation.note_back, mark = note.mark.clone());
            let back = heading.is_none().then(|| {
                view! { <a class="link" href=format!("#r-{}", note.mark) aria-label=back>" ↩"</a> }
            });
            view! {
                <li id=format!("n-{}", note.mark) class="target">
                    <b>{note.mark.clone()} {at} ". "</b>
                    {self.words(&note.text, NO_MARKS)}
                    {back}
                </li>
            }
        });
        let items: Vec<_> = items.collect();
        view! { <ul class="notes" aria-label=heading.unwrap_or(say!(self.page.language, deliberation.notes))>{items}</ul> }.into_any()
    }

    /// What follows the points.
    fn tail(&self) -> Vec<AnyView> {
        let page = self.page.text_language().map(|_| self.page.language.code());
        let head = |id: &'static str, words: &'static str| view! { <h3 id=id lang=page>{words}</h3> }.into_any();
        let mut parts = Vec::new();
        if let Some(operative) = &self.text.operative {
            parts.push(head("operative", say!(self.page.language, deliberation.operative)));
            parts.extend(self.paragraphs(operative, "operative"));
        }
        if let Some(name) = &self.text.signed_by {
            parts.push(view! { <p class="signed">{name.clone()}</p> }.into_any());
        }
        if let Some(annex) = &self.text.annex {
            parts.push(head("annex", say!(self.page.language, deliberation.annex)));
            parts.extend(self.paragraphs(annex, "annex"));
        }
        if !self.loose.is_empty() {
            parts.push(head("notes", say!(self.page.language, deliberation.notes)));
            parts.push(self.notes(&self.loose, Some(say!(self.page.language, deliberation.notes))));
        }
        parts
    }
}

fn close(items: &mut Vec<AnyView>, all: &mut Vec<AnyView>) {
    if !items.is_empty() {
        all.push(view! { <ul>{std::mem::take(items)}</ul> }.into_any());
    }
}

/// A heading as it is printed.
pub(super) fn heading(section: &Section) -> String {
    format!("{} {}", section.label, section.title).trim().to_owned()
}

pub(super) fn section_place(at: usize) -> String {
    format!("s-{at}")
}
