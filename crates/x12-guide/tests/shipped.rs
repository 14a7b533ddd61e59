//! The shipped guides load, are clean, and are all in the table.

use std::path::{Path, PathBuf};

use x12_guide::{Guide, lint, load, shipped};

/// The names of the files under `guides`, as guides name them.
fn files_in_folder() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("guides");
    let mut found = Vec::new();
    let mut folders = vec![folder.clone()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xml") {
                found.push(name_below(&folder, &path));
            }
        }
    }
    found.sort();
    found
}

fn name_below(folder: &Path, path: &Path) -> String {
    let parts: Vec<_> = path.strip_prefix(folder).unwrap().iter().map(|part| part.to_str().unwrap()).collect();
    parts.join("/")
}

fn guide_files() -> Vec<String> {
    files_in_folder().into_iter().filter(|name| !name.contains('/')).collect()
}

fn text(name: &str) -> Option<String> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("guides").join(name);
    std::fs::read_to_string(path).ok()
}

#[test]
fn every_file_of_the_folder_is_shipped() {
    let missing: Vec<String> = files_in_folder().into_iter().filter(|name| shipped().text(name) != text(name)).collect();
    assert!(missing.is_empty(), "add these to shipped.rs: {missing:?}");
}

#[test]
fn every_shipped_guide_loads_and_lint_has_nothing_to_say() {
    let issues: Vec<String> = guide_files().iter().flat_map(|name| lint(name, &mut |name| text(name))).map(|issue| issue.to_string()).collect();
    assert!(issues.is_empty(), "{} issues:\n{}", issues.len(), issues.join("\n"));
    assert_eq!(shipped().guides().count(), guide_files().len(), "a guide does not load, or two have one id");
}

#[test]
fn a_shipped_guide_is_found_by_every_reference_it_accepts() {
    for header in shipped().headers() {
        for reference in header.accepts.iter().chain([&header.id]) {
            let guide = shipped().find(&header.set, reference).unwrap();
            assert_eq!(guide.id, header.id);
        }
    }
}

#[test]
fn the_header_says_what_the_guide_says() {
    for header in shipped().headers() {
        let guide = shipped().find(&header.set, &header.id).unwrap();
        let Guide { id, accepts, set, short, group, name, .. } = guide.as_ref();
        assert_eq!((id, accepts, set), (&header.id, &header.accepts, &header.set));
        assert_eq!((short, group, name), (&header.short, &header.group, &header.name));
    }
}

#[test]
#[ignore = "a measurement, not a promise: run with --release -- --ignored --nocapture"]
fn how_long_loading_takes() {
    for name in guide_files() {
        let start = std::time::Instant::now();
        let guide = load(&name, &mut |name| text(name)).unwrap();
        let elapsed = start.elapsed();
        println!("{name}: {elapsed:?}, {} loops, {} segments", guide.loops.len(), guide.segments.len());
    }
}
