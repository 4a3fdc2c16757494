//! Hands deliveries over, several at once, each on a connection of its own.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::task::JoinSet;

use super::smtp::Line;
use super::sql::{self, Claimed};
use super::{Channel, Config, Content, MailUrl, Wording, mime};
use crate::clock::Time;
use crate::contact::Mail;
use crate::db::{Conn, DbError, Engine};
use crate::error::Result;
use crate::id::Id;
use crate::jobs::{Host, Listener, Stop};

/// How long a delivery is ours: longer than any of them may take.
const LEASE: Duration = Duration::from_secs(60);
/// Other nodes cannot ring our bell.
const POLL: Duration = Duration::from_secs(1);
/// What is in flight may take this long after somebody asked to stop.
const GRACE: Duration = Duration::from_secs(20);
/// After this long nobody tries any more.
const PATIENCE: Duration = Duration::from_secs(2 * 24 * 3_600);

/// What became of a delivery.
#[derive(Clone, Debug)]
pub struct Delivered {
    pub delivery_id: Id,
    pub channel: Channel,
    pub purpose: String,
    pub about: Option<Id>,
    pub recipient: Option<Id>,
    pub at: Time,
    pub fate: Fate,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The mail server, the gateway or the development mailbox has it.
    Accepted,
    /// It will not be tried again: refused for good, or put off until our patience ended. The reply
    /// holds codes only.
    Failed { is_permanent: bool, reply: String },
}

/// Told of the end of each delivery, in the transaction that marks it.
pub trait Outcome: Send + Sync + 'static {
    /// Awaits nothing but `conn`. An error undoes the mark, and both are tried again.
    fn settled(&self, conn: &mut Conn, delivered: &Delivered) -> impl Future<Output = Result<()>> + Send;
}

/// Nobody wants to know.
impl Outcome for () {
    async fn settled(&self, _: &mut Conn, _: &Delivered) -> Result<()> {
        Ok(())
    }
}

/// How an attempt ended; the text is for the row and holds no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    Accepted(String),
    /// Put into the development mailbox.
    Kept,
    /// The recipient is refused for good.
    Refused(String),
    /// The recipient is put off: greylisting, a full mailbox.
    Later(String),
    /// The way there is blocked, which is nobody's fault and passes.
    Soon(String),
}

/// Sends what is due.
pub struct Sender<O> {
    shared: Arc<Shared<O>>,
    mail_lanes: usize,
    sms_lanes: usize,
}

struct Shared<O> {
    host: Host,
    config: Config,
    outcome: O,
}

/// One after the other, on one connection.
struct Lane<O> {
    shared: Arc<Shared<O>>,
    channel: Channel,
    line: Line,
    /// The attempt that ended and is not marked yet.
    ended: Option<(Claimed, Sent)>,
    /// How often in a row the way was blocked.
    blocked: u32,
}

impl<O: Outcome> Sender<O> {
    pub fn new(host: Host, config: Config, outcome: O) -> Self {
        Self { shared: Arc::new(Shared { host, config, outcome }), mail_lanes: 8, sms_lanes: 4 }
    }

    /// How many mails, and how many text messages, are in flight at most.
    #[must_use]
    pub fn lanes(mut self, mail: usize, sms: usize) -> Self {
        self.mail_lanes = mail.max(1);
        self.sms_lanes = sms.max(1);
        self
    }

    /// Sends until asked to stop, then marks what is in flight. Dropped, it leaves what is in flight to
    /// whoever finds the lease run out, to be sent again with the same Message-ID.
    pub async fn run(self, mut stop: Stop) {
        self.shared.release_predecessor().await;
        let mut lanes = JoinSet::new();
        let channels = [(Channel::Mail, self.mail_lanes), (Channel::Sms, self.sms_lanes)];
        for (channel, count) in channels {
            for _ in 0..count {
                lanes.spawn(keep_running(self.shared.clone(), channel, stop.clone()));
            }
        }
        stop.asked().await;
        let all = async { while lanes.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, all).await.is_err() {
            tracing::warn!("messages were still in flight when the grace ended; they will be sent again");
        }
    }
}

impl<O: Outcome> Shared<O> {
    /// One process owns an SQLite file, so whatever it finds in flight fell with the last one.
    async fn release_predecessor(&self) {
        if self.host.db.engine() == Engine::Postgres {
            return;
        }
        let released = async {
            let mut conn = self.host.db.begin().await?;
            sql::release_all(&mut conn).await?;
            conn.commit().await
        };
        if let Err(error) = released.await {
            tracing::error!(%error, "releasing what the last process left in flight");
        }
    }

