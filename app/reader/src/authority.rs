//! Whose text it is, and what it calls itself: only deliberations of the committee are read.

use crate::blocks::Block;
use crate::opening::{Opening, document_number};
use crate::pattern::pattern;
use crate::refusal::Reason;

/// How many blocks may stand above a title.
const MASTHEAD: usize = 25;

/// What the words above the grounds show.
pub struct Authority {
    /// The committee of any time is named, or its document number stands there.
    pub is_ours: bool,
    /// Another authority, or another kind of text.
    pub other: Option<Reason>,
}

/// Reads the masthead, the title and the beginning of the operative part.
pub fn of(blocks: &[Block], title: Option<usize>, operative: Option<usize>) -> Authority {
    let above = blocks.iter().take(MASTHEAD).take_while(|block| block.opening != Opening::Ground);
    let above = &blocks[..above.count().min(title.unwrap_or(MASTHEAD))];
    let title = title.map(|place| before_subject(&blocks[place].text));
    let decision = operative.and_then(|place| blocks.get(place..(place + 2).min(blocks.len()))).unwrap_or_default();
    let decides = |names: fn(&str) -> bool| decision.iter().any(|block| names(beginning(decided(&block.text))));
    let names_ours = above.iter().any(|block| names_ours(&block.text)) || title.is_some_and(names_ours);
    let names_other = above.iter().any(|block| block.text.len() <= 400 && names_other(&block.text))
        || title.is_some_and(|title| names_other(title) || is_numbered_otherwise(title))
        || above.iter().any(|block| is_title_of_another(&block.text));
    let has_document = blocks.iter().take(MASTHEAD).any(|block| document_number(&block.text).is_some());
    let is_ours = names_ours || (has_document && !names_other) || decides(self::names_ours);
    let other = if let Some(kind) = above.iter().find_map(|block| other_kind(&block.text)) {
        Some(kind)
    } else if (names_other && !names_ours) || decides(self::names_other) || is_of_other_chamber(above) {
        Some(Reason::OtherAuthority)
    } else {
        None
    };
    Authority { is_ours, other }
}

/// A title without what it is about, which may name anybody.
fn before_subject(title: &str) -> &str {
    let subject = pattern!(
        r"(?i)\b(?:relative?s?\s|concernant|portant|visant|sur\s|en ce qui concerne|betreffende|met betrekking|inzake|over\s|m\.b\.t|houdende|om\s)"
    );
    subject.find(title).map_or(title, |found| &title[..found.start()])
}

/// What stands behind the formula of a decision.
fn decided(text: &str) -> &str {
    pattern!(r"(?i)^(?:par|pour) ces (?:motifs|raisons)\W*|^om (?:deze|die) redenen\W*(?:machtigt|besluit|beslist|verleent|concludeert)?\s*")
        .find(text)
        .map_or(text, |found| &text[found.end()..])
}

fn beginning(text: &str) -> &str {
    const LENGTH: usize = 90;
    &text[..text.floor_char_boundary(LENGTH)]
}

/// Whether the committee is named, under its name of any time.
fn names_ours(text: &str) -> bool {
    pattern!(
        r"(?i)comit[ée]\s+de\s+s[ée]curit[ée]\s+de\s+l['’]\s?information|informatieveiligheidscomit[ée]|comit[ée]\s+sectoriel\s+de\s+la\s+s[ée]curit[ée]\s+sociale|sectoraal\s+comit[ée]\s+(?:van\s+)?(?:de\s+)?sociale\s+zekerheid|comit[ée]\s+de\s+surveillance\W+(?:(?:pr[èe]s|aupr[èe]s|de)\W+)?(?:la\s+)?banque|toezichtscomit[ée]\s+(?:bij|van)\s+de\s+kruispuntbank"
    )
    .is_match(text)
}

