import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { templateEntity } from '../__testUtils__/renderCard';
import { availableTemplates } from './availableTemplates';

const refs = ['template:default/use-model', 'template:default/serve-model'];

describe('availableTemplates', () => {
  afterEach(() => jest.useRealTimers());

  function catalog() {
    const catalogApi = catalogApiMock({
      entities: [templateEntity('use-model'), templateEntity('other')],
    });
    return {
      catalogApi,
      asked: jest.spyOn(catalogApi, 'getEntitiesByRefs'),
    };
  }

  it('asks once for all of a page, and again after a while', async () => {
    jest.useFakeTimers();
    const { catalogApi, asked } = catalog();
    const answers = await Promise.all([
      availableTemplates({ catalogApi, refs }),
      availableTemplates({ catalogApi, refs }),
    ]);
    expect(answers.map(answer => [...answer])).toEqual([
      ['template:default/use-model'],
      ['template:default/use-model'],
    ]);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(asked.mock.calls[0][0]).toMatchObject({
      entityRefs: refs,
      fields: ['kind', 'metadata.name', 'metadata.namespace'],
    });
    jest.advanceTimersByTime(6 * 60_000);
    await availableTemplates({ catalogApi, refs });
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('asks anew for other templates, and of another catalog', async () => {
    const { catalogApi, asked } = catalog();
    await availableTemplates({ catalogApi, refs });
    const other = await availableTemplates({
      catalogApi,
      refs: ['template:default/other'],
    });
    expect([...other]).toEqual(['template:default/other']);
    expect(asked).toHaveBeenCalledTimes(2);
    const second = catalog();
    await availableTemplates({ catalogApi: second.catalogApi, refs });
    expect(second.asked).toHaveBeenCalledTimes(1);
  });

  it('does not remember a failure', async () => {
    const { catalogApi, asked } = catalog();
    asked.mockRejectedValueOnce(new Error('away'));
    await expect(availableTemplates({ catalogApi, refs })).rejects.toThrow(
      'away',
    );
    expect((await availableTemplates({ catalogApi, refs })).size).toBe(1);
  });
});
