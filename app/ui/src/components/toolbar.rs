//! The row of actions above a list: how much there is, the orders, the same as a file or on paper.

use delibero_islands::Print;
use delibero_words::say;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::language::use_language;
use super::leads::Leads;
use super::table::Direction;

/// The row.
#[derive(Debug)]
pub struct Toolbar {
    count: Vec<String>,
    orders: Vec<Order>,
    files: Vec<(&'static str, &'static str, Leads)>,
}

/// One order of a list, for narrow screens, where no column has a head, and for orders that no column has.
#[derive(Debug)]
pub struct Order {
    pub label: &'static str,
    pub address: String,
    /// Of the order that the list has; the link turns it round.
    pub current: bool,
    pub direction: Option<Direction>,
    /// The head of a column leads there too.
    pub in_head: bool,
}

impl Toolbar {
    /// `count`: how many lines there are, and what else is said of the whole list.
    #[must_use]
    pub fn new(count: impl IntoIterator<Item = String>) -> Self {
        Self { count: count.into_iter().collect(), orders: Vec::new(), files: Vec::new() }
    }

    #[must_use]
    pub fn orders(mut self, orders: impl IntoIterator<Item = Order>) -> Self {
        self.orders.extend(orders);
        self
    }

    /// The whole list as CSV and XLSX, by the way that leads to the file of an extension.
    #[must_use]
    pub fn files(mut self, file: impl Fn(&'static str) -> Leads) -> Self {
        let language = use_language();
        self.files.push(("CSV", say!(language, lists.csv), file("csv")));
        self.files.push(("XLSX", say!(language, lists.xlsx), file("xlsx")));
        self
    }

    /// The same in another form: the sign, what it says, and the way there.
    #[must_use]
    pub fn file(mut self, sign: &'static str, words: &'static str, leads: Leads) -> Self {
        self.files.push((sign, words, leads));
        self
    }

    #[must_use]
    pub fn view(self) -> AnyView {
        let language = use_language();
        let count = self.count.into_iter().map(|words| view! { <p>{words}</p> }).collect_view();
        let files = self.files.into_iter().map(|(short, words, leads)| {
            let words = view! { <span class="sr-only">{words}</span> <span aria-hidden="true">{short}</span> };
            leads.view("tool", view! { <Icon name=IconName::Download /> {words} })
        });
        view! {
            <div class="toolbar">
                <div class="toolbar-count" role="status">{count}</div>
                {orders(self.orders)}
                <div class="toolbar-tools">
                    {files.collect_view()}
                    <button type="button" class="tool with-script" data-prints="" title=say!(language, lists.print)>
                        <Icon name=IconName::Print />
                        <span class="sr-only">{say!(language, lists.print)}</span>
                    </button>
                    <Print />
                </div>
            </div>
        }
        .into_any()
    }
}

fn orders(orders: Vec<Order>) -> Option<AnyView> {
    let language = use_language();
    let only_in_heads = orders.iter().all(|order| order.in_head);
    let class = if only_in_heads { "orders orders-narrow" } else { "orders" };
    let some = !orders.is_empty();
    let links = orders.into_iter().map(|order| {
        let class = if order.in_head { "orders-narrow" } else { "" };
        let current = order.current.then_some("true");
        let direction = order.direction.filter(|_| order.current).map(Direction::sign);
        view! {
            <li class=class><a class="order" href=order.address aria-current=current>{order.label} {direction}</a></li>
        }
    });
    let links = links.collect_view();
    some.then(|| {
        view! {
            <div class=class>
                <span id="orders">{say!(language, lists.sort_by)}</span>
                <ul aria-labelledby="orders">{links}</ul>
            </div>
        }
        .into_any()
    })
}
