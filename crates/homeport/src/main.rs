//! The one binary.

use std::process::ExitCode;

/// A page is a thousand small strings; the C library's allocator took a ninth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    homeport::cli::run()
}
