//! Checks the files against each other and compiles every authorisation to what the engine reads.

use super::files::{
    AuthorisationEntry, BlockEntry, CatalogueError, Defaults, DeliberationFile, ElementEntry, ExclusionEntry, FileSet,
    IntegrationEntry, KindEntry, MemberRuleEntry, ModuleGrantEntry, PurposeEntry, RetentionEntry, ServiceFile,
    TermEntry,
};
use super::model::{
    Block, Catalogue, Code, CodeList, Deliberation, Element, ElementKind, ElementSet, Module, Recipient, Service, Term,
};
use crate::authorisation::{
    Authorisation, History, IntegrationRule, ModuleGrant, PurposeGrant, RetentionRule, Source, UseLimit, Validity,
    Withheld, WithheldReason,
};
use crate::identifier::{PersonRoleId, PurposeId};
use crate::text::Text;

type Found<T> = Result<T, String>;

pub(super) fn resolve(files: &FileSet) -> Result<Catalogue, Vec<CatalogueError>> {
    let mut errors = Vec::new();
    let mut catalogue = Catalogue::default();
    let mut keep = |file: &str, result: Found<()>| {
        if let Err(what) = result {
            errors.push(CatalogueError { file: file.to_owned(), what });
        }
    };
    keep("recipients.toml", add_recipients(files, &mut catalogue));
    keep("terms.toml", add_terms(files, &mut catalogue));
    keep("codes.toml", add_code_lists(files, &mut catalogue));
    for (name, file) in &files.services {
        let added = service(file, &catalogue).map(|service| catalogue.services.push(service));
        keep(name, added);
    }
    for (name, file) in &files.deliberations {
        keep(name, add_deliberation(file, &mut catalogue));
        for entry in &file.authorisation {
            let resolved = Resolver { catalogue: &catalogue, file, entry }.effective();
            let added = resolved
                .map(|mut found| catalogue.authorisations.append(&mut found))
                .map_err(|what| format!("authorisation of `{}`: {what}", entry.recipient));
            keep(name, added);
        }
    }
    if errors.is_empty() { Ok(catalogue) } else { Err(errors) }
}

fn identifier<T: std::str::FromStr<Err = crate::identifier::IdentifierError>>(word: &str) -> Found<T> {
    word.parse().map_err(|error| format!("`{word}`: {error}"))
}

fn complete(what: &str, text: &Text) -> Found<Text> {
    match text.missing().next() {
        Some(language) => Err(format!("{what}: the text in `{language}` is missing")),
        None => Ok(text.clone()),
    }
}

fn add_recipients(files: &FileSet, catalogue: &mut Catalogue) -> Found<()> {
    for entry in &files.recipients {
        let id = identifier(&entry.id)?;
        let recipient = Recipient { id, label: complete(&entry.id, &entry.label)?, member_of: None };
        let owner = recipient.id.clone();
        catalogue.recipients.push(recipient);
        for member in &entry.member {
            catalogue.recipients.push(Recipient {
                id: identifier(&member.id)?,
                label: complete(&member.id, &member.label)?,
                member_of: Some(owner.clone()),
            });
        }
    }
    no_duplicates(catalogue.recipients.iter().map(|recipient| recipient.id.as_str()))
}

fn no_duplicates<'w>(words: impl Iterator<Item = &'w str>) -> Found<()> {
    let mut seen = std::collections::BTreeSet::new();
    for word in words {
        if !seen.insert(word) {
            return Err(format!("`{word}` stands twice"));
        }
    }
    Ok(())
}

fn add_terms(files: &FileSet, catalogue: &mut Catalogue) -> Found<()> {
    let terms = |entries: &[TermEntry]| {
        let term = |entry: &TermEntry| Ok(Term { id: entry.id.clone(), label: complete(&entry.id, &entry.label)? });
        entries.iter().map(term).collect::<Found<Vec<_>>>()
    };
    catalogue.purposes = terms(&files.purposes)?;
    catalogue.person_roles = terms(&files.person_roles)?;
    no_duplicates(catalogue.purposes.iter().map(|term| term.id.as_str()))?;
    no_duplicates(catalogue.person_roles.iter().map(|term| term.id.as_str()))
}

