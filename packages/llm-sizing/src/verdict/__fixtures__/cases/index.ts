import { VerdictCase } from '../scenario';
import { adapterCases } from './adapters';
import { alternativeCases } from './alternatives';
import { deviceCases } from './devices';
import { holdingCases } from './holding';
import { memoryCases } from './memory';
import { policyCases } from './policy';
import { requestCases } from './request';

/** Questions and the answers that people would give by hand. */
export const cases: readonly VerdictCase[] = [
  ...memoryCases,
  ...requestCases,
  ...deviceCases,
  ...holdingCases,
  ...policyCases,
  ...adapterCases,
  ...alternativeCases,
];
