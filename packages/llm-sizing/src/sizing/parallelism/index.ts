import { Architecture } from '../../architecture/Architecture';
import { EngineOptions, Parallelism } from '../EngineOptions';
import { decodeContext } from './decodeContext';
import { draftGroup } from './draftGroup';
import { enoughLayers } from './enoughLayers';
import { expertsExist } from './expertsExist';
import { feedForwardDivides } from './feedForwardDivides';
import { headsDivide } from './headsDivide';
import { kvHeadsDivide } from './kvHeadsDivide';
import { ParallelismRule } from './ParallelismRule';
import { quantisationGroups } from './quantisationGroups';
import { vocabularyDivides } from './vocabularyDivides';
import { wholeNumbers } from './wholeNumbers';

/** Everything that a way to spread a model must hold to; the first that it breaks is told. */
export const parallelismRules: readonly ParallelismRule[] = [
  wholeNumbers,
  headsDivide,
  kvHeadsDivide,
  vocabularyDivides,
  feedForwardDivides,
  quantisationGroups,
  enoughLayers,
  expertsExist,
  decodeContext,
  draftGroup,
];

/**
 * Why a model cannot be spread in a certain way.
 *
 * @public
 */
export interface ParallelismProblem {
  /** Stable name of the rule that it breaks. */
  readonly code: string;
  /** A sentence for people. */
  readonly message: string;
}

/**
 * Checks whether a model can be spread in a certain way, whatever the devices. Figures that the architecture does not give
 * are not checked: the engine has the last word.
 *
 * @returns Undefined where it can
 * @public
 */
export function findParallelismProblem(options: {
  architecture: Architecture;
  parallelism: Parallelism;
  engine?: EngineOptions;
}): ParallelismProblem | undefined {
  const { engine = {} } = options;
  for (const rule of parallelismRules) {
    const message = rule.problem({ ...options, engine });
    if (message !== undefined) {
      return { code: rule.code, message };
    }
  }
  return undefined;
}
