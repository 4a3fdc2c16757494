//! A form as it came, and a file with it.

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
