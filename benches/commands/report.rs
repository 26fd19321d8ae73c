//! Figures as Markdown tables.

use std::fmt::Write;
use std::time::Duration;

use crate::measure::{Figure, Sample};

/// Memory that is granted beside three times the bytes of the documents.
const BASE: u64 = 50_000_000;

/// One line for each task in each repository, held against its yardstick and the memory that is granted.
pub(crate) fn table(samples: &[Sample]) -> String {
    let mut text = String::from(
        "| documents | megabytes | command | held against | median ms | least ms | × that | CPU ms | × that | peak MB | granted MB |\n\
         | ---: | ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for sample in samples {
        for figure in &sample.figures {
            let beside = sample.figures.iter().find(|other| other.task == figure.beside);
            let times = |of: fn(&Figure) -> Duration| {
                beside.map_or(0.0, |beside| seconds(of(figure)) / seconds(of(beside)))
            };
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {:.1} | {:.1} | {:.2} | {:.0} | {:.2} | {} | {} |",
                sample.documents,
                megabytes(sample.bytes),
                figure.task,
                figure.beside,
                seconds(figure.median) * 1e3,
                seconds(figure.least) * 1e3,
                times(|figure| figure.median),
                seconds(figure.cpu) * 1e3,
                times(|figure| figure.cpu),
                megabytes(figure.memory),
                megabytes(3 * sample.bytes + BASE),
            );
        }
    }
    text
}

/// How much more than its share of the work each task takes in a larger repository: 1 is linear.
pub(crate) fn growth(samples: &[Sample]) -> String {
    let mut text = String::from(
        "| from | to | command | bytes grow by | time grows by | CPU grows by | CPU beyond linear |\n\
         | ---: | ---: | --- | ---: | ---: | ---: | ---: |\n",
    );
    for pair in samples.windows(2) {
        let [small, large] = pair else { continue };
        let work = large.bytes as f64 / small.bytes as f64;
        for (before, after) in small.figures.iter().zip(&large.figures) {
            let time = seconds(after.median) / seconds(before.median);
            let cpu = seconds(after.cpu) / seconds(before.cpu);
            let _ = writeln!(
                text,
                "| {} | {} | {} | {work:.2} | {time:.2} | {cpu:.2} | {:+.0} % |",
                small.documents,
                large.documents,
                before.task,
                (cpu / work - 1.0) * 100.0,
            );
        }
    }
    text
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}
