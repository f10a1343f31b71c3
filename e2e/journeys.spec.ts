import {
  catalogIsFilled,
  expect,
  people,
  screenshot,
  signIn,
  test,
} from './support/portal';

test('a visitor chooses who to be', async ({ page }, testInfo) => {
  await page.goto('/');
  await expect(page.getByText('Who are you today?')).toBeVisible();
  for (const name of Object.values(people)) {
    await expect(
      page.getByRole('button', { name: new RegExp(name) }),
    ).toBeVisible();
  }
  await screenshot(page, testInfo, 'sign-in-people');
});

test('a developer finds a model in the fleet and follows it to its pool, its users and the graph', async ({
  page,
}, testInfo) => {
  await signIn(page, people.developer, '/llm');
  await catalogIsFilled(page);
  await screenshot(page, testInfo, 'fleet-models');

  await page.getByRole('link', { name: 'Qwen3 32B' }).click();
  await expect(page).toHaveURL(/\/catalog\/default\/model\/qwen3-32b/i);
  for (const title of [
    'Actions',
    'Deployments',
    'Usage',
    'Latency',
    'Availability',
    'Guardrails',
    'Who uses this model',
    'Lineage',
    'About the model',
    'All measures',
  ]) {
    await expect(
      page.getByRole('heading', { name: title, exact: true }),
    ).toBeVisible();
  }
  await expect(
    page.getByRole('link', { name: 'Qwen/Qwen3-32B-FP8' }).first(),
  ).toHaveAttribute('href', /^https:\/\/huggingface\.co\/Qwen\/Qwen3-32B-FP8/);
  await screenshot(page, testInfo, 'model-overview');

  await page.getByRole('button', { name: 'How to use it' }).click();
  await expect(page.getByRole('dialog')).toContainText(
    'model:default/qwen3-32b',
  );
  await screenshot(page, testInfo, 'model-use');
  await page.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('link', { name: 'H100 Frankfurt' }).first().click();
  await expect(page).toHaveURL(/\/gpupool\/h100-fra/i);
  for (const title of ['Capacity', 'Utilisation', 'Cost and energy']) {
    await expect(
      page.getByRole('heading', { name: title, exact: true }),
    ).toBeVisible();
  }
  await expect(
    page.getByRole('link', { name: 'Qwen3 32B' }).first(),
  ).toBeVisible();
  await screenshot(page, testInfo, 'pool-overview');

  await page.getByRole('link', { name: 'Qwen3 32B' }).first().click();
  const users = page.getByRole('table', { name: /Components that use/ });
  await users.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/component\//i);
  await expect(
    page.getByRole('heading', { name: 'Models I use' }),
  ).toBeVisible();
  await screenshot(page, testInfo, 'component-overview');

  await page.goto('/catalog/default/model/qwen3-32b');
  await page.getByText('Show in the graph').click();
  await expect(page).toHaveURL(/catalog-graph/);
  await expect(page.getByText('H100 Frankfurt').first()).toBeVisible();
  await screenshot(page, testInfo, 'graph-model');
});

test('the catalog lists models and leads to a deprecated one, which names its replacement', async ({
  page,
}, testInfo) => {
  await signIn(page, people.mlEngineer, '/llm');
  await catalogIsFilled(page);
  await page.goto('/catalog?filters[kind]=model&filters[user]=all');
  await page
    .getByRole('link', { name: /Llama 3\.1 70B/ })
    .first()
    .click();
  await expect(
    page.getByText(/Deprecated since|Will be deprecated/),
  ).toBeVisible();
  await screenshot(page, testInfo, 'model-deprecated');
  await page
    .getByRole('region', { name: /Notices about/ })
    .getByRole('link')
    .first()
    .click();
  await expect(page).toHaveURL(/\/model\//);
});

test('search finds a model and a pool', async ({ page }, testInfo) => {
  await signIn(page, people.analyst, '/llm');
  await catalogIsFilled(page);
  await expect(async () => {
    await page.goto('/search?query=Frankfurt');
    await expect(
      page.getByRole('link', { name: /H100 Frankfurt/ }).first(),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 100_000 });
  // As the suite draws it; the catalog would say "Kind: GpuPool".
  await expect(
    page.getByText('GPU pool', { exact: true }).first(),
  ).toBeVisible();
  await page.goto('/search?query=Whisper');
  await expect(
    page.getByRole('link', { name: /Whisper large v3/ }).first(),
  ).toBeVisible();
  await screenshot(page, testInfo, 'search-model');
});
