//! Where a record of CSV ends, and what is a field in it: RFC 4180, strict about quotation marks.
//!
//! A mark counts at the beginning of a field, blanks before it aside; within a field it is a character like any
//! other. What stands behind a closing mark belongs to nothing, and which rows such a record swallowed is
//! anybody's guess: it is torn, to the end of the line. The parsers that others keep are lenient there.

/// As many columns as a spreadsheet program has: so many empty ones are at times exported behind the table.
const WIDEST: usize = 16_384;

/// Divides text into records, one after the other, however the text comes in.
pub struct Records {
    delimiter: u8,
    state: State,
    /// How far the record was looked at.
    at: usize,
    /// Where the field begins that is being looked at, and where the last mark stands that may close it.
    begin: usize,
    mark: usize,
    has_doubled: bool,
    fields: Vec<Field>,
    is_torn: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing but blanks so far.
    Begin,
    Plain,
    Quoted,
    /// Behind a mark that closes the field, or is the first of two that stand for one.
    Marked,
    /// Behind a closing mark.
    Behind,
    Torn,
}

/// Where in a record it stands.
#[derive(Clone, Copy)]
pub struct Field {
    pub begin: usize,
    pub end: usize,
    pub is_quoted: bool,
    pub has_doubled: bool,
}

pub enum Step {
    /// The record goes on behind this text.
    More,
    Ended,
    TooWide,
}

impl Records {
    pub const fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            state: State::Begin,
            at: 0,
            begin: 0,
            mark: 0,
            has_doubled: false,
            fields: Vec::new(),
            is_torn: false,
        }
    }

    /// The next record is a new one.
    pub fn begin(&mut self) {
        (self.state, self.at, self.begin, self.is_torn) = (State::Begin, 0, 0, false);
        self.fields.clear();
    }

    /// Looks on in a record, of which `text` is all that is known so far.
    pub fn look(&mut self, text: &[u8]) -> Step {
        loop {
            if self.state == State::Begin && self.at == self.begin {
                self.pass_plain(text);
            }
            let Some(next) = self.skip(text) else { return Step::More };
            match self.state {
                State::Begin if next == b'"' => {
                    self.at += 1;
                    (self.state, self.begin, self.has_doubled) = (State::Quoted, self.at, false);
                }
                State::Begin => {
                    self.state = State::Plain;
                    continue;
                }
                State::Quoted => {
                    (self.state, self.mark) = (State::Marked, self.at);
                    self.at += 1;
                }
                State::Marked if next == b'"' => {
                    self.at += 1;
                    (self.state, self.has_doubled) = (State::Quoted, true);
                }
                State::Marked => self.state = State::Behind,
                State::Plain | State::Behind if next == self.delimiter => {
                    self.close();
                    self.at += 1;
                    (self.state, self.begin) = (State::Begin, self.at);
                    if self.fields.len() > WIDEST {
                        return Step::TooWide;
                    }
                }
                State::Plain | State::Behind if is_line_end(next) => {
                    self.close();
                    return Step::Ended;
                }
                State::Plain | State::Behind => (self.state, self.is_torn) = (State::Torn, true),
                State::Torn => return Step::Ended,
            }
        }
    }

    /// Passes fields that are nothing but text and end in a delimiter, as nearly all do.
    fn pass_plain(&mut self, text: &[u8]) {
        let (delimiter, mut begin) = (self.delimiter, self.begin);
        while self.fields.len() < WIDEST
            && let Some(rest) = text.get(begin..)
            && !matches!(rest.first(), Some(b'"' | b' ' | b'\t'))
            && let Some(length) = rest.iter().position(|byte| *byte == delimiter || is_line_end(*byte))
            && rest[length] == delimiter
        {
            let end = begin + length;
            self.fields.push(Field { begin, end, is_quoted: false, has_doubled: false });
            begin = end + 1;
        }
        (self.at, self.begin) = (begin, begin);
    }

    /// The next byte that matters here.
    fn skip(&mut self, text: &[u8]) -> Option<u8> {
        let rest = text.get(self.at..)?;
        let delimiter = self.delimiter;
        let is_blank = |byte: u8| matches!(byte, b' ' | b'\t') && byte != delimiter;
        let found = match self.state {
            State::Begin | State::Behind => rest.iter().position(|byte| !is_blank(*byte)),
            State::Plain => rest.iter().position(|byte| *byte == delimiter || is_line_end(*byte)),
            State::Quoted => rest.iter().position(|byte| *byte == b'"'),
            State::Marked => (!rest.is_empty()).then_some(0),
            State::Torn => rest.iter().position(|byte| is_line_end(*byte)),
        };
        self.at += found.unwrap_or(rest.len());
        text.get(self.at).copied()
    }

    fn close(&mut self) {
        let is_quoted = self.state == State::Behind;
        let end = if is_quoted { self.mark } else { self.at };
        let has_doubled = is_quoted && self.has_doubled;
        self.fields.push(Field { begin: self.begin, end, is_quoted, has_doubled });
    }

    /// The text is over: whether the record ends with it, as it does unless a mark is open.
    pub fn end(&mut self) -> bool {
        if self.state == State::Marked {
            self.state = State::Behind;
        }
        if matches!(self.state, State::Begin | State::Plain | State::Behind) {
            self.close();
        }
        self.state != State::Quoted
    }

    /// Bytes of the record, without what ends it.
    pub const fn length(&self) -> usize {
        self.at
    }

    /// Bytes of the field that is being looked at.
    pub const fn in_field(&self) -> usize {
        self.at - self.begin
    }

    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    pub const fn is_torn(&self) -> bool {
        self.is_torn
    }

    /// Whether a mark opened in one row and closed in a later one, as if these were one: each line has as many
    /// delimiters as rows have, the first of them behind the mark. Texts of several lines that look so are rare,
    /// and where every field has its marks, one too many shows by itself.
    pub fn has_swallowed(&self, record: &[u8], usual: usize) -> bool {
        let over_lines = |field: &Field| {
            let field = &record[field.begin..field.end];
            let first = field.split(|byte| is_line_end(*byte)).next().unwrap_or_default();
            first.len() < field.len() && first.contains(&self.delimiter)
        };
        let delimiters = |line: &[u8]| line.iter().filter(|byte| **byte == self.delimiter).count();
        self.fields.iter().any(|field| field.is_quoted && over_lines(field))
            && self.fields.iter().any(|field| !field.is_quoted)
            && record
                .split(|byte| is_line_end(*byte))
                .filter(|line| !line.is_empty())
                .all(|line| delimiters(line) + 1 == usual)
    }
}

pub const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

impl Field {
    /// The field of its record, as it stands there: where it has doubled marks, two of them are one.
    pub fn of<'a>(&self, record: &'a str) -> &'a str {
        record.get(self.begin..self.end).unwrap_or_default()
    }
}
