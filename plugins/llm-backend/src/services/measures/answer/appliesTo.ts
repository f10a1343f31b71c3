import {
  ledgerPlaceOf,
  Measure,
  MeasureResult,
  Need,
} from '@modelyard/llm-measures';
import { MeasuredSubject } from '../subject/MeasuredSubject';

/** What pools are measured by: their devices, and who may use them. */
const OF_POOLS = [
  'gpu-utilisation',
  'gpu-allocation',
  'quota-use',
  'idle-cost',
  'idle-share',
  'cost-held',
  'energy',
];

/** Inputs that the ledger tells of one consumer, whoever saw them. */
function isOfConsumers(need: Need): boolean {
  const place = ledgerPlaceOf(need.series);
  return (
    need.vantages === undefined &&
    (need.series === 'cost.used' ||
      (place !== undefined && place !== 'histogram'))
  );
}

/** Why a measure means nothing for a subject; undefined where it may mean something. */
export function whyNotApplicable(
  measure: Measure,
  subject: MeasuredSubject,
): MeasureResult | undefined {
  const needs = Object.values(measure.needs).filter(
    ({ optional }) => !optional,
  );
  if (subject.kind === 'pool' && !OF_POOLS.includes(measure.id)) {
    return notApplicable(
      measure,
      'It is measured of a model, and not of the pool that models run on',
    );
  }
  if (subject.kind === 'consumer' && !needs.every(isOfConsumers)) {
    return notApplicable(
      measure,
      'It is measured of a model, and not of who uses it',
    );
  }
  return undefined;
}

function notApplicable({ formula }: Measure, message: string): MeasureResult {
  return {
    state: 'not_applicable',
    reason: { code: 'kind', message },
    qualifiers: [],
    sources: [],
    parts: {},
    explain: { formula, inputs: [], notes: [] },
  };
}
