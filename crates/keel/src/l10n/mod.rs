//! Words in the reader's language.
//!
//! Messages are Fluent files (projectfluent.org, syntax 1.0), one per feature and language, compiled
//! into the program. [`Catalog`] holds them all; [`L`] is the catalog together with one reader's
//! language, small enough to copy into every page. A message without arguments is looked up and lent,
//! not formatted. Dates, spans and lists are written by the helpers in `format.rs`, since Fluent knows
//! nothing of a time zone.
//!
//! A message that is missing, or that is not given all its arguments, panics in a debug build, so every
//! test that renders a page finds it; a release build shows the key.

mod format;
mod lang;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
pub use lang::Lang;

use crate::error::{Error, Result};
use crate::problem::{Arg, Text};

/// Where a message file comes from: its language, its name for error messages, its text.
pub type Source = (Lang, &'static str, &'static str);

/// Every message in every language.
pub struct Catalog {
    sides: [Side; 2],
}

/// The messages of one language.
struct Side {
    bundle: FluentBundle<FluentResource>,
    messages: HashMap<&'static str, Message>,
}

struct Message {
    /// The finished text, if it needs no arguments.
    plain: Option<&'static str>,
    variables: BTreeSet<&'static str>,
}

impl Catalog {
    /// Reads message files. Fails, naming file and line, on a mistake in the syntax, and on a message
    /// that is there twice.
    pub fn new(sources: &[Source]) -> Result<Self> {
        Ok(Self { sides: [Side::new(Lang::En, sources)?, Side::new(Lang::Zh, sources)?] })
    }

    /// Keeps the catalog for the life of the process, which is what lets [`L`] be copied freely.
    pub fn leak(self) -> &'static Self {
        Box::leak(Box::new(self))
    }

    /// The catalog in one language.
    pub const fn l(&'static self, lang: Lang) -> L {
        L { catalog: self, lang, is_familiar: false }
    }

    /// Whether there is a message of this key in `lang`.
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.side(lang).messages.contains_key(key)
    }

    /// Every key in either language, in order.
    pub fn keys(&self) -> BTreeSet<&'static str> {
        self.sides.iter().flat_map(|side| side.messages.keys().copied()).collect()
    }

    /// What a translator would complain of: keys in one language only, and messages whose arguments
    /// differ between the languages. Empty when all is well.
    pub fn differences(&self) -> Vec<String> {
        let [en, zh] = &self.sides;
        let both = |key| match (en.messages.get(key), zh.messages.get(key)) {
            (Some(en), Some(zh)) if en.variables == zh.variables => None,
            (Some(en), Some(zh)) => {
                Some(format!("{key}: {:?} in en, {:?} in zh-CN", en.variables, zh.variables))
            }
            (Some(_), None) => Some(format!("{key}: missing in zh-CN")),
            _ => Some(format!("{key}: missing in en")),
        };
        self.keys().into_iter().filter_map(both).collect()
    }

    const fn side(&self, lang: Lang) -> &Side {
        let [en, zh] = &self.sides;
        match lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}

impl Side {
    fn new(lang: Lang, sources: &[Source]) -> Result<Self> {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.identifier()]);
        // Isolation marks would surround every argument; both languages run left to right, and the marks
        // spoil copying, searching and comparing.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) if number.options.use_grouping => {
                Some(format::grouped_f64(number.value))
            }
            _ => None,
        }));
        bundle.add_builtins().map_err(|error| Error::broken(error.to_string()))?;
        let mut found = BTreeMap::new();
        for (_, name, text) in sources.iter().filter(|source| source.0 == lang) {
            bundle.add_resource(parse(lang, name, text)?).map_err(|errors| {
                let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
                Error::broken(format!("locales/{}/{name}.ftl: {}", lang.code(), said.join("; ")))
            })?;
            found.extend(scan(text));
        }
        let messages = found.into_iter().map(|(key, variables)| {
            let plain = if variables.is_empty() { plain(&bundle, key) } else { None };
            (key, Message { plain, variables })
        });
        let messages = messages.collect();
        Ok(Self { bundle, messages })
    }

    fn format(&'static self, key: &str, args: &[(&'static str, Arg)]) -> Option<Cow<'static, str>> {
        let message = self.messages.get(key)?;
        if let Some(plain) = message.plain {
            return Some(Cow::Borrowed(plain));
        }
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Str(text) => given.set(*name, text.as_str()),
                Arg::Int(number) => given.set(*name, *number),
            }
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "message {key}: {errors:?}");
        Some(Cow::Owned(text))
    }
}

