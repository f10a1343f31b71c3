import { Measure } from '../measure/Measure';
import { availability } from './availability';
import { budgetUse } from './budget-use';
import { cacheHitRate } from './cache-hit-rate';
import { costHeld } from './cost-held';
import { costUsed } from './cost-used';
import { documentsRanked } from './documents-ranked';
import { endToEndLatency } from './end-to-end-latency';
import { energy } from './energy';
import { energyPerOutputToken } from './energy-per-output-token';
import { errorRate } from './error-rate';
import { firstAudio } from './first-audio';
import { gatewayCoverage } from './gateway-coverage';
import { gpuAllocation } from './gpu-allocation';
import { gpuUtilisation } from './gpu-utilisation';
import { guardrailBlocks } from './guardrail-blocks';
import { guardrailExecution } from './guardrail-execution';
import { guardrailReliability } from './guardrail-reliability';
import { guardrailSkips } from './guardrail-skips';
import { idleCost } from './idle-cost';
import { idleShare } from './idle-share';
import { imagesMade } from './images-made';
import { interTokenLatency } from './inter-token-latency';
import { kvCacheUse } from './kv-cache-use';
import { piiExposure } from './pii-exposure';
import { queueLength } from './queue-length';
import { queueTime } from './queue-time';
import { quotaUse } from './quota-use';
import { realTimeFactor } from './real-time-factor';
import { requests } from './requests';
import { sloBurn } from './slo-burn';
import { spokenAudio } from './spoken-audio';
import { spokenCharacters } from './spoken-characters';
import { textsRead } from './texts-read';
import { throughputGain } from './throughput-gain';
import { timePerOutputToken } from './time-per-output-token';
import { timeToFirstToken } from './time-to-first-token';
import { tokenUsage } from './token-usage';
import { transcribedAudio } from './transcribed-audio';

/**
 * Everything that is measured.
 *
 * @public
 */
export const measures: readonly Measure[] = [
  requests,
  errorRate,
  availability,
  sloBurn,
  tokenUsage,
  textsRead,
  documentsRanked,
  transcribedAudio,
  spokenAudio,
  spokenCharacters,
  imagesMade,
  timeToFirstToken,
  interTokenLatency,
  timePerOutputToken,
  endToEndLatency,
  firstAudio,
  realTimeFactor,
  queueTime,
  queueLength,
  kvCacheUse,
  cacheHitRate,
  throughputGain,
  costUsed,
  costHeld,
  idleShare,
  idleCost,
  budgetUse,
  guardrailExecution,
  guardrailReliability,
  guardrailBlocks,
  guardrailSkips,
  piiExposure,
  gatewayCoverage,
  gpuUtilisation,
  gpuAllocation,
  quotaUse,
  energy,
  energyPerOutputToken,
];

/**
 * The measure of a name such as `token-usage`; undefined for one that there is not.
 *
 * @public
 */
export function findMeasure(id: string): Measure | undefined {
  return measures.find(measure => measure.id === id);
}
