//! The text of the cited points, beside the form.

use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::view::{CitedPoint, DocumentView, lang};

/// The column beside the form.
pub(super) fn beside(view: &DocumentView, language: Language) -> Option<AnyView> {
    if view.deliberation.is_empty() {
        return None;
    }
    let points = view.points.as_deref().unwrap_or_default();
    let missing: Vec<&str> =
        points.iter().filter(|point| point.text.is_none()).map(|point| point.label.as_str()).collect();
    let missing = (!missing.is_empty()).then(|| {
        view! { <p class="field-problem">{say!(language, documents.points_missing)} " " {missing.join("; ")}</p> }
    });
    let deliberation = view.deliberation.clone();
    let point = move |point: &CitedPoint| {
        let text = point.text.clone()?;
        let address = format!("/deliberations/{deliberation}/points/{}", point.label.replace('/', "%2F"));
        let paragraphs = text.split("\n\n").map(|words| view! { <p>{words.to_owned()}</p> }).collect_view();
        Some(view! {
            <details class="cited-point" open>
                <summary>
                    {say!(language, documents.point)} " " {point.label.clone()} " "
                    <a class="link" href=address>"§"</a>
                </summary>
                <div lang=lang(point.language)>{paragraphs}</div>
            </details>
        })
    };
    let texts: Vec<_> = points.iter().filter_map(point).collect();
    let empty = texts.is_empty().then(|| view! { <p class="hint">{say!(language, documents.points_none)}</p> });
    Some(
        view! {
            <aside class="cited-points" aria-labelledby="cited-heading">
                <h2 id="cited-heading" class="heading">{say!(language, documents.points_heading)}</h2>
                {missing}
                {empty}
                {texts.collect_view()}
            </aside>
        }
        .into_any(),
    )
}