fn add_code_lists(files: &FileSet, catalogue: &mut Catalogue) -> Found<()> {
    for list in &files.code_lists {
        let mut codes = Vec::new();
        for code in &list.code {
            codes.push(Code {
                code: code.code.clone(),
                id: code.id.clone().unwrap_or_else(|| code.code.clone()),
                label: complete(&format!("{} {}", list.id, code.code), &code.label)?,
            });
        }
        no_duplicates(codes.iter().map(|code| code.code.as_str()))?;
        catalogue.code_lists.push(CodeList { id: identifier(&list.id)?, partial: list.partial, codes });
    }
    Ok(())
}

fn service(file: &ServiceFile, catalogue: &Catalogue) -> Found<Service> {
    let mut service = Service {
        id: identifier(&file.id)?,
        label: complete(&file.id, &file.label)?,
        sender: known_recipient(catalogue, &file.sender)?,
        blocks: Vec::new(),
        elements: Vec::new(),
        modules: Vec::new(),
        regime_element: None,
        risk_element: None,
    };
    for block in &file.block {
        add_block(&mut service, block, catalogue)?;
    }
    if service.elements.len() > ElementSet::CAPACITY {
        return Err(format!("a service has at most {} elements", ElementSet::CAPACITY));
    }
    no_duplicates(service.elements.iter().map(|element| element.id.as_str()))?;
    let place = |id: &Option<String>| id.as_deref().map(|id| index_of(&service, id)).transpose();
    (service.regime_element, service.risk_element) = (place(&file.regime_element)?, place(&file.risk_element)?);
    for module in &file.module {
        let elements = module.elements.iter().map(|id| index_of(&service, id)).collect::<Found<ElementSet>>()?;
        service.modules.push(Module {
            id: identifier(&module.id)?,
            kind: module.kind,
            label: complete(&module.id, &module.label)?,
            elements,
            source: module.source.clone(),
        });
    }
    Ok(service)
}

fn add_block(service: &mut Service, entry: &BlockEntry, catalogue: &Catalogue) -> Found<()> {
    let first = service.elements.len();
    for element in &entry.element {
        if element.id.split_once('.').is_none_or(|(block, _)| block != entry.id) {
            return Err(format!("`{}` stands in block `{}`", element.id, entry.id));
        }
        service.elements.push(Element {
            id: identifier(&element.id)?,
            block: service.blocks.len(),
            label: complete(&element.id, &element.label)?,
            field: element.field.clone(),
            kind: kind(element, catalogue)?,
            source: element.source.clone(),
            risks: risks(element)?,
        });
    }
    service.blocks.push(Block {
        id: identifier(&entry.id)?,
        label: complete(&entry.id, &entry.label)?,
        elements: (first..service.elements.len()).collect(),
    });
    Ok(())
}

fn kind(entry: &ElementEntry, catalogue: &Catalogue) -> Found<ElementKind> {
    match (entry.kind, &entry.codes) {
        (KindEntry::Code, Some(list)) => {
            let id = identifier(list)?;
            match catalogue.code_list(&id) {
                Some(_) => Ok(ElementKind::Code(id)),
                None => Err(format!("`{}`: no code list `{list}`", entry.id)),
            }
        }
        (KindEntry::Code, None) => Err(format!("`{}`: a code needs its `codes`", entry.id)),
        (_, Some(_)) => Err(format!("`{}`: `codes` is for codes only", entry.id)),
        (KindEntry::Niss, None) => Ok(ElementKind::Niss),
        (KindEntry::Date, None) => Ok(ElementKind::Date),
        (KindEntry::Period, None) => Ok(ElementKind::Period),
        (KindEntry::Amount, None) => Ok(ElementKind::Amount),
        (KindEntry::Count, None) => Ok(ElementKind::Count),
        (KindEntry::Text, None) => Ok(ElementKind::Text),
    }
}

fn risks(entry: &ElementEntry) -> Found<Option<(Vec<String>, Source)>> {
    match (&entry.risks, &entry.risks_source) {
        (None, None) => Ok(None),
        (Some(risks), Some(source)) => Ok(Some((risks.clone(), source.clone()))),
        _ => Err(format!("`{}`: `risks` and `risks_source` go together", entry.id)),
    }
}

