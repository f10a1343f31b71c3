import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { familyCases } from '../families/__testUtils__/fixtures';
import { readIntent } from '../intent/readIntent';
import { renderIntent } from '../intent/renderIntent';
import {
  PlatformComponent,
  platformComponents,
  platformSchema,
} from './Platform';
import { verifiedVersions } from './requirements';
import { compareVersions } from './versions';

const README = join(__dirname, '../../../../README.md');
const BEGIN = '<!-- targets: written by targets.test.ts -->\n\n';
const END = '\n<!-- end of targets -->';

/** A target so old that everything that has a least version is refused. */
const ANCIENT = '0.1';

type Component = PlatformComponent | 'kubernetes';

const titles: Record<Component, string> = {
  kubernetes: 'Kubernetes',
  ...platformComponents,
};

/** What the intents of all cases are refused for on such a target, by component and least version. */
function findRefusals(): Map<string, Map<string, Set<string>>> {
  const refusals = new Map<string, Map<string, Set<string>>>();
  for (const { intent, platform } of familyCases) {
    const read = readIntent(intent);
    if (read.ok) {
      const target = platformSchema.parse({
        ...platform,
        name: read.value.target,
        kubernetes: ANCIENT,
        components: Object.fromEntries(
          Object.keys(platformComponents).map(name => [name, ANCIENT]),
        ),
        featureGates: [],
      });
      const { issues } = renderIntent({
        intent: read.value,
        platform: target,
      });
      for (const { code, path, message } of issues) {
        const match = / but (.+) needs .+ (\S+) or newer/.exec(message);
        if (code === 'target-too-old' && match) {
          const [, why, version] = match;
          const component = path.split('.').at(-1) ?? '';
          const ofComponent = refusals.get(component) ?? new Map();
          const reasons = ofComponent.get(version) ?? new Set();
          refusals.set(
            component,
            ofComponent.set(version, reasons.add(why.trim())),
          );
        }
      }
    }
  }
  return refusals;
}

function targetTable(): string {
  const refusals = findRefusals();
  const rows = Object.entries(titles).flatMap(([component, title]) => {
    const versions = [...(refusals.get(component) ?? new Map())].sort(
      ([a], [b]) => compareVersions(a, b),
    );
    return (versions.length > 0 ? versions : [['', []]]).map(
      ([version, reasons], index) => [
        index === 0 ? title : '',
        index === 0 ? verifiedVersions[component as Component].join(', ') : '',
        version,
        [...reasons].sort().join('; '),
      ],
    );
  });
  return tableOf([['target', 'verified', 'refused below', 'for'], ...rows]);
}

/** A table of Markdown, aligned as Prettier aligns it. */
function tableOf(rows: readonly string[][]): string {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join(' | ')} |\n`;
  const [head, ...body] = rows;
  return [head, widths.map(width => '-'.repeat(width)), ...body]
    .map(line)
    .join('');
}

it('says in the README which targets are verified and which are refused', () => {
  const table = targetTable();
  expect(table).toMatch(/\| 1\.34 +\| [^|]*\(DRA\)/);
  const text = readFileSync(README, 'utf8');
  const begin = text.indexOf(BEGIN) + BEGIN.length;
  const end = text.indexOf(END);
  expect(end).toBeGreaterThanOrEqual(begin);
  const wanted = text.slice(0, begin) + table + text.slice(end);
  if (process.env.UPDATE_FIXTURES) {
    writeFileSync(README, wanted);
  }
  expect(readFileSync(README, 'utf8')).toBe(wanted);
});
