//! The changes, field by field, and what each of them does.

use super::{Does, Planted, Touches};

const HDI: &str = "services/hdi.toml";
pub const D23: &str = "deliberations/23-058.toml";
const D20: &str = "deliberations/20-130.toml";
const D04: &str = "deliberations/04-037.toml";
const D12: &str = "deliberations/12-057.toml";
const D17: &str = "deliberations/17-087.toml";

const fn same(file: &'static str, words: &'static str, instead: &'static str) -> Planted {
    Planted { file, words, instead, does: Does::Same }
}

const fn touches(file: &'static str, words: &'static str, instead: &'static str, touches: Touches) -> Planted {
    Planted { file, words, instead, does: Does::Touches(touches) }
}

const NOTHING: Touches =
    Touches { who: &[], directions: &[], gained: &[], lost: &[], reduced: &[], retention: false, obligations: false };

const WIDER: &[&str] = &["wider"];
const NARROWER: &[&str] = &["narrower"];
const OTHER: &[&str] = &["other"];
const BOTH_WAYS: &[&str] = &["narrower", "wider"];

/// What SLRB sees of payments.
const PAYMENTS: &[&str] = &[
    "payment.gross_taxable_amount",
    "payment.indemnified_days",
    "payment.indemnified_hours",
    "payment.indemnity_nature",
    "payment.indemnity_type",
    "payment.niss",
    "payment.payment_period",
];

/// What VDAB sees of a notification, and of an attestation.
const PERIOD: &[&str] = &["risk.closure_reason", "risk.niss", "risk.risk_nature", "risk.risk_period"];
const RISK: &[&str] = &["risk.closure_reason", "risk.niss", "risk.regime", "risk.risk_nature", "risk.risk_period"];

const VDAB_PURPOSE: &str = "[[authorisation.purpose]]\nid = \"reintegration\"\npoint = \"57-58\"\n\n";

/// A module that carries less than the text grants in it: the first one is that of the family allowances.
const BEYOND: &str = "beyond_module = true\nelements = [";

