//! A title as a sentence, and on demand as it is printed.

use delibero_domain::text::Language;
use delibero_words::say;
use delibero_words::sentence_case::{is_in_capitals, sentence_case};
use leptos::prelude::*;

use super::language::{lang_within, use_language};

/// The title.
#[component]
pub fn TitleWords(
    /// The language of the title.
    language: Language,
    /// The title as it is printed.
    words: String,
) -> impl IntoView {
    let page = use_language();
    let lang = lang_within(page, language);
    let said = sentence_case(&words);
    let printed = is_in_capitals(&words).then(|| {
        view! {
            <details class="as-printed">
                <summary>
                    {say!(page, deliberation.title_as_printed)}
                </summary>
                <p lang=lang>{words}</p>
            </details>
        }
    });
    view! {
        <p lang=lang>{said}</p>
        {printed}
    }
}
