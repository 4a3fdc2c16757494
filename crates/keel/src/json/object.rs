//! An object, taken apart member by member; what is left over was not asked for and is a mistake.

use serde_json::{Map, Value};

use super::below;
use crate::clock::Day;
use crate::error::Text;

/// One mistake and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// RFC 6901: `/person/number`, empty for the whole.
    pub pointer: String,
    pub text: Text,
}

/// The mistakes of a body, in the order found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

/// Nobody reads more than this, and a body could hold a hundred thousand.
const MOST: usize = 50;

impl Faults {
    pub fn add(&mut self, pointer: impl Into<String>, text: Text) {
        if self.0.len() < MOST {
            self.0.push(Fault { pointer: pointer.into(), text });
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn has_below(&self, pointer: &str) -> bool {
        let inside = format!("{pointer}/");
        self.0.iter().any(|fault| fault.pointer == pointer || fault.pointer.starts_with(&inside))
    }
}

/// What a body says about one member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Given<T> {
    /// Nothing: it stays as it is.
    #[default]
    Nothing,
    /// `null`: there is none.
    Null,
    Value(T),
}

impl<T> Given<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Nothing | Self::Null => None,
        }
    }

    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }

    /// What holds afterwards, where `before` held.
    pub fn or_before(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Nothing => before,
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }
}

/// An object that is being read.
#[derive(Debug)]
pub struct Object {
    pointer: String,
    fields: Map<String, Value>,
}

/// Longer than any one line of a record.
const LONGEST: usize = 300;
/// More than anybody has of one thing.
const MANY: usize = 50;

impl Object {
    /// The whole body, which must be an object.
    pub fn whole(value: Value, faults: &mut Faults) -> Option<Self> {
        Self::at(String::new(), value, faults)
    }

    fn at(pointer: String, value: Value, faults: &mut Faults) -> Option<Self> {
        let Value::Object(fields) = value else {
            faults.add(pointer, Text::new("keel-json-object"));
            return None;
        };
        Some(Self { pointer, fields })
    }

    /// The pointer to a member, there or not.
    pub fn pointer(&self, name: &str) -> String {
        below(&self.pointer, name)
    }

    /// Whether a member is still there to be taken.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// Whether every member was taken.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    fn take<T>(&mut self, name: &str, read: impl FnOnce(Value, String) -> Option<T>) -> Given<T> {
        match self.fields.remove(name) {
            None => Given::Nothing,
            Some(Value::Null) => Given::Null,
            // What was not understood is among the mistakes, and nothing is done with it.
            Some(value) => read(value, self.pointer(name)).map_or(Given::Nothing, Given::Value),
        }
    }

    /// One line of text; neither empty nor with characters that no name has.
    pub fn text(&mut self, name: &str, faults: &mut Faults) -> Given<String> {
        self.take(name, |value, pointer| line(value, pointer, faults))
    }

    /// Text that means something: `read` says what, or why not.
    pub fn read<T>(
        &mut self,
        name: &str,
        faults: &mut Faults,
        read: impl FnOnce(&str) -> Result<T, Text>,
    ) -> Given<T> {
        self.take(name, |value, pointer| {
            let text = line(value, pointer.clone(), faults)?;
            read(&text).map_err(|text| faults.add(pointer, text)).ok()
        })
    }

    /// A calendar day, `yyyy-mm-dd`.
    pub fn day(&mut self, name: &str, faults: &mut Faults) -> Given<Day> {
        self.read(name, faults, |text| Day::parse(text).ok_or_else(|| Text::new("keel-json-day")))
    }

    /// One of a list of words.
    pub fn word<T: Copy>(&mut self, name: &str, faults: &mut Faults, words: &[(&str, T)]) -> Given<T> {
        self.read(name, faults, |text| {
            let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
            let list = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
            found.ok_or_else(|| Text::new("keel-json-word").with("words", list))
        })
    }

    /// Lines of text.
    pub fn texts(&mut self, name: &str, faults: &mut Faults) -> Given<Vec<String>> {
        self.take(name, |value, pointer| {
            let Value::Array(values) = value else {
                faults.add(pointer, Text::new("keel-json-list"));
                return None;
            };
            if values.len() > MANY {
                faults.add(pointer, Text::new("keel-json-many").with("most", MANY));
                return None;
            }
            let lines = values.into_iter().enumerate();
            Some(lines.filter_map(|(at, value)| line(value, format!("{pointer}/{at}"), faults)).collect())
        })
    }

    /// An object within.
    pub fn object(&mut self, name: &str, faults: &mut Faults) -> Given<Self> {
        self.take(name, |value, pointer| Self::at(pointer, value, faults))
    }

    /// A member without which nothing can be done.
    pub fn needed<T>(&self, name: &str, given: Given<T>, faults: &mut Faults) -> Option<T> {
        let pointer = self.pointer(name);
        // What was there and not understood is said already.
        let is_faulty = faults.has_below(&pointer);
        match given {
            Given::Value(value) => Some(value),
            Given::Null => {
                faults.add(pointer, Text::new("keel-json-null"));
                None
            }
            Given::Nothing if is_faulty => None,
            Given::Nothing => {
                faults.add(pointer, Text::new("keel-json-missing"));
                None
            }
        }
    }

    /// A member that may be left out but not emptied.
    pub fn not_null<T>(&self, name: &str, given: Given<T>, faults: &mut Faults) -> Option<T> {
        if matches!(given, Given::Null) {
            faults.add(self.pointer(name), Text::new("keel-json-null"));
        }
        given.value()
    }

    /// Whatever was not taken has no meaning here: a slip of the pen must not vanish.
    pub fn end(self, faults: &mut Faults) {
        for name in self.fields.keys() {
            faults.add(below(&self.pointer, name), Text::new("keel-json-unknown"));
        }
    }
}

