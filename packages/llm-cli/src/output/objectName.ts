import { Fields, isFields } from '../files/fields';

/** What an object is called in messages: `Deployment assistants-prod/qwen3-32b`. */
export function objectName(object: unknown): string {
  const { kind, metadata } = fieldsOf(object);
  const { name, namespace } = fieldsOf(metadata);
  const path = [namespace, name].filter(part => typeof part === 'string');
  return [typeof kind === 'string' ? kind : 'object', path.join('/')]
    .filter(Boolean)
    .join(' ');
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}
