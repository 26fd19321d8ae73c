//! The `pm` binary: hands the real arguments, streams and clock to the library.

fn main() {}
