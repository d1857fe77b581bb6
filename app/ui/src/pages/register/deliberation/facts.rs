//! The facts: what stands around the text.

use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::Shown;
use super::words::{version, version_name};

/// The facts.
pub(super) fn view(shown: &Shown) -> AnyView {
    let page = &shown.page;
    let quoted = shown.text_language().or_else(|| shown.other(page.title.language));
    let words = |text: &str| view! { <span lang=quoted>{text.to_owned()}</span> }.into_any();
    let person = |name: &str| view! { <span translate="no">{words(name)}</span> }.into_any();
    let all = |texts: &[String]| match texts {
        [] => None,
        [one] => Some(words(one)),
        several => Some(list(several, quoted)),
    };
    let committee = page.committee.get(shown.language).to_owned();
    let committee = (!committee.is_empty()).then(|| committee.into_any());
    let date = long_date(page.date, shown.language);
    let date = view! { <time datetime=page.date.to_string()>{date}</time> }.into_any();
    let grounds = (!page.grounds.is_empty()).then(|| {
        let count = page.grounds.len().to_string();
        let summary = if page.grounds.len() == 1 {
            say!(shown.language, deliberation.grounds_one).to_owned()
        } else {
            say!(shown.language, deliberation.grounds_many, count = count)
        };
        view! {
            <details class="group">
                <summary class="inline-flex min-h-6 cursor-pointer items-center text-accent underline underline-offset-2">
                    {summary}
                </summary>
                {list(&page.grounds, quoted)}
            </details>
        }
        .into_any()
    });
    let subject = page.catalogued.as_ref().map(|found| {
        let subject = found.subject.get(shown.language).to_owned();
        let follows = say!(shown.language, deliberation.catalogue_follows, document = found.document.clone());
        view! {
            {subject}
            <span class="block text-muted">{follows}</span>
        }
        .into_any()
    });
    let facts = [
        (say!(shown.language, deliberation.number), Some(page.number.to_string().into_any())),
        (say!(shown.language, deliberation.document), document(shown)),
        (say!(shown.language, deliberation.committee), committee),
        (say!(shown.language, deliberation.date), Some(date)),
        (say!(shown.language, deliberation.rapporteur), page.rapporteur.as_deref().map(person)),
        (say!(shown.language, deliberation.requesters), all(&page.requesters)),
        (say!(shown.language, deliberation.sources), all(&page.sources)),
        (say!(shown.language, deliberation.subject), subject),
        (say!(shown.language, deliberation.grounds), grounds),
    ];
    let rows = facts.into_iter().filter_map(|(label, content)| Some(row(label, content?)));
    view! {
        <section aria-labelledby="facts">
            <h2 id="facts" class="mt-2 mb-2 scroll-mt-24 text-lg font-semibold">{say!(shown.language, deliberation.facts)}</h2>
            <dl class="max-w-[88ch] border-t border-line">{rows.collect_view()}</dl>
        </section>
    }
    .into_any()
}

fn row(label: &'static str, content: AnyView) -> AnyView {
    view! {
        <div class="grid gap-x-4 border-b border-line py-1.5 text-sm sm:grid-cols-[14rem_minmax(0,1fr)]">
            <dt class="text-muted">{label}</dt>
            <dd class="min-w-0 wrap-anywhere tabular-nums">{content}</dd>
        </div>
    }
    .into_any()
}

fn list(texts: &[String], lang: Option<&'static str>) -> AnyView {
    let items = texts.iter().cloned().map(|text| view! { <li class="mb-1">{text}</li> });
    view! { <ul class="list-disc pl-5" lang=lang>{items.collect_view()}</ul> }.into_any()
}

/// The document of the version whose text is shown, or of the one that counts.
fn document(shown: &Shown) -> Option<AnyView> {
    let place = shown.page.shown.map(|(place, _)| place).or(shown.page.counting)?;
    let document = version(shown, place)?.document.as_ref()?.to_string();
    let name = version_name(shown, place);
    Some(
        view! {
            {document}
            <span class="block text-muted">{name}</span>
        }
        .into_any(),
    )
}
