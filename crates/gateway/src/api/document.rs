//! The OpenAPI document made whole: what holds for every path is said here once, and not at each of them.

use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Components, ContentBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder};

/// The paths that ask for no key.
const OPEN: [&str; 2] = ["/healthz", "/readyz"];

/// Completes a document: a description for each answer, the problems that any path may answer with, and how a caller shows its key.
pub(super) fn complete(document: &mut OpenApi) {
    for (path, item) in &mut document.paths.paths {
        let guarded = !OPEN.contains(&path.as_str());
        for operation in operations(item) {
            describe(operation);
            if guarded {
                let responses = &mut operation.responses.responses;
                responses.entry("401".to_owned()).or_insert_with(|| problem("No key, or none that is known and holds."));
                responses.entry("default".to_owned()).or_insert_with(|| problem("Any other problem, such as a body or query that cannot be read."));
                operation.security = Some(vec![requirement("bearer"), requirement("apiKey"), requirement("basic")]);
            }
        }
    }
    let components = document.components.get_or_insert_with(Components::default);
    components.add_security_scheme("bearer", SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()));
    components.add_security_scheme("apiKey", SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::new("X-Api-Key"))));
    components.add_security_scheme("basic", SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Basic).build()));
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch].into_iter().flatten()
}

/// Gives answers without words the words of their status.
fn describe(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else { continue };
        if response.description.is_empty() {
            let words = match status.as_str() {
                "200" => "Here it is.",
                "201" => "It was made.",
                "204" => "It was done.",
                "401" => "No key, or none that is known and holds.",
                "404" => "There is no such thing.",
                "409" => "It cannot be done as things stand.",
                "415" => "The Content-Type is not taken here.",
                "422" => "The body cannot be taken.",
                "503" => "Not ready.",
                _ => "The answer.",
            };
            words.clone_into(&mut response.description);
        }
    }
}

fn problem(description: &str) -> RefOr<Response> {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    RefOr::T(ResponseBuilder::new().description(description).content("application/problem+json", content).build())
}

fn requirement(scheme: &str) -> SecurityRequirement {
    SecurityRequirement::new::<&str, [&str; 0], &str>(scheme, [])
}
