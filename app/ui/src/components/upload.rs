//! How much of a large file was sent: hidden until a script sends the form that it stands in. Without one the browser shows
//! by itself that it is sending.

use delibero_islands::Upload;
use delibero_words::say;
use leptos::prelude::*;

use super::language::use_language;

/// The bar, its line and the button that stops; `most`: the largest file, in MiB, and what is said of a larger one.
#[must_use]
pub fn upload(most: u32, too_large: String) -> AnyView {
    view! {
        {bar(most, too_large, true)}
        <Upload />
    }
    .into_any()
}

/// As it looks while a file is sent.
#[must_use]
pub fn bar(most: u32, too_large: String, hidden: bool) -> AnyView {
    let language = use_language();
    let bytes = u64::from(most) * 1024 * 1024;
    view! {
        <div class="work" data-upload="" data-most=bytes.to_string() hidden=hidden>
            <progress max="100" value=if hidden { "0" } else { "40" } aria-label=say!(language, kit.upload_sending)></progress>
            <p
                class="hint"
                role="status"
                data-figures=say!(language, kit.upload_figures)
                data-all-sent=say!(language, kit.upload_all_sent)
                data-failed=say!(language, kit.upload_failed)
                data-too-large=too_large
            >
                {(!hidden).then(|| say!(language, kit.upload_sending))}
            </p>
            <button type="button" class="button button-quiet">{say!(language, kit.progress_stop)}</button>
        </div>
    }
    .into_any()
}
