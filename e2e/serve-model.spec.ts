import type { Page } from '@playwright/test';
import { startModelHub } from './support/hub';
import { commitByHand, committed } from './support/repository';
import {
  catalogIsFilled,
  expect,
  people,
  screenshot,
  signIn,
  test,
} from './support/portal';

const FOLDER = 'models/qwen3-8b-read/prod';

/** What needs no look at it in this test; the rest is filled in by hand. */
const answers = {
  what: 'new',
  owner: 'group:default/ml-platform',
  name: 'qwen3-8b-read',
  title: 'Qwen3 8B, read',
  description: 'Read from a hub in a test',
  task: 'chat',
  lifecycle: 'staging',
  dataClasses: ['internal'],
  deployment: 'prod',
  environment: 'production',
  servedModelName: 'qwen3-read',
  dataClass: 'internal',
  namespace: 'llm-prod',
  family: 'vllm-deployment',
  engine: { kvCacheDtype: 'auto', toolCallParser: 'hermes' },
  servers: { scaling: false },
  gateway: true,
  monitoring: true,
};

const formOf = (template: string, data: object) =>
  `/create/templates/default/${template}?formData=${encodeURIComponent(
    JSON.stringify(data),
  )}`;

async function signInAs(page: Page, name: string, url: string) {
  await page.evaluate(() => window.localStorage.clear());
  await signIn(page, name, url);
}

async function mergeAs(page: Page, name: string, title: string) {
  await signInAs(page, name, '/llm?tab=changes');
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByRole('button', { name: 'Merge this version' }).click();
  await expect(page.getByText(/^Merged: /)).toBeVisible();
}

test('a model goes from its name at a hub to its page, and is changed there', async ({
  page,
}, testInfo) => {
  test.setTimeout(300_000);
  const portal = testInfo.project.name;
  const hub = await startModelHub();
  try {
    await signIn(page, people.mlEngineer);
    await catalogIsFilled(page);

    // Which model: read from the hub.
    await page.goto(formOf('serve-model', answers));
    await page.getByLabel('Name or address of the model').fill('Qwen/Qwen3-8B');
    await page.getByRole('button', { name: 'Read the model' }).click();
    await expect(page.getByText('8.2B').first()).toBeVisible();
    await screenshot(page, testInfo, 'serve-model-source');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByLabel(/^Name for clients/)).toHaveValue(
      answers.servedModelName,
    );
    await screenshot(page, testInfo, 'serve-model-deployment');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByLabel(/^How it writes tool calls/)).toHaveValue(
      'hermes',
    );
    await screenshot(page, testInfo, 'serve-model-serving');
    await page.getByRole('button', { name: 'Next' }).click();

    // Where: the verdict follows what is asked of the model.
    const turns = page.getByRole('radio', { name: /^L4 shared Lyon, turns/ });
    const whole = page.getByRole('radio', { name: /^H100 Frankfurt, whole/ });
    await expect(turns).toHaveAccessibleName(/Does not fit/);
    await expect(whole).toHaveAccessibleName(/Fits/);
    await page.getByLabel(/^At the same time/).fill('90000');
    await expect(whole).toHaveAccessibleName(/Does not fit/);
    await screenshot(page, testInfo, 'serve-model-nothing-fits');
    await page.getByLabel(/^At the same time/).fill('20');
    await page.getByLabel(/^Longest request/).fill('16384');
    await expect(whole).toHaveAccessibleName(/Fits/);
    await whole.check();
    await screenshot(page, testInfo, 'serve-model-place');
    await page.getByRole('button', { name: 'Next' }).click();

    // What would be proposed.
    await expect(page.getByText(`${FOLDER}/intent.yaml`).first()).toBeVisible({
      timeout: 60_000,
    });
    await screenshot(page, testInfo, 'serve-model-preview');
    await page.getByRole('button', { name: 'Review' }).click();
    await screenshot(page, testInfo, 'serve-model-review');
    await page.getByRole('button', { name: 'Create' }).click();
    const toChange = page.getByRole('link', { name: /See the change/ });
    await expect(toChange).toBeVisible({ timeout: 60_000 });
    await screenshot(page, testInfo, 'serve-model-done');
    await toChange.click();
    await expect(page.getByText('You cannot merge this change')).toBeVisible();

    await mergeAs(page, people.platform, 'Serve qwen3-8b-read as qwen3-read');
    await screenshot(page, testInfo, 'serve-model-merged');
    await expect(async () => {
      await page.goto('/catalog/default/model/qwen3-8b-read');
      await expect(page.getByText('qwen3-read').first()).toBeVisible({
        timeout: 3_000,
      });
    }).toPass({ timeout: 15_000 });
    await screenshot(page, testInfo, 'serve-model-page');
    const before = committed(portal, `${FOLDER}/base/vllm-deployment.yaml`);
    expect(before).toContain('--max-model-len=16384');

    // What people lay over the manifests is theirs.
    const overlay = `${FOLDER}/overlays/fra-1/kustomization.yaml`;
    const overlaid = 'resources: [../../base]\nnamePrefix: fra-1-\n';
    commitByHand(portal, 'A prefix for Frankfurt', { [overlay]: overlaid });

    // A change touches what was asked, and nothing else.
    await signInAs(page, people.mlEngineer, '/catalog');
    await page.goto(
      formOf('change-deployment', {
        model: 'model:default/qwen3-8b-read',
        deployment: 'prod',
        what: 'scale',
        servers: { min: 3 },
      }),
    );
    await expect(page.getByText('prod').first()).toBeVisible();
    await screenshot(page, testInfo, 'change-deployment-form');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByLabel(/^Servers that always run/)).toHaveValue('3');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText(`${FOLDER}/intent.yaml`).first()).toBeVisible({
      timeout: 60_000,
    });
    await screenshot(page, testInfo, 'change-deployment-preview');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(
      page.getByRole('link', { name: /See the change/ }),
    ).toBeVisible({ timeout: 60_000 });
    await page.getByRole('link', { name: /See the change/ }).click();
    await mergeAs(
      page,
      people.platform,
      'Deployment prod of qwen3-8b-read, other servers',
    );
    const after = committed(portal, `${FOLDER}/base/vllm-deployment.yaml`);
    expect(after).toBe(before.replace('replicas: 1\n', 'replicas: 3\n'));
    expect(committed(portal, overlay)).toBe(overlaid);

    // What somebody edits in the manifests themselves is shown, line by line.
    commitByHand(portal, 'Five servers for the fair', {
      [`${FOLDER}/base/vllm-deployment.yaml`]: after.replace(
        'replicas: 3\n',
        'replicas: 5\n',
      ),
    });
    await expect(async () => {
      await page.goto('/catalog/default/model/qwen3-8b-read');
      await expect(
        page.getByText('Somebody has edited 1 manifest of prod'),
      ).toBeVisible({ timeout: 3_000 });
      // What was decided is still three.
      await expect(
        page.getByRole('cell', { name: '3', exact: true }),
      ).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Show what was edited' }).click();
    await expect(page.getByText('replicas: 5')).toBeVisible();
    await screenshot(page, testInfo, 'serve-model-drift');
  } finally {
    await hub.close();
  }
});
