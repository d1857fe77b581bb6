//! What was typed, put into a draft.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::str::FromStr;

use delibero_domain::deliberation::PointLabel;
use delibero_domain::deliberation::reading::{Footnote, Section};
use delibero_domain::deliberation::register::{End, PointStatus, PointText, Version, VersionText};
use delibero_domain::text::Language;
use delibero_usecases::register::Content;
use jiff::civil::Date;

use super::fields::{section_names, version_names};
use super::{Field, FieldProblem, Part, TextKey};

/// How many rows a list has at most: the longest known has a twentieth of it.
pub const MAX_ROWS: usize = 2000;

/// What a form sent: names and values, line ends made one.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pairs: Vec<(String, String)>,
    /// Where a name stands first: a body may have a hundred thousand.
    places: HashMap<String, usize>,
}

/// Fields by name, with what is wrong.
type Problems = Vec<(String, FieldProblem)>;

impl Typed {
    /// From the pairs of a body.
    #[must_use]
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        let one_end = |(name, value): (String, String)| (name, value.replace("\r\n", "\n"));
        let pairs: Vec<_> = pairs.into_iter().map(one_end).collect();
        let mut places = HashMap::with_capacity(pairs.len());
        for (place, (name, _)) in pairs.iter().enumerate() {
            places.entry(name.clone()).or_insert(place);
        }
        Self { pairs, places }
    }

    /// From fields.
    #[must_use]
    pub fn of(fields: &[Field]) -> Self {
        Self::new(fields.iter().map(|field| (field.name.clone(), field.value.clone())).collect())
    }

    /// A value; empty when it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.places.get(name).map_or("", |place| &self.pairs[*place].1)
    }

    /// How many rows were sent.
    #[must_use]
    pub fn row_count(&self) -> usize {
        let row = |name: &str| name.strip_prefix('r')?.split_once('-')?.0.parse::<usize>().ok();
        self.pairs.iter().filter_map(|(name, _)| row(name)).collect::<HashSet<_>>().len()
    }

    /// The rows, each with the fields of its own.
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<(String, String)>> {
        let mut rows: BTreeMap<usize, Vec<(String, String)>> = BTreeMap::new();
        for (name, value) in &self.pairs {
            let row = name.strip_prefix('r').and_then(|rest| rest.split_once('-'));
            if let Some((row, suffix)) = row.and_then(|(row, suffix)| Some((row.parse().ok()?, suffix))) {
                rows.entry(row).or_default().push((suffix.to_owned(), value.clone()));
            }
        }
        rows.into_values().collect()
    }

    /// What was sent, in order.
    pub(super) fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// Whether a value was sent.
    pub(super) fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    fn trimmed(&self, name: &str) -> &str {
        self.get(name).trim()
    }

    fn optional(&self, name: &str) -> Option<String> {
        Some(self.trimmed(name)).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// Entries with an empty line between two; one on a line where there is none.
    fn entries(&self, name: &str) -> Vec<String> {
        let value = self.trimmed(name);
        let between = if value.contains(super::fields::BETWEEN) { super::fields::BETWEEN } else { "\n" };
        value.split(between).map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
    }
}

/// Collects what is wrong while fields are read.
struct Reading<'t> {
    typed: &'t Typed,
    problems: Problems,
}

impl Reading<'_> {
    fn wrong(&mut self, name: &str, problem: FieldProblem) {
        self.problems.push((name.to_owned(), problem));
    }

    fn needed<T: FromStr>(&mut self, name: &str, problem: FieldProblem) -> Option<T> {
        let found = self.maybe(name, problem);
        if found.is_none() && self.typed.trimmed(name).is_empty() {
            self.wrong(name, FieldProblem::Required);
        }
        found
    }

    fn maybe<T: FromStr>(&mut self, name: &str, problem: FieldProblem) -> Option<T> {
        let word = self.typed.trimmed(name);
        if word.is_empty() {
            return None;
        }
        let parsed = word.parse().ok();
        if parsed.is_none() {
            self.wrong(name, problem);
        }
        parsed
    }

    fn result<T>(self, value: Option<T>) -> Result<T, Problems> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(self.problems),
        }
    }
}

/// A content with a part as it was typed.
///
/// # Errors
/// Every field that cannot be taken.
pub fn apply(
    content: &Content,
    key: Option<TextKey>,
    part: Part,
    typed: &Typed,
    published: bool,
) -> Result<Content, Problems> {
    let mut content = content.clone();
    match part {
        Part::Facts => facts(&mut content, typed, published)?,
        Part::Versions => versions(&mut content, typed)?,
        Part::Text => closing(&mut content, key, typed)?,
        Part::Sections => sections(&mut content, key, typed),
        Part::Footnotes => footnotes(&mut content, key, typed),
        Part::Point(place) => point(&mut content, key, usize::from(place) - 1, typed, false)?,
        Part::NewPoint(place) => point(&mut content, key, usize::from(place) - 1, typed, true)?,
    }
    Ok(content)
}

