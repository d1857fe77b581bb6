//! The official text: sections, points with their permalinks, footnotes at the point, citations as links. It is large, so
//! that it is written into one string.

use std::collections::{HashMap, HashSet};

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::reading::{Footnote, Section};
use delibero_domain::deliberation::register::{PointStatus, PointText, VersionText};
use delibero_usecases::register::uses::PointUses;
use delibero_words::say;
use leptos::prelude::*;

use super::labels::{part, status, version_name};
use super::segments::{Segment, segments};
use super::{DeliberationPage, address, uses};
use crate::components::banner::{Banner, Tone};
use crate::components::html::{Html, html};
use crate::components::panel::section;

/// The text, or what the catalogue takes from the points where none is known.
pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let lead = page.view.shown.map(|(place, _)| view! { <p class="hint">{version_name(page, place)}</p> });
    let written = match &page.view.text {
        Some(text) => Writer::new(page, text).whole().into_div("official"),
        None => without(page),
    };
    section("text", say!(page.language, deliberation.text), (lead, written))
}

/// The points that the catalogue cites, where their words are not known.
fn without(page: &DeliberationPage) -> AnyView {
    let (language, all) = (page.language, &page.view.uses);
    if all.is_empty() {
        return view! { <p class="lead">{say!(language, deliberation.nothing_known)}</p> }.into_any();
    }
    let mut points = Html::default();
    for (place, point) in all.iter().enumerate() {
        begin_point(&mut points, &point.label, page.focused == Some(place));
        html!(points, "<b>" {&point.label} "</b>");
        end_label(&mut points, page, &point.label);
        uses::write(&mut points, page, &point.uses);
        points.mark("</div></div>");
    }
    // How the text comes into the register, for those who can bring it in.
    let bring_in = page.view.writes.then(|| {
        Banner::new(Tone::Information).view(view! {
            {say!(language, deliberation.bring_in)} " "
            <a class="link" href="/drafts/new">{say!(language, deliberation.bring_in_link)}</a>
        })
    });
    // An address that names a point shows it.
    let open = page.focused.is_some();
    view! {
        <p class="lead">{say!(language, deliberation.no_text_below)}</p>
        {bring_in}
        <div class="official">
            {uses::by_recipient(page, all)}
            <details class="by-point" open=open>
                <summary>{say!(language, deliberation.no_text_by_point)}</summary>
                {points.into_div("")}
            </details>
        </div>
    }
    .into_any()
}

/// A point: its label with the permalink, and what stands in it.
fn begin_point(out: &mut Html, label: &str, current: bool) {
    html!(out, "<div id=\"" {address::place(label)} "\" class=\"point target\"");
    out.mark(if current { " data-target=\"\" tabindex=\"-1\" autofocus>" } else { ">" });
    out.mark("<p class=\"point-label\">");
}

fn end_label(out: &mut Html, page: &DeliberationPage, label: &str) {
    let words = say!(page.language, deliberation.permalink, label = label);
    html!(out, " <a class=\"permalink\" href=\"" {page.ways.point(label)} "\" aria-label=\"" {words} "\">¶</a></p>");
    out.mark("<div class=\"point-body\">");
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
    marked: HashSet<u32>,
    out: Html,
}

