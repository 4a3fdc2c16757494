//! A table of routes and the router made of it.

use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, any, get, post, put};

use crate::access::Can;
use crate::app::App;
use crate::{shell, tokens};

/// One line of the table, for the standing tests.
#[derive(Clone, Debug)]
pub struct Row {
    pub method: &'static str,
    pub path: &'static str,
    pub can: Can,
}

#[derive(Default)]
pub struct Table {
    pub rows: Vec<Row>,
    routes: Vec<(&'static str, Can, MethodRouter<App>)>,
}

impl Table {
    pub fn get<H, T>(self, path: &'static str, can: Can, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with("GET", path, can, get(handler))
    }

    pub fn post<H, T>(self, path: &'static str, can: Can, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with("POST", path, can, post(handler))
    }

    /// As [`Table::get`], for machines with a token: the path begins with `/api/`.
    pub fn api_get<H, T>(self, path: &'static str, can: Can, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with("GET", path, can, get(handler))
    }

    pub fn api_post<H, T>(self, path: &'static str, can: Can, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with("POST", path, can, post(handler))
    }

    pub fn api_put<H, T>(self, path: &'static str, can: Can, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with("PUT", path, can, put(handler))
    }

    fn with(mut self, method: &'static str, path: &'static str, can: Can, route: MethodRouter<App>) -> Self {
        self.rows.push(Row { method, path, can });
        self.routes.push((path, can, route));
        self
    }

    /// The router with everything around it: permission, errors, headers.
    pub fn router(self, app: &App) -> Router {
        let mut router = Router::new();
        for (path, can, route) in self.routes {
            let guard = move |app: State<App>, request: Request, next: Next| guard(app, can, request, next);
            router = router.route(path, route.layer(from_fn_with_state(app.clone(), guard)));
        }
        let nowhere = any(shell::pages::nowhere);
        let guard =
            move |app: State<App>, request: Request, next: Next| guard(app, Can::Visit, request, next);
        let nowhere = nowhere.layer(from_fn_with_state(app.clone(), guard));
        shell::around(router.fallback_service(nowhere.with_state(app.clone())), app).with_state(app.clone())
    }
}

/// People come to pages with a cookie, machines to `/api` with a token; neither opens the other's door.
async fn guard(State(app): State<App>, can: Can, request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/api/") {
        return tokens::door(app, can, request, next).await;
    }
    shell::guard(State(app), can, request, next).await
}
