//! Text messages leave through an HTTP gateway, whoever runs it.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use url::Url;

use super::Sent;
use crate::error::{Error, Result};
use crate::id::Id;

const TIMEOUT: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 10 });

/// A gateway as an administrator describes it. `{to}`, `{text}` and `{id}` in the URL and the body are
/// filled in, escaped as the place demands; `{id}` is the same at each repetition.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmsGateway {
    pub url: String,
    /// `POST`, `PUT` or `GET`; the last sends no body.
    pub method: String,
    /// `application/json` or `application/x-www-form-urlencoded`.
    pub content_type: String,
    pub body: String,
    /// The header that proves who we are, and its value; an empty name sends none.
    pub header_name: String,
    pub header_value: String,
}

impl fmt::Debug for SmsGateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SmsGateway({} {})", self.method, self.url.split(['?', '#']).next().unwrap_or_default())
    }
}

impl SmsGateway {
    /// A gateway that takes `{"to": …, "text": …, "id": …}`.
    pub fn at(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            method: "POST".to_owned(),
            content_type: "application/json".to_owned(),
            body: r#"{"to": "{to}", "text": "{text}", "id": "{id}"}"#.to_owned(),
            header_name: String::new(),
            header_value: String::new(),
        }
    }

    /// The field that is wrong, if any, by its name in this struct.
    pub fn wrong_field(&self) -> Option<&'static str> {
        let sample = |template: &str, escape| {
            filled(template, "+8613800138000", "a \"test\" & more", Id([0; 16]), escape)
        };
        let url = Url::parse(&sample(&self.url, url_escaped));
        if !url.is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) {
            return Some("url");
        }
        if !matches!(self.method.as_str(), "GET" | "POST" | "PUT") {
            return Some("method");
        }
        let Some(escape) = self.escape() else { return Some("content_type") };
        let body = sample(&self.body, escape);
        let is_json = serde_json::from_str::<serde_json::Value>(&body).is_ok();
        if self.method != "GET" && self.is_json() && !is_json {
            return Some("body");
        }
        let carries = |word| self.body.contains(word) || self.url.contains(word);
        if !carries("{to}") || !carries("{text}") {
            return Some("body");
        }
        let header = (
            axum::http::HeaderName::try_from(&self.header_name),
            axum::http::HeaderValue::try_from(&self.header_value),
        );
        match header {
            (Err(_), _) if !self.header_name.is_empty() => Some("header_name"),
            (_, Err(_)) => Some("header_value"),
            _ => None,
        }
    }

    fn is_json(&self) -> bool {
        self.content_type.split(';').next().is_some_and(|kind| kind.trim().ends_with("json"))
    }

    fn escape(&self) -> Option<fn(&str) -> String> {
        if self.is_json() {
            Some(json_escaped)
        } else if self.content_type.starts_with("application/x-www-form-urlencoded") {
            Some(url_escaped)
        } else {
            None
        }
    }

    fn request(&self, id: Id, to: &str, text: &str) -> Result<axum::http::Request<String>> {
        let escape =
            self.escape().ok_or_else(|| Error::broken("the SMS gateway's content type is unknown"))?;
        let body =
            if self.method == "GET" { String::new() } else { filled(&self.body, to, text, id, escape) };
        let mut request = axum::http::Request::builder()
            .method(self.method.as_str())
            .uri(filled(&self.url, to, text, id, url_escaped))
            .header("content-type", &self.content_type)
            .header("idempotency-key", id.to_string());
        if !self.header_name.is_empty() {
            request = request.header(&self.header_name, &self.header_value);
        }
        request.body(body).map_err(|_| Error::broken("the SMS gateway's settings make no request"))
    }

    /// Hands one message over. A gateway that has seen the id answers 409, which is as good as taken.
    pub(super) async fn send(&self, id: Id, to: &str, text: &str) -> Sent {
        let request = match self.request(id, to, text) {
            Ok(request) => request,
            Err(error) => {
                tracing::error!(%error, "SMS");
                return Sent::Soon("the gateway's settings are wrong".to_owned());
            }
        };
        let answer =
            tokio::task::spawn_blocking(move || agent().run(request).map(|answer| answer.status().as_u16()));
        match answer.await {
            Ok(Ok(status)) => judged(status),
            Ok(Err(ureq::Error::Timeout(_))) => Sent::Soon("timed out".to_owned()),
            Ok(Err(_)) => Sent::Soon("no connection".to_owned()),
            Err(_) => Sent::Soon("interrupted".to_owned()),
        }
    }

    /// Whether somebody listens at the gateway's address; nothing is sent.
    pub async fn check(&self) -> Result<()> {
        if let Some(field) = self.wrong_field() {
            return Err(Error::broken(format!("the SMS gateway's {field} is wrong")));
        }
        let url = Url::parse(&self.url).map_err(|_| Error::broken("the SMS gateway's url is wrong"))?;
        let host =
            url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']').to_owned();
        let port = url.port_or_known_default().unwrap_or(443);
        let connected = tokio::time::timeout(TIMEOUT, tokio::net::TcpStream::connect((host, port))).await;
        connected.map_err(|_| Error::broken("the SMS gateway does not answer"))??;
        Ok(())
    }
}

