import AxeSource from 'axe-core';
import {
  catalogIsFilled,
  expect,
  people,
  screenshot,
  signIn,
  test,
  useTheme,
} from './support/portal';
import { calls, openUntilShown, reportUsage } from './support/usage';

const pages = {
  fleet: '/llm',
  model: '/catalog/default/model/qwen3-32b',
  usage: '/catalog/default/model/qwen3-32b/usage',
  pool: '/catalog/default/gpupool/mixed-ber',
  system: '/catalog/default/system/talent-screening',
  group: '/catalog/default/group/ml-platform',
};

/**
 * What other people's components show on these pages and we cannot mend: each
 * with the rule that it breaks. Everything else counts.
 */
const foreign = [
  // Backstage UI's secondary text in its dark theme.
  { rule: 'color-contrast', html: /^<[^>]*class="bui-Text / },
  // The catalog graph while it is drawn.
  { rule: 'aria-progressbar-name', html: /CatalogGraph/ },
];

for (const theme of ['light', 'dark'] as const) {
  for (const [name, url] of Object.entries(pages)) {
    test(`axe finds nothing serious on the ${name} page, ${theme}`, async ({
      page,
    }, testInfo) => {
      await useTheme(page, theme);
      await signIn(page, people.mlEngineer, '/llm');
      await catalogIsFilled(page);
      await reportUsage(page, calls);
      await openUntilShown(page, url, () =>
        page.locator('[data-llm-card], table').first(),
      );
      await page.waitForLoadState('networkidle');
      await screenshot(page, testInfo, `${name}-${theme}`);

      await page.evaluate(AxeSource.source);
      const violations = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: typeof import('axe-core');
        };
        const result = await axe.run(document, {
          resultTypes: ['violations'],
        });
        return result.violations
          .filter(v => v.impact === 'serious' || v.impact === 'critical')
          .map(v => ({
            id: v.id,
            nodes: v.nodes.map(node => node.html.slice(0, 400)),
          }));
      });
      const ours = violations
        .map(({ id, nodes }) => ({
          id,
          nodes: nodes.filter(
            html =>
              !foreign.some(item => item.rule === id && item.html.test(html)),
          ),
        }))
        .filter(({ nodes }) => nodes.length > 0);
      expect(ours).toEqual([]);
    });
  }
}
