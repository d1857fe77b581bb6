//! Elements that hold a NISS, wherever they stand in a document.

use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{LONGEST, Lines, ListProblem, is_name};

/// Counts line ends that were taken.
struct Counted<R> {
    inner: R,
    line: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.line += out[..count].iter().filter(|byte| **byte == b'\n').count() as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let taken =
            self.inner.fill_buf().map_or(0, |ready| ready[..amount].iter().filter(|byte| **byte == b'\n').count());
        self.line += taken as u64;
        self.inner.consume(amount);
    }
}

pub(super) fn read(text: impl BufRead, lines: &mut Lines<'_>) -> Result<(), ListProblem> {
    let mut reader = Reader::from_reader(Counted { inner: text, line: 1 });
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    // Where the element began, and what it said until now.
    let mut within: Option<(u64, String)> = None;
    let (mut depth, mut is_rooted) = (0_usize, false);
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        let line = reader.get_ref().line;
        match event.map_err(|_| ListProblem::Broken(line))? {
            Event::DocType(_) | Event::GeneralRef(_) => return Err(ListProblem::Doctype),
            Event::Start(start) => {
                (depth, is_rooted) = (depth + 1, true);
                let name = start.local_name();
                if within.is_none() && is_name(name.as_ref()) {
                    within = Some((line, String::new()));
                }
            }
            Event::Text(words) => {
                if let Some((_, said)) = &mut within {
                    said.push_str(&words.xml10_content());
                    if said.len() > LONGEST {
                        return Err(ListProblem::Broken(line));
                    }
                }
            }
            Event::End(end) => {
                depth = depth.checked_sub(1).ok_or(ListProblem::Broken(line))?;
                let is_own = is_name(end.local_name().as_ref());
                if let Some((begun, said)) = within.take_if(|_| is_own)
                    && !lines.typed(begun, said.trim())
                {
                    return Ok(());
                }
            }
            Event::Eof if depth > 0 => return Err(ListProblem::Broken(line)),
            Event::Eof => return if is_rooted { Ok(()) } else { Err(ListProblem::Empty) },
            _ => {}
        }
    }
}
