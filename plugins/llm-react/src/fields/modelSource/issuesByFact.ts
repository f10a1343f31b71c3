import type { Issue } from '@modelyard/llm-units';

/** What an issue can be shown beside. */
export type IssuePlace =
  | 'uri'
  | 'revision'
  | 'license'
  | 'digest'
  | 'parameters'
  | 'weightBytes'
  | 'contextLength'
  | 'format'
  | 'layers'
  | 'other';

/** By the code, for issues that are about the model as a whole. */
const byCode: Readonly<Record<string, IssuePlace>> = {
  'parameters-unknown': 'parameters',
  'layers-unknown': 'layers',
  'unknown-layers': 'layers',
};

/** By the last name of the path. Fields of a configuration keep their names, so that they can be found in it. */
const byName: Readonly<Record<string, IssuePlace>> = {
  uri: 'uri',
  revision: 'revision',
  license: 'license',
  digest: 'digest',
  parameters: 'parameters',
  weightBytes: 'weightBytes',
  contextLength: 'contextLength',
  max_position_embeddings: 'contextLength',
  rope_scaling: 'contextLength',
  quantization: 'format',
  quantization_config: 'format',
  dtype: 'format',
  torch_dtype: 'format',
  layers: 'layers',
  layer_types: 'layers',
  num_hidden_layers: 'layers',
};

/** Where an issue belongs. */
function placeOf(issue: Issue): IssuePlace {
  if (Object.hasOwn(byCode, issue.code)) {
    return byCode[issue.code];
  }
  const name = issue.path.split('.').pop() ?? '';
  return Object.hasOwn(byName, name) ? byName[name] : 'other';
}

/** The issues of a place, errors first. */
export function issuesAt(
  issues: readonly Issue[],
  place: IssuePlace,
): readonly Issue[] {
  const here = issues.filter(issue => placeOf(issue) === place);
  return [
    ...here.filter(({ severity }) => severity === 'error'),
    ...here.filter(({ severity }) => severity !== 'error'),
  ];
}
