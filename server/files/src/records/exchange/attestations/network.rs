//! The names that the network's shape has and ours has not.
//!
//! An answer or a notification says beside its data who asked whom under which legal context; its children may stand
//! in no namespace while its root stands in one, so that namespaces are not looked at. The social risk is one element
//! named after regime and risk together. Everything but the period of a payment may have been removed.

/// What the network calls a field of the exchange format.
pub(super) const ALIASES: &[(&str, &str)] = &[
    ("socialRiskCategory", "socialRisk"),
    ("riskPeriod", "period"),
    ("paymentPeriod", "period"),
    ("deliveryDate", "actualDeliveryDate"),
    ("childBirthDate", "actualDeliveryDate"),
    ("fosterCareDate", "fosterPlacementDate"),
    ("fosterDate", "fosterPlacementDate"),
    ("invalidityCategory", "incapacityType"),
    ("invalidity", "incapacityType"),
    ("invalidity", "invalidityStartDate"),
    ("documentType", "document"),
];
/// Fields of a payment of which the network sends one.
pub(super) const ONE_OF: [&str; 2] = ["days", "hours"];
/// What stands around the data of an answer or a notification.
pub(super) const HEADERS: &[&str] = &[
    "informationCustomer",
    "informationCBSS",
    "informationSupplier",
    "legalContext",
    "criteria",
    "sequenceNumber",
    "sender",
    "receiver",
    "anomalies",
    "anomaly",
    "dataFilters",
];
/// The word for an incapacity that became an invalidity, where no category says more.
pub(super) const INVALIDITY: &str = "invalidity";

const REGIMES: [(&str, &str); 3] =
    [("general", "general"), ("independent", "selfEmployed"), ("selfemployed", "selfEmployed")];
const RISKS: [(&str, &str); 8] = [
    ("incapacityforwork", "incapacity"),
    ("incapacity", "incapacity"),
    ("pregnancy", "maternity"),
    ("paternity", "paternity"),
    ("breastfeeding", "breastfeeding"),
    ("adoption", "adoption"),
    ("fostercare", "fosterPlacement"),
    ("maternity", "maternity"),
];

/// Regime and social risk, in the words of the exchange format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedRisk {
    pub regime: &'static str,
    /// A risk that is not known stays as received.
    pub risk: String,
    pub known: bool,
}

/// What an element named after regime and risk says, like `independentPregnancy`.
pub(super) fn named_risk(name: &str) -> Option<NamedRisk> {
    let lower = name.to_ascii_lowercase();
    let (prefix, regime) = REGIMES.into_iter().find(|(prefix, _)| lower.starts_with(prefix))?;
    let rest = name.get(prefix.len()..).filter(|rest| !rest.is_empty())?;
    let known = RISKS.into_iter().find(|(word, _)| *word == &lower[prefix.len()..]);
    Some(NamedRisk {
        regime,
        risk: known.map_or_else(|| rest.to_owned(), |(_, risk)| risk.to_owned()),
        known: known.is_some(),
    })
}

/// The field of the exchange format that a name stands for.
pub(super) fn field(name: &str) -> &str {
    ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, field)| field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regime_and_risk_follow_from_one_name() {
        let both = |name: &str| named_risk(name).map(|found| (found.regime, found.risk, found.known));
        for (name, regime, risk) in [
            ("generalIncapacityForWork", "general", "incapacity"),
            ("independentPregnancy", "selfEmployed", "maternity"),
            ("generalFosterCare", "general", "fosterPlacement"),
            ("IndependentAdoption", "selfEmployed", "adoption"),
            ("generalBreastfeeding", "general", "breastfeeding"),
            ("generalBreastFeeding", "general", "breastfeeding"),
            ("generalPaternity", "general", "paternity"),
        ] {
            assert_eq!(both(name), Some((regime, risk.to_owned(), true)), "{name}");
        }
        assert_eq!(both("generalSomethingNew"), Some(("general", "SomethingNew".to_owned(), false)));
        assert_eq!(both("general"), None);
        assert_eq!(both("pregnancy"), None);
    }
}