fn parse(lang: Lang, name: &str, text: &str) -> Result<FluentResource> {
    FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
        let said = errors.iter().map(|error| {
            let line = text.get(..error.pos.start).map_or(0, |before| before.matches('\n').count() + 1);
            format!("locales/{}/{name}.ftl:{line}: {error}", lang.code())
        });
        Error::broken(said.collect::<Vec<_>>().join("; "))
    })
}

/// The text of a message that needs no arguments, of itself or through what it refers to.
fn plain(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<&'static str> {
    let mut errors = Vec::new();
    let pattern = bundle.get_message(key)?.value()?;
    let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
    errors.is_empty().then(|| &*Box::leak(text.into_boxed_str()))
}

/// The messages of a file and the arguments each one names. A message begins where a line begins with a
/// letter; everything indented below belongs to it (Fluent syntax 1.0, "Multiline text").
fn scan(text: &'static str) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut current: Option<&str> = None;
    for line in text.lines() {
        match line.chars().next() {
            Some(first) if first.is_ascii_alphabetic() => {
                current = line.split_once('=').map(|(key, _)| key.trim_end());
                if let Some(key) = current {
                    found.entry(key).or_default();
                }
            }
            Some('-' | '#') => current = None,
            _ => {}
        }
        let Some(variables) = current.and_then(|key| found.get_mut(key)) else { continue };
        for (_, after) in line.match_indices('$').filter_map(|(at, _)| line.split_at_checked(at + 1)) {
            let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
            let name = after.get(..end.unwrap_or(after.len())).unwrap_or_default();
            if !name.is_empty() {
                variables.insert(name);
            }
        }
    }
    found
}

/// The catalog in one reader's language.
#[derive(Clone, Copy)]
pub struct L {
    catalog: &'static Catalog,
    lang: Lang,
    is_familiar: bool,
}

impl L {
    /// The language.
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// The same catalog in another language.
    #[must_use]
    pub const fn with(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    /// The same for a reader who is addressed as a friend: 你 where messages are written with 您. The
    /// words of people, which are no messages, stay as they are.
    #[must_use]
    pub const fn familiar(self) -> Self {
        Self { is_familiar: true, ..self }
    }

    /// The message without arguments.
    pub fn t(self, key: &str) -> Cow<'static, str> {
        self.args(key, &[])
    }

    /// The message with one argument: text is put in as it is, a number is grouped from 10,000 on and
    /// chooses the plural form.
    pub fn t1(self, key: &str, name: &'static str, value: impl Into<Arg>) -> String {
        self.args(key, &[(name, value.into())]).into_owned()
    }

    /// The message with two arguments.
    pub fn t2(
        self,
        key: &str,
        n1: &'static str,
        v1: impl Into<Arg>,
        n2: &'static str,
        v2: impl Into<Arg>,
    ) -> String {
        self.args(key, &[(n1, v1.into()), (n2, v2.into())]).into_owned()
    }

