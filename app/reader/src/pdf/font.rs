//! Fonts of a PDF: from codes to characters, and how wide these are.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::codes::{Codes, MAX_TABLE_BYTES};
use super::guard::codes_of_table;
use crate::limits::{MAX_FONT_CODES, MAX_WIDTHS};

/// The most fonts of one document; text in others is lost, which the reading will show.
const MAX_FONTS: usize = 400;

pub struct Font<'document> {
    codes: Codes<'document>,
    widths: Widths,
}

/// Widths in thousandths of the size.
enum Widths {
    /// One byte to a character.
    Simple { first: i64, widths: Vec<f32>, missing: f32 },
    /// Two bytes to a character.
    Wide { widths: HashMap<u16, f32>, default: f32 },
}

impl Font<'_> {
    /// The characters that some bytes show, and whether the font leaves them to a guess.
    pub fn text(&self, bytes: &[u8]) -> (String, bool) {
        self.codes.text(bytes)
    }

    /// How wide some bytes are at size 1, with how many characters and blanks they are.
    pub fn measure(&self, bytes: &[u8]) -> (f32, usize, usize) {
        match &self.widths {
            Widths::Simple { first, widths, missing } => {
                let width = |byte: &u8| {
                    let index = usize::try_from(i64::from(*byte) - first).ok();
                    index.and_then(|index| widths.get(index)).copied().unwrap_or(*missing)
                };
                let blanks = bytes.iter().filter(|byte| **byte == b' ').count();
                (bytes.iter().map(width).sum::<f32>() / 1000.0, bytes.len(), blanks)
            }
            Widths::Wide { widths, default } => {
                let codes = bytes.chunks(2).map(|pair| match pair {
                    [high, low] => u16::from_be_bytes([*high, *low]),
                    _ => 0,
                });
                let width: f32 = codes.map(|code| widths.get(&code).copied().unwrap_or(*default)).sum();
                (width / 1000.0, bytes.len().div_ceil(2), 0)
            }
        }
    }
}

/// The fonts of a document, each read once.
pub struct Fonts<'document> {
    document: &'document Document,
    /// By the address of their dictionary, which stands still as long as the document.
    known: HashMap<usize, Rc<Font<'document>>>,
    codes_left: usize,
    widths_left: usize,
}

/// The fonts of a page, by their names there.
pub type PageFonts<'document> = BTreeMap<Vec<u8>, Rc<Font<'document>>>;

impl<'document> Fonts<'document> {
    /// No fonts yet.
    pub fn new(document: &'document Document) -> Self {
        Self { document, known: HashMap::new(), codes_left: MAX_FONT_CODES, widths_left: MAX_WIDTHS }
    }

    /// The fonts of a page without those that cannot be read; nothing when their tables are too large.
    pub fn of_page(&mut self, page: ObjectId) -> Option<PageFonts<'document>> {
        let dictionaries = self.document.get_page_fonts(page).unwrap_or_default();
        let mut fonts = PageFonts::new();
        for (name, dictionary) in dictionaries.into_iter().take(MAX_FONTS) {
            self.count_codes(dictionary)?;
            fonts.extend(self.font(dictionary).map(|font| (name, font)));
        }
        Some(fonts)
    }

    /// Counts the codes of a font that is not known yet: `lopdf` builds each, and a short range may hold millions.
    fn count_codes(&mut self, dictionary: &Dictionary) -> Option<()> {
        let address = std::ptr::from_ref(dictionary).addr();
        if self.known.contains_key(&address) || self.known.len() >= MAX_FONTS {
            return Some(());
        }
        let stream = dictionary.get_deref(b"ToUnicode", self.document).and_then(Object::as_stream);
        let table = stream.and_then(|stream| stream.get_plain_content_with_limit(MAX_TABLE_BYTES));
        self.codes_left = self.codes_left.checked_sub(table.map_or(0, |table| codes_of_table(&table)))?;
        Some(())
    }

    fn font(&mut self, dictionary: &'document Dictionary) -> Option<Rc<Font<'document>>> {
        let address = std::ptr::from_ref(dictionary).addr();
        if let Some(font) = self.known.get(&address) {
            return Some(Rc::clone(font));
        }
        if self.known.len() >= MAX_FONTS {
            return None;
        }
        let codes = Codes::of(dictionary, self.document)?;
        let font = Rc::new(Font { codes, widths: widths(dictionary, self.document, &mut self.widths_left) });
        self.known.insert(address, Rc::clone(&font));
        Some(font)
    }
}

fn widths(font: &Dictionary, document: &Document, left: &mut usize) -> Widths {
    let is_wide = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
    if is_wide {
        let descendant = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| fonts.first())
            .and_then(|font| resolved(font, document).as_dict().ok());
        return descendant.map_or_else(
            || Widths::Wide { widths: HashMap::new(), default: 1000.0 },
            |descendant| wide_widths(descendant, document, left),
        );
    }
    let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
    let list = font.get_deref(b"Widths", document).and_then(Object::as_array);
    let widths =
        list.map_or_else(|_| Vec::new(), |list| list.iter().take(256).map(|width| number(width, document)).collect());
    // The fourteen standard fonts need not tell their widths: half the size is near enough to find the blanks.
    Widths::Simple { first, widths, missing: 500.0 }
}

fn wide_widths(font: &Dictionary, document: &Document, left: &mut usize) -> Widths {
    let default = font.get(b"DW").map_or(1000.0, |width| number(width, document));
    let mut widths = HashMap::new();
    let empty = Vec::new();
    let list = font.get_deref(b"W", document).and_then(Object::as_array).unwrap_or(&empty);
    let mut entries = list.iter().map(|entry| resolved(entry, document));
    while let (Some(first), Some(second)) = (entries.next(), entries.next()) {
        let Some(first) = first.as_i64().ok().and_then(|first| u16::try_from(first).ok()) else { break };
        if let Ok(several) = second.as_array() {
            let several = several.iter().take(*left);
            *left -= several.len();
            widths.extend((first..=u16::MAX).zip(several).map(|(code, width)| (code, number(width, document))));
        } else if let (Ok(last), Some(width)) = (second.as_i64(), entries.next()) {
            let width = number(width, document);
            let codes = (first..=u16::try_from(last).unwrap_or(first)).take(*left);
            // A code that is told twice counts twice: it takes its time twice.
            *left -= codes.len();
            widths.extend(codes.map(|code| (code, width)));
        }
    }
    Widths::Wide { widths, default }
}

fn resolved<'a>(object: &'a Object, document: &'a Document) -> &'a Object {
    document.dereference(object).map_or(object, |(_, object)| object)
}

fn number(object: &Object, document: &Document) -> f32 {
    resolved(object, document).as_float().unwrap_or(0.0)
}
