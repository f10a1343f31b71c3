import {
  parseBytes,
  parseCount,
  parseDuration,
  parseRatio,
} from '@modelyard/llm-units';
import { parseFindings, RuleFinding } from '../../../rules/Rule';
import { records } from '../../../safe';
import { ModelArchitecture, ModelSlo } from '../types.generated';
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

function architectureFindings(
  path: string,
  architecture: ModelArchitecture | undefined,
): RuleFinding[] {
  const { weightBytes, parameters, layers } = architecture ?? {};
  return [
    ...parseFindings(`${path}.weightBytes`, weightBytes, parseBytes),
    ...parseFindings(`${path}.parameters.total`, parameters?.total, parseCount),
    ...parseFindings(
      `${path}.parameters.active`,
      parameters?.active,
      parseCount,
    ),
    ...records(layers).flatMap(({ item, index }) =>
      parseFindings(
        `${path}.layers[${index}].stateBytes`,
        item.stateBytes,
        parseBytes,
      ),
    ),
  ];
}

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
