//! Search in the register: how texts are taken apart for the index, and what is typed.
//!
//! Accents, case and inflection do not matter, in French, Dutch and German. Both sides pass through the same analysis,
//! so that an index need only compare bytes: engines with other dictionaries would find other deliberations.
//!
//! A text gives three kinds of index words: the word itself without its accents (`incapacites`), for what begins with
//! some letters; its stem under its language (`f.incapacit`); and each two stems that follow each other
//! (`f.incapacit_travail`), for phrases. Numbers are one word in their normal form: `08/20` is `08/020`.

mod excerpt;
mod index;
mod query;
mod stem;
mod stop;
mod token;

pub use excerpt::{Excerpts, HIT_BEGINS, HIT_ENDS};
pub use index::{IndexWords, Stems, folded_line};
pub use query::{Phrase, Query, Term};
