import { LlmBaseline, LlmBaselineToRecord } from './LlmBaseline';
import { LlmChange, LlmChangeSummary } from './LlmChange';
import { LlmModelInspection, LlmModelToInspect } from './LlmModelInspection';
import { LlmDrift } from './LlmDrift';
import {
  LlmMeasureDefinition,
  LlmMeasuresAnswer,
  LlmMeasuresQuestion,
} from './LlmMeasures';
import { fieldOf, queryOf, Requests, withoutA } from './Requests';
import { LlmSource } from './LlmSource';
import { LlmUsageAnswer, LlmUsageQuestion } from './LlmUsage';

/**
 * What {@link LlmClient} needs. The core services of both frontend systems fit; a backend passes its discovery service and
 * `fetch`.
 *
 * @public
 */
export interface LlmClientOptions {
  /** Knows where backend plugins are. */
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  /** Sends requests, with the user's credentials in a portal's frontend. */
  fetchApi: { fetch: typeof fetch };
}

/**
 * Options of one request.
 *
 * @public
 */
export interface LlmRequestOptions {
  /** Ends the request early. */
  signal?: AbortSignal;
  /** Plugin token, for callers whose `fetch` adds no credentials of its own. */
  token?: string;
}

/**
 * What the one who decides on a change has seen of it.
 *
 * @public
 */
export interface LlmChangeDecision {
  /** Id of the version that was seen. */
  expectedHead: string;
}

/**
 * Talks to the `llm` backend plugin over HTTP.
 *
 * @public
 */
export class LlmClient {
  readonly #requests: Requests;

  /** Makes a client. */
  static create(options: LlmClientOptions): LlmClient {
    return new LlmClient(options);
  }

  private constructor(options: LlmClientOptions) {
    this.#requests = Requests.create(options);
  }

  /**
   * Tells how the sources of the portal's data are doing. Needs the permission `llm.source.read`.
   *
   * @throws ResponseError when the backend refuses or fails
   */
  async listSources(options: LlmRequestOptions = {}): Promise<LlmSource[]> {
    const body = await this.#requests.json('/v1/sources', options);
    const sources = fieldOf(body, 'sources');
    if (!Array.isArray(sources)) {
      throw withoutA('list of sources');
    }
    return sources;
  }

  /**
   * Lists the changes that wait for a review, newest first. Needs the permission `llm.change.read`.
   *
   * @throws ResponseError when the backend refuses or fails
   */
  async listChanges(
    options: LlmRequestOptions = {},
  ): Promise<LlmChangeSummary[]> {
    const body = await this.#requests.json('/v1/changes', options);
    const changes = fieldOf(body, 'changes');
    if (!Array.isArray(changes)) {
      throw withoutA('list of changes');
    }
    return changes;
  }

  /**
   * Reads a change with all that a reviewer decides upon. Needs the permission `llm.change.read`.
   *
   * @param id - names the change
   * @throws ResponseError when the backend refuses or fails; with status 404 where the change is not open any more
   */
  async readChange(
    id: string,
    options: LlmRequestOptions = {},
  ): Promise<LlmChange> {
    const body = await this.#requests.json(pathOf(id), options);
    const lists = ['authors', 'files', 'owners', 'conflicts', 'obstacles'];
    if (
      typeof fieldOf(body, 'head') !== 'string' ||
      !lists.every(name => Array.isArray(fieldOf(body, name)))
    ) {
      throw withoutA('change');
    }
    return body as LlmChange;
  }

