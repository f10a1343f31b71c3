import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** An entry of a list in the configuration, and where it stands. */
export interface ConfigEntry {
  readonly config: Config;
  /** Such as `llm.measures.prometheus[0]`. */
  readonly key: string;
}

/** The error that names a key of an entry and the reason. */
export function invalid(
  entry: ConfigEntry,
  path: string,
  reason: string,
): InputError {
  return new InputError(`Invalid ${entry.key}.${path}: ${reason}`);
}

/** A value in a message: quoted, and not longer than it is of use. */
export function quoted(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 100) ?? 'nothing';
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
