//! One page of a PDF: which text stands where.

use lopdf::Object;
use lopdf::content::{Content, Operation};

use super::font::{Font, PageFonts};
use super::guard::has_too_many_operands;

/// A piece of text and where it stands, in points from the lower left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub text: String,
    /// Where it begins.
    pub x: f32,
    pub end: f32,
    /// Its base line.
    pub y: f32,
    /// The size of its letters.
    pub size: f32,
}

/// What could be read on a page.
pub struct Page {
    /// Its text, in the direction that most of it has.
    pub runs: Vec<Run>,
    /// Text in other directions, each turned level.
    pub turned: Vec<Vec<Run>>,
    /// Whether some text stands askew or up a margin, and was left out.
    pub left_out: bool,
    /// Whether a font does not say which characters its codes show.
    pub is_doubtful: bool,
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
    /// By direction, in quarters of a turn.
    runs: [Vec<Run>; 4],
    askew: bool,
    is_doubtful: bool,
    left: usize,
    incomplete: bool,
}

/// The deepest nesting of saved states.
const MAX_SAVED: usize = 200;

/// The text of a page's content; nothing when it is longer than allowed.
pub fn read(content: &[u8], fonts: &PageFonts<'_>, rotation: i64, max_bytes: usize) -> Option<Page> {
    // An operation is built whole, each operand many times as long as its bytes.
    if has_too_many_operands(content) {
        return None;
    }
    let state = State {
        matrix: as_shown(rotation),
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
        runs: [const { Vec::new() }; 4],
        askew: false,
        is_doubtful: false,
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
    let (runs, turned, margin) = by_direction(interpreter.runs);
    let left_out = margin || interpreter.askew;
    Some(Page { runs, turned, left_out, is_doubtful: interpreter.is_doubtful, incomplete: interpreter.incomplete })
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
        let (text, is_doubtful) = font.text(bytes);
        self.is_doubtful |= is_doubtful;
        self.left = self.left.checked_sub(text.len() + 1)?;
        let (width, characters, blanks) = font.measure(bytes);
        #[allow(clippy::cast_precision_loss, reason = "a string of a page has few characters")]
        let spaces = characters as f32 * self.state.character_space + blanks as f32 * self.state.word_space;
        let start = self.place();
        self.advance((width * self.state.size + spaces) * self.state.scale);
        let end = self.place();
        let [_, b, _, d, ..] = multiplied(self.text_matrix, self.state.matrix);
        let size = (self.state.size * b.hypot(d)).abs();
        let is_finite = [start.0, start.1, end.0, end.1, size].iter().all(|n| n.is_finite());
        if !is_finite || text.is_empty() {
            return Some(());
        }
        let [a, b, ..] = multiplied(self.text_matrix, self.state.matrix);
        match quarter(a, b) {
            Some(turn) => {
                let (start, end) = (leveled(start, turn), leveled(end, turn));
                self.runs[turn].push(Run { text, x: start.0.min(end.0), end: end.0.max(start.0), y: start.1, size });
            }
            None => self.askew |= text.chars().any(char::is_alphanumeric),
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

/// The matrix that turns a page as its `/Rotate` has it shown.
const fn as_shown(rotation: i64) -> Matrix {
    match rotation.rem_euclid(360) {
        90 => [0.0, -1.0, 1.0, 0.0, 0.0, 0.0],
        180 => [-1.0, 0.0, 0.0, -1.0, 0.0, 0.0],
        270 => [0.0, 1.0, -1.0, 0.0, 0.0, 0.0],
        _ => IDENTITY,
    }
}

/// How many quarters of a turn a line of text has made; nothing when it stands askew.
fn quarter(a: f32, b: f32) -> Option<usize> {
    const LEVEL: f32 = 0.05;
    if b.abs() <= a.abs() * LEVEL {
        Some(if a < 0.0 { 2 } else { 0 })
    } else if a.abs() <= b.abs() * LEVEL {
        Some(if b > 0.0 { 1 } else { 3 })
    } else {
        None
    }
}

/// A place as it is when its line is turned level.
const fn leveled((x, y): (f32, f32), turn: usize) -> (f32, f32) {
    match turn {
        1 => (y, -x),
        2 => (-x, -y),
        3 => (-y, x),
        _ => (x, y),
    }
}

/// How much of a page's text a direction must have not to be something in a margin: one part in so many.
const SHARE: usize = 8;

/// The direction that most of the text has, the others that are more than something in a margin, and whether any was
/// left out.
fn by_direction(mut runs: [Vec<Run>; 4]) -> (Vec<Run>, Vec<Vec<Run>>, bool) {
    let letters = |runs: &Vec<Run>| {
        runs.iter().map(|run| run.text.chars().filter(|c| c.is_alphanumeric()).count()).sum::<usize>()
    };
    let counts = [letters(&runs[0]), letters(&runs[1]), letters(&runs[2]), letters(&runs[3])];
    let all: usize = counts.iter().sum();
    let main = (0..4).rev().max_by_key(|turn| counts[*turn]).unwrap_or_default();
    let (mut turned, mut left_out) = (Vec::new(), false);
    for turn in (0..4).filter(|turn| *turn != main && counts[*turn] > 0) {
        if counts[turn] * SHARE >= all {
            turned.push(std::mem::take(&mut runs[turn]));
        } else {
            left_out = true;
        }
    }
    (std::mem::take(&mut runs[main]), turned, left_out)
}

fn number(operands: &[Object], index: usize) -> f32 {
    operands.get(index).and_then(|operand| operand.as_float().ok()).unwrap_or(0.0)
}

fn matrix(operands: &[Object]) -> Matrix {
    std::array::from_fn(|index| number(operands, index))
}
