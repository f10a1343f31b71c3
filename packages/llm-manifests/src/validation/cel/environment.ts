import { CelEnv, celEnv, type CelFunc } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { Pattern } from '../patterns';
import { addressFunctions } from './functions/addresses';
import { formatFunctions } from './functions/formats';
import { listFunctions } from './functions/lists';
import { optionalFunctions } from './functions/optionals';
import { quantityFunctions } from './functions/quantities';
import { regexFunctions } from './functions/regex';
import { semverFunctions } from './functions/semver';
import { stringFunctions } from './functions/strings';
import { urlFunctions } from './functions/urls';

const functions: CelFunc[] = [
  ...strings,
  ...stringFunctions,
  ...addressFunctions,
  ...formatFunctions,
  ...listFunctions,
  ...optionalFunctions,
  ...quantityFunctions,
  ...regexFunctions,
  ...semverFunctions,
  ...urlFunctions,
];

/** What rules of CRDs are written in: CEL with the libraries that the API server adds. */
export const environment: CelEnv = celEnv({
  funcs: functions,
  re2: {
    compile: source => {
      const pattern = Pattern.compile(source);
      if (!pattern) {
        throw new Error(`'${source}' is no regular expression`);
      }
      return pattern;
    },
  },
});
