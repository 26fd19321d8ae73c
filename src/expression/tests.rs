//! Tests of the whole language through its one door.

mod faults;
mod language;
mod limits;
mod page;
mod small_world;
mod values;
mod yardstick;
