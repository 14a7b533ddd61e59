//! Claims out and money back: outcomes, crashes, acknowledgements, posting.

use crate::payer::{Act, Answer, Payer};
use crate::stage::Stage;

fn isa(number: u32) -> String {
    format!("ISA*00*          *00*          *ZZ*ACMEX          *ZZ*GATEWAY        *260106*1200*^*00501*{number:09}*0*T*:~")
}

/// A 999 that accepts our first group.
fn accepted_999() -> String {
    format!(
        "{}GS*FA*ACMEX*GATEWAY*20260106*1200*1*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~AK2*837*000000001*005010X222A1~IK5*A~AK9*A*1*1*1~SE*6*0001~GE*1*1~IEA*1*000000001~",
        isa(1)
    )
}

/// A 277CA that accepts PAT-1 of our first set.
fn accepted_277ca() -> String {
    format!(
        "{}GS*HN*ACMEX*GATEWAY*20260106*1200*2*X*005010X214~ST*277*0002*005010X214~BHT*0085*08*R1*20260106*1200*TH~HL*1**20*1~NM1*PR*2*ACME HEALTH*****PI*ACME1~TRN*1*X~DTP*050*D8*20260106~DTP*009*D8*20260106~HL*2*1*21*1~NM1*41*2*DOE CLINIC*****46*GATEWAY~TRN*2*000000001000000001~STC*A1:19:PR*20260106*WQ*150~HL*3*2*19*1~NM1*85*2*DOE CLINIC*****XX*1999999984~HL*4*3*PT~NM1*QC*1*ROE*JANE****MI*M1~TRN*2*PAT-1~STC*A2:20:PR*20260106*WQ*150~REF*1K*ICN1~DTP*472*D8*20260105~SE*20*0002~GE*1*2~IEA*1*000000002~",
        isa(2)
    )
}

/// An 835 that pays 90.00 of PAT-1, writes 40.00 off and leaves 20.00 to the patient.
fn paid_835(interchange: u32) -> String {
    format!(
        "{}GS*HP*ACMEX*GATEWAY*20260110*1200*{interchange}*X*005010X221A1~ST*835*0001~BPR*I*90*C*ACH*CCP*01*111000025*DA*1*1234567890**01*222000025*DA*2*20260110~TRN*1*EFT1*1234567890~DTM*405*20260110~N1*PR*ACME HEALTH*XV*ACME1~N3*1 PAY ST~N4*AUSTIN*TX*78701~N1*PE*DOE CLINIC*XX*1999999984~LX*1~CLP*PAT-1*1*150*90*20*12*ICN1*11*1~NM1*QC*1*ROE*JANE****MI*M1~SVC*HC:99213*150*90**1~DTM*472*20260105~CAS*CO*45*40~CAS*PR*1*20~SE*16*0001~GE*1*{interchange}~IEA*1*{interchange:09}~",
        isa(interchange)
    )
}