fn index_of(service: &Service, id: &str) -> Found<usize> {
    service.element_index(id).ok_or_else(|| format!("no element `{id}` in service `{}`", service.id))
}

fn known_recipient(catalogue: &Catalogue, id: &str) -> Found<crate::identifier::RecipientId> {
    catalogue.recipient(id).map(|recipient| recipient.id.clone()).ok_or_else(|| format!("no recipient `{id}`"))
}

fn add_deliberation(file: &DeliberationFile, catalogue: &mut Catalogue) -> Found<()> {
    catalogue.deliberations.push(Deliberation {
        number: file.number.clone(),
        document: file.document.clone(),
        subject: complete("subject", &file.subject)?,
        approved: file.approved,
    });
    Ok(())
}

/// One authorisation being resolved, for its recipient and for each member.
struct Resolver<'f> {
    catalogue: &'f Catalogue,
    file: &'f DeliberationFile,
    entry: &'f AuthorisationEntry,
}

impl Resolver<'_> {
    /// The authorisation of the recipient itself, then that of each of its members.
    fn effective(&self) -> Found<Vec<Authorisation>> {
        let owner = known_recipient(self.catalogue, &self.entry.recipient)?;
        for id in self.entry.member.iter().flat_map(|rule| &rule.ids) {
            let member_of = self.catalogue.recipient(id).and_then(|found| found.member_of.as_ref());
            if member_of != Some(&owner) {
                return Err(format!("`{id}` is not a member"));
            }
        }
        let mut all = vec![self.authorisation(&owner, None)?];
        for member in self.catalogue.recipients.iter().filter(|found| found.member_of.as_ref() == Some(&owner)) {
            let rule = self.entry.member.iter().find(|rule| rule.ids.iter().any(|id| id == member.id.as_str()));
            all.push(self.authorisation(&member.id, rule)?);
        }
        Ok(all)
    }

    fn source(&self, point: &str) -> Source {
        Source::new(&self.file.number, point)
    }

    const fn defaults(&self) -> &Defaults {
        &self.file.defaults
    }

    fn service(&self) -> Found<&Service> {
        self.catalogue.service(&self.entry.service).ok_or_else(|| format!("no service `{}`", self.entry.service))
    }

    fn authorisation(
        &self,
        recipient: &crate::identifier::RecipientId,
        rule: Option<&MemberRuleEntry>,
    ) -> Found<Authorisation> {
        let (entry, defaults) = (self.entry, self.defaults());
        let integration = entry.integration.as_ref().unwrap_or(&defaults.integration);
        let regimes_point = entry.regimes_point.as_ref().unwrap_or(&defaults.regimes_point);
        let purposes_point = rule.filter(|rule| rule.purposes.is_some()).map_or(&entry.points, |rule| &rule.point);
        let modules_point = rule.filter(|rule| rule.modules.is_some()).map_or(&entry.points, |rule| &rule.point);
        let retention =
            rule.and_then(|rule| rule.retention.as_ref()).or(entry.retention.as_ref()).unwrap_or(&defaults.retention);
        Ok(Authorisation {
            source: self.source(&entry.points),
            recipient: recipient.clone(),
            service: self.service()?.id.clone(),
            validity: Validity {
                from: entry.valid_from.unwrap_or(defaults.valid_from),
                until: entry.valid_until.or(defaults.valid_until),
                note: entry.validity_note.as_ref().or(defaults.validity_note.as_ref()).cloned(),
            },
            regimes: self.regimes(entry.regimes.as_ref().unwrap_or(&defaults.regimes))?,
            regimes_source: self.source(regimes_point),
            roles: entry.roles.as_ref().unwrap_or(&defaults.roles).clone(),
            person_roles: self.person_roles(&entry.person_roles)?,
            person_roles_source: self.source(entry.person_roles_point.as_ref().unwrap_or(&entry.points)),
            modules: self.modules(rule)?,
            modules_source: self.source(modules_point),
            purposes: self.purposes(rule)?,
            purposes_source: self.source(purposes_point),
            integration: self.integration(integration),
            retention: retention.iter().map(|entry| self.retention(entry)).collect::<Found<_>>()?,
            use_limits: entry
                .use_limit
                .iter()
                .map(|limit| {
                    let text = complete("use_limit", &limit.text)?;
                    Ok(UseLimit { text, source: self.source(&limit.point) })
                })
                .collect::<Found<_>>()?,
        })
    }

    fn regimes(&self, regimes: &[String]) -> Found<Vec<String>> {
        let service = self.service()?;
        if let Some(element) = service.regime_element {
            let element = &service.elements[element];
            for regime in regimes {
                if !self.catalogue.ids_of(element).any(|id| id == regime) {
                    return Err(format!("no regime `{regime}`"));
                }
            }
        }
        Ok(regimes.to_vec())
    }

    fn person_roles(&self, ids: &[String]) -> Found<Vec<PersonRoleId>> {
        ids.iter().map(|id| known_term(&self.catalogue.person_roles, id).and_then(identifier)).collect()
    }

    /// The elements that a grant or an exclusion names; `block.*` is the block as this deliberation describes it.
    fn elements(&self, words: &[String]) -> Found<ElementSet> {
        let service = self.service()?;
        let mut set = ElementSet::default();
        for word in words {
            set = match word.strip_suffix(".*") {
                Some(block) => set.or(self.described_block(service, block)?),
                None => set.with(index_of(service, word)?),
            };
        }
        Ok(set)
    }

    fn described_block(&self, service: &Service, block: &str) -> Found<ElementSet> {
        let described = self
            .file
            .block
            .iter()
            .find(|found| found.service == service.id.as_str() && found.id == block)
            .ok_or_else(|| format!("the deliberation describes no block `{block}`"))?;
        described.elements.iter().map(|id| index_of(service, id)).collect()
    }

    fn modules(&self, rule: Option<&MemberRuleEntry>) -> Found<Vec<ModuleGrant>> {
        let only = rule.and_then(|rule| rule.modules.as_ref());
        if let Some(unknown) = only.into_iter().flatten().find(|id| !self.entry.module.iter().any(|own| own.id == **id))
        {
            return Err(format!("a member has module `{unknown}`, which the recipient has not"));
        }
        let kept = |entry: &&ModuleGrantEntry| only.is_none_or(|only| only.contains(&entry.id));
        self.entry.module.iter().filter(kept).map(|entry| self.module(entry, rule)).collect()
    }

    fn module(&self, grant: &ModuleGrantEntry, rule: Option<&MemberRuleEntry>) -> Found<ModuleGrant> {
        let service = self.service()?;
        let (index, module) =
            service.module(&identifier(&grant.id)?).ok_or_else(|| format!("no module `{}`", grant.id))?;
        let named = self.elements(&grant.elements)?;
        if !grant.beyond_module && !named.without(module.elements).is_empty() {
            return Err(format!("module `{}` does not carry all that is granted (`beyond_module`)", grant.id));
        }
        let exclusions = self.exclusions(&grant.id, rule)?;
        let excluded = exclusions.iter().fold(ElementSet::default(), |all, (set, _)| all.or(*set));
        // Explicit exclusions win over grants by block (23/058 points 56/1, 63, 64, 79.5).
        let granted = named.without(excluded);
        let source = self.source(&grant.point);
        let withheld = (0..service.elements.len())
            .map(|element| {
                let carried = module.elements.or(named);
                let why = Whys { service, module, carried, granted, exclusions: &exclusions, source: &source };
                (!granted.contains(element)).then(|| why.withheld(element))
            })
            .collect();
        Ok(ModuleGrant { module: index, granted, withheld, source })
    }

    fn exclusions(&self, module: &str, rule: Option<&MemberRuleEntry>) -> Found<Vec<(ElementSet, Source)>> {
        let of_member = rule.into_iter().flat_map(|rule| &rule.exclusion);
        let applies = |entry: &&ExclusionEntry| entry.modules.is_empty() || entry.modules.iter().any(|id| id == module);
        of_member
            .chain(&self.entry.exclusion)
            .filter(applies)
            .map(|entry| Ok((self.elements(&entry.elements)?, self.source(&entry.point))))
            .collect()
    }

    fn purposes(&self, rule: Option<&MemberRuleEntry>) -> Found<Vec<PurposeGrant>> {
        let only = rule.and_then(|rule| rule.purposes.as_ref());
        if let Some(unknown) =
            only.into_iter().flatten().find(|id| !self.entry.purpose.iter().any(|own| own.id == **id))
        {
            return Err(format!("a member has purpose `{unknown}`, which the recipient has not"));
        }
        let kept = |entry: &&PurposeEntry| only.is_none_or(|only| only.contains(&entry.id));
        self.entry.purpose.iter().filter(kept).map(|entry| self.purpose(entry)).collect()
    }

    fn purpose(&self, entry: &PurposeEntry) -> Found<PurposeGrant> {
        let default = entry.default_person_role.as_slice();
        Ok(PurposeGrant {
            id: identifier(known_term(&self.catalogue.purposes, &entry.id)?)?,
            source: self.source(&entry.point),
            roles: entry.roles.clone(),
            person_roles: self.person_roles(&entry.person_roles)?,
            default_person_role: self.person_roles(default)?.into_iter().next(),
            denied: self
                .entry
                .reserved
                .iter()
                .filter(|reserved| !reserved.purposes.contains(&entry.id))
                .map(|reserved| Ok((self.elements(&reserved.elements)?, self.source(&reserved.point))))
                .collect::<Found<_>>()?,
            history: entry
                .history
                .as_ref()
                .map(|history| {
                    let elements = self.elements(&history.elements)?;
                    Ok::<_, String>(History { years: history.years, elements, source: self.source(&history.point) })
                })
                .transpose()?,
        })
    }

    fn integration(&self, entry: &IntegrationEntry) -> IntegrationRule {
        IntegrationRule {
            recipient: entry.recipient,
            sender: entry.sender,
            quality_codes: entry.quality_codes.clone(),
            source: self.source(&entry.point),
        }
    }

    fn retention(&self, entry: &RetentionEntry) -> Found<RetentionRule> {
        let own = |id: &String| known_term(&self.catalogue.purposes, id).and_then(identifier::<PurposeId>);
        Ok(RetentionRule {
            summary: complete("retention", &entry.summary)?,
            length: entry.length,
            event: entry.event.clone(),
            purposes: entry.purposes.iter().map(own).collect::<Found<_>>()?,
            source: self.source(&entry.point),
        })
    }
}

