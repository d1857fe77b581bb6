//! The grid of an authorisation: elements by modules, with four marks.

use std::collections::BTreeMap;

use delibero_domain::text::Language;
use delibero_usecases::catalogue::editing::{Described, Mark, marks};
use delibero_words::say;
use leptos::prelude::*;

use super::view::DocumentView;

/// The grid, or what to do before there can be one.
pub(super) fn grid(view: &DocumentView, language: Language) -> AnyView {
    let heading = say!(language, documents.grid_heading);
    let Some(service) = view.catalogue.service(view.values.get("authorisation.service")) else {
        return view! {
            <section class="panel" aria-labelledby="grid-heading">
                <h2 id="grid-heading" class="heading">{heading}</h2>
                <p class="hint">{say!(language, documents.grid_later)}</p>
            </section>
        }
        .into_any();
    };
    let described: Described<'_> =
        view.described.iter().map(|(block, of)| (block.as_str(), of.iter().map(String::as_str).collect())).collect();
    let modules: Vec<&str> = service.modules.iter().map(|module| module.id.as_str()).collect();
    let elements: Vec<&str> = service.elements.iter().map(|element| element.id.as_str()).collect();
    let marks = marks(&view.values, &described, &modules, &elements);
    let heads = service.modules.iter().map(|module| {
        view! { <th scope="col">{module.label.get(language).to_owned()}</th> }
    });
    let mut rows: BTreeMap<usize, Vec<AnyView>> = BTreeMap::new();
    for (place, element) in service.elements.iter().enumerate() {
        let label = element.label.get(language).to_owned();
        let cells = modules.iter().zip(&marks).zip(&service.modules).map(|((module, marks), named)| {
            let words = format!("{label}, {}", named.label.get(language));
            cell(language, &format!("grid.{module}.{}", element.id), marks[place], words)
        });
        rows.entry(element.block)
            .or_default()
            .push(view! { <tr><th scope="row">{label.clone()}</th>{cells.collect_view()}</tr> }.into_any());
    }
    let blocks = service.blocks.iter().enumerate().map(|(at, block)| {
        let rows = rows.remove(&at).unwrap_or_default();
        let pattern = format!("{}.*", block.id);
        let label = block.label.get(language).to_owned();
        let whole = modules.iter().zip(&service.modules).map(|(module, named)| {
            let name = format!("grid.{module}.{pattern}");
            let mark = whole_block(view, &described, module, &pattern);
            block_cell(language, &name, mark, format!("{label}, {}", named.label.get(language)))
        });
        let whole = whole.collect_view();
        view! {
            <tbody>
                <tr class="grid-block"><th scope="rowgroup">{label}</th>{whole}</tr>
                {rows.collect_view()}
            </tbody>
        }
    });
    view! {
        <section class="panel" aria-labelledby="grid-heading">
            <h2 id="grid-heading" class="heading">{heading}</h2>
            <p class="hint">{say!(language, documents.grid_hint)}</p>
            <div class="grid-scroll" tabindex="0" role="group" aria-labelledby="grid-heading">
                <table class="marks-grid">
                    <thead><tr><th scope="col">{say!(language, documents.grid_element)}</th>{heads.collect_view()}</tr></thead>
                    {blocks.collect_view()}
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn whole_block(view: &DocumentView, described: &Described<'_>, module: &str, pattern: &str) -> Mark {
    marks(&view.values, described, &[module], &[pattern])[0][0]
}

/// Whether a module has the block as the deliberation describes it.
fn block_cell(language: Language, name: &str, chosen: Mark, words: String) -> AnyView {
    let whole = say!(language, documents.all_of_block);
    let options = [(Mark::None, say!(language, documents.mark_none)), (Mark::Granted, whole)];
    let options = options.map(|(mark, words)| {
        view! { <option value=mark.word() selected=mark == chosen>{words}</option> }
    });
    view! {
        <td class=format!("mark-{}", chosen.word())>
            <select class="field" name=name.to_owned() aria-label=format!("{words}{}{whole}", say!(language, kit.colon))>{options.into_iter().collect_view()}</select>
        </td>
    }
    .into_any()
}

fn cell(language: Language, name: &str, chosen: Mark, words: String) -> AnyView {
    let option = |mark: Mark| {
        let shown = match mark {
            Mark::None => say!(language, documents.mark_none),
            Mark::Granted => say!(language, documents.mark_granted),
            Mark::Reduced => say!(language, documents.mark_reduced),
            Mark::Excluded => say!(language, documents.mark_excluded),
        };
        let spoken = (mark == Mark::None).then(|| say!(language, documents.mark_none_words));
        view! { <option value=mark.word() selected=mark == chosen aria-label=spoken>{shown}</option> }
    };
    let options = Mark::ALL.into_iter().map(option).collect_view();
    view! {
        <td class=format!("mark-{}", chosen.word())>
            <select class="field" name=name.to_owned() aria-label=words>{options}</select>
        </td>
    }
    .into_any()
}
