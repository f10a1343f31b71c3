import { ModelTower } from '../../architecture/Architecture';
import { known } from '../known';
import { ZERO } from '../Range';
import { OverheadTerm } from './OverheadTerm';

/** Patches of a picture for a token. */
const PATCHES = 4;

/** The vision tower of Qwen2.5-VL, for those that the architecture does not describe. */
const WIDTH = 3420;

const HELD = 1280;

const MIB = 1024 ** 2;

/** Tokens of the largest picture or video that the engine tries at its start (Qwen2.5-VL). */
const LARGEST_INPUT = 16_384;

/**
 * What the vision or audio tower works with for the largest input, and what it hands on.
 *
 * Start-up logs of vLLM 0.19 show 0.1 to 0.3 GiB more than in a model for text alone (Gemma 3, Mistral Small 3.1, Kimi-VL,
 * MiMo-VL; github.com/llm-d-incubation/llm-d-planner, accuracy/). A picture of 16,384 tokens takes more: four patches for a
 * token, each with the results of a layer of about 12,000 numbers.
 */
export const towers: OverheadTerm = {
  name: 'towers',
  bytes: ({ model, stage }) => {
    const towersHere = stage.isFirst ? model.architecture.towers ?? [] : [];
    if (towersHere.length === 0) {
      return ZERO;
    }
    const handedOn = LARGEST_INPUT * model.hiddenSize * model.activationBytes;
    return {
      low: 50 * MIB,
      high: handedOn + Math.max(...towersHere.map(layerBytes)),
    };
  },
  how: ({ model, stage }) =>
    (model.architecture.towers ?? []).length > 0 && stage.isFirst
      ? 'what the vision or audio tower works with for its largest input'
      : 'no vision or audio tower here',
};

function layerBytes({ kind, hiddenSize, intermediateSize }: ModelTower) {
  if (kind === 'audio') {
    return 512 * MIB;
  }
  const width = known(intermediateSize) ?? WIDTH;
  const held = known(hiddenSize) ?? HELD;
  return LARGEST_INPUT * PATCHES * 2 * (2 * width + 4 * held);
}
