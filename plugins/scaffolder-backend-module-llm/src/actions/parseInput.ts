import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { checkRendered } from './checkRendered';
import { said } from './said';

/**
 * The input of an action as its own schema reads it, without the fields that a form left empty: the scaffolder looks at the
 * JSON Schema alone, which has no defaults and no refinements. Throws InputError that names the field and the reason.
 */
export function parseInput<T>(
  schema: z.ZodType<T, z.ZodTypeDef, unknown>,
  input: unknown,
): T {
  checkRendered(input);
  const parsed = schema.safeParse(said(input) ?? {});
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(`${path.join('.')}: ${message}`);
  }
  return parsed.data;
}
