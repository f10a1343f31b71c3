import fc from 'fast-check';
import { expand } from '../families/__testUtils__/kubelet';
import { literal } from './literal';

describe('a literal text', () => {
  it.each([
    ['$(VLLM_API_KEY)', '$$(VLLM_API_KEY)'],
    // Two dollar signs are one for the kubelet, so that one more before them would free the reference.
    ['$$(VLLM_API_KEY)', '$$$$(VLLM_API_KEY)'],
    ['5 $', '5 $$'],
    ['no reference', 'no reference'],
  ])('%s is written as %s', (text, written) => {
    expect(literal(text)).toBe(written);
  });

  it('is what the kubelet reads, whatever it holds', () => {
    const signs = fc.constantFrom('$', '(', ')', 'A', '{', "'");
    fc.assert(
      fc.property(fc.array(signs), parts => {
        const text = parts.join('');
        expect(expand(literal(text), () => 'secret')).toBe(text);
      }),
    );
  });
});
