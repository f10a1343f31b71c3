import { ConfigReader } from '@backstage/config';
import { readModelSourceConfig } from './readModelSourceConfig';

function read(hub: Record<string, unknown>) {
  return readModelSourceConfig(new ConfigReader({ llm: { hub } } as never));
}

describe('readModelSourceConfig', () => {
  it('has defaults', () => {
    expect(readModelSourceConfig(new ConfigReader({}))).toEqual({
      endpoint: 'https://huggingface.co',
      token: undefined,
      allowedOrigins: [],
      timeout: 15_000,
    });
  });

  it('reads everything', () => {
    expect(
      read({
        endpoint: 'https://mirror.example.com/api/hub/',
        token: 'any-word',
        allowedHosts: [
          'registry.example.com',
          'registry.example.com:5000',
          'http://minio.example.com:9000',
          '[fd00::1]:5000',
        ],
        timeout: { seconds: 5 },
      }),
    ).toEqual({
      endpoint: 'https://mirror.example.com/api/hub',
      token: 'any-word',
      allowedOrigins: [
        'https://registry.example.com',
        'https://registry.example.com:5000',
        'http://minio.example.com:9000',
        'https://[fd00::1]:5000',
      ],
      timeout: 5_000,
    });
  });

  it.each([
    [{ endpoint: 'mirror' }, 'llm.hub.endpoint'],
    [{ endpoint: 'ftp://mirror' }, 'llm.hub.endpoint'],
    [{ endpoint: 'https://me:hush@mirror' }, 'llm.hub.endpoint'],
    [{ endpoint: 'https://mirror/?a=hush' }, 'llm.hub.endpoint'],
    [{ token: 'hush\nhush' }, 'llm.hub.token'],
    [{ token: 'hush hush' }, 'llm.hub.token'],
    [{ allowedHosts: ['*.example.com'] }, 'llm.hub.allowedHosts'],
    [{ allowedHosts: ['example.com/path'] }, 'llm.hub.allowedHosts'],
    [{ allowedHosts: ['ftp://example.com'] }, 'llm.hub.allowedHosts'],
    [{ timeout: 'soon' }, 'timeout'],
  ])('refuses %j', (hub, key) => {
    expect(() => read(hub)).toThrow(key);
    expect(() => read(hub)).not.toThrow('hush');
  });
});
