//! The table: which place of a claim is told by which status of the external list 508. Rows are tried in their order, the more special first.
//!
//! The statuses are those of the public list; where none fits, form (481) is told. Rows are grouped by what a biller would look for.

use super::Concerned::{Always, Described, Nobody};
use super::{Concerned, Row};

/// Statuses that mean nothing without a party, as the list notes.
#[cfg(test)]
pub(super) const NEEDS_PARTY: &[&str] = &[
    "125", "126", "127", "128", "133", "142", "143", "145", "153", "157", "158", "159", "163", "164", "183", "252", "466", "480", "500", "501", "502", "503",
    "505", "516", "560", "561", "562", "663", "680", "695", "761",
];

type Line = (&'static [&'static str], &'static str, Concerned, &'static str);

/// The rows of the table, in the order in which they are tried.
pub fn rows() -> impl Iterator<Item = Row> {
    let all = [BALANCES, PARTIES, CLAIM, CODES, DATES, REFERENCES, OTHER_PAYERS, LINES, ENVELOPE];
    all.into_iter().flatten().map(|(at, status, party, why)| Row { at, status, party: *party, why })
}

const BALANCES: &[Line] = &[
    (&["2320/balance", "2430/balance", "other-payer-not-balanced"], "672", Nobody, "what another payer paid and adjusted does not add up"),
    (&["balance"], "400", Nobody, "the charges of the claim do not add up"),
];

const PARTIES: &[Line] = &[
    (&["npi-invalid"], "562", Described, "the NPI of a provider"),
    (&["2330B/NM109"], "479", Nobody, "the identifier of another payer"),
    (&["2010BA/NM109", "2010CA/NM109", "2330A/NM109"], "164", Described, "the member number of a subscriber or patient"),
    (&["1000A/NM109", "1000B/NM109", "2010BB/NM109", "2010AC/NM109"], "153", Described, "the identifier of a submitter, receiver or payer"),
    (&["party/NM109", "party/NM108"], "562", Described, "a provider is identified by its NPI"),
    (&["party/NM104"], "505", Described, "the first name of a party"),
    (
        &["837P:2310E/N3", "837P:2310F/N3", "837P:2420G/N3", "837P:2420H/N3", "837P:2310E/N4", "837P:2310F/N4", "837P:2420G/N4", "837P:2420H/N4"],
        "266",
        Nobody,
        "where an ambulance came from or went to",
    ),
    (&["party/NM1"], "125", Described, "the name of a party"),
    (&["party/N301", "party/N302"], "503", Described, "the street of a party"),
    (&["party/N401"], "502", Described, "the town of a party"),
    (&["party/N402"], "501", Described, "the state of a party"),
    (&["party/N403"], "500", Described, "the ZIP code of a party"),
    (&["party/N404"], "680", Described, "the country of a party"),
    (&["party/N407"], "695", Described, "the part of a country of a party"),
    (&["party/N3", "party/N4"], "126", Described, "the address of a party"),
    (&["party/PER02"], "561", Described, "whom to ask at a party"),
    (&["party/PER"], "127", Described, "how a party can be reached"),
    (&["party/PRV"], "145", Described, "the taxonomy code of a provider"),
    (&["party/DMG03"], "157", Described, "the gender of a subscriber or patient"),
    (&["party/DMG"], "158", Described, "the date of birth of a subscriber or patient"),
    (&["party/REF[EI SY]"], "128", Described, "the tax number of a party"),
    (&["party/REF[0B]"], "143", Described, "the state licence of a provider"),
    (&["party/REF[1G]"], "133", Described, "the old number (UPIN) of a provider"),
    (&["2010BA/REF[Y4]", "2010CA/REF[Y4]"], "629", Nobody, "the number of a property and casualty claim"),
    (&["party/REF[0K 0L 1W 2U FY G2 IG LU N5 NF U3]"], "560", Described, "a further identifier of a party"),
];

