//! A panic is told by its place, never by its words. It has a process to itself, for there is one hook in a process.

use std::sync::Mutex;

static TOLD: Mutex<Vec<String>> = Mutex::new(Vec::new());

#[test]
fn a_panic_says_where_and_nothing_of_a_claim() {
    gateway::keep_panics_private(|words| TOLD.lock().unwrap().push(words.to_owned()));
    let patient = String::from("DOE");
    assert!(std::panic::catch_unwind(|| panic!("no such patient: {patient}")).is_err());
    // Not while holding the lock: a failing assertion is told, too.
    let told = TOLD.lock().unwrap().clone();
    assert_eq!(told.len(), 1);
    assert!(told[0].contains(file!()) && !told[0].contains("DOE"), "{told:?}");
}
