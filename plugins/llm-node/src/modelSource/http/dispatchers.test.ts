import { LookupAddress } from 'node:dns';
import { checkedLookup } from './dispatchers';

type Found = string | LookupAddress[];

function lookup(
  answers: LookupAddress[][],
  options: { all: boolean },
): () => Promise<Found> {
  const rest = [...answers];
  const look = checkedLookup((_, callback) =>
    callback(null, rest.shift() ?? []),
  );
  return () =>
    new Promise((resolve, reject) => {
      look('model.example', options, (error, found) =>
        error ? reject(error) : resolve(found),
      );
    });
}

describe('checkedLookup', () => {
  const outside = { address: '8.8.8.8', family: 4 };
  const inside = { address: '127.0.0.1', family: 4 };

  it('gives the socket what it has checked, and checks each answer anew', async () => {
    const all = lookup([[outside], [inside]], { all: true });
    await expect(all()).resolves.toEqual([outside]);
    await expect(all()).rejects.toThrow();

    const one = lookup([[outside], [inside]], { all: false });
    await expect(one()).resolves.toBe('8.8.8.8');
    await expect(one()).rejects.toThrow();
  });

  it('refuses a name without an address', async () => {
    await expect(lookup([[]], { all: true })()).rejects.toThrow();
  });
});
