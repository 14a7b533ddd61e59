//! Synthetic files of professional claims, and the judgement of our own validator on what comes back.

/// A claim to be sent.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) patient_control_number: String,
    pub(crate) charges: Vec<&'static str>,
    pub(crate) total: &'static str,
    /// Whether the patient is a dependent of the subscriber.
    pub(crate) dependent: bool,
}

/// A claim with one line of 100.
pub(crate) fn claim(patient_control_number: &str) -> Claim {
    Claim { patient_control_number: patient_control_number.to_owned(), charges: vec!["100"], total: "100", dependent: false }
}

/// An interchange with one set of claims.
pub(crate) fn file(control_number: u32, claims: &[Claim]) -> Vec<u8> {
    interchange(control_number, &[claims])
}

/// An interchange with a set for each list of claims.
pub(crate) fn interchange(control_number: u32, sets: &[&[Claim]]) -> Vec<u8> {
    let mut lines = vec![
        format!("ISA*00*          *00*          *ZZ*SUBMITTER1     *ZZ*TESTPAYER      *260105*1403*^*00501*{control_number:09}*1*T*:"),
        format!("GS*HC*SUBMITAPP*PAYERAPP*20260105*1403*{control_number}*X*005010X222A1"),
    ];
    for (index, claims) in sets.iter().enumerate() {
        set(&mut lines, index + 1, claims);
    }
    lines.push(format!("GE*{}*{control_number}", sets.len()));
    lines.push(format!("IEA*1*{control_number:09}"));
    lines.iter().flat_map(|line| [line.as_bytes(), b"~\n"].concat()).collect()
}

fn set(lines: &mut Vec<String>, number: usize, claims: &[Claim]) {
    let first = lines.len();
    let header = format!(
        "ST*837*{number:04}*005010X222A1
BHT*0019*00*BATCH{number}*20260105*1403*CH
NM1*41*2*SAMPLE BILLING SERVICE*****46*SUB1
PER*IC*JANE*TE*8005550101
NM1*40*2*SAMPLE HEALTH PLAN*****46*TESTPAYER
HL*1**20*1
NM1*85*2*SAMPLE CLINIC*****XX*1999999984
N3*1 MAIN ST
N4*SPRINGFIELD*IL*627010001
REF*EI*123456789"
    );
    lines.extend(header.lines().map(str::to_owned));
    let mut level = 1;
    for claim in claims {
        level += 1;
        person(lines, level, claim);
        level += usize::from(claim.dependent);
        lines.push(format!("CLM*{}*{}***11:B:1*Y*A*Y*Y", claim.patient_control_number, claim.total));
        lines.push("HI*ABK:J069".to_owned());
        for (line, charge) in claim.charges.iter().enumerate() {
            lines.push(format!("LX*{}", line + 1));
            lines.push(format!("SV1*HC:99213:25*{charge}*UN*1***1"));
            lines.push("DTP*472*D8*20260102".to_owned());
            lines.push(format!("REF*6R*LINE{line}"));
        }
    }
    lines.push(format!("SE*{}*{number:04}", lines.len() - first + 1));
}

fn person(lines: &mut Vec<String>, level: usize, claim: &Claim) {
    let child = u8::from(claim.dependent);
    let relation = if claim.dependent { "" } else { "18" };
    lines.push(format!("HL*{level}*1*22*{child}"));
    lines.push(format!("SBR*P*{relation}*******CI"));
    lines.push("NM1*IL*1*DOE*JANE****MI*MEMBER1".to_owned());
    if claim.dependent {
        lines.push("NM1*PR*2*SAMPLE HEALTH PLAN*****PI*TESTPAYER".to_owned());
        lines.push(format!("HL*{}*{level}*23*0", level + 1));
        lines.push("PAT*19".to_owned());
        lines.push("NM1*QC*1*DOE*JOHN".to_owned());
    }
    lines.push("N3*2 OAK ST".to_owned());
    lines.push("N4*SPRINGFIELD*IL*627010001".to_owned());
    lines.push("DMG*D8*20100101*M".to_owned());
    if !claim.dependent {
        lines.push("NM1*PR*2*SAMPLE HEALTH PLAN*****PI*TESTPAYER".to_owned());
    }
}

/// The codes of what our own validator finds in a document.
pub(crate) fn findings(document: &[u8]) -> Vec<String> {
    let report = x12_validate::validate(document, &x12_validate::Options::default()).expect("a document");
    let told = report.findings.iter().map(|one| format!("{} at {:?}: {}", one.code, one.path, one.message));
    told.collect()
}

/// Fails unless a document validates clean.
#[track_caller]
pub(crate) fn assert_clean(document: &[u8]) {
    let found = findings(document);
    assert!(found.is_empty(), "{found:#?}\n{}", lines(document).join("\n"));
}

/// The segments of a document.
pub(crate) fn lines(document: &[u8]) -> Vec<String> {
    let text = String::from_utf8(document.to_vec()).expect("text");
    let segments = text.split('~').map(|segment| segment.trim().to_owned());
    segments.filter(|segment| !segment.is_empty()).collect()
}

/// The segments of a document that begin so.
pub(crate) fn segments(document: &[u8], start: &str) -> Vec<String> {
    let mut lines = lines(document);
    lines.retain(|line| line.starts_with(start));
    lines
}

#[test]
fn the_claims_that_are_sent_are_clean() {
    let mut dependent = claim("PAID-2");
    dependent.dependent = true;
    assert_clean(&file(1, &[claim("PAID-1"), dependent, claim("PAID-3")]));
    assert_clean(&interchange(2, &[&[claim("A")], &[claim("B")]]));
}
