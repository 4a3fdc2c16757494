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
    pub fn alone(
        name: &'static str,
        value: f64,
        unit: &'static str,
        target: &'static str,
        at_most: Option<f64>,
    ) -> Self {
        Self { name, value, unit, beside: None, target, is_met: at_most.map(|most| value <= most) }
    }

    /// A figure by itself that is met when it is at least so much.
    pub fn at_least(
        name: &'static str,
        value: f64,
        unit: &'static str,
        target: &'static str,
        least: f64,
    ) -> Self {
        Self { is_met: Some(value >= least), ..Self::alone(name, value, unit, target, None) }
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

    /// A figure beside another, to look at: it has no target.
    pub fn compared(name: &'static str, value: f64, unit: &'static str, beside: f64) -> Self {
        Self { name, value, unit, beside: Some(beside), target: "", is_met: None }
    }

    pub fn ratio(&self) -> Option<f64> {
        self.beside.map(|beside| self.value / beside)
    }
}

/// The value below which this share of them lies; 0.5 is the median. Sorts them.
pub fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = (share * values.len() as f64).ceil() as usize;
    values.get(at.clamp(1, values.len().max(1)) - 1).copied().unwrap_or(f64::NAN)
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
        let beside = figure.beside.map_or(String::new(), |beside| told(beside, figure.unit));
        let ratio = figure.ratio().map_or(String::new(), |ratio| format!("{ratio:.2}"));
        let met = figure.is_met.map_or("", |met| if met { "yes" } else { "no" });
        let value = told(figure.value, figure.unit);
        writeln!(out, "| {} | {value} | {beside} | {ratio} | {} | {met} |", figure.name, figure.target)?;
    }
    Ok(())
}

fn told(value: f64, unit: &str) -> String {
    format!("{} {unit}", round(value)).trim_end().to_owned()
}

/// Three figures that matter, no more.
fn round(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 || value.fract() == 0.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// Something to know beside the table. Nobody reads it where it cannot be written.
pub fn note(text: &str) {
    drop(writeln!(std::io::stderr(), "{text}"));
}

#[cfg(test)]
mod tests {
    use super::{quantile, round};

    #[test]
    fn a_quantile_is_one_of_the_values() {
        let mut values: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        assert_eq!(quantile(&mut values, 0.5), 100.0);
        assert_eq!(quantile(&mut values, 0.99), 198.0);
        assert_eq!(quantile(&mut [7.0], 0.99), 7.0);
        assert!(quantile(&mut [], 0.5).is_nan());
    }

    #[test]
    fn a_value_is_told_with_three_figures() {
        assert_eq!(
            ["123", "12.3", "1.23", "0"],
            [123.4, 12.34, 1.234, 0.0].map(round).each_ref().map(String::as_str)
        );
    }
}
