import { Entity } from '@backstage/catalog-model';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parse, parseAllDocuments, parseDocument } from 'yaml';

/**
 * `templates/<template>/__fixtures__/<case>.yaml`: an input of a template, and what is expected of it. Below
 * `__fixtures__/repository/` lies what the GitOps repository holds before each run. The catalog has the entities in its
 * `catalog-info.yaml` files, as it has them from Git. Manifests that nothing is said of are rendered beside each
 * `intent.yaml` as they would have been committed. With UPDATE_FIXTURES=1 what comes of each case is written anew.
 */
export interface TemplateCase {
  values: object;
  /** Files of the repository by path, beside those of all cases or in their place; `null` leaves one out. */
  repository?: Record<string, string | null>;
  /** What the catalog has from elsewhere. */
  entities?: Entity[];
  /** What the run leaves, by path; no other files, except those of `lines` and `objects`. */
  files?: Record<string, string>;
  /** By path of a file that was there before, the lines that are gone (`-`) and new (`+`), in their order. */
  lines?: Record<string, string[]>;
  /** By path of a file of manifests, kind and name of its objects; what is in them is what the intent beside them renders to. */
  objects?: Record<string, string[]>;
  /** What the template puts out, in part. */
  output?: object;
  /** Pattern of something that the log of the run says. */
  says?: string;
  /** Pattern of the reason for which the run is refused. */
  fails?: string;
}

/** The folder of all templates. */
export const templatesRoot = resolve(__dirname, '../../../../templates');

export const readYaml = (path: string) => parse(readFileSync(path, 'utf8'));

export const templates = readdirSync(templatesRoot, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name);

/** Every case with the names of its template and of itself. */
export const templateCases = templates.flatMap(template => {
  const folder = join(templatesRoot, template, '__fixtures__');
  const common = readTree(join(folder, 'repository'));
  return readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .map(
      (
        file,
      ): [
        string,
        string,
        TemplateCase & { repository: Record<string, string> },
      ] => {
        const given: TemplateCase = readYaml(join(folder, file));
        const repository = Object.entries({
          ...common,
          ...given.repository,
        }).filter((entry): entry is [string, string] => entry[1] !== null);
        return [
          template,
          file.replace('.yaml', ''),
          { ...given, repository: Object.fromEntries(repository) },
        ];
      },
    );
});

/** Kind and name of the objects in a file of manifests, or what a kustomization is of. */
export const objectsIn = (text: string): string[] =>
  parseAllDocuments(text).map(document => {
    const { kind, metadata, resources } = document.toJS();
    return resources ? resources.join(' ') : `${kind} ${metadata.name}`;
  });

/** Files as cases speak of them: the digests in an intent follow from the manifests beside it. */
export const withoutDigests = (files: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      path.endsWith('/intent.yaml')
        ? text.replace(/^rendered:\n(?: .*\n)*/m, '')
        : text,
    ]),
  );

/** Writes into a case what came of it. */
export function updateCase(options: {
  template: string;
  name: string;
  before: Record<string, string>;
  after: Record<string, string>;
}): void {
  const { template, name } = options;
  const before = withoutDigests(options.before);
  const after = withoutDigests(options.after);
  const file = join(templatesRoot, template, '__fixtures__', `${name}.yaml`);
  const document = parseDocument(readFileSync(file, 'utf8'));
  const given: TemplateCase = document.toJS();
  const paths = Object.keys(after).sort();
  const groups = {
    files: paths
      .filter(path => !(path in before) && !path.includes('/base/'))
      .map(path => [path, after[path]]),
    lines: paths
      .filter(path => path in before)
      .map(path => [path, changedLines(before[path], after[path])]),
    objects: paths
      .filter(path => !(path in before) && path.includes('/base/'))
      .map(path => [path, objectsIn(after[path])]),
  };
  for (const [key, entries] of Object.entries(groups)) {
    if (entries.length > 0) {
      document.set(key, document.createNode(Object.fromEntries(entries)));
    } else if (key in given) {
      document.delete(key);
    }
  }
  writeFileSync(file, document.toString({ lineWidth: 0 }));
}

/** The lines that are gone and new between two texts, by the longest sequence that both have. */
export function changedLines(before: string, after: string): string[] {
  const [a, b] = [before, after].map(text => text.split('\n'));
  const length = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  );
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      length[i][j] =
        a[i] === b[j]
          ? length[i + 1][j + 1] + 1
          : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    } else if (
      j === b.length ||
      (i < a.length && length[i + 1][j] >= length[i][j + 1])
    ) {
      lines.push(`-${a[i]}`);
      i += 1;
    } else {
      lines.push(`+${b[j]}`);
      j += 1;
    }
  }
  return lines;
}

function readTree(folder: string): Record<string, string> {
  if (!existsSync(folder)) {
    return {};
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map(file => [relative(folder, file), readFileSync(file, 'utf8')]),
  );
}
