import { Issue } from '@modelyard/llm-units';
import { errorAt } from '../../objects/issueOf';

/**
 * KServe takes what is merged for a service as a Go template, and replaces what stands in double braces. A value that
 * holds them would become another one, or break the service.
 */
export function checkGoTemplates(values: {
  readonly [path: string]: unknown;
}): Issue[] {
  return Object.entries(values).flatMap(([path, value]) => walk(path, value));
}

function walk(path: string, value: unknown): Issue[] {
  if (typeof value === 'string') {
    return value.includes('{{')
      ? [
          errorAt(
            path,
            'go-template',
            'must not contain {{, which KServe takes for the begin of a template',
          ),
        ]
      : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => walk(`${path}[${index}]`, item));
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) =>
        walk(`${path}.${key}`, item),
      )
    : [];
}