const CLAIM: &[Line] = &[
    (&["CLM01"], "478", Nobody, "the number that the provider gave the claim"),
    (&["CLM02"], "178", Nobody, "the total charge"),
    (&["837I:CLM05-1", "837I:CLM05-2"], "228", Nobody, "the type of bill of an institutional claim"),
    (&["CLM05-1", "CLM05-2", "SV105", "SV303"], "249", Nobody, "the place of service"),
    (&["CLM05-3"], "535", Nobody, "whether a claim is new, or replaces or voids another"),
    (&["CLM06"], "466", Always("85"), "the signature of the provider"),
    (&["CLM07"], "589", Nobody, "whether the provider accepts assignment"),
    (&["CLM08", "OI03"], "360", Nobody, "whether benefits are assigned"),
    (&["CLM09", "OI06"], "333", Nobody, "whether the patient lets information be released"),
    (&["CLM10", "OI04"], "468", Nobody, "who signed for the patient"),
    (&["accident-state-missing", "CLM11-4"], "728", Nobody, "the state of an accident"),
    (&["CLM11"], "633", Nobody, "what caused the treatment"),
    (&["CLM12"], "650", Nobody, "the special program"),
    (&["CLM20"], "555", Nobody, "why a claim comes late"),
    (&["SBR01"], "742", Nobody, "which payer pays first"),
    (&["SBR02", "PAT01"], "156", Nobody, "how the patient is related to the subscriber"),
    (&["2320/SBR03"], "163", Always("GB"), "the policy of another insured"),
    (&["2320/SBR04"], "663", Always("GB"), "the group of another insured"),
    (&["2320/SBR09"], "480", Always("GB"), "the kind of another insurance"),
    (&["SBR03"], "163", Always("IL"), "the policy of the subscriber"),
    (&["SBR04"], "663", Always("IL"), "the group of the subscriber"),
    (&["SBR05"], "578", Nobody, "the kind of a Medicare secondary payer"),
    (&["SBR09"], "480", Always("IL"), "the kind of insurance"),
    (&["PAT05", "PAT06"], "159", Described, "the date of death"),
    (&["PAT07", "PAT08", "CR101", "CR102"], "273", Nobody, "the weight of the patient"),
    (&["PAT09"], "626", Nobody, "whether the patient is pregnant"),
    (&["CL101"], "231", Nobody, "the kind of admission"),
    (&["CL102"], "229", Nobody, "from where the patient was admitted"),
    (&["CL103"], "234", Nobody, "how the patient was discharged"),
    (&["PWK"], "489", Nobody, "the control number of an attachment"),
    (&["CN1"], "546", Nobody, "the contract"),
    (&["CUR"], "681", Nobody, "the currency"),
    (&["2300/AMT[F5]"], "183", Always("QC"), "what the patient has paid"),
    (&["2300/NTE"], "704", Nobody, "a note to the claim"),
    (&["2400/NTE"], "586", Nobody, "a note to a line"),
    (&["K3"], "569", Nobody, "information in fixed form"),
    (&["CR104"], "428", Nobody, "why an ambulance was needed"),
    (&["CR105", "CR106"], "267", Nobody, "how far an ambulance went"),
    (&["CR1"], "337", Nobody, "an ambulance transport"),
    (&["CR2"], "336", Nobody, "spinal manipulation"),
    (&["CR3"], "335", Nobody, "the certification of equipment"),
    (&["CRC[75]"], "575", Nobody, "whether the patient is homebound"),
    (&["CRC[ZZ]"], "564", Nobody, "a screening of a child (EPSDT)"),
    (&["CRC"], "527", Nobody, "a certified condition"),
    (&["HCP"], "628", Nobody, "how the claim was priced"),
    (&["DN1"], "605", Nobody, "the months of orthodontic treatment"),
    (&["DN2"], "760", Nobody, "the status of a tooth"),
];

const CODES: &[Line] = &[
    (&["HI-9"], "688", Nobody, "whether a diagnosis was present on admission"),
    (&["HI[ABJ BJ]"], "232", Nobody, "the admitting diagnosis"),
    (&["837I:HI[ABK BK]"], "254", Nobody, "the principal diagnosis of an institutional claim"),
    (&["HI[APR PR]"], "673", Nobody, "why the patient came"),
    (&["HI[ABN BN]"], "509", Nobody, "the external cause of an injury"),
    (&["HI[DR]"], "256", Nobody, "the diagnosis-related group"),
    (&["HI[BBR BR CAH]"], "465", Nobody, "the principal procedure"),
    (&["HI[BBQ BQ]"], "490", Nobody, "another procedure"),
    (&["HI[BI]"], "721", Nobody, "an occurrence span"),
    (&["HI[BH]"], "719", Nobody, "an occurrence"),
    (&["HI[BE]"], "725", Nobody, "a value code"),
    (&["HI[BG]"], "460", Nobody, "a condition code"),
    (&["HI[TC]"], "658", Nobody, "a treatment code"),
    (&["HI[BP BO]"], "666", Nobody, "the surgery for which anaesthesia was given"),
    (&["HI"], "255", Nobody, "a diagnosis"),
];

