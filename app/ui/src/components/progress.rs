//! Waiting: a quiet line for what takes a moment, and a bar with count, rate and time left for what takes minutes. The
//! page can be left and found again: it says how far the work is each time it is loaded, and goes on by itself where a
//! script runs.

use delibero_islands::Progress;
use delibero_words::formats::grouped;
use delibero_words::say;
use leptos::prelude::*;

use super::button::Button;
use super::form_mark::FilledInBy;
use super::language::use_language;

/// How far some work is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// What is done.
    pub name: String,
    /// How many are done.
    pub done: u64,
    /// Out of how many.
    pub all: u64,
    /// How many a minute; none: not known yet.
    pub rate: Option<u64>,
    /// Where the form goes that stops it; none: it cannot be stopped any more.
    pub stop: Option<String>,
}

impl Work {
    /// The minutes that are left, rounded up; none while there is no rate.
    #[must_use]
    pub fn minutes_left(&self) -> Option<u64> {
        let left = self.all.saturating_sub(self.done);
        self.rate.filter(|rate| *rate > 0).map(|rate| left.div_ceil(rate))
    }

    /// The bar, its figures, and the button that stops the work.
    #[must_use]
    pub fn view(self) -> AnyView {
        let language = use_language();
        let count = say!(language, kit.progress_count, done = grouped(self.done), all = grouped(self.all));
        let rate = self.rate.map(|rate| say!(language, kit.progress_rate, rate = grouped(rate)));
        let left = self.minutes_left().map(|minutes| say!(language, kit.progress_left, minutes = grouped(minutes)));
        let figures = [Some(count), rate, left].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let stop = self.stop.map(|action| {
            view! {
                <form method="post" action=action>
                    <FilledInBy />
                    {Button::quiet(say!(language, kit.progress_stop)).view()}
                </form>
            }
        });
        view! {
            <div class="work" data-goes-on="">
                <label class="label" for="work">{self.name}</label>
                <progress id="work" max=self.all.to_string() value=self.done.to_string() aria-describedby="work-figures">
                    {figures.clone()}
                </progress>
                <p class="hint" id="work-figures" data-figures="">{figures}</p>
                {stop}
                <Progress />
            </div>
        }
        .into_any()
    }
}

/// A line that says what is being done.
#[must_use]
pub fn loading(words: impl Into<String>) -> AnyView {
    let words: String = words.into();
    view! { <p class="loading" role="status">{words}</p> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_rounded_up_and_unknown_without_a_rate() {
        let work = Work { name: String::new(), done: 30, all: 100, rate: Some(20), stop: None };
        assert_eq!(work.minutes_left(), Some(4));
        assert_eq!(Work { rate: None, ..work.clone() }.minutes_left(), None);
        assert_eq!(Work { done: 100, ..work }.minutes_left(), Some(0));
    }
}
