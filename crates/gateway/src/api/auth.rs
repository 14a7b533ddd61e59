//! Who may call: API keys, as `Authorization: Bearer`, `X-Api-Key`, or as the password of a browser's login.
//!
//! Without any key in the store the API is open, but on loopback only and only under a loopback name: a page in a browser must not reach it under a
//! name of its own (DNS rebinding). `/readyz` and the log say so. The first key closes it.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use gateway_core::api_key::PresentedKey;
use gateway_core::ports::StoreError;

use super::problem::Problem;
use crate::gateway::Gateway;

/// Whether the API asks for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// There is no key, and only this computer can call.
    Open,
    /// A key is needed.
    Locked,
}

/// How the door stands.
pub(crate) async fn door(gateway: &Gateway) -> Result<Door, StoreError> {
    let keyless = gateway.config.listen.ip().is_loopback() && gateway.store.api_keys().await?.is_empty();
    Ok(if keyless { Door::Open } else { Door::Locked })
}

/// Lets a request through if its caller may call.
pub(crate) async fn guard(State(gateway): State<Arc<Gateway>>, request: Request, next: Next) -> Response {
    match admit(&gateway, request.headers()).await {
        Ok(()) => next.run(request).await,
        Err(problem) => refuse(problem),
    }
}

async fn admit(gateway: &Gateway, headers: &HeaderMap) -> Result<(), Problem> {
    if door(gateway).await? == Door::Open {
        return if names_loopback(headers) { Ok(()) } else { Err(unauthorized("This gateway has no API key yet, so it answers under a loopback name only.")) };
    }
    let Some(presented) = presented(headers) else {
        return Err(unauthorized("An API key is needed: `Authorization: Bearer cb_...`. Make one with `claimbridge key create`."));
    };
    let kept = gateway.store.api_key(&presented.id).await?;
    if kept.is_some_and(|key| key.admits(&presented, gateway.now())) {
        Ok(())
    } else {
        Err(unauthorized("This API key is not known, has ended, or was revoked."))
    }
}

fn unauthorized(detail: &str) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", "An API key is needed", detail)
}

fn refuse(problem: Problem) -> Response {
    let mut response = problem.into_response();
    if response.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"Claimbridge: any name, an API key as password\""));
    }
    response
}

/// The key of a request.
fn presented(headers: &HeaderMap) -> Option<PresentedKey> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(key) = text("x-api-key") {
        return PresentedKey::parse(key);
    }
    let (scheme, value) = text("authorization")?.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return PresentedKey::parse(value.trim());
    }
    let password = (scheme.eq_ignore_ascii_case("basic")).then(|| decode_basic(value.trim()))??;
    PresentedKey::parse(&password)
}

/// The password of a browser's login.
fn decode_basic(value: &str) -> Option<String> {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.decode(value).ok()?;
    String::from_utf8(bytes).ok()?.split_once(':').map(|(_, password)| password.to_owned())
}

/// Whether the caller addressed this computer by a name that only it has.
fn names_loopback(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return false };
    let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.bytes().all(|byte| byte.is_ascii_digit()) { name } else { host });
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn only_loopback_names_open_the_door_without_a_key() {
        for host in ["localhost", "localhost:8720", "127.0.0.1:8720", "[::1]:8720", "[::1]"] {
            assert!(names_loopback(&headers("host", host)), "{host}");
        }
        for host in ["evil.example", "evil.example:8720", "10.0.0.1:8720", "127.0.0.1.evil.example"] {
            assert!(!names_loopback(&headers("host", host)), "{host}");
        }
        assert!(!names_loopback(&HeaderMap::new()));
    }

    #[test]
    fn a_key_is_taken_from_any_of_its_three_places() {
        let key = PresentedKey::from_entropy([1; 8], [2; 32]).reveal();
        assert!(presented(&headers("x-api-key", &key)).is_some());
        assert!(presented(&headers("authorization", &format!("Bearer {key}"))).is_some());
        use base64::Engine as _;
        let basic = base64::engine::general_purpose::STANDARD.encode(format!("anyone:{key}"));
        assert!(presented(&headers("authorization", &format!("Basic {basic}"))).is_some());
        assert!(presented(&headers("authorization", "Basic ???")).is_none());
    }
}
