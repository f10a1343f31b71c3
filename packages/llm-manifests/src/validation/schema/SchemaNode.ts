import { textFormats, type TextFormat } from '../formats';
import { Pattern } from '../patterns';
import {
  isRecord,
  listOf,
  numberOf,
  textOf,
  textsOf,
  type RawSchema,
} from './rawSchema';
import { readRules, type SchemaRule } from './SchemaRule';

/** The types that a value of JSON can have in a schema. */
export type SchemaType =
  | 'object'
  | 'array'
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean';

const TYPES: readonly unknown[] = [
  'object',
  'array',
  'string',
  'integer',
  'number',
  'boolean',
];

/** What all nodes of one schema share. */
interface SchemaContext {
  readonly origin: 'crd' | 'openapi';
  readonly resolve: (reference: string) => unknown;
  /** One node per part of the schema: parts that refer to each other in circles end there. */
  readonly nodes: WeakMap<RawSchema, SchemaNode>;
}

/**
 * A part of a schema, ready to be compared with a value. Its children are made when a value has them: schemas are a hundred times as
 * large as the objects that they describe.
 */
export class SchemaNode {
  readonly types: readonly SchemaType[];
  readonly intOrString: boolean;
  readonly isQuantity: boolean;
  readonly nullable: boolean;
  readonly preserveUnknown: boolean;
  readonly embedded: boolean;
  readonly required: readonly string[];
  readonly enumeration: readonly unknown[] | undefined;
  readonly pattern: Pattern | undefined;
  readonly patternText: string | undefined;
  readonly textFormat: TextFormat | undefined;
  readonly numberFormat: string | undefined;
  readonly hasDefault: boolean;
  readonly listType: 'atomic' | 'set' | 'map' | undefined;
  readonly listKeys: readonly string[];
  readonly rules: readonly SchemaRule[];
  readonly hasProperties: boolean;

  readonly #raw: RawSchema;
  readonly #context: SchemaContext;
  readonly #properties: RawSchema;
  readonly #children = new Map<string, SchemaNode | undefined>();
  readonly #parts = new Map<string, readonly SchemaNode[]>();
  #defaulted: readonly string[] | undefined;

  private constructor(raw: RawSchema, name: string, context: SchemaContext) {
    this.#raw = raw;
    this.#context = context;
    this.#properties = isRecord(raw.properties) ? raw.properties : {};
    this.hasProperties = isRecord(raw.properties);
    this.isQuantity = name.endsWith('.api.resource.Quantity');
    this.intOrString =
      raw['x-kubernetes-int-or-string'] === true ||
      raw.format === 'int-or-string' ||
      name.endsWith('.util.intstr.IntOrString');
    this.types = typesOf(raw);
    this.nullable = raw.nullable === true;
    this.preserveUnknown = raw['x-kubernetes-preserve-unknown-fields'] === true;
    this.embedded = raw['x-kubernetes-embedded-resource'] === true;
    this.required = textsOf(raw.required);
    this.enumeration = Array.isArray(raw.enum) ? raw.enum : undefined;
    this.patternText = textOf(raw.pattern);
    this.pattern =
      this.patternText === undefined
        ? undefined
        : Pattern.compile(this.patternText);
    const format = textOf(raw.format);
    this.textFormat =
      format === undefined ? undefined : textFormats.get(format);
    this.numberFormat = format;
    this.hasDefault = context.origin === 'crd' && raw.default !== undefined;
    const listType = raw['x-kubernetes-list-type'];
    this.listType =
      listType === 'set' || listType === 'map' || listType === 'atomic'
        ? listType
        : undefined;
    this.listKeys = textsOf(raw['x-kubernetes-list-map-keys']);
    this.rules = readRules(raw['x-kubernetes-validations']);
  }