impl<'b> Writer<'b> {
    fn new(page: &'b DeliberationPage, text: &'b VersionText) -> Self {
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
            uses: page.view.uses.iter().map(|point| (point.label.as_str(), point)).collect(),
            cited: page.view.cited.iter().map(|cited| (cited.number, cited.title.is_some())).collect(),
            notes,
            loose,
            marked: HashSet::new(),
            out: Html::default(),
        }
    }

    fn whole(mut self) -> Html {
        let (page, text) = (self.page, self.text);
        self.out.mark("<div");
        self.out.attribute("lang", page.text_language());
        self.out.mark(">");
        let mut sections = text.sections.iter().enumerate().peekable();
        for (place, (point, label)) in text.points.iter().zip(&page.view.labels).enumerate() {
            while let Some((at, section)) = sections.next_if(|(at, _)| point.heading.is_some_and(|last| *at <= last)) {
                self.section(at, section);
            }
            self.point(point, label, page.focused == Some(place));
        }
        sections.for_each(|(at, section)| self.section(at, section));
        self.tail();
        self.out.mark("</div>");
        self.out
    }

    fn section(&mut self, at: usize, section: &Section) {
        let (begin, end) = if section.level > 1 { ("<h4 id=\"", "</h4>") } else { ("<h3 id=\"", "</h3>") };
        self.out.mark(begin);
        html!(self.out, {section_place(at)} "\">" {heading(section)});
        self.out.mark(end);
        self.paragraphs(&section.text, HEADINGS);
    }

    fn point(&mut self, point: &PointText, label: &str, current: bool) {
        let page = self.page;
        begin_point(&mut self.out, label, current);
        html!(self.out, "<b>" {point.label.printed()} "</b> ");
        status(page, point.status).write(&mut self.out, page.own_language());
        end_label(&mut self.out, page, label);
        self.out.mark(if point.status == PointStatus::Repealed { "<div class=\"repealed\">" } else { "<div>" });
        self.paragraphs(&point.text, label);
        self.out.mark("</div>");
        if let Some(notes) = self.notes.get(label).cloned() {
            self.notes(&notes, None);
        }
        if let Some(found) = self.uses.get(label) {
            uses::write(&mut self.out, page, &found.uses);
        }
        self.out.mark("</div></div>");
    }

    /// Paragraphs and lists.
    fn paragraphs(&mut self, text: &str, at: &str) {
        let mut is_list = false;
        for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
            let item = line.strip_prefix("- ");
            self.list(&mut is_list, item.is_some());
            self.out.mark(if is_list { "<li>" } else { "<p>" });
            self.words(item.unwrap_or(line), at);
            self.out.mark(if is_list { "</li>" } else { "</p>" });
        }
        self.list(&mut is_list, false);
    }

    /// Begins or ends a list where it has to.
    fn list(&mut self, is_list: &mut bool, wanted: bool) {
        if std::mem::replace(is_list, wanted) != wanted {
            self.out.mark(if wanted { "<ul>" } else { "</ul>" });
        }
    }

    fn words(&mut self, text: &str, at: &str) {
        let own = self.page.view.found.number;
        let notes = self.notes.get(at);
        let is_noted = |mark: u32| {
            let mut all = self.loose.iter().chain(notes.into_iter().flatten());
            !at.is_empty() && all.any(|note| note.mark.parse() == Ok(mark))
        };
        for segment in segments(text, |number| number != own && self.cited.contains_key(&number), is_noted) {
            self.segment(segment);
        }
    }

    fn segment(&mut self, segment: Segment<'_>) {
        let (page, out) = (self.page, &mut self.out);
        match segment {
            Segment::Words(words) => out.words(words),
            Segment::Mark(printed, number) => {
                out.mark("<a");
                out.attribute("id", self.marked.insert(number).then(|| format!("r-{number}")));
                let label = say!(page.language, deliberation.note_label, mark = number.to_string());
                html!(out, " href=\"#n-" {number} "\" class=\"link\" aria-label=\"" {label} "\">" {printed} "</a>");
            }
            Segment::Citation(printed, number) if self.cited.get(&number) == Some(&true) => {
                html!(out, "<a href=\"" {address::deliberation(number)} "\" class=\"link\">" {printed} "</a>");
            }
            Segment::Citation(printed, _) => {
                html!(out, {printed} "<small class=\"aside\"");
                out.attribute("lang", page.own_language());
                html!(out, "> [" {say!(page.language, deliberation.not_in_register)} "]</small>");
            }
        }
    }

    /// Footnotes: where their mark stands, with the way back to it, or under a heading of their own.
    fn notes(&mut self, notes: &[&Footnote], heading: Option<&'static str>) {
        let page = self.page;
        let label = heading.unwrap_or(say!(page.language, deliberation.notes));
        html!(self.out, "<ul class=\"notes\" aria-label=\"" {label} "\">");
        for note in notes {
            html!(self.out, "<li id=\"n-" {&note.mark} "\" class=\"target\"><b>" {&note.mark});
            if let Some(part) = note.at.as_deref().and_then(|at| part(page, at)).filter(|_| heading.is_some()) {
                html!(self.out, " (" {part} ")");
            }
            self.out.mark(". </b>");
            self.words(&note.text, NO_MARKS);
            if heading.is_none() {
                let back = say!(page.language, deliberation.note_back, mark = note.mark.clone());
                html!(self.out, " <a class=\"link\" href=\"#r-" {&note.mark} "\" aria-label=\"" {back} "\">↩</a>");
            }
            self.out.mark("</li>");
        }
        self.out.mark("</ul>");
    }

    /// What follows the points.
    fn tail(&mut self) {
        let (language, text) = (self.page.language, self.text);
        if let Some(operative) = &text.operative {
            self.heading("operative", say!(language, deliberation.operative));
            self.paragraphs(operative, "operative");
        }
        if let Some(name) = &text.signed_by {
            html!(self.out, "<p class=\"signed\">" {name} "</p>");
        }
        if let Some(annex) = &text.annex {
            self.heading("annex", say!(language, deliberation.annex));
            self.paragraphs(annex, "annex");
        }
        if !self.loose.is_empty() {
            let words = say!(language, deliberation.notes);
            self.heading("notes", words);
            self.notes(&self.loose.clone(), Some(words));
        }
    }

    /// A heading of the page, not of the text.
    fn heading(&mut self, id: &str, words: &str) {
        html!(self.out, "<h3 id=\"" {id} "\"");
        self.out.attribute("lang", self.page.own_language());
        html!(self.out, ">" {words} "</h3>");
    }
}

/// A heading as it is printed.
pub(super) fn heading(section: &Section) -> String {
    format!("{} {}", section.label, section.title).trim().to_owned()
}

pub(super) fn section_place(at: usize) -> String {
    format!("s-{at}")
}
