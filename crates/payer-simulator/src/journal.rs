//! The journal: one JSON line for each command, flushed to the disk before the command is answered.
//!
//! Invariant: a command that was answered is in the journal. A last line without its line break was never answered and is cut off.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use crate::command::Command;
use crate::error::Error;
use crate::limits::MAX_JOURNAL_LINE_BYTES;

/// The name of the journal in its directory.
const FILE_NAME: &str = "journal.ndjson";

/// An open journal.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
    /// Bytes of the whole lines.
    length: u64,
}

impl Journal {
    /// Opens the journal of a directory, made if need be, and hands every command in it to `replay`.
    ///
    /// # Errors
    /// If the file cannot be read or written, or a line before the last one is damaged.
    pub(crate) fn open(directory: &Path, mut replay: impl FnMut(Command)) -> Result<Self, Error> {
        let path = directory.join(FILE_NAME);
        let failed = |source| Error::Journal { path: path.clone(), source };
        std::fs::create_dir_all(directory).map_err(failed)?;
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        // It holds claims: nobody else on this machine needs to read them.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(failed)?;
        let length = Self::replay(&path, &file, &mut replay)?;
        file.set_len(length).map_err(failed)?;
        Ok(Self { path, file, length })
    }

    /// Writes a command down; it is on the disk when this returns.
    ///
    /// # Errors
    /// If the disk refuses.
    pub(crate) fn append(&mut self, command: &Command) -> Result<(), Error> {
        let mut line = serde_json::to_vec(command).map_err(|error| self.failed(error.into()))?;
        line.push(b'\n');
        let written = self.file.write_all(&line).and_then(|()| self.file.sync_data());
        if let Err(source) = written {
            // A line that is half there would spoil the next one. If this fails too, the next opening reports the damage.
            let _ = self.file.set_len(self.length);
            return Err(self.failed(source));
        }
        self.length = self.length.saturating_add(line.len() as u64);
        Ok(())
    }

    /// Replays every whole line; gives the bytes that they take.
    fn replay(path: &Path, file: &File, replay: &mut impl FnMut(Command)) -> Result<u64, Error> {
        let mut reader = BufReader::new(file);
        let mut whole = 0_u64;
        let mut bytes = Vec::new();
        for line in 1.. {
            bytes.clear();
            let mut limited = Read::take(&mut reader, MAX_JOURNAL_LINE_BYTES as u64);
            let read = limited.read_until(b'\n', &mut bytes);
            read.map_err(|source| Error::Journal { path: path.to_owned(), source })?;
            if bytes.pop() != Some(b'\n') {
                break;
            }
            let command = serde_json::from_slice(&bytes).map_err(|source| Error::JournalDamaged { path: path.to_owned(), line, source })?;
            replay(command);
            whole = whole.saturating_add(bytes.len() as u64 + 1);
        }
        Ok(whole)
    }

    fn failed(&self, source: io::Error) -> Error {
        Error::Journal { path: self.path.clone(), source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Payload, Submission};
    use jiff::Timestamp;

    fn submit(payload_id: &str) -> Command {
        Command::Submit(Submission {
            at: Timestamp::UNIX_EPOCH,
            sender_id: "S".to_owned(),
            payload_id: payload_id.to_owned(),
            payload: Payload(b"ISA\xFF~".to_vec()),
        })
    }

    fn read(directory: &Path) -> Vec<Command> {
        let mut commands = Vec::new();
        Journal::open(directory, |command| commands.push(command)).expect("a journal");
        commands
    }

    #[test]
    fn what_was_appended_is_replayed_in_its_order() {
        let directory = tempfile::tempdir().expect("a directory");
        let mut journal = Journal::open(directory.path(), |_| ()).expect("a journal");
        let commands = [submit("1"), submit("2")];
        for command in &commands {
            journal.append(command).expect("an append");
        }
        drop(journal);
        assert_eq!(read(directory.path()), commands);
    }

    #[test]
    fn a_last_line_that_was_cut_is_dropped_and_the_next_append_is_whole() {
        let directory = tempfile::tempdir().expect("a directory");
        let mut journal = Journal::open(directory.path(), |_| ()).expect("a journal");
        journal.append(&submit("1")).expect("an append");
        journal.file.write_all(b"{\"command\":\"sub").expect("a cut line");
        drop(journal);
        let mut journal = Journal::open(directory.path(), |_| ()).expect("a journal");
        journal.append(&submit("2")).expect("an append");
        drop(journal);
        assert_eq!(read(directory.path()), [submit("1"), submit("2")]);
    }

    #[test]
    fn a_damaged_line_in_the_middle_is_an_error_with_its_number() {
        let directory = tempfile::tempdir().expect("a directory");
        let mut journal = Journal::open(directory.path(), |_| ()).expect("a journal");
        journal.append(&submit("1")).expect("an append");
        journal.file.write_all(b"rubbish\n").expect("a damaged line");
        journal.append(&submit("2")).expect("an append");
        let error = Journal::open(directory.path(), |_| ()).expect_err("a damaged journal");
        assert!(matches!(error, Error::JournalDamaged { line: 2, .. }));
    }
}
