//! What the columns of a file mean: the guess, to be corrected.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use keel::error::Result;

use super::index::{basis, entity};
use super::show::left_out;
use super::{bases, entities};
use crate::app::{Answer, Cx};
use crate::imports::actions::Terms;
use crate::imports::profile::SHOWN;
use crate::imports::{Field, Import, ImportId, Mapping, Meaning, Order, State, sql, values, words};
use crate::people::{self, PersonKind, folded};
use crate::shell::{Choice, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "imports/templates/columns.html")]
pub(super) struct Columns {
    s: Shell,
    import: Import,
    lead: String,
    remarks: Vec<String>,
    sheets: Vec<Choice>,
    columns: Vec<ColumnView>,
    left_out: Vec<String>,
    dates: Vec<DateView>,
    meanings: Vec<ValueView>,
    kinds: Vec<ValueView>,
    turned: String,
    entities: Vec<Choice>,
    bases: Vec<Choice>,
    pub problems: Vec<Problem>,
}

impl Columns {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

struct ColumnView {
    name: String,
    header: String,
    samples: String,
    fields: Vec<Choice>,
}

struct DateView {
    name: String,
    header: String,
    hint: String,
    orders: Vec<Choice>,
    is_open: bool,
}

struct ValueView {
    name: String,
    value: String,
    choices: Vec<Choice>,
}

/// `GET /imports/{id}/columns`
pub async fn columns(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: ImportId = id.parse()?;
    let import = sql::import(&mut cx.read().await?, id).await?;
    if !matches!(import.state, State::Mapped | State::Checked) {
        return cx.to(&format!("/imports/{id}"));
    }
    let page = page(&cx, import).await?;
    cx.show(&page)
}

pub(super) async fn page(cx: &Cx, import: Import) -> Result<Columns> {
    let l = cx.l();
    let mut conn = cx.read().await?;
    let profile = &import.profile;
    let lead = l.t3(
        "imports-columns-lead",
        ("rows", i64::try_from(profile.rows).unwrap_or_default()),
        ("encoding", profile.encoding.as_str()),
        ("row", import.header_row),
    );
    Ok(Columns {
        lead,
        remarks: words::remarks(profile).iter().map(|remark| l.text(remark)).collect(),
        sheets: sheets(&import),
        columns: shown(cx, &import),
        left_out: profile.left_out(&import.mapping).map(|left| left_out(l, left)).collect(),
        dates: dates(cx, &import),
        meanings: meanings(cx, &import),
        kinds: kinds(cx, &import),
        turned: turned(&import),
        entities: entities(cx, &mut conn, &import.entity_id.to_string()).await?,
        bases: bases(cx, import.basis.word()),
        problems: Vec::new(),
        s: cx.shell("departures"),
        import,
    })
}

/// Of a book with several.
fn sheets(import: &Import) -> Vec<Choice> {
    let choice = |sheet: &String| Choice {
        value: sheet.clone(),
        label: sheet.clone(),
        is_chosen: *sheet == import.sheet,
    };
    import.profile.sheets.iter().map(choice).collect()
}

fn shown(cx: &Cx, import: &Import) -> Vec<ColumnView> {
    let l = cx.l();
    let columns = import.profile.columns.iter().enumerate();
    columns
        .filter(|(_, column)| column.sensitive.is_none() && column.filled > 0)
        .map(|(at, column)| {
            let chosen = import.mapping.fields.get(&at);
            let mut fields = vec![Choice {
                value: String::new(),
                label: l.t("imports-field-nothing").into_owned(),
                is_chosen: chosen.is_none(),
            }];
            fields.extend(Field::of(import.about).iter().map(|field| Choice {
                value: field.word().to_owned(),
                label: l.t(words::field(*field)).into_owned(),
                is_chosen: chosen == Some(field),
            }));
            ColumnView {
                name: format!("column-{at}"),
                header: column.header.clone(),
                samples: column.samples.join(" · "),
                fields,
            }
        })
        .collect()
}

fn dates(cx: &Cx, import: &Import) -> Vec<DateView> {
    let l = cx.l();
    let with_order = import.profile.dates.iter().filter(|column| column.candidates != [Order::YearMonthDay]);
    with_order
        .map(|column| {
            let mut orders: Vec<Choice> = Order::ALL
                .iter()
                .map(|order| Choice {
                    value: order.word().to_owned(),
                    label: l.t(words::order(*order)).into_owned(),
                    is_chosen: column.order == Some(*order),
                })
                .collect();
            if column.order.is_none() {
                let label = l.t("imports-order-open").into_owned();
                orders.insert(0, Choice { value: String::new(), label, is_chosen: true });
            }
            let mut hint = l.t1("imports-order-samples", "samples", column.samples.join(" · "));
            if column.short_years > 0 {
                hint = format!("{hint} {}", l.t("imports-order-century"));
            }
            if column.sentinels > 0 {
                hint = format!(
                    "{hint} {}",
                    l.t1(
                        "imports-order-sentinels",
                        "count",
                        i64::try_from(column.sentinels).unwrap_or_default()
                    )
                );
            }
            let header = import.profile.columns.get(column.at).map(|found| found.header.clone());
            DateView {
                name: format!("order-{}", column.at),
                header: header.unwrap_or_default(),
                hint,
                orders,
                is_open: column.order.is_none(),
            }
        })
        .collect()
}

/// What a status or a reason means.
fn meanings(cx: &Cx, import: &Import) -> Vec<ValueView> {
    let l = cx.l();
    let chosen = |key: &str, value: &str| {
        import.mapping.meanings.get(key).copied().unwrap_or_else(|| values::guess_meaning(value))
    };
    choices(cx, "meaning", values_of(import, LEAVING), |key, value| {
        let chosen = chosen(key, value);
        let all = Meaning::ALL.iter();
        all.map(|meaning| (meaning.word(), l.t(words::meaning(*meaning)).into_owned(), *meaning == chosen))
            .collect()
    })
}

/// How somebody was engaged.
fn kinds(cx: &Cx, import: &Import) -> Vec<ValueView> {
    let l = cx.l();
    let chosen = |key: &str, value: &str| {
        import.mapping.kinds.get(key).copied().unwrap_or_else(|| values::guess_kind(value))
    };
    choices(cx, "kind", values_of(import, &[Field::Kind]), |key, value| {
        let chosen = chosen(key, value);
        let all = PersonKind::ALL.iter();
        all.map(|kind| (kind.word(), people::pages::kind(l, *kind), *kind == chosen)).collect()
    })
}

/// The columns whose values say that somebody left, and how.
const LEAVING: &[Field] = &[Field::Status, Field::Reason];

/// The values of the columns that hold these fields, each once, by the folded value: as it was written first,
/// and how often.
fn values_of(import: &Import, fields: &[Field]) -> BTreeMap<String, (String, u64)> {
    let mut seen = BTreeMap::new();
    let columns = fields.iter().flat_map(|field| import.mapping.columns_of(*field));
    for (value, count) in
        columns.filter_map(|at| import.profile.columns.get(at)).flat_map(|column| &column.values)
    {
        let known = seen.entry(folded(value)).or_insert((value.clone(), 0));
        known.1 += count;
    }
    seen
}

/// A choice a value: `offered` gives word, label and whether it is chosen.
fn choices(
    cx: &Cx,
    name: &str,
    values: BTreeMap<String, (String, u64)>,
    offered: impl Fn(&str, &str) -> Vec<(&'static str, String, bool)>,
) -> Vec<ValueView> {
    let l = cx.l();
    let values = values.into_iter().enumerate();
    values
        .map(|(at, (key, (value, count)))| ValueView {
            name: format!("{name}-{at}"),
            choices: offered(&key, &value)
                .into_iter()
                .map(|(word, label, is_chosen)| Choice { value: word.to_owned(), label, is_chosen })
                .collect(),
            value: {
                let shown = values::beginning(&value, SHOWN);
                let more = if shown.len() < value.len() { "…" } else { "" };
                format!("{shown}{more} ({})", l.number(i64::try_from(count).unwrap_or_default()))
            },
        })
        .collect()
}

/// How a name would read with its parts turned; empty where there is nothing to offer.
fn turned(import: &Import) -> String {
    let column = import.mapping.column_of(Field::Name).and_then(|at| import.profile.columns.get(at));
    let column = column.filter(|column| column.commas.are_usual() || import.mapping.turn_names);
    let example =
        column.and_then(|column| column.samples.iter().find_map(|name| Some((name, values::turned(name)?))));
    example.map(|(name, turned)| format!("{name} → {turned}")).unwrap_or_default()
}

/// What the form says.
pub(super) async fn said(
    cx: &Cx,
    import: &Import,
    form: &BTreeMap<String, String>,
) -> Result<(Mapping, Terms)> {
    let get = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let mut mapping = Mapping { turn_names: form.contains_key("turn_names"), ..Mapping::default() };
    for (at, column) in
        import.profile.columns.iter().enumerate().filter(|(_, column)| column.sensitive.is_none())
    {
        if let Some(field) = Field::from_word(get(&format!("column-{at}")))
            .filter(|field| column.filled > 0 && Field::of(import.about).contains(field))
            && (field.is_many() || mapping.column_of(field).is_none())
        {
            mapping.fields.insert(at, field);
        }
        if let Some(order) = Order::from_word(get(&format!("order-{at}"))) {
            mapping.orders.insert(at, order);
        }
    }
    for (at, key) in values_of(import, LEAVING).into_keys().enumerate() {
        if let Some(meaning) = Meaning::from_word(get(&format!("meaning-{at}"))) {
            mapping.meanings.insert(key, meaning);
        }
    }
    for (at, key) in values_of(import, &[Field::Kind]).into_keys().enumerate() {
        if let Some(kind) = PersonKind::from_word(get(&format!("kind-{at}"))) {
            mapping.kinds.insert(key, kind);
        }
    }
    let terms = Terms {
        about: import.about,
        entity: entity(cx, get("entity")).await?,
        basis: basis(get("basis")),
        source: people::cleaned(get("source")).unwrap_or_else(|| import.source.clone()),
    };
    Ok((mapping, terms))
}
