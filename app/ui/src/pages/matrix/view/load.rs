//! Reads what an address asks for, and makes the page of it.

use delibero_domain::authorisation::Authorisation;
use delibero_domain::catalogue::{Catalogue, Recipient, Service, TextUnknown};
use delibero_domain::text::Text;
use jiff::civil::Date;

use super::detail::Case;
use super::{
    BlockColumns, CellDetail, Comparison, ElementColumn, Mark, MatrixRow, MatrixView, Standing, marks, read_query,
};
use crate::components::recipient::RecipientName;
use crate::pages::conditions::Authorised;
use crate::pages::matrix::MatrixQuery;

/// The page that an address asks for.
pub(super) fn view(catalogue: &Catalogue, query: &MatrixQuery, today: Date) -> MatrixView {
    let mut view = MatrixView {
        today,
        on: today,
        unread: Vec::new(),
        texts_unknown: Vec::new(),
        services: catalogue.services().iter().map(|found| (found.id.to_string(), found.label.clone())).collect(),
        service: String::new(),
        modules: Vec::new(),
        module: String::new(),
        choices: Vec::new(),
        blocks: Vec::new(),
        left_out: 0,
        rows: Vec::new(),
        suspensions: Vec::new(),
        without: Vec::new(),
        comparison: None,
        detail: None,
    };
    let Some(within) = InService::new(catalogue, query, today) else { return view };
    view.service = within.service.id.to_string();
    view.modules = within.service.modules.iter().map(|found| (found.id.to_string(), found.label.clone())).collect();
    view.module = within.module.map_or_else(String::new, |place| view.modules[place].0.clone());
    view.choices = within.authorised().map(|found| within.named(found)).collect();
    match read_query::read(catalogue, query, today) {
        Ok(on) => {
            view.on = on;
            within.fill(&mut view);
        }
        Err(unread) => view.unread = unread,
    }
    view
}

/// What an address asks for, as far as the catalogue knows it.
pub(super) struct InService<'c> {
    pub catalogue: &'c Catalogue,
    pub service: &'c Service,
    /// The module looked at; none: all.
    pub module: Option<usize>,
    pub on: Date,
    query: &'c MatrixQuery,
}

impl<'c> InService<'c> {
    /// None where the catalogue has no service at all.
    pub fn new(catalogue: &'c Catalogue, query: &'c MatrixQuery, today: Date) -> Option<Self> {
        let service = catalogue.service(&query.service).or_else(|| catalogue.services().first())?;
        let module = service.modules.iter().position(|module| module.id.as_str() == query.module);
        Some(Self { catalogue, service, module, on: read_query::read(catalogue, query, today).unwrap_or(today), query })
    }

    fn fill(&self, view: &mut MatrixView) {
        let elements = self.elements();
        view.blocks = self.blocks(&elements);
        view.left_out = u32::try_from(self.service.elements.len() - elements.len()).unwrap_or_default();
        view.rows = self.rows().into_iter().filter_map(|found| self.row(found, &elements)).collect();
        view.without = self.without();
        view.comparison = self.compared().and_then(|pair| self.comparison(pair, &view.rows));
        view.texts_unknown = self.texts_unknown();
        view.detail = self.detail().map(Box::new);
    }

    /// Of the deliberations whose authorisations hold on the day.
    fn texts_unknown(&self) -> Vec<TextUnknown> {
        let of_service = |found: &&Authorisation| found.service == self.service.id && found.validity.holds_on(self.on);
        let found = self.catalogue.authorisations().iter().filter(of_service);
        self.catalogue.texts_unknown(found.map(|found| found.source.deliberation.as_str()), self.on)
    }

