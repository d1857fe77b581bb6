//! The head of a text: committee, document number, title, grounds.

use delibero_domain::deliberation::dates::dates_in;
use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber, latin};
use delibero_domain::text::Language;
use jiff::civil::Date;

use crate::blocks::Block;
use crate::characters::{is_heading_like, share_of_capitals};
use crate::footnotes::without_marks;
use crate::markup::takes_no_room;
use crate::mend::Vocabulary;
use crate::opening::{Opening, document_number};
use crate::pattern::pattern;

/// What stands before the body.
#[derive(Debug, Default)]
pub struct Head {
    /// The lines that name the committee, joined with commas.
    pub committee: Option<String>,
    pub document: Option<DocumentNumber>,
    /// The title with the marks of its footnotes.
    pub marked_title: Option<String>,
    /// Where the title begins in the source.
    pub title_line: Option<usize>,
    /// The stable number.
    pub number: Option<DeliberationNumber>,
    pub date: Option<Date>,
    pub grounds: Vec<String>,
    /// Everything else.
    pub preamble: Vec<String>,
    /// How many blocks it takes.
    pub length: usize,
}

impl Head {
    /// The title without the marks of footnotes.
    pub fn title(&self) -> Option<String> {
        self.marked_title.as_deref().map(without_marks)
    }
}

/// Where the title of a deliberation is among the first blocks: above the grounds, which may cite others.
pub fn title_place(blocks: &[Block]) -> Option<usize> {
    const REACH: usize = 120;
    let above_grounds = blocks.iter().take(REACH).take_while(|block| block.opening != Opening::Ground);
    above_grounds.enumerate().find(|(_, block)| block.opening == Opening::Title).map(|(place, _)| place)
}

/// What kind of text a title announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    Deliberation,
    Opinion,
    Recommendation,
}

/// What a title announces.
pub fn kind_of(title: &str) -> TextKind {
    let announces = |expression: &regex::Regex| expression.is_match(title);
    if announces(pattern!(r"(?i)^(?:\(?projet d[e'’] ?|ontwerp van )?(?:avis|advies)\b")) {
        TextKind::Opinion
    } else if announces(pattern!(r"(?i)^(?:\(?projet de |ontwerp van )?(?:recommandation|aanbeveling)\b")) {
        TextKind::Recommendation
    } else {
        TextKind::Deliberation
    }
}

/// Reads the head; `body` is the first block that is a section or a point.
pub fn read(blocks: &[Block], body: usize, vocabulary: &Vocabulary) -> Head {
    let mut head = Head::default();
    let title = title_place(&blocks[..body]);
    let mut at = 0;
    let mut before_title: Vec<&str> = Vec::new();
    let head_end = title.unwrap_or_else(|| first_ground(blocks, body));
    while at < head_end {
        before_title.push(&blocks[at].text);
        at += 1;
    }
    head.read_masthead(&before_title);
    if let Some(title) = title {
        at = head.read_title(blocks, title, body, vocabulary);
    }
    head.read_grounds(blocks, at, body, vocabulary);
    if head.document.is_none() {
        let near = blocks[..head.length.min(body)].iter().find_map(|block| document_number(&block.text));
        head.document = near.and_then(|number| number.parse().ok());
    }
    head
}

fn first_ground(blocks: &[Block], body: usize) -> usize {
    blocks[..body].iter().position(|block| block.opening == Opening::Ground).unwrap_or(body)
}

impl Head {
    /// What stands above the title: the committee, its chamber, the document number.
    fn read_masthead(&mut self, blocks: &[&str]) {
        let mut names: Vec<String> = Vec::new();
        for text in blocks {
            if let Some(number) = document_number(text).filter(|_| self.document.is_none()) {
                self.document = number.parse().ok();
                let rest = text.replacen(number, "", 1);
                let rest = pattern!(r"(?i)^\s*dossier\b").replace(&rest, "");
                if !rest.trim().is_empty() && names_committee(&rest) {
                    names.extend(split_committee(rest.trim()));
                } else if rest.chars().any(char::is_alphabetic) {
                    self.preamble.push(rest.trim().to_owned());
                }
            } else if names_committee(text) && names.len() < 4 {
                names.extend(split_committee(text));
            } else {
                self.preamble.push((*text).to_owned());
            }
        }
        names.dedup();
        self.committee = (!names.is_empty()).then(|| names.join(", "));
    }

    /// Reads the title and returns the block after it.
    fn read_title(&mut self, blocks: &[Block], title: usize, body: usize, vocabulary: &Vocabulary) -> usize {
        let mut text = blocks[title].text.clone();
        let mut at = title + 1;
        while at < body && continues_title(&text, &blocks[at]) {
            vocabulary.join(&mut text, &blocks[at].text);
            at += 1;
        }
        let plain = without_marks(&text);
        self.number = stable_number(&plain);
        self.date = dates_in(&plain).first().map(|found| found.date);
        self.title_line = Some(blocks[title].number);
        self.marked_title = Some(text);
        at
    }

