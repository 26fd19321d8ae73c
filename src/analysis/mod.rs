//! Numbers and judgements about a plan. Pure: the same input gives the same answer on any machine.

pub(crate) mod demand;
pub(crate) mod score;
pub(crate) mod scores;
pub(crate) mod similar;