    /// Everybody who has an authorisation for the service, on whatever day.
    fn authorised(&self) -> impl Iterator<Item = &'c Recipient> {
        let (catalogue, service) = (self.catalogue, self.service.id.as_str());
        let has = move |found: &&Recipient| catalogue.authorisations_of(found.id.as_str(), service).next().is_some();
        catalogue.recipients().iter().filter(has)
    }

    fn without(&self) -> Vec<Text> {
        let named: Vec<_> = self.authorised().map(|found| &found.id).collect();
        let principals = self.catalogue.recipients().iter().filter(|found| found.member_of.is_none());
        principals.filter(|found| !named.contains(&&found.id)).map(|found| found.label.clone()).collect()
    }

    pub fn named(&self, recipient: &Recipient) -> RecipientName {
        let owner = recipient.member_of.as_ref().and_then(|owner| self.catalogue.recipient(owner.as_str()));
        RecipientName {
            id: recipient.id.to_string(),
            label: recipient.label.clone(),
            member_of: owner.map(|owner| owner.label.clone()),
        }
    }

    /// The elements that have a column: every one of the service, or what the module carries or somebody has in it.
    pub fn elements(&self) -> Vec<usize> {
        let all = 0..self.service.elements.len();
        let Some(module) = self.module else { return all.collect() };
        let carried = self.service.modules[module].elements;
        let all_of_service = || {
            let known = self.catalogue.authorisations().iter();
            known.filter(|found| found.service == self.service.id)
        };
        let spoken_of = |element: usize| {
            all_of_service().any(|found| marks::cell(found, Some(module), element).mark != Mark::NotAsked)
        };
        all.filter(|&element| carried.contains(element) || spoken_of(element)).collect()
    }

    fn blocks(&self, elements: &[usize]) -> Vec<BlockColumns> {
        let blocks = self.service.blocks.iter().map(|block| {
            let of_block = elements.iter().filter(|place| block.elements.contains(**place));
            let column = |place: &usize| {
                let element = &self.service.elements[*place];
                ElementColumn { id: element.id.to_string(), label: element.label.clone() }
            };
            BlockColumns { label: block.label.clone(), elements: of_block.map(column).collect() }
        });
        blocks.filter(|block| !block.elements.is_empty()).collect()
    }

    /// Whose rows are shown: the two that are compared, or every recipient with the members that are unfolded.
    pub fn rows(&self) -> Vec<&'c Recipient> {
        if let Some((left, right)) = self.compared() {
            return vec![left, right];
        }
        let principals = self.authorised().filter(|found| found.member_of.is_none());
        let with_members = principals.flat_map(|found| {
            let unfolded = self.is_unfolded(found);
            let members = marks::members_with_own_rules(self.catalogue, found, self.service, self.on);
            std::iter::once(found).chain(members.filter(move |_| unfolded))
        });
        with_members.collect()
    }

    fn is_unfolded(&self, recipient: &Recipient) -> bool {
        self.query.members == MatrixQuery::ALL || self.query.members == recipient.id.as_str()
    }

    /// The two that are compared, where both are known and they are two.
    pub fn compared(&self) -> Option<(&'c Recipient, &'c Recipient)> {
        let known = |id: &str| self.authorised().find(|found| found.id.as_str() == id);
        let (left, right) = (known(&self.query.left)?, known(&self.query.right)?);
        (left.id != right.id).then_some((left, right))
    }

    pub fn on_day(&self, recipient: &Recipient) -> Option<(&'c Authorisation, Standing)> {
        marks::on_day(self.catalogue, recipient.id.as_str(), self.service, self.on)
    }

    fn row(&self, recipient: &'c Recipient, elements: &[usize]) -> Option<MatrixRow> {
        let (authorisation, standing) = self.on_day(recipient)?;
        let own_rules = match (recipient.member_of.as_ref(), self.compared()) {
            (None, None) => marks::members_with_own_rules(self.catalogue, recipient, self.service, self.on).count(),
            _ => 0,
        };
        Some(MatrixRow {
            recipient: self.named(recipient),
            own_rules: u32::try_from(own_rules).unwrap_or(u32::MAX),
            unfolded: self.is_unfolded(recipient),
            standing,
            suspended: authorisation.suspended(self.on, None).map(|found| found.first_day()),
            cells: marks::cells(authorisation, standing, self.module, elements),
        })
    }

    fn comparison(&self, (left, right): (&Recipient, &Recipient), rows: &[MatrixRow]) -> Option<Comparison> {
        let [of_left, of_right] = rows else { return None };
        let pairs = of_left.cells.iter().zip(&of_right.cells);
        let conditions = |recipient| {
            let case = self.case(recipient)?;
            (case.standing == Standing::InForce).then(|| case.authorised.conditions(None))
        };
        Some(Comparison {
            differences: pairs.map(|(left, right)| marks::difference(left, right)).collect(),
            left: conditions(left),
            right: conditions(right),
        })
    }

    fn case(&self, recipient: &Recipient) -> Option<Case<'c>> {
        let (authorisation, standing) = self.on_day(recipient)?;
        let authorised = Authorised { catalogue: self.catalogue, service: self.service, authorisation };
        Some(Case { authorised, standing })
    }

    fn detail(&self) -> Option<CellDetail> {
        let (recipient, element) = self.query.cell.split_once(':')?;
        let recipient = self.catalogue.recipient(recipient)?;
        let element = self.service.element_index(element)?;
        let case = self.case(recipient)?;
        let cell = marks::cells(case.authorised.authorisation, case.standing, self.module, &[element]).pop()?;
        Some(case.detail(self.named(recipient), element, cell))
    }
}
