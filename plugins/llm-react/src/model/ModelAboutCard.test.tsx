import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { llama, modelEntity } from '../__testUtils__/entities';
import { renderCard } from '../__testUtils__/renderCard';
import { ModelAboutCard } from './ModelAboutCard';

/** The value of a term, as text with single spaces. */
function fact(name: string): string {
  const term = screen.getByText(name, { selector: 'dt' });
  return term.nextElementSibling!.textContent!.replace(/\s+/g, ' ');
}

function version(name: string) {
  return within(
    screen.getByRole('rowheader', { name: new RegExp(`^${name}`) })
      .parentElement!,
  );
}

describe('ModelAboutCard', () => {
  it('says what the model is, promises and may be used for', async () => {
    await renderCard(<ModelAboutCard />, { entity: llama });
    expect(fact('Task')).toBe('Chat');
    expect(fact('Capabilities')).toBe('tool callingstructured output');
    expect(fact('In and out')).toBe('text to text');
    expect(fact('Price')).toBe(
      '€0.40 per million tokens in€1.20 per million tokens outsince Jan 1, 2025',
    );
    expect(fact('Objectives')).toBe(
      '99.9% of requests succeedfirst token within 500 ms (p95)next token within 50 ms (p95)over 30 d',
    );
    expect(fact('Permitted uses')).toBe('customer support');
    expect(fact('Prohibited uses')).toBe('decisions on people');
    expect(fact('Highest risk class')).toBe('Limited');
    expect(fact('Data that may be sent')).toBe('internal');
    expect(fact('Guardrails that must run')).toBe('piiinjection');
    expect(fact('General-purpose AI model')).toBe('yes');
    expect(fact('Modification')).toBe('as published');
  });

  it('calls what is not stated not stated', async () => {
    await renderCard(<ModelAboutCard />, {
      entity: modelEntity({
        name: 'bare',
        spec: {
          pricing: [
            { from: '2199-01-01', currency: 'EUR', perThousandRequests: 2 },
          ],
        },
      }),
    });
    expect(fact('Capabilities')).toBe('not stated');
    expect(fact('In and out')).toBe('not stated');
    // An announced price is not a price in force.
    expect(fact('Price')).toBe('no price in forcechanges on Jan 1, 2199');
    expect(fact('Objectives')).toBe('none declared');
    expect(fact('Permitted uses')).toBe('not stated');
    expect(fact('Highest risk class')).toBe('not stated');
    expect(screen.queryByText('Context length')).not.toBeInTheDocument();
    expect(version('2026-05').getAllByText('not stated')).toHaveLength(3);
  });

  it('links a version of the hub to its revision, and shows registries as text', async () => {
    await renderCard(<ModelAboutCard />, { entity: llama });
    const hub = version('2024-12-06-bf16');
    expect(
      hub.getByRole('link', { name: /meta-llama\/Llama-3\.3-70B-Instruct/ }),
    ).toHaveAttribute(
      'href',
      'https://huggingface.co/meta-llama/Llama-3.3-70B-Instruct/tree/6f6073b423013f6a7d4d9f39144961bfbfbc386b',
    );
    expect(hub.getByText('revision 6f6073b4')).toBeVisible();
    expect(hub.getByText('released Dec 6, 2024')).toBeVisible();
    expect(hub.getByText('Weights, not quantised')).toBeVisible();
    for (const line of [
      '70.6B parameters, computes in BF16',
      '131.4 GiB of weights',
      '131,072 tokens of context',
      '80 layers, full attention, 64 heads, 8 for keys and values',
    ]) {
      expect(hub.getByText(line)).toBeVisible();
    }

    const registry = version('2024-12-06-fp8');
    expect(
      registry.getByText('oci://registry.acme.example/models/llama-3.3-70b'),
    ).toBeVisible();
    expect(registry.queryByRole('link')).not.toBeInTheDocument();
    expect(registry.getByText('from 2024-12-06-bf16')).toBeVisible();
    expect(registry.getByText('llama3.3')).toBeVisible();
  });

  it('shortens a digest and shows all of it on demand', async () => {
    await renderCard(<ModelAboutCard />, { entity: llama });
    const short = screen.getByRole('button', { name: 'sha256:9a9a9a9a9a9a…' });
    await userEvent.click(short);
    expect(
      screen.getByRole('button', {
        name: `sha256:${'9a'.repeat(32)}`,
        expanded: true,
      }),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy digest' })).toBeVisible();
  });

  it('names the base of an adapter, also in another namespace', async () => {
    await renderCard(<ModelAboutCard />, {
      entity: modelEntity({
        name: 'answer-lora',
        namespace: 'search',
        spec: {
          versions: [
            {
              name: 'v3',
              kind: 'adapter',
              adapts: {
                model: 'model:assistants/llama-3-3-70b',
                version: '2024-12-06-bf16',
                rank: 32,
              },
            },
            { name: 'v2', kind: 'adapter', adapts: { model: 'local-base' } },
          ],
        },
      }),
    });
    expect(
      version('v3').getByRole('link', { name: /llama-3-3-70b/ }),
    ).toHaveAttribute('href', '/catalog/assistants/model/llama-3-3-70b');
    expect(version('v3').getByText('rank 32')).toBeVisible();
    expect(
      version('v2').getByRole('link', { name: /local-base/ }),
    ).toHaveAttribute('href', '/catalog/search/model/local-base');
  });

  it('shows experts, other layers and the units of other tasks', async () => {
    await renderCard(<ModelAboutCard />, {
      entity: modelEntity({
        name: 'moe',
        spec: {
          type: 'transcription',
          slo: {
            availability: { objective: 0.995, basis: 'time' },
            realTimeFactorP95: 0.2,
          },
          pricing: [
            { from: '2020-01-01', currency: 'USD', perAudioMinute: 0.006 },
          ],
          versions: [
            {
              name: 'v1',
              kind: 'weights',
              architecture: {
                parameters: { total: '30.5B', active: '3.3B' },
                weightBytes: '61GB',
                embeddingDimensions: 1024,
                layers: [
                  { count: 1, attention: 'sliding', heads: 8, window: 4096 },
                  { count: 47, attention: 'linear' },
                ],
              },
            },
          ],
        },
      }),
    });
    expect(fact('Price')).toBe('$0.006 per minute of audiosince Jan 1, 2020');
    expect(fact('Objectives')).toBe(
      'available 99.5% of the time0.2 s of work per second of audio (p95)',
    );
    for (const line of [
      '30.5B parameters, 3.3B active',
      '56.8 GiB of weights',
      '1,024 dimensions',
      '1 layer, sliding window attention, 8 heads, window of 4,096 tokens',
      '47 layers, linear attention',
    ]) {
      expect(version('v1').getByText(line)).toBeVisible();
    }
  });

  it('folds old versions', async () => {
    await renderCard(<ModelAboutCard />, {
      entity: modelEntity({
        name: 'old-hand',
        spec: {
          versions: ['v5', 'v4', 'v3', 'v2', 'v1'].map(name => ({
            name,
            kind: 'weights',
          })),
        },
      }),
    });
    const names = () =>
      screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
    expect(names()).toEqual(['v5', 'v4', 'v3']);
    await userEvent.click(screen.getByRole('button', { name: 'Show 2 more' }));
    expect(names()).toEqual(['v5', 'v4', 'v3', 'v2', 'v1']);
    await userEvent.click(screen.getByRole('button', { name: 'Show fewer' }));
    expect(names()).toEqual(['v5', 'v4', 'v3']);
  });
});
