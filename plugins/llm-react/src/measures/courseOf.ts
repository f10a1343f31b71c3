import type { LlmMeasureAnswer } from '@modelyard/plugin-llm-common';
import type { ChartPoint } from '../charts/points';

/** The course of a measure for a chart: a step that nothing is known of is a gap. */
export function courseOf(answer: LlmMeasureAnswer): ChartPoint[] {
  return (answer.course ?? []).map(({ from, figure }) => ({
    at: Date.parse(from),
    value: figure.state === 'value' ? figure.value : undefined,
  }));
}