    /// Marks how an attempt ended, tells the outcome, and takes the next delivery: one transaction.
    async fn step(
        &self,
        channel: Channel,
        ended: Option<&(Claimed, Sent)>,
        tells: bool,
        takes: bool,
    ) -> Result<Option<Claimed>> {
        let now = self.host.clock.now();
        if ended.is_none() && !sql::anything_due(&mut self.host.db.read().await?, channel, now).await? {
            return Ok(None);
        }
        let mut conn = self.host.db.begin().await?;
        if let Some((claimed, sent)) = ended
            && let Some(fate) = mark(&mut conn, now, claimed, sent).await?
            && tells
        {
            self.outcome.settled(&mut conn, &claimed.delivered(now, fate)).await?;
        }
        let mut next = None;
        if takes {
            let (until, node) = (now + LEASE, &self.host.node);
            next = sql::take_over(&mut conn, channel, now, until, node).await?;
            if next.is_none() {
                next = sql::claim(&mut conn, channel, now, until, node).await?;
            }
        }
        conn.commit().await?;
        Ok(next)
    }
}

/// An outcome that panics costs one delivery its lease, not the process a lane.
async fn keep_running<O: Outcome>(shared: Arc<Shared<O>>, channel: Channel, stop: Stop) {
    while AssertUnwindSafe(Lane::new(&shared, channel).run(stop.clone())).catch_unwind().await.is_err() {
        tracing::error!(channel = channel.word(), "a sender panicked");
        tokio::time::sleep(POLL).await;
    }
}

impl<O: Outcome> Lane<O> {
    fn new(shared: &Arc<Shared<O>>, channel: Channel) -> Self {
        Self { shared: shared.clone(), channel, line: Line::default(), ended: None, blocked: 0 }
    }

    async fn run(mut self, mut stop: Stop) {
        let mut bell = self.shared.host.wake.listen();
        while !stop.is_asked() {
            if self.blocked > 0 {
                self.settle(false).await;
                self.pause(&mut stop).await;
            }
            match self.settle(!stop.is_asked()).await {
                Some(claimed) => self.attempt(claimed).await,
                None => {
                    self.blocked = 0;
                    self.rest(&mut bell, &mut stop).await;
                }
            }
        }
        self.settle(false).await;
        self.line.close().await;
    }

