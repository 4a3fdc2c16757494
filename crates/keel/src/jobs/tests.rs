//! Jobs on every engine there is.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::testing::{self, Fresh};
use super::*;
use crate::error::Error;

/// Notes which jobs ran, and fails those it is told to.
#[derive(Clone, Default)]
struct Book(Arc<Mutex<Vec<String>>>, Arc<AtomicU32>);

impl Book {
    fn ran(&self) -> Vec<String> {
        self.0.lock().expect("a lock").clone()
    }

    fn fail_next(&self, times: u32) {
        self.1.store(times, Ordering::SeqCst);
    }

    fn note(&self, what: &str) -> Result<()> {
        self.0.lock().expect("a lock").push(what.to_owned());
        let fails = self.1.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1));
        if fails.is_ok() { Err(Error::broken("told to fail")) } else { Ok(()) }
    }
}

#[derive(Serialize, Deserialize)]
struct Greet {
    whom: String,
    once: bool,
}

impl Job for Greet {
    type App = Book;
    const NAME: &'static str = "greet";
    const TRIES: u32 = 3;

    fn key(&self) -> Option<String> {
        self.once.then(|| "once".to_owned())
    }

    async fn run(self, book: Book) -> Result<()> {
        tokio::task::yield_now().await;
        book.note(&self.whom)
    }
}

#[derive(Serialize, Deserialize)]
struct Panic;

impl Job for Panic {
    type App = Book;
    const NAME: &'static str = "panic";
    const TRIES: u32 = 1;

    async fn run(self, _: Book) -> Result<()> {
        panic!("on purpose")
    }
}

fn registry() -> Registry<Book> {
    Registry::new().with::<Greet>().with::<Panic>()
}

fn greet(whom: &str) -> Greet {
    Greet { whom: whom.to_owned(), once: false }
}

async fn put<J: Job>(host: &Host, job: &J, delay: Duration) {
    let now = host.clock.now();
    let mut conn = host.db.begin().await.expect("begun");
    enqueue_at(&mut conn, &host.ids, now, now + delay, job).await.expect("enqueued");
    conn.commit().await.expect("committed");
}

async fn counted(host: &Host) -> Counts {
    counts(&mut host.db.read().await.expect("a reader"), host.clock.now()).await.expect("counted")
}

async fn drained(host: &Host, book: &Book) -> Drained {
    drain(host, book.clone(), registry()).await.expect("drained")
}

#[tokio::test]
async fn a_job_exists_exactly_when_its_cause_does() {
    for host in testing::hosts().await {
        let now = host.clock.now();
        let mut conn = host.db.begin().await.expect("begun");
        enqueue(&mut conn, &host.ids, now, &greet("nobody")).await.expect("enqueued");
        drop(conn);
        put(&host, &greet("lin"), Duration::ZERO).await;
        put(&host, &greet("later"), Duration::from_secs(5)).await;
        let book = Book::default();
        assert_eq!(drained(&host, &book).await.ran, 1);
        assert_eq!(book.ran(), ["lin"]);
        assert_eq!(counted(&host).await, Counts { waiting: 1, due: 0, running: 0, dead: 0 });
        host.clock.advance(Duration::from_secs(5));
        assert_eq!(
            undrained(&mut host.db.read().await.expect("a reader"), host.clock.now()).await.expect("counted"),
            1
        );
        drained(&host, &book).await;
        assert_eq!(book.ran(), ["lin", "later"]);
    }
}

#[tokio::test]
async fn waiting_twins_are_one_job_with_the_earlier_time_and_the_later_payload() {
    for host in testing::hosts().await {
        let once = |whom: &str| Greet { whom: whom.to_owned(), once: true };
        put(&host, &once("first"), Duration::from_secs(60)).await;
        put(&host, &once("second"), Duration::from_secs(10)).await;
        put(&host, &once("third"), Duration::from_secs(30)).await;
        put(&host, &greet("another"), Duration::from_secs(10)).await;
        assert_eq!(counted(&host).await.waiting, 2);
        host.clock.advance(Duration::from_secs(10));
        let book = Book::default();
        drained(&host, &book).await;
        let mut ran = book.ran();
        ran.sort();
        assert_eq!(ran, ["another", "third"]);
    }
}

#[tokio::test]
async fn a_job_that_fails_comes_back_and_after_its_tries_is_dead_with_its_error() {
    for host in testing::hosts().await {
        put(&host, &greet("lin"), Duration::ZERO).await;
        let book = Book::default();
        book.fail_next(3);
        for _ in 0..3 {
            assert_eq!(drained(&host, &book).await.errors, ["greet: told to fail"]);
            assert_eq!(drained(&host, &book).await.ran, 0, "not before its time");
            host.clock.advance(Duration::from_secs(3_600));
        }
        let mut conn = host.db.begin().await.expect("begun");
        let dead = list(&mut conn, State::Dead, None, 10).await.expect("listed");
        assert_eq!((dead.len(), dead[0].attempts, dead[0].error.as_str()), (1, 3, "told to fail"));
        retry(&mut conn, dead[0].job_id, host.clock.now()).await.expect("revived");
        assert!(matches!(discard(&mut conn, dead[0].job_id).await, Err(Error::NotFound)));
        conn.commit().await.expect("committed");
        assert!(drained(&host, &book).await.errors.is_empty());
        assert_eq!(counted(&host).await, Counts::default());
    }
}

