//! The contract of the store port, as checks that run on any adapter.
//!
//! An adapter implements [`House`] and calls [`store_battery!`](crate::store_battery): each check becomes a test of its own.

pub mod acknowledging;
pub mod intake;
pub mod lists;
pub mod posting;
pub mod sending;

use std::sync::Arc;

use gateway_core::claim::Claim;
use gateway_core::identifiers::TransmissionId;
use gateway_core::money::Cents;
use gateway_core::outcome::AttemptOutcome;
use gateway_core::ports::{IntentOutcome, PageRequest, Store};
use gateway_core::retry::ConnectorProfile;
use gateway_core::transmission::Transmission;

use crate::builders::{PlainRenderer, at, seal_request, submission};

/// A store in its surroundings: it can crash and come back.
#[expect(async_fn_in_trait, reason = "used by tests only, on one thread")]
pub trait House {
    /// A new, empty store.
    async fn new() -> Self;

    /// The store.
    fn store(&self) -> Arc<dyn Store>;

    /// The store as it is found after a crash at this moment. Nothing is closed in order.
    async fn crash(self) -> Self;
}

/// Makes a test of every check for one adapter.
#[macro_export]
macro_rules! store_battery {
    ($house:ty) => {
        $crate::store_battery!(@tests $house, intake: accepted_claims_survive_a_crash, a_repeated_request_gets_the_first_answer,
            a_key_with_another_request_stores_nothing, sixty_four_callers_with_one_key_store_one_submission, a_replacement_takes_back_the_charge_of_its_original,
            a_corrected_claim_takes_back_the_charge_of_the_rejected_one, the_same_claim_under_another_key_is_reported, a_closed_claim_stays_closed,
            inbound_bytes_are_kept_once, a_file_that_is_never_finished_is_set_aside);
        $crate::store_battery!(@tests $house, sending: every_claim_is_sealed_once_and_no_number_repeats, a_failed_rendering_seals_nothing_and_uses_no_number,
            a_parked_claim_does_not_stop_the_others, only_one_of_many_senders_begins, an_attempt_left_open_by_a_crash_is_unknown_and_left_to_a_person,
            an_unknown_is_sent_again_with_the_same_bytes_where_the_payer_drops_copies, an_unknown_is_asked_about_where_the_payer_can_be_asked,
            what_was_not_sent_is_sent_again_after_the_wait, the_outcome_of_an_attempt_that_is_not_open_changes_nothing, a_late_sender_does_not_end_the_attempt_of_another, a_persons_decision_sends_again,
            attempts_end_at_the_limit);
        $crate::store_battery!(@tests $house, acknowledging: acknowledgements_end_in_the_same_state_in_every_order, a_repeated_acknowledgement_changes_nothing,
            an_acknowledgement_of_nothing_sent_is_set_aside, an_acknowledgement_settles_an_unknown, a_277ca_speaks_of_single_claims,
            an_acknowledgement_needs_its_file);
        $crate::store_battery!(@tests $house, posting: a_posted_payment_balances_to_the_cent_and_survives_a_crash, the_same_payment_in_other_envelopes_posts_nothing,
            sixty_four_posters_post_a_payment_once, the_same_trace_with_other_content_waits_for_a_person, what_does_not_balance_is_set_aside_whole,
            a_reversal_and_its_correction_net, a_reversal_before_its_original_waits_for_it, a_correction_before_its_reversal_waits_for_it, what_matches_nothing_stands_in_suspense,
            a_payment_for_somebody_else_is_set_aside, an_unsent_claim_is_not_paid, a_claim_is_paid_while_it_is_still_being_sent, a_claim_is_found_without_its_control_number,
            a_denied_copy_does_not_undo_the_real_answer, the_second_payer_settles_what_the_first_left, an_overpayment_is_reported, an_untied_recovery_is_reported);
        $crate::store_battery!(@tests $house, lists: pages_run_in_both_directions, events_are_a_complete_outbox, an_exception_is_settled_once, an_exception_about_a_file_is_raised_once, a_revoked_key_stays_revoked,
            claims_are_found_by_what_is_asked);
    };
    (@tests $house:ty, $module:ident: $($check:ident),+ $(,)?) => {
        mod $module {
            use super::*;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $check() {
                $crate::battery::$module::$check(<$house as $crate::battery::House>::new().await).await;
            })+
        }
    };
}

/// Accepts claims under a key of their own.
pub(crate) async fn accept(store: &dyn Store, key: &str, claims: Vec<Claim>) {
    store.accept_claims(submission(key, claims)).await.expect("claims are accepted");
}

/// Seals what waits.
pub(crate) async fn seal(store: &dyn Store, name: &str, profile: ConnectorProfile) -> Transmission {
    store.seal(seal_request(name, profile), &PlainRenderer).await.expect("sealing works").expect("a claim waits")
}

/// Begins an attempt that has to begin.
pub(crate) async fn begin(store: &dyn Store, id: &TransmissionId, seconds: i64) -> (u32, Vec<u8>) {
    match store.record_intent(id, "https://payer.example/core", at(seconds)).await.expect("an intent is written") {
        IntentOutcome::Begin { attempt, bytes, .. } => (attempt, bytes),
        IntentOutcome::NotDue => panic!("the transmission is not due"),
    }
}

/// Accepts, seals and sends claims.
pub(crate) async fn sent(store: &dyn Store, name: &str, claims: Vec<Claim>) -> Transmission {
    accept(store, &format!("key-{name}"), claims).await;
    let transmission = seal(store, name, ConnectorProfile::default()).await;
    let (attempt, _) = begin(store, &transmission.id, 10).await;
    store.record_outcome(&transmission.id, attempt, AttemptOutcome::Sent { reason: "confirmed".into() }, at(11)).await.expect("an outcome is written")
}

/// Asserts what must hold after everything: debits equal credits, and the cash of every posted payment is its BPR02.
pub(crate) async fn assert_proven(store: &dyn Store) {
    let balance = store.trial_balance().await.expect("a trial balance");
    assert_eq!(balance.difference(), Some(Cents::ZERO));
    for payment in store.payments(PageRequest::default()).await.expect("payments") {
        if payment.status == gateway_core::posting::PaymentStatus::Posted {
            assert_eq!(payment.totals.cash, payment.payment.total_paid, "the cash of {} is its BPR02", payment.id);
        }
    }
}
