import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** What stands first in a manifest; everything else follows in the order of the alphabet. */
const FIRST = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/**
 * Prints objects as one YAML text, a document each. The same objects give the same bytes, whatever order their fields
 * were set in. Fields that are `undefined` are left out.
 *
 * Kubernetes' tools read YAML 1.1, where `on`, `0777`, `1_000` and `12:30` are no texts: whatever any version of YAML
 * could take for something else is quoted.
 *
 * @public
 */
export function printObjects(objects: readonly unknown[]): string {
  return objects.map(printObject).join('---\n');
}

function printObject(object: unknown): string {
  const document = new Document(undefined, { version: '1.1' });
  document.contents = toNode(object);
  return document.toString({ lineWidth: 0, directives: false });
}

function toNode(value: unknown): YAMLMap | YAMLSeq | Scalar {
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map(toNode);
    return list;
  }
  if (typeof value === 'object' && value !== null) {
    const map = new YAMLMap();
    map.items = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => byKey(a, b))
      .map(([key, item]) => new Pair(toScalar(key), toNode(item)));
    return map;
  }
  return toScalar(value);
}

function toScalar(value: unknown): Scalar {
  const scalar = new Scalar(value);
  if (typeof value === 'string' && needsQuotes(value)) {
    scalar.type = Scalar.QUOTE_DOUBLE;
  }
  return scalar;
}

// Whether a text could be read as anything but itself by a reader of YAML 1.1 or 1.2, or hides characters.
function needsQuotes(text: string): boolean {
  return (
    text === '' ||
    // Numbers in any base, sexagesimal ones, dates.
    /^[-+]?[.\d][-+.,:_\da-f ox]*(?:[tz][-+.:\dz ]*)?$/i.test(text) ||
    /^(?:---|\.\.\.)/.test(text) ||
    /^[-+]?\.(?:inf|nan)$/i.test(text) ||
    /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<)$/i.test(text) ||
    /[^\u0020-\u007e\n\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(
      text,
    )
  );
}

function byKey(a: string, b: string): number {
  const left = FIRST.indexOf(a);
  const right = FIRST.indexOf(b);
  if (left >= 0 || right >= 0) {
    return (
      (left < 0 ? FIRST.length : left) - (right < 0 ? FIRST.length : right)
    );
  }
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
