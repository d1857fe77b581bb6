//! The answer to a consultation: what may be seen, what is withheld and why, or why nothing may be seen. It is large, so
//! that it is written into one string (`components::html`) rather than made as a tree of views.

use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::proof::texts_unknown;
use crate::components::tabs::{Tab, tabs};
use crate::error::PageError;
use crate::pages::consultation::view::{AnswerOutcome, AnswerPage, GrantedAnswer, load_answer};
use crate::session::AnswerLayout;

mod actions;
mod course;
mod declaration;
mod general;
mod marks;
mod payments;
mod plot;
mod quarters;
mod records;
mod refusal;
mod rows;
mod scope;
mod summary;
mod terms;
mod timeline;
mod timeline_table;
mod values;
mod versions;
mod withheld;

use terms::Terms;
pub(crate) use versions::page as versions_page;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let page = load_answer(address.part("id").to_owned()).await?;
    let asked = AnswerLayout::from_word(address.asked(AnswerLayout::FIELD));
    let layout = asked.or_else(use_context::<AnswerLayout>).unwrap_or_default();
    Ok(view_of(&page, use_language(), layout))
}

fn view_of(page: &AnswerPage, language: Language, layout: AnswerLayout) -> AnyView {
    let terms = Terms { language, page };
    let mut out = Html::default();
    summary::running_head(&mut out, &terms);
    out.mark("<div class=\"sheets-body\"><div class=\"answer\">");
    summary::write(&mut out, &terms);
    out.view(texts_unknown(language, page.text_unknown.as_slice()));
    let title = match &page.outcome {
        AnswerOutcome::Granted(granted) => granted_body(&mut out, granted, &terms, layout),
        AnswerOutcome::Refused { reason, source, replaced_by, suspension } => {
            refusal::write(&mut out, *reason, source.as_ref(), replaced_by.as_deref(), suspension.as_deref(), &terms);
            say!(language, answer.title_refused)
        }
    };
    out.mark("</div></div>");
    // The title names what became of the consultation and never the person; nothing of a person is handed to a service
    // that translates pages.
    view! {
        <Page title>
            <div class="sheets" translate="no" inner_html=out.into_string()></div>
        </Page>
    }
    .into_any()
}

/// Writes what is granted; returns the title.
fn granted_body(out: &mut Html, granted: &GrantedAnswer, terms: &Terms, layout: AnswerLayout) -> &'static str {
    let (language, page) = (terms.language, terms.page);
    scope::write(out, granted, terms);
    let count = granted.records.len();
    if count == 0 && !granted.held {
        records::write_not_held(out, terms);
    } else if count == 0 && granted.declared {
        general::write_none(out, granted, terms);
    } else if count == 0 {
        records::write_none(out, terms);
    } else if granted.declared {
        declaration::write(out, granted, terms);
        out.mark(
            "<section class=\"section\" aria-labelledby=\"attestations\"><h2 id=\"attestations\" class=\"heading\">",
        );
        html!(out, {say!(language, answer.records)} "</h2>");
        general::write(out, granted, terms);
        out.mark("</section>");
    } else {
        if let Some(quarters) = page.asked.span.quarters() {
            timeline::write(out, language, &granted.timeline, quarters, page.today);
        }
        out.mark(
            "<section class=\"section\" aria-labelledby=\"attestations\"><h2 id=\"attestations\" class=\"heading\">",
        );
        html!(out, {say!(language, answer.attestations)} " (" {count} ")</h2>");
        let layout = if count > 1 { layout } else { AnswerLayout::Attestations };
        if count > 1 {
            out.view(layouts(language, &page.id, layout));
        }
        match layout {
            AnswerLayout::Attestations => records::write(out, granted, terms),
            AnswerLayout::Quarters => quarters::write(out, granted, terms),
        }
        out.mark("</section>");
    }
    withheld::write(out, granted, terms);
    match (count, granted.declared) {
        (0, true) => say!(language, answer.title_empty_records),
        (0, false) => say!(language, answer.title_empty),
        _ => say!(language, answer.title_granted),
    }
}

/// The two ways to see the attestations.
fn layouts(language: Language, id: &str, shown: AnswerLayout) -> AnyView {
    let tab = |layout: AnswerLayout, words: &str| Tab {
        words: words.to_owned(),
        address: format!("/consultations/{id}?{}={}#attestations", AnswerLayout::FIELD, layout.as_str()),
        current: layout == shown,
    };
    let each = vec![
        tab(AnswerLayout::Attestations, say!(language, answer.view_attestations)),
        tab(AnswerLayout::Quarters, say!(language, answer.view_quarters)),
    ];
    tabs(say!(language, answer.view_label), each)
}

#[cfg(test)]
mod tests;
