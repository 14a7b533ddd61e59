//! Where commands put their data: stdout, or the file that `-o` names, which appears only when it is whole.

use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

/// A destination for data.
#[derive(Debug)]
pub(crate) enum Output {
    Stdout(BufWriter<std::io::Stdout>),
    File { writer: BufWriter<std::fs::File>, part: Part, path: PathBuf },
}

/// A file that is not whole yet; it disappears if it never becomes so.
#[derive(Debug)]
pub(crate) struct Part(Option<PathBuf>);

impl Drop for Part {
    fn drop(&mut self) {
        // What cannot be removed only lies about: the command has already said what went wrong.
        let _ = self.0.take().map(std::fs::remove_file);
    }
}

impl Output {
    /// Opens stdout, or a file beside its final name.
    pub(crate) fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(Self::Stdout(BufWriter::with_capacity(64 << 10, std::io::stdout())));
        };
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = std::fs::File::create(&part).with_context(|| format!("cannot write {}", part.display()))?;
        Ok(Self::File { writer: BufWriter::with_capacity(64 << 10, file), part: Part(Some(part)), path: path.to_owned() })
    }

    /// Flushes, and gives a file its final name.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Stdout(mut writer) => writer.flush().context("cannot write to stdout"),
            Self::File { mut writer, mut part, path } => {
                let name = || format!("cannot write {}", path.display());
                writer.flush().with_context(name)?;
                let Some(whole) = &part.0 else { return Ok(()) };
                std::fs::rename(whole, &path).with_context(name)?;
                part.0 = None;
                Ok(())
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::Stdout(writer) => writer.write(bytes),
            Self::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Stdout(writer) => writer.flush(),
            Self::File { writer, .. } => writer.flush(),
        }
    }
}

/// Whether stdout is a terminal that wants colour.
pub(crate) fn wants_colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Whether an error only says that nobody reads our output any more.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe))
}

/// Prints text to stdout; a reader that has gone is no panic.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = Output::open(None)?;
    out.write_all(text.as_bytes()).context("cannot write to stdout")?;
    out.finish()
}
