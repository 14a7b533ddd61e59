//! What may be in the tree of dependencies: no foreign TLS, and licences that a user of ours can live with.

use std::collections::BTreeSet;

use anyhow::bail;

use crate::shell;

/// Libraries in C that would need what a fresh machine lacks; rustls with ring does their work.
const FORBIDDEN: [&str; 5] = ["openssl", "openssl-sys", "native-tls", "aws-lc-sys", "aws-lc-rs"];

/// Licences that ask for no more than to be named.
const LICENCES: [&str; 12] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "NCSA",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Looks through every crate that any feature on any platform would bring.
///
/// # Errors
/// If a crate is forbidden, or its licence is none of those we know.
pub(crate) fn check() -> anyhow::Result<Vec<String>> {
    let arguments = ["tree", "--workspace", "--all-features", "--target", "all", "--prefix", "none", "--format", "{p}|{l}|"];
    let (status, text) = shell::answer(&mut shell::cargo(arguments))?;
    if !status.success() {
        bail!("cargo tree ended with {status}\n{text}");
    }
    let crates: BTreeSet<(&str, &str)> = text.lines().filter_map(split).collect();
    let faults: Vec<String> = crates.iter().filter_map(|(name, licence)| fault(name, licence)).collect();
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    Ok(vec![format!("{} crates, none of {}", crates.len(), FORBIDDEN.join(", "))])
}

/// Name and licence out of `name version ...|licence|`.
fn split(line: &str) -> Option<(&str, &str)> {
    let mut parts = line.split('|');
    let name = parts.next()?.split(' ').next().filter(|name| !name.is_empty())?;
    Some((name, parts.next()?))
}

fn fault(name: &str, licence: &str) -> Option<String> {
    if FORBIDDEN.contains(&name) {
        return Some(format!("{name} is in the tree"));
    }
    (!is_allowed(licence)).then(|| format!("{name} has the licence {licence:?}"))
}

/// Whether one side of each `OR` can be met: all parts of it that `AND` joins are known.
fn is_allowed(licence: &str) -> bool {
    let plain = licence.replace(['(', ')'], "").replace('/', " OR ");
    // `(A OR B) AND C` has lost its parentheses, and is then judged as A OR (B AND C): C is looked at on its own as well.
    let every_and = plain.split(" AND ").skip(1).all(|part| part.split(" OR ").any(|one| LICENCES.contains(&one.trim())));
    every_and && plain.split(" OR ").any(|choice| choice.split(" AND ").all(|one| LICENCES.contains(&one.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_needs_one_known_licence_and_a_sum_needs_all() {
        assert!(is_allowed("MIT OR Apache-2.0 OR LGPL-2.1-or-later"));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(is_allowed("Unlicense/MIT"));
        assert!(!is_allowed("GPL-3.0-only"));
        assert!(!is_allowed("MIT AND GPL-3.0-only"));
        assert!(!is_allowed(""));
    }

    #[test]
    fn a_forbidden_crate_is_a_fault_whatever_its_licence() {
        assert!(fault("openssl-sys", "MIT").is_some());
        assert!(fault("openssl-probe", "MIT OR Apache-2.0").is_none());
    }
}
