import type { LlmModelInspection } from '@modelyard/plugin-llm-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from './renderForm';

/** The commit that was read. */
export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** What the backend reads. */
export const inspection: LlmModelInspection = {
  version: {
    name: 'bf16-01234567',
    kind: 'weights',
    source: {
      uri: 'hf://acme/tiny',
      revision: COMMIT,
      digest: `sha256:${'9a'.repeat(32)}`,
      license: 'apache-2.0',
    },
    quantization: 'none',
    architecture: {
      weightBytes: 29_540_067_328,
      parameters: { total: 30_500_000_000, active: 3_300_000_000 },
      contextLength: 40_960,
      dtype: 'bf16',
      layers: [
        { count: 48, attention: 'full', heads: 32, kvHeads: 4, headDim: 128 },
      ],
    },
  },
  issues: [],
  weightBytes: 29_540_067_328,
  files: 7,
};

/** As the README of the templates has it. */
export const source = {
  title: 'Model to serve',
  type: 'object',
  'ui:field': 'ModelSource',
  properties: {
    uri: { title: 'Model' },
    revision: { title: 'Revision' },
    config: { 'ui:backstage': { review: { show: false } } },
    version: {
      properties: {
        name: { title: 'Version' },
        kind: { 'ui:backstage': { review: { show: false } } },
        quantization: { title: 'Quantisation' },
        source: { 'ui:backstage': { review: { show: false } } },
        architecture: { 'ui:backstage': { review: { show: false } } },
      },
    },
  },
};

/** What the form says before a model was read. */
export const unread =
  'Say which model you mean and press "Read the model". The form goes on when it has been read.';

export const address = () =>
  screen.findByRole('textbox', { name: /^Name or address of the model/ });
export const button = (name: string) => screen.getByRole('button', { name });
export const press = (name: string) => userEvent.click(button(name));

/** A form with the field alone. */
export async function openModelSource(
  options: Partial<Parameters<typeof renderForm>[0]> = {},
) {
  const inspectModel = jest.fn(
    async (
      _model: unknown,
      _options?: { signal?: AbortSignal },
    ): Promise<LlmModelInspection> => inspection,
  );
  const form = await renderForm({
    properties: { source },
    required: ['source'],
    llmApi: { inspectModel },
    ...options,
  });
  await address();
  return { inspectModel, ...form };
}

/** Names the model and has it read. */
export async function readModel() {
  await userEvent.type(await address(), 'acme/tiny');
  await waitFor(() => expect(button('Read the model')).toBeEnabled());
  await press('Read the model');
}

/** The value of a fact, as text with single spaces. */
export function fact(name: string): string {
  const term = screen.getByText(name, { selector: 'dt' });
  return term.nextElementSibling!.textContent!.replace(/\s+/g, ' ');
}

/** Goes on to the review and starts the template. */
export async function create(onCreate: jest.Mock) {
  await press('Review');
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
  await waitFor(() => expect(onCreate).toHaveBeenCalledTimes(1));
  return onCreate.mock.calls[0][0].source;
}

/** The form does not go on, and says why. */
export async function isStopped(message = unread) {
  await press('Review');
  expect((await screen.findAllByText(new RegExp(message)))[0]).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
}
