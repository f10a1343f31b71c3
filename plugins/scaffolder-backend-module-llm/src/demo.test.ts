import {
  describeDeployment,
  Platform,
  platformSchema,
  readIntent,
  renderFiles,
} from '@modelyard/llm-manifests';
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
    crdPaths: crds ? [crds] : [],
  },
  dryRun: { run: async () => ({ ran: false, ...NO_CLUSTER }) },
});
const folders = globSync('models/*/*/intent.yaml', { cwd: gitops }).map(
  dirname,
);

/** With UPDATE_FIXTURES=1 the manifests of the demo are rendered anew. */
describe('the demo organisation', () => {
  it('has deployments with manifests', () => {
    expect(folders.length).toBeGreaterThan(10);
  });

  it.each(folders)('has of %s what its intent renders to', async folder => {
    const intent = readIntent(
      readFileSync(join(gitops, folder, 'intent.yaml'), 'utf8'),
    );
    const platform = platforms.get(intent.ok ? intent.value.target : '')!;
    const files = intent.ok && renderFiles({ intent: intent.value, platform });
    if (!intent.ok || !files || !files.ok) {
      throw new Error(JSON.stringify((files || intent).issues, null, 2));
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

    const { spec } = readYaml(join(gitops, folder, '../catalog-info.yaml'));
    const { aliases, ...described } = describeDeployment({
      intent: intent.value,
      platform,
    })!;
    const entry = spec.deployments.find(
      ({ name }: { name: string }) => name === described.name,
    );
    expect({ ...entry, aliases: entry.aliases ?? [] }).toMatchObject({
      ...described,
      aliases,
      intent: `${folder}/intent.yaml`,
    });
  });
});
