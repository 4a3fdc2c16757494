//! The one integration-test binary: a file a feature, the standing tests, and the house they run in.

mod standing;
mod support;
