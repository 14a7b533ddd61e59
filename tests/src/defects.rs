//! One defect put into a clean document, in every place where it can be put, with the segment at which it must be found.

/// A document as a list of segments, each a list of elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The segments in order, ISA first.
    pub segments: Vec<Vec<String>>,
}

/// A document with one defect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defective {
    /// Which kind of defect.
    pub kind: &'static str,
    /// What was done, for the message of a failing test.
    pub what: String,
    /// The document.
    pub document: Document,
    /// The 1-based ordinals at any of which the defect is rightly found.
    pub at: Vec<u64>,
    /// Whether the defect may also be none, because the guide allows what was done.
    pub may_be_clean: bool,
}

impl Document {
    /// Reads a fixture: one segment per line, `*` and `~`.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let segments = text.split('~').map(str::trim).filter(|segment| !segment.is_empty());
        Self { segments: segments.map(|segment| segment.split('*').map(str::to_owned).collect()).collect() }
    }

    /// The document as text, one segment per line.
    #[must_use]
    pub fn write(&self) -> String {
        self.segments.iter().map(|segment| segment.join("*") + "~\n").collect()
    }

    /// Gives SE01 the count of its set.
    pub fn recount(&mut self) {
        let mut start = 0;
        for index in 0..self.segments.len() {
            match self.segments[index][0].as_str() {
                "ST" => start = index,
                "SE" => self.segments[index][1] = (index - start + 1).to_string(),
                _ => {}
            }
        }
    }

    /// The indexes of the segments between ST and SE.
    fn body(&self) -> std::ops::Range<usize> {
        let index = |id: &str| self.segments.iter().position(|segment| segment[0] == id).unwrap_or(0);
        index("ST") + 1..index("SE")
    }

    fn id(&self, index: usize) -> &str {
        &self.segments[index][0]
    }

    /// Where a defect that touches a segment may rightly be found: an adjustment too many or too few shows where its balance stands.
    fn found_at(&self, index: usize, at: std::ops::RangeInclusive<usize>) -> Vec<usize> {
        if matches!(self.id(index), "CAS" | "PLB") { (0..self.segments.len()).collect() } else { at.collect() }
    }

    fn with(&self, kind: &'static str, at: &[usize], may_be_clean: bool, what: String, change: impl FnOnce(&mut Vec<Vec<String>>)) -> Defective {
        let mut document = self.clone();
        change(&mut document.segments);
        document.recount();
        Defective { kind, what, document, at: at.iter().map(|index| *index as u64 + 1).collect(), may_be_clean }
    }

    /// A defect of one element.
    fn element(&self, kind: &'static str, index: usize, element: usize, value: &str) -> Defective {
        let what = format!("{}{element:02} of segment {} = {value:?}", self.id(index), index + 1);
        self.with(kind, &[index], false, what, |segments| {
            let segment = &mut segments[index];
            if segment.len() <= element {
                segment.resize(element + 1, String::new());
            }
            segment[element] = value.to_owned();
            while segment.last().is_some_and(String::is_empty) {
                segment.pop();
            }
        })
    }
}

/// Every defect of every kind, one per document.
#[must_use]
pub fn all(document: &Document) -> Vec<Defective> {
    [
        counts(document),
        control_numbers(document),
        parents(document),
        unknown(document),
        repeated(document),
        misordered(document),
        missing(document),
        elements(document),
        amounts(document),
    ]
    .concat()
}

fn counts(document: &Document) -> Vec<Defective> {
    let trailers = (0..document.segments.len()).filter(|index| matches!(document.id(*index), "SE" | "GE" | "IEA"));
    trailers
        .map(|index| {
            let mut defect = document.with("count", &[index], false, format!("{}01", document.id(index)), |_| {});
            defect.document.segments[index][1] = "77".to_owned();
            defect
        })
        .collect()
}