/// Whether another authority is named: for data protection, of a register, of another country or a municipality.
fn names_other(text: &str) -> bool {
    pattern!(
        r"(?ix)
        comit[ée]\s+sectoriel\s+(?:du\s+|de\s+la\s+|de\s+l['’]\s?|pour\s+l['’]\s?|pour\s+la\s+|de\s+|des\s+)?(?:registre|autorit[ée]|ph[ée]nix|banque|statisti|[ée]tat|entreprises)
        | sectoraal\s+comit[ée]\s+(?:van\s+|voor\s+)?(?:het\s+|de\s+)?(?:rijksregister|federale|kruispuntbank\s+van\s+(?:de\s+)?ondernemingen|statisti|fenix|phenix)
        | comit[ée]\s+de\s+surveillance\s+statistique | statistisch\s+toezichtscomit[ée]
        | commission\s+(?:belge\s+)?(?:nationale|de\s+(?:la\s+)?protection|de\s+contr[ôo]le|pour\s+la\s+protection|d['’]acc[èe]s|wallonie)
        | commissie\s+voor\s+de\s+bescherming | toezichtcommissie
        | autorit[ée]\s+(?:belge\s+)?(?:de|pour\s+la)\s+(?:la\s+)?(?:protection\s+des\s+donn[ée]es|contr[ôo]le)
        | gegevensbeschermingsautoriteit | autoriteit\s+persoonsgegevens | privacycommissie
        | data\s+protection\s+(?:authority|board|commission) | \b(?:cnil|cnpd|edpb|edps|cpvp|cbpl)\b
        | contr[ôo]leur\s+europ[ée]en | comit[ée]\s+europ[ée]en\s+de\s+la\s+protection
        | \bparlement\b | \bgarante\s+per\b | conseil\s+(?:sup[ée]rieur|national)
        | conseil\s+(?:municipal|communal|provincial|r[ée]gional|d[ée]partemental|d['’]administration|d['’][ée]tat|f[ée]d[ée]ral)
        | gemeenteraad | provincieraad | raad\s+van\s+(?:bestuur|state) | schepencollege | haute\s+autorit[ée]
        | r[ée]publique\s+(?:fran[çc]aise|et\s+canton) | grand-duch[ée] | conf[ée]d[ée]ration\s+suisse | royaume\s+du\s+maroc
        "
    )
    .is_match(text)
}

/// Since 2018 the committee has two chambers, which may sit together: that of the federal authority is another one.
fn is_of_other_chamber(above: &[Block]) -> bool {
    let other = pattern!(
        r"(?i)chambre\s+(?:de\s+l['’]\s?)?autorit[ée]\s+f[ée]d[ée]rale|kamer\s+(?:van\s+de\s+|voor\s+de\s+)?federale\s+overheid"
    );
    let ours = pattern!(r"(?i)s[ée]curit[ée]\s+sociale|sociale\s+zekerheid|chambres\s+r[ée]unies|verenigde\s+kamers");
    let says = |names: &regex::Regex| above.iter().any(|block| names.is_match(&block.text));
    says(other) && !says(ours)
}

/// `n° 2019-093`, `nr. 15/2016`: the committee numbers by two digits of the year.
fn is_numbered_otherwise(title: &str) -> bool {
    pattern!(r"(?i)^\D{0,60}?(?:(?:19|20)\d{2}\s?[-/–]\s?\d{1,4}|\d{1,4}\s?[-/–]\s?(?:19|20)\d{2})\b").is_match(title)
}

/// `Délibération RN n° 15/2016`, `Délibération SAN-2020-012`.
fn is_title_of_another(text: &str) -> bool {
    pattern!(r"^(?i:d[ée]lib[ée]ration|beraadslaging)\s+[A-Z]{2,6}\s?(?:[-–]\s?\d|(?i:n[°ºor.])|\d)").is_match(text)
        && document_number(text).is_none()
}

/// Another kind of text, by the line that says so.
fn other_kind(text: &str) -> Option<Reason> {
    let named = pattern!(
        r"(?i)^\W*(?:projet\s+d[e'’]\s?|ontwerp\s+van\s+)?(?:(avis|advies)|(recommandation|aanbeveling)|((?:rapport|verslag|jaarverslag|auditoraatsrapport|rapport\s+d['’]auditorat|note|nota|proc[èe]s-verbal|notulen|circulaire|omzendbrief)))(?:\s+(?:n\s?[°ºor.\d]|num|du\s|van\s|d['’]|des?\s|relatif|relative|concernant|portant|sur\s|betreffende|over\s|met\s+betrekking|inzake|annuel|aan\s|[A-Z]{2,6}\s|\d)|\s*[:–-]|\W*$)"
    );
    let found = named.captures(text)?;
    Some(match (found.get(1), found.get(2)) {
        (Some(_), _) => Reason::Opinion,
        (_, Some(_)) => Reason::Recommendation,
        _ => Reason::Report,
    })
}
