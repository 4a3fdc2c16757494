//! A row before and after, and how that is kept.

use keel::db::Value;
use keel::db::dump::some::Named;
use keel::error::{Error, Result};
use keel::id::Id;
use serde_json::{Map, Value as Json, json};

use super::tables::PERSON;
use crate::duplicates::sql::merges::Kept;

/// What an officer chooses of a record.
const FIELDS: [&str; 7] = ["name", "folded", "sort_key", "language", "place", "town", "photo_id"];

/// One row about one of the two, and what it is afterwards.
#[derive(Clone, Debug)]
pub struct Line {
    pub table: String,
    /// The columns that tell it from others.
    pub key: Vec<String>,
    /// Empty of a row that the merge itself puts in.
    pub before: Named,
    /// Nothing of a row that is taken out.
    pub after: Option<Named>,
}

impl Line {
    pub fn is(&self, table: &str) -> bool {
        self.table == table
    }

    pub fn is_gone(&self) -> bool {
        self.after.is_none()
    }

    pub fn is_new(&self) -> bool {
        self.before.is_empty()
    }

    /// What a column was before.
    pub fn was(&self, column: &str) -> &Value {
        self.before.get(column).unwrap_or(&Value::Null)
    }

    /// Whether a column holds this afterwards.
    pub fn is_now(&self, column: &str, value: &Value) -> bool {
        self.after.as_ref().and_then(|after| after.get(column)) == Some(value)
    }

    pub fn set(&mut self, column: &str, value: Value) {
        if let Some(after) = &mut self.after {
            after.insert(column.to_owned(), value);
        }
    }

    /// Columns as another row had them.
    pub fn take(&mut self, from: &Named, columns: &[&str]) {
        for column in columns {
            self.set(column, from.get(*column).cloned().unwrap_or(Value::Null));
        }
    }

    pub fn remove(&mut self) {
        self.after = None;
    }

    pub fn key_of(&self, row: &Named) -> Named {
        row.iter()
            .filter(|(name, _)| self.key.contains(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    /// The columns that are other afterwards, as they are then.
    pub fn changed(&self) -> Named {
        let Some(after) = &self.after else { return Named::new() };
        let is_other = |(name, value): &(&String, &Value)| self.before.get(*name) != Some(*value);
        after.iter().filter(is_other).map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// As it is kept, so that it comes back.
    pub fn kept(&self) -> Kept {
        let mut changed = self.changed();
        if self.is(PERSON) {
            // Compared with what is there when the merge is undone, so they are kept whether they changed or not.
            let after = self.after.iter().flatten().filter(|(name, _)| FIELDS.contains(&name.as_str()));
            changed.extend(after.map(|(name, value)| (name.clone(), value.clone())));
        }
        let of_before = |(name, _): (&String, &Value)| Some((name.clone(), self.before.get(name)?.clone()));
        let before = match &self.after {
            None => Some(self.before.clone()),
            Some(_) if self.is_new() => None,
            Some(_) => Some(changed.iter().filter_map(of_before).collect::<Named>()),
        };
        let row = self.after.as_ref().unwrap_or(&self.before);
        Kept {
            about: self.table.clone(),
            row_key: written(&self.key_of(row)),
            before: before.filter(|before| !before.is_empty()).map(|before| written(&before)),
            after: (!changed.is_empty()).then(|| written(&changed)),
        }
    }
}

/// A row of a merge as it was kept.
#[derive(Clone, Debug)]
pub struct Saved {
    pub table: String,
    pub key: Named,
    pub before: Option<Named>,
    pub after: Option<Named>,
}

impl Saved {
    pub fn of(kept: &Kept) -> Result<Self> {
        let opened = |text: &Option<String>| text.as_deref().map(read).transpose();
        Ok(Self {
            table: kept.about.clone(),
            key: read(&kept.row_key)?,
            before: opened(&kept.before)?,
            after: opened(&kept.after)?,
        })
    }

    /// Taken out by the merge.
    pub fn is_gone(&self) -> bool {
        self.before.is_some() && self.after.is_none()
    }

    /// Put in by the merge.
    pub fn is_new(&self) -> bool {
        self.before.is_none() && self.after.is_some()
    }

    pub fn is_changed(&self) -> bool {
        self.before.is_some() && self.after.is_some()
    }
}

fn written(row: &Named) -> String {
    let all: Map<String, Json> = row.iter().map(|(name, value)| (name.clone(), told(value))).collect();
    Json::Object(all).to_string()
}

fn told(value: &Value) -> Json {
    let hex =
        |bytes: &[u8]| json!({ "hex": bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>() });
    match value {
        Value::Null => Json::Null,
        Value::Int(n) => json!(n),
        Value::Flag(flag) => json!(i64::from(*flag)),
        Value::Real(x) => json!({ "real": x }),
        Value::Text(text) => json!(text),
        Value::Bytes(bytes) => hex(bytes),
        Value::Id(id) => hex(id),
    }
}

fn read(text: &str) -> Result<Named> {
    let all: Map<String, Json> = serde_json::from_str(text)?;
    all.into_iter().map(|(name, value)| Ok((name, value_of(&value)?))).collect()
}

fn value_of(json: &Json) -> Result<Value> {
    let wrong = || Error::broken("a row of a merge cannot be read");
    Ok(match json {
        Json::Null => Value::Null,
        Json::Number(n) => Value::Int(n.as_i64().ok_or_else(wrong)?),
        Json::String(text) => Value::Text(text.clone()),
        Json::Object(held) => match (held.get("hex"), held.get("real")) {
            (Some(Json::String(hex)), _) => Value::Bytes(unhex(hex).ok_or_else(wrong)?),
            (_, Some(x)) => Value::Real(x.as_f64().ok_or_else(wrong)?),
            _ => return Err(wrong()),
        },
        Json::Bool(_) | Json::Array(_) => return Err(wrong()),
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    if text.len().is_multiple_of(2) { (0..text.len()).step_by(2).map(pair).collect() } else { None }
}

/// An id as rows hold it.
pub fn bytes(id: Id) -> Value {
    Value::Bytes(id.0.to_vec())
}

pub fn id(value: &Value) -> Option<Id> {
    match value {
        Value::Bytes(bytes) => bytes.as_slice().try_into().ok().map(Id),
        Value::Id(bytes) => Some(Id(*bytes)),
        _ => None,
    }
}

pub fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn a_value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::Int),
            ".*".prop_map(Value::Text),
            proptest::collection::vec(any::<u8>(), 0..40).prop_map(Value::Bytes),
        ]
    }

    proptest! {
        #[test]
        fn a_row_comes_back_as_it_was(row in proptest::collection::btree_map("[a-z_]{1,12}", a_value(), 0..8)) {
            prop_assert_eq!(read(&written(&row)).expect("read"), row);
        }
    }
}
