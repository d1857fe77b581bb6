//! Conditions that the text says of some modules, purposes or members only: compiled for each module and purpose.

use std::sync::Arc;

use super::compile::shared;
use super::entries::{BlockRiskLimitEntry, HistoryEntry, Scope, Word};
use super::fault::CatalogueFault;
use super::problems::bare;
use super::resolver::Resolver;
use super::scopes::{Party, names, names_or_all, scopes};
use super::terms::known_one;
use crate::authorisation::{
    Conditions, Extension, History, PurposeGrant, QualityRule, Reduction, RegimeRule, RiskRule, Source, UseLimit, Words,
};

/// The most rules of one kind that one module may have for one purpose.
const MOST: usize = 64;

impl Resolver<'_> {
    pub fn conditions(&self, party: Party<'_>, module: &str, purposes: &[PurposeGrant]) -> Vec<Arc<Conditions>> {
        let mut known = Vec::new();
        purposes.iter().map(|purpose| shared(&mut known, self.condition(party, module, purpose))).collect()
    }

    fn condition(&self, party: Party<'_>, module: &str, purpose: &PurposeGrant) -> Conditions {
        let applies = |scope: Scope<'_>| {
            scope.concerns(party.id) && scope.of_module(module) && names_or_all(scope.purposes, purpose.id.as_str())
        };
        let entry = self.entry;
        let limits = entry.regime_limit.iter().filter(|found| applies(found.scope()));
        let regimes = limits.map(|found| self.regime_rule("regime_limit", &found.regimes, &found.point));
        let risks = entry.risk_limit.iter().filter(|found| applies(found.scope()));
        let risks = risks.map(|found| RiskRule {
            elements: found
                .elements
                .as_ref()
                .map_or_else(|| self.service.every_element(), |elements| self.elements("risk_limit", elements)),
            risks: self.risks(&found.risks),
            source: self.source("risk_limit", &found.point),
        });
        let reductions = entry.reduction.iter().filter(|found| applies(found.scope()));
        let conditions = Conditions {
            regimes: regimes.chain(self.general_regimes()).collect(),
            risks: risks.chain(self.block_risks(module)).collect(),
            histories: entry
                .history
                .iter()
                .filter(|found| applies(found.scope()))
                .map(|found| self.history(found))
                .collect(),
            reductions: reductions
                .map(|found| Reduction {
                    elements: self.elements("reduction", &found.elements),
                    form: found.form,
                    source: self.source("reduction", &found.point),
                })
                .collect(),
            quality: self.quality(party, module, purpose),
        };
        if conditions.risks.len() > MOST || conditions.histories.len() > MOST {
            self.sheet.wrong(&self.at("risk_limit"), &entry.points, CatalogueFault::TooManyLimits(MOST));
        }
        conditions
    }

    /// What holds where no limit says more.
    fn general_regimes(&self) -> Option<RegimeRule> {
        self.service.regime_element?;
        let (entry, defaults) = (self.entry, &self.file.defaults);
        let regimes = entry.regimes.as_ref().unwrap_or(&defaults.regimes);
        let point = entry.regimes_point.as_ref().or(defaults.regimes_point.as_ref()).unwrap_or(&entry.points);
        let said = self.where_said(entry.regimes.as_ref());
        Some(said.regime_rule("regimes", regimes, point))
    }

    fn regime_rule(&self, part: &str, regimes: &[Word], point: &Word) -> RegimeRule {
        let known: Vec<&str> = self.codes_of(self.service.regime_element).collect();
        for word in regimes.iter().filter(|word| !known.contains(&word.get_ref().as_str())) {
            self.sheet.wrong(&self.at(part), word, CatalogueFault::NoRegime(word.get_ref().clone()));
        }
        RegimeRule {
            regimes: bare(regimes).into(),
            unsaid: known.iter().all(|id| names(regimes, id)),
            source: self.source(part, point),
        }
    }

    fn risks(&self, risks: &[Word]) -> Words {
        let known: Vec<&str> = self.codes_of(self.service.risk_element).collect();
        for word in risks.iter().filter(|word| !known.contains(&word.get_ref().as_str())) {
            self.sheet.wrong(&self.at("risk_limit"), word, CatalogueFault::NoRisk(word.get_ref().clone()));
        }
        bare(risks).into()
    }

    /// What the blocks that a module is granted bring with them.
    fn block_risks(&self, module: &str) -> impl Iterator<Item = RiskRule> {
        let granted = self.entry.module.iter().filter(move |grant| grant.id.get_ref() == module);
        let blocks = granted.flat_map(|grant| &grant.elements).filter_map(|word| word.get_ref().strip_suffix(".*"));
        let described = blocks.filter_map(|block| self.described(block)).flat_map(|block| &block.risk_limit);
        let said = self.of_deliberation();
        described.map(move |found: &BlockRiskLimitEntry| RiskRule {
            elements: said.elements("risk_limit", &found.elements),
            risks: said.risks(&found.risks),
            source: said.source("risk_limit", &found.point),
        })
    }

    fn history(&self, found: &HistoryEntry) -> History {
        let extension = found.extension.as_ref().and_then(|extension| {
            if extension.years <= found.years {
                self.sheet.wrong(&self.at("history"), &extension.condition, CatalogueFault::ExtensionTooShort);
            }
            let condition =
                known_one(self.sheet, &self.at("history"), &self.catalogue.conditions, &extension.condition)?;
            Some(Extension { years: extension.years, condition })
        });
        History {
            years: found.years,
            extension,
            elements: self.elements("history", &found.elements),
            source: self.source("history", &found.point),
        }
    }

    /// Codes that a purpose asks for, and codes that are reserved to others; where nothing is asked for, the codes of
    /// the whole authorisation.
    fn quality(&self, party: Party<'_>, module: &str, purpose: &PurposeGrant) -> Vec<QualityRule> {
        let said = self.entry.quality_codes.iter();
        let said = said.filter(|found| found.scope().concerns(party.id) && found.scope().of_module(module));
        let rules = said.filter_map(|found| {
            let required = names_or_all(&found.purposes, purpose.id.as_str());
            let source = self.source("quality_codes", &found.point);
            (required || found.reserved).then(|| QualityRule { codes: found.codes.clone(), required, source })
        });
        let mut rules: Vec<QualityRule> = rules.collect();
        let general = self.integration_entry();
        if !general.quality_codes.is_empty() && !rules.iter().any(|rule| rule.required) {
            let source = self.where_said(self.entry.integration.as_ref()).source("integration", &general.point);
            rules.push(QualityRule { codes: general.quality_codes.clone(), required: true, source });
        }
        rules
    }

    pub fn use_limits(&self, party: Party<'_>) -> Vec<UseLimit> {
        let entries = self.entry.use_limit.iter().filter(|found| found.scope().concerns(party.id));
        let limits = entries.filter_map(|found| {
            let part = format!("use_limit.{}", found.id.get_ref());
            let modules = self.service.modules.iter().enumerate();
            Some(UseLimit {
                id: self.sheet.identifier(&self.at(&part), &found.id)?,
                text: self.sheet.text(&self.at(&part), &found.text),
                modules: modules
                    .filter(|(_, module)| names(&found.modules, module.id.as_str()))
                    .map(|(place, _)| place)
                    .collect(),
                purposes: self.purpose_ids(&found.purposes),
                source: self.source(&part, &found.point),
            })
        });
        limits.collect()
    }

    /// The words of every scope are parts of this authorisation.
    pub fn check_scopes(&self) {
        let entry = self.entry;
        for (part, scope) in scopes(entry) {
            let key = self.at(part);
            for word in
                scope.modules.iter().filter(|word| !entry.module.iter().any(|own| own.id.get_ref() == word.get_ref()))
            {
                self.sheet.wrong(&key, word, CatalogueFault::NoModuleHere(word.get_ref().clone()));
            }
            for word in
                scope.purposes.iter().filter(|word| !entry.purpose.iter().any(|own| own.id.get_ref() == word.get_ref()))
            {
                self.sheet.wrong(&key, word, CatalogueFault::NoPurposeHere(word.get_ref().clone()));
            }
            scope.members.iter().for_each(|word| self.check_party(&key, word));
        }
    }

    /// The regimes granted with every module and for every purpose, and where that is said.
    pub fn regimes_throughout(&self, all: &[Arc<Conditions>]) -> (Vec<String>, Option<Source>) {
        let rules = || all.iter().flat_map(|conditions| &conditions.regimes);
        let Some(first) = rules().next() else { return (Vec::new(), None) };
        let granted = |regime: &&String| rules().all(|rule| rule.regimes.contains(regime));
        let regimes: Vec<String> = first.regimes.iter().filter(granted).cloned().collect();
        let narrowest = rules().find(|rule| rule.regimes.iter().all(|regime| regimes.contains(regime)));
        (regimes, Some(narrowest.unwrap_or(first).source.clone()))
    }
}
