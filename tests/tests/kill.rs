//! `kill -9` of the daemon under traffic: nothing accepted is lost, nothing is sent under a second identity, no cent is posted twice.
//!
//! A few kills; `cargo xtask kill` makes many.

use claimbridge_tests::binary;
use claimbridge_tests::kill::Run;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_daemon_that_is_killed_under_traffic_loses_nothing_and_does_nothing_twice() {
    let folder = tempfile::tempdir().unwrap();
    let run = Run { binary: binary::claimbridge().to_owned(), times: 6, seed: 20 };
    let report = run.within(folder.path(), |_| ()).await.unwrap();
    assert!(report.is_clean(), "{report}");
    assert!(report.claims_accepted.0 > 0 && report.payments_posted > 0, "there was traffic:\n{report}");
}
