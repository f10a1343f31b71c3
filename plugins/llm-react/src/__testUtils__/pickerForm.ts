import type { Entity } from '@backstage/catalog-model';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { GpuPoolEntityV1alpha1 } from '@modelyard/plugin-llm-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleModels, examplePools } from './examplePlaces';
import { renderForm } from './renderForm';

/** A model with two versions. */
export const qwen = 'model:default/qwen3-32b';
const entities = [...exampleModels, ...examplePools];

/** As a template has it. */
const place = {
  title: 'GPUs',
  type: 'object',
  'ui:field': 'GpuPoolPicker',
  'ui:options': {
    model: 'model',
    deployment: 'deployment',
    source: 'source',
    task: 'task',
    dataClasses: 'dataClasses',
    dataClass: 'dataClass',
    engine: 'engine',
    group: 'owner',
  },
};

/** A pool of the examples with one whole GPU. */
export function singleGpu(name: string): Entity {
  const [pool] = examplePools.filter(({ metadata }) => metadata.name === name);
  const [group] = (pool as GpuPoolEntityV1alpha1).spec.devices;
  return {
    ...pool,
    spec: {
      ...pool.spec,
      devices: [
        { ...group, nodes: 1, perNode: 1, sharing: { strategy: 'exclusive' } },
      ],
    },
  };
}

/** A form with the field alone; the other answers were given on pages before. */
export function openPicker(
  formData: NonNullable<Parameters<typeof renderForm>[0]['formData']>,
  options: Partial<Parameters<typeof renderForm>[0]> = {},
) {
  return renderForm({
    properties: { place },
    required: ['place'],
    formData,
    catalogApi: catalogApiMock({ entities }),
    ...options,
  });
}

/** The button of a place, by the place and its verdict. */
export const radio = (name: RegExp) => screen.findByRole('radio', { name });
/** What a row says. */
export const rowOf = async (name: RegExp) =>
  within((await radio(name)).closest('[data-state]') as HTMLElement);
/** A field for a figure. */
export const figure = (label: string) =>
  screen.findByRole('textbox', { name: label });
/** Goes on to the page that shows what was filled in. */
const review = () =>
  userEvent.click(screen.getByRole('button', { name: 'Review' }));

/**
 * Presses Review until the form answers as expected: the field hands on what is in it a moment after it is there, and the
 * code of its validation is fetched when it is first needed.
 */
const reviewUntil = <T>(found: () => Promise<T>) =>
  waitFor(
    async () => {
      if (screen.queryByRole('button', { name: 'Review' })) {
        await review();
      }
      return found();
    },
    { timeout: 40_000, interval: 500 },
  );

/** The form does not go on, and says why. */
export const refusedBy = (why: RegExp) =>
  reviewUntil(() => screen.findAllByText(why, undefined, { timeout: 3_000 }));

/** What the template would be run with. */
export async function submitted(onCreate: jest.Mock) {
  const create = await reviewUntil(() =>
    screen.findByRole('button', { name: 'Create' }, { timeout: 3_000 }),
  );
  await userEvent.click(create);
  await waitFor(() => expect(onCreate).toHaveBeenCalled());
  return onCreate.mock.calls[0][0].place;
}

/** Writes a figure in place of the one that is there. */
export async function typeFigure(label: string, text: string) {
  const field = await figure(label);
  await userEvent.clear(field);
  await userEvent.type(field, text);
  return field;
}
