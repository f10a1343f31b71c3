import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

/**
 * `families/<family>/__fixtures__/<case>/` holds `intent.yaml` and, where the
 * target is not the usual one, `platform.yaml` (merged over it; null removes); and what comes
 * of them: `objects.yaml` of this family, or `issues.yaml` where it is refused.
 * Warnings of a case that renders stand in `issues.yaml` as well.
 *
 * `families/<family>/__fixtures__/status/<case>.yaml` holds `name`,
 * `namespace`, the live `objects` and the `status` that they are read to.
 *
 * With UPDATE_FIXTURES=1 what comes of each case is written anew, with
 * UPDATE_FIXTURES=<family> that of one family.
 */
export interface FamilyCase {
  readonly family: string;
  readonly name: string;
  readonly intent: string;
  readonly platform: Record<string, unknown>;
  readonly objects?: string;
  readonly issues: ReadonlyArray<Record<string, unknown>>;
  /** Writes a file anew, or removes it where there is no text. */
  readonly update: (
    file: 'objects.yaml' | 'issues.yaml',
    text: string | undefined,
  ) => void;
}

const root = join(__dirname, '..');

/** The target of cases that name no other. */
export const usualPlatform: Record<string, unknown> = parse(
  readFileSync(join(__dirname, 'platform.yaml'), 'utf8'),
);

const familyFolders = readdirSync(root, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && !entry.name.startsWith('_'))
  .map(entry => entry.name);

export { familyFolders };

const casesOf = (family: string) => {
  const folder = join(root, family, '__fixtures__');
  return existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter(entry => entry.isDirectory() && entry.name !== 'status')
        .map(entry => ({
          family,
          name: entry.name,
          folder: join(folder, entry.name),
        }))
    : [];
};

export const familyCases: readonly FamilyCase[] = familyFolders
  .flatMap(casesOf)
  .map(({ family, name, folder }) => {
    const read = (file: string) =>
      existsSync(join(folder, file))
        ? readFileSync(join(folder, file), 'utf8')
        : undefined;
    return {
      family,
      name,
      intent: read('intent.yaml') ?? '',
      platform: Object.fromEntries(
        Object.entries({
          ...usualPlatform,
          ...parse(read('platform.yaml') ?? '{}'),
        }).filter(([, value]) => value !== null),
      ),
      objects: read('objects.yaml'),
      issues: parse(read('issues.yaml') ?? '[]'),
      update: (file, text) =>
        text === undefined
          ? rmSync(join(folder, file), { force: true })
          : writeFileSync(join(folder, file), text),
    };
  });

/** A state of live objects. */
export interface StatusCase {
  readonly family: string;
  readonly case: string;
  readonly name: string;
  readonly namespace: string;
  readonly objects: ReadonlyArray<{
    apiVersion: string;
    kind: string;
    metadata: { name: string };
  }>;
  readonly status: unknown;
}

export const statusCases: readonly StatusCase[] = familyFolders.flatMap(
  family => {
    const folder = join(root, family, '__fixtures__/status');
    return existsSync(folder)
      ? readdirSync(folder).flatMap(file =>
          parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map(
            document => ({
              family,
              case: file.replace(/\.yaml$/, ''),
              ...document.toJS(),
            }),
          ),
        )
      : [];
  },
);
