//! Rows: one per social risk, and its payments.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::identifier::ElementId;
use delibero_domain::record::{Row, Value};
use delibero_usecases::source_loads::{Fault, Rule};

use super::blocks::{BlockMapping, LISTS, Target};
use super::filters::FILTERS;
use super::mapping::AttestationMapping;
use super::network::{INVALIDITY, ONE_OF, field, named_risk};
use crate::records::exchange::node::Node;
use crate::records::exchange::values;

pub(super) type Values = BTreeMap<ElementId, Value>;

/// What holds for every row of a record.
pub(super) struct RowReader<'m> {
    pub mapping: &'m AttestationMapping,
    /// Whether the record has the network's shape, which leaves out what it may.
    pub network: bool,
    /// What the network removed anywhere in the record: it need not be there.
    pub filtered: &'m BTreeSet<ElementId>,
    pub common: &'m Values,
}

impl RowReader<'_> {
    /// Every item of a list.
    pub fn rows(&self, level: usize, list: &Node, item: &str) -> Result<Vec<Row>, Fault> {
        list.without_text()?;
        let mut rows = Vec::with_capacity(list.children.len());
        for node in list.children.iter().filter(|node| node.key() != FILTERS) {
            if node.key() != item {
                return Err(node.fault(Rule::Unknown).under(&list.name));
            }
            let row = self.row(level, node).map_err(|fault| fault.at(&list.name, &node.name, rows.len()))?;
            rows.push(row);
        }
        Ok(rows)
    }

    pub fn row(&self, level: usize, node: &Node) -> Result<Row, Fault> {
        let block = &self.mapping.blocks[level];
        let values = if level == 0 { self.common.clone() } else { Values::new() };
        let filtered = self.mapping.filter_names.read(node, |below| below.key() == LISTS[1].1);
        let row = Row { shape: block.id.clone(), values, rows: Vec::new(), filtered };
        let mut draft =
            Draft { reader: self, level, block, row, seen: BTreeSet::new(), structured: false, bounds: [None; 2] };
        if level == 0 && node.key() == "socialRisk" {
            draft.social_risk(node)?;
        } else {
            node.without_text()?;
            node.children.iter().try_for_each(|child| draft.child(child))?;
        }
        draft.finish(node)
    }
}

struct Draft<'d> {
    reader: &'d RowReader<'d>,
    level: usize,
    block: &'d BlockMapping,
    row: Row,
    seen: BTreeSet<String>,
    /// Whether the social risk is an element named after regime and risk.
    structured: bool,
    /// A period without an element of its own.
    bounds: [Option<&'d Node>; 2],
}

impl<'d> Draft<'d> {
    fn child(&mut self, child: &'d Node) -> Result<(), Fault> {
        let key = child.key();
        if matches!(&*key, FILTERS | "anomalies") {
            return Ok(());
        }
        let own = self.block.fields.contains_key(&*key);
        let name = if own { &*key } else { field(&key) };
        let is_risk = self.level == 0 && name == "socialRisk";
        if (own || !is_risk) && !self.seen.insert(name.to_owned()) {
            return Err(child.fault(Rule::Repeated));
        }
        match (&*key, LISTS.get(self.level + 1)) {
            ("socialRisk", _) if is_risk && !child.children.is_empty() => {
                self.social_risk(child).map_err(|fault| fault.under(&child.name))
            }
            // Removed by the network as a whole.
            ("socialRisk", _) if is_risk && self.reader.network && child.text.trim().is_empty() => Ok(()),
            ("socialRiskCategory", _) if is_risk => self.category(child),
            ("invalidity", _) if self.level == 0 => self.invalidity(child).map_err(|fault| fault.under(&child.name)),
            ("beginDate" | "endDate", _) => {
                self.bounds[usize::from(key == "endDate")] = Some(child);
                Ok(())
            }
            (list, Some((known, item))) if list == *known && self.level + 1 < self.reader.mapping.blocks.len() => {
                self.row.rows = self.reader.rows(self.level + 1, child, item)?;
                Ok(())
            }
            _ if self.block.fields.contains_key(name) => self.feed(name, child),
            _ if self.level == 0 && named_risk(&key).is_some() => self.named(child),
            _ => Err(child.fault(Rule::Unknown)),
        }
    }

