//! Turns `locales/` into a module, so that a key that is nowhere is a build error; `tests/locales.rs` finds what one language lacks.

use std::path::PathBuf;

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("i18n");
    let config = Config::new("fr")
        .and_then(|config| config.add_locale("nl"))
        .and_then(|config| config.add_locale("de"))
        .expect("three known languages")
        .add_namespaces([
            "shell",
            "sign_in",
            "consultation",
            "answer",
            "access_log",
            "catalogue",
            "matrix",
            "register_list",
            "deliberation",
            "differences",
            "drafts",
            "filters",
        ])
        .expect("distinct namespaces")
        .parse_options(ParseOptions::new().interpolate_display(true));
    let translations = TranslationsInfos::parse(config).expect("the locale files can be read");
    translations.emit_diagnostics();
    translations.rerun_if_locales_changed();
    translations.generate_i18n_module(out).expect("the module can be written");
}
