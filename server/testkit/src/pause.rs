//! A pause that takes no time.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use delibero_usecases::accounts::sign_in::Pause;
use jiff::SignedDuration;

/// Notes how long it was asked to wait, and does not.
#[derive(Debug, Default)]
pub struct NotedPause(Mutex<Vec<SignedDuration>>);

impl NotedPause {
    /// What it was asked for since the last time.
    pub fn take(&self) -> Vec<SignedDuration> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl Pause for NotedPause {
    async fn pause(&self, length: SignedDuration) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(length);
    }
}
