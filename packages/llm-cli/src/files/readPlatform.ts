import { platformSchema, Platform } from '@modelyard/llm-manifests';
import { parse } from 'yaml';
import { UsageError } from '../CliContext';
import { readText } from './readFiles';

/** Reads the file that describes a target. */
export function readPlatform(path: string): Platform {
  let value: unknown;
  const text = readText(path);
  try {
    value = parse(text);
  } catch (error) {
    throw new UsageError(
      `${path} is not valid YAML: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  const platform = platformSchema.safeParse(value);
  if (!platform.success) {
    const reasons = platform.error.issues.map(
      ({ path: place, message }) => `\n  ${place.join('.')}: ${message}`,
    );
    throw new UsageError(`${path} describes no platform:${reasons.join('')}`);
  }
  return platform.data;
}
