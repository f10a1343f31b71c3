import { Architecture, WeightFormat } from '@modelyard/llm-sizing';
import { Issue } from '@modelyard/llm-units';
import { ModelFileRole } from './files/roleOf';

/**
 * A file that was looked at to learn what a model is.
 *
 * @public
 */
export interface InspectedFile {
  /** Path inside the model's repository. */
  readonly path: string;
  /** What it is for. */
  readonly role: ModelFileRole;
  /** In bytes. */
  readonly size?: number;
  /** SHA-256 of its content, in hexadecimal, where it is known. */
  readonly sha256?: string;
}

/**
 * What could be read of a model. What is absent is not known, and an issue says why.
 *
 * @public
 */
export interface ModelInspection {
  /** The address in the form that the catalog keeps, such as `hf://org/name`; absent for a pasted configuration. */
  readonly uri?: string;
  /** What sizing needs to know of the model. */
  readonly architecture?: Architecture;
  /** Sum over the weight files, in bytes. */
  readonly weightBytes?: number;
  /** SPDX identifier of the licence, or the name that the publisher gives it. */
  readonly license?: string;
  /** The revision that was read: of the hub the full commit, of a registry the digest of the image. */
  readonly revision?: string;
  /**
   * `sha256:` and 64 hexadecimal digits. Of a registry the digest of the image; otherwise SHA-256 of the JSON text of the
   * array of `[path, sha256]` of the weight files with their index, the configuration, tokenizer and chat template files,
   * sorted by path (by code units), without white space.
   */
  readonly digest?: string;
  /** Format of the weights; `none` where they are stored as they were trained. */
  readonly quantization?:
    | 'none'
    | Exclude<WeightFormat, 'fp32' | 'fp16' | 'bf16'>;
  /** What is unknown, or looks wrong. An error is something without which the model cannot be sized. */
  readonly issues: readonly Issue[];
  /** The files that it follows from. */
  readonly files: readonly InspectedFile[];
}