    /// Reads from the title to the body: grounds, and what stands between them.
    fn read_grounds(&mut self, blocks: &[Block], from: usize, body: usize, vocabulary: &Vocabulary) {
        let last_ground = blocks[..body].iter().rposition(|block| block.opening == Opening::Ground);
        let mut at = from;
        while at < body {
            let block = &blocks[at];
            let is_behind_grounds = last_ground.is_none_or(|last| at > last);
            if is_behind_grounds && begins_body(block, blocks.get(at + 1)) {
                break;
            }
            match (&block.opening, self.grounds.last_mut()) {
                (Opening::Ground, _) => self.grounds.push(block.text.clone()),
                (_, Some(ground)) if block.inline => {
                    vocabulary.join(ground, &block.text);
                }
                _ => self.preamble.push(block.text.clone()),
            }
            at += 1;
        }
        self.length = at;
    }
}

/// Without sections and points the body begins with a heading, or with the first paragraph behind the formulas.
fn begins_body(block: &Block, next: Option<&Block>) -> bool {
    let is_formula = block.text.trim_end().ends_with([':', ',', ';']) || names_committee(&block.text);
    let has_heading = is_heading_like(&block.text) && block.opening == Opening::Plain;
    let is_before_plain_text = next.is_none_or(|next| !matches!(next.opening, Opening::Ground | Opening::Title));
    let mentions_amendment =
        pattern!(r"(?i)^\(?(?:derni[èe]rement\s|laatst\s)?(?:modifi[ée]|gewijzigd)").is_match(&block.text);
    !is_formula && !mentions_amendment && is_before_plain_text && (has_heading || block.text.len() > 200)
}

/// Whether a text names one of the committees of any time.
pub fn names_committee(text: &str) -> bool {
    pattern!(
        r"(?i)^\W*(?:la |le |de |het )?(?:comit[ée]\s+(?:de\s+s[ée]curit[ée]|sectoriel|de\s+surveillance)|toezichtscomit[ée]|sectoraal\s+comit[ée]|informatieveiligheidscomit[ée]|commission\s+de\s+la\s+protection|(?:chambre|section|kamer|afdeling(?:en)?|sectie)\W+(?:s[ée]curit[ée]|sant[ée]|sociale|gezondheid|autorit[ée]|federale))"
    )
    .is_match(text)
        && text.len() <= 300
}

/// A committee and its chamber may stand in one block.
fn split_committee(text: &str) -> Vec<String> {
    let chamber = pattern!(
        r"\s+((?:Chambre|Section|Kamer|Afdeling(?:en)?|Sectie|CHAMBRE|SECTION|KAMER|AFDELING|chambre|section|kamer|afdeling)\s.*)$"
    );
    let text = text.trim().trim_end_matches([',', ';']);
    match chamber.captures(text) {
        Some(found) => {
            let start = found.get(1).map_or(text.len(), |chamber| chamber.start());
            vec![clean_name(&text[..start]), clean_name(&text[start..])]
        }
        None => vec![clean_name(text)],
    }
}

