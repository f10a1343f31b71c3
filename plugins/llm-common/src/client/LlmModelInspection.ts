import { Issue } from '@modelyard/llm-units';
import { ModelVersion } from '../kinds/model/types.generated';

/**
 * Which model to read.
 *
 * @public
 */
export interface LlmModelToInspect {
  /**
   * Where it is published: `org/name` or `hf://org/name` of the hub, the address of its page, `oci://registry/name:tag`, or
   * the https address of a `config.json` or a GGUF file.
   */
  uri?: string;
  /** Branch, tag or commit of the hub; tag or digest of an image. */
  revision?: string;
  /** Text of a `config.json`, which counts instead of the one at the address, or without one. */
  config?: string;
  /** Name of the version; one is made of what was read where it is absent. */
  name?: string;
}

/**
 * What was read of a model.
 *
 * @public
 */
export interface LlmModelInspection {
  /** As a model of the catalog has it. It has no architecture where nobody could size the model: the issues say why. */
  version: ModelVersion;
  /** What is unknown, or looks wrong. */
  issues: Issue[];
  /** Sum over the weight files, in bytes, where it is known. */
  weightBytes?: number;
  /** How many files it follows from. */
  files: number;
}
