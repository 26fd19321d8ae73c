//! How many artifacts of each kind a repository has.

/// The number of artifacts by kind; at least one of each.
pub(crate) struct Counts {
    pub(crate) strategies: usize,
    pub(crate) segments: usize,
    pub(crate) objectives: usize,
    pub(crate) metrics: usize,
    pub(crate) customers: usize,
    pub(crate) opportunities: usize,
    pub(crate) initiatives: usize,
    pub(crate) releases: usize,
    pub(crate) decisions: usize,
    pub(crate) feedback: usize,
    pub(crate) ideas: usize,
    pub(crate) requirements: usize,
}

impl Counts {
    /// Shares `artifacts` out as a product of some years does: mostly feedback, ideas and requirements.
    pub(crate) fn of(artifacts: usize) -> Self {
        let share = |thousandths: usize| (artifacts * thousandths / 1000).max(1);
        let mut counts = Self {
            strategies: share(1),
            segments: share(4),
            objectives: share(10),
            metrics: share(10),
            customers: share(40),
            opportunities: share(50),
            initiatives: share(25),
            releases: share(10),
            decisions: share(30),
            feedback: share(250),
            ideas: share(250),
            requirements: 0,
        };
        counts.requirements = artifacts.saturating_sub(counts.total()).max(1);
        counts
    }

    fn total(&self) -> usize {
        self.strategies
            + self.segments
            + self.objectives
            + self.metrics
            + self.customers
            + self.opportunities
            + self.initiatives
            + self.releases
            + self.decisions
            + self.feedback
            + self.ideas
            + self.requirements
    }
}