pub const PLANTED: &[Planted] = &[
    // ---- services -------------------------------------------------------------------------------------------------
    same(HDI, "label = { fr = \"Indemnités", "label = { fr = \"Les indemnités"),
    same(HDI, "id = \"risk.risk_period\"\nlabel = { fr = \"", "id = \"risk.risk_period\"\nlabel = { fr = \"La "),
    touches(
        HDI,
        "sender = \"insurers\"",
        "sender = \"fedris\"",
        Touches { who: &["*hdi"], directions: OTHER, ..NOTHING },
    ),
    touches(HDI, "held = true\n", "", Touches { who: &["*hdi"], directions: OTHER, ..NOTHING }),
    touches(
        HDI,
        "id = \"consult-periods\"\nkind = \"pull\"",
        "id = \"consult-periods\"\nkind = \"batch\"",
        Touches { who: &["groeipakket+", "slrb+"], directions: OTHER, ..NOTHING },
    ),
    touches(
        HDI,
        "id = \"consult-periods\"\nkind = \"pull\"",
        "id = \"consult-periods\"\nkind = \"push\"",
        Touches { who: &["groeipakket+", "slrb+"], directions: BOTH_WAYS, gained: &["*"], lost: &["*"], ..NOTHING },
    ),
    touches(
        HDI,
        "source = \"23/058 70\"",
        "source = \"23/058 71\"",
        Touches { who: &["groeipakket+"], directions: OTHER, ..NOTHING },
    ),
    touches(
        HDI,
        "kind = \"code\"\ncodes = \"exit-reason\"",
        "kind = \"text\"",
        Touches { who: &["*hdi+closure"], directions: OTHER, ..NOTHING },
    ),
    // ---- recipients, terms, codes, sectors ------------------------------------------------------------------------
    same("recipients.toml", "{ fr = \"VDAB\", nl", "{ fr = \"Le VDAB\", nl"),
    same(
        "recipients.toml",
        "[[recipient]]\nid = \"vdab\"",
        "[[recipient]]\nid = \"bruno\"\nlabel = { fr = \"B\", nl = \"B\", de = \"B\" }\n\n[[recipient]]\nid = \"vdab\"",
    ),
    touches(
        "recipients.toml",
        "id = \"vdab\"\nlabel = { fr = \"VDAB\", nl = \"VDAB\", de = \"VDAB\" }",
        "id = \"vdab\"\nlabel = { fr = \"VDAB\", nl = \"VDAB\", de = \"VDAB\" }\nmember = [{ id = \"vdab-genk\", label = { fr = \"G\", nl = \"G\", de = \"G\" } }]",
        Touches { who: &["vdab-genk"], directions: WIDER, gained: RISK, ..NOTHING },
    ),
    same(
        "terms.toml",
        "[[purpose]]",
        "[[purpose]]\nid = \"new-purpose\"\nlabel = { fr = \"N\", nl = \"N\", de = \"N\" }\n\n[[purpose]]",
    ),
    touches(
        "codes.toml",
        "{ code = \"selfEmployed\", id",
        "{ code = \"independent\", id",
        Touches {
            who: &["*regimes"],
            directions: BOTH_WAYS,
            gained: &["*"],
            lost: &["*"],
            reduced: &["risk.exit_code"],
            ..NOTHING
        },
    ),
    touches(
        "codes.toml",
        "{ code = \"0\", says_nothing = true, label",
        "{ code = \"0\", label",
        Touches { who: &["wonen-in-vlaanderen+"], directions: OTHER, ..NOTHING },
    ),
    same("sectors.toml", "label = { fr = \"Collège", "label = { fr = \"Le collège"),
    touches(
        "sectors.toml",
        "{ code = 8, label = { fr = \"Dossier de services\"",
        "{ code = 8, counts = false, label = { fr = \"Dossier de services\"",
        Touches { who: &["cpas", "spp-is"], directions: NARROWER, lost: &["*"], ..NOTHING },
    ),
    touches(
        "sectors.toml",
        "recipients = [\"cpas\", \"spp-is\"]\nunlisted_count = false",
        "recipients = [\"cpas\", \"spp-is\"]\nunlisted_count = true",
        Touches { who: &["cpas", "spp-is"], directions: WIDER, gained: &["*"], ..NOTHING },
    ),
    touches(
        "sectors.toml",
        "code = 8, purposes = [\"article-60-7\"]",
        "code = 8, purposes = [\"non-cumulation\"]",
        Touches { who: &["onem+"], directions: BOTH_WAYS, gained: &["*"], lost: &["*"], ..NOTHING },
    ),
    // ---- the deliberation itself ----------------------------------------------------------------------------------
    same(D23, "document = \"CSI/CSSS/25/114\"", "document = \"CSI/CSSS/25/115\""),
    same(D23, "proven_from = \"2025-04-16\"", "proven_from = \"2025-04-17\""),
    same(D23, "fr = \"Le texte ne dit pas", "fr = \"Ce texte ne dit pas"),
    // ---- validity -------------------------------------------------------------------------------------------------
    touches(
        D23,
        "points = \"57-58\"\n",
        "points = \"57-58\"\nvalid_from = \"2025-01-01\"\n",
        Touches { who: &["vdab"], directions: NARROWER, lost: RISK, ..NOTHING },
    ),
    touches(
        D23,
        "points = \"57-58\"\n",
        "points = \"57-58\"\nvalid_until = \"2026-12-31\"\n",
        Touches { who: &["vdab"], directions: NARROWER, lost: RISK, ..NOTHING },
    ),
    // ---- points only ----------------------------------------------------------------------------------------------
    touches(D23, "points = \"57-58\"", "points = \"57\"", Touches { who: &["vdab"], directions: OTHER, ..NOTHING }),
    touches(
        D20,
        "regimes_point = \"9\"",
        "regimes_point = \"8\"",
        Touches { who: &["cpas", "spp-is"], directions: OTHER, ..NOTHING },
    ),
    touches(
        D20,
        "person_roles_point = \"4\"",
        "person_roles_point = \"5\"",
        Touches { who: &["cpas"], directions: OTHER, ..NOTHING },
    ),
    // ---- modules, elements, exclusions ----------------------------------------------------------------------------
    touches(
        D23,
        "id = \"consult-attest\"\nelements = [\"risk.*\"]\npoint = \"57\"",
        "id = \"consult-attest\"\nelements = [\"risk.niss\", \"risk.risk_nature\", \"risk.regime\", \"risk.risk_period\"]\npoint = \"57\"",
        Touches { who: &["vdab"], directions: NARROWER, lost: &["risk.closure_reason"], ..NOTHING },
    ),
    touches(
        D23,
        "[[authorisation.exclusion]]\nelements = [\"payment.*\"]\npoint = \"57\"",
        "[[authorisation.exclusion]]\nelements = [\"payment.*\", \"risk.regime\"]\npurposes = [\"reintegration\"]\npoint = \"57\"",
        Touches { who: &["vdab"], directions: NARROWER, lost: &["risk.regime"], ..NOTHING },
    ),
    touches(
        D17,
        "elements = [\"file.*\"]\npurposes = [\"social-assistance\"]",
        "elements = [\"file.*\", \"status.payment_amount\"]\npurposes = [\"social-assistance\"]",
        Touches { who: &["insurers"], directions: NARROWER, lost: &["status.payment_amount"], ..NOTHING },
    ),
    touches(
        D23,
        "elements = [\"risk.insurer_id\"]\npurposes = [\"recovery\"]",
        "elements = [\"risk.insurer_id\"]\npurposes = [\"recovery\", \"article-60-7\"]",
        Touches { who: &["onem"], directions: WIDER, gained: &["risk.insurer_id"], ..NOTHING },
    ),
    touches(
        D23,
        "[[authorisation.reduction]]\nelements = [\"risk.exit_code\"]\nform = \"whether\"\npoint = \"64\"\n",
        "",
        Touches { who: &["wonen-in-vlaanderen+"], directions: WIDER, gained: &["risk.exit_code"], ..NOTHING },
    ),
    touches(
        D23,
        "[[authorisation.reduction]]\nelements = [\"risk.exit_code\"]",
        "[[authorisation.reduction]]\nelements = [\"risk.exit_code\", \"payment.document_type\"]",
        Touches {
            who: &["wonen-in-vlaanderen+"],
            directions: NARROWER,
            reduced: &["payment.document_type"],
            ..NOTHING
        },
    ),
    same(
        D23,
        "id = \"consult-attest\"\nelements = [\"risk.*\"]\npoint = \"57\"",
        "id = \"consult-attest\"\nbeyond_module = true\nelements = [\"risk.*\"]\npoint = \"57\"",
    ),
    touches(
        D23,
        BEYOND,
        "beyond_module = true\nelements = [\n    \"risk.exit_code\",",
        Touches { who: &["groeipakket+"], directions: WIDER, gained: &["risk.exit_code"], ..NOTHING },
    ),
    // ---- conditions of the record ---------------------------------------------------------------------------------
    touches(
        D23,
        "regimes = [\"general\"]\nmodules = [\"notify-attest\", \"consult-attest\"]\npoint = \"61\"",
        "regimes = [\"general\", \"self-employed\"]\nmodules = [\"notify-attest\", \"consult-attest\"]\npoint = \"61\"",
        Touches { who: &["forem"], directions: WIDER, gained: PERIOD, ..NOTHING },
    ),
    touches(
        D23,
        "risks = [\"incapacity\", \"maternity\"]\nmodules = [\"notify-attest\", \"consult-attest\"]\npoint = \"61\"",
        "risks = [\"incapacity\", \"adoption\"]\nmodules = [\"notify-attest\", \"consult-attest\"]\npoint = \"61\"",
        Touches {
            who: &["forem"],
            directions: BOTH_WAYS,
            gained: &["risk.closure_reason"],
            lost: &["risk.closure_reason"],
            ..NOTHING
        },
    ),
    touches(D23, "years = 0", "years = 1", Touches { who: &["slrb+"], directions: WIDER, gained: PAYMENTS, ..NOTHING }),
    touches(
        D23,
        "extension = { years = 7, condition = \"pending-dispute\" }\n",
        "",
        Touches { who: &["slrb+"], directions: NARROWER, lost: PAYMENTS, ..NOTHING },
    ),
    // ---- purposes and roles ---------------------------------------------------------------------------------------
    touches(D23, VDAB_PURPOSE, "", Touches { who: &["vdab"], directions: NARROWER, lost: RISK, ..NOTHING }),
    touches(
        D20,
        "roles = [\"payments-officer\"]",
        "roles = [\"case-worker\"]",
        Touches { who: &["cpas"], directions: BOTH_WAYS, gained: &["*"], lost: &["*"], ..NOTHING },
    ),
    touches(
        D12,
        "id = \"grant-advances\"\nperson_roles = [\"maintenance-creditor\"]",
        "id = \"grant-advances\"\nperson_roles = [\"maintenance-debtor\"]",
        Touches { who: &["secal"], directions: BOTH_WAYS, gained: &["*"], lost: &["*"], ..NOTHING },
    ),
    touches(
        D12,
        "id = \"grant-advances\"\nperson_roles = [\"maintenance-creditor\"]",
        "id = \"grant-advances\"\nperson_roles = [\"maintenance-creditor\"]\ndefault_person_role = \"maintenance-creditor\"",
        Touches { who: &["secal"], directions: WIDER, gained: &["*"], ..NOTHING },
    ),
    touches(
        D20,
        "title = { fr = \"Secrétaire et receveur\"",
        "title = { fr = \"Le secrétaire et receveur\"",
        Touches { who: &["cpas"], directions: OTHER, obligations: true, ..NOTHING },
    ),
    touches(
        D04,
        "purposes = [\"unemployment-admissibility\", \"fitness-declaration\", \"temporary-unemployment\"]",
        "purposes = [\"unemployment-admissibility\", \"fitness-declaration\"]",
        Touches { who: &["capac", "csc", "fgtb", "cgslb"], directions: NARROWER, lost: &["*"], ..NOTHING },
    ),
    touches(
        D23,
        "point = \"26-29\"\n",
        "point = \"26-29\"\nmodules = [\"notify-period\"]\n",
        Touches { who: &["capac", "csc", "fgtb", "cgslb"], directions: NARROWER, lost: &["*"], ..NOTHING },
    ),
    touches(
        D20,
        "region = \"german-speaking-community\"",
        "region = \"brussels\"",
        Touches {
            who: &["cpas"],
            directions: &["narrower", "other", "wider"],
            gained: &["*"],
            lost: &["*"],
            obligations: true,
            ..NOTHING
        },
    ),
    // ---- integration, own file, batch -----------------------------------------------------------------------------
    touches(
        D17,
        "[authorisation.batch]\nallowed = true",
        "[authorisation.batch]\nallowed = false",
        Touches { who: &["insurers+"], directions: NARROWER, lost: &["*"], ..NOTHING },
    ),
    touches(
        D12,
        "[authorisation.own_file]\npoint = \"21-22\"\n",
        "",
        Touches { who: &["secal"], directions: WIDER, gained: &["*"], ..NOTHING },
    ),
    touches(
        D12,
        "[authorisation.designated]\npoint = \"7\"\n",
        "",
        Touches { who: &["secal"], directions: WIDER, gained: &["*"], ..NOTHING },
    ),
    touches(
        D17,
        "[authorisation.designated]\npoint = \"16\"\n",
        "",
        Touches { who: &["insurers+"], directions: WIDER, gained: &["*"], ..NOTHING },
    ),
    touches(
        D20,
        "offices = [\"secretary\", \"receiver\"]",
        "offices = [\"secretary\"]",
        Touches { who: &["cpas"], directions: &["narrower", "other"], lost: &["*"], obligations: true, ..NOTHING },
    ),
    touches(
        D20,
        "offices = [\"general-director\", \"financial-director\"]",
        "offices = [\"general-director\", \"receiver\"]",
        Touches {
            who: &["cpas"],
            directions: &["narrower", "other", "wider"],
            gained: &["*"],
            lost: &["*"],
            obligations: true,
            ..NOTHING
        },
    ),
    touches(
        D23,
        "recipient = \"regional-integrator\"",
        "recipient = \"required\"",
        Touches { who: &["slrb+"], directions: WIDER, gained: &["*"], ..NOTHING },
    ),
    touches(
        D20,
        "recipient = \"required\"\nsender = \"not-checked\"",
        "recipient = \"required\"\nsender = \"required\"",
        Touches { who: &["cpas", "spp-is"], directions: NARROWER, lost: &["*"], ..NOTHING },
    ),
    touches(
        D20,
        "sender = \"not-checked\"\npoint = \"13\"",
        "sender = \"not-checked\"\nquality_codes = [2]\npoint = \"13\"",
        Touches { who: &["cpas", "spp-is"], directions: NARROWER, lost: &["*"], ..NOTHING },
    ),
    touches(
        D04,
        "codes = [8]\npurposes = [\"article-60-7\"]\nreserved = true",
        "codes = [8, 5]\npurposes = [\"article-60-7\"]\nreserved = true",
        Touches { who: &["onem+"], directions: BOTH_WAYS, gained: &["*"], lost: &["*"], ..NOTHING },
    ),
    // ---- retention and limits on use ------------------------------------------------------------------------------
    touches(
        D20,
        "length = { years = 5 }",
        "length = { years = 6 }",
        Touches { who: &["cpas", "spp-is"], directions: WIDER, retention: true, ..NOTHING },
    ),
    touches(
        D20,
        "length = { years = 5 }\nevent = \"relation-end\"",
        "length = { months = 59 }\nevent = \"relation-end\"",
        Touches { who: &["cpas", "spp-is"], directions: NARROWER, retention: true, ..NOTHING },
    ),
    touches(
        D20,
        "length = { years = 5 }\nevent = \"relation-end\"",
        "length = { years = 5 }\nevent = \"reception\"",
        Touches { who: &["cpas", "spp-is"], directions: OTHER, retention: true, ..NOTHING },
    ),
    touches(
        D20,
        "event = \"relation-end\"",
        "event = \"relation-end\"\nmaximum = { length = { years = 9 }, event = \"reception\" }",
        Touches { who: &["cpas", "spp-is"], directions: NARROWER, retention: true, ..NOTHING },
    ),
    touches(
        D20,
        "[[authorisation.use_limit]]\nid = \"cpas-circle-only\"\npoint = \"19\"",
        "[[authorisation.use_limit]]\nid = \"cpas-circle-only\"\npurposes = [\"social-inquiry\"]\npoint = \"19\"",
        Touches { who: &["cpas"], directions: WIDER, obligations: true, ..NOTHING },
    ),
    touches(
        D12,
        "text.fr = \"Consulter au cas par cas",
        "text.fr = \"Toujours consulter au cas par cas",
        Touches { who: &["secal"], directions: OTHER, obligations: true, ..NOTHING },
    ),
];
