import {
  MeasureAnswer,
  MeasureEngine,
  MeasureSeries,
  MeasureSpan,
} from '@modelyard/plugin-llm-node';
import { WrittenSeries } from './World';

const COMPLETE = { warnings: [], infos: [], partial: false };

/**
 * An engine that holds the series of a world in memory and understands the selectors that are asked here. For what becomes
 * of a pull when an engine fails; what engines answer is tried with real ones.
 */
export class MemoryEngine implements MeasureEngine {
  readonly name = 'fra';
  readonly #series: MeasureSeries[] = [];
  /** Called before each answer; may throw. */
  before: () => void = () => {};
  partial = false;
  asked = 0;

  /** Takes a series of a world. */
  readonly write = ({ name, labels, at, values }: WrittenSeries): void => {
    this.#series.push({
      labels: { __name__: name, ...labels },
      samples: at.map((moment, i) => ({ at: moment, value: values[i] })),
    });
  };

  async samples(selector: string, span: MeasureSpan): Promise<MeasureAnswer> {
    this.asked += 1;
    this.before();
    return {
      ...COMPLETE,
      partial: this.partial,
      series: this.#select(selector)
        .map(({ labels, samples }) => ({
          labels,
          samples: samples.filter(
            ({ at }) => at >= span.start && at <= span.end,
          ),
        }))
        .filter(({ samples }) => samples.length > 0),
    };
  }

  async labelValues(
    label: string,
    options: Partial<MeasureSpan> & { selectors?: readonly string[] } = {},
  ) {
    this.before();
    const { start = 0, end = Infinity, selectors = [] } = options;
    const found = selectors
      .flatMap(selector => this.#select(selector))
      .filter(({ samples }) =>
        samples.some(({ at }) => at >= start && at <= end),
      )
      .flatMap(({ labels }) => labels[label] ?? []);
    return { ...COMPLETE, values: [...new Set(found)].sort() };
  }

  /** Counts the series of `up`, whatever the query. */
  async range(
    _: string,
    { start, end, step }: MeasureSpan & { step: number },
  ): Promise<MeasureAnswer> {
    this.before();
    const up = this.#select('up');
    const samples = [];
    for (let at = start; at <= end; at += step) {
      if (
        up.some(series =>
          series.samples.some(each => each.at <= at && each.at > at - step),
        )
      ) {
        samples.push({ at, value: 1 });
      }
    }
    const series = samples.length > 0 ? [{ labels: {}, samples }] : [];
    return { ...COMPLETE, series };
  }

  async instant(): Promise<MeasureAnswer> {
    throw new Error('Nobody asks for one moment here');
  }

  async health() {
    this.before();
    return { ...COMPLETE, roundTripMs: 1 };
  }

  #select(selector: string): MeasureSeries[] {
    const [, name, matchers = ''] =
      /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?$/.exec(selector) ?? [];
    if (name === undefined) {
      return [];
    }
    const tests = [
      ...matchers.matchAll(/(\w+)(=~|!~|=|!=)"((?:[^"\\]|\\.)*)"/g),
    ].map(([, label, sign, value]) => {
      const expression = new RegExp(
        sign.endsWith('~')
          ? `^(?:${value})$`
          : `^${value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`,
      );
      return (labels: MeasureSeries['labels']) =>
        expression.test(labels[label] ?? '') === !sign.startsWith('!');
    });
    return this.#series.filter(
      ({ labels }) =>
        labels.__name__ === name && tests.every(test => test(labels)),
    );
  }
}
