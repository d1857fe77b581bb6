//! The catalogue's files: their shape, reading them, and checking them against each other.
//!
//! Six kinds of TOML file: `recipients.toml`, `terms.toml`, `codes.toml`, `sectors.toml`, `services/*.toml`,
//! `deliberations/*.toml`.

mod authorisations;
mod compile;
mod entries;
mod problems;
mod resolver;
mod retention;
mod scoped;
mod sectors;
mod services;
mod terms;

use std::cell::RefCell;

pub use self::problems::CatalogueError;

use self::entries::{CodesFile, DeliberationFile, RecipientsFile, SectorsFile, ServiceFile, TermsFile};
use self::problems::Sheet;
use super::model::Catalogue;

/// The files that ship with the program: name and contents.
pub const BUILTIN: &[(&str, &str)] = &[
    ("recipients.toml", include_str!("../../../catalogue/recipients.toml")),
    ("terms.toml", include_str!("../../../catalogue/terms.toml")),
    ("codes.toml", include_str!("../../../catalogue/codes.toml")),
    ("sectors.toml", include_str!("../../../catalogue/sectors.toml")),
    ("services/hdi.toml", include_str!("../../../catalogue/services/hdi.toml")),
    ("services/ami-messages.toml", include_str!("../../../catalogue/services/ami-messages.toml")),
    ("services/unemployment.toml", include_str!("../../../catalogue/services/unemployment.toml")),
    ("services/handicap.toml", include_str!("../../../catalogue/services/handicap.toml")),
    ("deliberations/23-058.toml", include_str!("../../../catalogue/deliberations/23-058.toml")),
    ("deliberations/20-130.toml", include_str!("../../../catalogue/deliberations/20-130.toml")),
    ("deliberations/04-037.toml", include_str!("../../../catalogue/deliberations/04-037.toml")),
    ("deliberations/12-057.toml", include_str!("../../../catalogue/deliberations/12-057.toml")),
    ("deliberations/17-087.toml", include_str!("../../../catalogue/deliberations/17-087.toml")),
];

/// Reads the files that ship with the program.
///
/// # Errors
/// Everything that is wrong in them.
pub fn builtin() -> Result<Catalogue, Vec<CatalogueError>> {
    read(BUILTIN)
}

/// Reads a set of files into one catalogue.
///
/// # Errors
/// Everything that is wrong in them, in the order of the files and lines; of a file whose shape is wrong, the first
/// fault.
pub fn read(files: &[(&str, &str)]) -> Result<Catalogue, Vec<CatalogueError>> {
    let problems = RefCell::new(Vec::new());
    let set = FileSet::parse(files, &problems);
    // Against a file that cannot be read, everything else would look wrong.
    if problems.borrow().is_empty() {
        let catalogue = check(&set);
        if problems.borrow().is_empty() {
            return Ok(catalogue);
        }
    }
    let mut errors = problems.into_inner();
    errors.sort();
    errors.dedup();
    Err(errors)
}

/// Every file, parsed.
struct FileSet<'f> {
    recipients: Vec<(Sheet<'f>, RecipientsFile)>,
    terms: Vec<(Sheet<'f>, TermsFile)>,
    codes: Vec<(Sheet<'f>, CodesFile)>,
    sectors: Vec<(Sheet<'f>, SectorsFile)>,
    services: Vec<(Sheet<'f>, ServiceFile)>,
    deliberations: Vec<(Sheet<'f>, DeliberationFile)>,
}

impl<'f> FileSet<'f> {
    fn parse(files: &[(&'f str, &'f str)], problems: &'f RefCell<Vec<CatalogueError>>) -> Self {
        let mut set = Self {
            recipients: Vec::new(),
            terms: Vec::new(),
            codes: Vec::new(),
            sectors: Vec::new(),
            services: Vec::new(),
            deliberations: Vec::new(),
        };
        for (name, contents) in files {
            let sheet = Sheet { name, contents, problems };
            match name.split_once('/').map_or(*name, |(folder, _)| folder) {
                "recipients.toml" => set.recipients.extend(sheet.parse().map(|file| (sheet, file))),
                "terms.toml" => set.terms.extend(sheet.parse().map(|file| (sheet, file))),
                "codes.toml" => set.codes.extend(sheet.parse().map(|file| (sheet, file))),
                "sectors.toml" => set.sectors.extend(sheet.parse().map(|file| (sheet, file))),
                "services" => set.services.extend(sheet.parse().map(|file| (sheet, file))),
                "deliberations" => set.deliberations.extend(sheet.parse().map(|file| (sheet, file))),
                _ => sheet.tell("file", 0..0, "this is not a file of the catalogue"),
            }
        }
        set
    }
}

fn check(files: &FileSet<'_>) -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (sheet, file) in &files.recipients {
        terms::add_recipients(sheet, file, &mut catalogue);
    }
    for (sheet, file) in &files.terms {
        terms::add_terms(sheet, file, &mut catalogue);
    }
    for (sheet, file) in &files.codes {
        terms::add_code_lists(sheet, file, &mut catalogue);
    }
    for (sheet, file) in &files.sectors {
        sectors::add_sectors(sheet, file, &mut catalogue);
    }
    for (sheet, file) in &files.deliberations {
        terms::add_deliberation(sheet, file, &mut catalogue);
    }
    for (sheet, file) in &files.services {
        services::add_service(sheet, file, &mut catalogue);
    }
    for (sheet, file) in &files.deliberations {
        authorisations::add_authorisations(sheet, file, &mut catalogue);
    }
    catalogue
}
