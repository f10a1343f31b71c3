import { RuleFinding } from '../../../rules/Rule';
import { records, texts } from '../../../safe';
import { ModelRule } from './ModelRule';

// Kubernetes: Labels and Selectors, "Syntax and character set".
const LABEL_VALUE = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

export const rule: ModelRule = {
  code: 'served-name',
  severity: 'error',
  description:
    'The served name and its aliases are legal Kubernetes label values: at most 63 letters, digits, hyphens, dots and underscores, with a letter or digit at both ends.',
  check: ({ spec }) =>
    records(spec?.deployments).flatMap(({ item, index }) => {
      const path = `spec.deployments[${index}]`;
      return [
        ...nameFindings(`${path}.servedModelName`, item.servedModelName),
        ...texts(item.aliases).flatMap(alias =>
          nameFindings(`${path}.aliases[${alias.index}]`, alias.item),
        ),
      ];
    }),
};

function nameFindings(path: string, name: string | undefined): RuleFinding[] {
  if (name === undefined || LABEL_VALUE.test(name)) {
    return [];
  }
  const reason =
    typeof name === 'string' && name.length > 63
      ? `has ${name.length}`
      : `is ${JSON.stringify(name)}`;
  return [
    {
      path,
      message: `must be a legal label value of at most 63 letters, digits, hyphens, dots and underscores, but ${reason}`,
    },
  ];
}
