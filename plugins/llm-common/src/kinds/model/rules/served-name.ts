import { RuleFinding } from '../../../rules/Rule';
import { records, texts } from '../../../safe';
import { ModelRule } from './ModelRule';

// Kubernetes: Labels and Selectors, "Syntax and character set".
const SERVED_NAME = {
  pattern: /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
  most: 63,
  words:
    'a legal label value of at most 63 letters, digits, hyphens, dots and underscores',
};

// Gateways compare it with a header, engines take it as an argument: it never becomes a label.
const ALIAS = {
  pattern: /^[A-Za-z0-9]([A-Za-z0-9._/-]{0,126}[A-Za-z0-9])?$/,
  most: 128,
  words:
    'a name of at most 128 letters, digits, hyphens, dots, underscores and slashes, with a letter or digit at both ends',
};

export const rule: ModelRule = {
  code: 'served-name',
  severity: 'error',
  description:
    'The served name is a legal Kubernetes label value: at most 63 letters, digits, hyphens, dots and underscores, with a letter or digit at both ends. Aliases are no labels: they have at most 128 of these and slashes.',
  check: ({ spec }) =>
    records(spec?.deployments).flatMap(({ item, index }) => {
      const path = `spec.deployments[${index}]`;
      return [
        ...nameFindings(
          `${path}.servedModelName`,
          item.servedModelName,
          SERVED_NAME,
        ),
        ...texts(item.aliases).flatMap(alias =>
          nameFindings(`${path}.aliases[${alias.index}]`, alias.item, ALIAS),
        ),
      ];
    }),
};

function nameFindings(
  path: string,
  name: string | undefined,
  { pattern, most, words }: typeof ALIAS,
): RuleFinding[] {
  if (name === undefined || pattern.test(name)) {
    return [];
  }
  const reason =
    typeof name === 'string' && name.length > most
      ? `has ${name.length}`
      : `is ${JSON.stringify(name)}`;
  return [
    {
      path,
      message: `must be ${words}, but ${reason}`,
    },
  ];
}
