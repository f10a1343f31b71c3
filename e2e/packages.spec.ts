import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type * as manifests from '@modelyard/llm-manifests';
import type * as sizing from '@modelyard/llm-sizing';
import type * as units from '@modelyard/llm-units';
import { parse } from 'yaml';
import { bundleForBrowser } from './support/packageBundle';
import { expect, test } from './support/portal';

/** What the bundle leaves in the page. */
declare const modelyard: {
  units: typeof units;
  sizing: typeof sizing;
  manifests: typeof manifests;
};

const families = path.resolve(
  __dirname,
  '../packages/llm-manifests/src/families',
);
const fixture = path.join(families, 'vllm-deployment/__fixtures__/realistic');
const read = (...names: string[]) =>
  fs.readFileSync(path.join(...names), 'utf8');

const widgets = `
kind: CustomResourceDefinition
spec:
  group: example.com
  names: { kind: Widget }
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties: { least: { type: integer }, most: { type: integer } }
              x-kubernetes-validations:
                - rule: self.least <= self.most
                  message: least must not be above most
`;

const bundled = bundleForBrowser(`
  export * as units from '@modelyard/llm-units';
  export * as sizing from '@modelyard/llm-sizing';
  export * as manifests from '@modelyard/llm-manifests';
`);

test.beforeEach(async ({ page }) => {
  await page.goto('about:blank');
  await page.addScriptTag({ content: await bundled });
});

test('an intent is rendered to the same bytes as anywhere else', async ({
  page,
}) => {
  const printed = await page.evaluate(
    ({ intent, platform }) => {
      const { parseIntent, platformSchema, printObjects, renderIntent } =
        modelyard.manifests;
      const { ok, ...rest } = parseIntent(intent);
      const rendered =
        ok && 'value' in rest
          ? renderIntent({
              intent: rest.value,
              platform: platformSchema.parse(platform),
            })
          : undefined;
      return rendered?.ok
        ? printObjects(rendered.value.flatMap(({ objects }) => objects))
        : JSON.stringify(rendered ?? rest);
    },
    {
      intent: parse(read(fixture, 'intent.yaml')),
      platform: parse(read(families, '__testUtils__/platform.yaml')),
    },
  );
  expect(printed).toBe(read(fixture, 'objects.yaml'));
});

test('a model is assessed', async ({ page }) => {
  const groups = await page.evaluate(() => {
    const { assess, readModel } = modelyard.sizing;
    const model = readModel({
      config: {
        model_type: 'llama',
        architectures: ['LlamaForCausalLM'],
        torch_dtype: 'bfloat16',
        hidden_size: 4096,
        intermediate_size: 14336,
        num_hidden_layers: 32,
        num_attention_heads: 32,
        num_key_value_heads: 8,
        vocab_size: 128256,
        max_position_embeddings: 131072,
      },
    });
    const devices = (accelerator: string) => ({
      name: accelerator,
      accelerator,
      nodes: 1,
      perNode: 1,
      sharing: { strategy: 'exclusive' as const },
    });
    return assess({
      model: {
        name: 'llama',
        versions: [
          {
            name: 'bf16',
            kind: 'weights',
            architecture: model.ok ? model.value : undefined,
          },
        ],
      },
      workload: {
        promptTokens: 1000,
        answerTokens: 200,
        concurrentRequests: 8,
      },
      pools: [
        {
          name: 'pool',
          type: 'kubernetes',
          cluster: 'fra-1',
          devices: [devices('nvidia-h100-sxm-80gb'), devices('nvidia-t4-16gb')],
        },
      ],
      usage: 'declared',
    }).groups.map(group => [group.devices, group.verdict]);
  });
  expect(groups).toEqual([
    ['nvidia-h100-sxm-80gb', 'fits'],
    ['nvidia-t4-16gb', 'does-not-fit'],
  ]);
});

test('an object is compared with a CRD and its CEL rules', async ({ page }) => {
  const results = await page.evaluate(crd => {
    const { createSchemaSet, validateObject } = modelyard.manifests;
    const { schemas } = createSchemaSet({ crds: [crd] });
    return [{ least: 1, most: 2 }, { least: 3, most: 2 }, { least: 'x' }].map(
      spec =>
        validateObject({
          schemas,
          object: {
            apiVersion: 'example.com/v1',
            kind: 'Widget',
            metadata: { name: 'a', namespace: 'team' },
            spec,
          },
        }).issues.map(issue => `${issue.path}: ${issue.code}`),
    );
  }, widgets);
  expect(results[0]).toEqual([]);
  expect(results[1]).toEqual([expect.stringMatching(/^spec: /)]);
  expect(results[2]).toEqual([expect.stringMatching(/^spec\.least: /)]);
});

test('no module of Node gets into a bundle unnoticed', async ({}, testInfo) => {
  await expect(
    bundleForBrowser(`export { readFileSync } from 'node:fs';`),
  ).rejects.toThrow(/node:fs/);
  for (const name of ['units', 'sizing', 'manifests']) {
    const text = await bundleForBrowser(
      `export * from '@modelyard/llm-${name}';`,
    );
    const size = `llm-${name}: ${(gzipSync(text).length / 1024).toFixed(
      1,
    )} KB (gzip)`;
    testInfo.annotations.push({ type: 'size', description: size });
    process.stdout.write(`${size}\n`);
  }
});
