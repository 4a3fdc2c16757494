//! JSON from strangers, read strictly (RFC 8259, with the restrictions of I-JSON, RFC 7493): no name
//! twice, no half of a surrogate pair, no number that no float holds, no nesting without end. What is
//! wrong is said with the place where it stands, as a JSON pointer (RFC 6901).

mod object;

pub use object::{Fault, Faults, Given, Object};

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::error::Text;

/// Deeper than anything that is sent to us on purpose.
const DEEPEST: usize = 16;

/// Why something is not JSON that we read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not JSON at all, from this line and column on.
    Syntax {
        line: usize,
        column: usize,
    },
    /// The same name twice in one object: nobody can tell which is meant.
    Twice(String),
    Deep,
}

impl Unreadable {
    /// For whoever sent it.
    pub fn text(&self) -> Text {
        match self {
            Self::Syntax { line, column } => {
                Text::new("keel-json-syntax").with("line", *line).with("column", *column)
            }
            Self::Twice(pointer) => Text::new("keel-json-twice").with("pointer", pointer),
            Self::Deep => Text::new("keel-json-deep"),
        }
    }
}

/// Reads one JSON text, to its end.
pub fn read(bytes: &[u8]) -> Result<Value, Unreadable> {
    let trouble = Cell::new(None);
    let mut from = serde_json::Deserializer::from_slice(bytes);
    let place = Place { pointer: String::new(), depth: 0, trouble: &trouble };
    let read = place.deserialize(&mut from).and_then(|value| from.end().map(|()| value));
    read.map_err(|error| {
        trouble.take().unwrap_or(Unreadable::Syntax { line: error.line(), column: error.column() })
    })
}

/// A pointer to a member of what `pointer` points to.
pub fn below(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// Where a value is about to be read.
struct Place<'a> {
    pointer: String,
    depth: usize,
    trouble: &'a Cell<Option<Unreadable>>,
}

impl Place<'_> {
    fn below(&self, name: &str) -> Self {
        Self { pointer: below(&self.pointer, name), depth: self.depth + 1, trouble: self.trouble }
    }

    fn refuse<E: serde::de::Error>(&self, trouble: Unreadable) -> E {
        self.trouble.set(Some(trouble));
        E::custom("refused")
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        if self.depth > DEEPEST {
            return Err(self.refuse(Unreadable::Deep));
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Place<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Value, E> {
        Number::from_f64(number).map(Value::Number).ok_or_else(|| E::custom("no number"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = all.next_element_seed(self.below(&values.len().to_string()))? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = all.next_key::<String>()? {
            if fields.contains_key(&name) {
                return Err(self.refuse(Unreadable::Twice(below(&self.pointer, &name))));
            }
            let value = all.next_value_seed(self.below(&name))?;
            fields.insert(name, value);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn refused(text: &str) -> Unreadable {
        read(text.as_bytes()).expect_err("refused")
    }

    #[test]
    fn what_others_read_in_two_ways_is_refused_and_says_where() {
        assert_eq!(refused(r#"{"a":{"b/c":1,"b/c":2}}"#), Unreadable::Twice("/a/b~1c".to_owned()));
        assert_eq!(refused(r#"[{"a":1},{"\u0061":1,"a":2}]"#), Unreadable::Twice("/1/a".to_owned()));
        for text in [r#""\ud800""#, r#""\udc00\ud800""#, "1e999", "01", "{'a':1}", "[1,]", "NaN", "", "1 2"] {
            assert!(matches!(refused(text), Unreadable::Syntax { .. }), "{text}");
        }
        assert!(matches!(read(b"\"\xff\""), Err(Unreadable::Syntax { .. })));
        assert_eq!(refused("{\n  \"a\": ?"), Unreadable::Syntax { line: 2, column: 8 });
    }

    #[test]
    fn nesting_has_an_end_and_never_a_stack_overflow() {
        assert_eq!(refused(&"[".repeat(100_000)), Unreadable::Deep);
        let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(deep(DEEPEST).as_bytes()).is_ok());
        assert_eq!(refused(&deep(DEEPEST + 1)), Unreadable::Deep);
    }

    #[test]
    fn good_json_is_read_as_it_is() {
        let text = r#" {"name":"陈彤 \ud83d\ude00","n":[1,-2,1.5,true,null,{}]} "#;
        assert_eq!(read(text.as_bytes()), Ok(json!({"name": "陈彤 😀", "n": [1, -2, 1.5, true, null, {}]})));
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(value) = read(&bytes) {
                prop_assert_eq!(serde_json::from_slice::<Value>(&bytes).expect("JSON"), value);
            }
        }
    }
}