    /// The social risk as the network structures it.
    fn social_risk(&mut self, node: &'d Node) -> Result<(), Fault> {
        node.without_text()?;
        self.structured = true;
        node.children.iter().try_for_each(|child| self.child(child))
    }

    /// Regime and risk follow from the name; what the risk has beside them is below it.
    fn named(&mut self, node: &'d Node) -> Result<(), Fault> {
        let Some(found) = named_risk(&node.name) else { return Err(node.fault(Rule::Unknown)) };
        if !self.seen.insert("(risk)".to_owned()) {
            return Err(node.fault(Rule::Repeated));
        }
        self.structured = true;
        node.without_text()?;
        self.put("regime", found.regime);
        self.put("socialRisk", &found.risk);
        node.children.iter().try_for_each(|child| self.child(child)).map_err(|fault| fault.under(&node.name))
    }

    /// The category alone does not say which risk it is: it is kept as received, unless the network removed the risk.
    fn category(&mut self, node: &Node) -> Result<(), Fault> {
        let code = values::code(node)?;
        let targets = self.targets("socialRisk");
        let removed = targets.iter().any(|target| self.reader.filtered.contains(&target.element));
        let said = targets.iter().any(|target| self.row.values.contains_key(&target.element));
        self.structured = true;
        if !removed && !said {
            self.put("socialRisk", &code);
        }
        Ok(())
    }

    fn invalidity(&mut self, node: &'d Node) -> Result<(), Fault> {
        node.without_text()?;
        self.put("incapacityType", INVALIDITY);
        for child in &node.children {
            match &*child.key() {
                "startDate" | "beginDate" | "invalidityStartDate" => self.feed("invalidityStartDate", child)?,
                "category" | "invalidityCategory" => self.feed("incapacityType", child)?,
                _ => return Err(child.fault(Rule::Unknown)),
            }
        }
        Ok(())
    }

    fn targets(&self, name: &str) -> &'d [Target] {
        self.block.fields.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    fn put(&mut self, name: &str, code: &str) {
        for target in self.targets(name) {
            self.row.values.insert(target.element.clone(), Value::Code(code.to_owned()));
        }
    }

    fn feed(&mut self, name: &str, node: &Node) -> Result<(), Fault> {
        feed(self.targets(name), node, &mut self.row.values)
    }

    fn finish(mut self, node: &Node) -> Result<Row, Fault> {
        if let Some(period) = &self.block.period {
            match self.bounds {
                [None, None] => {}
                [_, Some(end)] if self.seen.contains(period) => return Err(end.fault(Rule::Repeated)),
                [Some(begin), _] if self.seen.contains(period) => return Err(begin.fault(Rule::Repeated)),
                [None, Some(_)] => return Err(node.missing("beginDate")),
                [Some(begin), end] => {
                    let found = values::between(begin, end)?;
                    for target in self.targets(period) {
                        self.row.values.insert(target.element.clone(), Value::Period(found));
                    }
                    self.seen.insert(period.clone());
                }
            }
        }
        self.complete(node)?;
        Ok(self.row)
    }

    /// Our own shape leaves nothing out; of the network's, everything but the period of a payment may be missing.
    fn complete(&self, node: &Node) -> Result<(), Fault> {
        let network = self.reader.network || self.structured;
        if network && self.level > 0 && ONE_OF.iter().all(|name| self.seen.contains(*name)) {
            return Err(node.child(ONE_OF[1]).unwrap_or(node).fault(Rule::DaysAndHours));
        }
        let has = |name: &String| {
            self.targets(name).iter().any(|target| {
                self.row.values.contains_key(&target.element)
                    || network && self.reader.filtered.contains(&target.element)
            })
        };
        let needed = |name: &&String| !network || self.level > 0 && Some(*name) == self.block.period.as_ref();
        if let Some(missing) = self.block.required.iter().filter(needed).find(|name| !has(name)) {
            return Err(node.missing(missing));
        }
        let says_nothing = network && self.level == 0 && self.row.values.is_empty();
        if says_nothing && self.row.rows.is_empty() && self.reader.filtered.is_empty() {
            return Err(node.missing("socialRisk"));
        }
        Ok(())
    }
}

/// Gives a value to every element that its name feeds.
pub(super) fn feed(targets: &[Target], node: &Node, into: &mut Values) -> Result<(), Fault> {
    for target in targets {
        into.insert(target.element.clone(), values::value(node, &target.kind)?);
    }
    Ok(())
}
