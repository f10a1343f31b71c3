import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** A part of the configuration, and where it stands. */
export interface ConfigEntry {
  readonly config: Config;
  /** Such as `llm.otlp.sources[0]`. */
  readonly key: string;
}

/** The error that names a key and the reason. */
export function invalid(
  entry: ConfigEntry,
  path: string,
  reason: string,
): InputError {
  return new InputError(`Invalid ${entry.key}.${path}: ${reason}`);
}

/** @throws InputError for a key that means nothing, which is most often a slip of the pen */
export function refuseUnknownKeys(
  entry: ConfigEntry,
  known: readonly string[],
): void {
  const unknown = entry.config.keys().find(key => !known.includes(key));
  if (unknown !== undefined) {
    throw invalid(
      entry,
      unknown,
      `there is no such setting; there are ${known.join(', ')}`,
    );
  }
}