fn facts(content: &mut Content, typed: &Typed, published: bool) -> Result<(), Problems> {
    let mut reading = Reading { typed, problems: Vec::new() };
    let deliberation = &mut content.deliberation;
    let number = if published { Some(deliberation.number) } else { reading.needed("number", FieldProblem::NotANumber) };
    let date: Option<Date> = reading.needed("date", FieldProblem::NotADay);
    let titles = Language::ALL
        .into_iter()
        .filter_map(|language| typed.optional(&format!("title-{language}")).map(|title| (language, title)));
    let title: BTreeMap<Language, String> = titles.collect();
    if title.is_empty() {
        reading.wrong("title-fr", FieldProblem::Required);
    }
    let end = match typed.get("end") {
        "repealed" => reading.needed("end-date", FieldProblem::NotADay).map(|from| Some(End::Repealed(from))),
        "replaced" => {
            let from = reading.needed("end-date", FieldProblem::NotADay);
            let by = reading.needed("end-by", FieldProblem::NotANumber);
            from.zip(by).map(|(from, by)| Some(End::Replaced(from, by)))
        }
        _ => Some(None),
    };
    let found = number.zip(date).zip(end);
    let ((number, date), end) = reading.result(found)?;
    // The deliberation as given is its first version: one day, said once.
    if let Some(first) = deliberation.versions.first_mut().filter(|first| first.approved == deliberation.date) {
        first.approved = date;
    }
    deliberation.number = number;
    deliberation.date = date;
    deliberation.title = title;
    deliberation.end = end;
    deliberation.committee = typed.trimmed("committee").to_owned();
    deliberation.rapporteur = typed.optional("rapporteur");
    deliberation.grounds = typed.entries("grounds");
    deliberation.requesters = typed.entries("requesters");
    deliberation.sources = typed.entries("sources");
    deliberation.amendments_complete = typed.get("amendments-complete") == "yes";
    Ok(())
}

fn versions(content: &mut Content, typed: &Typed) -> Result<(), Problems> {
    let old = content.deliberation.versions.clone();
    let mut places = by_name(version_names(&content.deliberation));
    let mut reading = Reading { typed, problems: Vec::new() };
    let mut made: Vec<(Option<usize>, Version)> = Vec::new();
    let mut days: HashSet<Date> = HashSet::new();
    for row in 0..typed.rows().len() {
        let name = |suffix: &str| format!("r{row}-{suffix}");
        let document = reading.maybe(&name("document"), FieldProblem::NotADocument);
        let approved: Option<Date> = reading.needed(&name("approved"), FieldProblem::NotADay);
        let in_force: Option<Date> = reading.maybe(&name("in-force"), FieldProblem::NotADay);
        let Some(approved) = approved else { continue };
        if in_force.is_some_and(|day| day < approved) {
            reading.wrong(&name("in-force"), FieldProblem::TooEarly);
        }
        if !days.insert(approved) {
            reading.wrong(&name("approved"), FieldProblem::DayTwice);
        }
        // Taken once: two rows are never the same version.
        let was = places.remove(typed.get(&name("was")));
        let languages = was.and_then(|was| old.get(was)).map(|version| version.languages.clone());
        made.push((was, Version { document, approved, in_force, languages: languages.unwrap_or_default() }));
    }
    reading.result(Some(()))?;
    // A version with a text stays, whatever a form says.
    let kept: HashSet<usize> = made.iter().filter_map(|(kept, _)| *kept).collect();
    let kept: Vec<_> = old
        .iter()
        .enumerate()
        .filter(|(was, version)| version.is_known() && !kept.contains(was))
        .map(|(was, version)| (Some(was), version.clone()))
        .collect();
    made.extend(kept);
    made.sort_by_key(|(_, version)| version.approved);
    let places: HashMap<usize, u16> =
        made.iter().enumerate().filter_map(|(now, (was, _))| Some(((*was)?, u16::try_from(now).ok()?))).collect();
    let now = |key: TextKey| TextKey {
        version: places.get(&usize::from(key.version)).copied().unwrap_or(key.version),
        ..key
    };
    content.texts = std::mem::take(&mut content.texts).into_iter().map(|(key, text)| (now(key), text)).collect();
    content.deliberation.versions = made.into_iter().map(|(_, version)| version).collect();
    Ok(())
}

fn by_name(names: Vec<String>) -> HashMap<String, usize> {
    names.into_iter().enumerate().map(|(at, name)| (name, at)).collect()
}

