//! The console at `/`: claims with their timelines, transmissions, remittances, the ledger with its proof, exceptions.
//!
//! Server-rendered and read-only: every page works without JavaScript, and none changes anything, so no other site can make a browser do it. Pages are
//! not stored by browsers, and load nothing from elsewhere, because they show patients' claims.

mod pages;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use crate::gateway::Gateway;

/// The pages in the navigation.
pub(crate) const PAGES: &[(&str, &str)] =
    &[("Claims", "/"), ("Transmissions", "/transmissions"), ("Remittances", "/remittances"), ("Ledger", "/ledger"), ("Exceptions", "/exceptions")];

const CSS: &str = include_str!("../../assets/console.css");
const HTMX: &str = include_str!("../../assets/htmx-4.0.1.min.js");

/// What a page may load: only what this server gives. htmx needs a style of its own for its indicator.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The pages.
pub(crate) fn router() -> Router<Arc<Gateway>> {
    Router::new()
        .route("/", get(pages::claims))
        .route("/claims/{id}", get(pages::claim))
        .route("/transmissions", get(pages::transmissions))
        .route("/transmissions/{id}", get(pages::transmission))
        .route("/remittances", get(pages::remittances))
        .route("/remittances/{id}", get(pages::remittance))
        .route("/ledger", get(pages::ledger))
        .route("/exceptions", get(pages::exceptions))
}

/// What the pages load. It holds nothing of a claim, so it asks for no key.
pub(crate) fn assets() -> Router<Arc<Gateway>> {
    let asset = |media_type: &'static str, text: &'static str| {
        get(move || async move { ([(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "max-age=3600")], text) })
    };
    Router::new().route("/assets/console.css", asset("text/css; charset=utf-8", CSS)).route("/assets/htmx.js", asset("text/javascript; charset=utf-8", HTMX))
}

/// A page as an answer.
fn show(page: &impl Template) -> Response {
    let Ok(html) = page.render() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let headers: [(HeaderName, HeaderValue); 4] = [
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY)),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (headers, Html(html)).into_response()
}

/// Whether a state is good, waits, or needs somebody: the only thing that colour says.
pub(crate) fn mood(state: &str) -> &'static str {
    match state {
        "paid" | "posted" | "balanced" => "good",
        "denied" | "unknown" | "parked" | "reversed" | "quarantined" => "bad",
        "partly-paid" => "wait",
        _ if state.starts_with("rejected") => "bad",
        _ => "",
    }
}

/// A moment without its fractions of a second: `2026-01-05 12:00:00`.
pub(crate) fn moment(timestamp: &str) -> String {
    timestamp.split(['.', 'Z']).next().unwrap_or_default().replace('T', " ")
}

/// What became of the matter of an exception meanwhile.
pub(crate) fn disposition(disposition: &gateway_core::exception::Disposition) -> &'static str {
    use gateway_core::exception::Disposition;
    match disposition {
        Disposition::Review => "posted, to be looked at",
        Disposition::Suspended => "money in suspense",
        Disposition::Quarantined => "nothing was done",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_says_whether_somebody_has_to_look() {
        assert_eq!((mood("paid"), mood("rejected-payer"), mood("sent")), ("good", "bad", ""));
    }

    #[test]
    fn a_moment_is_shown_to_the_second() {
        assert_eq!(moment("2026-01-05T12:00:00.123456Z"), "2026-01-05 12:00:00");
        assert_eq!(moment("2026-01-05T12:00:00Z"), "2026-01-05 12:00:00");
    }
}
