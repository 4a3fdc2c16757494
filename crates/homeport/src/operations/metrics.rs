//! Counters without anybody's name, in the text format that monitors read (OpenMetrics 1.0).

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use keel::clock::Stopwatch;

use crate::app::App;

/// Upper edges of the buckets, in milliseconds.
const EDGES: [u64; 8] = [1, 5, 10, 25, 50, 100, 250, 1_000];

/// What happened since the process began.
#[derive(Default)]
pub struct Metrics {
    /// Responses by the first digit of their status, from 1 to 5.
    by_class: [AtomicU64; 5],
    /// Responses within each edge, and those beyond the last.
    by_time: [AtomicU64; EDGES.len() + 1],
    micros: AtomicU64,
    searches: AtomicU64,
    search_micros: AtomicU64,
}

impl Metrics {
    /// The search index was asked once.
    pub fn note_search(&self, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.searches.fetch_add(1, Ordering::Relaxed);
        self.search_micros.fetch_add(micros, Ordering::Relaxed);
    }

    fn note(&self, status: u16, took: Duration) {
        let class = usize::from(status / 100).clamp(1, 5) - 1;
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = EDGES.iter().position(|edge| micros <= edge * 1_000).unwrap_or(EDGES.len());
        self.by_class[class].fetch_add(1, Ordering::Relaxed);
        self.by_time[bucket].fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }

    /// The counters as text.
    pub fn write(&self, out: &mut String) {
        line(out, "# HELP homeport_responses_total Responses by the class of their status.");
        line(out, "# TYPE homeport_responses_total counter");
        for (at, count) in self.by_class.iter().enumerate() {
            let count = count.load(Ordering::Relaxed);
            line(out, &format!("homeport_responses_total{{class=\"{}xx\"}} {count}", at + 1));
        }
        line(out, "# HELP homeport_response_seconds How long responses took.");
        line(out, "# TYPE homeport_response_seconds histogram");
        let mut sum = 0;
        for (edge, count) in EDGES.iter().zip(&self.by_time) {
            sum += count.load(Ordering::Relaxed);
            let (whole, rest) = (edge / 1_000, edge % 1_000);
            line(out, &format!("homeport_response_seconds_bucket{{le=\"{whole}.{rest:03}\"}} {sum}"));
        }
        sum += self.by_time[EDGES.len()].load(Ordering::Relaxed);
        line(out, &format!("homeport_response_seconds_bucket{{le=\"+Inf\"}} {sum}"));
        line(out, &format!("homeport_response_seconds_sum {}", seconds(&self.micros)));
        line(out, &format!("homeport_response_seconds_count {sum}"));
        line(out, "# HELP homeport_search_seconds How long the search index took.");
        line(out, "# TYPE homeport_search_seconds summary");
        line(out, &format!("homeport_search_seconds_sum {}", seconds(&self.search_micros)));
        line(out, &format!("homeport_search_seconds_count {}", self.searches.load(Ordering::Relaxed)));
    }
}

fn seconds(micros: &AtomicU64) -> String {
    let micros = micros.load(Ordering::Relaxed);
    format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}

pub fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// Counts every response.
pub async fn counted(State(app): State<App>, request: Request, next: Next) -> Response {
    let watch = Stopwatch::start();
    let response = next.run(request).await;
    app.metrics.note(response.status().as_u16(), watch.elapsed());
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_is_counted_once_in_every_wider_bucket() {
        let metrics = Metrics::default();
        metrics.note(200, Duration::from_millis(7));
        metrics.note(503, Duration::from_secs(9));
        let mut text = String::new();
        metrics.write(&mut text);
        for wanted in [
            "class=\"2xx\"} 1",
            "class=\"5xx\"} 1",
            "le=\"0.005\"} 0",
            "le=\"0.010\"} 1",
            "le=\"+Inf\"} 2",
            "sum 9.007000",
            "count 2",
        ] {
            assert!(text.contains(wanted), "{wanted} in {text}");
        }
    }
}
