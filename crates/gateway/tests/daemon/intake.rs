//! Claims in: stored once, refused whole, and only for those who may.

use serde_json::json;

use crate::payer::Payer;
use crate::stage::{COMPANION, Stage, claim_file, json as body_of};

const X12: &str = "application/edi-x12";

#[tokio::test]
async fn the_same_key_gives_the_same_answer_and_another_body_is_refused() {
    let stage = Stage::open(Payer::doing(&[])).await;
    let submit = |number: &str| stage.post("/v1/claims", X12, claim_file(number)).header("idempotency-key", "k1").send();
    let first = submit("PAT-1").await.unwrap();
    assert_eq!(first.status(), 201);
    let first = body_of(first).await;
    let again = submit("PAT-1").await.unwrap();
    assert_eq!((again.status().as_u16(), again.headers().contains_key("idempotency-replayed")), (201, true));
    assert_eq!(body_of(again).await, first);
    let other = submit("PAT-2").await.unwrap();
    assert_eq!(other.status(), 422);
    assert_eq!(body_of(other).await["code"], "idempotency-key-reused");
    assert_eq!(stage.get("/v1/claims").await["claims"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn claims_with_errors_are_refused_whole_with_findings_that_name_the_place() {
    let stage = Stage::open(Payer::doing(&[])).await;
    let refused = stage.post("/v1/claims", X12, claim_file("PAT-1").replace("*150***11", "*151***11")).send().await.unwrap();
    assert_eq!(refused.status(), 422);
    assert_eq!(refused.headers()["content-type"], "application/problem+json");
    let problem = body_of(refused).await;
    assert_eq!(problem["code"], "claims-invalid");
    assert!(problem["findings"].as_array().unwrap().iter().any(|finding| finding["path"].as_str().is_some_and(|path| path.contains("CLM02"))), "{problem:#}");
    assert_eq!(stage.get("/v1/claims").await["claims"], json!([]));
}

#[tokio::test]
async fn claims_are_held_to_the_code_lists_of_the_configuration() {
    let stage = Stage::with_files(Payer::doing(&[]), &[("codes/procedure-cpt.csv", "code\n99214\n")]).await;
    let refused = stage.post("/v1/claims", X12, claim_file("PAT-1")).send().await.unwrap();
    assert_eq!(refused.status(), 422);
    let findings = body_of(refused).await["findings"].clone();
    let errors: Vec<_> = findings.as_array().unwrap().iter().filter(|finding| finding["severity"] == "error").map(|finding| finding["code"].clone()).collect();
    assert_eq!(errors, [json!("code-not-in-list")], "{findings:#}");
    let taken = stage.post("/v1/claims", X12, claim_file("PAT-1").replace("HC:99213", "HC:99214")).send().await.unwrap();
    assert_eq!(taken.status(), 201);
}

#[tokio::test]
async fn claims_are_held_to_the_companion_guide_of_their_payer() {
    let companion = r#"<companion id="acme" extends="005010X222A1" payer="ACME1" name="Acme"><at path="2300/CLM01" max="5" code="acme-1"/></companion>"#;
    let stage = Stage::with_files(Payer::doing(&[]), &[(COMPANION, companion)]).await;
    let submit = |claim: String| stage.post("/v1/claims", X12, claim).send();
    let refused = submit(claim_file("PAT-12")).await.unwrap();
    assert_eq!(refused.status(), 422);
    let findings = body_of(refused).await["findings"].clone();
    assert_eq!((&findings[0]["code"], &findings[0]["snip"], findings.as_array().unwrap().len()), (&json!("acme-1"), &json!(7), 1));
    assert_eq!(submit(claim_file("PAT-1")).await.unwrap().status(), 201);
    let to_another = submit(claim_file("PAT-12").replace("*PI*ACME1", "*PI*OTHER")).await.unwrap();
    assert_eq!(to_another.status(), 201);
}

#[tokio::test]
async fn a_claim_that_was_read_can_be_sent_as_json_and_its_errors_name_the_x12_path() {
    let stage = Stage::open(Payer::doing(&[])).await;
    let id = stage.submit("PAT-1").await;
    let mut claim = stage.get(&format!("/v1/claims/{id}")).await["claim"].clone();
    assert_eq!(claim["schema"], "claim.v1");
    claim["patientControlNumber"] = json!("PAT-2");
    let taken = stage.post("/v1/claims", "application/json", json!([claim]).to_string()).send().await.unwrap();
    assert_eq!(taken.status(), 201, "{}", taken.text().await.unwrap());
    claim["totalCharge"] = json!("151");
    let refused = stage.post("/v1/claims", "application/json", claim.to_string()).send().await.unwrap();
    assert_eq!(refused.status(), 422);
    assert!(body_of(refused).await["findings"][0]["path"].as_str().unwrap().contains("CLM02"));
    for (media_type, text, code) in [("application/json", "{\"patientControlNumber\": 1}", 422), ("text/plain", "x", 415), (X12, "not X12", 422)] {
        assert_eq!(stage.post("/v1/claims", media_type, text).send().await.unwrap().status(), code, "{text}");
    }
}

#[tokio::test]
async fn whatever_refuses_a_request_does_it_as_a_problem() {
    let stage = Stage::open(Payer::doing(&[])).await;
    let delete = stage.client.delete(stage.url("/v1/claims"));
    let requests = [
        (stage.client.get(stage.url("/v1/no-such-thing")), 404, "not-found"),
        (stage.client.get(stage.url("/v1/claims/no-such-claim")), 404, "not-found"),
        (delete, 405, "method-not-allowed"),
        (stage.client.get(stage.url("/v1/claims?limit=many")), 400, "bad-request"),
        (stage.post("/v1/claims/1/close", "application/json", "{}"), 422, "bad-request"),
        (stage.post("/v1/claims/1/close", "text/plain", "{}"), 415, "media-type-unsupported"),
        (stage.post("/v1/claims", "application/json", " ".repeat(65 << 20)), 413, "too-large"),
    ];
    for (request, status, code) in requests {
        let response = request.send().await.unwrap();
        assert_eq!((response.status().as_u16(), response.headers()["content-type"].to_str().unwrap()), (status, "application/problem+json"));
        let problem = body_of(response).await;
        assert_eq!((problem["code"].as_str(), problem["status"].as_u64()), (Some(code), Some(u64::from(status))), "{problem}");
    }
}

#[tokio::test]
async fn the_api_describes_itself_whole() {
    let stage = Stage::open(Payer::doing(&[])).await;
    let document = stage.get("/openapi.json").await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let page = stage.client.get(stage.url("/docs")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("POST /v1/claims"), "{page}");
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.values().all(|response| !response["description"].as_str().unwrap_or_default().is_empty()), "{method} {path}");
            let guarded = path.starts_with("/v1/");
            assert_eq!((responses.contains_key("401"), operation["security"].is_array()), (guarded, guarded), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn the_first_key_closes_the_door() {
    let stage = Stage::open(Payer::doing(&[])).await;
    assert_eq!(stage.get("/readyz").await["api"], "open");
    let rebound = stage.client.get(stage.url("/v1/claims")).header("host", "evil.example").send().await.unwrap();
    assert_eq!(rebound.status(), 401);
    let made = body_of(stage.post("/v1/keys", "application/json", r#"{"name":"biller"}"#).send().await.unwrap()).await;
    assert_eq!(stage.client.get(stage.url("/v1/claims")).send().await.unwrap().status(), 401);
    assert_eq!(stage.client.get(stage.url("/")).send().await.unwrap().status(), 401);
    let with_key = |key: &str| stage.client.get(stage.url("/v1/claims")).bearer_auth(key).send();
    assert_eq!(with_key(made["key"].as_str().unwrap()).await.unwrap().status(), 200);
    assert_eq!(with_key(&format!("cb_{}_{}", made["id"].as_str().unwrap(), "0".repeat(64))).await.unwrap().status(), 401);
    assert_eq!(stage.get("/readyz").await["api"], "locked");
}

#[tokio::test]
async fn a_dropped_file_is_moved_once_it_is_stored_and_a_bad_one_gets_its_findings() {
    let stage = Stage::open(Payer::doing(&[])).await;
    let inbox = stage.folder().join("inbox");
    std::fs::write(inbox.join("good.txt"), claim_file("PAT-1")).unwrap();
    std::fs::write(inbox.join("bad.txt"), claim_file("PAT-2").replace("SE*23", "SE*21")).unwrap();
    std::fs::write(inbox.join("cut.txt"), &claim_file("PAT-3")[..500]).unwrap();
    stage.wait("/v1/claims", |list| list["claims"].as_array().unwrap().len() == 1).await;
    while !inbox.join("failed/bad.txt.findings.json").exists() || inbox.join("good.txt").exists() || inbox.join("bad.txt").exists() {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert!(inbox.join("done/good.txt").exists() && inbox.join("failed/bad.txt").exists());
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(inbox.join("failed/bad.txt.findings.json")).unwrap()).unwrap();
    assert_eq!(report["findings"][0]["code"], "count-wrong");
}

#[tokio::test]
async fn the_contract_is_published_and_the_pages_show_what_is_there() {
    let stage = Stage::open(Payer::doing(&[])).await;
    let id = stage.submit("PAT-1").await;
    let document = stage.get("/openapi.json").await;
    for path in ["/v1/claims", "/v1/claims/{id}", "/v1/remittances", "/v1/ledger", "/v1/exceptions", "/v1/events", "/healthz"] {
        assert!(document["paths"].get(path).is_some(), "{path}");
    }
    for (path, text) in
        [("/", "PAT-1"), ("/transmissions", "Transmissions"), ("/ledger", "balanced"), ("/exceptions", "Nothing waits"), ("/remittances", "No remittances")]
    {
        let page = stage.client.get(stage.url(path)).send().await.unwrap();
        assert_eq!(page.headers()["cache-control"], "no-store");
        assert!(page.text().await.unwrap().contains(text), "{path}");
    }
    let page = stage.client.get(stage.url(&format!("/claims/{id}"))).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("the claim is valid and stored"));
    assert_eq!(stage.client.get(stage.url("/claims/none")).send().await.unwrap().status(), 404);
}
