//! The tokens of a PDF, told apart as `lopdf` does but without building anything from them.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    /// Its first byte.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// The beginning of an array or of a dictionary.
    Open,
    /// The end of one.
    Close,
    /// A number, a name, a string, a truth value or nothing.
    Value,
    /// A keyword or an operator.
    Word,
    /// What no object can hold.
    Other,
}

/// Goes through tokens.
pub struct Lexer<'a> {
    bytes: &'a [u8],
    /// Where the next token is looked for.
    pub at: usize,
}

impl<'a> Lexer<'a> {
    /// Begins at a place.
    pub const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Skips blanks and comments.
    pub fn skip_blanks(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'%' => self.skip_while(|byte| !matches!(byte, b'\r' | b'\n')),
                byte if is_blank(*byte) => self.at += 1,
                _ => return,
            }
        }
    }

    fn skip_while(&mut self, is_in: impl Fn(u8) -> bool) {
        while self.bytes.get(self.at).is_some_and(|byte| is_in(*byte)) {
            self.at += 1;
        }
    }

    fn starts_with(&self, word: &[u8]) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word))
    }

    /// The kind of the token here; goes behind it.
    fn token(&mut self, first: u8) -> TokenKind {
        match first {
            b'<' | b'>' if self.starts_with(&[first, first]) => {
                self.at += 2;
                return if first == b'<' { TokenKind::Open } else { TokenKind::Close };
            }
            b'[' | b']' => {
                self.at += 1;
                return if first == b'[' { TokenKind::Open } else { TokenKind::Close };
            }
            b'<' => {
                self.skip_while(|byte| byte != b'>');
                self.at += 1;
            }
            b'(' => self.skip_string(),
            b'/' => {
                self.at += 1;
                self.skip_while(is_regular);
            }
            b'0'..=b'9' => self.skip_while(|byte| byte.is_ascii_digit() || byte == b'.'),
            // `0-1` is two numbers.
            b'+' | b'-' | b'.' => {
                self.at += 1;
                self.skip_while(|byte| byte.is_ascii_digit() || byte == b'.');
            }
            _ => return self.word(first),
        }
        TokenKind::Value
    }

    fn word(&mut self, first: u8) -> TokenKind {
        // `nullnull` is two objects.
        let constant = [&b"null"[..], b"true", b"false"].into_iter().find(|word| self.starts_with(word));
        if let Some(constant) = constant {
            self.at += constant.len();
            return TokenKind::Value;
        }
        let is_of_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'\'' | b'"');
        if is_of_word(first) {
            self.skip_while(is_of_word);
            return TokenKind::Word;
        }
        self.at += 1;
        TokenKind::Other
    }

    fn skip_string(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' if depth == 1 => return,
                b')' => depth -= 1,
                _ => {}
            }
        }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip_blanks();
        let start = self.at;
        let first = *self.bytes.get(start)?;
        let kind = self.token(first);
        self.at = self.at.min(self.bytes.len());
        Some(Token { kind, start, end: self.at })
    }
}

/// Whether a byte is a blank.
pub const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

const fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}
