//! Counterexamples that were found once, as the shrinker printed them: they are asked first in every run.

use crate::book::Day;
use crate::case::Case;

/// Paste new ones at the end, each with what it showed. So far the engine was never wrong: these tell faults that were
/// planted in its files (see `faults.rs`).
#[rustfmt::skip] // as printed
pub const KEPT: &[Case<'static>] = &[
    // In force a day too early, and a day too late.
    Case { at: Day(2024, 1, 23), recipient: "sigedis", service: "hdi", module: "consult-attest", purpose: "individual-account", person_role: None, role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: None, own_file_by_other: false, regime: None, risk: None, period: None },
    Case { at: Day(2024, 1, 24), recipient: "aif", service: "hdi", module: "a052", purpose: "application-management", person_role: None, role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: None, own_file_by_other: false, regime: None, risk: None, period: None },
    // An exclusion forgotten, of what the module does not carry and the grant does.
    Case { at: Day(2025, 6, 1), recipient: "sisp", service: "hdi", module: "notify-period", purpose: "application-management", person_role: None, role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: Some("RENT"), own_file_by_other: false, regime: None, risk: None, period: None },
    // A reserved element for one purpose too many.
    Case { at: Day(2025, 6, 1), recipient: "onem", service: "hdi", module: "consult-attest", purpose: "non-cumulation", person_role: None, role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: None, own_file_by_other: false, regime: None, risk: None, period: None },
    // A record that does not say its regime, where one regime only is granted.
    Case { at: Day(2025, 6, 1), recipient: "forem", service: "hdi", module: "consult-attest", purpose: "availability-control", person_role: None, role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: None, own_file_by_other: false, regime: None, risk: None, period: None },
    // A year of history too many.
    Case { at: Day(2025, 6, 1), recipient: "sisp", service: "hdi", module: "consult-periods", purpose: "application-management", person_role: None, role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: Some("RENT"), own_file_by_other: false, regime: None, risk: None, period: Some((Day(2024, 9, 27), Some(Day(2025, 1, 3)))) },
    // A user's role and a person's role too many.
    Case { at: Day(2025, 6, 1), recipient: "cpas", service: "hdi", module: "consult-attest", purpose: "payment-and-recovery", person_role: Some("maintenance-debtor"), role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: None, own_file_by_other: false, regime: None, risk: None, period: None },
    Case { at: Day(2025, 6, 1), recipient: "dg-han", service: "hdi", module: "consult-attest", purpose: "integration-allowance", person_role: Some("cohabiting-partner"), role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: None, own_file_by_other: false, regime: None, risk: None, period: None },
    // A purpose of the recipient alone, asked by a member.
    Case { at: Day(2025, 6, 1), recipient: "capac", service: "ami-messages", module: "a052l", purpose: "recovery", person_role: None, role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: None, own_file_by_other: false, regime: None, risk: None, period: None },
    // No own file, another quality code, no sender, no legal context, many at once.
    Case { at: Day(2025, 6, 1), recipient: "secal", service: "unemployment", module: "consult-date", purpose: "end-of-intervention", person_role: Some("maintenance-creditor"), role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: None, own_file_by_other: false, regime: None, risk: None, period: None },
    Case { at: Day(2025, 6, 1), recipient: "onem", service: "ami-messages", module: "a052l", purpose: "article-60-7", person_role: None, role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[9], sender_integrated: true, legal_context: None, own_file_by_other: false, regime: None, risk: None, period: None },
    Case { at: Day(2025, 6, 1), recipient: "insurers", service: "handicap", module: "handiflux", purpose: "compulsory-insurance", person_role: None, role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: false, legal_context: None, own_file_by_other: false, regime: None, risk: None, period: None },
    Case { at: Day(2025, 6, 1), recipient: "sisp", service: "hdi", module: "consult-periods", purpose: "application-management", person_role: None, role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: None, own_file_by_other: false, regime: None, risk: None, period: None },
    Case { at: Day(2025, 6, 1), recipient: "secal", service: "unemployment", module: "consult-date", purpose: "application-management", person_role: None, role: Some("case-worker"), batch: true, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: None, own_file_by_other: false, regime: None, risk: None, period: None },
    // The quarter of a far day: once an overflow that took the history away.
    Case { at: Day(9999, 6, 1), recipient: "slrb", service: "hdi", module: "consult-periods", purpose: "rental-management", person_role: None, role: Some("case-worker"), batch: false, recipient_integrated: true, quality_codes: &[], sender_integrated: true, legal_context: Some("RENT"), own_file_by_other: false, regime: Some("general"), risk: None, period: Some((Day(2024, 9, 27), Some(Day(2025, 1, 3)))) },
];
