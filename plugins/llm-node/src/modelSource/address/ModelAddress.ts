/** Where a model is, taken apart. */
export type ModelAddress = HubAddress | OciAddress | HttpsAddress | S3Address;

/** A model of the hub. */
export interface HubAddress {
  readonly kind: 'hub';
  /** `org/name`, or the one name that some old models have. */
  readonly repository: string;
  readonly revision?: string;
  /** One GGUF file of the repository. */
  readonly file?: string;
}

/** An image or artifact of a registry. */
export interface OciAddress {
  readonly kind: 'oci';
  /** Registry and repository as people and clusters write them. */
  readonly name: string;
  /** Host that answers, with its port if there is one. */
  readonly registry: string;
  readonly repository: string;
  /** Tag, or digest as `sha256:…`. */
  readonly reference: string;
}

/** A `config.json` or a GGUF file. */
export interface HttpsAddress {
  readonly kind: 'https';
  readonly url: URL;
}

/** A bucket. */
export interface S3Address {
  readonly kind: 's3';
}
