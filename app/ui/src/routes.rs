//! Every page and its address. The server's table of endpoints says who may open which.

use std::future::Future;
use std::pin::Pin;

use crate::error::PageError;
use leptos::prelude::AnyView;

use crate::address::Address;
#[cfg(feature = "gallery")]
use crate::pages::gallery;
use crate::pages::{
    access_log, account, batches, catalogue, changes, changes_log, consultation, directory, documents, help, loads,
    matrix, may_i, organisations, people, register, sign_in, suspensions, who,
};

/// A page while it is made.
type Making = Pin<Box<dyn Future<Output = Result<AnyView, PageError>> + Send>>;

/// A page: its address, with the names of its variable parts in braces, and how it is made.
pub struct Route {
    /// The pattern of its path.
    pub pattern: &'static str,
    make: fn(Address) -> Making,
}

macro_rules! routes {
    ($($(#[$when:meta])? $pattern:literal => $page:path,)+) => {
        /// Every page.
        pub const ROUTES: &[Route] = &[$($(#[$when])? Route { pattern: $pattern, make: |address| Box::pin($page(address)) }),+];
    };
}

routes! {
    "/sign-in" => sign_in::page,
    "/consultation" => consultation::form::page,
    "/consultations/{id}" => consultation::answer::page,
    "/consultations/{id}/versions" => consultation::answer::versions_page,
    "/batches" => batches::list::page,
    "/batches/new" => batches::new::page,
    "/batches/{id}" => batches::one::page,
    "/batches/{id}/result" => batches::result::page,
    "/directory" => directory::search::page,
    "/directory/import" => directory::loads::import,
    "/directory/loads/{id}" => directory::loads::one,
    "/directory/persons/{id}" => directory::person::page,
    "/directory/upkeep" => directory::upkeep::page,
    "/log" => access_log::page,
    "/log/changes" => changes_log::page,
    "/log/{position}" => access_log::entry::page,
    "/account" => account::own_page,
    "/may-i" => may_i::page,
    "/access/{token}" => account::access_page,
    "/people" => people::list_page,
    "/people/new" => people::new_page,
    "/people/{user}" => people::user_page,
    "/catalogue" => catalogue::list::page,
    "/catalogue/{recipient}" => catalogue::recipient::page,
    "/catalogue/{recipient}/suspend" => suspensions::page,
    "/matrix" => matrix::page,
    "/who" => who::page,
    "/deliberations" => register::list::page,
    "/deliberations/{year}/{number}" => register::deliberation::page,
    "/deliberations/{year}/{number}/points/{label}" => register::deliberation::page,
    "/deliberations/{year}/{number}/history" => register::drafts::history::page,
    "/deliberations/{year}/{number}/compare" => register::differences::page,
    "/deliberations/{year}/{number}/rules" => register::rules::page,
    "/deliberations/{year}/{number}/drafts" => register::drafts::version::page,
    "/changes/{id}/edit" => documents::page,
    "/drafts" => register::drafts::list::page,
    "/drafts/new" => register::drafts::new::page,
    "/drafts/{id}" => register::drafts::review::page,
    "/drafts/{id}/edit/{part}" => register::drafts::edit::page,
    "/changes" => changes::list::page,
    "/changes/new" => changes::new::page,
    "/changes/{id}/happened" => changes::happened::page,
    "/changes/{id}" => changes::draft::page,
    "/states" => changes::states::page,
    "/states/compare" => changes::state::compare,
    "/states/{number}" => changes::state::page,
    "/organisations" => organisations::list::page,
    "/organisations/new" => organisations::edit::new_page,
    "/organisations/import" => organisations::import::page,
    "/organisations/loads/{id}" => organisations::import::report,
    "/organisations/waiting" => organisations::waiting::page,
    "/organisations/{id}" => organisations::organisation::page,
    "/organisations/{id}/edit" => organisations::edit::page,
    "/organisations/{id}/history" => organisations::history::page,
    "/loads" => loads::list::page,
    "/loads/{id}" => loads::one::page,
    "/help/keyboard" => help::page,
    #[cfg(feature = "gallery")] "/dev/components" => gallery::page,
}

impl Route {
    /// The page of a path and the parts of the path that have a name; a fixed part comes before a variable one.
    pub(crate) fn of(path: &str) -> Option<(&'static Self, Vec<(&'static str, String)>)> {
        let mut found: Vec<_> = ROUTES.iter().filter_map(|route| Some((route, named(route.pattern, path)?))).collect();
        found.sort_by_key(|(_, named)| named.len());
        found.into_iter().next()
    }

    pub(crate) fn make(&self, address: Address) -> Making {
        (self.make)(address)
    }
}

fn named(pattern: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let (mut pattern, mut path) = (pattern.split('/'), path.split('/'));
    let mut named = Vec::new();
    loop {
        match (pattern.next(), path.next()) {
            (None, None) => return Some(named),
            (Some(known), Some(part)) => match known.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(name) if !part.is_empty() => named.push((name, decoded(part)?)),
                None if known == part => {}
                _ => return None,
            },
            _ => return None,
        }
    }
}

fn decoded(part: &str) -> Option<String> {
    percent_encoding::percent_decode_str(part).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern_of(path: &str) -> Option<(&'static str, Vec<(&'static str, String)>)> {
        Route::of(path).map(|(route, named)| (route.pattern, named))
    }

    #[test]
    fn a_path_leads_to_its_page_and_names_its_parts() {
        let (pattern, named) = pattern_of("/deliberations/23/058/points/8.1@2024-01-24").expect("a page");
        assert_eq!(pattern, "/deliberations/{year}/{number}/points/{label}");
        assert_eq!(named[2], ("label", "8.1@2024-01-24".to_owned()));
        assert_eq!(pattern_of("/drafts/new").map(|(pattern, _)| pattern), Some("/drafts/new"));
        assert_eq!(pattern_of("/drafts/7").map(|(pattern, _)| pattern), Some("/drafts/{id}"));
        assert_eq!(pattern_of("/catalogue/a%20b").map(|(_, named)| named[0].1.clone()), Some("a b".to_owned()));
    }

    #[test]
    fn what_is_no_page_is_none() {
        for path in ["/", "/nothing", "/catalogue/", "/deliberations/23", "/drafts/7/edit/facts/more", "/drafts/%ff"] {
            assert_eq!(pattern_of(path), None, "{path}");
        }
    }
}
