import { parseDuration, parseRatio } from '@modelyard/llm-units';
import { parseFindings, RuleFinding } from '../../../rules/Rule';
import { records } from '../../../safe';
import { ModelSlo } from '../types.generated';
import { architectureFindings } from './architectureUnits';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'units',
  severity: 'error',
  description:
    'Sizes, counts, durations and ratios can be read: 131.4 GiB, 70.6B, 500ms, 99.9%.',
  check: ({ spec }) => [
    ...records(spec?.versions).flatMap(({ item, index }) =>
      architectureFindings(
        `spec.versions[${index}].architecture`,
        item.architecture,
      ),
    ),
    ...sloFindings('spec.slo', spec?.slo),
  ],
};

const DURATIONS = [
  'window',
  'ttftP95',
  'interTokenP95',
  'endToEndP95',
  'firstAudioP95',
] as const;

function sloFindings(path: string, slo: ModelSlo | undefined): RuleFinding[] {
  return [
    ...DURATIONS.flatMap(key =>
      parseFindings(`${path}.${key}`, slo?.[key], parseDuration),
    ),
    ...parseFindings(
      `${path}.availability.objective`,
      slo?.availability?.objective,
      parseRatio,
    ),
  ];
}
