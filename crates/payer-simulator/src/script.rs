//! The script: who the payer is, whom it serves, on what terms it pays, and rules that choose outcomes.
//!
//! Every key has a default, so an empty file is a script. Keys that nobody knows are refused, with their line.

mod codes;

use serde::Deserialize;

pub use codes::{ClaimStatus, Reason};

use crate::claim::ReceivedClaim;
use crate::error::Error;
use crate::limits::{MAX_HOLD_SECONDS, MAX_RULES};
use crate::money::Money;
use crate::outcome::Outcome;

/// How a payer behaves.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Script {
    /// Makes trace numbers differ between two payers that pay the same claims.
    pub seed: String,
    /// Who the payer is.
    pub payer: Payer,
    /// Who may submit; anyone if absent.
    pub partner: Option<Partner>,
    /// On what terms claims are paid.
    pub terms: Terms,
    /// When answers are ready.
    pub timing: Timing,
    /// Tried in order before the markers; the first that matches decides.
    pub rules: Vec<Rule>,
}

/// Who the payer is, as remittances and acknowledgements name it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Payer {
    /// Its name.
    pub name: String,
    /// Its payer id.
    pub id: String,
    /// Its tax id: nine digits.
    pub tax_id: String,
    /// Street.
    pub street: String,
    /// City.
    pub city: String,
    /// State.
    pub state: String,
    /// Postal code.
    pub postal_code: String,
    /// Telephone of those who answer technical questions.
    pub telephone: String,
}

/// A partner's credentials.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// User name.
    pub user_name: String,
    /// Password.
    pub password: String,
}

/// On what terms claims are paid.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Terms {
    /// The allowed amount, in percent of the charge.
    pub allowed_percent: u8,
    /// What the patient owes first; for `partial`.
    pub deductible: Money,
    /// The patient's share of what is left, in percent; for `partial`.
    pub coinsurance_percent: u8,
    /// What the patient owes for the visit; for `partial`.
    pub copay: Money,
    /// The allowed amount of a correction, in percent of the charge; for `reversed`.
    pub corrected_percent: u8,
    /// Interest in percent of what is paid; for `interest`.
    pub interest_percent: u8,
    /// Withholding in percent of what is paid; for `withhold`.
    pub withhold_percent: u8,
    /// Why a claim or line is denied, in place of the outcome's own reason.
    pub reason: Option<Reason>,
    /// The remark code of a denial.
    pub remark: Option<String>,
    /// The status of a claim that the 277CA refuses.
    pub status: ClaimStatus,
}

/// When answers are ready, in seconds after the submission.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Timing {
    /// TA1 and 999.
    pub acknowledge_after_seconds: u32,
    /// 277CA.
    pub results_after_seconds: u32,
    /// 835.
    pub remit_after_seconds: u32,
    /// The 835 that reverses, counted from the first.
    pub reverse_after_seconds: u32,
    /// When an 835 that was fetched, but whose receipt was not confirmed, is offered again.
    pub redeliver_after_seconds: u32,
    /// How long `timeout` holds a connection before it is closed.
    pub hold_seconds: u32,
}

/// One rule: what a claim must be, and what becomes of it then. Conditions that are absent always hold.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rule {
    /// How the patient control number begins, in any case.
    pub patient_control_number: Option<String>,
    /// How the member id begins, in any case.
    pub member_id: Option<String>,
    /// How the procedure code of any line begins, in any case.
    pub procedure: Option<String>,
    /// What becomes of the claim; its markers decide if absent.
    pub outcome: Option<Outcome>,
    /// See [`Terms::allowed_percent`].
    pub allowed_percent: Option<u8>,
    /// See [`Terms::deductible`]; counts for any outcome that pays.
    pub deductible: Option<Money>,
    /// See [`Terms::coinsurance_percent`]; counts for any outcome that pays.
    pub coinsurance_percent: Option<u8>,
    /// See [`Terms::copay`]; counts for any outcome that pays.
    pub copay: Option<Money>,
    /// See [`Terms::corrected_percent`].
    pub corrected_percent: Option<u8>,
    /// See [`Terms::reason`].
    pub reason: Option<Reason>,
    /// See [`Terms::remark`].
    pub remark: Option<String>,
    /// See [`Terms::status`].
    pub status: Option<ClaimStatus>,
}

