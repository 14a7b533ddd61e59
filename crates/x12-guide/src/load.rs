//! Reading a guide: gather its files, check their words, read the base, read the guide, put the definitions in place.
//!
//! Invariant: each step runs only if what it stands on is sound, so that one mistake is not reported a second time by its consequences.

use crate::base::{Base, CodeLists};
use crate::draft::Draft;
use crate::expand::expand;
use crate::issue::{GuideIssue, Issues, Place};
use crate::lint::check as check_rules;
use crate::model::Guide;
use crate::source::{Role, Sources};
use crate::vocabulary;
use crate::xml::{self, Node};

/// Loads the guide in the file `name`. `resolver` gives the text of a file by its name, which counts from the folder of the guides
/// (`base/005010.xml`); it is asked for `name` first.
///
/// A guide that loads can be walked and validated with; whether it makes sense is the question of [`lint`].
///
/// # Errors
/// Every issue found: words the language does not know, files and definitions that are missing, positions that the base does not have,
/// definitions that attach themselves, limits reached.
pub fn load(name: &str, resolver: &mut dyn FnMut(&str) -> Option<String>) -> Result<Guide, Vec<GuideIssue>> {
    let (guide, issues) = read(name, resolver, false);
    guide.ok_or(issues)
}

/// Everything that is wrong or doubtful in the guide in the file `name`: what [`load`] reports and, if there is nothing of that, what
/// contradicts the base or the guide itself. Warnings included; an empty list is a clean guide.
#[must_use]
pub fn lint(name: &str, resolver: &mut dyn FnMut(&str) -> Option<String>) -> Vec<GuideIssue> {
    read(name, resolver, true).1
}

fn read(name: &str, resolver: &mut dyn FnMut(&str) -> Option<String>, with_lint: bool) -> (Option<Guide>, Vec<GuideIssue>) {
    let mut issues = Issues::default();
    let sources = Sources::gather(name, Role::Guide, resolver, &mut issues);
    let guide = read_sources(&sources, with_lint, &mut issues);
    let guide = guide.filter(|_| with_lint || !issues.any_error());
    (guide, issues.into_sorted(&sources))
}

fn read_sources(sources: &Sources, with_lint: bool, issues: &mut Issues) -> Option<Guide> {
    if issues.any_error() {
        return None;
    }
    let trees: Vec<(Role, Node<'_>)> = sources.iter().enumerate().filter_map(|(file, (role, text))| read_file(file, role, text, issues)).collect();
    let of_role = |wanted: Role| trees.iter().filter(move |(role, _)| *role == wanted).map(|(_, node)| node);
    let (guide, base) = (of_role(Role::Guide).next()?, of_role(Role::Base).next()?);
    let pieces: Vec<&Node<'_>> = of_role(Role::Pieces).collect();
    let lists = read_code_lists(guide, base, &pieces, issues);
    let base = Base::read(base, issues);
    if issues.any_error() {
        return None;
    }
    let draft = Draft::read(guide, &pieces, base, &lists, issues);
    draft.report_dangling(issues);
    let guide = expand(&draft, issues);
    if with_lint && !issues.any_error() {
        check_rules(&draft, issues);
    }
    Some(guide)
}

/// Reads one file and checks its words.
pub(crate) fn read_file<'a>(file: usize, role: Role, text: &'a str, issues: &mut Issues) -> Option<(Role, Node<'a>)> {
    let root = xml::read_tree(text, file, issues)?;
    let tag = match role {
        Role::Guide => &vocabulary::GUIDE,
        Role::Base => &vocabulary::BASE,
        Role::Pieces => &vocabulary::PIECES,
        Role::Companion => &vocabulary::COMPANION,
    };
    if root.name != role.root() {
        let message = format!("this file is asked for as a `<{}>`, but it is a `<{}>`", role.root(), root.name);
        issues.error(Place { file, ..root.place }, "root-unexpected", message);
        return None;
    }
    vocabulary::check(&root, tag, issues);
    report_late_includes(&root, issues);
    Some((role, root))
}

/// Files are gathered from the front of a file, so an `include` further down would be passed over.
fn report_late_includes(root: &Node<'_>, issues: &mut Issues) {
    for late in root.children.iter().skip_while(|child| child.name == "include").filter(|child| child.name == "include") {
        issues.error(late.place, "include-late", "`<include>` stands before everything else in its file");
    }
}

fn read_code_lists<'t>(guide: &'t Node<'t>, base: &'t Node<'t>, pieces: &[&'t Node<'t>], issues: &mut Issues) -> CodeLists<'t> {
    let mut lists = CodeLists::default();
    lists.add_from(base, issues);
    for section in pieces.iter().copied().chain(guide.children_named("define")) {
        lists.add_from(section, issues);
    }
    lists
}
