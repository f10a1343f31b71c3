import { rule as activeParameters } from './active-parameters';
import { rule as adapterBase } from './adapter-base';
import { rule as aliasDuplicate } from './alias-duplicate';
import { rule as currency } from './currency';
import { rule as dates } from './dates';
import { rule as deploymentBase } from './deployment-base';
import { rule as deploymentKind } from './deployment-kind';
import { rule as deploymentNameUnique } from './deployment-name-unique';
import { rule as deploymentTarget } from './deployment-target';
import { rule as deploymentVersion } from './deployment-version';
import { rule as layerFields } from './layer-fields';
import { rule as lifecycleDates } from './lifecycle-dates';
import { ModelRule } from './ModelRule';
import { rule as priceOrder } from './price-order';
import { rule as priceUnits } from './price-units';
import { rule as quantizedFrom } from './quantized-from';
import { rule as referenceKind } from './reference-kind';
import { rule as referenceSelf } from './reference-self';
import { rule as replicasOrder } from './replicas-order';
import { rule as retiredDeployments } from './retired-deployments';
import { rule as retirementOrder } from './retirement-order';
import { rule as servedName } from './served-name';
import { rule as sloUnits } from './slo-units';
import { rule as sourcePinned } from './source-pinned';
import { rule as units } from './units';
import { rule as usesConflict } from './uses-conflict';
import { rule as versionNameUnique } from './version-name-unique';
import { rule as versionOrder } from './version-order';
import { rule as versionSource } from './version-source';

/** Every rule across the fields of a model, in the order in which people read the file. */
export const modelRules: readonly ModelRule[] = [
  referenceKind,
  referenceSelf,
  versionNameUnique,
  versionOrder,
  versionSource,
  sourcePinned,
  quantizedFrom,
  adapterBase,
  units,
  activeParameters,
  layerFields,
  deploymentNameUnique,
  deploymentVersion,
  deploymentTarget,
  deploymentKind,
  deploymentBase,
  servedName,
  aliasDuplicate,
  replicasOrder,
  sloUnits,
  dates,
  currency,
  priceOrder,
  priceUnits,
  usesConflict,
  retirementOrder,
  lifecycleDates,
  retiredDeployments,
];
