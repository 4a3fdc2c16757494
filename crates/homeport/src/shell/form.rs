//! A form as it came, and a file with it.

use std::io::Write as _;

use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use keel::error::{Error, Text};
use serde::de::DeserializeOwned;

use crate::app::{App, Cx};

impl FromRequestParts<App> for Cx {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Response> {
        let cx = parts.extensions.get::<Self>().cloned();
        cx.ok_or_else(|| Error::broken("a route without its guard").into_response())
    }
}

/// The fields of a form, as typed. A form that does not even parse is a problem of its own.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        match axum_extra::extract::Form::<T>::from_request(request, app).await {
            Ok(axum_extra::extract::Form(form)) => Ok(Self(form)),
            Err(_) => Err(Error::invalid("", Text::new("shell-form-broken")).into_response()),
        }
    }
}

/// The one file of an upload and the fields before it.
pub struct Upload {
    pub fields: Vec<(String, String)>,
    pub file: Vec<u8>,
}

/// An upload that may be large: its file is written to this machine's disk as it comes in, and goes when
/// this is dropped. `None` where no file was chosen.
pub struct FileUpload {
    pub fields: Vec<(String, String)>,
    pub name: String,
    pub file: Option<tempfile::NamedTempFile>,
}

impl FileUpload {
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.as_str())
    }
}

/// As large as a table may be, and the form around it.
const LARGEST_FILE: usize = 201 << 20;

impl FromRequest<App> for FileUpload {
    type Rejection = Response;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, Response> {
        DefaultBodyLimit::max(LARGEST_FILE).apply(&mut request);
        let broken = |_| Error::invalid("file", Text::new("shell-upload-broken")).into_response();
        let mut parts = Multipart::from_request(request, app)
            .await
            .map_err(|_| Error::invalid("file", Text::new("shell-upload-broken")).into_response())?;
        let mut upload = Self { fields: Vec::new(), name: String::new(), file: None };
        while let Some(mut part) = parts.next_field().await.map_err(broken)? {
            let Some(name) = part.file_name().map(str::to_owned) else {
                let field = part.name().unwrap_or_default().to_owned();
                upload.fields.push((field, part.text().await.map_err(broken)?));
                continue;
            };
            let mut file =
                tempfile::NamedTempFile::new().map_err(|error| Error::from(error).into_response())?;
            let mut size = 0;
            while let Some(chunk) = part.chunk().await.map_err(broken)? {
                size += chunk.len();
                // A chunk at a time into the page cache: the disk is not waited for.
                file.write_all(&chunk).map_err(|error| Error::from(error).into_response())?;
            }
            if size > 0 {
                upload.name = name;
                upload.file = Some(file);
            }
        }
        Ok(upload)
    }
}

/// The largest upload, in bytes; what is larger is refused while it comes in.
pub const LARGEST: usize = 12 * 1024 * 1024;

impl FromRequest<App> for Upload {
    type Rejection = Response;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, Response> {
        DefaultBodyLimit::max(LARGEST).apply(&mut request);
        let broken = |_| Error::invalid("file", Text::new("shell-upload-broken")).into_response();
        let mut parts = Multipart::from_request(request, app)
            .await
            .map_err(|_| Error::invalid("file", Text::new("shell-upload-broken")).into_response())?;
        let mut upload = Self { fields: Vec::new(), file: Vec::new() };
        while let Some(part) = parts.next_field().await.map_err(broken)? {
            let name = part.name().unwrap_or_default().to_owned();
            if part.file_name().is_none() {
                upload.fields.push((name, part.text().await.map_err(broken)?));
                continue;
            }
            upload.file = part.bytes().await.map_err(broken)?.to_vec();
        }
        Ok(upload)
    }
}