  /**
   * Tells how committed manifests stand to their intents: those of one model or one pool with the texts of edited files, or all
   * that are not in step, without texts. Needs the permission `llm.change.read`.
   *
   * @param question - `model`: ref of a Model; or `pool`: ref of a GpuPool
   * @throws ResponseError when the backend refuses or fails; with status 404 where the model or the pool is not seen
   */
  async listDrift(
    question: { model?: string; pool?: string } = {},
    options: LlmRequestOptions = {},
  ): Promise<LlmDrift[]> {
    const body = await this.#requests.json(
      `/v1/drift${queryOf(question)}`,
      options,
    );
    const drift = fieldOf(body, 'drift');
    if (!Array.isArray(drift)) {
      throw withoutA('list of drift');
    }
    return drift;
  }

  /**
   * Merges a change of somebody else, in the version that was seen. Needs the permission `llm.change.merge`.
   *
   * @param id - names the change
   * @param decision - `expectedHead`: the version that was seen
   * @returns the commit of the main branch
   * @throws ResponseError when the backend refuses or fails; with status 409 where the change has another version by now,
   * or is in conflict with what was merged since, and 404 where it is not open any more
   */
  async mergeChange(
    id: string,
    decision: LlmChangeDecision,
    options: LlmRequestOptions = {},
  ): Promise<{ commit: string }> {
    const { expectedHead } = decision;
    const body = await this.#requests.json(`${pathOf(id)}/merge`, options, {
      expectedHead,
    });
    const commit = fieldOf(body, 'commit');
    if (typeof commit !== 'string') {
      throw withoutA('commit');
    }
    return { commit };
  }

  /**
   * Gives a change up, in the version that was seen. Needs the permission `llm.change.withdraw`.
   *
   * @param id - names the change
   * @param decision - `expectedHead`: the version that was seen
   * @throws ResponseError as {@link LlmClient.mergeChange} does
   */
  async withdrawChange(
    id: string,
    decision: LlmChangeDecision,
    options: LlmRequestOptions = {},
  ): Promise<void> {
    const { expectedHead } = decision;
    await this.#requests.send(`${pathOf(id)}/withdraw`, options, {
      expectedHead,
    });
  }

  /**
   * Has the backend read what a model is: architecture, size, licence, and the revision that was read. Needs the permission
   * `llm.model.inspect`.
   *
   * @param model - where it is published, or its configuration
   * @throws ResponseError when the backend refuses or fails; with status 400 for an address or a file that cannot be taken,
   * 403 for a model that is gated, 404 for one that is not there, 429 while too many are read for the same user, and 503
   * where its host does not answer
   */
  async inspectModel(
    model: LlmModelToInspect,
    options: LlmRequestOptions = {},
  ): Promise<LlmModelInspection> {
    const { uri, revision, config, name } = model;
    const body = await this.#requests.json('/v1/models/inspect', options, {
      uri,
      revision,
      config,
      name,
    });
    if (
      typeof fieldOf(fieldOf(body, 'version'), 'name') !== 'string' ||
      !Array.isArray(fieldOf(body, 'issues'))
    ) {
      throw withoutA('model');
    }
    return body as LlmModelInspection;
  }

  /**
   * Lists what there is to measure. Needs the permission `llm.measure.read`.
   *
   * @throws ResponseError when the backend refuses or fails
   */
  async listMeasures(
    options: LlmRequestOptions = {},
  ): Promise<LlmMeasureDefinition[]> {
    const body = await this.#requests.json('/v1/measures', options);
    const measures = fieldOf(body, 'measures');
    if (!Array.isArray(measures)) {
      throw withoutA('list of measures');
    }
    return measures;
  }

  /**
   * Measures one entity: all that is asked of it in one request. Needs the permission `llm.measure.read`.
   *
   * @throws ResponseError when the backend refuses or fails; with status 404 where the entity is not seen. A source that fails
   * is a state of the answers that rest on it
   */
  async readMeasures(
    question: LlmMeasuresQuestion,
    options: LlmRequestOptions = {},
  ): Promise<LlmMeasuresAnswer> {
    const { entityRef, asks } = question;
    const body = await this.#requests.json('/v1/measures/read', options, {
      entityRef,
      asks,
    });
    if (!Array.isArray(fieldOf(body, 'answers'))) {
      throw withoutA('list of measures');
    }
    return body as LlmMeasuresAnswer;
  }

  /**
   * Tells what was used, from the ledger. Needs the permission `llm.measure.read`.
   *
   * @throws ResponseError when the backend refuses or fails; with status 404 where an entity that is named is not seen
   */
  async readUsage(
    question: LlmUsageQuestion,
    options: LlmRequestOptions = {},
  ): Promise<LlmUsageAnswer> {
    const body = await this.#requests.json(
      `/v1/usage${queryOf({ ...question })}`,
      options,
    );
    if (!Array.isArray(fieldOf(body, 'rows'))) {
      throw withoutA('list of usage');
    }
    return body as LlmUsageAnswer;
  }

  /**
   * Tells what was used as comma-separated values, all pages of it. Needs the permission `llm.measure.read`.
   *
   * @throws ResponseError as {@link LlmClient.readUsage} does, and with status 400 where there are more rows than can be written
   */
  async exportUsage(
    question: Omit<LlmUsageQuestion, 'limit' | 'cursor'>,
    options: LlmRequestOptions = {},
  ): Promise<string> {
    return this.#requests.csv(
      `/v1/usage/csv${queryOf({ ...question })}`,
      options,
    );
  }

  /**
   * Lists what benchmarks measured of a model, the latest first. Needs the permission `llm.measure.read`.
   *
   * @param model - full ref of the Model
   * @throws ResponseError when the backend refuses or fails; with status 404 where the model is not seen
   */
  async listBaselines(
    model: string,
    options: LlmRequestOptions = {},
  ): Promise<LlmBaseline[]> {
    const body = await this.#requests.json(
      `/v1/baselines${queryOf({ model })}`,
      options,
    );
    const baselines = fieldOf(body, 'baselines');
    if (!Array.isArray(baselines)) {
      throw withoutA('list of baselines');
    }
    return baselines;
  }

  /**
   * Records what a benchmark measured, as that to which later throughput is compared. Needs the permission `llm.baseline.record`.
   *
   * @throws ResponseError when the backend refuses or fails; with status 400 for a result that cannot be read, or a version or
   * deployment that the model does not have, and 404 where the model is not seen
   */
  async recordBaseline(
    baseline: LlmBaselineToRecord,
    options: LlmRequestOptions = {},
  ): Promise<LlmBaseline> {
    const body = await this.#requests.json('/v1/baselines', options, baseline);
    if (typeof fieldOf(body, 'id') !== 'string') {
      throw withoutA('baseline');
    }
    return body as LlmBaseline;
  }
}

function pathOf(changeId: string): string {
  return `/v1/changes/${encodeURIComponent(changeId)}`;
}