#[tokio::test]
async fn a_job_that_fails_leaves_its_work_to_a_twin_enqueued_meanwhile() {
    for host in testing::hosts().await {
        let once = |whom: &str| Greet { whom: whom.to_owned(), once: true };
        put(&host, &once("first"), Duration::ZERO).await;
        let (now, until) = (host.clock.now(), host.clock.now() + Duration::from_secs(60));
        let mut conn = host.db.begin().await.expect("begun");
        let claimed = sql::claim(&mut conn, now, until, "there", 4).await.expect("claimed");
        conn.commit().await.expect("committed");
        put(&host, &once("second"), Duration::from_secs(3)).await;
        host.clock.advance(Duration::from_secs(61));
        let book = Book::default();
        book.fail_next(1);
        drained(&host, &book).await;
        assert_eq!(claimed.len(), 1);
        let ran = book.ran();
        assert!(ran.len() == 2 && ran.contains(&"first".to_owned()), "{ran:?}");
        assert_eq!(counted(&host).await.dead, 0);
    }
}

#[tokio::test]
async fn a_panic_is_a_failure_and_an_unknown_name_waits_for_its_node() {
    for host in testing::hosts().await {
        put(&host, &Panic, Duration::ZERO).await;
        let book = Book::default();
        assert_eq!(drained(&host, &book).await.errors, ["panic: the job panicked"]);
        assert_eq!(counted(&host).await.dead, 1);
        put(&host, &greet("lin"), Duration::ZERO).await;
        let unknown = drain(&host, book.clone(), Registry::new()).await.expect("drained");
        assert_eq!(unknown.errors, ["greet: no job has this name"]);
        assert_eq!(counted(&host).await.waiting, 1);
    }
}

#[tokio::test]
async fn a_payload_that_does_not_fit_is_reported_without_its_words() {
    let host = testing::sqlite().await;
    let now = host.clock.now();
    let sketch =
        Sketch { name: "greet".into(), key: None, payload: r#"{"whom": 5, "secret": "lin"}"#.to_owned() };
    let mut conn = host.db.begin().await.expect("begun");
    sql::insert(&mut conn, &host.ids, now, now, &sketch).await.expect("enqueued");
    conn.commit().await.expect("committed");
    let errors = drained(&host, &Book::default()).await.errors;
    assert_eq!(errors, ["greet: the payload cannot be read: Data"]);
}

#[tokio::test]
async fn a_runner_wakes_at_once_and_finishes_what_it_began() {
    for host in testing::hosts().await {
        let book = Book::default();
        let (stopper, stop) = Stopper::new();
        let running = tokio::spawn(Runner::new(host.clone(), book.clone(), registry()).run(stop));
        tokio::time::sleep(Duration::from_millis(50)).await;
        let watch = crate::clock::Stopwatch::start();
        for n in 0..20 {
            put(&host, &greet(&n.to_string()), Duration::ZERO).await;
            host.wake.ring();
        }
        while book.ran().len() < 20 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert!(watch.elapsed() < Duration::from_millis(900), "{:?}", watch.elapsed());
        stopper.stop();
        running.await.expect("stopped");
        assert_eq!(counted(&host).await, Counts::default());
    }
}

#[tokio::test]
async fn a_recurring_job_is_enqueued_once_by_many_nodes() {
    for host in testing::hosts().await {
        let zone = crate::clock::TimeZone::get("Asia/Shanghai").expect("a zone");
        let timetable = || {
            Timetable::new().every("often", Duration::from_secs(600), || greet("often")).daily(
                "daily",
                9,
                0,
                || greet("daily"),
            )
        };
        let tick =
            async || timetable().tick(&host.db, &host.ids, host.clock.now(), &zone).await.expect("ticked");
        assert_eq!(tick().await, 0, "nothing is due on the first day");
        host.clock.advance(Duration::from_secs(600));
        let ticks = futures_util::future::join_all((0..8).map(|_| tick())).await;
        assert_eq!(ticks.iter().sum::<u32>(), 1);
        assert_eq!(tick().await, 0);
        // However long nobody looked, each line comes once.
        host.clock.advance(Duration::from_secs(3 * 24 * 3_600));
        let book = Book::default();
        drained(&host, &book).await;
        assert_eq!(tick().await, 2);
        drained(&host, &book).await;
        assert_eq!(book.ran(), ["often", "often", "daily"]);
    }
}

/// Polls a future so many times and then drops it, as a crash would.
async fn crash_after(polls: u32, work: impl Future<Output = ()>) {
    let mut left = polls;
    let mut work = Box::pin(work);
    std::future::poll_fn(|cx| {
        if left == 0 {
            return std::task::Poll::Ready(());
        }
        left -= 1;
        work.as_mut().poll(cx)
    })
    .await;
}

#[derive(Serialize, Deserialize)]
struct Steady(u32);

impl Job for Steady {
    type App = Book;
    const NAME: &'static str = "steady";
    const TRIES: u32 = 100;

    async fn run(self, book: Book) -> Result<()> {
        tokio::task::yield_now().await;
        book.note(&self.0.to_string())
    }
}

async fn survives(host: &Fresh, crashes: &[u32]) {
    let book = Book::default();
    let registry = || Registry::new().with::<Steady>();
    for n in 0..6 {
        put(host, &Steady(n), Duration::ZERO).await;
    }
    for polls in crashes {
        let work = async {
            drop(drain(host, book.clone(), registry()).await);
        };
        crash_after(*polls, work).await;
        host.clock.advance(Duration::from_secs(61));
    }
    drain(host, book.clone(), registry()).await.expect("drained");
    let ran: std::collections::BTreeSet<String> = book.ran().into_iter().collect();
    assert_eq!(ran.len(), 6, "{ran:?}");
    assert_eq!(counted(host).await, Counts::default());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn a_crash_between_any_two_steps_loses_no_job(crashes in proptest::collection::vec(0_u32..40, 1..6)) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        runtime.block_on(async {
            for host in testing::hosts().await {
                survives(&host, &crashes).await;
            }
        });
    }
}
