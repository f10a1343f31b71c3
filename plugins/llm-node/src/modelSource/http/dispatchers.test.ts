import { LookupAddress } from 'node:dns';
import { fetch } from 'undici';
import { startServer } from '../__testUtils__/startServer';
import { checkedLookup, createGuardedDispatcher } from './dispatchers';
import { isPublicAddress } from './isPublicAddress';

type Found = string | LookupAddress[];

function lookup(
  answers: LookupAddress[][],
  options: { all: boolean },
): () => Promise<Found> {
  const rest = [...answers];
  const look = checkedLookup({
    resolveHost: (_, callback) => callback(null, rest.shift() ?? []),
    isAllowed: isPublicAddress,
  });
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

describe('createGuardedDispatcher', () => {
  it('connects to the address that was checked, and asks for no other', async () => {
    const server = await startServer((_, response) => response.end('here'));
    const { port } = new URL(server.url);
    const asked: string[] = [];
    const dispatcher = createGuardedDispatcher({
      resolveHost: (hostname, callback) => {
        asked.push(hostname);
        callback(null, [{ address: '127.0.0.1', family: 4 }]);
      },
      isAllowed: address => address === '127.0.0.1',
    });
    // No name server knows this host: only what was checked can have been connected to.
    const url = `http://model.invalid:${port}/`;
    const response = await fetch(url, { dispatcher });
    await expect(response.text()).resolves.toBe('here');
    expect(asked).toEqual(['model.invalid']);
    await dispatcher.destroy();
    await server.close();
  });
});
