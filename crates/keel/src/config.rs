//! Settings that must exist before the database: a TOML file, each key overridable by an environment
//! variable `PREFIX_SECTION_KEY`. What the settings are, the caller's type says; it must refuse unknown
//! keys (`#[serde(deny_unknown_fields)]`) and have a default for each, since nothing needs to be set.
//!
//! A mistake names the file and line, or the variable, and never repeats the value: it may be a password.

use std::path::Path;

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::error::{Error, Result};

/// Variables of any prefix that are no settings: where the file is, and what is logged, both needed before
/// the settings can be read.
const PROGRAM: [&str; 2] = ["CONFIG", "LOG"];

/// Reads the file and this process's environment. A file that was named must exist; without one it is
/// `usual`, in the current folder, if that is there. `PREFIX_CONFIG` and `PREFIX_LOG` are no settings.
pub fn load<T: DeserializeOwned>(path: Option<&Path>, usual: &str, prefix: &str) -> Result<T> {
    let must_exist = path.is_some();
    let path = path.unwrap_or(Path::new(usual));
    let name = path.display().to_string();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_exist => String::new(),
        Err(error) => return Err(Error::from(error).context(name)),
    };
    let mut variables = Vec::new();
    for (variable, value) in environment() {
        let Some(variable) = variable.to_str() else { continue };
        let Some(rest) = variable.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')) else {
            continue;
        };
        if PROGRAM.contains(&rest) {
            continue;
        }
        let value = value.into_string().map_err(|_| Error::broken(format!("{variable}: not valid UTF-8")))?;
        variables.push((variable.to_owned(), value));
    }
    parse(&name, &text, prefix, &variables)
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn environment() -> std::env::VarsOs {
    std::env::vars_os()
}

/// As [`load`], from texts: the file's name and content, and the variables of the prefix.
pub fn parse<T: DeserializeOwned>(
    name: &str,
    text: &str,
    prefix: &str,
    variables: &[(String, String)],
) -> Result<T> {
    let mut table: Table = toml::from_str(text).map_err(|error| in_file(name, text, &error))?;
    // Checked by itself first, so that a mistake in the file is not laid at a variable's door.
    let mut settings: T = toml::from_str(text).map_err(|error| in_file(name, text, &error))?;
    let mut sorted: Vec<_> = variables.iter().collect();
    sorted.sort();
    for (variable, value) in sorted {
        settings = override_one(&mut table, prefix, variable, value)?;
    }
    Ok(settings)
}

/// Puts one variable over the file. Its value is text unless the setting is a number or a yes or no.
fn override_one<T: DeserializeOwned>(
    table: &mut Table,
    prefix: &str,
    variable: &str,
    value: &str,
) -> Result<T> {
    let key = variable.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).unwrap_or(variable);
    let key = key.to_ascii_lowercase();
    // A section's name is one word; what follows is the key, underscores included.
    let (section, key) = match key.split_once('_') {
        Some((section, key)) => (Some(section), key),
        None => (None, key.as_str()),
    };
    let mut refusal = String::new();
    for candidate in candidates(value) {
        let mut tried = table.clone();
        let target = match section {
            None => &mut tried,
            Some(section) => {
                let entry = tried.entry(section).or_insert_with(|| Value::Table(Table::new()));
                let Value::Table(inner) = entry else { break };
                inner
            }
        };
        target.insert(key.to_owned(), candidate);
        match T::deserialize(Value::Table(tried.clone())) {
            Ok(settings) => {
                *table = tried;
                return Ok(settings);
            }
            Err(error) if refusal.is_empty() => refusal = said(error.message()),
            Err(_) => {}
        }
    }
    let refusal = if refusal.is_empty() { "no such setting".to_owned() } else { refusal };
    Err(Error::broken(format!("environment variable {variable}: {refusal}")))
}

fn candidates(value: &str) -> impl Iterator<Item = Value> {
    let number = value.parse().ok().map(Value::Integer);
    let flag = value.parse().ok().map(Value::Boolean);
    [Some(Value::String(value.to_owned())), number, flag].into_iter().flatten()
}

fn in_file(name: &str, text: &str, error: &toml::de::Error) -> Error {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.map_or(1, |before| before.matches('\n').count() + 1);
    Error::broken(format!("{name}:{line}: {}", said(error.message())))
}

