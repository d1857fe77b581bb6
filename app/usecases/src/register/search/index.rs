//! What the index keeps of a deliberation.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use delibero_domain::deliberation::DocumentNumber;
use delibero_domain::deliberation::register::VersionText;
use delibero_domain::text::Language;

use super::stem::LanguageStemmer;
use super::token::{Token, tokens};
use crate::register::draft::Content;

/// The mark of each language before its stems.
pub(super) const MARKS: [(Language, &str); 3] = [(Language::Fr, "f."), (Language::Nl, "n."), (Language::De, "d.")];

/// What people call the thing before its number.
const NAMES: [(Language, &str); 3] =
    [(Language::Fr, "délibération"), (Language::Nl, "beraadslaging"), (Language::De, "Beratung")];

/// The most bytes that the words of one deliberation may take: PostgreSQL has a limit of a mebibyte. The longest
/// deliberation known takes half of it; beyond it, what phrases need is left out first.
const MAX_BYTES: usize = 1_000_000;

/// The index words of a deliberation. Each list holds those of the lists before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexWords {
    /// Its number and those of its documents.
    pub identity: Vec<String>,
    /// And its titles.
    pub title: Vec<String>,
    /// And the titles of its sections.
    pub headings: Vec<String>,
    /// And everything else of the newest text in each language.
    pub body: Vec<String>,
    /// The stems of the newest text in each language.
    pub stems: Vec<Stems>,
}

/// The stems of a text, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stems {
    pub language: Language,
    /// A space before and behind each stem, and a bar where a passage ends: no phrase goes on behind it.
    pub text: String,
}

/// The index word of two stems that follow each other.
pub(super) fn pair(language: Language, first: &str, second: &str) -> String {
    format!("{}{first}_{second}", mark(language))
}

/// The index word of three stems that follow each other: short, since a text has as many of them as words. Two threes
/// of one word are rarer than one in a million million.
pub(super) fn three(language: Language, stems: [&str; 3]) -> String {
    let words = format!("{}{}", mark(language), stems.join("_"));
    let hash = words.bytes().fold(FNV_OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME));
    format!("_{:010x}", hash >> 24)
}

/// FNV-1a: what stands in an index must not change with the program that wrote it.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

pub(super) fn mark(language: Language) -> &'static str {
    MARKS.iter().find(|(of, _)| *of == language).map_or("", |(_, mark)| mark)
}

/// Every stemmer, and what it made of words before: the words of a text are few, and come back.
pub(super) struct Stemming {
    languages: [(Language, LanguageStemmer, Known); 3],
}

type Known = RefCell<HashMap<String, Arc<str>>>;

impl Default for Stemming {
    fn default() -> Self {
        Self { languages: MARKS.map(|(language, _)| (language, LanguageStemmer::of(language), Known::default())) }
    }
}

impl Stemming {
    pub fn stem(&self, language: Language, token: &Token) -> Arc<str> {
        let of_language = self.languages.iter().find(|(of, ..)| *of == language).filter(|_| !token.is_number);
        let Some((_, stemmer, known)) = of_language else { return token.word.as_str().into() };
        let mut known = known.borrow_mut();
        if let Some(stem) = known.get(&token.word) {
            return Arc::clone(stem);
        }
        let stem: Arc<str> = stemmer.stem(&token.word).into();
        known.insert(token.word.clone(), Arc::clone(&stem));
        stem
    }
}

/// A line without case and accents, for sorting.
#[must_use]
pub fn folded_line(line: &str) -> String {
    tokens(line).into_iter().map(|token| token.word).collect::<Vec<_>>().join(" ")
}

impl IndexWords {
    /// The words of a deliberation: its titles, and the newest text that is known in each language.
    #[must_use]
    pub fn of(content: &Content) -> Self {
        let mut collector = Collector::default();
        let identity = collector.identity(content);
        for (language, title) in &content.deliberation.title {
            collector.passage(*language, title);
        }
        let newest = newest_texts(content);
        for (language, text) in &newest {
            collector.passage(*language, &text.title);
        }
        let title = collector.words();
        for (language, text) in &newest {
            text.sections.iter().for_each(|section| collector.passage(*language, &section.title));
        }
        let headings = collector.words();
        for (language, text) in &newest {
            passages(text).for_each(|passage| collector.passage(*language, passage));
        }
        Self { identity, title, headings, body: collector.words(), stems: collector.stems() }
    }
}

