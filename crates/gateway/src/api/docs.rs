//! `/docs`: the OpenAPI document as one page for people, without a script.

use std::fmt::Write as _;

use serde_json::Value;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}h2{margin:2rem 0 0;font-size:1.1rem}code{background:#8882}dt{margin-top:.3rem}dd{margin-left:1.5rem}";

/// The page of a document.
pub(super) fn page(document: &Value) -> String {
    let info = &document["info"];
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} API</title><style>{STYLE}</style></head><body>\n<h1>{title} API</h1>\n<p>{} The same for programs: <a href=\"/openapi.json\"><code>/openapi.json</code></a>. Callers show an API key as <code>Authorization: Bearer</code> or <code>X-Api-Key</code>.</p>\n",
        words(&info["description"]),
        title = words(&info["title"]),
    );
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            operation_of(&mut out, path, method, operation);
        }
    }
    out.push_str("</body></html>\n");
    out
}

fn operation_of(out: &mut String, path: &str, method: &str, operation: &Value) {
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<h2><code>{} {}</code></h2>\n<p>{} {}</p>",
        method.to_uppercase(),
        escaped(path),
        words(&operation["summary"]),
        words(&operation["description"])
    );
    let _ = writeln!(out, "<dl>");
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let _ = writeln!(out, "<dt><code>{}</code> ({})</dt><dd>{}</dd>", words(&parameter["name"]), words(&parameter["in"]), words(&parameter["description"]));
    }
    if operation["requestBody"].is_object() {
        let body = &operation["requestBody"];
        let _ = writeln!(out, "<dt>body ({})</dt><dd>{}</dd>", media(body), words(&body["description"]));
    }
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        let _ = writeln!(out, "<dt>{} {}</dt><dd>{}</dd>", escaped(status), media(response), words(&response["description"]));
    }
    let _ = writeln!(out, "</dl>");
}

/// The media types of a body.
fn media(body: &Value) -> String {
    let types: Vec<String> = body["content"].as_object().into_iter().flatten().map(|(name, _)| format!("<code>{}</code>", escaped(name))).collect();
    types.join(", ")
}

fn words(value: &Value) -> String {
    escaped(value.as_str().unwrap_or_default())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_path_is_shown_and_nothing_of_the_document_is_markup() {
        let operation = json!({ "summary": "Lists <claims>.", "responses": { "200": { "description": "Here & there." } } });
        let page = page(&json!({ "info": { "title": "T" }, "paths": { "/v1/claims": { "get": operation } } }));
        for part in ["GET /v1/claims", "Lists &lt;claims&gt;.", "Here &amp; there."] {
            assert!(page.contains(part), "{part}\n{page}");
        }
    }
}
