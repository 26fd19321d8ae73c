//! Numbers and judgements about a plan. Pure: the same input gives the same answer on any machine.

pub(crate) mod checkins;
pub(crate) mod criteria;
pub(crate) mod fate;
pub(crate) mod own_rule;
pub(crate) mod ready;
pub(crate) mod score;
pub(crate) mod scores;
pub(crate) mod similar;
pub(crate) mod waiting;