    /// Marks what ended until that is done, and takes the next if wanted.
    async fn settle(&mut self, takes: bool) -> Option<Claimed> {
        let mut failures = 0;
        loop {
            // An outcome that fails for its own reasons must not have the message sent for ever.
            let tells = failures < 5;
            let error = match self.shared.step(self.channel, self.ended.as_ref(), tells, takes).await {
                Ok(next) => {
                    self.ended = None;
                    return next;
                }
                Err(error) => error,
            };
            tracing::error!(%error, failures, "marking a delivery");
            let passes = matches!(error.db(), Some(DbError::Busy | DbError::Unreachable(_) | DbError::Full));
            failures += u32::from(!passes);
            if self.ended.is_none() || failures > 10 {
                self.ended = None;
                return None;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    async fn attempt(&mut self, claimed: Claimed) {
        let sent = self.shared.send(&mut self.line, &claimed).await;
        self.blocked = if let Sent::Soon(reply) = &sent {
            let (id, channel) = (claimed.delivery_id, self.channel.word());
            tracing::warn!(%id, channel, reply, "could not be handed over");
            self.blocked + 1
        } else {
            0
        };
        self.ended = Some((claimed, sent));
    }

    /// While the way is blocked each lane tries it now and then, not with every message that waits.
    async fn pause(&self, stop: &mut Stop) {
        let seconds = 1 << (self.blocked - 1).min(4);
        tokio::select! {
            () = stop.asked() => {}
            () = tokio::time::sleep(Duration::from_secs(seconds.min(10))) => {}
        }
    }

    async fn rest(&mut self, bell: &mut Listener, stop: &mut Stop) {
        tokio::select! {
            () = stop.asked() => {}
            () = bell.rung() => {}
            () = tokio::time::sleep(POLL) => {}
        }
        self.line.rest().await;
    }
}

impl<O: Outcome> Shared<O> {
    async fn send(&self, line: &mut Line, claimed: &Claimed) -> Sent {
        match Content::read(claimed.channel, &claimed.body) {
            Ok(Content::Mail(mail)) => self.send_mail(line, claimed, &mail).await,
            Ok(Content::Text(text)) => self.send_text(claimed, &text).await,
            Err(error) => {
                tracing::error!(%error, id = %claimed.delivery_id, "a delivery");
                Sent::Refused("unreadable".to_owned())
            }
        }
    }

    async fn send_mail(&self, line: &mut Line, claimed: &Claimed, mail: &Wording) -> Sent {
        let MailUrl::Smtp(relay) = &self.config.mail else { return Sent::Kept };
        let envelope = Mail::parse(&claimed.to)
            .and_then(|to| mime::envelope(&self.config, claimed.delivery_id, claimed.created_at, &to, mail));
        match envelope {
            Ok(envelope) => line.send(relay, &self.config.host, &envelope).await,
            Err(error) => Sent::Refused(error.to_string()),
        }
    }

    async fn send_text(&self, claimed: &Claimed, text: &str) -> Sent {
        match self.config.sms.load().await {
            Ok(Some(gateway)) => gateway.send(claimed.delivery_id, &claimed.to, text).await,
            Ok(None) if self.config.mail == MailUrl::Mailbox => Sent::Kept,
            Ok(None) => Sent::Soon("no gateway".to_owned()),
            Err(error) => {
                tracing::error!(%error, "the SMS gateway's settings");
                Sent::Soon("no gateway".to_owned())
            }
        }
    }
}

impl Claimed {
    fn delivered(&self, at: Time, fate: Fate) -> Delivered {
        Delivered {
            delivery_id: self.delivery_id,
            channel: self.channel,
            purpose: self.purpose.clone(),
            about: self.about,
            recipient: self.recipient,
            at,
            fate,
        }
    }
}

/// Writes down how an attempt ended; its fate, if that was the end of it.
async fn mark(conn: &mut Conn, now: Time, claimed: &Claimed, sent: &Sent) -> Result<Option<Fate>> {
    let (changed, fate) = match sent {
        Sent::Accepted(reply) => {
            (sql::mark_sent(conn, claimed.delivery_id, now, reply).await?, Some(Fate::Accepted))
        }
        Sent::Kept => (sql::mark_kept(conn, claimed.delivery_id, now).await?, Some(Fate::Accepted)),
        Sent::Refused(reply) => {
            let fate = Fate::Failed { is_permanent: true, reply: reply.clone() };
            (sql::mark_failed(conn, claimed, reply).await?, Some(fate))
        }
        Sent::Later(reply) | Sent::Soon(reply) => {
            let next_at = now + wait(sent, claimed.attempt);
            if next_at > claimed.created_at + PATIENCE {
                let fate = Fate::Failed { is_permanent: false, reply: reply.clone() };
                (sql::mark_failed(conn, claimed, reply).await?, Some(fate))
            } else {
                (sql::put_back(conn, claimed, next_at, reply).await?, None)
            }
        }
    };
    if changed == 0 {
        sql::delete_withdrawn(conn, claimed.delivery_id).await?;
        return Ok(None);
    }
    Ok(fate)
}

/// Greylisting asks for minutes; a way that is blocked is tried sooner.
fn wait(sent: &Sent, attempt: u32) -> Duration {
    let nth = attempt.saturating_sub(1);
    let seconds = match sent {
        Sent::Soon(_) => 5 << nth.min(6),
        _ => [60, 5 * 60, 15 * 60].get(nth as usize).copied().unwrap_or(3_600),
    };
    Duration::from_secs(seconds)
}

/// Sends what is due, one after the other, until nothing is: for tests, whose clock stands still. How
/// many attempts that took.
pub async fn drain<O: Outcome>(host: &Host, config: Config, outcome: O) -> Result<u32> {
    let shared = Shared { host: host.clone(), config, outcome };
    let mut attempts = 0;
    for channel in [Channel::Mail, Channel::Sms] {
        let mut line = Line::default();
        let mut ended = None;
        while let Some(claimed) = shared.step(channel, ended.as_ref(), true, true).await? {
            attempts += 1;
            let sent = shared.send(&mut line, &claimed).await;
            ended = Some((claimed, sent));
        }
        line.close().await;
    }
    Ok(attempts)
}
