//! That the text of a deliberation on a day is not known, and which one is shown in its place.

use delibero_domain::catalogue::TextUnknown;
use delibero_domain::text::Language;
use delibero_words::reasons::text_unknown_words;
use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// One sentence for each deliberation; nothing where every text is known.
pub fn texts_unknown(language: Language, found: &[TextUnknown]) -> Option<AnyView> {
    let sentence = |found| view! { <li>{text_unknown_words(language, found)}</li> };
    (!found.is_empty()).then(|| {
        view! {
            <div class="mb-4 flex max-w-[72ch] items-start gap-2 border-l-4 border-warning bg-warning-soft px-4 py-3">
                <Icon name=IconName::Warning />
                <ul class="space-y-1">{found.iter().map(sentence).collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}
