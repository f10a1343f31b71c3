import {
  MeasureAnswer,
  MeasureSample,
  MeasureSeries,
} from '@modelyard/plugin-llm-node';
import { EngineFailures } from '../http/EngineFailures';
import { ApiAnswer, isRecord } from './readEnvelope';

/** Says that an answer is not what the API describes. */
class MalformedError extends Error {}

/**
 * Reads what a query gives: vector, matrix or number. Native histograms are left out, and a warning says so.
 *
 * @throws MeasureEngineError
 */
export function parseAnswer(
  answer: ApiAnswer,
  failures: EngineFailures,
): MeasureAnswer {
  const { data, warnings, infos, partial } = answer;
  const { resultType, result } = isRecord(data) ? data : {};
  if (resultType === 'string') {
    throw failures.make(
      'bad-query',
      'gives a text for the query instead of figures',
    );
  }
  let rows: Row[];
  try {
    rows = parseRows(resultType, result);
  } catch (error) {
    if (!(error instanceof MalformedError)) {
      throw error;
    }
    throw failures.make(
      'not-prometheus',
      `answers with other JSON than the API of Prometheus does: ${error.message}`,
    );
  }
  const left = rows.filter(row => row.hasHistograms).length;
  return {
    series: rows
      .filter(({ samples }) => samples.length > 0)
      .map(({ labels, samples }) => ({ labels, samples })),
    warnings:
      left > 0
        ? [
            ...warnings,
            `${left} of ${rows.length} series hold native histograms, which are not read`,
          ]
        : warnings,
    infos,
    partial: partial || left > 0,
  };
}

type Row = MeasureSeries & { readonly hasHistograms: boolean };

function parseRows(resultType: unknown, result: unknown): Row[] {
  if (resultType === 'scalar') {
    const samples = [parseSample(result)];
    return [{ labels: {}, samples, hasHistograms: false }];
  }
  if (resultType !== 'vector' && resultType !== 'matrix') {
    throw new MalformedError('the type of the result is unknown');
  }
  // VictoriaMetrics has answered with null for no series.
  if (result !== null && !Array.isArray(result)) {
    throw new MalformedError('the result is no list');
  }
  return (result ?? []).map(parseRow);
}

function parseRow(row: unknown): Row {
  if (!isRecord(row)) {
    throw new MalformedError('a series is no object');
  }
  const { metric, value, values, histogram, histograms } = row;
  let samples: MeasureSample[] = [];
  if (value !== undefined) {
    samples = [parseSample(value)];
  } else if (Array.isArray(values)) {
    samples = values.map(parseSample);
  } else if (histogram === undefined && histograms === undefined) {
    throw new MalformedError('a series has no values');
  }
  return {
    labels: parseLabels(metric),
    samples,
    hasHistograms: histogram !== undefined || histograms !== undefined,
  };
}

function parseLabels(metric: unknown): Record<string, string> {
  if (
    !isRecord(metric) ||
    Object.values(metric).some(value => typeof value !== 'string')
  ) {
    throw new MalformedError('the labels of a series are no texts');
  }
  return metric as Record<string, string>;
}

function parseSample(sample: unknown): MeasureSample {
  const [seconds, value]: unknown[] = Array.isArray(sample) ? sample : [];
  if (typeof seconds !== 'number') {
    throw new MalformedError('a sample has no time');
  }
  return { at: Math.round(seconds * 1000), value: parseValue(value) };
}

const WORDS: Readonly<Record<string, number>> = {
  NaN,
  Inf: Infinity,
  '+Inf': Infinity,
  '-Inf': -Infinity,
};

function parseValue(value: unknown): number {
  if (typeof value !== 'string') {
    throw new MalformedError('a value is no text');
  }
  const number = WORDS[value] ?? Number(value);
  if (value.trim() === '' || (Number.isNaN(number) && value !== 'NaN')) {
    throw new MalformedError('a value is no number');
  }
  return number;
}
