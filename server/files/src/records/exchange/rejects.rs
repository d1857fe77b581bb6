//! The file of the refused records: the same format, ready to be corrected and loaded again.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use delibero_usecases::source_loads::{KeptRejects, Refused};

use super::json::REJECTED;
use super::{Format, ROOT};

/// Writes refused records. The file is made when the first one comes, and never over another.
pub struct Rejects {
    target: Target,
    format: Format,
    root_tag: Option<String>,
    open: Option<(PathBuf, BufWriter<File>)>,
}

enum Target {
    Given(PathBuf),
    /// Beside the input, with a number where that name is taken.
    Beside(PathBuf),
}

impl Rejects {
    /// Rejects of an input file, in its format.
    #[must_use]
    pub fn of(input: &Path, format: Format, given: Option<&Path>) -> Self {
        let target = given.map_or_else(|| Target::Beside(input.to_owned()), |path| Target::Given(path.to_owned()));
        Self { target, format, root_tag: None, open: None }
    }

    /// Refuses a path that is taken, before anything is loaded.
    ///
    /// # Errors
    /// When the path that was given is taken.
    pub fn check(&self) -> io::Result<()> {
        match &self.target {
            Target::Given(path) if path.try_exists()? => Err(io::ErrorKind::AlreadyExists.into()),
            _ => Ok(()),
        }
    }

    /// The root tag of the input, with the namespaces that its records need.
    pub fn set_root_tag(&mut self, tag: &str) {
        self.root_tag = Some(tag.to_owned());
    }

    /// Writes one record.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, verbatim: &[u8], refused: &Refused) -> io::Result<()> {
        if self.open.is_none() {
            let (path, file) = self.target.create(self.format)?;
            let mut writer = BufWriter::new(file);
            begin(&mut writer, self.format, &self.root_tag())?;
            self.open = Some((path, writer));
        }
        let Some((_, writer)) = &mut self.open else { return Ok(()) };
        write_one(writer, self.format, verbatim, refused)
    }

    /// Ends the file, and says where it is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<Option<PathBuf>> {
        let Some((path, mut writer)) = self.open.take() else { return Ok(None) };
        end(&mut writer, self.format, &self.root_tag())?;
        writer.flush()?;
        writer.get_ref().sync_all()?;
        Ok(Some(path))
    }

    fn root_tag(&self) -> String {
        self.root_tag.clone().unwrap_or_else(|| format!("<{ROOT}>"))
    }
}

impl Target {
    fn create(&self, format: Format) -> io::Result<(PathBuf, File)> {
        let input = match self {
            Self::Given(path) => return Ok((path.clone(), create_new(path)?)),
            Self::Beside(input) => input,
        };
        for number in 1..1000 {
            let mut name = input.as_os_str().to_owned();
            match number {
                1 => name.push(format!(".rejects.{}", format.extension())),
                _ => name.push(format!(".rejects-{number}.{}", format.extension())),
            }
            match create_new(Path::new(&name)) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                created => return Ok((name.into(), created?)),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

/// For its owner alone: it holds personal data.
fn create_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Refused records that were kept, as the same file.
///
/// # Errors
/// When it cannot be written.
pub fn write_kept(out: &mut impl Write, format: Format, kept: &[KeptRejects]) -> io::Result<()> {
    // The last one has the namespaces of all before.
    let root_tag = kept.last().and_then(|some| some.root_tag.clone()).unwrap_or_else(|| format!("<{ROOT}>"));
    begin(out, format, &root_tag)?;
    for kept in kept.iter().flat_map(|some| &some.records).filter(|kept| !kept.record.is_empty()) {
        write_one(out, format, kept.record.as_bytes(), &kept.refused)?;
    }
    end(out, format, &root_tag)
}

fn begin(out: &mut impl Write, format: Format, root_tag: &str) -> io::Result<()> {
    match format {
        Format::Xml => writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root_tag}"),
        Format::Ndjson => Ok(()),
    }
}

fn end(out: &mut impl Write, format: Format, root_tag: &str) -> io::Result<()> {
    let end = |character: char| character.is_whitespace() || matches!(character, '<' | '>' | '/');
    match format {
        Format::Xml => writeln!(out, "</{}>", root_tag.split(end).find(|part| !part.is_empty()).unwrap_or(ROOT)),
        Format::Ndjson => Ok(()),
    }
}

fn write_one(out: &mut impl Write, format: Format, verbatim: &[u8], refused: &Refused) -> io::Result<()> {
    match format {
        Format::Xml => write_xml(out, verbatim, refused),
        Format::Ndjson => write_json(out, verbatim, refused),
    }
}

fn write_xml(writer: &mut impl Write, verbatim: &[u8], refused: &Refused) -> io::Result<()> {
    // Two hyphens end a comment; no name or rule has any, and this keeps it so.
    let said = format!("refused: {refused}").replace("--", "- -");
    write!(writer, "  <!-- {said} -->\n  ")?;
    writer.write_all(verbatim)?;
    writer.write_all(b"\n")
}

fn write_json(writer: &mut impl Write, verbatim: &[u8], refused: &Refused) -> io::Result<()> {
    let said = serde_json::json!({
        "line": refused.line,
        "element": refused.fault.element,
        "reason": refused.fault.rule.to_string(),
    });
    let rest = without_rejected(verbatim);
    let comma = if rest.trim_ascii_start().starts_with(b"}") { "" } else { "," };
    write!(writer, "{{\"{REJECTED}\":{said}{comma}")?;
    writer.write_all(rest)?;
    writer.write_all(b"\n")
}

/// What follows the opening brace, without what an earlier run said at that place.
fn without_rejected(verbatim: &[u8]) -> &[u8] {
    let rest = verbatim.strip_prefix(b"{").unwrap_or(verbatim);
    let Some(said) = rest.strip_prefix(format!("\"{REJECTED}\":").as_bytes()) else { return rest };
    let mut values = serde_json::Deserializer::from_slice(said).into_iter::<serde::de::IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => {
            let after = said[values.byte_offset()..].trim_ascii_start();
            after.strip_prefix(b",").unwrap_or(after)
        }
        _ => rest,
    }
}
