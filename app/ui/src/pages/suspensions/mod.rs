//! What is suspended, said wherever it matters: for whom, by whom, since when, why, and who can end it; and the page on
//! which an authorisation is suspended.

mod notice;
mod suspend;
pub mod view;

pub(in crate::pages) use notice::{list, notices};
pub(crate) use suspend::page;
pub(in crate::pages) use view::{SuspensionView, Suspensions};
