import { ZERO } from '../Range';
import { OverheadTerm, StageContext } from './OverheadTerm';

const MIB = 1024 ** 2;

/** Since this minor version the engine takes its estimate of CUDA graphs off what requests may use. */
const COUNTED_SINCE = 21;

/**
 * Recorded steps (CUDA graphs), one for each size of a step and for each of two modes.
 *
 * Start-up logs of vLLM 0.19 on H100 show 0.51 to 1.85 GiB for 102 graphs (51 sizes up to 512 tokens), 1.04 on average
 * (github.com/llm-d-incubation/llm-d-planner, accuracy/). The engine's estimate is higher with experts, above all where they
 * are spread over copies (8.6 GiB measured and 33 estimated on B300). Versions before 0.21 take graphs from the memory that
 * the engine leaves free.
 */
export const graphs: OverheadTerm = {
  name: 'graphs',
  bytes: context => {
    const { model, minor } = context;
    const counted = minor === undefined || minor >= COUNTED_SINCE;
    if (model.engine.enforceEager === true || !counted) {
      return ZERO;
    }
    const low = graphCount(context.batching.seqs.low);
    const high = graphCount(context.batching.seqs.high);
    return {
      low: minor === undefined ? 0 : low * 5 * MIB,
      high: high * 18.5 * MIB * factor(context),
    };
  },
  how: context => {
    if (context.model.engine.enforceEager === true) {
      return 'the engine records no steps';
    }
    return context.minor !== undefined && context.minor < COUNTED_SINCE
      ? 'this version of the engine takes them from what it leaves free'
      : `up to ${graphCount(
          context.batching.seqs.high,
        )} recorded steps of 5 to ${18.5 * factor(context)} MiB`;
  },
};

function factor({ model, parallelism }: StageContext): number {
  if (!model.widths.isMixture) {
    return 1;
  }
  return parallelism.expertParallel && parallelism.dataParallel > 1 ? 4 : 2;
}

/** Sizes 1, 2, 4, then every 8 up to 256 and every 16 up to 512 or twice the requests of a step; each in two modes. */
function graphCount(seqs: number): number {
  const largest = Math.min(512, 2 * seqs);
  const sizes =
    Number(largest >= 1) +
    Number(largest >= 2) +
    Number(largest >= 4) +
    Math.min(31, Math.floor(largest / 8)) +
    (largest >= 256 ? Math.floor((largest - 256) / 16) + 1 : 0);
  return 2 * sizes;
}
