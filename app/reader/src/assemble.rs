//! From a text to a reading: one stage after the other.

use delibero_domain::deliberation::reading::{DeliberationKind, Dropped, Footnote, Point, Section};
use delibero_domain::deliberation::{Reading, Refused};
use delibero_domain::text::Language;

use crate::amendments::AmendmentHistory;
use crate::blocks::{self, Block};
use crate::body::{self, Body, Role};
use crate::findings::{Finding, Findings};
use crate::footnotes::{self, RawFootnote};
use crate::furniture;
use crate::head::{self, Head};
use crate::lines;
use crate::mend::Vocabulary;
use crate::modules::Modules;
use crate::opening::Opening;
use crate::parting;
use crate::pattern::pattern;
use crate::plan::{Plan, Prepared};
use crate::references::References;
use crate::refusal::Reason;
use crate::source::SourceText;
use crate::tail;
use crate::verdict;

/// Reads a text.
///
/// # Errors
/// When it is too long or no deliberation.
pub fn read(source: &SourceText) -> Result<Reading, Refused> {
    let language = head::language_of(&source.text);
    let prepared = prepare(&source.text, language).ok_or_else(|| Reason::TooLarge.refuse(language))?;
    let plan = Plan::of(&prepared);
    let doubts = verdict::on(&prepared, &plan).map_err(|reason| reason.refuse(language))?;
    let mut findings = Findings::default();
    for note in &source.notes {
        findings.add(format!("page {}", note.page), None, Finding::Page(*note));
    }
    for doubt in doubts {
        findings.add("text", None, doubt);
    }
    if source.encoding_guessed {
        findings.add("text", None, Finding::EncodingGuessed);
    }
    if source.incomplete {
        findings.add("text", None, Finding::PdfIncomplete);
    }
    Ok(assemble(prepared, &plan, language, findings))
}

fn prepare(text: &str, language: Language) -> Option<Prepared> {
    let mut split = lines::split(text)?;
    let mut dropped = furniture::take_out(&mut split);
    split.lines = parting::part(split.lines);
    let vocabulary = Vocabulary::of(&split.lines, language);
    let blocks = blocks::build(&split.lines, &vocabulary);
    let blocks = without_seat(blocks, &mut dropped);
    let (blocks, footnotes) = footnotes::lift(blocks, &vocabulary);
    let blocks = footnotes::rejoin(blocks, split.pages_known, &vocabulary);
    let blocks = blocks.into_iter().map(Block::without_soft_hyphen).collect();
    dropped.sort_by_key(|dropped| dropped.line);
    Some(Prepared { lines: split.lines, blocks, footnotes, dropped, vocabulary })
}

/// The address of the seat stands under the text or at the foot of a page.
fn without_seat(blocks: Vec<Block>, dropped: &mut Vec<Dropped>) -> Vec<Block> {
    let is_seat =
        |block: &Block| block.opening == Opening::Seat && pattern!(r"(?i)[ée]tabli|gevestigd").is_match(&block.text);
    let mut kept = Vec::with_capacity(blocks.len());
    for block in blocks {
        if is_seat(&block) {
            dropped.push(Dropped { line: block.number, reason: "seat-address".to_owned(), text: block.text });
        } else {
            kept.push(block);
        }
    }
    kept
}

fn assemble(prepared: Prepared, plan: &Plan, language: Language, mut findings: Findings) -> Reading {
    let Prepared { lines, blocks, footnotes, mut dropped, vocabulary } = prepared;
    let head = head::read(&blocks, plan.body, &vocabulary);
    let language = title_language(&head).unwrap_or(language);
    let roles: Vec<Role> = body_roles(&blocks, &head, plan, &mut findings);
    let range = head.length.min(plan.end)..plan.end;
    let Body { sections, points } = body::build(&blocks, &roles, range, &vocabulary, &mut findings);

    let signed_at = plan.signature.as_ref().map_or(lines.len(), |signature| signature.lines.start);
    let signed_end = plan.signature.as_ref().map_or(lines.len(), |signature| signature.lines.end);
    let tail_start = blocks.get(plan.end).map_or(lines.len(), |block| block.lines.start).min(signed_at);
    let operative = tail::paragraphs(&blocks, &lines, tail_start..signed_at, &vocabulary);
    let annex = tail::paragraphs(&blocks, &lines, signed_end..lines.len(), &vocabulary);

    let mut head = head;
    let preamble = drop_cover(std::mem::take(&mut head.preamble), &mut dropped);
    let people = head::people(&head.grounds);
    let mut reading = Reading {
        kind: DeliberationKind::Deliberation,
        number: head.number,
        document: head.document.clone(),
        committee: head.committee.clone(),
        language,
        date: head.date,
        title: head.title(),
        amendments: Vec::new(),
        amendments_complete: true,
        in_force: None,
        grounds: head.grounds.clone(),
        preamble,
        rapporteur: people.rapporteur,
        requesters: people.requesters,
        sections,
        points,
        footnotes: Vec::new(),
        references: Vec::new(),
        modules: Vec::new(),
        operative: (!operative.is_empty()).then(|| operative.join("\n\n")),
        signed_by: plan.signature.as_ref().map(|signature| signature.name.clone()),
        signed_as: plan.signature.as_ref().and_then(|signature| signature.quality.clone()),
        annex: (!annex.is_empty()).then(|| annex.join("\n\n")),
        warnings: Vec::new(),
        dropped,
    };
    reading.footnotes = place_footnotes(&reading, &head, &footnotes, &mut findings);
    tell_history(&mut reading, &head, &mut findings);
    tell_names(&mut reading, &mut findings);
    check(&mut reading, &head, plan, &mut findings);
    reading.warnings = findings.into_warnings(language);
    reading
}

