//! One page of a PDF: which text stands where.

use lopdf::Object;
use lopdf::content::{Content, Operation};

use super::font::{Font, PageFonts};
use super::guard::has_too_many_operands;

/// A piece of text and where it stands, in points from the lower left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its characters.
    pub text: String,
    /// Where it begins.
    pub x: f32,
    /// Where it ends.
    pub end: f32,
    /// Its base line.
    pub y: f32,
    /// The size of its letters.
    pub size: f32,
}

/// What could be read on a page.
pub struct Page {
    /// Its text.
    pub runs: Vec<Run>,
    /// Whether an operation was malformed, or a font unknown.
    pub incomplete: bool,
}

/// A matrix of PDF: `[a b c d e f]`.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn multiplied(left: Matrix, right: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = left;
    let [g, h, i, j, k, l] = right;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

#[derive(Clone)]
struct State<'fonts, 'document> {
    matrix: Matrix,
    font: Option<&'fonts Font<'document>>,
    size: f32,
    character_space: f32,
    word_space: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

struct Interpreter<'fonts, 'document> {
    fonts: &'fonts PageFonts<'document>,
    state: State<'fonts, 'document>,
    saved: Vec<State<'fonts, 'document>>,
    text_matrix: Matrix,
    line_matrix: Matrix,
    runs: Vec<Run>,
    left: usize,
    incomplete: bool,
}

/// The deepest nesting of saved states.
const MAX_SAVED: usize = 200;

/// The text of a page's content; nothing when it is longer than allowed.
pub fn read(content: &[u8], fonts: &PageFonts<'_>, max_bytes: usize) -> Option<Page> {
    // An operation is built whole, each operand many times as long as its bytes.
    if has_too_many_operands(content) {
        return None;
    }
    let state = State {
        matrix: IDENTITY,
        font: None,
        size: 1.0,
        character_space: 0.0,
        word_space: 0.0,
        scale: 1.0,
        leading: 0.0,
        rise: 0.0,
    };
    let mut interpreter = Interpreter {
        fonts,
        state,
        saved: Vec::new(),
        text_matrix: IDENTITY,
        line_matrix: IDENTITY,
        runs: Vec::new(),
        left: max_bytes,
        incomplete: false,
    };
    for operation in Content::decode_iter(content) {
        // What stands before a malformed operation counts.
        let Ok(operation) = operation else {
            interpreter.incomplete = true;
            break;
        };
        interpreter.apply(&operation)?;
    }
    Some(Page { runs: interpreter.runs, incomplete: interpreter.incomplete })
}

impl Interpreter<'_, '_> {
    /// Applies one operation; nothing when the page holds too much.
    fn apply(&mut self, operation: &Operation) -> Option<()> {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "q" if self.saved.len() < MAX_SAVED => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => self.state.matrix = multiplied(matrix(operands), self.state.matrix),
            "BT" => self.begin(IDENTITY),
            "Tf" => self.set_font(operands),
            "Tc" => self.state.character_space = number(operands, 0),
            "Tw" => self.state.word_space = number(operands, 0),
            "Tz" => self.state.scale = number(operands, 0) / 100.0,
            "TL" => self.state.leading = number(operands, 0),
            "Ts" => self.state.rise = number(operands, 0),
            "Tm" => self.begin(matrix(operands)),
            "Td" => self.next_line(number(operands, 0), number(operands, 1)),
            "TD" => {
                self.state.leading = -number(operands, 1);
                self.next_line(number(operands, 0), number(operands, 1));
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tj" => self.show(operands.first().unwrap_or(&Object::Null))?,
            "'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(operands.first().unwrap_or(&Object::Null))?;
            }
            "\"" => {
                self.state.word_space = number(operands, 0);
                self.state.character_space = number(operands, 1);
                self.next_line(0.0, -self.state.leading);
                self.show(operands.get(2).unwrap_or(&Object::Null))?;
            }
            "TJ" => self.show_all(operands.first().and_then(|list| list.as_array().ok()).map_or(&[], Vec::as_slice))?,
            _ => {}
        }
        Some(())
    }

    fn begin(&mut self, matrix: Matrix) {
        self.text_matrix = matrix;
        self.line_matrix = matrix;
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.begin(multiplied([1.0, 0.0, 0.0, 1.0, x, y], self.line_matrix));
    }

    fn set_font(&mut self, operands: &[Object]) {
        let name = operands.first().and_then(|name| name.as_name().ok());
        self.state.font = name.and_then(|name| self.fonts.get(name)).map(AsRef::as_ref);
        self.state.size = number(operands, 1);
    }

    fn show_all(&mut self, list: &[Object]) -> Option<()> {
        for part in list {
            match part.as_float() {
                Ok(shift) => self.advance(-shift / 1000.0 * self.state.size * self.state.scale),
                Err(_) => self.show(part)?,
            }
        }
        Some(())
    }

    fn advance(&mut self, width: f32) {
        self.text_matrix = multiplied([1.0, 0.0, 0.0, 1.0, width, 0.0], self.text_matrix);
    }

    fn show(&mut self, string: &Object) -> Option<()> {
        let (Ok(bytes), Some(font)) = (string.as_str(), self.state.font) else {
            self.incomplete = true;
            return Some(());
        };
        let text = font.text(bytes);
        self.left = self.left.checked_sub(text.len() + 1)?;
        let (width, characters, blanks) = font.measure(bytes);
        #[allow(clippy::cast_precision_loss, reason = "a string of a page has few characters")]
        let spaces = characters as f32 * self.state.character_space + blanks as f32 * self.state.word_space;
        let start = self.place();
        self.advance((width * self.state.size + spaces) * self.state.scale);
        let end = self.place();
        let [_, b, _, d, ..] = multiplied(self.text_matrix, self.state.matrix);
        let size = (self.state.size * b.hypot(d)).abs();
        // Text that runs up a margin is no part of the document.
        let is_level =
            (end.1 - start.1).abs() <= size.max(1.0) && [start.0, start.1, end.0, size].iter().all(|n| n.is_finite());
        if is_level && !text.is_empty() {
            self.runs.push(Run { text, x: start.0, end: end.0, y: start.1, size });
        }
        Some(())
    }

    /// Where the next character stands on the page.
    fn place(&self) -> (f32, f32) {
        let raised = multiplied([1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise], self.text_matrix);
        let [.., e, f] = multiplied(raised, self.state.matrix);
        (e, f)
    }
}

fn number(operands: &[Object], index: usize) -> f32 {
    operands.get(index).and_then(|operand| operand.as_float().ok()).unwrap_or(0.0)
}

fn matrix(operands: &[Object]) -> Matrix {
    std::array::from_fn(|index| number(operands, index))
}
