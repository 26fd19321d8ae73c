//! Figures as Markdown tables.

use std::fmt::Write;
use std::time::Duration;

use crate::measure::{Figure, Sample};
use crate::task::READER;

/// Memory that is granted beside three times the bytes of the documents.
const BASE: u64 = 50_000_000;

/// One line for each task in each repository, held against the reader and the memory that is granted.
pub(crate) fn table(samples: &[Sample]) -> String {
    let mut text = String::from(
        "| documents | megabytes | command | median ms | least ms | × reader | peak MB | granted MB |\n\
         | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for sample in samples {
        let reader = sample.figures.iter().find(|figure| figure.task == READER);
        for figure in &sample.figures {
            let ratio = reader.map_or(0.0, |reader| seconds(figure.median) / seconds(reader.median));
            let _ = writeln!(
                text,
                "| {} | {} | {} | {:.1} | {:.1} | {ratio:.2} | {} | {} |",
                sample.documents,
                megabytes(sample.bytes),
                figure.task,
                seconds(figure.median) * 1e3,
                seconds(figure.least) * 1e3,
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
        "| from | to | command | work grows by | time grows by | beyond linear |\n\
         | ---: | ---: | --- | ---: | ---: | ---: |\n",
    );
    for pair in samples.windows(2) {
        let [small, large] = pair else { continue };
        let work = large.bytes as f64 / small.bytes as f64;
        for (before, after) in small.figures.iter().zip(&large.figures) {
            let time = growth_of(before, after);
            let _ = writeln!(
                text,
                "| {} | {} | {} | {work:.2} | {time:.2} | {:+.0} % |",
                small.documents,
                large.documents,
                before.task,
                (time / work - 1.0) * 100.0,
            );
        }
    }
    text
}

fn growth_of(before: &Figure, after: &Figure) -> f64 {
    seconds(after.median) / seconds(before.median)
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}
