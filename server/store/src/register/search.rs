//! The statement behind the list: which deliberations fit, and in which order.

use delibero_domain::text::Language;
use delibero_usecases::register::search::{Query, Term};
use delibero_usecases::register::{RegisterQuery, Sort};
use delibero_usecases::store_error::StoreError;
use sqlx::any::AnyArguments;
use sqlx::{Any, Arguments, Encode, Type};

use super::numbers::id_of;
use super::states::word;
use crate::engine::Engine;
use crate::error::failed;

/// What a row of `deliberations d` must fulfil, and its place among the others. The text is made of constants and of
/// numbers of placeholders, of nothing else.
pub(super) struct Search {
    engine: Engine,
    /// Selects the `id` of those that hold the words, where there are words.
    found: Option<String>,
    /// Whether the order is that of relevance, among those that hold the words.
    by_relevance: bool,
    conditions: Vec<String>,
    order: String,
    arguments: AnyArguments,
}

impl Search {
    pub fn of(engine: Engine, query: &RegisterQuery, words: &Query) -> Result<Self, StoreError> {
        let mut search = Self {
            engine,
            found: None,
            by_relevance: query.sort == Sort::Relevance,
            conditions: Vec::new(),
            order: String::new(),
            arguments: AnyArguments::default(),
        };
        let question = search.words(words)?;
        search.order = search.order(query, question);
        search.equal("d.year", query.year.map(i64::from))?;
        search.one_of("d.committee", &query.committees)?;
        search.source(query.source.as_deref())?;
        search.state(query)?;
        search.numbers(query)?;
        Ok(search)
    }

    /// How many fit. Words alone are counted in their index.
    pub fn count(self) -> (String, AnyArguments) {
        let sql = match &self.found {
            Some(found) if self.conditions.is_empty() => format!("SELECT COUNT(*) FROM ({found}) AS f"),
            _ => format!("SELECT COUNT(*) FROM deliberations d {} {}", self.index(true), self.conditions()),
        };
        (sql, self.arguments)
    }

    /// The `id` of those of one page.
    pub fn page(mut self, limit: u32, offset: u64) -> Result<(String, AnyArguments), StoreError> {
        let limit = self.add(i64::from(limit))?;
        let offset = self.add(i64::try_from(offset).unwrap_or(i64::MAX))?;
        let (index, conditions, order) = (self.index(self.by_relevance), self.conditions(), &self.order);
        let sql = format!(
            "SELECT d.id FROM deliberations d {index} {conditions} ORDER BY {order} LIMIT ${limit} OFFSET ${offset}"
        );
        Ok((sql, self.arguments))
    }

