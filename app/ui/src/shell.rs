//! The HTML document around the application.

use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::components::form_mark::current_mark;
use crate::components::theme::current_theme;
use crate::routes::App;

/// The document: the server sends it, the browser hydrates its body.
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let theme = current_theme().as_str();
    let mark = current_mark();
    view! {
        <!DOCTYPE html>
        <html data-theme=theme data-signed-in-as=mark>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link
                    rel="preload"
                    href="/fonts/inter-latin-wght-normal.woff2"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin="anonymous"
                />
                <script src="/restored.js" defer nonce=use_nonce()></script>
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
