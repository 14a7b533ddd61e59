//! The limits that input can drive, each with its reason.
//!
//! Every limit is checked before memory is spent on what exceeds it, and a limit reached is an error
//! ([`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded)), never a shortened value.

/// How much of each thing one message may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole HTTP body. The caller has it in memory already; this only stops us from copying parts of it.
    pub max_body_bytes: usize,
    /// Bytes of a payload as it stands in the body (base64 text counts before decoding). The rules set no limit on a batch.
    pub max_payload_bytes: usize,
    /// Bytes of any other field. The longest honest one is a payer's error message.
    pub max_field_bytes: usize,
    /// Depth of XML elements. An envelope with a signed security header needs about twelve.
    pub max_xml_depth: usize,
    /// XML elements in all. An envelope needs about twenty, a signed one about a hundred.
    pub max_xml_elements: usize,
    /// Attributes of one element, and namespace declarations in scope at one place.
    pub max_xml_attributes: usize,
    /// Bytes of one start tag with its attributes. Namespace names are long, but not this long.
    pub max_xml_tag_bytes: usize,
    /// Parts of a multipart body. The form has fourteen fields.
    pub max_parts: usize,
    /// Headers of one part.
    pub max_part_headers: usize,
    /// Bytes of all headers of one part.
    pub max_part_header_bytes: usize,
    /// Characters of a boundary. MIME (RFC 2046) allows seventy.
    pub max_boundary_chars: usize,
}

impl Limits {
    /// The limits of a gateway that takes files of up to about a hundred megabytes.
    pub const DEFAULT: Limits = Limits {
        max_body_bytes: 192 << 20,
        max_payload_bytes: 160 << 20,
        max_field_bytes: 8 << 10,
        max_xml_depth: 32,
        max_xml_elements: 4096,
        max_xml_attributes: 64,
        max_xml_tag_bytes: 16 << 10,
        max_parts: 32,
        max_part_headers: 32,
        max_part_header_bytes: 8 << 10,
        max_boundary_chars: 70,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
