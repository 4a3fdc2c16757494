//! Writing CSV that a spreadsheet program opens as it is.

/// A line of RFC 4180, every field quoted. What a spreadsheet program would compute is made plain text:
/// a field that begins with one of OWASP's characters gets an apostrophe in front, unless it is a number.
pub fn line<S: AsRef<str>>(fields: impl IntoIterator<Item = S>) -> String {
    let mut out = String::new();
    for (at, field) in fields.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let field = field.as_ref();
        out.push('"');
        if is_dangerous(field) {
            out.push('\'');
        }
        out.push_str(&field.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
    out
}

fn is_dangerous(field: &str) -> bool {
    let begins = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    begins && field.parse::<f64>().is_err()
}
