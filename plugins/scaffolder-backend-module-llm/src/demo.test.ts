import {
  describeDeployment,
  Platform,
  platformSchema,
  readIntent,
  renderFiles,
} from '@modelyard/llm-manifests';
import { toDeviceSharing } from '@modelyard/plugin-llm-common';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { ManifestTools } from './actions/ManifestTools';

const root = resolve(__dirname, '../../..');
const gitops = join(root, 'examples/gitops');
const readYaml = (path: string) => parse(readFileSync(path, 'utf8'));
const platforms = new Map<string, Platform>(
  readYaml(join(root, 'app-config.yaml')).llm.targets.map((target: unknown) => {
    const platform = platformSchema.parse(target);
    return [platform.name, platform];
  }),
);
const crds = process.env.MODELYARD_CRDS;
const NO_CLUSTER = { reason: 'this test has none' };
const tools = new ManifestTools({
  config: {
    targets: platforms,
    clusters: new Map(),
    rules: new Map(),
    crdPaths: crds ? [crds] : [],
  },
  dryRun: { run: async () => ({ ran: false, ...NO_CLUSTER }) },
});
const folders = globSync('{models,pools}/*/*/intent.yaml', {
  cwd: gitops,
}).map(dirname);

const entityOf = (folder: string) =>
  readYaml(join(gitops, folder, '../catalog-info.yaml'));

/** The intent in a folder, and its target. */
function readCase(folder: string) {
  const intent = readIntent(
    readFileSync(join(gitops, folder, 'intent.yaml'), 'utf8'),
  );
  if (!intent.ok) {
    throw new Error(JSON.stringify(intent.issues, null, 2));
  }
  return {
    intent: intent.value,
    platform: platforms.get(intent.value.target)!,
  };
}

/** With UPDATE_FIXTURES=1 the manifests of the demo are rendered anew. */
describe('the demo organisation', () => {
  it('has deployments and pools with manifests', () => {
    expect(folders.length).toBeGreaterThan(10);
    expect(folders).toContain('pools/l4-lys/cluster');
  });

  it.each(folders)('has of %s what its intent renders to', async folder => {
    const files = renderFiles(readCase(folder));
    if (!files.ok) {
      throw new Error(JSON.stringify(files.issues, null, 2));
    }
    if (process.env.UPDATE_FIXTURES) {
      files.value.forEach(({ path, content }) => {
        mkdirSync(dirname(join(gitops, folder, path)), { recursive: true });
        writeFileSync(join(gitops, folder, path), content);
      });
    }
    expect(
      files.value.map(({ path }) => ({
        path,
        content: readFileSync(join(gitops, folder, path), 'utf8'),
      })),
    ).toEqual(files.value);
    expect(globSync('base/*', { cwd: join(gitops, folder) }).sort()).toEqual(
      files.value
        .map(({ path }) => path)
        .filter(path => path.startsWith('base/'))
        .sort(),
    );

    // Without schemas at hand only the rules of the families were looked at.
    const check = await tools.check(
      files.value.filter(({ path }) => path.startsWith('base/')),
      NO_CLUSTER,
    );
    expect([check.errors, check.level]).toEqual([[], crds ? 2 : 1]);
  });

  it.each(folders.filter(folder => folder.startsWith('models/')))(
    'says in the catalog what the intent of %s decides',
    folder => {
      const { spec } = entityOf(folder);
      const { aliases, ...described } = describeDeployment(readCase(folder))!;
      const entry = spec.deployments.find(
        ({ name }: { name: string }) => name === described.name,
      );
      expect({ ...entry, aliases: entry.aliases ?? [] }).toMatchObject({
        ...described,
        aliases,
        intent: `${folder}/intent.yaml`,
      });
    },
  );

  it.each(folders.filter(folder => folder.startsWith('pools/')))(
    'tells the nodes by %s what the catalog says of their GPUs',
    folder => {
      const { groups } = toDeviceSharing(entityOf(folder));
      expect(readCase(folder).intent.parts).toMatchObject([
        { family: 'device-sharing', input: { groups } },
      ]);
    },
  );
});
