//! The lists at hand, by the names that guides give them.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::load::own;
use crate::table::{Answer, Span, Table};

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../tables/", $name, ".txt")))),*]
    };
}

/// The lists built in: code values of lists whose values are free to use.
static BUILT_IN: &[(&str, &str)] = built_in![
    "admission-sources",
    "admission-types",
    "claim-adjustment-reasons",
    "claim-frequency",
    "claim-status",
    "claim-status-categories",
    "countries",
    "currencies",
    "patient-statuses",
    "place-of-service",
    "remark-codes",
    "revenue-codes",
    "states",
    "type-of-bill",
];

/// Code lists by name.
#[derive(Debug, Clone)]
pub struct CodeTables {
    tables: BTreeMap<String, Arc<Table>>,
    loaded: bool,
}

impl Default for CodeTables {
    /// The lists built in.
    fn default() -> Self {
        static TABLES: LazyLock<BTreeMap<String, Arc<Table>>> = LazyLock::new(|| {
            let tables = BUILT_IN.iter().filter_map(|(name, text)| Some(((*name).to_owned(), Arc::new(own::read(text).ok()?))));
            tables.collect()
        });
        Self { tables: TABLES.clone(), loaded: false }
    }
}

impl CodeTables {
    /// A list, if it is at hand.
    #[must_use]
    pub fn get(&self, list: &str) -> Option<&Table> {
        self.tables.get(list).map(AsRef::as_ref)
    }

    /// The names of the lists at hand.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// Whether lists were loaded beside those built in: only then is one that is not at hand worth a word.
    #[must_use]
    pub fn were_loaded(&self) -> bool {
        self.loaded
    }

    /// Puts a list in the place of the one of that name.
    pub fn insert(&mut self, list: impl Into<String>, table: Table) {
        self.loaded = true;
        self.tables.insert(list.into(), Arc::new(table));
    }

    /// A list to keep.
    #[must_use]
    pub fn table(&self, list: &str) -> Option<Arc<Table>> {
        self.tables.get(list).map(Arc::clone)
    }

    /// What is said of a code of a list on a day or in a period.
    #[must_use]
    pub fn lookup(&self, list: &str, code: &[u8], period: impl Into<Span>) -> Answer {
        self.get(list).map_or(Answer::NoTable, |table| table.lookup(code, period))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Day;

    #[test]
    fn every_list_built_in_can_be_read_and_knows_its_common_codes() {
        let tables = CodeTables::default();
        assert_eq!(tables.names().count(), BUILT_IN.len());
        let day = Day::read(b"20260101").unwrap();
        let known: [(&str, &[&str]); 6] = [
            ("claim-adjustment-reasons", &["1", "45", "253", "P1"]),
            ("remark-codes", &["N130", "MA01", "M15"]),
            ("place-of-service", &["02", "10", "11", "21", "41", "66"]),
            ("states", &["TX", "DC", "PR", "GU"]),
            ("revenue-codes", &["0001", "0120", "0450"]),
            ("claim-frequency", &["1", "7", "8"]),
        ];
        for (list, codes) in known {
            codes.iter().for_each(|code| assert_eq!(tables.lookup(list, code.as_bytes(), day), Answer::Valid, "{list} {code}"));
        }
        assert_eq!(tables.lookup("place-of-service", b"97", day), Answer::Unknown { complete: true });
        assert_eq!(tables.lookup("remark-codes", b"N9999", day), Answer::Unknown { complete: false });
        assert_eq!(tables.lookup("claim-adjustment-reasons", b"17", day), Answer::Ended(Day::read(b"20090701").unwrap()));
        assert_eq!(tables.lookup("diagnosis-icd10", b"J069", day), Answer::NoTable);
    }
}
