//! The WebAssembly entry.

/// Hydrates the page.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(delibero_ui::App);
}
