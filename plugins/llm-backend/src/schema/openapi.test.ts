import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { spec } from './openapi/generated/router';

describe('openapi.yaml', () => {
  it('is what the router was generated from (run `yarn generate`)', () => {
    expect(spec).toEqual(
      parse(readFileSync(join(__dirname, 'openapi.yaml'), 'utf8')),
    );
  });
});
