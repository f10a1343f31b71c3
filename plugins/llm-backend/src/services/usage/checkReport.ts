import { InputError } from '@backstage/errors';
import { ledgerCounts, Histogram } from '@modelyard/llm-measures';
import { UsageCall, UsageOrigin, UsagePoint } from '@modelyard/plugin-llm-node';
import { observationBounds } from './calls/observationScale';

const MAX_NAME = 64;
const MAX_SOURCE = 255;

/** Throws InputError where a report of calls is not as intakes must give it. */
export function checkCalls(
  origin: UsageOrigin,
  calls: readonly UsageCall[],
): void {
  checkOrigin(origin);
  for (const { id, at, counts, observations } of calls) {
    checkName('id of a call', id);
    checkMoment(`The end of the call ${id}`, at);
    checkCounts(`The call ${id}`, counts);
    for (const [series, value] of Object.entries(observations)) {
      observationBounds(series);
      if (!(value >= 0) || !Number.isFinite(value)) {
        throw new InputError(
          `The call ${id} has an observation of ${series} that is no number from zero upwards: ${value}`,
        );
      }
    }
  }
}

/** Throws InputError where a report of points is not as intakes must give it. */
export function checkPoints(
  origin: UsageOrigin,
  points: readonly UsagePoint[],
): void {
  checkOrigin(origin);
  for (const { stream, start, at, counts, histograms } of points) {
    checkName('name of a stream', stream);
    checkMoment(`The beginning of the stream ${stream}`, start);
    checkMoment(`The end of a point of the stream ${stream}`, at);
    if (start > at) {
      throw new InputError(
        `A point of the stream ${stream} ends before it begins: ${at} and ${start}`,
      );
    }
    checkCounts(`A point of the stream ${stream}`, counts);
    Object.entries(histograms).forEach(([series, histogram]) =>
      checkHistogram(`${series} of the stream ${stream}`, histogram),
    );
  }
}

function checkOrigin({ source }: UsageOrigin): void {
  if (
    source.trim() === '' ||
    source.length > MAX_SOURCE ||
    /\p{Cc}/u.test(source)
  ) {
    throw new InputError(
      `A source of usage has a name of ${source.length} characters; it must have from 1 to ${MAX_SOURCE}, and no control characters`,
    );
  }
}

function checkName(what: string, name: string): void {
  if (name === '' || name.length > MAX_NAME) {
    throw new InputError(
      `The ${what} has ${name.length} characters; it must have from 1 to ${MAX_NAME}`,
    );
  }
}

function checkMoment(what: string, moment: number): void {
  if (!(moment >= 0) || !Number.isFinite(moment)) {
    throw new InputError(
      `${what} is not a moment in milliseconds since 1970: ${moment}`,
    );
  }
}

function checkCounts(what: string, counts: UsageCall['counts']): void {
  for (const name of ledgerCounts) {
    const value = counts[name];
    if (value !== undefined && !(value >= 0 && Number.isFinite(value))) {
      throw new InputError(
        `${what} counts ${value} of ${name}, which is no number from zero upwards`,
      );
    }
  }
}

function checkHistogram(what: string, histogram: Histogram): void {
  const { bounds, counts } = histogram;
  if (
    counts.length !== bounds.length + 1 ||
    counts.some(count => !(count >= 0) || !Number.isFinite(count)) ||
    bounds.some((bound, index) => index > 0 && !(bound > bounds[index - 1]))
  ) {
    throw new InputError(
      `The histogram ${what} must have ascending bounds, and one count from zero upwards more than bounds`,
    );
  }
}
