//! The facts: what stands around the text.

use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::DeliberationPage;
use super::labels::{version, version_name};

pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let view = &page.view;
    let quoted = page.text_language().or_else(|| page.other(view.title.language));
    let words = |text: &str| view! { <span lang=quoted>{text.to_owned()}</span> }.into_any();
    let person = |name: &str| view! { <span translate="no">{words(name)}</span> }.into_any();
    let all = |texts: &[String]| match texts {
        [] => None,
        [one] => Some(words(one)),
        several => Some(list(several, quoted)),
    };
    let committee = view.committee.get(page.language).to_owned();
    let committee = (!committee.is_empty()).then(|| committee.into_any());
    let date = long_date(view.date, page.language);
    let date = view! { <time datetime=view.date.to_string()>{date}</time> }.into_any();
    let grounds = (!view.grounds.is_empty()).then(|| {
        let count = view.grounds.len().to_string();
        let summary = if view.grounds.len() == 1 {
            say!(page.language, deliberation.grounds_one).to_owned()
        } else {
            say!(page.language, deliberation.grounds_many, count = count)
        };
        view! {
            <details class="group">
                <summary class="inline-flex min-h-6 cursor-pointer items-center text-accent underline underline-offset-2">
                    {summary}
                </summary>
                {list(&view.grounds, quoted)}
            </details>
        }
        .into_any()
    });
    let subject = view.catalogued.as_ref().map(|found| {
        let subject = found.subject.get(page.language).to_owned();
        let follows = say!(page.language, deliberation.catalogue_follows, document = found.document.clone());
        view! {
            {subject}
            <span class="block text-muted">{follows}</span>
        }
        .into_any()
    });
    let facts = [
        (say!(page.language, deliberation.number), Some(view.number.to_string().into_any())),
        (say!(page.language, deliberation.document), document(page)),
        (say!(page.language, deliberation.committee), committee),
        (say!(page.language, deliberation.date), Some(date)),
        (say!(page.language, deliberation.rapporteur), view.rapporteur.as_deref().map(person)),
        (say!(page.language, deliberation.requesters), all(&view.requesters)),
        (say!(page.language, deliberation.sources), all(&view.sources)),
        (say!(page.language, deliberation.subject), subject),
        (say!(page.language, deliberation.grounds), grounds),
    ];
    let rows = facts.into_iter().filter_map(|(label, content)| Some(row(label, content?)));
    view! {
        <section aria-labelledby="facts">
            <h2 id="facts" class="part-heading">{say!(page.language, deliberation.facts)}</h2>
            <dl class="facts-list">{rows.collect_view()}</dl>
        </section>
    }
    .into_any()
}

fn row(label: &'static str, content: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{content}</dd>
        </div>
    }
    .into_any()
}

fn list(texts: &[String], lang: Option<&'static str>) -> AnyView {
    let items = texts.iter().cloned().map(|text| view! { <li class="mb-1">{text}</li> });
    view! { <ul class="list-disc pl-5" lang=lang>{items.collect_view()}</ul> }.into_any()
}

/// The document of the version whose text is shown, or of the one that counts.
fn document(page: &DeliberationPage) -> Option<AnyView> {
    let place = page.view.shown.map(|(place, _)| place).or(page.view.counting)?;
    let document = version(page, place)?.document.as_ref()?.to_string();
    let name = version_name(page, place);
    Some(
        view! {
            {document}
            <small>{name}</small>
        }
        .into_any(),
    )
}
