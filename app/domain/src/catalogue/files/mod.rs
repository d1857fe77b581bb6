//! The catalogue's files: their shape, reading them, and checking them against each other.
//!
//! TOML files of ten kinds: recipients, terms, codes, sectors, services, deliberations, authorisations, suspensions,
//! cases, points.
//! What is of a kind may stand in one file of that name or in any number of files of a folder of that name; the
//! authorisations of a deliberation may stand in its own file as well. There need not be suspensions, cases or points.

mod authorisations;
mod blocks;
mod cases;
mod compile;
pub mod documents;
mod element_places;
pub mod entries;
mod fault;
mod layout;
mod points;
mod problems;
mod resolver;
mod retention;
mod rules;
mod scoped;
mod scopes;
mod sectors;
mod services;
mod shape_fault;
mod suspensions;
mod terms;

use std::cell::RefCell;
use std::collections::HashMap;

pub use self::fault::{CatalogueFault, NothingToSuspend, Overlap, SuspendedTwice};
pub use self::problems::CatalogueError;
pub use self::rules::rules;
pub use self::shape_fault::{ShapeFault, Sort};

use serde::Deserialize;

use self::entries::{AuthorisationsFile, DeliberationFile, ServiceFile};
use self::problems::Sheet;
use super::Catalogue;

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
    ("cases/23-058.toml", include_str!("../../../catalogue/cases/23-058.toml")),
    ("cases/20-130.toml", include_str!("../../../catalogue/cases/20-130.toml")),
    ("cases/04-037.toml", include_str!("../../../catalogue/cases/04-037.toml")),
    ("cases/12-057.toml", include_str!("../../../catalogue/cases/12-057.toml")),
    ("cases/17-087.toml", include_str!("../../../catalogue/cases/17-087.toml")),
    ("points/23-058.toml", include_str!("../../../catalogue/points/23-058.toml")),
    ("points/20-130.toml", include_str!("../../../catalogue/points/20-130.toml")),
    ("points/04-037.toml", include_str!("../../../catalogue/points/04-037.toml")),
    ("points/12-057.toml", include_str!("../../../catalogue/points/12-057.toml")),
    ("points/17-087.toml", include_str!("../../../catalogue/points/17-087.toml")),
];

/// Reads the files that ship with the program.
///
/// # Errors
/// Everything that is wrong in them.
pub fn builtin() -> Result<Catalogue, Vec<CatalogueError>> {
    read(BUILTIN)
}

/// Reads a set of files into one catalogue. Of the deliberations, a batch is held beside it at a time.
///
/// # Errors
/// Everything that is wrong in them, in the order of the files and lines; of a file whose shape is wrong, the first
/// fault.
pub fn read(files: &[(&str, &str)]) -> Result<Catalogue, Vec<CatalogueError>> {
    let (shapes, problems) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    let catalogue = FileSet { files, shapes: &shapes, problems: &problems }.catalogue();
    // Against a file that cannot be read, everything else would look wrong.
    let mut errors = shapes.into_inner();
    if errors.is_empty() {
        errors = problems.into_inner();
    }
    if errors.is_empty() {
        return Ok(catalogue);
    }
    errors.sort_by_cached_key(|error| (error.file.clone(), error.line, error.key.clone(), error.what.to_string()));
    errors.dedup();
    Err(errors)
}

/// The files being read: what is wrong in their shape, and what is wrong in what they say.
struct FileSet<'f> {
    files: &'f [(&'f str, &'f str)],
    shapes: &'f RefCell<Vec<CatalogueError>>,
    problems: &'f RefCell<Vec<CatalogueError>>,
}

const KINDS: &[&str] = &[
    "recipients",
    "terms",
    "codes",
    "sectors",
    "services",
    "deliberations",
    "authorisations",
    "suspensions",
    "cases",
    "points",
];

/// As many files as are held parsed at once.
const BATCH: usize = 64;

/// The fewest files for which a thread is worth its while.
const LEAST_SHARE: usize = 16;

/// The kind of a file: its folder, or its name without the ending.
fn kind(name: &str) -> &str {
    match name.split_once('/') {
        Some((folder, _)) => folder,
        None => name.strip_suffix(".toml").unwrap_or(name),
    }
}

