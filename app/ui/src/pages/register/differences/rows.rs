//! The rows: one for each part to which something happened, with a mark to jump to.

use delibero_domain::deliberation::differences::{
    Block, Differences, FootnoteSide, Kind, Place, PointSide, Row, Run, SectionRow, SectionSide, blocks,
};
use delibero_words::say;

use super::labels::{counted, sign, signs, version_name};
use super::runs::{self, own};
use super::{DifferencesPage, address};
use crate::components::change_sign::ChangeSign;
use crate::components::html::{Html, html};
use crate::pages::register::deliberation::address::Ways;

/// Where a row is, what became of it, and what it is called.
pub(super) struct Jump {
    pub id: String,
    pub sign: ChangeSign,
    pub name: String,
}

/// Writes the rows, and gathers the jumps to them.
pub(super) struct Writer<'d> {
    page: &'d DifferencesPage,
    differences: &'d Differences,
    ways: [Ways; 2],
    jumps: Vec<Jump>,
    out: Html,
}

/// What stands above the words of a row.
struct Head {
    /// In the list of jumps.
    name: String,
    /// As printed.
    label: String,
    signs: (ChangeSign, Option<ChangeSign>),
    was: Option<String>,
}

impl Head {
    /// `was`: what it was called, which is said where it stands elsewhere.
    fn of<S>(page: &DifferencesPage, row: &Row<S>, name: String, label: &str, was: Option<String>) -> Self {
        let was = was.filter(|_| row.place != Place::Kept);
        Self { name, label: label.to_owned(), signs: signs(page, row), was }
    }
}

impl<'d> Writer<'d> {
    pub fn new(page: &'d DifferencesPage, differences: &'d Differences) -> Self {
        let ways = address::both(&page.query, &page.view, differences);
        Self { page, differences, ways, jumps: Vec::new(), out: Html::default() }
    }

    /// The jumps and the rows, in the order of the text.
    pub fn whole(mut self) -> (Vec<Jump>, Html) {
        let (language, all) = (self.page.language, self.differences);
        self.part(say!(language, differences.part_title), &all.title);
        let blocks = blocks(all);
        if !self.jumps.is_empty() && matches!(blocks.first(), Some(Block::Same(_) | Block::Point(_))) {
            self.own_heading(say!(language, differences.part_points));
        }
        for block in blocks {
            match block {
                Block::Same(points) => self.same(&points),
                Block::Under(section) => self.section_heading(section),
                Block::Section(section) => self.section(section),
                Block::Point(point) => self.point(point),
            }
        }
        self.part(say!(language, differences.part_operative), &all.operative);
        self.part(say!(language, differences.part_signed), &all.signed_by);
        self.part(say!(language, differences.part_annex), &all.annex);
        self.footnotes();
        (self.jumps, self.out)
    }

    /// A part that stands once in a text, where it differs.
    fn part(&mut self, name: &'static str, runs: &[Run]) {
        let kind = match (runs.iter().any(Run::is_old), runs.iter().any(Run::is_new)) {
            _ if runs.iter().all(Run::is_same) => return,
            (false, _) => Kind::Inserted,
            (_, false) => Kind::Removed,
            _ => Kind::Changed,
        };
        self.own_heading(name);
        let signs = (sign(self.page, kind), None);
        self.begin(Head { name: name.to_owned(), label: String::new(), signs, was: None }, None);
        self.end(&[(runs, kind)]);
    }

    /// A row up to its words, and the way to it.
    fn begin(&mut self, head: Head, point: Option<&Row<PointSide>>) {
        let (page, lang) = (self.page, self.page.own_language());
        let Head { name, label, signs: (sign, place), was } = head;
        let id = format!("c-{}", self.jumps.len() + 1);
        html!(self.out, "<div class=\"change\" id=\"" {&id} "\"><p class=\"point-label\"><b>" {label} "</b> ");
        self.jumps.push(Jump { id, sign, name });
        sign.write(&mut self.out, lang);
        if let Some(place) = place {
            self.out.mark(", ");
            place.write(&mut self.out, lang);
        }
        if let Some(was) = was {
            own(&mut self.out, page, " <span class=\"quiet\"");
            html!(self.out, "(" {was} ")</span>");
        }
        if let Some(point) = point {
            self.links(point);
        }
        self.out.mark("</p>");
    }

    /// The words of a row; of none that changed, that says it.
    fn end(&mut self, words: &[(&[Run], Kind)]) {
        for (runs, kind) in words {
            if *kind == Kind::Unchanged {
                own(&mut self.out, self.page, "<p class=\"hint\"");
                html!(self.out, {say!(self.page.language, differences.unchanged)} "</p>");
            } else {
                runs::write(&mut self.out, self.page, runs, *kind);
            }
        }
        self.out.mark("</div>");
    }

