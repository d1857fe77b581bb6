//! Turns `locales/<language>/<file>.json` into one constant or type for each key, so that a key that is nowhere, a value
//! that is missing and a string that one language lacks are errors of the build.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The languages, folder and variant, in the order of `Language::ALL`.
const LANGUAGES: [(&str, &str); 3] = [("fr", "Fr"), ("nl", "Nl"), ("de", "De")];

type Strings = BTreeMap<String, String>;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let locales = Path::new(&env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("locales");
    let files = files(&locales.join(LANGUAGES[0].0));
    for (language, _) in &LANGUAGES[1..] {
        assert_eq!(self::files(&locales.join(language)), files, "locales/{language} has other files");
    }
    let mut code = String::new();
    for file in files {
        let mut strings = LANGUAGES.map(|(language, _)| strings(&locales.join(language).join(format!("{file}.json"))));
        strings[0].values_mut().for_each(|words| *words = unbroken(words));
        writeln!(code, "pub mod {file} {{").expect("memory");
        keys(&file, &strings, &mut code);
        code.push_str("}\n");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("words.rs");
    fs::write(out, code).expect("the folder of the build can be written to");
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let mut names: Vec<_> =
        paths.map(|path| path.file_stem().expect("a name").to_str().expect("ASCII").to_owned()).collect();
    names.sort();
    names
}

fn strings(path: &Path) -> Strings {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// French has a blank within its quotation marks and before `:`, `;`, `!` and `?`, at which no line ends. It is typed as
/// any other.
fn unbroken(words: &str) -> String {
    let before = [':', ';', '!', '?', '»']
        .iter()
        .fold(words.to_owned(), |words, mark| words.replace(&format!(" {mark}"), &format!("\u{a0}{mark}")));
    before.replace("« ", "«\u{a0}")
}

fn keys(file: &str, strings: &[Strings; LANGUAGES.len()], code: &mut String) {
    for ((language, _), others) in LANGUAGES.iter().zip(strings) {
        let odd = others.keys().find(|key| !strings.iter().all(|strings| strings.contains_key(*key)));
        assert!(odd.is_none(), "locales/{language}/{file}.json: {odd:?} is missing in another language");
    }
    for (key, french) in &strings[0] {
        let said = strings.each_ref().map(|strings| strings[key].as_str());
        let values = values(french);
        for ((language, _), words) in LANGUAGES.iter().zip(said) {
            assert_eq!(self::values(words), values, "locales/{language}/{file}.json: {key} takes other values");
        }
        if values.is_empty() { constant(key, said, code) } else { with_values(key, &values, said, code) }
    }
}

/// The names between `{{` and `}}`, in order, each once.
fn values(words: &str) -> Vec<&str> {
    let mut names: Vec<_> =
        words.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()).map(str::trim).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn constant(key: &str, said: [&str; LANGUAGES.len()], code: &mut String) {
    writeln!(code, "    pub const {key}: crate::Words = crate::Words({said:?});").expect("memory");
}

fn with_values(key: &str, values: &[&str], said: [&str; LANGUAGES.len()], code: &mut String) {
    let fields: String = values.iter().map(|name| format!("pub {name}: &'v dyn std::fmt::Display, ")).collect();
    // By name: a pattern such as `{ day }` would mean the constant of that name.
    let named: String = values.iter().map(|name| format!(", {name} = self.{name}")).collect();
    writeln!(code, "    pub struct {key}<'v> {{ {fields}}}\n    impl {key}<'_> {{").expect("memory");
    code.push_str("        pub fn in_language(&self, language: delibero_domain::text::Language) -> String {\n");
    code.push_str("            match language {\n");
    for ((_, variant), words) in LANGUAGES.iter().zip(said) {
        let template = template(words);
        writeln!(code, "                delibero_domain::text::Language::{variant} => format!({template:?}{named}),")
            .expect("memory");
    }
    code.push_str("            }\n        }\n    }\n");
}

/// `{{ day }}` as `format!` wants it: `{day}`.
fn template(words: &str) -> String {
    let mut parts = words.split("{{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").expect("each {{ has its }}");
        write!(text, "{{{}}}{rest}", name.trim()).expect("memory");
    }
    text
}
