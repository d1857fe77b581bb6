//! What stands above the matrix: the day, what is active, how much is shown, the same as a file.

use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::{MatrixPage, MatrixQuery};
use crate::components::banner::{Banner, Tone};
use crate::components::chips::{Chip, chips as active};
use crate::components::leads::Leads;
use crate::components::toolbar::Toolbar;
use crate::filters::Filters as _;

/// That the day shown is not today.
pub(super) fn not_today(page: &MatrixPage) -> Option<AnyView> {
    let (language, view) = (page.language, &page.view);
    let words =
        say!(language, matrix.not_today, day = long_date(view.on, language), today = long_date(view.today, language));
    let to_today = page.query.with("on", "").address();
    (view.on != view.today).then(|| {
        Banner::new(Tone::Warning).id("not-today").view(view! {
            <p class="font-semibold">{words}</p>
            <p class="print:hidden"><a class="link" href=to_today>{say!(language, matrix.today_link)}</a></p>
        })
    })
}

pub(super) fn chips(page: &MatrixPage) -> Option<AnyView> {
    let (language, view, query) = (page.language, &page.view, page.kept());
    let chip = |label, value: String, to: MatrixQuery| Chip { label, value, without: Leads::To(to.address()) };
    let module = view.modules.iter().find(|(id, _)| *id == view.module);
    let module = module
        .map(|(_, label)| chip(say!(language, matrix.module), page.say(label).to_owned(), query.with("module", "")));
    let members = (!query.members.is_empty() && view.comparison.is_none())
        .then(|| chip(say!(language, matrix.members_short), members_words(page), query.with("members", "")));
    let comparison = view.comparison.is_some().then(|| {
        let names: Vec<_> = view.rows.iter().map(|row| row.recipient.full(language)).collect();
        let to = query.with("left", "").with("right", "").with("differences", "");
        chip(say!(language, matrix.comparison), names.join(", "), to)
    });
    active([module, members, comparison].into_iter().flatten().collect(), None)
}

fn members_words(page: &MatrixPage) -> String {
    let of = page.view.choices.iter().find(|named| named.id == page.query.members);
    of.map_or_else(|| say!(page.language, matrix.members_all).to_owned(), |named| named.full(page.language))
}

/// How much is shown, who has nothing, and the same as a file.
pub(super) fn toolbar(page: &MatrixPage) -> AnyView {
    let (language, view) = (page.language, &page.view);
    let rows = view.rows.len();
    let with_members = view.rows.iter().any(|row| row.recipient.member_of.is_some());
    let rows = match rows {
        1 => say!(language, matrix.rows_one).to_owned(),
        _ if with_members => say!(language, matrix.rows_with_members, count = rows.to_string()),
        _ => say!(language, matrix.rows_many, count = rows.to_string()),
    };
    let columns = say!(language, matrix.columns, count = view.columns().count().to_string());
    let left_out = match view.left_out {
        0 => None,
        1 => Some(say!(language, matrix.left_out_one).to_owned()),
        many => Some(say!(language, matrix.left_out, count = many.to_string())),
    };
    let without: Vec<_> = view.without.iter().map(|label| page.say(label)).collect();
    let without = (!without.is_empty()).then(|| format!("{} {}.", say!(language, matrix.without), without.join(", ")));
    let counts = [Some(format!("{rows} × {columns}")), left_out, without].into_iter().flatten();
    let file = |extension: &'static str| Leads::File(page.kept().with("cell", "").file(extension));
    view! {
        <p class="only-print">{on_paper(page)}</p>
        {Toolbar::new(counts).files(file).view()}
    }
    .into_any()
}

/// What the form says, which is not printed.
fn on_paper(page: &MatrixPage) -> String {
    let service = page.view.services.iter().find(|(id, _)| *id == page.view.service);
    let service = service.map_or("", |(_, label)| page.say(label));
    format!("{service} – {} {}", say!(page.language, matrix.on), long_date(page.view.on, page.language))
}
