//! Every oracle holds for its corpus, for the files of the repository, and for pieces of both.

use std::collections::BTreeSet;
use std::path::Path;

use claimbridge_fuzz::oracles::{ALL, find};
use claimbridge_fuzz::seeds;

/// Cuts each input at a few places as well: what a stranger's file looks like after a broken transfer.
fn replay(name: &str) {
    let oracle = find(name).expect("an oracle of this name");
    let inputs = seeds::read(oracle).expect("readable seeds");
    assert!(!inputs.is_empty(), "{name} has no seeds");
    for (path, bytes) in inputs {
        let cuts = [bytes.len(), bytes.len() / 2, bytes.len() / 3 + 1, 107];
        for cut in cuts.into_iter().filter(|cut| *cut <= bytes.len()).collect::<BTreeSet<_>>() {
            // The name of the file is told only if the oracle panics: the runner shows the output of failing tests.
            println!("{} up to byte {cut}", path.display());
            (oracle.check)(&bytes[..cut]);
        }
    }
}

macro_rules! replays {
    ($($name:ident),* $(,)?) => {
        $(#[test] fn $name() { replay(stringify!($name)); })*

        #[test]
        fn every_oracle_is_replayed_and_has_its_target() {
            let replayed = BTreeSet::from([$(stringify!($name)),*]);
            assert_eq!(ALL.iter().map(|oracle| oracle.name).collect::<BTreeSet<_>>(), replayed);
            for oracle in ALL {
                let target = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("targets/{}.rs", oracle.name));
                let text = std::fs::read_to_string(&target).unwrap_or_else(|error| panic!("{}: {error}", target.display()));
                assert!(text.contains(&format!("oracles::{}::check(data)", oracle.name)), "{} fuzzes another oracle", target.display());
            }
        }
    };
}

replays!(acknowledgement, bytes_kept, chunking, claim_shape, core_envelope, guide_loader, segments_shape, validation, writer);