impl<'f> FileSet<'f> {
    fn catalogue(&self) -> Catalogue {
        let mut catalogue = Catalogue::default();
        for (name, contents) in self.files.iter().filter(|(name, _)| !KINDS.contains(&kind(name))) {
            let sheet = Sheet { name, contents, problems: self.shapes };
            sheet.tell("file", 0..0, CatalogueFault::NotOfTheCatalogue);
        }
        self.each("recipients", |sheet, file| terms::add_recipients(sheet, file, &mut catalogue));
        self.each("terms", |sheet, file| terms::add_terms(sheet, file, &mut catalogue));
        self.each("codes", |sheet, file| terms::add_code_lists(sheet, file, &mut catalogue));
        self.each("sectors", |sheet, file| sectors::add_sectors(sheet, file, &mut catalogue));
        let mut services: Vec<(Sheet<'f>, ServiceFile)> = Vec::new();
        for (sheet, file) in self.parsed("services") {
            services::add_service(&sheet, &file, &mut catalogue);
            services.push((sheet, file));
        }
        self.add_deliberations(&mut catalogue);
        self.each("suspensions", |sheet, file| suspensions::add_suspensions(sheet, file, &mut catalogue));
        self.each("points", |sheet, file| points::add_points(sheet, file, &mut catalogue));
        self.parsed("cases").for_each(|(sheet, file)| cases::add_cases(&sheet, file, &mut catalogue));
        services.iter().for_each(|(sheet, file)| services::check_sources(sheet, file, &catalogue));
        // They grew by doubling, and stay as long as the program.
        catalogue.recipients.shrink_to_fit();
        catalogue.authorisations.shrink_to_fit();
        catalogue
    }

    fn add_deliberations(&self, catalogue: &mut Catalogue) {
        let apart: Vec<(Sheet<'f>, AuthorisationsFile)> = self.parsed("authorisations").collect();
        let mut of_number: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, (_, file)) in apart.iter().enumerate() {
            of_number.entry(file.deliberation.get_ref()).or_default().push(place);
        }
        self.each("deliberations", |sheet, file: &DeliberationFile| {
            terms::add_deliberation(sheet, file, catalogue);
            blocks::check_described(sheet, file, catalogue);
            let own = file.authorisation.iter().map(|entry| (sheet, entry));
            let places = of_number.remove(file.number.get_ref().as_str()).unwrap_or_default();
            let apart = places.iter().map(|place| &apart[*place]);
            let apart = apart.flat_map(|(sheet, file)| file.authorisation.iter().map(move |entry| (sheet, entry)));
            authorisations::add_authorisations((sheet, file), own.chain(apart), catalogue);
        });
        for place in of_number.into_values().flatten() {
            let (sheet, file) = &apart[place];
            let number = &file.deliberation;
            sheet.wrong("deliberation", number, CatalogueFault::NoDeliberation(number.get_ref().clone()));
        }
    }

    fn each<T: for<'de> Deserialize<'de> + Send>(&self, of: &str, mut add: impl FnMut(&Sheet<'f>, &T)) {
        self.parsed(of).for_each(|(sheet, file)| add(&sheet, &file));
    }

    /// The files of one kind, in order, a batch of them parsed at a time; of one whose shape is wrong, that is told.
    fn parsed<T: for<'de> Deserialize<'de> + Send>(&self, of: &str) -> impl Iterator<Item = (Sheet<'f>, T)> {
        let of_kind: Vec<&(&str, &str)> = self.files.iter().filter(|(name, _)| kind(name) == of).collect();
        let batches: Vec<Vec<_>> = of_kind.chunks(BATCH).map(<[_]>::to_vec).collect();
        batches.into_iter().flat_map(|batch| {
            let shapes = shapes(&batch);
            let files = batch.into_iter().zip(shapes).filter_map(|((name, contents), shape)| {
                let told = |problems| Sheet { name, contents, problems };
                let file = shape.inspect_err(|error| told(self.shapes).tell_shape(error)).ok()?;
                Some((told(self.problems), file))
            });
            files.collect::<Vec<_>>()
        })
    }
}

/// The shapes of files, in order: on every core, where there are many.
fn shapes<T: for<'de> Deserialize<'de> + Send>(files: &[&(&str, &str)]) -> Vec<Result<T, toml::de::Error>> {
    let parse =
        |files: &[&(&str, &str)]| files.iter().map(|(_, contents)| toml::from_str(contents)).collect::<Vec<_>>();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = files.len().div_ceil(cores).max(LEAST_SHARE);
    if share >= files.len() {
        return parse(files);
    }
    std::thread::scope(|scope| {
        let mut shares = files.chunks(share);
        let own = shares.next().unwrap_or_default();
        let others: Vec<_> = shares.map(|share| scope.spawn(move || parse(share))).collect();
        let mut all = parse(own);
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    })
}