    /// Points to which nothing happened: their labels, folded.
    fn same(&mut self, points: &[&Row<PointSide>]) {
        own(&mut self.out, self.page, "<details class=\"same\"");
        html!(self.out, "<summary>" {counted!(self.page, points.len(), same_one, same_many)} "</summary><ol>");
        for side in points.iter().filter_map(|row| row.new.as_ref()) {
            let (label, name) = (side.label.normal(), self.permalink(side, self.page.view.to));
            html!(self.out, "<li><a class=\"link\" href=\"" {self.ways[1].point(&label)} "\" aria-label=\"" {name} "\">"
                {label} "</a></li>");
        }
        self.out.mark("</ol></details>");
    }

    fn permalink(&self, side: &PointSide, place: u16) -> String {
        let version = version_name(self.page, place);
        say!(self.page.language, differences.permalink, label = side.label.normal(), version = version)
    }

    /// A heading of the page, not of the text.
    fn own_heading(&mut self, words: &str) {
        own(&mut self.out, self.page, "<h3");
        html!(self.out, {words} "</h3>");
    }

    fn section_heading(&mut self, section: &SectionRow) {
        let row = &section.heading;
        let label = row.new.as_ref().or(row.old.as_ref()).map_or("", |side| side.label.as_str());
        html!(self.out, "<h3>" {format!("{label} {}", title(row)).trim()} "</h3>");
    }

    fn section(&mut self, section: &SectionRow) {
        let (page, row) = (self.page, &section.heading);
        let label = |side: &Option<SectionSide>| Some(side.as_ref()?.label.clone()).filter(|label| !label.is_empty());
        let name = label(if row.new.is_some() { &row.new } else { &row.old });
        let name = name.map_or_else(|| title(row), |label| say!(page.language, differences.section, label = label));
        let was = label(&row.old).map(|label| say!(page.language, differences.was_section, label = label));
        self.section_heading(section);
        self.begin(Head::of(page, row, name, "", was), None);
        let words = [row.runs.as_slice(), section.text.as_slice()];
        let changed = words.into_iter().filter(|runs| !runs.iter().all(Run::is_same));
        self.end(&changed.map(|runs| (runs, row.kind)).collect::<Vec<_>>());
    }

    fn point(&mut self, row: &Row<PointSide>) {
        let Some(side) = row.new.as_ref().or(row.old.as_ref()) else { return };
        let (language, label) = (self.page.language, side.label.normal());
        let was = row.old.as_ref().map(|old| old.label.normal()).filter(|old| row.new.is_some() && *old != label);
        let was = was.map(|old| say!(language, differences.was_point, label = old));
        let name = say!(language, differences.point, label = label);
        self.begin(Head::of(self.page, row, name, side.label.printed(), was), Some(row));
        self.end(&[(&row.runs, row.kind)]);
    }

    /// The permalinks of a point in the versions that have it.
    fn links(&mut self, row: &Row<PointSide>) {
        let (language, view) = (self.page.language, &self.page.view);
        let [old, new] = &self.ways;
        let before = row.old.as_ref().map(|side| (side, old, say!(language, differences.before), view.from));
        let after = row.new.as_ref().map(|side| (side, new, say!(language, differences.after), view.to));
        own(&mut self.out, self.page, "<span class=\"permalinks\"");
        for (side, ways, words, place) in before.into_iter().chain(after) {
            let name = self.permalink(side, place);
            html!(self.out, "<a class=\"link\" href=\"" {ways.point(&side.label.normal())} "\">" {words}
                "<span class=\"sr-only\">. " {name} "</span></a>");
        }
        self.out.mark("</span>");
    }

    fn footnotes(&mut self) {
        let notes = &self.differences.footnotes;
        let untouched = notes.iter().filter(|row| row.is_untouched()).count();
        if untouched == notes.len() {
            return;
        }
        self.own_heading(say!(self.page.language, differences.part_notes));
        notes.iter().filter(|row| !row.is_untouched()).for_each(|row| self.footnote(row));
        if untouched > 0 {
            own(&mut self.out, self.page, "<p class=\"hint\"");
            html!(self.out, {counted!(self.page, untouched, same_notes_one, same_notes_many)} "</p>");
        }
    }

    fn footnote(&mut self, row: &Row<FootnoteSide>) {
        let Some(side) = row.new.as_ref().or(row.old.as_ref()) else { return };
        let (language, mark) = (self.page.language, side.mark.clone());
        let was = row.old.as_ref().filter(|old| old.mark != mark);
        let was = was.map(|old| say!(language, differences.was_note, mark = old.mark.clone()));
        let name = say!(language, differences.note, mark = mark);
        self.begin(Head::of(self.page, row, name, &mark, was), None);
        self.end(&[(&row.runs, row.kind)]);
    }
}

/// The title of a section: the new one, or the old one of a section that is gone.
fn title<S>(row: &Row<S>) -> String {
    let is_shown = |run: &&Run| if row.new.is_some() { run.is_new() } else { run.is_old() };
    row.runs.iter().filter(is_shown).map(Run::text).collect()
}
