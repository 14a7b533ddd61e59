//! Files as commands take them: `-` is stdin, and gzip and zstandard are recognised by content, never by name.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::Context;

/// Opens a file for reading, unpacked.
pub(crate) fn open(path: &Path) -> anyhow::Result<Box<dyn Read>> {
    let name = || format!("cannot read {}", path.display());
    let raw: Box<dyn Read> = if path.as_os_str() == "-" { Box::new(std::io::stdin()) } else { Box::new(File::open(path).with_context(name)?) };
    let mut buffered = BufReader::with_capacity(64 << 10, raw);
    let start = buffered.fill_buf().with_context(name)?;
    if start.starts_with(&[0x1F, 0x8B]) {
        return Ok(Box::new(flate2::bufread::MultiGzDecoder::new(buffered)));
    }
    if start.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
        return Ok(Box::new(zstd::stream::read::Decoder::with_buffer(buffered).with_context(name)?));
    }
    Ok(Box::new(buffered))
}

/// What to call a file when talking of it.
pub(crate) fn name(path: &Path) -> String {
    if path.as_os_str() == "-" { "stdin".to_owned() } else { path.display().to_string() }
}
