//! Pages as an officer sees them, beside the same bytes from an axum handler that does nothing.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response};
use axum::routing::get;
use keel::error::{Error, Result};
use tokio::net::TcpListener;
use tokio::process::Command;

use crate::data;
use crate::figure::Figure;
use crate::house::{self, House};
use crate::http::{Client, Reply};

/// Departures beside those of the demonstration.
const LEAVERS: usize = 50;

pub struct Page {
    pub path: String,
    names: [&'static str; 2],
    served: Reply,
}

pub async fn figures(is_quick: bool) -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let config = house::config(folder.path(), "mailbox:");
    let data = data::fill(&config, LEAVERS).await?;
    let house = House::open(&config).await?;
    let cookie = house.sign_in(&data.officer).await?;
    let pages = choose(&house, &cookie).await?;
    measured(&house, &cookie, &pages, if is_quick { 2 } else { 8 }).await
}

/// So many seconds each of ours, and of the same bytes from a handler that does nothing.
pub async fn measured(house: &House, cookie: &str, pages: &[Page], seconds: u32) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for page in pages {
        let bare = bare(page).await?;
        let ours = wrk(house.host, page, cookie, seconds).await?;
        let theirs = wrk(bare, page, cookie, seconds).await?;
        let [rate, p99] = page.names;
        figures.push(Figure::beside(rate, ours.rate, "/s", theirs.rate, "≥ 0.4 of bare axum", 0.4));
        figures.push(Figure::compared(p99, ours.p99, "ms", theirs.p99));
    }
    Ok(figures)
}

/// The Desk, the first departure of the list and the first person of the directory.
pub async fn choose(house: &House, cookie: &str) -> Result<Vec<Page>> {
    let mut client = Client::connect(house.host, cookie).await?;
    let departure = first_link(&mut client, "/departures").await?;
    let person = first_link(&mut client, "/people").await?;
    let wanted = [
        ("/desk".to_owned(), ["pages: the Desk, beside bare axum", "pages: the Desk, p99"]),
        (departure, ["pages: a departure, beside bare axum", "pages: a departure, p99"]),
        (person, ["pages: a profile, beside bare axum", "pages: a profile, p99"]),
    ];
    let mut pages = Vec::new();
    for (path, names) in wanted {
        pages.push(Page::ask(&mut client, path, names).await?);
    }
    Ok(pages)
}

impl Page {
    pub async fn ask(client: &mut Client, path: String, names: [&'static str; 2]) -> Result<Self> {
        let served = client.get(&path).await?.must_be(200)?;
        Ok(Self { path, names, served })
    }
}

/// The first address below `list` that ends in an id.
pub async fn first_link(client: &mut Client, list: &str) -> Result<String> {
    let text = client.get(list).await?.must_be(200)?.text();
    let below = format!("{list}/");
    text.split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.strip_prefix(&below).is_some_and(|id| id.parse::<keel::id::Id>().is_ok()))
        .map(str::to_owned)
        .ok_or_else(|| Error::broken(format!("{list} links to nothing")))
}

/// Serves what a page was, byte for byte, in this process, which has nothing else to do meanwhile.
async fn bare(page: &Page) -> Result<SocketAddr> {
    let body = bytes_of(&page.served.body);
    let headers: Vec<(HeaderName, HeaderValue)> = page
        .served
        .headers
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "date" | "content-length" | "connection"))
        .filter_map(|(name, value)| Some((name.parse().ok()?, value.parse().ok()?)))
        .collect();
    let handler = move || async move {
        let mut response = Response::new(Body::from(body));
        response.headers_mut().extend(headers);
        response
    };
    let path = page.path.split('?').next().unwrap_or_default();
    let router = Router::new().route(path, get(handler));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let host = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(host)
}

fn bytes_of(body: &[u8]) -> axum::body::Bytes {
    axum::body::Bytes::copy_from_slice(body)
}

struct Load {
    rate: f64,
    /// Milliseconds.
    p99: f64,
}

async fn wrk(host: SocketAddr, page: &Page, cookie: &str, seconds: u32) -> Result<Load> {
    let output = Command::new("wrk")
        .args(["-t1", "-c8", "--latency", "-d", &format!("{seconds}s")])
        .args(["-H", &format!("Cookie: {cookie}")])
        .arg(format!("http://{host}{}", page.path))
        .output()
        .await
        .map_err(|error| Error::from(error).context("wrk"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if text.contains("Non-2xx") || text.contains("Socket errors") {
        return Err(Error::broken(format!("wrk was refused pages: {text}")));
    }
    let after = |label: &str| {
        text.lines().find_map(|line| line.trim().strip_prefix(label)).map(|rest| rest.trim().to_owned())
    };
    let rate = after("Requests/sec:").and_then(|rate| rate.parse().ok());
    let p99 = after("99%").and_then(|span| milliseconds(&span));
    match (rate, p99) {
        (Some(rate), Some(p99)) => Ok(Load { rate, p99 }),
        _ => Err(Error::broken(format!("wrk said: {text}"))),
    }
}

/// `812.00us`, `1.24ms`, `2.01s`.
fn milliseconds(span: &str) -> Option<f64> {
    let (number, unit) = span.split_at(span.find(char::is_alphabetic)?);
    let factor = match unit {
        "us" => 0.001,
        "ms" => 1.0,
        "s" => 1_000.0,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * factor)
}
