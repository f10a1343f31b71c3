import { expect, people, screenshot, signIn, test } from './support/portal';

const pool = {
  name: 'l40s-fra',
  title: 'L40S Frankfurt',
  owner: 'group:default/gpu-platform',
  kind: 'kubernetes',
  cluster: 'fra-1',
  region: 'eu-central',
  lifecycle: 'staging',
  devices: [
    {
      name: 'turns',
      accelerator: 'nvidia-l40s-48gb',
      nodes: 2,
      perNode: 4,
      allocation: 'device-plugin',
      sharing: { strategy: 'time-slicing', replicas: 4 },
    },
  ],
  quotas: [
    {
      group: 'group:default/search',
      devices: 'turns',
      limit: 8,
      namespaces: ['search-prod'],
    },
  ],
};

test('a pool goes from a form to a reviewed change to its page', async ({
  page,
}, testInfo) => {
  await signIn(page, people.platform, '/create');
  await expect(async () => {
    await page.goto('/create');
    await expect(page.getByText('Add a GPU pool').first()).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: 90_000 });

  // As the links of the portal prefill a form.
  const formData = encodeURIComponent(JSON.stringify(pool));
  await page.goto(
    `/create/templates/default/add-gpu-pool?formData=${formData}`,
  );
  await expect(page.getByLabel(/^Name/).first()).toHaveValue(pool.name);
  await screenshot(page, testInfo, 'add-gpu-pool-form');
  await page.getByRole('button', { name: 'Next' }).click();
  await screenshot(page, testInfo, 'add-gpu-pool-devices');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('textbox', { name: 'Namespace' })).toHaveValue(
    'search-prod',
  );
  await screenshot(page, testInfo, 'add-gpu-pool-quotas');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Set up how the GPUs are shared').check();
  await page.getByLabel(/^Work waits in a queue/).check();
  await screenshot(page, testInfo, 'add-gpu-pool-cluster');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('5 files would be added')).toBeVisible();
  await expect(
    page.getByText('accelerator: nvidia-l40s-48gb').first(),
  ).toBeVisible();
  await screenshot(page, testInfo, 'add-gpu-pool-preview');
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByText(/sha256:/)).toBeHidden();
  await screenshot(page, testInfo, 'add-gpu-pool-review');
  await page.getByRole('button', { name: 'Create' }).click();

  const toChange = page.getByRole('link', { name: /See the change/ });
  await expect(toChange).toBeVisible({ timeout: 60_000 });
  await screenshot(page, testInfo, 'add-gpu-pool-done');
  await toChange.click();
  await expect(page.getByText('You cannot merge this change')).toBeVisible();
  await expect(
    page.getByText('pools/l40s-fra/catalog-info.yaml').first(),
  ).toBeVisible();
  await screenshot(page, testInfo, 'change-own');

  await page.evaluate(() => window.localStorage.clear());
  await signIn(page, people.mlEngineer, '/llm?tab=changes');
  await page
    .getByRole('link', { name: 'Add the GPU pool L40S Frankfurt' })
    .click();
  await expect(
    page.getByText('accelerator: nvidia-l40s-48gb').first(),
  ).toBeVisible();
  await screenshot(page, testInfo, 'change-review');
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByRole('button', { name: 'Merge this version' }).click();
  await expect(page.getByText(/^Merged: /)).toBeVisible();
  await screenshot(page, testInfo, 'change-merged');

  await expect(async () => {
    await page.goto('/catalog/default/gpupool/l40s-fra');
    await expect(page.getByText('L40S Frankfurt').first()).toBeVisible({
      timeout: 3_000,
    });
  }).toPass({ timeout: 15_000 });
  await screenshot(page, testInfo, 'pool-added');
});