fn line(value: Value, pointer: String, faults: &mut Faults) -> Option<String> {
    let Value::String(text) = value else {
        faults.add(pointer, Text::new("keel-json-text"));
        return None;
    };
    let key = if text.trim().is_empty() {
        "keel-json-empty"
    } else if text.chars().any(char::is_control) {
        "keel-json-control"
    } else if text.chars().count() > LONGEST {
        "keel-json-long"
    } else {
        return Some(text);
    };
    faults.add(pointer, Text::new(key).with("most", LONGEST));
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(faults: &Faults) -> Vec<(&str, &str)> {
        faults.0.iter().map(|fault| (fault.pointer.as_str(), fault.text.key)).collect()
    }

    #[test]
    fn left_out_null_and_a_value_are_three_things() {
        let mut faults = Faults::default();
        let mut body = Object::whole(json!({"b": null, "c": "x"}), &mut faults).expect("an object");
        assert_eq!(body.text("a", &mut faults), Given::Nothing);
        assert_eq!(body.text("b", &mut faults), Given::Null);
        assert_eq!(body.text("c", &mut faults), Given::Value("x".to_owned()));
        body.end(&mut faults);
        assert!(faults.is_empty());
    }

    #[test]
    fn every_mistake_is_said_at_its_place() {
        let body = json!({
            "name": 7, "day": "2026-02-30", "kind": "fired", "list": ["a", "", "b\u{0}"],
            "in": {"x/y": 1}, "typo": 1,
        });
        let mut faults = Faults::default();
        let mut body = Object::whole(body, &mut faults).expect("an object");
        let name = body.text("name", &mut faults);
        assert_eq!(body.needed("name", name, &mut faults), None);
        body.day("day", &mut faults);
        body.word("kind", &mut faults, &[("resignation", 1)]);
        body.texts("list", &mut faults);
        body.object("in", &mut faults).value().expect("an object").end(&mut faults);
        let gone = body.text("gone", &mut faults);
        body.needed("gone", gone, &mut faults);
        body.end(&mut faults);
        let wanted = [
            ("/name", "keel-json-text"),
            ("/day", "keel-json-day"),
            ("/kind", "keel-json-word"),
            ("/list/1", "keel-json-empty"),
            ("/list/2", "keel-json-control"),
            ("/in/x~1y", "keel-json-unknown"),
            ("/gone", "keel-json-missing"),
            ("/typo", "keel-json-unknown"),
        ];
        assert_eq!(said(&faults), wanted);
    }

    #[test]
    fn a_hundred_thousand_mistakes_are_fifty() {
        let mut faults = Faults::default();
        let many: Map<String, Value> = (0..100_000).map(|n| (n.to_string(), Value::Null)).collect();
        Object::whole(Value::Object(many), &mut faults).expect("an object").end(&mut faults);
        assert_eq!(faults.0.len(), MOST);
    }
}