impl Script {
    /// Reads a script.
    ///
    /// # Errors
    /// If the text is not TOML, has a key that nobody knows, or a value that no payer could mean.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let script: Self = toml::from_str(text)?;
        script.check()?;
        Ok(script)
    }

    fn check(&self) -> Result<(), Error> {
        let limit = |key, found: u64, most: u64| match found > most {
            true => Err(Error::ScriptValue { key, found, most }),
            false => Ok(()),
        };
        limit("rules", self.rules.len() as u64, MAX_RULES as u64)?;
        let hold = u64::from(self.timing.hold_seconds);
        limit("timing.hold_seconds", hold, u64::from(MAX_HOLD_SECONDS))?;
        let terms = &self.terms;
        let percents = [terms.allowed_percent, terms.coinsurance_percent, terms.corrected_percent, terms.interest_percent, terms.withhold_percent];
        let ruled = self.rules.iter().flat_map(|rule| {
            let own = [rule.allowed_percent, rule.coinsurance_percent, rule.corrected_percent];
            own.into_iter().flatten()
        });
        for percent in percents.into_iter().chain(ruled) {
            limit("a percentage", u64::from(percent), 100)?;
        }
        Ok(())
    }
}

impl Rule {
    /// Whether every condition holds.
    #[must_use]
    pub fn matches(&self, claim: &ReceivedClaim) -> bool {
        let begins = |condition: &Option<String>, value: &str| match condition {
            None => true,
            Some(start) => value.split_at_checked(start.len()).is_some_and(|(head, _)| head.eq_ignore_ascii_case(start)),
        };
        begins(&self.patient_control_number, &claim.patient_control_number)
            && begins(&self.member_id, &claim.subscriber.member_id)
            && (self.procedure.is_none() || claim.lines.iter().any(|line| begins(&self.procedure, &line.procedure)))
    }
}

impl Default for Payer {
    fn default() -> Self {
        Self {
            name: "SAMPLE HEALTH PLAN".to_owned(),
            id: "TESTPAYER".to_owned(),
            tax_id: "999999999".to_owned(),
            street: "1 SAMPLE STREET".to_owned(),
            city: "SPRINGFIELD".to_owned(),
            state: "IL".to_owned(),
            postal_code: "627010001".to_owned(),
            telephone: "8005550100".to_owned(),
        }
    }
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            allowed_percent: 80,
            deductible: Money::dollars(25),
            coinsurance_percent: 20,
            copay: Money::dollars(10),
            corrected_percent: 90,
            interest_percent: 2,
            withhold_percent: 10,
            reason: None,
            remark: None,
            status: ClaimStatus::member_id_invalid(),
        }
    }
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            acknowledge_after_seconds: 0,
            results_after_seconds: 0,
            remit_after_seconds: 0,
            reverse_after_seconds: 0,
            redeliver_after_seconds: 60,
            hold_seconds: 120,
        }
    }
}

impl std::fmt::Debug for Partner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Partner").field("user_name", &self.user_name).field("password", &format_args!("[secret]")).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::fixtures::claim;

    #[test]
    fn an_empty_file_is_the_script_of_a_payer_that_pays_80_percent() {
        let script = Script::parse("").expect("an empty script");
        assert_eq!(script, Script::default());
        assert_eq!(script.terms.allowed_percent, 80);
    }

    #[test]
    fn the_scripts_on_the_documentation_page_are_the_defaults_and_rules_that_parse() {
        let page = include_str!("../../../docs/payer-simulator.md");
        let blocks: Vec<&str> = page.split("```toml").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert_eq!(Script::parse(blocks[0]).expect("defaults"), Script::default());
        assert_eq!(Script::parse(blocks[1]).expect("rules").rules.len(), 2);
    }

    #[test]
    fn a_rule_matches_only_if_all_its_conditions_hold() {
        let script = Script::parse("[[rules]]\npatient_control_number = 'a-'\nprocedure = '992'\noutcome = 'line-denied'\nreason = 'PR-96'\ncopay = '5.00'")
            .expect("a script with one rule");
        let rule = &script.rules[0];
        assert!(rule.matches(&claim("A-1", &[100])));
        assert!(!rule.matches(&claim("B-1", &[100])));
        let mut other = claim("A-1", &[100]);
        other.lines[0].procedure = "J1000".to_owned();
        assert!(!rule.matches(&other));
        assert_eq!(rule.copay, Some(Money::dollars(5)));
    }

    #[test]
    fn what_no_payer_could_mean_is_refused() {
        for text in [
            "[terms]\nallowed_percent = 101",
            "[[rules]]\ncoinsurance_percent = 101",
            "[timing]\nhold_seconds = 100000",
            "surprise = 1",
            "[[rules]]\noutcome = 'paidd'",
            "[[rules]]\nreason = 'sixteen'",
            "[terms]\nstatus = 'A7'",
            "[terms]\ncopay = 'ten'",
        ] {
            assert!(Script::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_password_is_never_printed() {
        let script = Script::parse("[partner]\nuser_name = 'u'\npassword = 'hunter2'");
        assert!(!format!("{script:?}").contains("hunter2"));
    }
}