/// The refusal without the value it quotes: `invalid type: string "secret", expected u16`.
fn said(message: &str) -> String {
    let value = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    match value.and_then(|rest| rest.rsplit_once(", expected ")) {
        Some((_, wanted)) => format!("wrong kind of value, expected {wanted}"),
        None => message.lines().next().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize, Default, Debug, PartialEq)]
    #[serde(default, deny_unknown_fields)]
    struct Settings {
        server: Server,
        mail: Mail,
    }

    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(default, deny_unknown_fields)]
    struct Server {
        listen: String,
        max_forms: u32,
        open: bool,
    }

    impl Default for Server {
        fn default() -> Self {
            Self { listen: "127.0.0.1:8017".into(), max_forms: 3, open: false }
        }
    }

    #[derive(Deserialize, Default, Debug, PartialEq)]
    #[serde(default, deny_unknown_fields)]
    struct Mail {
        url: String,
    }

    fn read(text: &str, variables: &[(&str, &str)]) -> Result<Settings> {
        let variables: Vec<_> = variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        parse("homeport.toml", text, "PORT", &variables)
    }

    fn refused(text: &str, variables: &[(&str, &str)]) -> String {
        read(text, variables).expect_err("refused").to_string()
    }

    #[test]
    fn nothing_needs_to_be_set() {
        assert_eq!(read("", &[]).expect("settings"), Settings::default());
    }

    #[test]
    fn a_variable_wins_over_the_file_and_the_file_over_the_default() {
        let text = "[server]\nlisten = \"0.0.0.0:80\"\nmax_forms = 5\n[mail]\nurl = \"smtp://a\"\n";
        let variables =
            [("PORT_SERVER_LISTEN", "[::1]:9"), ("PORT_SERVER_MAX_FORMS", "7"), ("PORT_SERVER_OPEN", "true")];
        let settings = read(text, &variables).expect("settings");
        assert_eq!(settings.server, Server { listen: "[::1]:9".into(), max_forms: 7, open: true });
        assert_eq!(settings.mail.url, "smtp://a");
    }

    #[test]
    fn a_text_that_looks_like_a_number_stays_text() {
        assert_eq!(read("", &[("PORT_MAIL_URL", "12345")]).expect("settings").mail.url, "12345");
    }

    #[test]
    fn an_unknown_key_names_its_file_and_line_or_its_variable() {
        let error = refused("[server]\nlisten = \"x\"\nlisen = \"y\"\n", &[]);
        assert!(error.starts_with("homeport.toml:3: unknown field `lisen`"), "{error}");
        let error = refused("[sever]\n", &[]);
        assert!(error.starts_with("homeport.toml:1: unknown field `sever`"), "{error}");
        for variable in ["PORT_SERVER_LISEN", "PORT_SEVER_LISTEN", "PORT_X", "PORT_"] {
            let error = refused("", &[(variable, "1")]);
            assert!(error.starts_with(&format!("environment variable {variable}: ")), "{error}");
        }
    }

    #[test]
    fn a_mistake_never_repeats_the_value() {
        let error = refused("[server]\nmax_forms = \"hunter2\"\n", &[]);
        assert!(error.starts_with("homeport.toml:2: ") && !error.contains("hunter2"), "{error}");
        let error = refused("", &[("PORT_SERVER_MAX_FORMS", "hunter2")]);
        assert!(error.contains("PORT_SERVER_MAX_FORMS") && !error.contains("hunter2"), "{error}");
        let error = refused("[mail]\nurl = \"hunter2\nx", &[]);
        assert!(error.starts_with("homeport.toml:3: ") && !error.contains("hunter2"), "{error}");
    }

    #[test]
    fn a_missing_file_is_an_error_only_if_it_was_asked_for() {
        let nowhere = "/nowhere/homeport.toml";
        assert_eq!(load::<Settings>(None, nowhere, "KEEL_NO_SUCH").expect("settings"), Settings::default());
        let error =
            load::<Settings>(Some(Path::new(nowhere)), "", "KEEL_NO_SUCH").expect_err("refused").to_string();
        assert!(error.contains("/nowhere/homeport.toml"), "{error}");
    }
}
