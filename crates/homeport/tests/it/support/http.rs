//! Requests to the router in process, and what came back.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use scraper::{Html, Selector};
use tower::ServiceExt;

use super::{House, Person};

/// A response, read whole.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The text of the first element that matches, white space folded.
    pub fn text(&self, selector: &str) -> Option<String> {
        self.texts(selector).into_iter().next()
    }

    pub fn texts(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        let page = Html::parse_document(&self.body);
        page.select(&selector)
            .map(|found| found.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    /// An attribute of the first element that matches.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let selector = Selector::parse(selector).expect("a selector");
        let page = Html::parse_document(&self.body);
        page.select(&selector).next()?.value().attr(name).map(str::to_owned)
    }

    pub fn has(&self, words: &str) -> bool {
        self.body.contains(words)
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The value of a cookie that was set.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.headers.get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok()).find_map(
            |line| {
                let (key, rest) = line.split_once('=')?;
                (key == name).then(|| rest.split(';').next().unwrap_or_default().to_owned())
            },
        )
    }

    /// Fails with the page's words unless the status is the one expected.
    #[track_caller]
    pub fn must_be(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{} {:?}", self.location(), self.texts("main"));
        self
    }
}

impl House {
    pub async fn get(&self, who: &Person, path: &str) -> Reply {
        self.send(self.request("GET", who, path).body(Body::empty()).expect("a request")).await
    }

    /// In English unless said otherwise: tests read words.
    pub fn request(&self, method: &str, who: &Person, path: &str) -> axum::http::request::Builder {
        let cookie = format!("homeport={}; lang=en", who.token);
        Request::builder().method(method).uri(path).header("host", "homeport.test").header("cookie", cookie)
    }

    /// Sends a form as our own page would.
    pub async fn post(&self, who: &Person, path: &str, form: &[(&str, &str)]) -> Reply {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = self
            .request("POST", who, path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes().to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Reply { status: parts.status, headers: parts.headers, body, bytes }
    }
}
