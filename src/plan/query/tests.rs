//! Questions to plans in memory.
