//! What the portal says, in three languages: on its pages, in its files and on the command line.
//!
//! A string stands in `locales/<language>/<file>.json` under one key and is said with [`say!`]. Labels of the law are no
//! strings: they stand in the catalogue.

pub mod acting;
pub mod conditions;
pub mod effect_words;
pub mod explain;
pub mod fault_words;
pub mod formats;
pub mod points;
pub mod reasons;
pub mod refusals;
pub mod sentence_case;
pub mod versions;

use delibero_domain::text::Language;

#[allow(non_upper_case_globals, non_camel_case_types, reason = "made by build.rs: names are the keys of locales/")]
mod locales {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}
#[doc(hidden)]
pub use locales::*;

/// A string without values, in each language.
#[derive(Clone, Copy)]
pub struct Words([&'static str; Language::ALL.len()]);

impl Words {
    /// The string in a language.
    #[must_use]
    pub const fn in_language(&self, language: Language) -> &'static str {
        self.0[language as usize]
    }
}

/// A string in a language: `say!(language, answer.print)` is a `&'static str`, `say!(language, kit.day_shape, typed = day)`
/// a `String` with what `{{ typed }}` stands for. A key or value that is nowhere does not compile.
#[macro_export]
macro_rules! say {
    ($language:expr, $file:ident.$key:ident) => {
        $crate::$file::$key.in_language($language)
    };
    ($language:expr, $file:ident.$key:ident, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::$file::$key { $($name: &$value),+ }.in_language($language)
    };
}
