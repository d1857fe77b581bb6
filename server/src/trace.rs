//! Structured traces. Personal data never go in: handlers trace routes, outcomes and durations only.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::TraceFormat;

/// Starts tracing to the standard error.
///
/// # Errors
/// When the filter is not one.
pub fn start(filter: &str, format: TraceFormat) -> Result<(), tracing_subscriber::filter::ParseError> {
    let filter = EnvFilter::builder().parse(filter)?;
    let registry = tracing_subscriber::registry().with(filter);
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false);
    match format {
        TraceFormat::Json => registry.with(layer.json()).init(),
        TraceFormat::Text => registry.with(layer).init(),
    }
    note_panics();
    Ok(())
}

/// Traces panics from now on, in place of writing them to the standard error.
pub fn note_panics() {
    std::panic::set_hook(Box::new(trace_panic));
}

/// Where it happened, and words that stand in the program: a message made while it ran may hold personal data.
fn trace_panic(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let words = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or_default();
    tracing::error!(place, words, "a panic");
}
