//! The rows: one for each part to which something happened, with a mark to jump to.

use delibero_domain::deliberation::differences::{
    Differences, FootnoteSide, Kind, Place, PointSide, Row, Run, SectionRow,
};
use delibero_words::say;
use leptos::prelude::*;

use super::address::VersionWays;
use super::blocks::{Block, blocks};
use super::labels::{Mark, counted, mark, place_mark, version_name};
use super::{DifferencesPage, runs};

/// Where a row is, what became of it, and what it is called.
pub(super) struct Jump {
    pub id: String,
    pub mark: Mark,
    pub name: String,
}

/// Writes the rows, and gathers the jumps to them.
pub(super) struct Writer<'d> {
    page: &'d DifferencesPage,
    differences: &'d Differences,
    ways: Option<[VersionWays; 2]>,
    jumps: Vec<Jump>,
}

/// What stands above the words of a row.
struct Head {
    mark: Mark,
    /// That it stands elsewhere as well.
    place: Option<Mark>,
    was: Option<String>,
    links: Option<AnyView>,
}

impl<'d> Writer<'d> {
    pub fn new(page: &'d DifferencesPage, differences: &'d Differences) -> Self {
        let ways = VersionWays::both(&page.query, &page.view, differences);
        Self { page, differences, ways, jumps: Vec::new() }
    }

    /// The jumps and the rows, in the order of the text.
    pub fn whole(mut self) -> (Vec<Jump>, Vec<AnyView>) {
        let (page, all) = (self.page, self.differences);
        let mut rows = Vec::new();
        rows.extend(self.part(say!(page.language, differences.part_title), &all.title));
        let blocks = blocks(all);
        if !rows.is_empty() && matches!(blocks.first(), Some(Block::Same(_) | Block::Point(_))) {
            rows.push(
                view! { <h3 lang=page.own_language()>{say!(page.language, differences.part_points)}</h3> }.into_any(),
            );
        }
        for block in blocks {
            rows.push(match block {
                Block::Same(points) => self.same(&points),
                Block::Under(section) => self.heading(section, None),
                Block::Section(section) => self.section(section),
                Block::Point(point) => self.point(point),
            });
        }
        rows.extend(self.part(say!(page.language, differences.part_operative), &all.operative));
        rows.extend(self.part(say!(page.language, differences.part_signed), &all.signed_by));
        rows.extend(self.part(say!(page.language, differences.part_annex), &all.annex));
        rows.extend(self.footnotes());
        (self.jumps, rows)
    }

    /// Keeps the way to a row, and says where it is.
    fn jump(&mut self, mark: Mark, name: String) -> String {
        let id = format!("c-{}", self.jumps.len() + 1);
        self.jumps.push(Jump { id: id.clone(), mark, name });
        id
    }

    /// A part that stands once in a text, where it differs.
    fn part(&mut self, name: &'static str, runs: &[Run]) -> Option<AnyView> {
        let page = self.page;
        if runs.iter().all(Run::is_same) {
            return None;
        }
        let (has_old, has_new) = (runs.iter().any(Run::is_old), runs.iter().any(Run::is_new));
        let (kind, mark) = match (has_old, has_new) {
            (false, _) => (Kind::Inserted, ("+", say!(page.language, differences.inserted_one), "text-granted")),
            (_, false) => (Kind::Removed, ("−", say!(page.language, differences.removed_one), "text-refused")),
            _ => (Kind::Changed, ("≠", say!(page.language, differences.changed_one), "text-warning")),
        };
        let id = self.jump(mark, name.to_owned());
        let words = runs::view(page, runs, kind);
        Some(
            view! {
                <h3 lang=page.own_language()>{name}</h3>
                <div class="change" id=id>
                    <p class="point-label">{told(page, mark)}</p>
                    {words}
                </div>
            }
            .into_any(),
        )
    }

    fn head<S>(&self, row: &Row<S>, was: Option<String>) -> Head {
        let mark = mark(self.page, row);
        let place = if row.kind == Kind::Unchanged { None } else { place_mark(self.page, row.place) };
        Head { mark, place, was: was.filter(|_| row.place != Place::Kept), links: None }
    }

    fn change(&mut self, name: String, label: String, head: Head, words: AnyView) -> AnyView {
        let page = self.page;
        let lang = page.own_language();
        let id = self.jump(head.mark, name);
        let was = head.was.map(|words| view! { <span class="status quiet" lang=lang>" (" {words} ")"</span> });
        view! {
            <div class="change" id=id>
                <p class="point-label">
                    <b>{label}</b>
                    " "
                    {told(page, head.mark)}
                    {head.place.map(|mark| (", ", told(page, mark)))}
                    {was}
                    {head.links}
                </p>
                {words}
            </div>
        }
        .into_any()
    }

    /// Points to which nothing happened: their labels, folded.
    fn same(&self, points: &[&Row<PointSide>]) -> AnyView {
        let page = self.page;
        let words = counted!(page, points.len(), same_one, same_many);
        let links = points.iter().filter_map(|row| row.new.as_ref()).map(|side| {
            let to = self.ways.as_ref().map(|[_, new]| new.point(&side.label));
            let name = say!(
                page.language,
                differences.permalink,
                label = side.label.normal(),
                version = version_name(page, page.view.to)
            );
            view! { <li><a class="link" href=to aria-label=name>{side.label.normal()}</a></li> }
        });
        let links: Vec<_> = links.collect();
        view! {
            <details class="same" lang=page.own_language()>
                <summary>{words}</summary>
                <ol>{links}</ol>
            </details>
        }
        .into_any()
    }

