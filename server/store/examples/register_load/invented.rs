//! Deliberations made of words that deliberations are made of.

use std::collections::BTreeMap;

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::reading::Section;
use delibero_domain::deliberation::register::{
    Citation, Deliberation, End, PointStatus, PointText, Version, VersionText,
};
use delibero_domain::text::Language;
use delibero_testkit::SeededRandomness;
use delibero_usecases::register::{Content, TextKey, Texts};

const POINTS: usize = 100;
const WORDS_OF_A_POINT: usize = 45;
/// Words that few deliberations have are made of two others: as many as these.
const RARE_WORDS: usize = 40_000;

const FRENCH: &str = "la de le les des et en à du pour données sécurité sociale travail incapacité communication \
 personne organisme santé invalidité médecin mutualité attestation assuré employeur période trimestre montant paiement \
 allocation indemnité risque maladie accident professionnel chômage pension aide intégration revenu centre public action \
 comité sectoriel délibération autorisation finalité proportionnalité demande article loi arrêté royal protection vie \
 privée règlement général traitement responsable destinataire source authentique banque carrefour réseau identification \
 numéro registre national intéressé bénéficiaire droit obligation contrôle inspection service module message flux \
 électronique consultation mutation conservation durée limite nécessaire légitime déterminé explicite ultérieur compatible \
 mesure technique organisationnelle conseiller secret professionnelle agent habilité accès journal preuve recherche \
 scientifique statistique anonyme codée région wallonne flamande bruxelloise communauté germanophone commune province \
 entreprise salarié indépendant fonctionnaire famille enfant ménage conjoint domicile résidence adresse naissance décès \
 handicap reconnaissance réinsertion formation emploi office agence fonds caisse auxiliaire institution coopérante \
 secondaire primaire qualité code répertoire référence préalable modification annexe point section titre membre président \
 rapporteur séance date vigueur publication décision refus accord avis condition exception recommandation évaluation \
 annuel rapport plan projet programme convention protocole partenaire";
const DUTCH: &str = "de het een van en in voor op met gegevens sociale zekerheid arbeid ongeschiktheid mededeling persoon \
 instelling gezondheid invaliditeit geneesheer ziekenfonds attest verzekerde werkgever periode kwartaal bedrag betaling \
 uitkering vergoeding risico ziekte ongeval beroep werkloosheid pensioen bijstand integratie inkomen centrum openbaar \
 welzijn comité beraadslaging machtiging doeleinde evenredigheid aanvraag artikel wet koninklijk besluit bescherming \
 levenssfeer verordening algemeen verwerking verantwoordelijke bestemmeling bron authentiek kruispuntbank netwerk \
 identificatie nummer rijksregister betrokkene gerechtigde recht verplichting controle inspectie dienst module bericht \
 stroom elektronisch raadpleging wijziging bewaring duur beperking noodzakelijk gerechtvaardigd bepaald uitdrukkelijk \
 verder verenigbaar maatregel technisch organisatorisch adviseur geheim medewerker bevoegd toegang logboek bewijs \
 onderzoek wetenschappelijk statistisch anoniem gecodeerd gewest waals vlaams brussels gemeenschap gemeente provincie \
 onderneming werknemer zelfstandige ambtenaar gezin kind huishouden echtgenoot woonplaats verblijf adres geboorte \
 overlijden handicap erkenning herinschakeling opleiding tewerkstelling fonds kas hulp meewerkende secundair primair \
 kwaliteit code repertorium verwijzing voorafgaand bijlage punt afdeling titel lid voorzitter verslaggever zitting datum \
 werking bekendmaking beslissing weigering akkoord advies voorwaarde uitzondering aanbeveling evaluatie jaarlijks verslag \
 plan project programma overeenkomst protocol partner";

const COMMITTEES: [&str; 4] = [
    "Comité de surveillance",
    "Comité sectoriel de la sécurité sociale et de la santé",
    "Comité de sécurité de l'information, chambre sécurité sociale et santé",
    "Comité de sécurité de l'information, chambres réunies",
];
const SOURCES: [&str; 6] = ["INAMI", "ONSS", "ONEM", "FEDRIS", "SFP", "Registre national"];

/// Makes deliberations, the same ones in every run.
pub struct Inventor {
    french: Vec<&'static str>,
    dutch: Vec<&'static str>,
    both: Vec<&'static str>,
}