const DATES: &[Line] = &[
    (&["accident-date-missing", "DTP[439]"], "727", Nobody, "the date of an accident"),
    (&["DTP[431]"], "397", Nobody, "the onset of an illness"),
    (&["DTP[454]"], "701", Nobody, "the first treatment"),
    (&["DTP[304]"], "757", Nobody, "when the patient was seen last"),
    (&["DTP[453]"], "715", Nobody, "when an illness became acute"),
    (&["DTP[484]"], "191", Nobody, "the last menstrual period"),
    (&["DTP[455]"], "210", Nobody, "the last x-ray"),
    (&["DTP[471]"], "214", Nobody, "the date of a prescription"),
    (&["DTP[314 360 361]"], "195", Nobody, "the dates of a disability"),
    (&["DTP[297]"], "581", Nobody, "the last day worked"),
    (&["DTP[296]"], "196", Nobody, "the return to work"),
    (&["DTP[435]"], "189", Nobody, "the admission"),
    (&["837I:DTP[096]"], "233", Nobody, "the hour of discharge"),
    (&["DTP[096]"], "190", Nobody, "the discharge"),
    (&["DTP[434]"], "188", Nobody, "the dates of the statement"),
    (&["DTP[090]"], "388", Nobody, "when care was taken over"),
    (&["DTP[091]"], "389", Nobody, "when care was given up"),
    (&["DTP[444]"], "193", Nobody, "the first contact"),
    (&["DTP[573]"], "516", Always("PR"), "when another payer decided"),
    (&["DTP[452]"], "664", Nobody, "when an orthodontic band was placed"),
    (&["DTP[441]"], "201", Nobody, "when a prosthesis was placed before"),
    (&["DTP[461]"], "580", Nobody, "the last certification"),
    (&["DTP[463]"], "525", Nobody, "the begin of a therapy"),
    (&["DTP[607]"], "529", Nobody, "the revision of a certification"),
    (&["DTP[738 739]"], "653", Nobody, "when a test was made"),
    (&["DTP[011]"], "647", Nobody, "when something was shipped"),
    (&["DTP[472]", "2400/DTP"], "187", Nobody, "the dates of service"),
];

const REFERENCES: &[Line] = &[
    (&["replaced-claim-not-named", "REF[F8]"], "464", Nobody, "the payer's number of the claim that is replaced or voided"),
    (&["REF[4N]"], "642", Nobody, "an exception from authorization"),
    (&["REF[F5]"], "593", Nobody, "Medicare section 4081"),
    (&["REF[G1]"], "252", Always("PR"), "the payer's authorization"),
    (&["REF[9F]"], "761", Always("PR"), "the payer's number of a referral"),
    (&["REF[X4]"], "544", Nobody, "the laboratory's CLIA number"),
    (&["REF[F4]"], "630", Nobody, "the referring laboratory's CLIA number"),
    (&["REF[LX]"], "579", Nobody, "the exemption of an investigational device"),
    (&["REF[D9]"], "543", Nobody, "the clearinghouse's number"),
    (&["REF[EA]"], "588", Nobody, "the medical record"),
    (&["REF[P4]"], "556", Nobody, "a demonstration project"),
    (&["REF[1J]"], "714", Nobody, "care plan oversight"),
    (&["REF[9A]"], "702", Nobody, "the number of a repriced claim"),
    (&["REF[9C]"], "517", Nobody, "the number of a claim repriced again"),
    (&["REF[9B]"], "636", Nobody, "the number of a repriced line"),
    (&["REF[9D]"], "518", Nobody, "the number of a line repriced again"),
    (&["REF[6R]"], "584", Nobody, "the provider's number of a line"),
    (&["REF[XZ VY]"], "219", Nobody, "the number of a prescription"),
    (&["REF[BT]"], "576", Nobody, "an immunization batch"),
    (&["REF[G3]"], "625", Nobody, "a predetermination of benefits"),
    (&["REF[G4]"], "611", Nobody, "a peer review"),
    (&["REF[EW]"], "142", Always("77"), "the certification of a mammography centre"),
];

