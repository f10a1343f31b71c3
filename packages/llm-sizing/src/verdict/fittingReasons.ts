import { longestContext } from '../sizing/capacity';
import { inGib, inWords } from '../sizing/known';
import { Reason, reason } from './reasonCodes';
import type { Candidate } from './search';
import { Space } from './spaces';
import { ShapeTable } from './ShapeTable';
import { Variant } from './variants';
import { count, requests } from './words';

/** What is to be said of memory and workload, for the best way to place a model. */
export function fittingReasons(options: {
  variant: Variant;
  table: ShapeTable;
  space: Space;
  fit: 'fits' | 'tight' | 'does-not-fit';
  best: Candidate;
}): Reason[] {
  const { fit } = options;
  if (fit === 'fits') {
    return [];
  }
  return [fit === 'tight' ? tightReason(options) : shortReason(options)];
}

interface Options {
  variant: Variant;
  table: ShapeTable;
  space: Space;
  best: Candidate;
}

function tightReason({ variant, best }: Options): Reason {
  const { capacity } = best.result;
  const { workload, maxModelLen } = variant;
  const copies = best.parallelism.dataParallel;
  return reason(
    'low-estimate-only',
    capacity.holdsLongest
      ? `fits with the low estimate of overhead only; with the high one, ${inWords(
          capacity.requests.low * copies,
        )} of ${requests(
          workload.concurrentRequests,
        )} of typical length fit at the same time`
      : `fits with the low estimate of overhead only; with the high one, not even one request of ${inWords(
          maxModelLen,
        )} tokens fits`,
  );
}

function shortReason(options: Options): Reason {
  const { variant, table, best } = options;
  const { capacity, needs } = best.result;
  const { stage, available } = capacity;
  const { workload, maxModelLen } = variant;
  if (available.high < 0) {
    return tooLarge(options);
  }
  if (!capacity.mayHoldLongest) {
    const longest = longestContext({
      stages: needs.map(need => need.stage),
      budget: table.budget,
      limit: maxModelLen,
    });
    return reason(
      'context-too-long',
      `one request of ${inWords(
        maxModelLen,
      )} tokens does not fit beside weights of ${inGib(
        stage.weights.low + stage.draft.low,
      )} in ${inGib(table.budget.bytes)}${whereOf(options)}; ${
        longest.high > 0
          ? `at most ${inWords(longest.high)} tokens do`
          : 'nothing is left for requests'
      }`,
    );
  }
  const copies = best.parallelism.dataParallel;
  const [low, high] = [capacity.requests.low, capacity.requests.high].map(
    number => inWords(number * copies),
  );
  return reason(
    'too-few-requests',
    `${low === high ? low : `${low} to ${high}`} of ${requests(
      workload.concurrentRequests,
    )} of typical length (${inWords(
      workload.typicalTokens,
    )} tokens) fit at the same time on ${unitsOf(options)}${limitOf(options)}`,
  );
}

/** Where memory would hold more, what keeps the engine from taking them. */
function limitOf({ best }: Options): string {
  const { capacity } = best.result;
  const seqs = capacity.stage.context.batching.seqs.high;
  return capacity.requests.high === seqs
    ? `; each copy of the engine takes no more than ${inWords(seqs)} at a time`
    : '';
}

function tooLarge(options: Options): Reason {
  const { table, best, variant } = options;
  const { stage } = best.result.capacity;
  const weights = stage.weights.low + stage.draft.low;
  const alone = weights > table.budget.bytes;
  return reason(
    'weights-too-large',
    `${
      alone
        ? `weights of ${inGib(weights)} do`
        : `weights of ${inGib(weights)} and at least ${inGib(
            stage.other.low +
              table.budget.driver.low +
              table.budget.context.low,
          )} that the engine needs besides${
            variant.engine.lora ? ', adapters among it,' : ''
          } do`
    } not fit in ${inGib(table.budget.bytes)}${whereOf(options)}`,
  );
}

/** Which device the figures are of, and whether more of them would help. */
function whereOf({ space, best }: Options): string {
  if (!space.joinable) {
    return `, and ${space.unit}s of a GPU cannot be joined`;
  }
  const { tensorParallel, pipelineParallel } = best.parallelism;
  const devices = tensorParallel * pipelineParallel;
  return devices > 1 ? ` of each of ${devices} GPUs` : '';
}

function unitsOf({ space, best }: Options): string {
  return `${count(best.units, space.unit)} of ${
    space.device.accelerator.title
  }`;
}
