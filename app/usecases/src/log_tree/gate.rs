//! Whether anything may be disclosed: not where outsiders have not seen for too long how far the log is.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// How it stands with the witnesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Enough have seen the newest checkpoint, or nobody is to.
    Met,
    /// Too few have since then; disclosure stops at the second time.
    Waiting { since: Timestamp, stops: Timestamp },
    /// Nothing is disclosed.
    Closed { since: Timestamp },
}

/// Shared by everybody who discloses on a node; whoever asks the witnesses there says how it stands.
#[derive(Debug, Default)]
pub struct DisclosureGate {
    /// None: no witness is asked.
    stop_after: Option<SignedDuration>,
    waiting_since: Mutex<Option<Timestamp>>,
}

impl DisclosureGate {
    #[must_use]
    pub fn stopping_after(stop_after: SignedDuration) -> Self {
        Self { stop_after: Some(stop_after), waiting_since: Mutex::default() }
    }

    #[must_use]
    pub const fn asks_witnesses(&self) -> bool {
        self.stop_after.is_some()
    }

    /// Since when there are entries that too few witnesses have seen; none: there are none.
    pub fn note(&self, waiting_since: Option<Timestamp>) {
        *self.waiting_since.lock().unwrap_or_else(PoisonError::into_inner) = waiting_since;
    }

    #[must_use]
    pub fn standing(&self, now: Timestamp) -> Standing {
        let since = *self.waiting_since.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((since, stop_after)) = since.zip(self.stop_after) else { return Standing::Met };
        let stops = since.saturating_add(stop_after).unwrap_or(Timestamp::MAX);
        if now >= stops { Standing::Closed { since } } else { Standing::Waiting { since, stops } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_closes_after_its_time_and_opens_again() {
        let at = |word: &str| word.parse::<Timestamp>().unwrap();
        let gate = DisclosureGate::stopping_after(SignedDuration::from_hours(4));
        let since = at("2025-06-02T08:00:00Z");
        assert_eq!(gate.standing(since), Standing::Met);
        gate.note(Some(since));
        let stops = at("2025-06-02T12:00:00Z");
        assert_eq!(gate.standing(at("2025-06-02T11:59:59Z")), Standing::Waiting { since, stops });
        assert_eq!(gate.standing(stops), Standing::Closed { since });
        gate.note(None);
        assert_eq!(gate.standing(stops), Standing::Met);
        let nobody = DisclosureGate::default();
        nobody.note(Some(since));
        assert_eq!(nobody.standing(stops), Standing::Met, "where no witness is asked, none is waited for");
    }
}
