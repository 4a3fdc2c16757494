//! The outbox of this alliance: how mails and text messages leave, and who is told how it went.

use keel::jobs::Stop;

use crate::app::App;

/// Sends what waits until asked to stop.
pub async fn run(_app: App, mut stop: Stop) {
    stop.asked().await;
}
