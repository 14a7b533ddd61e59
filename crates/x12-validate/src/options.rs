//! What a validation checks, and with which guides.

use std::sync::{Arc, Mutex, PoisonError};

use x12_codes::{CodeTables, Day};
use x12_document::Route;
use x12_guide::{Companion, Guide, GuideSet};
use x12_syntax::Limits;

/// Which guides are at hand.
#[derive(Debug, Clone, Default)]
pub enum Guides {
    /// Those shipped with this build.
    #[default]
    Shipped,
    /// A set of the caller's.
    Own(Arc<GuideSet>),
}

impl Guides {
    /// The set of guides.
    #[must_use]
    pub fn set(&self) -> &GuideSet {
        match self {
            Self::Shipped => x12_guide::shipped(),
            Self::Own(set) => set,
        }
    }

    /// A guide of these prepared for walking. Shipped guides are prepared once for all validations: for a single claim that is most of the work.
    pub(crate) fn route(&self, guide: Arc<Guide>) -> Arc<Route> {
        static SHIPPED: Mutex<Vec<Arc<Route>>> = Mutex::new(Vec::new());
        if matches!(self, Self::Own(_)) {
            return Route::new(guide);
        }
        // Routes are only ever added whole, so a thread that panicked left nothing half done.
        let mut shipped = SHIPPED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(route) = shipped.iter().find(|route| Arc::ptr_eq(route.guide(), &guide)) {
            return Arc::clone(route);
        }
        let route = Route::new(guide);
        shipped.push(Arc::clone(&route));
        route
    }
}

/// A companion guide in force.
#[derive(Debug, Clone)]
pub struct Partner {
    /// The companion guide.
    pub companion: Arc<Companion>,
    /// The payer to whose claims it applies, by 2010BB/NM109; `None` applies it to everything of its guide.
    pub only_for_payer: Option<String>,
}

impl From<Companion> for Partner {
    /// In force for everything of its guide.
    fn from(companion: Companion) -> Self {
        Self { companion: Arc::new(companion), only_for_payer: None }
    }
}

/// What a validation checks.
#[derive(Debug, Clone)]
pub struct Options {
    /// The SNIP types wanted, types 1 to 7 in this order.
    pub snip: [bool; 7],
    /// The guides at hand.
    pub guides: Guides,
    /// What partners ask for beyond their guides.
    pub partners: Vec<Partner>,
    /// The external code lists at hand.
    pub codes: CodeTables,
    /// The day by which all codes are judged; without it, that of the service or of the message.
    pub as_of: Option<Day>,
    /// What the document may ask of the reader.
    pub limits: Limits,
    /// How many findings of a file are kept; the rest are counted.
    pub most_findings: usize,
    /// How many findings of one set are kept until it ends; the rest are counted. What is kept of a file at one time is no more than this,
    /// so a caller that keeps nothing itself can leave `most_findings` without bound.
    pub most_findings_in_set: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            snip: [true; 7],
            guides: Guides::Shipped,
            partners: Vec::new(),
            codes: CodeTables::default(),
            as_of: None,
            limits: Limits::default(),
            most_findings: 1_000,
            most_findings_in_set: 1_000,
        }
    }
}

impl Options {
    /// The names by which [`set_limit`](Self::set_limit) knows the limits.
    pub fn limit_names() -> impl Iterator<Item = &'static str> {
        std::iter::once("findings").chain(Limits::NAMES)
    }

    /// Sets the limit of a name: `findings`, or one of [`Limits::NAMES`]; false if there is none of that name.
    #[must_use]
    pub fn set_limit(&mut self, name: &str, value: u64) -> bool {
        if name == "findings" {
            self.most_findings = usize::try_from(value).unwrap_or(usize::MAX);
            self.most_findings_in_set = self.most_findings;
            return true;
        }
        self.limits.set(name, value)
    }

    /// Whether findings of a SNIP type are wanted.
    #[must_use]
    pub fn wants(&self, snip: u8) -> bool {
        snip.checked_sub(1).and_then(|at| self.snip.get(usize::from(at))).copied().unwrap_or(true)
    }
}
