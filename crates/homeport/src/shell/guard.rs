//! The boundary: from a request to a [`Cx`], from an error to its page.

use std::net::{IpAddr, SocketAddr};

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Redirect, Response};
use keel::error::Error;
use keel::http::{Failure, cookie, guard_headers, is_cross_site};
use keel::l10n::Lang;

use super::frame::Flash;
use super::pages::error_page;
use crate::access::{Can, Viewer};
use crate::accounts::{self, SessionId};
use crate::app::{App, Cx, CxData};
use crate::duplicates;

/// Lets a request through to its handler when its sender may, with a [`Cx`] for the handler.
pub async fn guard(State(app): State<App>, can: Can, mut request: Request, next: Next) -> Response {
    let facts = Facts::of(&app, &request);
    let cx = match facts.seen(&app).await {
        Ok(cx) => cx,
        Err((cx, error)) => return error_page(&cx, &error),
    };
    if let Some(page) = accounts::pages::not_founded(&cx) {
        return page;
    }
    if is_cross_site(request.method(), request.headers()) {
        return error_page(&cx, &Error::Forbidden);
    }
    if let Err(error) = cx.viewer.must(can) {
        return refused(&cx, request.method(), &error);
    }
    let method = request.method().clone();
    request.extensions_mut().insert(cx.clone());
    let response = next.run(request).await;
    let mut response = match response.extensions().get::<Failure>().cloned() {
        Some(Failure(error)) if matches!(*error, Error::SignIn) => refused(&cx, &Method::GET, &error),
        Some(Failure(error)) if is_missing(&cx, &method, &error) => gone(&cx, &error).await,
        Some(Failure(error)) => error_page(&cx, &error),
        // An id in the address that is none: what it names cannot exist.
        None if response.status() == StatusCode::BAD_REQUEST => error_page(&cx, &Error::NotFound),
        None => response,
    };
    if cx.flash.is_some() && !response.headers().contains_key(header::SET_COOKIE) {
        Flash::forget(&cx, response.headers_mut());
    }
    response
}

fn is_missing(cx: &Cx, method: &Method, error: &Error) -> bool {
    *method == Method::GET && cx.viewer.person.is_some() && matches!(error, Error::NotFound)
}

/// What is not there may have been put together with something that is: an old address leads on.
async fn gone(cx: &Cx, error: &Error) -> Response {
    match duplicates::pages::leads_on(cx).await {
        Ok(Some(path)) => Redirect::to(&path).into_response(),
        Ok(None) => error_page(cx, error),
        Err(error) => error_page(cx, &error),
    }
}

/// A visitor is shown the way in, and comes back to the page asked for.
fn refused(cx: &Cx, method: &Method, error: &Error) -> Response {
    if !matches!(error, Error::SignIn) || *method != Method::GET {
        return error_page(cx, error);
    }
    let to = url::form_urlencoded::byte_serialize(cx.path.as_bytes()).collect::<String>();
    Redirect::to(&format!("/sign-in?to={to}")).into_response()
}

/// What a request says about its sender. Taken before anything is awaited: a body cannot be shared.
struct Facts {
    token: Option<String>,
    chosen: Option<Lang>,
    asked: Option<Lang>,
    flash: Option<Flash>,
    path: String,
    network: String,
}

impl Facts {
    fn of(app: &App, request: &Request) -> Self {
        let headers = request.headers();
        let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Self {
            token: cookie(headers, accounts::COOKIE).map(str::to_owned),
            chosen: cookie(headers, "lang").and_then(Lang::from_tag),
            asked: asked.and_then(Lang::negotiate),
            flash: Flash::of(headers),
            path: request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            network: network(app, request),
        }
    }

    async fn seen(self, app: &App) -> std::result::Result<Cx, (Cx, Error)> {
        let found = match &self.token {
            Some(token) => accounts::viewer_of(app, token, app.clock.now()).await,
            None => Ok(None),
        };
        match found {
            Ok(Some(found)) => Ok(self.cx(app, found.viewer, found.language, Some(found.session))),
            Ok(None) => Ok(self.cx(app, Viewer::visitor(), None, None)),
            Err(error) => Err((self.cx(app, Viewer::visitor(), None, None), error)),
        }
    }

    /// The language chosen here and now comes before the one on file, and that before the browser's.
    fn cx(self, app: &App, viewer: Viewer, on_file: Option<Lang>, session: Option<SessionId>) -> Cx {
        Cx::new(CxData {
            app: app.clone(),
            viewer,
            lang: self.chosen.or(on_file).or(self.asked).unwrap_or(Lang::Zh),
            now: app.clock.now(),
            path: self.path,
            network: self.network,
            flash: self.flash,
            session,
        })
    }
}

/// Whose network a request came from. Behind our proxies, the address the outermost of them saw.
pub(crate) fn network(app: &App, request: &Request) -> String {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let proxies = app.config.server.proxies;
    let forwarded = (proxies > 0)
        .then(|| {
            let lines = request.headers().get_all("x-forwarded-for").iter();
            let hops: Vec<&str> =
                lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(',')).collect();
            hops.len().checked_sub(proxies).and_then(|at| hops[at].trim().parse::<IpAddr>().ok())
        })
        .flatten();
    match forwarded.or(peer) {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        None => String::new(),
    }
}

/// What holds for every response, whatever route it came from.
pub fn around(router: Router<App>, app: &App) -> Router<App> {
    router
        .layer(map_response(|mut response: Response| async move {
            guard_headers(response.headers_mut());
            response
                .headers_mut()
                .entry(header::CACHE_CONTROL)
                .or_insert(HeaderValue::from_static("no-store"));
            response
        }))
        .layer(from_fn(logged))
        .layer(from_fn_with_state(app.clone(), crate::operations::counted))
        .layer(tower_http::compression::CompressionLayer::new().gzip(true))
        .layer(tower_http::catch_panic::CatchPanicLayer::new())
}

/// One line a request: method, the route's pattern (a path may hold a token), status, milliseconds.
async fn logged(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<axum::extract::MatchedPath>().map(|path| path.as_str().to_owned());
    let watch = keel::clock::Stopwatch::start();
    let response = next.run(request).await;
    tracing::debug!(
        %method,
        route = route.as_deref().unwrap_or("-"),
        status = response.status().as_u16(),
        ms = u64::try_from(watch.elapsed().as_millis()).unwrap_or_default(),
        "request"
    );
    response
}
