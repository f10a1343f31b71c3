import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { EntityLookup, findHiddenEntities } from './findHiddenEntities';

const auth = mockServices.auth();
const MOST = 500;

/** A catalog that shows a person some of what it has, and services all. */
function catalogOf(options: { has: string[]; shows: string[] }) {
  const asked: Array<{ by: string; count: number }> = [];
  const catalog: EntityLookup = {
    async getEntitiesByRefs({ entityRefs }, { credentials }) {
      const isService = auth.isPrincipal(credentials, 'service');
      asked.push({
        by: isService ? 'service' : 'person',
        count: entityRefs.length,
      });
      const known = isService ? options.has : options.shows;
      return {
        items: entityRefs.map(ref => (known.includes(ref) ? {} : undefined)),
      };
    },
  };
  const find = async (refs: string[]) => [
    ...(await findHiddenEntities({
      refs,
      catalog,
      auth,
      credentials: mockCredentials.user(),
    })),
  ];
  return { asked, find };
}

const [SEEN, HIDDEN, NEW] = ['seen', 'hidden', 'new'].map(
  name => `model:berlin/${name}`,
);

describe('what the catalog hides from somebody', () => {
  it('is what it has and does not show them, and nothing that it does not have yet', async () => {
    const { asked, find } = catalogOf({ has: [SEEN, HIDDEN], shows: [SEEN] });
    expect(await find([SEEN, HIDDEN, NEW, HIDDEN])).toEqual([HIDDEN]);
    // Each is asked for once, and with the portal's own rights only what the person did not see.
    expect(asked).toEqual([
      { by: 'person', count: 3 },
      { by: 'service', count: 2 },
    ]);
  });

  it('is nothing where they see everything, which needs no rights of the portal', async () => {
    const { asked, find } = catalogOf({ has: [SEEN], shows: [SEEN] });
    expect(await find([SEEN])).toEqual([]);
    expect(asked).toEqual([{ by: 'person', count: 1 }]);
    expect(await find([])).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('is found among more than the catalog is asked for at a time', async () => {
    const refs = Array.from(
      { length: MOST + 2 },
      (_, i) => `model:berlin/a${i}`,
    );
    const hidden = [refs[0], refs[MOST - 1], refs[MOST], refs[MOST + 1]];
    const { asked, find } = catalogOf({
      has: refs,
      shows: refs.filter(ref => !hidden.includes(ref)),
    });
    expect(await find(refs)).toEqual(hidden);
    expect(asked).toEqual([
      { by: 'person', count: MOST },
      { by: 'person', count: 2 },
      { by: 'service', count: 4 },
    ]);
  });
});
