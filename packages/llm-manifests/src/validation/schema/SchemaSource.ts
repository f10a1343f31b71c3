/**
 * A kind of object in one version, as a cluster serves it.
 *
 * @public
 */
export interface KnownKind {
  /** Group of the API; empty for the core group of Kubernetes. */
  group: string;
  /** Version of the API, such as `v1beta1`. */
  version: string;
  /** Name of the kind, such as `HTTPRoute`. */
  kind: string;
}

/**
 * The schema of a kind, with what is known about it.
 *
 * @public
 */
export interface KindSchema extends KnownKind {
  /**
   * `crd`: a structural schema of a CustomResourceDefinition, whose defaults apply and whose objects hold no other fields.
   * `openapi`: a definition of a kind that is built into Kubernetes.
   */
  origin: 'crd' | 'openapi';
  /** The schema itself; references in it are resolved by `resolve`. */
  schema: Readonly<Record<string, unknown>>;
  /** Finds what a `$ref` names. */
  resolve?: (reference: string) => unknown;
  /** Whether objects of this kind lie in namespaces; `undefined` where the schema does not say. */
  namespaced?: boolean;
  /** Whether a cluster still answers for this version. */
  served: boolean;
  /** What to tell whoever still uses this version, where it is deprecated. */
  deprecation?: string;
}

/**
 * Where schemas come from: files, a cluster, a bundle. It is asked for a kind when an object of that kind is first met, so that it
 * need not read what nobody uses.
 *
 * @public
 */
export interface SchemaSource {
  /** All kinds and versions that it has. */
  listKinds(): readonly KnownKind[];
  /**
   * The schema of a kind; `undefined` where this source has none; a text that says why (it reads on after "cannot be read:") where
   * there should be one.
   */
  find(kind: KnownKind): KindSchema | string | undefined;
}