fn clean_name(name: &str) -> String {
    name.trim()
        .trim_end_matches(',')
        .chars()
        .filter(|c| !matches!(c, '"' | '“' | '”' | '«' | '»'))
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A title goes on in capitals, or with what a title must say.
fn continues_title(title: &str, block: &Block) -> bool {
    const LONGEST: usize = 3000;
    if matches!(
        block.opening,
        Opening::Ground
            | Opening::Document
            | Opening::Title
            | Opening::Operative
            | Opening::Label { .. }
            | Opening::Section { .. }
    ) || title.len() > LONGEST
    {
        return false;
    }
    let joins = pattern!(
        r"(?i)^(?:\(?(?:derni[èe]rement |laatst(?:elijk)? )?(?:modifi[ée]e?|gewijzigd)|relative?|concernant|portant|visant|en ce qui concerne|betreffende|met betrekking|inzake|over|m\.b\.t\.|houdende|en vue|met het oog|du\s\d|van\s\d)"
    );
    let is_bare = !pattern!(r"(?i)\d{4}\W*\s+\S+\s+\S+").is_match(title);
    joins.is_match(&block.text)
        || (share_of_capitals(&block.text) > 0.6 && !names_committee(&block.text))
        || is_bare && !names_committee(&block.text)
}

fn stable_number(title: &str) -> Option<DeliberationNumber> {
    let number = pattern!(r"(?i)^\D{0,60}?(\d{2}\s?/\s?\d{1,3})\b");
    let behind_date = pattern!(r"(?i)\bn\s?(?:[°ºo⁰r]{1,2}|um\p{L}+)?\.?\s?(\d{2}\s?/\s?\d{1,3})\b");
    let glued = pattern!(r"(?i)^\D{0,60}?(\d{2}\s?/\s?\d{1,3})\p{L}");
    let found = [number, behind_date, glued].into_iter().find_map(|form| form.captures(title))?.get(1)?;
    numbered_with_adverb(&title[found.start()..], found.len()).parse().ok()
}

/// A number with the adverb that follows it: `03/10bis`, `03/10 ter du`; `12/034 ter vervanging van` has none.
pub fn numbered_with_adverb(text: &str, length: usize) -> &str {
    let behind = pattern!(r"^(\s?)(\p{L}{3,14})(\s+\p{L}+)?").captures(&text[length..]);
    let Some(behind) = behind else { return &text[..length] };
    let part = |index: usize| behind.get(index).map_or("", |part| part.as_str());
    let next = part(3).trim().to_lowercase();
    let is_dated = ["", "du", "van", "d", "le", "op", "et", "en"].contains(&next.as_str());
    let is_adverb = latin::ordinal(part(2)).is_some_and(|ordinal| ordinal != 3 || part(1).is_empty() || is_dated);
    if is_adverb { &text[..length + part(1).len() + part(2).len()] } else { &text[..length] }
}

/// Who reported, and who asked.
#[derive(Debug, Default)]
pub struct People {
    /// Who reported.
    pub rapporteur: Option<String>,
    /// Who asked.
    pub requesters: Vec<String>,
}

/// Reads the people from the grounds.
pub fn people(grounds: &[String]) -> People {
    let mut people = People::default();
    let report = pattern!(
        r"(?i)^(?:vu|gelet op)\s+(?:le\s+rapport|het\s+verslag|l['’]expos[ée])\s+(?:du\s|de la\s|de\s|d['’]|van\s|door\s|pr[ée]sent[ée] par\s)\s*(?:monsieur|madame|m\.|mme|mr\.?|(?:de\s+)?heer|mevrouw)?\s*(.+?)[\s;.,]*$"
    );
    let request = pattern!(
        r"(?i)^(?:vu|gelet op)\s+(?:la|les|de|het|l['’])\s*(?:demandes?(?:\s+d['’]autorisation)?|(?:machtigings)?aanvra(?:ag|gen)|verzoek(?:en)?)\s+(?:introduites?\s+|ingediend\s+|re[çc]ues?\s+|uitgaande\s+)?(?:par\s|de\s|du\s|des\s|d['’]|vanwege\s|van\s|door\s)\s*(.+?)[\s;.,]*$"
    );
    for ground in grounds {
        let ground = without_marks(ground);
        if let Some(name) = report.captures(&ground).and_then(|found| found.get(1)) {
            let name = name.as_str();
            let is_institution =
                pattern!(r"(?i)banque|kruispuntbank|section|afdeling|plate-?forme|platform|auditorat|dienst|service")
                    .is_match(name);
            if people.rapporteur.is_none() && !is_institution {
                people.rapporteur = Some(pattern!(r"(?i)^(?:le|la|de|het)\s+").replace(name, "").into_owned());
            }
        } else if let Some(name) = request.captures(&ground).and_then(|found| found.get(1)) {
            people.requesters.push(requester(name.as_str()));
        }
    }
    people
}

/// Without the article and the date of the request.
fn requester(name: &str) -> String {
    let name = pattern!(r"(?i)^(?:de\s+la\s+|de\s+l['’]\s*|la\s+|le\s+|les\s+|l['’]\s*|du\s+|des\s+|het\s+|de\s+)")
        .replace(name, "");
    let dates = dates_in(&name);
    let dated = pattern!(r"(?i)(?:,?\s+(?:re[çc]ue?|ontvangen|introduite|ingediend))?,?\s+(?:du|le|van|op|d\.d\.)\s*$");
    match dates.first() {
        Some(first) if dated.is_match(&name[..first.range.start]) => {
            dated.replace(&name[..first.range.start], "").into_owned()
        }
        _ => name.into_owned(),
    }
}

/// The language that the words speak.
pub fn language_of(text: &str) -> Language {
    let (mut french, mut dutch) = (0_usize, 0_usize);
    for word in text.split(|c: char| !c.is_alphabetic() && !takes_no_room(c)).take(20_000) {
        let word: String = word.chars().filter(|c| !takes_no_room(*c)).collect();
        match word.to_lowercase().as_str() {
            "le" | "la" | "les" | "des" | "du" | "et" | "sociale" | "une" | "par" => french += 1,
            "het" | "een" | "van" | "en" | "der" | "voor" | "zekerheid" | "op" | "wordt" => dutch += 1,
            _ => {}
        }
    }
    if dutch > french { Language::Nl } else { Language::Fr }
}

/// The committee that a document number belongs to.
pub fn committee_of(document: &DocumentNumber, language: Language) -> Option<&'static str> {
    match document.prefix() {
        "TC" if language == Language::Nl => Some("Toezichtscomité bij de Kruispuntbank van de sociale zekerheid"),
        "TC" => Some("Comité de surveillance près la Banque-carrefour de la sécurité sociale"),
        "CSSS" | "CSSSS" => Some("Comité sectoriel de la sécurité sociale et de la santé"),
        "SCSZ" | "SCSZG" => Some("Sectoraal comité van de sociale zekerheid en van de gezondheid"),
        "CSI/CSSS" => Some("Comité de sécurité de l'information, Chambre sécurité sociale et santé"),
        "IVC/KSZG" => Some("Informatieveiligheidscomité, Kamer sociale zekerheid en gezondheid"),
        _ => None,
    }
}