    fn heading(&self, section: &SectionRow, mark: Option<Mark>) -> AnyView {
        let row = &section.heading;
        let label = row.new.as_ref().or(row.old.as_ref()).map(|side| side.label.clone()).unwrap_or_default();
        let mark = mark.map(|mark| (" ", told(self.page, mark)));
        view! { <h3>{format!("{label} {}", title(row)).trim().to_owned()} {mark}</h3> }.into_any()
    }

    fn section(&mut self, section: &SectionRow) -> AnyView {
        let (page, row) = (self.page, &section.heading);
        let side = row.new.as_ref().or(row.old.as_ref());
        let label = side.map(|side| side.label.clone()).filter(|label| !label.is_empty());
        let name = label.map_or_else(|| title(row), |label| say!(page.language, differences.section, label = label));
        let was = row.old.as_ref().map(|old| old.label.clone()).filter(|old| !old.is_empty());
        let head = self.head(row, was.map(|label| say!(page.language, differences.was_section, label = label)));
        let renamed = (!row.runs.iter().all(Run::is_same)).then(|| runs::view(page, &row.runs, row.kind));
        let text = (!section.text.iter().all(Run::is_same)).then(|| runs::view(page, &section.text, row.kind));
        let heading = self.heading(section, None);
        let change = self.change(name, String::new(), head, (renamed, text).into_any());
        (heading, change).into_any()
    }

    fn point(&mut self, row: &Row<PointSide>) -> AnyView {
        let page = self.page;
        let Some(side) = row.new.as_ref().or(row.old.as_ref()) else { return ().into_any() };
        let was = row.old.as_ref().zip(row.new.as_ref()).map(|(old, new)| (old.label.normal(), new.label.normal()));
        let was =
            was.filter(|(old, new)| old != new).map(|(old, _)| say!(page.language, differences.was_point, label = old));
        let head = Head { links: Some(self.links(row)), ..self.head(row, was) };
        let words = if row.kind == Kind::Unchanged { self.unchanged() } else { runs::view(page, &row.runs, row.kind) };
        self.change(
            say!(page.language, differences.point, label = side.label.normal()),
            side.label.printed().to_owned(),
            head,
            words,
        )
    }

    fn unchanged(&self) -> AnyView {
        let lang = self.page.own_language();
        view! { <p class="text-sm text-muted" lang=lang>{say!(self.page.language, differences.unchanged)}</p> }
            .into_any()
    }

    /// The permalinks of a point in the versions that have it.
    fn links(&self, row: &Row<PointSide>) -> AnyView {
        let page = self.page;
        let view = &page.view;
        let link = |ways: &VersionWays, side: &PointSide, words: &'static str, place: u16| {
            let name = say!(
                page.language,
                differences.permalink,
                label = side.label.normal(),
                version = version_name(page, place)
            );
            view! {
                <a class="link" href=ways.point(&side.label)>
                    {words}
                    <span class="sr-only">". " {name}</span>
                </a>
            }
        };
        let Some([old, new]) = &self.ways else { return ().into_any() };
        let before = row.old.as_ref().map(|side| link(old, side, say!(page.language, differences.before), view.from));
        let after = row.new.as_ref().map(|side| link(new, side, say!(page.language, differences.after), view.to));
        view! { <span class="permalinks" lang=page.own_language()>{before} {after}</span> }.into_any()
    }

    fn footnotes(&mut self) -> Vec<AnyView> {
        let (page, notes) = (self.page, &self.differences.footnotes);
        let untouched = notes.iter().filter(|row| row.is_untouched()).count();
        if untouched == notes.len() {
            return Vec::new();
        }
        let mut rows =
            vec![view! { <h3 lang=page.own_language()>{say!(page.language, differences.part_notes)}</h3> }.into_any()];
        rows.extend(notes.iter().filter(|row| !row.is_untouched()).map(|row| self.footnote(row)));
        if untouched > 0 {
            let words = counted!(page, untouched, same_notes_one, same_notes_many);
            rows.push(view! { <p class="text-sm text-muted" lang=page.own_language()>{words}</p> }.into_any());
        }
        rows
    }

    fn footnote(&mut self, row: &Row<FootnoteSide>) -> AnyView {
        let page = self.page;
        let Some(side) = row.new.as_ref().or(row.old.as_ref()) else { return ().into_any() };
        let was = row.old.as_ref().filter(|old| old.mark != side.mark);
        let head = self.head(row, was.map(|old| say!(page.language, differences.was_note, mark = old.mark.clone())));
        let words = if row.kind == Kind::Unchanged { self.unchanged() } else { runs::view(page, &row.runs, row.kind) };
        self.change(say!(page.language, differences.note, mark = side.mark.clone()), side.mark.clone(), head, words)
    }
}

/// What became of a part, as a sign and in words.
fn told(page: &DifferencesPage, (sign, words, colour): Mark) -> AnyView {
    view! {
        <span class=format!("status {colour}") lang=page.own_language()>
            <span aria-hidden="true">{sign}</span>
            " "
            {words}
        </span>
    }
    .into_any()
}

/// The title of a section: the new one, or the old one of a section that is gone.
fn title<S>(row: &Row<S>) -> String {
    let new = row.new.is_some();
    row.runs.iter().filter(|run| if new { run.is_new() } else { run.is_old() }).map(Run::text).collect()
}