fn known_term<'t>(terms: &'t [Term], id: &str) -> Found<&'t str> {
    terms
        .iter()
        .find(|term| term.id == id)
        .map(|term| term.id.as_str())
        .ok_or_else(|| format!("no purpose or person role `{id}`"))
}

/// Says why an element is not granted in a module.
struct Whys<'w> {
    service: &'w Service,
    module: &'w Module,
    /// What the module carries by its description, or by this grant (`beyond_module`).
    carried: ElementSet,
    granted: ElementSet,
    exclusions: &'w [(ElementSet, Source)],
    source: &'w Source,
}

impl Whys<'_> {
    fn withheld(&self, element: usize) -> Withheld {
        if !self.carried.contains(element) && !self.is_excluded(element) {
            let source = self.module.source.clone();
            return Withheld { reason: WithheldReason::ModuleWithoutElement, source };
        }
        let block = self.service.blocks[self.service.elements[element].block].elements;
        let reason = if self.granted.and(block).is_empty() {
            WithheldReason::BlockNotGranted
        } else {
            WithheldReason::ElementNotGranted
        };
        let excluding = self.exclusions.iter().find(|(set, _)| set.contains(element));
        let source = excluding.map_or(self.source, |(_, source)| source);
        Withheld { reason, source: source.clone() }
    }

    /// An exclusion that the text states is the better reason, but only where the module carries the element's block.
    fn is_excluded(&self, element: usize) -> bool {
        let block = self.service.blocks[self.service.elements[element].block].elements;
        !self.carried.and(block).is_empty() && self.exclusions.iter().any(|(set, _)| set.contains(element))
    }
}