/// A word that few deliberations have, in either language: the same one for the same number.
pub fn rare_word(index: usize) -> String {
    let words: Vec<&str> = FRENCH.split_whitespace().chain(DUTCH.split_whitespace()).collect();
    compound(&words, index)
}

fn compound(words: &[&str], index: usize) -> String {
    let index = index % RARE_WORDS;
    format!("{}{}", words[index % words.len()], words[(index / words.len() * 7 + index) % words.len()])
}

/// Numbers as the committee gives them: some hundreds a year.
pub fn number(index: usize) -> DeliberationNumber {
    format!("{:02}/{:03}", (index / 400 + 1) % 90, index % 400 + 1).parse().expect("a number")
}

impl Inventor {
    pub fn new() -> Self {
        let (french, dutch) = (FRENCH.split_whitespace(), DUTCH.split_whitespace());
        Self { french: french.clone().collect(), dutch: dutch.clone().collect(), both: french.chain(dutch).collect() }
    }

    pub fn deliberation(&self, index: usize) -> Content {
        let random = SeededRandomness::new(index as u64);
        let language = if index % 3 == 2 { Language::Nl } else { Language::Fr };
        let number = number(index);
        let title = format!("Délibération n° {number} relative à {}", self.words(&random, language, 12));
        let date = format!("{}-{:02}-{:02}", number.year(), pick(&random, 12) + 1, pick(&random, 28) + 1);
        let given: jiff::civil::Date = date.parse().expect("a day");
        let amended = (0..pick(&random, 4)).map(|year| given + jiff::Span::new().years(year as i64 + 1));
        let mut versions: Vec<Version> = std::iter::once(given)
            .chain(amended)
            .map(|approved| Version { document: None, approved, in_force: None, languages: Vec::new() })
            .collect();
        let last = versions.len() - 1;
        versions[last].languages.push(language);
        versions[last].document = format!("CSI/CSSS/{number}").parse().ok();
        let deliberation = Deliberation {
            number,
            committee: COMMITTEES[pick(&random, COMMITTEES.len())].to_owned(),
            title: BTreeMap::from([(language, title.clone())]),
            date: given,
            rapporteur: Some("Monsieur X".to_owned()),
            grounds: (0..6).map(|_| self.words(&random, language, 20)).collect(),
            requesters: vec![self.words(&random, language, 5)],
            sources: vec![SOURCES[pick(&random, SOURCES.len())].to_owned()],
            versions,
            amendments_complete: true,
            end: (pick(&random, 10) == 0).then(|| End::Repealed(given + jiff::Span::new().years(8))),
        };
        let text = self.text(&random, language, index, title);
        let key = TextKey::new(u16::try_from(last).unwrap_or_default(), language);
        Content { deliberation, texts: Texts::from([(key, text)]) }
    }

    fn text(&self, random: &SeededRandomness, language: Language, index: usize, title: String) -> VersionText {
        let section = |_| Section {
            label: "A.".to_owned(),
            title: self.words(random, language, 6),
            level: 1,
            text: String::new(),
        };
        let sections = (0..8).map(section).collect();
        let point = |place: usize| PointText {
            label: format!("{}.", place + 1).parse().expect("a label"),
            heading: Some(place * 8 / POINTS),
            text: self.words(random, language, WORDS_OF_A_POINT),
            status: PointStatus::Unknown,
        };
        let cited = |_| Citation {
            number: number(pick(random, index + 1)),
            date: None,
            at: vec![(pick(random, POINTS) + 1).to_string()],
        };
        VersionText {
            title,
            sections,
            points: (0..POINTS).map(point).collect(),
            references: (0..4).map(cited).collect(),
            ..VersionText::default()
        }
    }

    /// Most words are few, as in every language; one in twenty is rare.
    fn words(&self, random: &SeededRandomness, language: Language, count: usize) -> String {
        let words = if language == Language::Nl { &self.dutch } else { &self.french };
        let word = |_| {
            if pick(random, 20) == 0 {
                return compound(&self.both, pick(random, RARE_WORDS));
            }
            words[pick(random, words.len()) * pick(random, words.len()) / words.len()].to_owned()
        };
        (0..count).map(word).collect::<Vec<_>>().join(" ")
    }
}

pub fn pick(random: &SeededRandomness, choices: usize) -> usize {
    usize::try_from(random.next() % choices as u64).unwrap_or_default()
}
