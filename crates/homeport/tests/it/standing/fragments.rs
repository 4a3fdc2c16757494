//! What statements share: macros that are literals, read from the source as the compiler reads them.

use std::collections::BTreeMap;

use super::source::{Source, literal};

/// `macro_rules! name { ($a:literal) => { concat!("…", $a) }; }`, one arm each.
struct Fragment {
    params: Vec<String>,
    body: String,
}

/// Every fragment of the tree, by name.
pub struct Fragments(BTreeMap<String, Fragment>);

type Values<'a> = &'a [(String, String)];

impl Fragments {
    pub fn of(sources: &[Source]) -> Self {
        let mut all = BTreeMap::new();
        for source in sources {
            for (at, mark) in source.text.match_indices("macro_rules! ") {
                let (name, fragment) = fragment(&source.text[at + mark.len()..])
                    .unwrap_or_else(|| panic!("{}: a fragment has one arm and literals only", source.path));
                assert!(
                    all.insert(name.clone(), fragment).is_none(),
                    "{}: {name}! is there twice",
                    source.path
                );
            }
        }
        Self(all)
    }

    /// The text that begins after `sql!(`.
    pub fn written(&self, code: &str) -> Result<String, String> {
        Ok(self.pieces(code, &[])?.0.concat())
    }

    /// What stands between commas, up to the closing bracket.
    fn pieces<'a>(&self, code: &'a str, values: Values) -> Result<(Vec<String>, &'a str), String> {
        let mut all = Vec::new();
        let mut rest = code.trim_start();
        loop {
            if let Some(rest) = rest.strip_prefix(')') {
                return Ok((all, rest));
            }
            let (piece, after) = self.piece(rest, values)?;
            all.push(piece);
            rest = after.trim_start();
            rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
        }
    }

    fn piece<'a>(&self, code: &'a str, values: Values) -> Result<(String, &'a str), String> {
        if let Some(found) = literal(code) {
            return Ok(found);
        }
        if let Some(param) = code.strip_prefix('$') {
            let (name, rest) = word(param);
            let value = values.iter().find(|(param, _)| param == name);
            return value.map(|(_, value)| (value.clone(), rest)).ok_or_else(|| format!("no ${name}"));
        }
        let (name, rest) = word(code);
        let inner =
            rest.strip_prefix("!(").ok_or_else(|| format!("{name} is neither literal nor fragment"))?;
        let (args, rest) = self.pieces(inner, values)?;
        if name == "concat" {
            return Ok((args.concat(), rest));
        }
        let fragment = self.0.get(name).ok_or_else(|| format!("there is no fragment {name}!"))?;
        let values: Vec<_> = fragment.params.iter().cloned().zip(args).collect();
        Ok((self.piece(fragment.body.trim_start(), &values)?.0, rest))
    }
}

fn word(code: &str) -> (&str, &str) {
    let end = code.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(code.len());
    code.split_at(end)
}

/// From the name on.
fn fragment(code: &str) -> Option<(String, Fragment)> {
    let (name, rest) = word(code);
    let (params, rest) = rest.split_once('(')?.1.split_once(") => {")?;
    let params = params.split(',').filter_map(|param| param.trim().strip_prefix('$'));
    let params = params.filter_map(|param| param.split_once(':')).map(|(name, _)| name.to_owned()).collect();
    Some((name.to_owned(), Fragment { params, body: rest.to_owned() }))
}
