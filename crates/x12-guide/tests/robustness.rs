//! No text makes the loader panic, and every issue points into its file.

use std::path::Path;

use proptest::prelude::*;
use x12_guide::{GuideHeader, GuideIssue, lint, load};

fn text(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language").join(name)).unwrap()
}

/// Loads and lints with one of the files replaced, and holds what is promised whatever the text.
fn hold_promises(replaced: &str, by: &str) {
    let files = ["whole.xml", "base/tiny.xml", "pieces/parties.xml", "pieces/address.xml"];
    let mut resolver = |name: &str| match name {
        _ if name == replaced => Some(by.to_owned()),
        _ => files.contains(&name).then(|| text(name)),
    };
    let linted = lint("whole.xml", &mut resolver);
    let loaded = load("whole.xml", &mut resolver);
    if let Err(issues) = &loaded {
        assert!(!issues.is_empty(), "a guide is refused without a reason");
    }
    for issue in linted.iter().filter(|issue| issue.file == replaced) {
        assert!(points_into(issue, by), "{issue} points outside of the file");
    }
    let _ = GuideHeader::read(by);
}

fn points_into(issue: &GuideIssue, text: &str) -> bool {
    let line = text.split('\n').nth(issue.line as usize - 1);
    line.is_some_and(|line| issue.column as usize <= line.chars().count() + 1)
}

fn any_file() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["whole.xml", "base/tiny.xml", "pieces/parties.xml"])
}

/// What a slip of an editor leaves behind, and what an attacker would try.
fn fragment() -> impl Strategy<Value = String> {
    let fragments = [
        "<",
        ">",
        "/>",
        "\"",
        "'",
        "&",
        "&#0;",
        "&x;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE a>",
        "<?x",
        "usage=\"R\"",
        "at=\"99\"",
        "repeat=\"unbounded\"",
        "codes=\"@parties\"",
        "<loop ref=\"2300\" usage=\"S\"/>",
        "</loop>",
        "<define>",
        "</guide>",
        "\u{feff}",
        "é",
        "0",
        "99999999999999999999",
        "",
    ];
    prop_oneof![prop::sample::select(fragments.to_vec()).prop_map(str::to_owned), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_text_is_answered(file in any_file(), by in any::<String>()) {
        hold_promises(file, &by);
    }

    #[test]
    fn a_guide_with_pieces_cut_out_or_put_in_is_answered(
        file in any_file(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, fragment()), 1..4),
    ) {
        let mut by: Vec<char> = text(file).chars().collect();
        for (at, cut, put) in edits {
            let start = at.index(by.len() + 1);
            let end = (start + cut).min(by.len());
            by.splice(start..end, put.chars());
        }
        hold_promises(file, &by.into_iter().collect::<String>());
    }

    #[test]
    fn a_guide_with_values_changed_is_answered(
        file in any_file(),
        at in any::<prop::sample::Index>(),
        value in fragment(),
    ) {
        let original = text(file);
        let mut parts: Vec<&str> = original.split('"').collect();
        // Every second part stands between quotes.
        let index = at.index(parts.len() / 2) * 2 + 1;
        let value = value.replace(['"', '<', '&'], "");
        if let Some(part) = parts.get_mut(index) {
            *part = &value;
        }
        hold_promises(file, &parts.join("\""));
    }
}
