//! Today in Belgium, for the preset of that name. It travels with the page, so that both sides show the same link.

/// Today as `2026-11-21`; empty when nobody can say.
#[cfg(feature = "ssr")]
pub(super) fn today() -> String {
    use delibero_api::consultation::local_time;
    use delibero_api::services::Services;
    let now = leptos::prelude::use_context::<Services>().map(|with| local_time(with.clock.now()));
    now.and_then(|now| now.split(' ').next().map(ToOwned::to_owned)).unwrap_or_default()
}

/// Today as `2026-11-21`, by the browser's clock.
#[cfg(not(feature = "ssr"))]
pub(super) fn today() -> String {
    let now = web_sys::js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
