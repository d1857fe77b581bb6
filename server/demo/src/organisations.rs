//! The organisations of the demonstration and who works there.

use delibero_domain::enterprise_number::{EnterpriseNumber, EnterpriseNumberError};
use delibero_domain::period::Period;
use delibero_domain::reference_directory::{Integration, NO_SECTOR_KNOWN};
use delibero_domain::role::Role;
use delibero_domain::text::{Language, Text};
use jiff::civil::date;

/// An organisation of the demonstration.
pub(super) struct Desk {
    pub id: &'static str,
    pub name: [&'static str; Language::ALL.len()],
    pub recipients: &'static [&'static str],
    pub sector: Option<u16>,
    pub legal_context: Option<&'static str>,
    /// The region whose authorities act for it.
    pub region: Option<&'static str>,
    /// The quality codes under which it integrates persons.
    pub codes: &'static [u16],
    /// Of a thousand made-up persons, how many it has integrated.
    pub share: u64,
    pub users: &'static [DeskUser],
}

/// A user of the demonstration.
pub(super) struct DeskUser {
    pub user: &'static str,
    pub name: &'static str,
    pub language: Language,
    pub roles: &'static [Role],
    pub see: &'static str,
}

impl Desk {
    pub fn name(&self) -> Text {
        Text::in_each(|language| self.name[language as usize].to_owned())
    }

    /// Of a range that no register has reached; the last two digits check the others.
    pub fn enterprise_number(place: usize) -> Result<EnterpriseNumber, EnterpriseNumberError> {
        let head = 19_990_000 + place;
        format!("{head}{:02}", 97 - head % 97).parse()
    }

    /// Whoever registers and does nothing else; none where the desk has nobody for it.
    pub fn registrar(&self) -> Option<&'static str> {
        self.users.iter().find(|user| user.roles == [Role::Registrar]).map(|user| user.user)
    }

    /// How it integrates a person, still valid.
    pub fn integration(&self, choice: u64) -> Option<Integration> {
        let place = usize::try_from(choice).unwrap_or_default() % self.codes.len().max(1);
        let quality_code = *self.codes.get(place)?;
        let period = Period { begin: date(2024, 1, 15), end: None };
        Some(Integration { sector: self.sector.unwrap_or(NO_SECTOR_KNOWN), quality_code, period })
    }
}

const fn user(
    user: &'static str,
    name: &'static str,
    language: Language,
    roles: &'static [Role],
    see: &'static str,
) -> DeskUser {
    DeskUser { user, name, language, roles, see }
}

/// An organisation without a sector or a legal context, with one case worker.
const fn desk(
    id: &'static str,
    name: [&'static str; Language::ALL.len()],
    recipients: &'static [&'static str],
    share: u64,
    users: &'static [DeskUser],
) -> Desk {
    Desk { id, name, recipients, sector: None, legal_context: None, region: None, codes: &[0], share, users }
}

use Language::{De, Fr, Nl};
const CASE_WORKER: &[Role] = &[Role::CaseWorker];

