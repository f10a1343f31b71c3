import { gpuPoolSchema, modelSchema } from '@modelyard/plugin-llm-common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createSchemaCheck } from './createSchemaCheck';

const examples = join(__dirname, '../../../../examples/gitops');

/** An entity of the demo, changed. */
const example =
  (path: string) =>
  (change: (spec: any) => void = () => {}) => {
    const file = join(examples, path, 'catalog-info.yaml');
    const entity = parse(readFileSync(file, 'utf8'));
    change(entity.spec);
    return entity;
  };
const aModel = example('models/qwen3-32b');
const aGpuPool = example('pools/h100-fra');

describe('createSchemaCheck', () => {
  const checkModel = createSchemaCheck(modelSchema);
  const checkPool = createSchemaCheck(gpuPoolSchema);

  it('finds nothing in valid entities', () => {
    expect(checkModel(aModel())).toEqual([]);
    expect(checkPool(aGpuPool())).toEqual([]);
  });

  it('names every violation with its path and the reason', () => {
    const entity = aModel(spec => {
      delete spec.owner;
      spec.lifecylce = 'production';
      spec.type = 'chatbot';
      spec.versions[0].name = 'no spaces';
      spec.versions[1].kind = 7;
      spec.deployments[0].replicas = { min: -1, max: 1 };
      spec.providesApis = ['api:default/a', 'api:default/a'];
    });

    const issues = checkModel(entity);

    expect(issues.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
      'spec.deployments[0].replicas.min schema-minimum',
      'spec.lifecylce schema-additional-properties',
      'spec.owner schema-required',
      'spec.providesApis schema-unique-items',
      'spec.type schema-enum',
      'spec.versions[0].name schema-pattern',
      'spec.versions[1].kind schema-enum',
      'spec.versions[1].kind schema-type',
    ]);
    expect(issues.every(issue => issue.severity === 'error')).toBe(true);

    const reasons = Object.fromEntries(
      issues.map(({ path, code, message }) => [`${path} ${code}`, message]),
    );
    expect(reasons['spec.owner schema-required']).toBe('is required');
    expect(reasons['spec.lifecylce schema-additional-properties']).toMatch(
      /^is not a known field\. Known are type, .*lifecycle, owner/,
    );
    expect(reasons['spec.type schema-enum']).toBe(
      'must be one of chat, completion, embedding, rerank, transcription, speech, image, moderation, not "chatbot"',
    );
    expect(reasons['spec.versions[1].kind schema-type']).toBe(
      'must be string, not 7',
    );
    expect(reasons['spec.versions[0].name schema-pattern']).toContain(
      'not "no spaces". Name of the version.',
    );
    expect(reasons['spec.providesApis schema-unique-items']).toBe(
      'has the same item at 0 and at 1',
    );
    expect(reasons['spec.deployments[0].replicas.min schema-minimum']).toBe(
      'must be >= 0, not -1',
    );
  });

  it('keeps slashes and dots of a key as they are', () => {
    const entity = aGpuPool(spec => {
      spec.devices[0].nodeSelector = { 'nvidia.com/gpu.product': 80 };
    });

    expect(checkPool(entity)).toEqual([
      {
        path: 'spec.devices[0].nodeSelector.nvidia.com/gpu.product',
        code: 'schema-type',
        message: 'must be string, not 80',
        severity: 'error',
      },
    ]);
  });

  it('does not quote values that would fill the message', () => {
    const entity = aModel(spec => {
      spec.lifecycle = 'x'.repeat(200);
    });

    const [issue] = checkModel(entity);
    expect(issue.path).toBe('spec.lifecycle');
    expect(issue.message).not.toContain('xxx');
  });

  it('says that an entity without a spec has none', () => {
    const { spec, ...withoutSpec } = aModel();

    expect(spec).toBeDefined();
    expect(checkModel(withoutSpec)).toEqual([
      {
        path: 'spec',
        code: 'schema-required',
        message: 'is required',
        severity: 'error',
      },
    ]);
  });
});
