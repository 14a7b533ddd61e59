//! Where another XML parser disagrees with ours, ours must be the stricter one.

use core_connectivity::{Exchange, Limits, Style, decode, encode};
use proptest::prelude::*;
use roxmltree::Document;

use crate::samples::question;

const PIECES: [&str; 40] = [
    "<",
    ">",
    "&",
    "'",
    "\"",
    "/",
    "=",
    " ",
    "\n",
    "\r",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "--",
    "<?",
    "?>",
    "&amp;",
    "&#65;",
    "&#x41;",
    "&#;",
    "&#x;",
    "&x;",
    "a",
    "1",
    ":",
    "-",
    "<a>",
    "</a>",
    "<a/>",
    "a='b'",
    " xmlns='urn:x'",
    " xmlns:c='urn:x'",
    "<1>",
    "</SenderID>",
    "<SenderID>",
    "<c:a/>",
    "é",
    "\u{85}",
    "xml",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 20000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_we_accept_is_well_formed_and_means_the_same(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..6, prop::sample::select(&PIECES[..])), 1..4)
    ) {
        let mut xml: Vec<char> = String::from_utf8(encode(&question(), Style::SOAP).expect("text").body).expect("UTF-8").chars().collect();
        for (at, cut, piece) in edits {
            let at = at.index(xml.len());
            xml.splice(at..(at + cut).min(xml.len()), piece.chars());
        }
        let xml: String = xml.into_iter().collect();
        if let Ok(message) = decode("text/xml", xml.as_bytes(), &Limits::DEFAULT) {
            // Blank lines before the declaration are our one deliberate leniency.
            let parsed = Document::parse(xml.trim_ascii_start());
            let document = parsed.map_err(|error| TestCaseError::fail(error.to_string()))?;
            let text = |name: &str| -> String {
                let field = document.descendants().find(|node| node.tag_name().name().eq_ignore_ascii_case(name));
                field.map(|field| field.children().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()).unwrap_or_default()
            };
            let trim = |text: String| text.trim_matches([' ', '\t', '\r', '\n']).to_owned();
            prop_assert_eq!(trim(text("SenderID")), message.metadata.sender_id);
            prop_assert_eq!(trim(text("PayloadID")), message.metadata.payload_id);
            if let Exchange::Request { credentials: Some(credentials) } = message.exchange {
                prop_assert_eq!(text("Password"), credentials.password);
            }
        }
    }
}
