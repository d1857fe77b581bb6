//! The WebAssembly entry. Each island exports a function of its own, by which the page starts it.

#[cfg(target_arch = "wasm32")]
use delibero_islands as _;

/// Runs before the first island is started.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
