//! The columns of a file, by their names in the languages of the country and in English.

use delibero_domain::folding::folded;
use delibero_domain::niss::without_niss;
use delibero_usecases::directory::{FileProblem, FileRow};

/// A column: the name that we write, and others that are read.
type Named = (&'static str, &'static [&'static str]);

/// The columns that are read; the last two may be missing.
pub const COLUMNS: [Named; 5] = [
    ("niss", &["insz", "enss", "ssin", "inss"]),
    (
        "quality_code",
        &["code", "code qualite", "code_qualite", "kwaliteitscode", "hoedanigheidscode", "eigenschaftscode"],
    ),
    ("from", &["du", "debut", "van", "begin", "vom", "von", "begin_date", "start"]),
    ("until", &["au", "fin", "tot", "einde", "bis", "ende", "end_date", "end"]),
    ("file_number", &["dossier", "numero_dossier", "numero de dossier", "dossiernummer", "aktennummer", "file"]),
];
/// Those without which nobody can be integrated.
const NEEDED: usize = 3;
/// What files of refused rows hold beside: it is not read.
const NOT_READ: &[&str] = &["line", "reason"];
/// How much of an unknown name is said again.
const LONGEST: usize = 40;

/// Which column of the file is which of ours.
#[derive(Debug)]
pub(super) struct Columns {
    places: [Option<usize>; 5],
}

/// The place of a name among our columns.
fn place_of(name: &str) -> Option<usize> {
    let name = folded(name.trim().trim_start_matches('\u{feff}'));
    let is = |(own, others): &Named| std::iter::once(own).chain(*others).any(|known| folded(known) == name);
    COLUMNS.iter().position(is)
}

fn is_not_read(name: &str) -> bool {
    name.trim().is_empty() || NOT_READ.contains(&folded(name.trim()).as_str())
}

impl Columns {
    pub fn of<'n>(names: impl Iterator<Item = &'n str>) -> Result<Self, FileProblem> {
        let mut places = [None; 5];
        for (at, name) in names.enumerate() {
            let bare = name.trim().trim_start_matches('\u{feff}');
            if is_not_read(bare) {
                continue;
            }
            let Some(place) = place_of(name) else {
                let said = without_niss(bare, "…").unwrap_or_else(|| bare.to_owned());
                return Err(FileProblem::UnknownColumn(said.chars().take(LONGEST).collect()));
            };
            if places[place].replace(at).is_some() {
                return Err(FileProblem::ColumnTwice(COLUMNS[place].0.to_owned()));
            }
        }
        match places.iter().take(NEEDED).position(Option::is_none) {
            Some(missing) => Err(FileProblem::MissingColumn(COLUMNS[missing].0.to_owned())),
            None => Ok(Self { places }),
        }
    }

    /// Those that are there, and whether there are others.
    pub fn found<'n>(names: impl Iterator<Item = &'n str>) -> (Self, bool) {
        let (mut places, mut others) = ([None; 5], false);
        for (at, name) in names.enumerate() {
            match place_of(name) {
                Some(place) => others |= places[place].replace(at).is_some(),
                None => others |= !is_not_read(name),
            }
        }
        (Self { places }, others)
    }

    /// A row of cells; missing cells are empty.
    pub fn row<'c>(&self, line: u64, cell: impl Fn(usize) -> Option<&'c str>) -> FileRow {
        let of = |place: usize| self.places[place].and_then(&cell).unwrap_or_default().to_owned();
        FileRow {
            line,
            niss: of(0),
            quality_code: of(1),
            from: of(2),
            until: of(3),
            file_number: of(4),
            misshapen: false,
        }
    }

    /// Which of ours stands at a place of the file.
    pub fn is_niss(&self, at: usize) -> bool {
        self.places[0] == Some(at)
    }
}
