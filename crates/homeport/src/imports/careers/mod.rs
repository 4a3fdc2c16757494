//! Files of jobs held elsewhere, a row each: read by what was said about the columns, laid upon those whom they
//! mean, and taken in as if an officer told of them. Whoever is not on file stays out, with the row: a job elsewhere
//! makes nobody a former colleague.

mod guess;
mod plan;
mod rows;
mod run;

pub use guess::{fields, guess};
pub use run::go;
