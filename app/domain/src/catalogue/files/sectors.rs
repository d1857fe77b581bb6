//! Sectors and their quality codes.

use super::entries::{QualityCodeEntry, SectorsFile};
use super::fault::CatalogueFault;
use super::problems::Sheet;
use super::terms::{known, known_recipient};
use crate::catalogue::Catalogue;
use crate::catalogue::sectors::{QualityCode, Sector};

pub(super) fn add_sectors(sheet: &Sheet<'_>, file: &SectorsFile, catalogue: &mut Catalogue) {
    let codes = quality_codes(sheet, "code", &file.code, catalogue);
    if let Some(first) = file.code.first().filter(|_| !catalogue.quality_codes.is_empty()) {
        sheet.tell("code", first.code.span(), CatalogueFault::EverySectorTwice);
    }
    catalogue.quality_codes.extend(codes);
    for entry in &file.sector {
        let key = format!("sector.{}", entry.number.get_ref());
        let place = catalogue.sectors.len();
        if catalogue.sectors.iter().any(|known| known.number == *entry.number.get_ref()) {
            sheet.tell(&key, entry.number.span(), CatalogueFault::SectorTwice);
        }
        for word in &entry.recipients {
            let Some(owner) = known_recipient(sheet, &key, catalogue, word).map(|found| found.id.clone()) else {
                continue;
            };
            let members = catalogue.members_of(owner.as_str()).map(|member| member.id.clone());
            for id in std::iter::once(owner.clone()).chain(members).collect::<Vec<_>>() {
                let places = catalogue.places.entry(id).or_default();
                if places.sector.replace(place).is_some() {
                    sheet.wrong(&key, word, CatalogueFault::OfTwoSectors(owner.to_string()));
                }
            }
        }
        let sector = Sector {
            number: *entry.number.get_ref(),
            label: sheet.text(&format!("{key}.label"), &entry.label),
            codes: quality_codes(sheet, &key, &entry.code, catalogue),
            unlisted_count: entry.unlisted_count,
        };
        catalogue.sectors.push(sector);
    }
}

fn quality_codes(
    sheet: &Sheet<'_>,
    key: &str,
    entries: &[QualityCodeEntry],
    catalogue: &Catalogue,
) -> Vec<QualityCode> {
    let mut codes: Vec<QualityCode> = Vec::new();
    for entry in entries {
        let code = *entry.code.get_ref();
        let key = format!("{key}.{code}");
        if codes.iter().any(|known| known.code == code) {
            sheet.tell(&key, entry.code.span(), CatalogueFault::CodeTwice);
        }
        codes.push(QualityCode {
            code,
            label: sheet.text(&format!("{key}.label"), &entry.label),
            counts: entry.counts,
            purposes: known(sheet, &key, &catalogue.purposes, &entry.purposes),
            days: entry.days,
        });
    }
    codes
}
