import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  domainEntityV1alpha1Validator,
  Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import Ajv from 'ajv';
import path from 'path';
import {
  byRef,
  entities,
  examples,
  modelOf,
  models,
  pools,
  refsOf,
} from './__testUtils__/examples';
import {
  ANNOTATION_CREDENTIALS_SECRET,
  ANNOTATION_REGION,
  assessAiSystem,
  GpuPoolEntityV1alpha1,
  gpuPoolSchema,
  isGpuPoolEntity,
  isModelEntity,
  LLM_PROVIDER_RESOURCE_TYPE,
  ModelEntityV1alpha1,
  modelSchema,
  validateAiSystem,
  validateGpuPool,
  validateModel,
  validateModelSet,
} from '.';

const kindValidators = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
];

/** Models that a component depends on; for a system, those of its components. */
function modelsUsedIn(entity: Entity): ModelEntityV1alpha1[] {
  const users =
    entity.kind === 'System'
      ? entities.filter(
          e =>
            e.kind === 'Component' &&
            e.spec?.system === stringifyEntityRef(entity),
        )
      : [entity];
  const refs = users.flatMap(refsOf).filter(ref => ref.startsWith('model:'));
  return [...new Set(refs)].map(modelOf);
}

describe('the entities of the examples', () => {
  it('are read by the catalog', async () => {
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new DefaultNamespaceEntityPolicy(),
      new NoForeignRootFieldsEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    const unknown = [];
    for (const { file, entity } of examples) {
      await expect(policy.enforce(entity)).resolves.toBeDefined();
      const ours = isModelEntity(entity) || isGpuPoolEntity(entity);
      const checks = await Promise.all(
        kindValidators.map(validator => validator.check(entity)),
      );
      if (!ours && !checks.some(Boolean)) {
        unknown.push(`${file}: ${entity.kind}`);
      }
    }
    expect(unknown).toEqual([]);
    expect(byRef.size).toBe(examples.length);
  });

  it('stand where the demo looks for them', () => {
    const location = examples.find(({ file }) => file === 'all.yaml')!;
    const targets = location.entity.spec!.targets as string[];
    const elsewhere = ['all.yaml', 'org.yaml'];
    const files = new Set(
      examples
        .map(({ file }) => file)
        .filter(file => !file.startsWith('gitops/')),
    );
    expect(
      [...elsewhere, ...targets.map(target => path.normalize(target))].sort(),
    ).toEqual([...files].sort());

    const folders: Record<string, string> = {
      Model: 'models',
      GpuPool: 'pools',
    };
    const managed = examples.filter(
      ({ file, entity }) =>
        file.startsWith('gitops/') || entity.kind in folders,
    );
    for (const { file, entity } of managed) {
      const folder = folders[entity.kind] ?? 'components';
      expect(file).toBe(
        `gitops/${folder}/${entity.metadata.name}/catalog-info.yaml`,
      );
    }
  });

  it('name only each other', () => {
    const missing = entities.flatMap(entity =>
      refsOf(entity)
        .filter(ref => !byRef.has(ref))
        .map(ref => `${stringifyEntityRef(entity)} -> ${ref}`),
    );
    expect(missing).toEqual([]);
  });

  it('show what there is to show', () => {
    const versions = models.flatMap(model => model.spec.versions);
    const deployments = models.flatMap(model => model.spec.deployments ?? []);
    const values = (list: Array<string | undefined>) => [...new Set(list)];

    expect(models.length).toBeGreaterThanOrEqual(12);
    expect(values(models.map(m => m.spec.type)).length).toBeGreaterThanOrEqual(
      6,
    );
    expect(values(versions.map(v => v.kind)).sort()).toEqual([
      'adapter',
      'external',
      'weights',
    ]);
    expect(versions.some(version => version.quantizedFrom)).toBe(true);
    expect(values(models.map(m => m.spec.lifecycle)).sort()).toEqual([
      'deprecated',
      'experimental',
      'production',
      'retired',
      'staging',
    ]);
    expect(
      values(deployments.map(d => d.environment)).length,
    ).toBeGreaterThanOrEqual(3);
    expect(pools).toHaveLength(5);
    expect(
      values(
        pools.flatMap(p => p.spec.devices.map(d => d.sharing.strategy)),
      ).sort(),
    ).toEqual(['exclusive', 'mig', 'mps', 'time-slicing']);
    expect(
      entities.filter(e => e.kind === 'Component').length,
    ).toBeGreaterThanOrEqual(10);
    expect(
      values(entities.map(e => e.metadata.namespace ?? 'default')).sort(),
    ).toEqual(['customs', 'default', 'research']);
  });

  it('have providers that can be asked', () => {
    const providers = entities.filter(
      e => e.spec?.type === LLM_PROVIDER_RESOURCE_TYPE,
    );
    expect(providers).not.toHaveLength(0);
    for (const provider of providers) {
      expect(provider.metadata.annotations).toMatchObject({
        [ANNOTATION_REGION]: expect.any(String),
        [ANNOTATION_CREDENTIALS_SECRET]: expect.any(String),
      });
      expect(provider.metadata.links).toContainEqual(
        expect.objectContaining({ type: 'contract' }),
      );
    }
  });
});

