import { accelerators } from '@modelyard/llm-sizing';
import { run } from '@bufbuild/cel';
import { parseBytes } from '@modelyard/llm-units';
import { selectionSchema } from './input';
import { reportedMemory, selectorsOf } from './selectors';

const nvidia = accelerators.filter(({ vendor }) => vendor === 'nvidia');

/** GB in the name of an accelerator, such as `nvidia-l4-24gb`. */
function nominalGb(id: string): number {
  return Number(/-(\d+)gb$/.exec(id)?.[1]);
}

describe('selectors of devices', () => {
  it.each(nvidia.map(({ id, memoryBytes }) => [id, memoryBytes] as const))(
    'find %s by the memory of its data sheet, and not by a fifth more',
    (id, memoryBytes) => {
      const least = (gb: number) => {
        const parsed = parseBytes(reportedMemory(gb).replace('Mi', 'MiB'));
        return parsed.ok ? parsed.value : NaN;
      };
      expect(least(nominalGb(id))).toBeLessThanOrEqual(memoryBytes);
      expect(least(nominalGb(id) * 1.2)).toBeGreaterThan(memoryBytes);
    },
  );

  it('answer no, and do not fail, for a device that lacks an attribute', () => {
    const select = selectionSchema.parse({
      products: ["NVIDIA H100 80GB HBM3 'quoted' \\"],
      architectures: ['Hopper', 'Blackwell'],
      profile: '1g.10gb',
    });
    const expressions = selectorsOf(select);
    expect(expressions).toHaveLength(3);
    for (const expression of expressions) {
      const answer = (attributes: Record<string, string>) =>
        run(expression, {
          device: { attributes: { 'gpu.nvidia.com': attributes } },
        });
      expect(answer({ type: 'gpu' })).toBe(false);
      expect(
        answer({
          productName: "NVIDIA H100 80GB HBM3 'quoted' \\",
          architecture: 'Hopper',
          profile: '1g.10gb',
        }),
      ).toBe(true);
    }
  });
});
