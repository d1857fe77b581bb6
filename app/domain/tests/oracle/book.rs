//! The rules of an export, read into structs of the oracle's own: nothing here is shared with the engine's reader, so a
//! slip in one is not repeated in the other.

use delibero_domain::catalogue::files::rules;
use serde::Deserialize;
use serde_json::Value as Json;

/// A day as year, month and day: ordered as days are, without a calendar library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Day(pub i16, pub i8, pub i8);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        let parts: Vec<i16> = word.split('-').filter_map(|part| part.parse().ok()).collect();
        match parts[..] {
            [year, month, day] => Ok(Self(year, month as i8, day as i8)),
            _ => Err(format!("not a day: {word}")),
        }
    }
}

/// Everything that the files say, as far as a decision needs it.
pub struct Book {
    pub recipients: Vec<Recipient>,
    pub purposes: Vec<Named>,
    pub person_roles: Vec<Named>,
    pub regions: Vec<Named>,
    pub offices: Vec<Named>,
    pub code_lists: Vec<CodeList>,
    pub services: Vec<Service>,
    pub deliberations: Vec<Deliberation>,
    pub sectors: SectorsFile,
    pub conditions: Vec<Named>,
    pub suspensions: Vec<Suspension>,
}

impl Book {
    /// What files say, by way of the rules of the export that they make.
    pub fn read(files: &[(&str, &str)]) -> Self {
        Self::of_rules(&rules(files))
    }

    /// The rules of an export.
    pub fn of_rules(rules: &Json) -> Self {
        let terms = &rules["terms"];
        Self {
            recipients: parse(&rules["recipients"]),
            purposes: parse(&terms["purpose"]),
            person_roles: parse(&terms["person_role"]),
            regions: parse(&terms["region"]),
            offices: parse(&terms["office"]),
            conditions: parse(&terms["condition"]),
            sectors: parse(&rules["sectors"]),
            suspensions: parse(&rules["suspensions"]),
            code_lists: parse(&rules["codes"]),
            services: parse(&rules["services"]),
            deliberations: parse(&rules["deliberations"]),
        }
    }

    /// A service.
    pub fn service(&self, id: &str) -> &Service {
        self.services.iter().find(|service| service.id == id).expect("a service of the files")
    }

    /// A code list.
    pub fn code_list(&self, id: &str) -> &CodeList {
        self.code_lists.iter().find(|list| list.id == id).expect("a code list of the files")
    }
}

fn parse<T: for<'de> Deserialize<'de>>(part: &Json) -> T {
    T::deserialize(part).unwrap_or_else(|error| panic!("{error}: {part}"))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SectorsFile {
    pub code: Vec<QualityCode>,
    pub sector: Vec<Sector>,
}

#[derive(Deserialize)]
pub struct Sector {
    pub recipients: Vec<String>,
    pub unlisted_count: bool,
    pub code: Vec<QualityCode>,
}

#[derive(Deserialize)]
pub struct QualityCode {
    pub code: u16,
    pub counts: Option<bool>,
    #[serde(default)]
    pub purposes: Vec<String>,
}

#[derive(Deserialize)]
pub struct Suspension {
    pub deliberation: String,
    pub recipient: String,
    pub service: String,
    pub organisation: Option<String>,
    since: String,
}

impl Suspension {
    /// The first day that it stops.
    pub fn from(&self) -> Day {
        Day::try_from(self.since[..10].to_owned()).expect("a day")
    }
}

#[derive(Deserialize)]
pub struct Named {
    pub id: String,
}

#[derive(Deserialize)]
pub struct Recipient {
    pub id: String,
    #[serde(default)]
    pub member: Vec<Named>,
}

#[derive(Deserialize)]
pub struct CodeList {
    pub id: String,
    pub code: Vec<Code>,
}

#[derive(Deserialize)]
pub struct Code {
    pub code: String,
    id: Option<String>,
}

impl Code {
    /// The word that rules use for the code.
    pub fn word(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.code)
    }
}

#[derive(Deserialize)]
pub struct Service {
    pub id: String,
    pub regime_element: Option<String>,
    pub risk_element: Option<String>,
    pub block: Vec<Block>,
    pub module: Vec<Module>,
}

impl Service {
    /// The elements of every block, with their block.
    pub fn elements(&self) -> impl Iterator<Item = (&Block, &Element)> {
        self.block.iter().flat_map(|block| block.element.iter().map(move |element| (block, element)))
    }

    /// The code list of an element that has one.
    pub fn codes_of(&self, id: Option<&str>) -> Option<&str> {
        let found = self.elements().find(|(_, element)| Some(element.id.as_str()) == id);
        found.and_then(|(_, element)| element.codes.as_deref())
    }
}

#[derive(Deserialize)]
pub struct Block {
    pub element: Vec<Element>,
}

#[derive(Deserialize)]
pub struct Element {
    pub id: String,
    codes: Option<String>,
}

#[derive(Deserialize)]
pub struct Module {
    pub id: String,
    pub kind: String,
    pub elements: Vec<String>,
    pub source: String,
}

#[derive(Deserialize)]
pub struct Deliberation {
    pub number: String,
    #[serde(default)]
    pub block: Vec<DescribedBlock>,
    pub defaults: Defaults,
    #[serde(default)]
    pub authorisation: Vec<Authorisation>,
}

#[derive(Deserialize)]
pub struct DescribedBlock {
    pub service: String,
    pub id: String,
    pub elements: Vec<String>,
    #[serde(default)]
    pub risk_limit: Vec<RiskLimit>,
}

