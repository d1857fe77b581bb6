//! What the log of changes is asked for.

use crate::filters::filters;

filters! {
    /// The filters of the log of changes as they stand in the address.
    ChangesLogQuery at "/log/changes" by [organisation, user, kind, subject, from, to]:
    /// `readings`, or nothing for changes.
    family,
    /// An organisation's identifier.
    organisation,
    /// A sign-in name.
    user,
    kind,
    /// The identifier of what was changed.
    subject,
    /// From a day on.
    from,
    /// Up to a day.
    to,
    /// Entries older than this position.
    before,
}