const OTHER_PAYERS: &[Line] = &[
    (&["CAS01"], "696", Nobody, "the group of an adjustment"),
    (&["CAS02", "CAS05", "CAS08", "CAS11", "CAS14", "CAS17"], "521", Nobody, "the reason of an adjustment"),
    (&["CAS04", "CAS07", "CAS10", "CAS13", "CAS16", "CAS19"], "520", Nobody, "the quantity of an adjustment"),
    (&["CAS"], "519", Nobody, "the amount of an adjustment"),
    (&["2320/AMT[D]"], "183", Always("PR"), "what another payer has paid"),
    (&["2320/AMT[A8]"], "596", Nobody, "charges that another payer does not cover"),
    (&["2320/AMT[EAF]", "2430/AMT[EAF]"], "639", Nobody, "what the patient still owes"),
    (&["MIA", "MOA"], "286", Nobody, "what another payer answered"),
    (&["OI", "2320/SBR"], "171", Nobody, "another insurance"),
    (&["SVD01"], "479", Nobody, "the identifier of another payer"),
    (&["SVD03-3", "SVD03-4", "SVD03-5", "SVD03-6"], "453", Nobody, "a modifier of a procedure"),
    (&["SVD03"], "454", Nobody, "the procedure that another payer paid"),
    (&["SVD05"], "608", Nobody, "how many units another payer paid"),
    (&["SVD06"], "526", Nobody, "the line into which another payer bundled this one"),
    (&["SVD"], "643", Nobody, "what another payer paid for a line"),
];

const LINES: &[Line] = &[
    (
        &["SV101-3", "SV101-4", "SV101-5", "SV101-6", "SV202-3", "SV202-4", "SV202-5", "SV202-6", "SV301-3", "SV301-4", "SV301-5", "SV301-6"],
        "453",
        Nobody,
        "a modifier of a procedure",
    ),
    (&["SV101-7", "SV202-7", "SV301-7"], "306", Nobody, "the description of a procedure"),
    (&["SV101", "SV202", "SV301", "SV501"], "454", Nobody, "the procedure"),
    (&["SV201"], "455", Nobody, "the revenue code"),
    (&["SV102", "SV203", "SV302"], "583", Nobody, "the charge of a line"),
    (&["SV103", "SV204"], "659", Nobody, "what the units of a line are"),
    (&["SV104", "SV205", "SV306"], "476", Nobody, "how many units a line has"),
    (&["SV107", "SV311", "diagnosis-pointer-beyond"], "477", Nobody, "which diagnoses a line is for"),
    (&["SV109"], "471", Nobody, "whether it was an emergency"),
    (&["SV111"], "564", Nobody, "a screening of a child (EPSDT)"),
    (&["SV112"], "568", Nobody, "family planning"),
    (&["SV115"], "753", Nobody, "a copayment that is not asked for"),
    (&["SV207"], "596", Nobody, "charges that are not covered"),
    (&["SV304"], "245", Nobody, "the part of the mouth"),
    (&["SV305"], "384", Nobody, "whether a prosthesis is the first or replaces one"),
    (&["TOO03"], "240", Nobody, "the surfaces of a tooth"),
    (&["TOO"], "244", Nobody, "the tooth"),
    (&["SV503"], "260", Nobody, "how long equipment is needed"),
    (&["SV504"], "185", Nobody, "the rent of equipment"),
    (&["SV505"], "184", Nobody, "the price of equipment"),
    (&["SV506"], "646", Nobody, "how often equipment is billed"),
    (&["LIN"], "218", Nobody, "the drug (NDC)"),
    (&["CTP"], "216", Nobody, "the quantity of a drug"),
    (&["MEA"], "731", Nobody, "the result of a test"),
    (&["PS1"], "469", Nobody, "the charge of a purchased service"),
    (&["LQ"], "698", Nobody, "the form"),
    (&["FRM"], "699", Nobody, "an answer of a form"),
    (&["line-number-wrong", "LX", "SV1", "SV2", "SV3"], "247", Nobody, "a service line"),
];

const ENVELOPE: &[Line] = &[(&["BHT03"], "604", Nobody, "the number that the sender gave the submission")];