fn text_mut(content: &mut Content, key: Option<TextKey>) -> Option<&mut VersionText> {
    content.texts.get_mut(&key?)
}

fn closing(content: &mut Content, key: Option<TextKey>, typed: &Typed) -> Result<(), Problems> {
    let mut reading = Reading { typed, problems: Vec::new() };
    let Some(key) = key else { return Ok(()) };
    let language = Language::from_code(typed.get("language")).unwrap_or(key.language);
    let taken = content.texts.contains_key(&TextKey { language, ..key });
    if language != key.language && taken {
        reading.wrong("language", FieldProblem::LanguageTaken);
    }
    let title = typed.optional("title");
    if title.is_none() {
        reading.wrong("title", FieldProblem::Required);
    }
    let title = reading.result(title)?;
    if let Some(text) = text_mut(content, Some(key)) {
        text.title = title;
        text.modules =
            typed.get("modules").lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        text.operative = typed.optional("operative");
        text.signed_by = typed.optional("signed-by");
        text.annex = typed.optional("annex");
    }
    if let Some(text) = content.texts.remove(&key) {
        content.texts.insert(TextKey { language, ..key }, text);
    }
    if let Some(version) = content.deliberation.versions.get_mut(usize::from(key.version)) {
        for known in &mut version.languages {
            if *known == key.language {
                *known = language;
            }
        }
    }
    Ok(())
}

fn sections(content: &mut Content, key: Option<TextKey>, typed: &Typed) {
    let Some(text) = text_mut(content, key) else { return };
    let olds = by_name(section_names(text));
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut made: Vec<Section> = Vec::new();
    for row in 0..typed.rows().len() {
        let value = |suffix: &str| typed.trimmed(&format!("r{row}-{suffix}")).to_owned();
        let level = value("level").parse().ok().filter(|level| (1..=9).contains(level)).unwrap_or(1);
        let section = Section { label: value("label"), title: value("title"), level, text: value("text") };
        if section.label.is_empty() && section.title.is_empty() && section.text.is_empty() {
            continue;
        }
        if let Some(was) = olds.get(&value("was")) {
            places.insert(*was, made.len());
        }
        made.push(section);
    }
    for point in &mut text.points {
        // Under a heading that went, a point stands under the last one before it that stayed.
        point.heading = point.heading.and_then(|was| (0..=was).rev().find_map(|was| places.get(&was).copied()));
    }
    text.sections = made;
}

fn footnotes(content: &mut Content, key: Option<TextKey>, typed: &Typed) {
    let Some(text) = text_mut(content, key) else { return };
    let row = |row: usize| {
        let value = |suffix: &str| typed.optional(&format!("r{row}-{suffix}"));
        let (mark, text) = (value("mark").unwrap_or_default(), value("text").unwrap_or_default());
        (!mark.is_empty() || !text.is_empty()).then(|| Footnote { mark, text, at: value("at") })
    };
    text.footnotes = (0..typed.rows().len()).filter_map(row).collect();
}

fn point(content: &mut Content, key: Option<TextKey>, at: usize, typed: &Typed, new: bool) -> Result<(), Problems> {
    let Some(text) = text_mut(content, key) else { return Ok(()) };
    if !new && typed.get("do") == "remove" {
        if at < text.points.len() {
            text.points.remove(at);
        }
        return Ok(());
    }
    let mut reading = Reading { typed, problems: Vec::new() };
    let label: Option<PointLabel> = reading.needed("label", FieldProblem::NotALabel);
    let taken = |label: &PointLabel| {
        let mut others = text.points.iter().enumerate().filter(|(place, _)| new || *place != at);
        others.any(|(_, other)| other.label.normal() == label.normal())
    };
    if label.as_ref().is_some_and(taken) {
        reading.wrong("label", FieldProblem::LabelTwice);
    }
    let repealed = typed.get("repealed") == "yes";
    if typed.trimmed("text").is_empty() && !repealed {
        reading.wrong("text", FieldProblem::Required);
    }
    let label = reading.result(label)?;
    let heading = section_names(text).iter().position(|name| name == typed.get("heading"));
    let old = if new { None } else { text.points.get(at) };
    let status = match old.map(|point| point.status) {
        _ if repealed => PointStatus::Repealed,
        None | Some(PointStatus::Repealed) => PointStatus::Unknown,
        Some(other) => other,
    };
    let made = PointText { label, heading, text: typed.trimmed("text").to_owned(), status };
    if new {
        text.points.insert(at.min(text.points.len()), made);
    } else if let Some(point) = text.points.get_mut(at) {
        *point = made;
    }
    Ok(())
}
