import { compileExpression } from '../cel/programs';
import type { Rule } from './Rule';
import { deviceSelectors, isClaimOrClass } from './support/claims';
import { text } from './support/read';

const LONGEST = 10 * 1024;

/** Source: validation of resource.k8s.io in Kubernetes. What an expression costs is not estimated. */
export const claimSelectors: Rule = {
  code: 'claim-selectors',
  appliesTo: isClaimOrClass,
  check: subject =>
    deviceSelectors(subject).flatMap(({ item, path }) => {
      const expression = text(item, 'cel', 'expression');
      if (expression === undefined || expression === '') {
        return [
          { path: `${path}.cel`, message: 'must be there, with an expression' },
        ];
      }
      if (expression.length > LONGEST) {
        return [
          {
            path: `${path}.cel.expression`,
            message: `must have at most ${LONGEST} characters, but has ${expression.length}`,
          },
        ];
      }
      const program = compileExpression(expression);
      return program.ok
        ? []
        : [
            {
              path: `${path}.cel.expression`,
              message: `must be an expression in CEL: ${program.error}`,
            },
          ];
    }),
};