fn judged(status: u16) -> Sent {
    match status {
        200..=299 | 409 => Sent::Accepted(status.to_string()),
        425 | 429 => Sent::Later(status.to_string()),
        408 | 500..=599 => Sent::Soon(status.to_string()),
        // Our key or our settings, not the recipient: an administrator will put it right.
        300..=399 | 401 | 403 | 404 | 405 => Sent::Soon(status.to_string()),
        _ => Sent::Refused(status.to_string()),
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .http_status_as_error(false)
        // A redirect would carry the secret header somewhere else.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .new_agent()
}

/// One pass, so that a text which contains `{to}` stays as it is.
fn filled(template: &str, to: &str, text: &str, id: Id, escape: fn(&str) -> String) -> String {
    let mut out = String::with_capacity(template.len() + text.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let words = [("{to}", to.to_owned()), ("{text}", text.to_owned()), ("{id}", id.to_string())];
        match words.iter().find(|(word, _)| rest.starts_with(word)) {
            Some((word, value)) => {
                out.push_str(&escape(value));
                rest = &rest[word.len()..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn json_escaped(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

fn url_escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_escaped_for_its_place_and_never_filled_in_again() {
        let id = Id([0; 16]);
        let json = filled(r#"{"to":"{to}","text":"{text}"}"#, "+86", "\"{to}\"\n{", id, json_escaped);
        assert_eq!(json, r#"{"to":"+86","text":"\"{to}\"\n{"}"#);
        let form = filled("to={to}&text={text}&ref={id}", "+86", "a&b=你好", id, url_escaped);
        assert_eq!(form, format!("to=%2B86&text=a%26b%3D%E4%BD%A0%E5%A5%BD&ref={id}"));
    }

    #[test]
    fn a_wrong_gateway_says_which_field() {
        let good = SmsGateway::at("https://sms.example.org/send?ref={id}");
        assert_eq!(good.wrong_field(), None);
        let with = |change: fn(&mut SmsGateway)| {
            let mut gateway = good.clone();
            change(&mut gateway);
            gateway.wrong_field()
        };
        assert_eq!(with(|g| g.url = "ftp://a".to_owned()), Some("url"));
        assert_eq!(with(|g| g.method = "DELETE".to_owned()), Some("method"));
        assert_eq!(with(|g| g.content_type = "text/html".to_owned()), Some("content_type"));
        assert_eq!(with(|g| g.body = "{\"to\": {to}".to_owned()), Some("body"));
        assert_eq!(with(|g| g.body = "{\"to\": \"{to}\"}".to_owned()), Some("body"));
        assert_eq!(with(|g| g.header_name = "X Key".to_owned()), Some("header_name"));
        assert_eq!(with(|g| g.header_value = "a\nb".to_owned()), Some("header_value"));
    }
}
