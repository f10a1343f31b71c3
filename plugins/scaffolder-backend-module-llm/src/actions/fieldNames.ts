import { isError } from '@backstage/errors';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';

/** A line that begins with a field, as issues and the checks of inputs are written. */
const LINE = /^(- )?([a-z][\w.[\]-]*)(:? )/gm;

/** Where a field lies in an intent that a step renders. */
const PART = /^parts\[\d+\]\.input\./;

const FIELD_NAMES: JsonObject = {
  type: 'object',
  additionalProperties: { type: 'string' },
  description:
    'What the form calls the fields of this step, by their paths, such as subject.servedModelName, or spec.quotas[].limit for the items of a list: errors name a field as the person knows it.',
};

/**
 * The same action with the input `fieldNames`. Where its run ends with an error about a field, the name of the field in the
 * form comes first: whoever filled in the form has never seen the path.
 */
export function withFieldNames<T extends TemplateAction<any, any, any>>(
  action: T,
): T {
  const { schema, handler } = action;
  const input = schema?.input as JsonObject | undefined;
  return {
    ...action,
    schema: {
      ...schema,
      input: {
        ...input,
        properties: {
          ...(input?.properties as JsonObject | undefined),
          fieldNames: FIELD_NAMES,
        },
      },
    },
    handler: async (ctx: Parameters<T['handler']>[0]) => {
      try {
        await handler(ctx);
      } catch (error) {
        if (isError(error)) {
          error.message = nameFields(error.message, ctx.input.fieldNames);
        }
        throw error;
      }
    },
  };
}

/** A message in which the fields that lines begin with have their names before them. */
export function nameFields(
  message: string,
  names: Readonly<Record<string, string>> = {},
): string {
  return message.replace(LINE, (line, bullet = '', path, separator) => {
    const name = nameOf(path, names);
    return name === undefined ? line : `${bullet}${name} (${path})${separator}`;
  });
}

/** The name of a field, or of the closest field above it that has one. */
function nameOf(
  path: string,
  names: Readonly<Record<string, string>>,
): string | undefined {
  let key = path.replace(PART, '').replace(/\[\d+\]/g, '[]');
  while (key !== '' && !Object.hasOwn(names, key)) {
    key = key.replace(/(^|\.)[^.[\]]*$|\[\]$/, '');
  }
  return key === '' ? undefined : names[key];
}
