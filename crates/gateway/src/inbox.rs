//! The inbox: a directory into which billing systems drop 837 files, and people drop 835s that came another way.
//!
//! A file is taken when its size and time were the same in two looks and its last interchange is closed. What it is, its content decides. It is moved
//! to `done/` or `failed/` only after the commit; a crash in between moves it at the next look, because the same bytes are the same submission.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use gateway_core::digest::Sha256;
use gateway_core::inbound::{InboundOutcome, InboundStatus, NewInbound};
use gateway_core::ports::StoreError;
use serde::Serialize;
use x12_findings::Finding;

use crate::gateway::Gateway;
use crate::inbound;
use crate::intake::{Format, Refusal, Submission, submit};
use crate::limits;
use crate::translate::{Content, content_of, is_complete};

/// Looks without a change after which a file without an IEA is no file that is still being written.
const PATIENCE: u32 = 30;

/// What a file looked like, and for how many looks already.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    length: u64,
    modified: Option<SystemTime>,
    unchanged: u32,
}

/// What is to become of a file.
enum Verdict {
    Done,
    Failed(Report),
    Later,
}

/// What is written beside a file that failed.
#[derive(Serialize)]
struct Report {
    file: String,
    reason: String,
    findings: Vec<Finding>,
}

/// Watches the directory until the daemon stops.
pub(crate) async fn run(gateway: Arc<Gateway>, directory: PathBuf) {
    let mut looks = HashMap::new();
    loop {
        if let Err(error) = round(&gateway, &directory, &mut looks).await {
            tracing::error!(error = %error, "the inbox could not be read");
        }
        if !gateway.pause(gateway.config.schedule.inbox()).await {
            return;
        }
    }
}

/// Makes the directories.
pub(crate) fn prepare(directory: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(directory.join("done"))?;
    std::fs::create_dir_all(directory.join("failed"))
}

async fn round(gateway: &Gateway, directory: &Path, looks: &mut HashMap<PathBuf, Look>) -> std::io::Result<()> {
    let before = std::mem::take(looks);
    for (path, look) in list(directory).await? {
        let unchanged = before.get(&path).filter(|old| old.length == look.length && old.modified == look.modified).map_or(0, |old| old.unchanged + 1);
        let look = Look { unchanged, ..look };
        let taken = unchanged > 0 && take(gateway, directory, &path, look).await?;
        if !taken {
            looks.insert(path, look);
        }
        if gateway.stopping.is_cancelled() {
            break;
        }
    }
    Ok(())
}

/// The files that could be meant: no directories, no hidden files, no names by which writers mark what is unfinished.
async fn list(directory: &Path) -> std::io::Result<Vec<(PathBuf, Look)>> {
    let mut entries = tokio::fs::read_dir(directory).await?;
    let mut found = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        let name = entry.file_name().to_string_lossy().into_owned();
        let unfinished = name.starts_with('.') || [".part", ".tmp", ".filepart"].iter().any(|ending| name.ends_with(ending));
        // A file that vanished between the two calls was taken away by its writer.
        let Ok(metadata) = entry.metadata().await else { continue };
        if metadata.is_file() && !unfinished && found.len() < limits::INBOX_FILES {
            found.push((entry.path(), Look { length: metadata.len(), modified: metadata.modified().ok(), unchanged: 0 }));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}

/// Works on one file. `true` when it was moved away.
async fn take(gateway: &Gateway, directory: &Path, path: &Path, look: Look) -> std::io::Result<bool> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let verdict = if look.length > limits::SUBMISSION_BYTES as u64 {
        failed(&name, format!("the file has {} bytes, and {} are allowed", look.length, limits::SUBMISSION_BYTES), Vec::new())
    } else {
        judge(gateway, &name, tokio::fs::read(path).await?, look.unchanged).await
    };
    let (folder, report) = match verdict {
        Verdict::Later => return Ok(false),
        Verdict::Done => ("done", None),
        Verdict::Failed(report) => ("failed", Some(report)),
    };
    let target = free_name(&directory.join(folder), &name).await?;
    if let Some(report) = &report {
        let mut beside = target.clone().into_os_string();
        beside.push(".findings.json");
        tokio::fs::write(beside, serde_json::to_vec_pretty(report).unwrap_or_default()).await?;
    }
    tokio::fs::rename(path, &target).await?;
    tracing::info!(folder, "took a file from the inbox");
    Ok(true)
}

async fn judge(gateway: &Gateway, name: &str, bytes: Vec<u8>, unchanged: u32) -> Verdict {
    let content = content_of(&bytes);
    if matches!(content, Content::NotX12 | Content::Other) && unchanged < PATIENCE {
        // The header may not be written yet.
        return if bytes.len() < 1_024 { Verdict::Later } else { failed(name, "expected an 837P, 835, TA1, 999 or 277CA".into(), Vec::new()) };
    }
    match content {
        Content::Claims | Content::Answers if !is_complete(&bytes) => {
            if unchanged < PATIENCE {
                Verdict::Later
            } else {
                failed(name, "the file ends before its interchange does: expected an IEA".into(), Vec::new())
            }
        }
        Content::Claims => claims(gateway, name, bytes).await,
        Content::Answers => answers(gateway, name, bytes).await,
        Content::Other | Content::NotX12 => failed(name, "expected an 837P, 835, TA1, 999 or 277CA".into(), Vec::new()),
    }
}

async fn claims(gateway: &Gateway, name: &str, bytes: Vec<u8>) -> Verdict {
    let key = Some(format!("file:{}", Sha256::of(&bytes)));
    match submit(gateway, Submission { key, format: Format::X12, bytes }).await {
        Ok(_) => Verdict::Done,
        Err(Refusal::Store(error)) => later(gateway, &error),
        Err(Refusal::Findings(findings)) => failed(name, "the claims have errors; none of them was stored".into(), findings),
        Err(refusal) => failed(name, refusal.to_string(), Vec::new()),
    }
}

async fn answers(gateway: &Gateway, name: &str, bytes: Vec<u8>) -> Verdict {
    let inbound = NewInbound { bytes, channel: "directory".into(), route: None, at: gateway.now() };
    let _turn = gateway.inbound_turn.lock().await;
    let id = match gateway.store.store_inbound(inbound).await {
        // Set aside earlier, perhaps just before a crash kept it from being moved.
        Ok(InboundOutcome::Known { status: InboundStatus::Quarantined, .. }) => {
            return failed(name, "the file was set aside before; the exceptions say why".into(), Vec::new());
        }
        Ok(stored) => stored.id().clone(),
        Err(error) => return later(gateway, &error),
    };
    match inbound::process(gateway, &id).await {
        Ok(done) if done.set_aside > 0 => failed(name, "part of the file was set aside; the exceptions say why".into(), Vec::new()),
        Ok(_) => Verdict::Done,
        Err(error) => later(gateway, &error),
    }
}

fn later(gateway: &Gateway, error: &StoreError) -> Verdict {
    gateway.report("inbox", error);
    Verdict::Later
}

fn failed(name: &str, reason: String, findings: Vec<Finding>) -> Verdict {
    Verdict::Failed(Report { file: name.to_owned(), reason, findings })
}

/// A name in `folder` that no earlier file has.
async fn free_name(folder: &Path, name: &str) -> std::io::Result<PathBuf> {
    let mut target = folder.join(name);
    let mut number = 1_u32;
    while tokio::fs::try_exists(&target).await? {
        target = folder.join(format!("{number}-{name}"));
        number = number.saturating_add(1);
    }
    Ok(target)
}