#[tokio::test]
async fn what_never_left_is_sent_again_with_the_same_bytes_and_identity() {
    let payer = Payer::doing(&[Act::Away, Act::Away]);
    let stage = Stage::open(payer.clone()).await;
    let claim = stage.submit("PAT-1").await;
    let claim = stage.wait_for_state(&claim, "sent").await;
    assert_eq!(payer.taken().len(), 1);
    let transmission = stage.get(&format!("/v1/transmissions/{}", claim["transmissionId"].as_str().unwrap())).await;
    let outcomes: Vec<&str> = transmission["attempts"].as_array().unwrap().iter().map(|attempt| attempt["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["NOT_SENT", "NOT_SENT", "SENT"]);
    assert_eq!(payer.taken()[0].id.as_str(), transmission["id"]);
}

#[tokio::test]
async fn an_unknown_is_never_sent_again_and_ends_when_the_payer_has_an_acknowledgement_for_it() {
    let payer = Payer::doing(&[Act::TakeSilently]);
    let stage = Stage::open(payer.clone()).await;
    let claim = stage.submit("PAT-1").await;
    stage.wait_for_state(&claim, "unknown").await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(payer.taken().len(), 1, "an UNKNOWN is not sent again by itself");
    payer.answer(Answer::Implementation, accepted_999());
    stage.wait_for_state(&claim, "acknowledged-implementation").await;
    assert_eq!(payer.taken().len(), 1);
}

#[tokio::test]
async fn a_crash_while_sending_leaves_an_unknown_that_is_asked_about_and_not_sent_twice() {
    let payer = Payer::doing(&[Act::TakeAndHang]);
    let mut stage = Stage::open(payer.clone()).await;
    let claim = stage.submit("PAT-1").await;
    while payer.taken().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    stage.crash_and_restart().await;
    stage.wait_for_state(&claim, "unknown").await;
    payer.answer(Answer::Implementation, accepted_999());
    stage.wait_for_state(&claim, "acknowledged-implementation").await;
    assert_eq!(payer.taken().len(), 1);
}

#[tokio::test]
async fn a_claim_goes_out_is_acknowledged_and_paid_and_the_ledger_proves_it_once() {
    let payer = Payer::doing(&[]);
    let mut stage = Stage::open(payer.clone()).await;
    let claim = stage.submit("PAT-1").await;
    stage.wait_for_state(&claim, "sent").await;
    payer.answer(Answer::Implementation, accepted_999());
    stage.wait_for_state(&claim, "acknowledged-implementation").await;
    payer.answer(Answer::Claims, accepted_277ca());
    stage.wait_for_state(&claim, "acknowledged-payer").await;
    payer.answer(Answer::Remittance, paid_835(7));
    payer.answer(Answer::Remittance, paid_835(8));
    let paid = stage.wait_for_state(&claim, "paid").await;
    assert_eq!(paid["payerClaimControlNumber"], "ICN1");
    let handed_in = stage.post("/v1/remittances", "application/edi-x12", paid_835(9)).send().await.unwrap();
    assert_eq!(crate::stage::json(handed_in).await["payments"][0]["outcome"], "duplicate");
    stage.crash_and_restart().await;
    let ledger = stage.get("/v1/ledger").await;
    assert_eq!((ledger["cash"].as_str(), ledger["paid"].as_str(), ledger["difference"].as_str()), (Some("90.00"), Some("90.00"), Some("0.00")));
    assert_eq!((ledger["balanced"].as_bool(), ledger["payments"].as_u64()), (Some(true), Some(1)));
    let balance = |account: &str| ledger["accounts"].as_array().unwrap().iter().find(|line| line["account"] == account).unwrap()["balance"].clone();
    assert_eq!((balance("accounts-receivable:insurance"), balance("accounts-receivable:patient")), ("0.00".into(), "20.00".into()));
    let remittance = stage.get("/v1/remittances").await["remittances"][0]["id"].as_str().unwrap().to_owned();
    let raw = stage.client.get(stage.url(&format!("/v1/remittances/{remittance}"))).header("accept", "application/edi-x12").send().await.unwrap();
    assert_eq!(raw.text().await.unwrap(), paid_835(7));
}

#[tokio::test]
async fn a_file_that_nobody_can_read_becomes_an_exception_and_stops_nothing() {
    let stage = Stage::open(Payer::doing(&[])).await;
    // Cut within the IEA: every set is whole, and yet nobody knows what else was to come.
    let receipt = stage.post("/v1/remittances", "application/edi-x12", &paid_835(7)[..paid_835(7).len() - 10]).send().await.unwrap();
    assert_eq!(crate::stage::json(receipt).await["setAside"], 1);
    let exceptions = stage.get("/v1/exceptions?open=true").await;
    assert_eq!(exceptions["exceptions"][0]["reason"], "UNREADABLE_INBOUND");
    let number = exceptions["exceptions"][0]["id"].as_i64().unwrap();
    let settled =
        stage.post(&format!("/v1/exceptions/{number}/resolve"), "application/json", r#"{"by":"biller","note":"asked the payer"}"#).send().await.unwrap();
    assert_eq!(crate::stage::json(settled).await["resolvedBy"], "biller");
    assert_eq!(stage.get("/v1/exceptions?open=true").await["exceptions"].as_array().unwrap().len(), 0);
}