fn title_language(head: &Head) -> Option<Language> {
    let title = head.marked_title.as_deref()?.to_lowercase();
    if title.contains("beraadslaging") {
        Some(Language::Nl)
    } else {
        Some(Language::Fr).filter(|_| title.contains("lib"))
    }
}

fn body_roles(blocks: &[Block], head: &Head, plan: &Plan, findings: &mut Findings) -> Vec<Role> {
    let start = head.length.min(plan.end);
    let mut roles = vec![Role::Words; start];
    roles.extend(body::roles(&blocks[start..], plan.end - start, findings));
    roles
}

/// The cover that the site of the Crossroads Bank puts before a document is no part of it.
fn drop_cover(preamble: Vec<String>, dropped: &mut Vec<Dropped>) -> Vec<String> {
    let cover = pattern!(
        r"(?i)^(?:dit document wordt u aangeboden|ce document vous est offert|het kan vrij verspreid|il peut [êe]tre (?:librement )?diffus)"
    );
    let (covers, kept): (Vec<String>, Vec<String>) = preamble.into_iter().partition(|text| cover.is_match(text));
    dropped.extend(covers.into_iter().map(|text| Dropped { line: 1, reason: "cover".to_owned(), text }));
    kept
}

/// Every part of a reading that has words, with its place and its line.
fn parts<'a>(reading: &'a Reading, marked_title: Option<&'a str>) -> Vec<(String, Option<usize>, &'a str)> {
    let mut parts: Vec<(String, Option<usize>, &str)> = Vec::new();
    parts.extend(marked_title.or(reading.title.as_deref()).map(|title| ("title".to_owned(), None, title)));
    parts.extend(reading.preamble.iter().map(|text| ("preamble".to_owned(), None, text.as_str())));
    parts.extend(reading.grounds.iter().map(|text| ("grounds".to_owned(), None, text.as_str())));
    let mut points = reading.points.iter().peekable();
    for (index, section) in reading.sections.iter().enumerate() {
        parts.extend(section_parts(section));
        while let Some(point) = points.next_if(|point| point.heading == Some(index)) {
            parts.push(point_part(point));
        }
    }
    parts.extend(points.map(point_part));
    parts.extend(reading.operative.iter().map(|text| ("operative".to_owned(), None, text.as_str())));
    parts.extend(reading.annex.iter().map(|text| ("annex".to_owned(), None, text.as_str())));
    parts
}

fn section_parts(section: &Section) -> impl Iterator<Item = (String, Option<usize>, &str)> {
    let at = format!("section {}", section.label).trim_end().to_owned();
    [(at.clone(), None, section.title.as_str()), (at, None, section.text.as_str())].into_iter()
}

fn point_part(point: &Point) -> (String, Option<usize>, &str) {
    (point.normal.clone(), Some(point.line), &point.text)
}

fn place_footnotes(reading: &Reading, head: &Head, raw: &[RawFootnote], findings: &mut Findings) -> Vec<Footnote> {
    let mut places: std::collections::HashMap<u32, String> = std::collections::HashMap::new();
    let known: std::collections::HashSet<u32> = raw.iter().map(|footnote| footnote.number).collect();
    for (at, line, text) in parts(reading, head.marked_title.as_deref()) {
        for mark in footnotes::marks_in(text) {
            if known.contains(&mark) {
                places.entry(mark).or_insert_with(|| at.clone());
            } else if !raw.is_empty() || mark == 1 {
                findings.add(&at, line, Finding::MarkWithoutFootnote(mark));
            }
        }
    }
    raw.iter()
        .map(|footnote| {
            let at = places.get(&footnote.number).cloned();
            if at.is_none() {
                findings.add("footnotes", Some(footnote.line), Finding::FootnoteWithoutMark(footnote.number));
            }
            Footnote { mark: footnote.number.to_string(), text: footnote.text.clone(), at }
        })
        .collect()
}

