//! The arrows between the crates point down, the floors below the edge know nothing of the world, and every room is named and introduced.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// The floor of each crate, as ARCHITECTURE.md draws the house. A crate may stand on those of its own floor or below.
const FLOORS: &[(u8, &[&str])] = &[
    (0, &["x12-syntax"]),
    (1, &["x12-findings"]),
    (2, &["x12-guide", "x12-codes"]),
    (3, &["x12-document", "x12-model"]),
    (4, &["x12-validate", "x12-acknowledge"]),
    (5, &["x12-837", "x12-835"]),
    (6, &["x12-convert", "x12-generate", "x12"]),
    (7, &["core-connectivity", "gateway-core"]),
    (8, &["gateway-store", "gateway-transport"]),
    (9, &["gateway", "payer-simulator"]),
    (10, &["demo", "claimbridge"]),
];

/// Crates that only tests may use.
const FOR_TESTS: &[&str] = &["testkit"];

/// What only the edge may know: from this floor on.
const EDGE: u8 = 8;
const WORLD: &[&str] = &["tokio", "tokio-util", "sqlx", "reqwest", "axum", "axum-server", "hyper", "tower", "tower-http", "rustls", "rand"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the root")
}

fn floor(name: &str) -> Option<u8> {
    FLOORS.iter().find(|(_, crates)| crates.contains(&name)).map(|(floor, _)| *floor)
}

/// The crates by the name of their folder, with their manifests.
fn crates() -> BTreeMap<String, Table> {
    let folders = std::fs::read_dir(root().join("crates")).expect("crates").map(|entry| entry.expect("an entry").path());
    let manifests = folders.filter(|folder| folder.join("Cargo.toml").exists()).map(|folder| {
        let text = std::fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        (name, text.parse().unwrap_or_else(|error| panic!("{}: {error}", folder.display())))
    });
    manifests.collect()
}

/// What a crate is built on, dependencies of its tests and those of one platform included or not.
fn dependencies(manifest: &Table, tables: &[&str]) -> Vec<String> {
    let platforms = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let places = std::iter::once(manifest).chain(platforms);
    let found = places.flat_map(|place| tables.iter().filter_map(|table| place.get(*table)?.as_table()));
    found.flat_map(|table| table.keys().cloned()).collect()
}

fn built_on(manifest: &Table) -> Vec<String> {
    dependencies(manifest, &["dependencies", "build-dependencies"])
}

/// What is wrong with one crate's dependencies.
fn faults(name: &str, floor_of_it: u8, manifest: &Table) -> Vec<String> {
    let mut faults = Vec::new();
    for needed in built_on(manifest) {
        if floor(&needed).is_some_and(|below| below > floor_of_it) {
            faults.push(format!("{name} (floor {floor_of_it}) is built on {needed}, which stands above it"));
        }
        if FOR_TESTS.contains(&needed.as_str()) {
            faults.push(format!("{name} is built on {needed}, which is for tests only"));
        }
        if floor_of_it < EDGE && WORLD.contains(&needed.as_str()) {
            faults.push(format!("{name} (floor {floor_of_it}) knows the world: {needed}"));
        }
    }
    faults
}

fn source_files(below: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(below).unwrap_or_else(|error| panic!("{}: {error}", below.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(source_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn every_crate_has_its_floor() {
    let homeless: Vec<String> = crates().into_keys().filter(|name| floor(name).is_none() && !FOR_TESTS.contains(&name.as_str())).collect();
    assert!(homeless.is_empty(), "give {homeless:?} a floor here and in ARCHITECTURE.md");
    let crates = crates();
    let gone: Vec<&&str> = FLOORS.iter().flat_map(|(_, names)| *names).filter(|name| !crates.contains_key(**name)).collect();
    assert!(gone.is_empty(), "{gone:?} have a floor and are not there");
}

#[test]
fn no_arrow_points_upwards_and_only_the_edge_knows_the_world() {
    let faults: Vec<String> = crates().iter().filter_map(|(name, manifest)| Some(faults(name, floor(name)?, manifest))).flatten().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_arrow_that_points_upwards_is_seen() {
    let manifest = |text: &str| text.parse::<Table>().expect("a manifest");
    assert_eq!(faults("x12-syntax", 0, &manifest("[dependencies]\nmemchr = '2'")), Vec::<String>::new());
    assert_eq!(faults("x12-syntax", 0, &manifest("[dependencies]\nx12-guide.workspace = true")).len(), 1);
    assert_eq!(faults("x12-guide", 2, &manifest("[target.'cfg(unix)'.dependencies]\ntokio = '1'")).len(), 1);
    assert_eq!(faults("gateway", 9, &manifest("[dependencies]\ntokio = '1'\ntestkit.workspace = true")).len(), 1);
    assert_eq!(faults("gateway", 9, &manifest("[dev-dependencies]\ntestkit.workspace = true")), Vec::<String>::new());
}

#[test]
fn the_architecture_names_every_crate() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let unnamed: Vec<String> = crates().into_keys().filter(|name| !text.contains(&format!("`{name}`"))).collect();
    assert!(unnamed.is_empty(), "ARCHITECTURE.md does not speak of {unnamed:?}");
}

#[test]
fn every_source_file_says_what_it_is() {
    let places = crates()
        .into_keys()
        .map(|name| root().join("crates").join(name).join("src"))
        .chain(["xtask/src", "fuzz/src", "tests/src"].map(|place| root().join(place)));
    let silent: Vec<String> = places
        .flat_map(|place| source_files(&place))
        .filter(|path| !std::fs::read_to_string(path).expect("a source file").starts_with("//!"))
        .map(|path| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "these files do not begin with //!:\n{}", silent.join("\n"));
}
