//! Answers of the exchange format, and writing them as XML.

use std::io::{self, Write};

use delibero_domain::niss::Niss;
use delibero_domain::period::{Period, Quarter};
use delibero_domain::record::RecordStatus;
use jiff::civil::Date;

/// One `ConsultAttestResponse`.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub person: Niss,
    pub replaced_by: Option<Niss>,
    pub cancelled: bool,
    pub insurer: &'static str,
    pub head: Head,
    pub allowances: Vec<Row>,
}

#[derive(Clone, Debug)]
pub(super) enum Head {
    Attested { quarter: Quarter, created: Date, id: String, version: u64, status: RecordStatus },
    Temporary { quarter: Quarter },
}

/// One allowance, or one payment.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub fields: Vec<(&'static str, Field)>,
    pub payments: Vec<Row>,
}

#[derive(Clone, Debug)]
pub(super) enum Field {
    Word(String),
    Period(Period),
}

impl Row {
    pub fn word(&mut self, name: &'static str, word: impl ToString) -> &mut Self {
        self.fields.push((name, Field::Word(word.to_string())));
        self
    }

    pub fn period(&mut self, period: Period) -> &mut Self {
        self.fields.push(("period", Field::Period(period)));
        self
    }
}

pub(super) fn begin(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<attestations>")
}

pub(super) fn end(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "</attestations>")?;
    out.flush()
}

impl Answer {
    /// Writes it. Every word in it is one of ours, without markup.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "  <ConsultAttestResponse>")?;
        writeln!(out, "    <status><value>DATA_FOUND</value><code>MSG00000</code></status>")?;
        let by = self.replaced_by.map(|by| format!(" replacedBy=\"{}\"", by.reveal())).unwrap_or_default();
        let cancelled = if self.cancelled { " canceled=\"true\"" } else { "" };
        writeln!(out, "    <ssin{by}{cancelled}>{}</ssin>", self.person.reveal())?;
        writeln!(out, "    <insurer>{}</insurer>\n    <attest>", self.insurer)?;
        self.head.write(out)?;
        writeln!(out, "      <allowances>")?;
        for row in &self.allowances {
            row.write(out, "allowance", "        ")?;
        }
        writeln!(out, "      </allowances>\n    </attest>\n  </ConsultAttestResponse>")
    }
}

impl Head {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Temporary { quarter } => {
                writeln!(out, "      <temporaryAttest><yearQuarter>{quarter}</yearQuarter></temporaryAttest>")
            }
            Self::Attested { quarter, created, id, version, status } => {
                writeln!(out, "      <attestationIdentification>")?;
                writeln!(out, "        <yearQuarter>{quarter}</yearQuarter>")?;
                writeln!(out, "        <creationDate>{created}</creationDate>")?;
                writeln!(out, "        <attestationId>{id}</attestationId>")?;
                writeln!(out, "        <attestationVersion>{version}</attestationVersion>")?;
                writeln!(out, "        <attestationStatus>{}</attestationStatus>", status.as_str())?;
                writeln!(out, "      </attestationIdentification>")
            }
        }
    }
}

impl Row {
    fn write(&self, out: &mut impl Write, name: &str, indent: &str) -> io::Result<()> {
        writeln!(out, "{indent}<{name}>")?;
        for (name, field) in &self.fields {
            match field {
                Field::Word(word) => writeln!(out, "{indent}  <{name}>{word}</{name}>")?,
                Field::Period(period) => {
                    let end = period.end.map(|end| format!("<endDate>{end}</endDate>")).unwrap_or_default();
                    writeln!(out, "{indent}  <{name}><beginDate>{}</beginDate>{end}</{name}>", period.begin)?;
                }
            }
        }
        if !self.payments.is_empty() {
            writeln!(out, "{indent}  <payments>")?;
            for payment in &self.payments {
                payment.write(out, "payment", &format!("{indent}    "))?;
            }
            writeln!(out, "{indent}  </payments>")?;
        }
        writeln!(out, "{indent}</{name}>")
    }
}
