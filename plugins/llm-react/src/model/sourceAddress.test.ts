import { sourceAddress } from './sourceAddress';

describe('sourceAddress', () => {
  it.each([
    [
      {
        uri: 'hf://meta-llama/Llama-3.3-70B-Instruct',
        revision: '6f6073b423013f6a7d4d9f39144961bfbfbc386b',
      },
      {
        text: 'meta-llama/Llama-3.3-70B-Instruct',
        href: 'https://huggingface.co/meta-llama/Llama-3.3-70B-Instruct/tree/6f6073b423013f6a7d4d9f39144961bfbfbc386b',
        revision: '6f6073b423013f6a7d4d9f39144961bfbfbc386b',
      },
    ],
    [
      { uri: 'hf://BAAI/bge-m3@v1.0' },
      {
        text: 'BAAI/bge-m3',
        href: 'https://huggingface.co/BAAI/bge-m3/tree/v1.0',
        revision: 'v1.0',
      },
    ],
    [
      { uri: 'hf://gpt2', revision: 'refs/pr/7' },
      {
        text: 'gpt2',
        href: 'https://huggingface.co/gpt2/tree/refs%2Fpr%2F7',
        revision: 'refs/pr/7',
      },
    ],
    [
      { uri: 'hf://openai/whisper-large-v3' },
      {
        text: 'openai/whisper-large-v3',
        href: 'https://huggingface.co/openai/whisper-large-v3',
        revision: undefined,
      },
    ],
    [
      { uri: 'https://models.acme.example/support' },
      {
        text: 'https://models.acme.example/support',
        href: 'https://models.acme.example/support',
        revision: undefined,
      },
    ],
    [
      { uri: 'oci://registry.acme.example/models/qwen3-14b', revision: '3' },
      {
        text: 'oci://registry.acme.example/models/qwen3-14b',
        href: undefined,
        revision: '3',
      },
    ],
    // Not an address that may become a link: the text is all there is.
    // eslint-disable-next-line no-script-url
    [{ uri: 'javascript:alert(1)' }, { text: 'javascript:alert(1)' }],
    [{ uri: 'hf://a/b/../../evil' }, { text: 'hf://a/b/../../evil' }],
  ])('%j', (source, expected) => {
    expect(sourceAddress(source)).toEqual(expected);
  });
});