describe('the rules, on the examples', () => {
  it('find nothing in a model or a pool', () => {
    const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
    const fitsModel = ajv.compile(modelSchema);
    const fitsPool = ajv.compile(gpuPoolSchema);
    const check = (
      entity: ModelEntityV1alpha1 | GpuPoolEntityV1alpha1,
    ): unknown[] => {
      const fits = isModelEntity(entity) ? fitsModel : fitsPool;
      return [
        ...(fits(entity) ? [] : fits.errors ?? []),
        ...(isModelEntity(entity)
          ? validateModel(entity)
          : validateGpuPool(entity)),
      ];
    };
    for (const entity of [...models, ...pools]) {
      const ref = stringifyEntityRef(entity);
      expect({ ref, issues: check(entity) }).toEqual({ ref, issues: [] });
    }
    expect(validateModelSet({ models, pools })).toEqual([]);
  });

  it('find in AI systems what the demo wants to show, and no more', () => {
    const systems = entities.filter(e =>
      ['System', 'Component'].includes(e.kind),
    );
    for (const entity of systems) {
      const ref = stringifyEntityRef(entity);
      expect({ ref, issues: validateAiSystem(entity) }).toEqual({
        ref,
        issues: [],
      });
    }
    const findings = systems.flatMap(entity =>
      assessAiSystem({
        entity,
        models: modelsUsedIn(entity),
        system: byRef.get(String(entity.spec?.system)),
      }).map(({ code }) => `${stringifyEntityRef(entity)} ${code}`),
    );
    expect([...new Set(findings)].sort()).toEqual([
      'component:default/cv-ranker risk-class-exceeded',
      'component:default/cv-ranker use-prohibited',
      'component:research/route-lab intended-use-missing',
      'component:research/route-lab risk-class-missing',
      'system:default/talent-screening risk-class-exceeded',
      'system:default/talent-screening use-prohibited',
    ]);
  });

  it('know of one component that still uses a deprecated model', () => {
    const users = entities
      .filter(e => e.kind === 'Component')
      .filter(e =>
        modelsUsedIn(e).some(m =>
          ['deprecated', 'retired'].includes(m.spec.lifecycle),
        ),
      );
    expect(users.map(stringifyEntityRef)).toEqual([
      'component:default/driver-helpdesk',
    ]);
    for (const { spec } of models.filter(m => m.spec.retirement?.replacedBy)) {
      expect(modelOf(spec.retirement!.replacedBy!).spec).toMatchObject({
        type: spec.type,
        lifecycle: 'production',
      });
    }
  });
});
