import {
  MeasureAnswer,
  MeasureSample,
  MeasureSeries,
} from '@modelyard/plugin-llm-node';

/** Puts answers for consecutive spans of time together: samples of the same series one after the other. */
export function mergeAnswers(answers: readonly MeasureAnswer[]): MeasureAnswer {
  const found = new Map<
    string,
    { labels: MeasureSeries['labels']; samples: MeasureSample[] }
  >();
  for (const { series } of answers) {
    for (const { labels, samples } of series) {
      const key = keyOf(labels);
      const known = found.get(key) ?? { labels, samples: [] };
      found.set(key, known);
      for (const sample of samples) {
        // Consecutive spans share a border, and with it a sample.
        const last = known.samples[known.samples.length - 1];
        if (last === undefined || sample.at > last.at) {
          known.samples.push(sample);
        }
      }
    }
  }
  return {
    series: [...found.values()],
    warnings: unique(answers.flatMap(({ warnings }) => warnings)),
    infos: unique(answers.flatMap(({ infos }) => infos)),
    partial: answers.some(({ partial }) => partial),
  };
}

function keyOf(labels: MeasureSeries['labels']): string {
  return JSON.stringify(
    Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
