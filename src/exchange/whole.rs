//! The columns of `pm`'s own export, which both ways use.

/// The columns that are of no field.
pub(super) const FIXED: [&str; 5] = ["id", "kind", "path", "title", "status"];

/// The column of a field: its name, unless another column has it.
pub(super) fn column_of(field: &str) -> String {
    if FIXED.contains(&field) || field == super::mapping::BODY {
        format!("field {field}")
    } else {
        field.to_owned()
    }
}
