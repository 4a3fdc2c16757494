//! As much of an HTTP client as the figures need: one connection, one request after the other.

use std::net::SocketAddr;

use keel::error::{Error, Result};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// A connection that is kept.
pub struct Client {
    stream: BufReader<TcpStream>,
    host: SocketAddr,
    cookie: String,
}

pub struct Reply {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// Fails unless it has this status.
    pub fn must_be(self, status: u16) -> Result<Self> {
        if self.status == status {
            return Ok(self);
        }
        Err(Error::broken(format!("the server answered {} instead of {status}", self.status)))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    /// `cookie` is sent along with every request; empty, none is.
    pub async fn connect(host: SocketAddr, cookie: &str) -> Result<Self> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), host, cookie: cookie.to_owned() })
    }

    pub async fn get(&mut self, path: &str) -> Result<Reply> {
        self.ask("GET", path, None).await
    }

    /// Sends an empty form.
    pub async fn post(&mut self, path: &str) -> Result<Reply> {
        self.ask("POST", path, Some("")).await
    }

    /// Sends a form.
    pub async fn send(&mut self, path: &str, form: &[(&str, &str)]) -> Result<Reply> {
        let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let fields: Vec<String> =
            form.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.ask("POST", path, Some(&fields.join("&"))).await
    }

    async fn ask(&mut self, method: &str, path: &str, form: Option<&str>) -> Result<Reply> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.host);
        if !self.cookie.is_empty() {
            request.push_str(&format!("cookie: {}\r\n", self.cookie));
        }
        if let Some(form) = form {
            let length = form.len();
            request.push_str("content-type: application/x-www-form-urlencoded\r\n");
            request.push_str(&format!("content-length: {length}\r\n\r\n{form}"));
        } else {
            request.push_str("\r\n");
        }
        self.stream.write_all(request.as_bytes()).await?;
        self.reply().await
    }

    async fn reply(&mut self) -> Result<Reply> {
        let first = self.line().await?;
        let status = first.split(' ').nth(1).and_then(|word| word.parse().ok());
        let status = status.ok_or_else(|| Error::broken("no HTTP status"))?;
        let mut headers = Vec::new();
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_lowercase(), value.trim().to_owned()));
        }
        let mut reply = Reply { status, headers, body: Vec::new() };
        if let Some(length) = reply.header("content-length").and_then(|length| length.parse().ok()) {
            reply.body = vec![0; length];
            self.stream.read_exact(&mut reply.body).await?;
        } else if reply.header("transfer-encoding").is_some() {
            self.pieces(&mut reply.body).await?;
        }
        Ok(reply)
    }

    /// A body of a length that nobody knew before (RFC 9112, section 7.1).
    async fn pieces(&mut self, body: &mut Vec<u8>) -> Result<()> {
        loop {
            let line = self.line().await?;
            let length = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16);
            let length = length.map_err(Error::broken)?;
            let start = body.len();
            body.resize(start + length, 0);
            self.stream.read_exact(&mut body[start..]).await?;
            self.line().await?;
            if length == 0 {
                return Ok(());
            }
        }
    }

    async fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Err(Error::broken("the server closed the connection"));
        }
        line.truncate(line.trim_end().len());
        Ok(line)
    }
}
