//! A figure and how it is told.

use std::io::Write;

use keel::error::Result;

/// One line of the table.
pub struct Figure {
    pub name: &'static str,
    pub value: f64,
    pub unit: &'static str,
    /// What stands beside it, measured in the same run, in the same unit.
    pub beside: Option<f64>,
    /// The target in words: `≥ 0.6 of raw`.
    pub target: &'static str,
    pub is_met: Option<bool>,
}

impl Figure {
    /// A figure by itself; `at_most` is its target, if it has one.
    pub fn alone(name: &'static str, value: f64, unit: &'static str, target: &'static str, at_most: Option<f64>) -> Self {
        Self { name, value, unit, beside: None, target, is_met: at_most.map(|most| value <= most) }
    }

    /// A figure beside another; met when it is at least `share` of it.
    pub fn beside(
        name: &'static str,
        value: f64,
        unit: &'static str,
        beside: f64,
        target: &'static str,
        share: f64,
    ) -> Self {
        Self { name, value, unit, beside: Some(beside), target, is_met: Some(value >= share * beside) }
    }

    pub fn ratio(&self) -> Option<f64> {
        self.beside.map(|beside| self.value / beside)
    }
}

/// Prints the figures: a table for people, or a line of JSON each.
pub fn print(figures: &[Figure], as_json: bool) -> Result<()> {
    let mut out = std::io::stdout().lock();
    if as_json {
        for figure in figures {
            let line = serde_json::json!({
                "name": figure.name, "value": figure.value, "unit": figure.unit, "beside": figure.beside,
                "ratio": figure.ratio(), "target": figure.target, "met": figure.is_met,
            });
            writeln!(out, "{line}")?;
        }
        return Ok(());
    }
    writeln!(out, "| figure | value | beside | ratio | target | met |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | --- | --- |")?;
    for figure in figures {
        let beside = figure.beside.map_or(String::new(), |beside| format!("{} {}", round(beside), figure.unit));
        let ratio = figure.ratio().map_or(String::new(), |ratio| format!("{ratio:.2}"));
        let met = figure.is_met.map_or("", |met| if met { "yes" } else { "no" });
        let value = format!("{} {}", round(figure.value), figure.unit);
        writeln!(out, "| {} | {value} | {beside} | {ratio} | {} | {met} |", figure.name, figure.target)?;
    }
    Ok(())
}

/// Three figures that matter, no more.
fn round(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