fn control_numbers(document: &Document) -> Vec<Defective> {
    let trailers = (0..document.segments.len()).filter(|index| matches!(document.id(*index), "SE" | "GE" | "IEA"));
    trailers.map(|index| document.element("control number", index, 2, if document.id(index) == "IEA" { "000000777" } else { "7777" })).collect()
}

fn parents(document: &Document) -> Vec<Defective> {
    let levels = document.body().filter(|index| document.id(*index) == "HL" && !document.segments[*index][2].is_empty());
    levels.flat_map(|index| [document.element("HL parent", index, 2, "97"), document.element("HL parent", index, 2, &document.segments[index][1])]).collect()
}

fn unknown(document: &Document) -> Vec<Defective> {
    let body = document.body();
    (body.start..=body.end)
        .map(|index| {
            document.with("unknown segment", &[index], false, format!("ZZZ before segment {}", index + 1), |segments| {
                segments.insert(index, vec!["ZZZ".into(), "1".into()])
            })
        })
        .collect()
}

fn repeated(document: &Document) -> Vec<Defective> {
    document
        .body()
        // A second HL or loop start is another level or loop, which lacks what belongs into it.
        .filter(|index| !matches!(document.id(*index), "HL" | "CLM" | "LX" | "CLP" | "SVC" | "SVD" | "SBR" | "NM1" | "N1" | "LIN"))
        .map(|index| {
            let what = format!("segment {} ({}) twice", index + 1, document.segments[index].join("*"));
            document.with("repeated segment", &document.found_at(index, index + 1..=index + 2), true, what, |segments| {
                segments.insert(index, segments[index].clone())
            })
        })
        .collect()
}

fn misordered(document: &Document) -> Vec<Defective> {
    let body = document.body();
    (body.start..body.end - 1)
        .filter(|index| document.id(*index) != document.id(index + 1))
        .map(|index| {
            let what = format!(
                "segments {} and {} ({} and {}) exchanged",
                index + 1,
                index + 2,
                document.segments[index].join("*"),
                document.segments[index + 1].join("*")
            );
            let at = if document.id(index) == "CAS" { document.found_at(index, index..=index) } else { document.found_at(index + 1, index..=index + 2) };
            document.with("misordered segment", &at, true, what, |segments| segments.swap(index, index + 1))
        })
        .collect()
}

fn missing(document: &Document) -> Vec<Defective> {
    document
        .body()
        .map(|index| {
            let what = format!("segment {} ({}) removed", index + 1, document.segments[index].join("*"));
            let after = document.found_at(index, index..=document.body().end);
            document.with("missing segment", &after, true, what, |segments| {
                segments.remove(index);
            })
        })
        .collect()
}

