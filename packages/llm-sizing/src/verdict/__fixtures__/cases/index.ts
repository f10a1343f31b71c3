import { VerdictCase } from '../scenario';
import { adapterCases } from './adapters';
import { alternativeCases } from './alternatives';
import { budgetCases } from './budget';
import { deviceCases } from './devices';
import { engineArgumentCases } from './engineArguments';
import { holdingCases } from './holding';
import { memoryCases } from './memory';
import { policyCases } from './policy';
import { quotaCases } from './quota';
import { requestCases } from './request';
import { sharingCases } from './sharing';
import { spreadCases } from './spread';

/** Questions, and the answers that were worked out by hand. */
export const cases: readonly VerdictCase[] = [
  ...memoryCases,
  ...spreadCases,
  ...requestCases,
  ...engineArgumentCases,
  ...deviceCases,
  ...sharingCases,
  ...holdingCases,
  ...quotaCases,
  ...budgetCases,
  ...policyCases,
  ...adapterCases,
  ...alternativeCases,
];
