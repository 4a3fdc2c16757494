//! The document that says what stands under `/api` (OpenAPI 3.1). Written by hand; a standing test holds
//! it against the table of routes and against what the handlers take.

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;

use super::Answer;

pub const DOCUMENT: &str = include_str!("openapi.json");

pub async fn show() -> Answer {
    let kind = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, kind)], DOCUMENT).into_response())
}