/// For which parts of an authorisation something is said; empty: for all.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Part {
    pub modules: Vec<String>,
    pub purposes: Vec<String>,
    pub members: Vec<String>,
}

#[derive(Deserialize)]
pub struct RiskLimit {
    pub elements: Option<Vec<String>>,
    pub risks: Vec<String>,
    pub point: String,
    #[serde(flatten)]
    pub part: Part,
}

#[derive(Deserialize)]
pub struct RegimeLimit {
    pub regimes: Vec<String>,
    pub point: String,
    #[serde(flatten)]
    pub part: Part,
}

#[derive(Deserialize)]
pub struct Reduction {
    pub elements: Vec<String>,
    pub form: String,
    pub point: String,
    #[serde(flatten)]
    pub part: Part,
}

#[derive(Deserialize)]
pub struct Defaults {
    pub valid_from: Day,
    pub valid_until: Option<Day>,
    #[serde(default)]
    pub regimes: Vec<String>,
    pub regimes_point: Option<String>,
    pub roles: Vec<String>,
    pub integration: Integration,
    pub batch: Option<Batch>,
    pub retention: Vec<Retention>,
}

#[derive(Deserialize)]
pub struct Authorisation {
    pub recipient: String,
    pub service: String,
    pub points: String,
    pub valid_from: Option<Day>,
    pub valid_until: Option<Day>,
    pub regimes: Option<Vec<String>>,
    pub regimes_point: Option<String>,
    pub roles: Option<Vec<String>>,
    #[serde(default)]
    pub person_roles: Vec<String>,
    pub person_roles_point: Option<String>,
    pub module: Vec<ModuleGrant>,
    #[serde(default)]
    pub exclusion: Vec<Exclusion>,
    #[serde(default)]
    pub reserved: Vec<Reserved>,
    #[serde(default)]
    pub reduction: Vec<Reduction>,
    #[serde(default)]
    pub regime_limit: Vec<RegimeLimit>,
    #[serde(default)]
    pub risk_limit: Vec<RiskLimit>,
    #[serde(default)]
    pub history: Vec<History>,
    #[serde(default)]
    pub quality_codes: Vec<QualityCodes>,
    pub purpose: Vec<Purpose>,
    pub integration: Option<Integration>,
    pub own_file: Option<OwnFile>,
    pub designated: Option<Designated>,
    pub batch: Option<Batch>,
    pub retention: Option<Vec<Retention>>,
    #[serde(default)]
    pub use_limit: Vec<UseLimit>,
    #[serde(default)]
    pub member: Vec<MemberRule>,
}

#[derive(Deserialize)]
pub struct ModuleGrant {
    pub id: String,
    pub elements: Vec<String>,
    pub point: String,
    pub described: Option<String>,
}

#[derive(Deserialize)]
pub struct Exclusion {
    pub elements: Vec<String>,
    pub point: String,
    #[serde(flatten)]
    pub part: Part,
}

#[derive(Deserialize)]
pub struct Reserved {
    pub elements: Vec<String>,
    pub purposes: Vec<String>,
    pub point: String,
}

#[derive(Deserialize)]
pub struct Purpose {
    pub id: String,
    pub point: String,
    #[serde(default)]
    pub roles: Vec<String>,
    #[serde(default)]
    pub person_roles: Vec<String>,
    pub default_person_role: Option<String>,
    #[serde(default)]
    pub authority: Vec<Authority>,
}

#[derive(Deserialize)]
pub struct Authority {
    pub region: String,
    #[serde(default)]
    pub offices: Vec<String>,
    pub point: String,
}

#[derive(Deserialize)]
pub struct History {
    pub years: i16,
    pub extension: Option<Extension>,
    pub elements: Vec<String>,
    pub point: String,
    #[serde(flatten)]
    pub part: Part,
}

#[derive(Deserialize)]
pub struct Extension {
    pub years: i16,
    pub condition: String,
}

#[derive(Deserialize)]
pub struct QualityCodes {
    pub codes: Vec<u16>,
    #[serde(default)]
    pub reserved: bool,
    pub point: String,
    #[serde(flatten)]
    pub part: Part,
}

#[derive(Deserialize)]
pub struct Integration {
    pub recipient: String,
    pub sender: String,
    #[serde(default)]
    pub quality_codes: Vec<u16>,
    pub point: String,
}

#[derive(Deserialize)]
pub struct OwnFile {
    pub point: String,
}

#[derive(Deserialize)]
pub struct Designated {
    pub point: String,
}

#[derive(Deserialize)]
pub struct Batch {
    pub allowed: bool,
    pub point: String,
}

#[derive(Deserialize)]
pub struct Retention {
    pub length: Option<Length>,
    pub event: String,
    pub maximum: Option<Maximum>,
    #[serde(default)]
    pub purposes: Vec<String>,
    pub point: String,
}

#[derive(Deserialize)]
pub struct Maximum {
    pub length: Option<Length>,
    pub event: String,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub struct Length {
    pub years: i16,
    pub months: i16,
}

#[derive(Deserialize)]
pub struct UseLimit {
    pub id: String,
    pub point: String,
    #[serde(flatten)]
    pub part: Part,
}

#[derive(Deserialize)]
pub struct MemberRule {
    pub ids: Vec<String>,
    pub point: String,
    pub purposes: Option<Vec<String>>,
    pub modules: Option<Vec<String>>,
    #[serde(default)]
    pub exclusion: Vec<Exclusion>,
    pub retention: Option<Vec<Retention>>,
}
