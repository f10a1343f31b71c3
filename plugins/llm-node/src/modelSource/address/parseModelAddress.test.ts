import { parseModelAddress } from './parseModelAddress';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function parse(uri: string, revision?: string) {
  return parseModelAddress({
    uri,
    revision,
    endpoint: 'https://mirror.example.com/hub',
  });
}

describe('parseModelAddress', () => {
  it.each([
    ['hf://acme/tiny', undefined],
    ['hf://acme/tiny/', undefined],
    ['acme/tiny', undefined],
    [' acme/tiny ', undefined],
    ['https://huggingface.co/acme/tiny', undefined],
    ['https://mirror.example.com/hub/acme/tiny', undefined],
    ['hf://acme/tiny:v1', 'v1'],
    ['hf://acme/tiny@v1', 'v1'],
    ['https://huggingface.co/acme/tiny/tree/v1', 'v1'],
    ['https://huggingface.co/acme/tiny/blob/v1/config.json', 'v1'],
  ])('reads %s as a model of the hub', (uri, revision) =>
    expect(parse(uri)).toEqual({
      kind: 'hub',
      repository: 'acme/tiny',
      revision,
      file: undefined,
    }),
  );

  it('reads a file of a model, an old name without an organisation, and a revision beside', () => {
    expect(parse('hf://acme/tiny/Q4/tiny.gguf', 'refs/pr/1')).toEqual({
      kind: 'hub',
      repository: 'acme/tiny',
      revision: 'refs/pr/1',
      file: 'Q4/tiny.gguf',
    });
    expect(parse('hf://gpt2')).toMatchObject({ repository: 'gpt2' });
  });

  it.each([
    [
      'oci://registry.example.com:5000/models/tiny:v3',
      undefined,
      'registry.example.com:5000',
      'models/tiny',
      'v3',
    ],
    ['oci://ghcr.io/acme/tiny', undefined, 'ghcr.io', 'acme/tiny', 'latest'],
    ['oci://ghcr.io/acme/tiny', 'v2', 'ghcr.io', 'acme/tiny', 'v2'],
    [
      `oci://ghcr.io/acme/tiny:v2@${DIGEST}`,
      undefined,
      'ghcr.io',
      'acme/tiny',
      DIGEST,
    ],
    ['oci://ghcr.io/acme/tiny:v2', DIGEST, 'ghcr.io', 'acme/tiny', DIGEST],
    [
      'oci://docker.io/tiny',
      undefined,
      'registry-1.docker.io',
      'library/tiny',
      'latest',
    ],
  ])('reads %s with %s', (uri, revision, registry, repository, reference) =>
    expect(parse(uri, revision)).toEqual({
      kind: 'oci',
      name: expect.any(String),
      registry,
      repository,
      reference,
    }),
  );

  it('keeps the name of an image that clusters know', () => {
    expect(parse('oci://docker.io/acme/tiny:v1')).toMatchObject({
      name: 'docker.io/acme/tiny',
      registry: 'registry-1.docker.io',
    });
  });

  it('reads other addresses', () => {
    expect(parse('s3://models/tiny')).toEqual({ kind: 's3' });
    expect(parse('https://files.example.com/tiny/config.json')).toMatchObject({
      kind: 'https',
    });
    expect(parse('https://huggingface.co/datasets/acme/rows')).toMatchObject({
      kind: 'https',
    });
  });

  it.each([
    ['hf://', undefined, 'must name a model of the hub'],
    ['hf://../x', undefined, 'must name a model of the hub'],
    ['hf://acme/..', undefined, 'must name a model of the hub'],
    ['hf://acme/tiny/../../x.gguf', undefined, 'one GGUF file'],
    ['hf://acme/tiny/config.json', undefined, 'one GGUF file'],
    ['hf://acme/tiny?x=1', undefined, 'must name a model of the hub'],
    ['hf://acme/tiny', '../../secrets', 'revision must be the name'],
    ['hf://acme/tiny', 'a b', 'revision must be the name'],
    ['mailto:alert(1)', undefined, 'not "alert(1)"'],
    ['hf://acme/tiny@v1', 'v2', 'different revisions'],
    ['oci://registry.example.com', undefined, 'must name an image'],
    ['oci://registry.example.com/a/../b', undefined, 'must name an image'],
    ['oci://user:hush@example.com/a', undefined, 'must name an image'],
    ['oci://ghcr.io/a:v1', 'v2', 'different revisions'],
    ['oci://ghcr.io/a', 'x/y', 'a tag or a digest'],
    ['ftp://example.com/x', undefined, 'but begins with ftp://'],
    ['https://', undefined, 'must name a model of the hub'],
    ['https://[x', undefined, 'not a valid address'],
  ])('refuses %s with %s', (uri, revision, message) => {
    const call = () => parse(uri, revision);
    expect(call).toThrow(message);
    expect(call).not.toThrow('hush');
  });
});
