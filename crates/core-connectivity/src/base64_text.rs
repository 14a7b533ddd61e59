//! Base64 as partners write it: broken into lines or not, with or without the padding at its end.

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::error::{Error, ErrorKind};

const BASE64: GeneralPurpose =
    GeneralPurpose::new(&base64::alphabet::STANDARD, GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent));

/// Decodes the text that stands in the body at byte `offset`.
pub(crate) fn decode_base64(text: &[u8], offset: usize) -> Result<Vec<u8>, Error> {
    let dense: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    BASE64.decode(dense).or(Err(Error::body(offset, ErrorKind::Base64Malformed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_may_be_broken_into_lines_and_unpadded() {
        for text in ["SVNB Kg==", "SVNBKg", " SVNB\r\nKg==\n"] {
            assert_eq!(decode_base64(text.as_bytes(), 0).as_deref(), Ok(&b"ISA*"[..]), "{text}");
        }
        assert_eq!(decode_base64(b"ISA*00*~", 7), Err(Error::body(7, ErrorKind::Base64Malformed)));
    }
}
