//! What came of it: the ledger, its proof, and the payer's own books beside it.

use std::collections::BTreeMap;

use gateway::LedgerProof;
use gateway_core::ports::every;

use crate::narrator::Narrator;
use crate::stage::Stage;

/// The end of a demonstration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The trial balance with its proof.
    pub ledger: LedgerProof,
    /// What the payer's own books say it paid in remittances that balance.
    pub payer_paid: String,
    /// How many claims the gateway accepted.
    pub accepted: usize,
    /// How many claims stand in each state.
    pub states: BTreeMap<String, usize>,
    /// How many exceptions wait for a person.
    pub exceptions: usize,
    /// Claims that the payer took up more than once.
    pub sent_twice: Vec<String>,
}

impl Verdict {
    pub(crate) async fn reach(stage: &Stage, accepted: usize) -> anyhow::Result<Self> {
        let store = stage.gateway.store();
        let mut states = BTreeMap::new();
        for record in stage.claims().await? {
            *states.entry(record.state().to_string()).or_default() += 1;
        }
        let books = stage.payer.state();
        let payer_paid = books.payments.iter().filter(|payment| payment.balanced).map(|payment| payment.amount).sum::<payer_simulator::Money>();
        let sent_twice = books.claims.iter().filter(|(_, claim)| claim.times_accepted > 1).map(|(number, _)| number.clone()).collect();
        Ok(Self {
            ledger: gateway::prove(store).await?,
            payer_paid: payer_paid.to_string(),
            accepted,
            states,
            exceptions: every(|page| store.exceptions(true, page), |exception| exception.id.0).await?.len(),
            sent_twice,
        })
    }

    /// Whether nothing was lost, nothing was sent twice, debits equal credits, and what was posted is what the payer says it paid.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        self.ledger.balanced && self.ledger.paid == self.payer_paid && self.sent_twice.is_empty() && self.states.values().sum::<usize>() == self.accepted
    }

    pub(crate) fn tell(&self, narrator: &mut Narrator<'_>) -> anyhow::Result<()> {
        narrator.plain("\nClaims")?;
        for (state, count) in &self.states {
            narrator.plain(&format!("  {state:<34} {count:>10}"))?;
        }
        narrator.plain("\nLedger                                        debits       credits       balance")?;
        for account in &self.ledger.accounts {
            narrator.plain(&format!("  {:<38} {:>12}  {:>12}  {:>12}", account.account, account.debits, account.credits, account.balance))?;
        }
        narrator.plain(&format!("  {:<38} {:>12}  {:>12}  {:>12}", "all accounts", self.ledger.debits, self.ledger.credits, self.ledger.difference))?;
        narrator.plain("\nProof")?;
        narrator.plain(&format!("  trial balance                      {:>12}", self.ledger.difference))?;
        narrator.plain(&format!("  cash posted                        {:>12}", self.ledger.cash))?;
        narrator.plain(&format!("  sum of BPR02, payments posted      {:>12}", self.ledger.paid))?;
        narrator.plain(&format!("  sum of BPR02, by the payer's books {:>12}", self.payer_paid))?;
        narrator.plain(&format!("  payments posted, set aside         {:>8}, {}", self.ledger.payments, self.ledger.payments_quarantined))?;
        narrator.plain(&format!("  exceptions for a person            {:>8}", self.exceptions))?;
        for number in &self.sent_twice {
            narrator.plain(&format!("  the payer took up {number} more than once"))?;
        }
        narrator.plain(if self.is_proved() { "\nEverything adds up." } else { "\nIt does not add up." })
    }
}
