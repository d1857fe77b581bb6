//! What recipients may not see, as the texts say it.

use jiff::civil::{Date, date};

/// What one recipient may not see of `hdi`.
pub struct Desk {
    pub recipient: &'static str,
    pub module: &'static str,
    pub purpose: &'static str,
    pub person_role: Option<&'static str>,
    /// The regimes whose records do not exist for it; an empty one stands for one that is not said.
    pub hidden_regimes: &'static [&'static str],
    /// Elements that it never sees, besides those below.
    pub hidden: &'static [&'static str],
    pub risk_seen: bool,
    /// The closure reason, and the exit code where that is what is granted.
    pub closure: Seen,
    pub payments: Payments,
}

/// How much of an element is seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    Whole,
    /// For incapacity and maternity only.
    OfTwoRisks,
    /// Whether there is a value.
    Whether,
}

/// How much of the payments is seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Payments {
    Seen,
    /// Not even that there are any.
    Hidden,
    /// Their natures, not their number.
    Natures,
    /// Those that ended on a day or later.
    Since(Date),
}

const UNKNOWN: &[&str] = &["other"];
const ALL_BUT_GENERAL: &[&str] = &["selfEmployed", "other", ""];
/// 23/058 point 6 describes neither.
const BEYOND_POINT_6: &[&str] = &[
    "risk.exit_code",
    "risk.dossier_start_date",
    "risk.invalidity_start_date",
    "risk.social_status",
    "risk.insurer_id",
];
/// 23/058 points 71 and 79.5 leave these out of the payments.
const NOT_OF_INCOME: &[&str] = &[
    "risk.exit_code",
    "risk.social_status",
    "risk.insurer_id",
    "payment.document_type",
    "payment.employee_category",
    "payment.family_situation",
];

pub const DESKS: &[Desk] = &[
    // 23/058 points 59 to 61
    Desk {
        recipient: "forem",
        module: "consult-attest",
        purpose: "reintegration",
        person_role: None,
        hidden_regimes: ALL_BUT_GENERAL,
        hidden: BEYOND_POINT_6,
        risk_seen: true,
        closure: Seen::OfTwoRisks,
        payments: Payments::Hidden,
    },
    // Point 10
    Desk {
        recipient: "onss-inspection",
        module: "consult-attest",
        purpose: "social-inspection",
        person_role: None,
        hidden_regimes: UNKNOWN,
        hidden: BEYOND_POINT_6,
        risk_seen: false,
        closure: Seen::Whole,
        payments: Payments::Natures,
    },
    Desk {
        recipient: "inami-inspection",
        module: "consult-attest",
        purpose: "contribution-reductions",
        person_role: None,
        hidden_regimes: UNKNOWN,
        hidden: BEYOND_POINT_6,
        risk_seen: false,
        closure: Seen::Whole,
        payments: Payments::Natures,
    },
    // Points 42 and 43
    Desk {
        recipient: "construction-fund",
        module: "consult-attest",
        purpose: "invalidity-benefit",
        person_role: None,
        hidden_regimes: ALL_BUT_GENERAL,
        hidden: BEYOND_POINT_6,
        risk_seen: true,
        closure: Seen::OfTwoRisks,
        payments: Payments::Seen,
    },
    // Point 56/1
    Desk {
        recipient: "brick-industry-fund",
        module: "consult-attest",
        purpose: "union-bonus",
        person_role: None,
        hidden_regimes: ALL_BUT_GENERAL,
        hidden: BEYOND_POINT_6,
        risk_seen: true,
        closure: Seen::OfTwoRisks,
        payments: Payments::Hidden,
    },
    // Point 57, and point 6 for the block
    Desk {
        recipient: "vdab",
        module: "consult-attest",
        purpose: "reintegration",
        person_role: None,
        hidden_regimes: UNKNOWN,
        hidden: BEYOND_POINT_6,
        risk_seen: true,
        closure: Seen::OfTwoRisks,
        payments: Payments::Hidden,
    },
    // Point 64
    Desk {
        recipient: "housing-companies",
        module: "consult-attest",
        purpose: "rent-calculation",
        person_role: None,
        hidden_regimes: UNKNOWN,
        hidden: &["risk.dossier_start_date", "payment.employee_category", "payment.family_situation"],
        risk_seen: true,
        closure: Seen::Whether,
        payments: Payments::Seen,
    },
    // Points 64 and 69
    Desk {
        recipient: "wonen-supervision",
        module: "consult-attest",
        purpose: "supervision",
        person_role: None,
        hidden_regimes: UNKNOWN,
        hidden: &["risk.dossier_start_date", "payment.employee_category", "payment.family_situation"],
        risk_seen: true,
        closure: Seen::Whether,
        payments: Payments::Seen,
    },
    // Point 71
    Desk {
        recipient: "infino",
        module: "consult-periods",
        purpose: "social-supplement",
        person_role: None,
        hidden_regimes: UNKNOWN,
        hidden: NOT_OF_INCOME,
        risk_seen: false,
        closure: Seen::OfTwoRisks,
        payments: Payments::Seen,
    },
    // Points 79.5 to 79.7: what is paid now, from the first day of the quarter
    Desk {
        recipient: "slrb",
        module: "consult-periods",
        purpose: "application-management",
        person_role: None,
        hidden_regimes: UNKNOWN,
        hidden: NOT_OF_INCOME,
        risk_seen: false,
        closure: Seen::Whole,
        payments: Payments::Since(date(2025, 4, 1)),
    },
    // Points 79.5, 79.6 and 79.8: five years
    Desk {
        recipient: "sisp",
        module: "consult-periods",
        purpose: "rental-management",
        person_role: None,
        hidden_regimes: UNKNOWN,
        hidden: NOT_OF_INCOME,
        risk_seen: false,
        closure: Seen::Whole,
        payments: Payments::Since(date(2020, 4, 1)),
    },
    // 20/130 points 9 to 12
    Desk {
        recipient: "cpas",
        module: "consult-attest",
        purpose: "social-inquiry",
        person_role: Some("applicant"),
        hidden_regimes: UNKNOWN,
        hidden: &["risk.exit_code", "risk.dossier_start_date", "risk.invalidity_start_date", "risk.insurer_id"],
        risk_seen: true,
        closure: Seen::Whole,
        payments: Payments::Seen,
    },
];