    /// What to read those that hold the words from, where their relevance is all that is asked of them.
    fn index(&self, is_enough: bool) -> &'static str {
        if is_enough && self.found.is_some() { self.engine.by_id_and_amendment() } else { "" }
    }

    fn conditions(&self) -> String {
        let found = self.found.iter().map(|found| format!("d.id IN ({found})"));
        let all: Vec<String> = found.chain(self.conditions.iter().cloned()).collect();
        if all.is_empty() { String::new() } else { format!("WHERE {}", all.join(" AND ")) }
    }

    fn add<'t, T>(&mut self, value: T) -> Result<usize, StoreError>
    where
        T: Encode<'t, Any> + Type<Any>,
    {
        self.arguments.add(value).map_err(|error| failed(sqlx::Error::Encode(error)))?;
        Ok(self.arguments.len())
    }

    fn equal<'t, T>(&mut self, column: &'static str, value: Option<T>) -> Result<(), StoreError>
    where
        T: Encode<'t, Any> + Type<Any>,
    {
        if let Some(value) = value {
            let place = self.add(value)?;
            self.conditions.push(format!("{column} = ${place}"));
        }
        Ok(())
    }

    /// One of several words; any where none is given.
    fn one_of(&mut self, column: &'static str, words: &[String]) -> Result<(), StoreError> {
        let places = words.iter().map(|word| Ok(format!("${}", self.add(word.clone())?)));
        let places = places.collect::<Result<Vec<_>, StoreError>>()?;
        if !places.is_empty() {
            self.conditions.push(format!("{column} IN ({})", places.join(", ")));
        }
        Ok(())
    }

    /// The place of the question, where there is one.
    fn words(&mut self, words: &Query) -> Result<Option<usize>, StoreError> {
        if words.is_empty() {
            return Ok(None);
        }
        let place = self.add(self.engine.question(words))?;
        let mut found = self.engine.answering("body", place);
        for term in &words.terms {
            if let Some(condition) = self.sequence(term)? {
                found = format!("SELECT f.id FROM ({found}) AS f WHERE {condition}");
            }
        }
        self.found = Some(found);
        Ok(Some(place))
    }

    /// A phrase of more than three words: its threes are there, but do they follow each other? Asked of those alone that
    /// have them, which is why it is a value and not a join.
    fn sequence(&mut self, term: &Term) -> Result<Option<String>, StoreError> {
        let Term::Phrase(phrases) = term else { return Ok(None) };
        let position = self.engine.position_function();
        let mut cases = String::new();
        for phrase in phrases {
            let Some(sequence) = phrase.sequence() else { return Ok(None) };
            let place = self.add(sequence)?;
            cases.push_str(&format!(" WHEN '{}' THEN {position}(s.stems, ${place})", phrase.language.code()));
        }
        Ok(Some(format!(
            "(SELECT MAX(CASE s.language{cases} ELSE 0 END) FROM deliberation_stems s WHERE s.deliberation = f.id) > 0"
        )))
    }

    fn source(&mut self, source: Option<&str>) -> Result<(), StoreError> {
        let Some(source) = source else { return Ok(()) };
        let place = self.add(source)?;
        self.conditions
            .push(format!("d.id IN (SELECT s.deliberation FROM deliberation_sources s WHERE s.source = ${place})"));
        Ok(())
    }

    fn state(&mut self, query: &RegisterQuery) -> Result<(), StoreError> {
        let Some(state) = query.state else { return Ok(()) };
        let (state, day) = (self.add(word(state))?, self.add(query.on.to_string())?);
        self.conditions.push(format!(
            "d.id IN (SELECT s.deliberation FROM deliberation_states s
                      WHERE s.state = ${state} AND s.from_day <= ${day} AND s.until_day > ${day})"
        ));
        Ok(())
    }

    fn numbers(&mut self, query: &RegisterQuery) -> Result<(), StoreError> {
        let Some(numbers) = &query.numbers else { return Ok(()) };
        if numbers.is_empty() {
            self.conditions.push("1 = 0".to_owned());
            return Ok(());
        }
        let mut places = Vec::with_capacity(numbers.len());
        for number in numbers {
            places.push(format!("${}", self.add(id_of(*number))?));
        }
        self.conditions.push(format!("d.id IN ({})", places.join(", ")));
        Ok(())
    }

    fn order(&self, query: &RegisterQuery, question: Option<usize>) -> String {
        let column = match (query.sort, question) {
            (Sort::Relevance, Some(question)) => return self.relevance(question),
            (Sort::Relevance | Sort::Number, _) => {
                return if query.descending { "d.id DESC" } else { "d.id" }.to_owned();
            }
            (Sort::Date, _) => "d.day",
            (Sort::Amended, _) => "d.amended",
            (Sort::Title, _) => title_column(query.language),
        };
        if query.descending { format!("{column} DESC, d.id DESC") } else { format!("{column}, d.id") }
    }

    /// Those that are named first, then those whose title answers, then those with a heading that does; among equals,
    /// those that were last amended.
    fn relevance(&self, question: usize) -> String {
        let [identity, title, headings] =
            ["identity", "title", "headings"].map(|column| self.engine.answering(column, question));
        format!(
            "CASE WHEN d.id IN ({identity}) THEN 0 WHEN d.id IN ({title}) THEN 1 WHEN d.id IN ({headings}) THEN 2 \
             ELSE 3 END, d.amended DESC, d.id DESC"
        )
    }
}

const fn title_column(language: Language) -> &'static str {
    match language {
        Language::Fr => "d.title_fr",
        Language::Nl => "d.title_nl",
        Language::De => "d.title_de",
    }
}