/// Elements of which every use in these documents is required, is of that type, or takes only certain codes.
fn elements(document: &Document) -> Vec<Defective> {
    let mut found = Vec::new();
    for index in document.body() {
        let segment = &document.segments[index];
        let mut missing = |element: usize| found.push(document.element("missing element", index, element, ""));
        match segment[0].as_str() {
            "BHT" => (1..=6).for_each(&mut missing),
            "CLM" => [1, 2, 5, 6, 7, 8, 9].into_iter().for_each(&mut missing),
            "CLP" => [1, 2, 3, 4, 6, 7].into_iter().for_each(&mut missing),
            "SV1" => [1, 2, 3, 4, 7].into_iter().for_each(&mut missing),
            "SVC" => [1, 2, 3].into_iter().for_each(&mut missing),
            "HL" => [1, 3, 4].into_iter().for_each(&mut missing),
            "DTP" => (1..=3).for_each(&mut missing),
            "REF" | "AMT" | "N1" | "NM1" | "DTM" => (1..=2).for_each(&mut missing),
            "N3" | "LX" | "N4" => missing(1),
            "CAS" => (1..=3).for_each(&mut missing),
            "TRN" => (1..=3).for_each(&mut missing),
            "BPR" => [1, 2, 3, 4, 16].into_iter().for_each(&mut missing),
            _ => {}
        }
        let long = "X".repeat(300);
        match segment[0].as_str() {
            "N3" | "N4" | "LX" => found.push(document.element("over-long element", index, 1, if segment[0] == "LX" { "1234567" } else { &long })),
            "CLM" | "CLP" => found.push(document.element("over-long element", index, 1, &long)),
            "REF" | "TRN" => found.push(document.element("over-long element", index, 2, &long)),
            "NM1" => found.push(document.element("over-long element", index, 3, &long)),
            _ => {}
        }
        for (id, element) in [("CLM", 2), ("SV1", 2), ("AMT", 2), ("CAS", 3), ("CLP", 3), ("CLP", 4), ("SVC", 2), ("SVC", 3), ("BPR", 2), ("SVD", 2), ("LX", 1)]
        {
            if segment[0] == id {
                found.extend(["1,000", "12X", "+5", "1e3"].map(|value| document.element("not numeric", index, element, value)));
            }
        }
        for (id, element) in [
            ("CLM", 6),
            ("CLM", 7),
            ("CLM", 9),
            ("NM1", 1),
            ("NM1", 2),
            ("REF", 1),
            ("DTP", 1),
            ("DTP", 2),
            ("AMT", 1),
            ("SBR", 1),
            ("SV1", 3),
            ("HL", 3),
            ("HL", 4),
            ("BHT", 1),
            ("CLP", 6),
            ("CAS", 1),
            ("N1", 1),
            ("BPR", 4),
            ("DTM", 1),
            ("PER", 1),
            ("DMG", 3),
        ] {
            if segment[0] == id && segment.get(element).is_some_and(|value| !value.is_empty()) {
                found.push(document.element("invalid code", index, element, "?"));
            }
        }
        let date_at = match segment[0].as_str() {
            "DTP" => Some(3),
            "DTM" | "DMG" => Some(2),
            "BHT" => Some(4),
            "BPR" => Some(16),
            "PLB" => Some(2),
            _ => None,
        };
        if let Some(element) = date_at {
            found.extend(["20230229", "00000000", "2026011", "20261301", "1/2/2026"].map(|value| document.element("bad date", index, element, value)));
        }
        let npi_at = match (segment[0].as_str(), segment.get(8).map(String::as_str), segment.get(3).map(String::as_str)) {
            ("NM1", Some("XX"), _) => Some(9),
            ("N1", _, Some("XX")) => Some(4),
            _ => None,
        };
        if let Some(element) = npi_at {
            found.extend(["1999999902", "199999990", "3999999901", "19999999O1"].map(|value| document.element("bad NPI digit", index, element, value)));
        }
    }
    found
}

/// Amounts that stand in a balance, each changed by a cent.
fn amounts(document: &Document) -> Vec<Defective> {
    let mut found = Vec::new();
    let is_remittance = document.segments.iter().any(|segment| segment[0] == "BPR");
    for index in document.body() {
        let places: &[usize] = match (document.id(index), is_remittance) {
            ("CLM" | "SVD", false) | ("BPR", true) => &[2],
            ("CLP", true) => &[3, 4],
            ("SVC", true) => &[2, 3],
            ("CAS", _) => &[3],
            ("PLB", true) => &[4, 6],
            _ => &[],
        };
        for element in places {
            let changed = shifted(&document.segments[index][*element]);
            let mut defect = document.element("unbalanced amount", index, *element, &changed);
            defect.at = (1..=document.segments.len() as u64).collect();
            found.push(defect);
        }
    }
    found
}

/// An amount and a cent.
fn shifted(amount: &str) -> String {
    let (whole, part) = amount.split_once('.').unwrap_or((amount, "0"));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let whole: i64 = whole.parse().unwrap_or(0);
    let part: i64 = format!("{part:0<2}").parse().unwrap_or(0);
    let cents = whole * 100 + sign * part + 1;
    format!("{}{}.{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100)
}