    /// The message with three arguments, as pairs of name and value.
    pub fn t3(
        self,
        key: &str,
        (n1, v1): (&'static str, impl Into<Arg>),
        (n2, v2): (&'static str, impl Into<Arg>),
        (n3, v3): (&'static str, impl Into<Arg>),
    ) -> String {
        self.args(key, &[(n1, v1.into()), (n2, v2.into()), (n3, v3.into())]).into_owned()
    }

    /// A message that was put together before its reader was known.
    pub fn text(self, text: &Text) -> String {
        self.args(text.key, &text.args).into_owned()
    }

    /// The message with any arguments.
    pub fn args(self, key: &str, args: &[(&'static str, Arg)]) -> Cow<'static, str> {
        let found = self.catalog.side(self.lang).format(key, args);
        debug_assert!(found.is_some(), "no message {key} in {}", self.lang.code());
        let said = found
            .or_else(|| self.catalog.side(Lang::En).format(key, args))
            .unwrap_or_else(|| Cow::Owned(key.to_owned()));
        if self.is_familiar && said.contains('您') { Cow::Owned(said.replace('您', "你")) } else { said }
    }
}

impl fmt::Debug for L {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "L({})", self.lang.code())
    }
}

#[cfg(test)]
pub(crate) fn test_catalog() -> &'static Catalog {
    let sources = [
        (Lang::En, "keel", include_str!("../../../../locales/en/keel.ftl")),
        (Lang::Zh, "keel", include_str!("../../../../locales/zh-CN/keel.ftl")),
        (
            Lang::En,
            "test",
            "a = Hello\nb = Hello, { $name }\nc = { $n ->\n    [one] one person\n   *[other] { $n } people\n}\nd = { a }!\ne = Hello\n",
        ),
        (Lang::Zh, "test", "a = 你好\nb = { $name }，你好\nc = { $n } 人\nd = { a }！\ne = 您好\n"),
    ];
    Catalog::new(&sources).expect("a catalog").leak()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_said_in_the_readers_language() {
        let (en, zh) = (test_catalog().l(Lang::En), test_catalog().l(Lang::Zh));
        assert_eq!(en.t("a"), "Hello");
        assert_eq!(zh.t("d"), "你好！");
        assert_eq!(zh.t1("b", "name", "陈彤"), "陈彤，你好");
        assert_eq!(en.with(Lang::Zh).lang(), Lang::Zh);
        assert_eq!(en.text(&Text::new("b").with("name", "<b>")), "Hello, <b>");
    }

    #[test]
    fn a_friend_is_addressed_as_one() {
        let zh = test_catalog().l(Lang::Zh);
        assert_eq!((zh.t("e"), zh.familiar().t("e")), ("您好".into(), "你好".into()));
    }

    #[test]
    fn a_number_chooses_the_plural_and_is_grouped() {
        let (en, zh) = (test_catalog().l(Lang::En), test_catalog().l(Lang::Zh));
        assert_eq!(en.t1("c", "n", 1), "one person");
        assert_eq!(en.t1("c", "n", 2026), "2026 people");
        assert_eq!(en.t1("c", "n", 1_234_567), "1,234,567 people");
        assert_eq!(zh.t1("c", "n", 100_000_usize), "100,000 人");
    }

    #[test]
    fn a_message_without_arguments_is_lent() {
        assert!(matches!(test_catalog().l(Lang::En).t("d"), Cow::Borrowed("Hello!")));
    }

    #[test]
    #[should_panic(expected = "no message nowhere in zh-CN")]
    fn a_missing_message_is_found_by_any_test() {
        test_catalog().l(Lang::Zh).t("nowhere");
    }

    #[test]
    #[should_panic(expected = "message b")]
    fn a_missing_argument_is_found_by_any_test() {
        test_catalog().l(Lang::En).t("b");
    }

    #[test]
    fn both_languages_say_the_same() {
        assert_eq!(test_catalog().differences(), Vec::<String>::new());
        let uneven = [(Lang::En, "x", "a = { $n }\nb = B\n"), (Lang::Zh, "x", "a = { $m }\nc = C\n")];
        assert_eq!(Catalog::new(&uneven).expect("a catalog").differences().len(), 3);
    }

    #[test]
    fn a_mistake_names_its_file_and_line() {
        let wrong = [(Lang::En, "people", "a = fine\nb = {}\n")];
        let error = Catalog::new(&wrong).err().expect("refused").to_string();
        assert!(error.contains("locales/en/people.ftl:2"), "{error}");
        let twice = [(Lang::En, "x", "a = 1\n"), (Lang::En, "y", "a = 2\n")];
        assert!(Catalog::new(&twice).err().expect("refused").to_string().contains("y.ftl"));
    }
}