  /** The node of a part of a schema, through references. */
  static of(raw: unknown, context: SchemaContext): SchemaNode {
    let part = isRecord(raw) ? raw : {};
    let name = '';
    // A reference names a part that may itself be a reference; a circle of them means nothing.
    for (let step = 0; step < 20; step += 1) {
      const reference = referenceOf(part);
      const target = reference && context.resolve(reference);
      if (!reference || !isRecord(target)) {
        break;
      }
      part = target;
      name = reference;
    }
    let node = context.nodes.get(part);
    if (!node) {
      node = new SchemaNode(part, name, context);
      context.nodes.set(part, node);
    }
    return node;
  }

  /** Whether fields that the schema does not name are an error. Definitions of Kubernetes leave open what has no properties at all. */
  get closed(): boolean {
    return (
      !this.preserveUnknown &&
      this.additional === undefined &&
      (this.hasProperties ||
        (this.#context.origin === 'crd' && this.types.includes('object')))
    );
  }

  /** Names of the fields that the schema knows. */
  get propertyNames(): readonly string[] {
    return Object.keys(this.#properties);
  }

  /** Names of the fields that have a default. */
  get defaultedNames(): readonly string[] {
    this.#defaulted ??=
      this.#context.origin === 'crd'
        ? this.propertyNames.filter(name => {
            const property = this.#properties[name];
            return isRecord(property) && property.default !== undefined;
          })
        : [];
    return this.#defaulted;
  }

  /** What stands where nothing was given. */
  get defaultValue(): unknown {
    return this.#raw.default;
  }

  /** A named field. */
  property(name: string): SchemaNode | undefined {
    if (!this.hasProperties) {
      return undefined;
    }
    const known = this.#children.get(name);
    if (known || !Object.hasOwn(this.#properties, name)) {
      return known;
    }
    const child = SchemaNode.of(this.#properties[name], this.#context);
    this.#children.set(name, child);
    return child;
  }

  /** The values of a mapping with free keys; `undefined` where there is none. */
  get additional(): SchemaNode | undefined {
    const raw = this.#raw.additionalProperties;
    return raw === undefined || raw === false
      ? undefined
      : this.#part('additionalProperties', () => [raw === true ? {} : raw])[0];
  }

  /** A field by either way. */
  field(name: string): SchemaNode | undefined {
    return this.property(name) ?? this.additional;
  }

  /** The items of a list. */
  get items(): SchemaNode | undefined {
    return this.#raw.items === undefined
      ? undefined
      : this.#part('items', () => [this.#raw.items])[0];
  }

  /** The alternatives and conditions that hold for the same value. */
  combined(
    keyword: 'allOf' | 'anyOf' | 'oneOf' | 'not',
  ): readonly SchemaNode[] {
    const raw = this.#raw[keyword];
    return raw === undefined
      ? []
      : this.#part(keyword, () => (keyword === 'not' ? [raw] : listOf(raw)));
  }

  /** A limit, such as `maximum`. */
  limit(keyword: string): number | undefined {
    return numberOf(this.#raw[keyword]);
  }

  /** Whether a keyword is switched on. */
  flag(keyword: string): boolean {
    return this.#raw[keyword] === true;
  }

  #part(key: string, raw: () => readonly unknown[]): readonly SchemaNode[] {
    let nodes = this.#parts.get(key);
    if (!nodes) {
      nodes = raw().map(item => SchemaNode.of(item, this.#context));
      this.#parts.set(key, nodes);
    }
    return nodes;
  }
}

function typesOf(raw: RawSchema): readonly SchemaType[] {
  const listed = Array.isArray(raw.type) ? raw.type : [raw.type];
  return listed.filter((type): type is SchemaType => TYPES.includes(type));
}

// OpenAPI v3 documents wrap a reference into `allOf` where a description stands beside it.
function referenceOf(part: RawSchema): string | undefined {
  const direct = textOf(part.$ref);
  if (direct !== undefined) {
    return direct;
  }
  const [only, ...others] = listOf(part.allOf);
  return isRecord(only) && others.length === 0 && part.properties === undefined
    ? textOf(only.$ref)
    : undefined;
}
