//! The only place that asks what time it is, and that waits.

use async_trait::async_trait;
use delibero_usecases::accounts::sign_in::Pause;
use delibero_usecases::belgian_time::day_of;
use delibero_usecases::clock::Clock;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// The clock of the machine.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where time enters")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn today(&self) -> Date {
        day_of(self.now())
    }
}

/// Waits in real time.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealPause;

#[async_trait]
impl Pause for RealPause {
    async fn pause(&self, length: SignedDuration) {
        if let Ok(length) = std::time::Duration::try_from(length) {
            tokio::time::sleep(length).await;
        }
    }
}
