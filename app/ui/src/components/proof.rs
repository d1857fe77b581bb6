//! That the text of a deliberation on a day is not known, and which one is shown in its place.

use delibero_domain::catalogue::TextUnknown;
use delibero_domain::text::Language;
use delibero_words::reasons::text_unknown_words;
use leptos::prelude::*;

use super::banner::{Banner, Tone};

/// One sentence for each deliberation; nothing where every text is known.
pub fn texts_unknown(language: Language, found: &[TextUnknown]) -> Option<AnyView> {
    let sentence = |found| view! { <li>{text_unknown_words(language, found)}</li> };
    (!found.is_empty())
        .then(|| Banner::new(Tone::Warning).view(view! { <ul>{found.iter().map(sentence).collect_view()}</ul> }))
}