fn tell_history(reading: &mut Reading, head: &Head, findings: &mut Findings) {
    let mut history = AmendmentHistory::default();
    if let Some(title) = &reading.title {
        history.read_amendments(title);
    }
    let begins = pattern!(
        r"(?i)^\W*(?:(?:d[ée]lib[ée]ration|beraadslaging)\s+)?(?:derni[èe]rement |laatst(?:elijk)? )?(?:modifi[ée]|gewijzigd|telle que modifi|zoals gewijzigd)"
    );
    for footnote in &reading.footnotes {
        let on_title = footnote.at.as_deref() == Some("title");
        if on_title || (footnote.at.is_none() && begins.is_match(&footnote.text)) {
            history.read_amendments(&footnote.text);
        }
    }
    for text in reading.preamble.iter().filter(|text| begins.is_match(text)) {
        history.read_amendments(text);
    }
    let told: Vec<(String, String)> = parts(reading, None)
        .into_iter()
        .filter(|(_, _, text)| text.contains("vigueur") || text.contains("werking") || text.contains("effets"))
        .map(|(at, _, text)| (at, text.to_owned()))
        .collect();
    for (at, text) in told {
        history.read_entries_into_force(&text, head.date, &at, findings);
    }
    reading.amendments = history.amendments;
    reading.amendments_complete = history.complete;
    reading.in_force = history.in_force;
}

fn tell_names(reading: &mut Reading, findings: &mut Findings) {
    let mut references = References::new(reading.number);
    let mut modules = Modules::default();
    for (at, line, text) in parts(reading, None) {
        references.read(text, &at, line, findings);
        modules.read(text);
    }
    for footnote in &reading.footnotes {
        references.read(&footnote.text, &format!("footnote {}", footnote.mark), None, findings);
        modules.read(&footnote.text);
    }
    reading.references = references.into_found();
    reading.modules = modules.into_names(findings);
}

/// Says what is missing and what does not fit.
fn check(reading: &mut Reading, head: &Head, plan: &Plan, findings: &mut Findings) {
    let missing = [
        (reading.title.is_none(), "title", Finding::MissingTitle),
        (reading.number.is_none(), "number", Finding::MissingNumber),
        (reading.document.is_none(), "document", Finding::MissingDocument),
        (reading.date.is_none(), "date", Finding::MissingDate),
        (reading.grounds.is_empty(), "grounds", Finding::MissingGrounds),
        (reading.points.is_empty(), "points", Finding::MissingPoints),
        (plan.operative.is_none(), "operative", Finding::MissingOperative),
        (plan.operative.is_some_and(|(_, by_formula)| !by_formula), "operative", Finding::OperativeInferred),
        (reading.signed_by.is_none(), "signed_by", Finding::MissingSignature),
        (reading.annex.is_some(), "annex", Finding::TextAfterSignature),
    ];
    for (_, at, finding) in missing.into_iter().filter(|(applies, ..)| *applies) {
        findings.add(at, None, finding);
    }
    infer_committee(reading, findings);
    if let (Some(number), Some(date)) = (reading.number, reading.date)
        && number.year() != date.year()
    {
        findings.add("date", head.title_line, Finding::DateYearMismatch);
    }
    check_amendments(reading, findings);
    body::check_numbering(&reading.points, !reading.amendments.is_empty(), findings);
}

fn infer_committee(reading: &mut Reading, findings: &mut Findings) {
    if reading.committee.is_some() {
        return;
    }
    reading.committee = reading
        .document
        .as_ref()
        .and_then(|document| head::committee_of(document, reading.language))
        .map(str::to_owned);
    let finding = if reading.committee.is_some() { Finding::CommitteeInferred } else { Finding::MissingCommittee };
    findings.add("committee", None, finding);
}

fn check_amendments(reading: &mut Reading, findings: &mut Findings) {
    let dates: Vec<_> = reading.amendments.iter().map(|amendment| amendment.approved).collect();
    if !dates.is_sorted() || dates.first().zip(reading.date).is_some_and(|(first, given)| *first < given) {
        findings.add("amendments", None, Finding::AmendmentsOutOfOrder);
    }
    let last = dates.iter().max().copied().or(reading.date);
    if let (Some(document), Some(last)) = (&reading.document, last)
        && document.year() > last.year()
    {
        reading.amendments_complete = false;
        findings.add("amendments", None, Finding::DocumentNewer);
    }
    let inserted = reading.points.iter().any(|point| point.label.is_inserted());
    if inserted && reading.amendments.is_empty() {
        reading.amendments_complete = false;
    }
    if !reading.amendments_complete {
        findings.add("amendments", None, Finding::AmendmentsUnknown);
    }
}