pub(super) const DESKS: &[Desk] = &[
    Desk {
        codes: &[],
        ..desk(
            "committee",
            ["Comité de sécurité de l’information", "Informatieveiligheidscomité", "Informationssicherheitsausschuss"],
            &[],
            0,
            &[
                user("helene.martin", "Hélène Martin", Fr, &[Role::Secretariat], "drafts deliberations"),
                user("koen.wouters", "Koen Wouters", Nl, &[Role::Approver], "approves what another drafted"),
                user("sarah.benali", "Sarah Benali", Fr, &[Role::Auditor], "the log of every organisation"),
                user("karl.weber", "Karl Weber", De, &[Role::SystemAdmin], "the system, no person"),
            ],
        )
    },
    Desk {
        sector: Some(17),
        region: Some("wallonia"),
        codes: &[2, 3, 4, 6, 7, 9],
        ..desk(
            "cpas-namur",
            ["CPAS de Namur", "OCMW Namen", "ÖSHZ Namur"],
            &["cpas"],
            350,
            &[
                user(
                    "marie.dubois",
                    "Marie Dubois",
                    Fr,
                    CASE_WORKER,
                    "risk and payments, for a social inquiry (20/130 point 5)",
                ),
                user(
                    "luc.lambert",
                    "Luc Lambert",
                    Fr,
                    &[Role::PaymentsOfficer],
                    "the same, for payment and recovery (20/130 point 5 b)",
                ),
                user(
                    "simon.gerard",
                    "Simon Gérard",
                    Fr,
                    &[Role::PaymentsOfficer],
                    "refused: holds no office, and replaced the financial director in the summer of 2025",
                ),
                user("anne.collard", "Anne Collard", Fr, &[Role::Registrar], "integrates persons, consults nobody"),
                user("nathalie.georges", "Nathalie Georges", Fr, &[Role::SecurityAdviser], "the log of the own CPAS"),
                user("paul.henry", "Paul Henry", Fr, &[Role::OrganisationAdmin], "the users of the own CPAS"),
            ],
        )
    },
    Desk {
        sector: Some(17),
        region: Some("flanders"),
        codes: &[2, 7],
        ..desk(
            "ocmw-leuven",
            ["CPAS de Louvain", "OCMW Leuven", "ÖSHZ Löwen"],
            &["cpas"],
            150,
            &[user("els.peeters", "Els Peeters", Nl, CASE_WORKER, "the same as Namur, for its own persons")],
        )
    },
    Desk {
        sector: Some(17),
        region: Some("german-speaking-community"),
        codes: &[2],
        ..desk(
            "oshz-eupen",
            ["CPAS d’Eupen", "OCMW Eupen", "ÖSHZ Eupen"],
            &["cpas"],
            50,
            &[user("petra.schmitz", "Petra Schmitz", De, CASE_WORKER, "the same as Namur, for its own persons")],
        )
    },
    desk(
        "spp-is",
        ["SPP Intégration sociale", "POD Maatschappelijke Integratie", "ÖPD Sozialeingliederung"],
        &["spp-is"],
        100,
        &[user("thomas.leroy", "Thomas Leroy", Fr, CASE_WORKER, "for the control of subsidies (20/130)")],
    ),
    Desk {
        sector: Some(18),
        codes: &[1, 2, 8],
        ..desk(
            "onem",
            ["ONEM", "RVA", "LfA"],
            &["onem"],
            200,
            &[user(
                "isabelle.renard",
                "Isabelle Renard",
                Fr,
                CASE_WORKER,
                "everything; the insurer only for recovery (point 29)",
            )],
        )
    },
    desk(
        "vdab",
        ["VDAB", "VDAB", "VDAB"],
        &["vdab"],
        150,
        &[user("jan.janssens", "Jan Janssens", Nl, CASE_WORKER, "the risk, no amounts (points 57-58)")],
    ),
    desk(
        "forem",
        ["Forem", "Forem", "Forem"],
        &["forem"],
        150,
        &[user(
            "julie.fontaine",
            "Julie Fontaine",
            Fr,
            CASE_WORKER,
            "for availability and reintegration (point 59); A052, L051, L052 (made-up 26/901)",
        )],
    ),
    desk(
        "groeipakket-linde",
        ["Caisse Groeipakket De Linde", "Groeipakket De Linde", "Groeipakket De Linde"],
        &["groeipakket"],
        150,
        &[user("lotte.claes", "Lotte Claes", Nl, CASE_WORKER, "the periods without the social risk (point 70)")],
    ),
    Desk {
        legal_context: Some("FIDUS-SLRB-DEMO"),
        ..desk(
            "slrb",
            ["SLRB", "BGHM", "SLRB"],
            &["slrb"],
            100,
            &[
                user(
                    "amina.elidrissi",
                    "Amina El Idrissi",
                    Fr,
                    CASE_WORKER,
                    "through the regional integrator's legal context (point 79.11)",
                ),
                user(
                    "nadia.benhaddou",
                    "Nadia Ben Haddou",
                    Fr,
                    &[Role::Registrar],
                    "integrates persons in the regional integrator's directory (point 79.11)",
                ),
            ],
        )
    },
    Desk {
        codes: &[],
        ..desk(
            "onss-inspection",
            ["ONSS – Inspection", "RSZ – Inspectie", "LSS – Inspektion"],
            &["onss-inspection"],
            0,
            &[user(
                "marc.delvaux",
                "Marc Delvaux",
                Fr,
                CASE_WORKER,
                "anybody, without integration; no amounts (points 9-14)",
            )],
        )
    },
    desk(
        "construction-fund",
        ["Fonds de la construction", "Fonds voor het bouwbedrijf", "Fonds des Bausektors"],
        &["construction-fund"],
        100,
        &[user("pieter.maes", "Pieter Maes", Nl, CASE_WORKER, "the general regime only (points 42-44)")],
    ),
    desk(
        "brick-industry-fund",
        ["Fonds de l’industrie briquetière", "Fonds voor de baksteenindustrie", "Fonds der Ziegelindustrie"],
        &["brick-industry-fund"],
        50,
        &[user("greet.hendrickx", "Greet Hendrickx", Nl, CASE_WORKER, "for the union bonus (point 56/1)")],
    ),
    Desk {
        sector: Some(16),
        codes: &[1, 2, 3],
        ..desk(
            "dg-han",
            ["DG Personnes handicapées", "DG Personen met een handicap", "GD Personen mit Behinderung"],
            &["dg-han"],
            100,
            &[user(
                "olivier.simon",
                "Olivier Simon",
                Fr,
                CASE_WORKER,
                "for allowances of the handicapped (point 79.14)",
            )],
        )
    },
    desk(
        "woonmaatschappij-dijle",
        ["Société de logement Dijleland", "Woonmaatschappij Dijleland", "Wohnungsgesellschaft Dijleland"],
        &["housing-companies"],
        100,
        &[user("tom.vermeulen", "Tom Vermeulen", Nl, CASE_WORKER, "for admission and rent (points 66-69)")],
    ),
    Desk {
        sector: Some(11),
        codes: &[2],
        ..desk(
            "mutualite-soleil",
            ["Mutualité Le Soleil", "Ziekenfonds De Zon", "Krankenkasse Sonne"],
            &["insurers"],
            1000,
            &[
                user(
                    "bram.jacobs",
                    "Bram Jacobs",
                    Nl,
                    CASE_WORKER,
                    "recognitions of handicaps, as designated (17/087 point 16)",
                ),
                user("eric.gillet", "Éric Gillet", Fr, &[Role::SourceOperator], "loads attestations"),
                user(
                    "sofie.devos",
                    "Sofie De Vos",
                    Nl,
                    &[Role::Registrar],
                    "integrates the members: the sender's side of every answer",
                ),
            ],
        )
    },
    Desk {
        legal_context: Some("FIDUS-SISP-DEMO"),
        ..desk(
            "logis-senne",
            ["Logis de la Senne", "Zennewoningen", "Sennewohnungen"],
            &["sisp"],
            100,
            &[user(
                "youssef.amrani",
                "Youssef Amrani",
                Fr,
                CASE_WORKER,
                "rents of the last five years, or seven when a dispute is confirmed (points 79.6 and 79.8)",
            )],
        )
    },
    desk(
        "secal",
        ["SECAL – Créances alimentaires", "DAVO – Alimentatievorderingen", "DUFO – Unterhaltsforderungen"],
        &["secal"],
        100,
        &[
            user("brigitte.noel", "Brigitte Noël", Fr, CASE_WORKER, "what SECAL may ask of ONEM (12/057)"),
            user("vincent.roland", "Vincent Roland", Fr, &[Role::Registrar], "integrates persons for SECAL"),
            user(
                "claire.dumont",
                "Claire Dumont",
                Fr,
                CASE_WORKER,
                "was the registrar before: refused for whom she registered (12/057 point 22)",
            ),
            user("nora.lemaire", "Nora Lemaire", Fr, CASE_WORKER, "nothing: not designated (12/057 point 7)"),
            user(
                "denis.perrin",
                "Denis Perrin",
                Fr,
                &[Role::OrganisationAdmin],
                "designates who consults at SECAL (12/057 point 7)",
            ),
        ],
    ),
];
