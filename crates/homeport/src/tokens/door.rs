//! The door of `/api`: who knocks, what their token opens, and the words for whoever stays outside.

use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use keel::clock::Time;
use keel::error::{Error, Result};
use keel::http::{Authorization, Failure, authorization};
use keel::l10n::Lang;
use keel::secret::hash_token;

use super::model;
use super::refusal::Refusal;
use super::sql;
use crate::access::{Bearer, Can, Viewer};
use crate::app::{App, Cx, CxData};
use crate::shell;

/// Lets a machine through to a handler that its token opens. Cookies are not looked at, so no page of
/// another site can borrow anybody's; a browser sends no token that it was not given.
pub async fn door(app: App, can: Can, mut request: Request, next: Next) -> Response {
    let knock = Knock::of(&app, &request);
    let cx = match knock.viewer(&app, can).await {
        Ok(viewer) => knock.cx(&app, viewer),
        Err(refusal) => return refusal.problem(&knock.cx(&app, Viewer::visitor())),
    };
    request.extensions_mut().insert(cx.clone());
    answered(&cx, next.run(request).await)
}

fn answered(cx: &Cx, mut response: Response) -> Response {
    if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
        return refusal.problem(cx);
    }
    match response.extensions_mut().remove::<Failure>() {
        Some(Failure(error)) => Refusal::House(error).problem(cx),
        None if response.status() == StatusCode::METHOD_NOT_ALLOWED => Refusal::NotAllowed.problem(cx),
        // Something in the address that is not even text names nothing.
        None if response.status() == StatusCode::BAD_REQUEST => Refusal::from(Error::NotFound).problem(cx),
        None => response,
    }
}

/// What a request says about its sender. Taken before anything is awaited: a body cannot be shared.
struct Knock {
    token: Option<String>,
    lang: Lang,
    now: Time,
    path: String,
    network: String,
    is_write: bool,
}

impl Knock {
    fn of(app: &App, request: &Request) -> Self {
        let headers = request.headers();
        let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Self {
            token: match authorization(headers) {
                Authorization::Bearer(token) => Some(token.to_owned()),
                Authorization::Nothing | Authorization::Other => None,
            },
            lang: asked.and_then(Lang::negotiate).unwrap_or_default(),
            now: app.clock.now(),
            path: request.uri().path().to_owned(),
            network: shell::network(app, request),
            is_write: !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS),
        }
    }

    fn cx(&self, app: &App, viewer: Viewer) -> Cx {
        Cx::new(CxData {
            app: app.clone(),
            viewer,
            lang: self.lang,
            now: self.now,
            path: self.path.clone(),
            network: self.network.clone(),
            flash: None,
            session: None,
        })
    }

    async fn viewer(&self, app: &App, can: Can) -> std::result::Result<Viewer, Refusal> {
        if can == Can::Visit {
            return Ok(Viewer::visitor());
        }
        let token = self.token.as_ref().ok_or(Refusal::NoToken)?;
        let Some(known) = sql::known(&mut app.db.read().await?, &hash_token(token), self.now).await? else {
            return Err(self.wrong(app).await);
        };
        self.touch(app, &known).await?;
        let bearer = Bearer { token: known.token_id, scopes: model::scopes(&known.scopes) };
        let viewer = Viewer { bearer: Some(bearer), ..Viewer::visitor() };
        match can {
            Can::Token(scope) if !viewer.may(can) => return Err(Refusal::Scope(scope)),
            _ => viewer.must(can)?,
        }
        if self.is_write {
            let bucket = app.key.hash("tokens.writes", &known.token_id.to_string());
            self.count(app, &bucket, (model::WRITES, model::WRITES_WINDOW)).await?;
        }
        Ok(viewer)
    }

    /// Nobody guesses 32 random bytes; but whoever tries is not served for ever.
    async fn wrong(&self, app: &App) -> Refusal {
        let bucket = app.key.hash("tokens.wrong", &self.network);
        let counted = self.count(app, &bucket, (model::WRONG, model::WRONG_WINDOW)).await;
        counted.err().unwrap_or(Refusal::BadToken)
    }

    async fn count(
        &self,
        app: &App,
        bucket: &[u8],
        (max, window): (u32, std::time::Duration),
    ) -> std::result::Result<(), Refusal> {
        match keel::limit::hit_alone(&app.db, self.now, bucket, max, window).await {
            Err(Error::TooMany) => {
                let rest = keel::limit::until_next(self.now, window);
                Err(Refusal::TooMany(rest.as_secs().max(1)))
            }
            counted => Ok(counted?),
        }
    }

    async fn touch(&self, app: &App, known: &sql::Known) -> Result<()> {
        let before = self.now - model::USED_EVERY;
        if known.used_at.is_some_and(|used| used > before) {
            return Ok(());
        }
        let mut conn = app.db.begin().await?;
        sql::touch(&mut conn, known.token_id, self.now, before).await?;
        conn.commit().await
    }
}
