//! The two signals that workers listen to: there is something to do, and it is time to stop.

use std::sync::Arc;

use tokio::sync::watch;

/// Rung after a commit that enqueued something; every worker of the process then looks at once instead
/// of at its next poll. Cheap to clone and to ring.
#[derive(Clone, Debug)]
pub struct Wake(Arc<watch::Sender<()>>);

impl Wake {
    pub fn new() -> Self {
        Self(Arc::new(watch::Sender::new(())))
    }

    pub fn ring(&self) {
        self.0.send_replace(());
    }

    /// Hears every ring from now on; several while nobody waited count as one.
    pub fn listen(&self) -> Listener {
        Listener(self.0.subscribe())
    }
}

impl Default for Wake {
    fn default() -> Self {
        Self::new()
    }
}

/// One worker's ear.
#[derive(Debug)]
pub struct Listener(watch::Receiver<()>);

impl Listener {
    /// Returns at the next ring, at once if it rang since the last call.
    pub async fn rung(&mut self) {
        if self.0.changed().await.is_err() {
            // Nobody is left who could ring; the worker lives on by its poll.
            std::future::pending::<()>().await;
        }
    }
}

/// Asks workers to stop. Dropped, it has asked.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

impl Stopper {
    pub fn new() -> (Self, Stop) {
        let (sender, receiver) = watch::channel(false);
        (Self(sender), Stop(receiver))
    }

    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

/// What a worker is given to learn that it should stop.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    pub fn is_asked(&self) -> bool {
        *self.0.borrow() || self.0.has_changed().is_err()
    }

    /// Returns once somebody asked to stop.
    pub async fn asked(&mut self) {
        // An error means that the stopper is gone, which asks as well.
        drop(self.0.wait_for(|asked| *asked).await);
    }
}