/// The newest text that is known in each language.
fn newest_texts(content: &Content) -> BTreeMap<Language, &VersionText> {
    // Later versions come later, and take the place of earlier ones.
    content.texts.iter().map(|(key, text)| (key.language, text)).collect()
}

/// What a text says, but for its titles: what people look for first comes first.
pub(super) fn passages(text: &VersionText) -> impl Iterator<Item = &str> {
    let points = text.points.iter().map(|point| point.text.as_str());
    let sections = text.sections.iter().map(|section| section.text.as_str());
    let footnotes = text.footnotes.iter().map(|footnote| footnote.text.as_str());
    let rest = [&text.operative, &text.annex].into_iter().flatten().map(String::as_str);
    points.chain(sections).chain(footnotes).chain(rest)
}

/// Index words, each once, in the order in which they came.
#[derive(Default)]
struct Words {
    seen: HashSet<String>,
    list: Vec<String>,
}

impl Words {
    fn add(&mut self, word: String) {
        if !self.seen.contains(&word) {
            self.seen.insert(word.clone());
            self.list.push(word);
        }
    }
}

#[derive(Default)]
struct Collector {
    stemming: Stemming,
    singles: Words,
    pairs: Words,
    threes: Words,
    stems: BTreeMap<Language, String>,
}

impl Collector {
    /// Numbers and documents, and what people call the thing before its number.
    fn identity(&mut self, content: &Content) -> Vec<String> {
        self.singles.add(content.deliberation.number.to_string());
        for document in content.deliberation.versions.iter().filter_map(|version| version.document.as_ref()) {
            endings(document).into_iter().for_each(|ending| self.singles.add(ending));
        }
        for (language, name) in NAMES {
            for token in tokens(name) {
                let stem = self.stemming.stem(language, &token);
                self.singles.add(format!("{}{stem}", mark(language)));
                self.singles.add(token.word);
            }
        }
        self.words()
    }

    fn passage(&mut self, language: Language, text: &str) {
        let mut last: [Option<Arc<str>>; 2] = [None, None];
        for token in tokens(text) {
            let stem = self.stemming.stem(language, &token);
            if let [before, Some(last)] = &last {
                self.pairs.add(pair(language, last, &stem));
                before.iter().for_each(|before| self.threes.add(three(language, [before, last, &stem])));
            }
            self.append(language, &stem);
            self.singles.add(format!("{}{stem}", mark(language)));
            self.singles.add(token.word);
            let [_, before] = last;
            last = [before, Some(stem)];
        }
        if last[1].is_some() {
            self.append(language, "|");
        }
    }

    fn append(&mut self, language: Language, stem: &str) {
        let stems = self.stems.entry(language).or_insert_with(|| " ".to_owned());
        stems.push_str(stem);
        stems.push(' ');
    }

    /// What came until now, as far as there is room for it.
    fn words(&self) -> Vec<String> {
        let mut bytes = 0;
        let fits = |word: &&String| {
            bytes += word.len() + 1;
            bytes <= MAX_BYTES
        };
        self.singles.list.iter().chain(&self.pairs.list).chain(&self.threes.list).take_while(fits).cloned().collect()
    }

    fn stems(self) -> Vec<Stems> {
        self.stems.into_iter().map(|(language, text)| Stems { language, text }).collect()
    }
}

/// A document number and every ending of it: people leave out the committee's letters.
fn endings(document: &DocumentNumber) -> Vec<String> {
    let mut endings = Vec::new();
    let mut rest = document.as_str();
    while rest.contains('/') {
        endings.extend(tokens(rest).into_iter().filter(|token| token.is_number).map(|token| token.word));
        rest = rest.split_once('/').map_or("", |(_, rest)| rest);
    }
    endings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_found_by_its_endings() {
        let document = "CSI/CSSS/25/114".parse().unwrap();
        assert_eq!(endings(&document), ["csi/csss/25/114", "csss/25/114", "25/114"]);
    }

    #[test]
    fn lines_sort_without_accents() {
        assert_eq!(folded_line("  « L'Été » – N° 08/20 "), "l ete n 08/020");
    }
}
