import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { formatBytes } from '@modelyard/llm-units';
import { ModelAddress } from './address/ModelAddress';
import { parseModelAddress } from './address/parseModelAddress';
import { inspectFiles } from './files/inspectFiles';
import { limits } from './files/limits';
import { HostPolicy } from './http/HostPolicy';
import { HttpReader } from './http/HttpReader';
import { inspectHttpsFile } from './https/inspectHttpsFile';
import { inspectHubModel } from './hub/inspectHubModel';
import { ModelInspection } from './ModelInspection';
import { inspectOciImage } from './oci/inspectOciImage';
import {
  ModelSourceConfig,
  readModelSourceConfig,
} from './readModelSourceConfig';

/**
 * Which model to look at.
 *
 * @public
 */
export interface InspectModelOptions {
  /**
   * `hf://org/name`, with the path of a GGUF file behind it where there are several; `org/name`; the address of the model's
   * page; `oci://registry/name:tag`; `https://…/config.json` or `https://….gguf`; `s3://…` only together with `config`.
   */
  readonly uri?: string;
  /** Branch, tag or commit of the hub; tag or digest of an image. */
  readonly revision?: string;
  /** Text of a `config.json`, which counts instead of the one at the source. */
  readonly config?: string;
}

/** Milliseconds for all requests about a model together. */
const DEADLINE = 90_000;

/**
 * Reads what sizing and the catalog need to know of a model where it is published: configurations, and indexes and headers
 * of weight files, never the weights. Everything that it reads is limited in time and size, and it asks only hosts on the
 * internet and those that the configuration names.
 *
 * @public
 */
export class ModelSourceReader {
  readonly #config: ModelSourceConfig;
  readonly #policy: HostPolicy;
  readonly #logger: LoggerService;

  private constructor(config: ModelSourceConfig, logger: LoggerService) {
    this.#config = config;
    this.#logger = logger;
    this.#policy = HostPolicy.create({
      trustedOrigins: [
        new URL(config.endpoint).origin,
        ...config.allowedOrigins,
      ],
    });
  }

  /** Reads `llm.hub`. Throws `InputError` that names the key and the reason. */
  static fromConfig(
    config: Config,
    options: { logger: LoggerService },
  ): ModelSourceReader {
    return new ModelSourceReader(readModelSourceConfig(config), options.logger);
  }

  /**
   * Looks at a model.
   *
   * @returns What could be read, with issues for what is unknown: also for a model that sizing does not know
   * @throws `InputError` for an address, a size, a type or a file that cannot be taken; `NotFoundError` for a model,
   *   revision or file that is not there; `NotAllowedError` for a gated or private one; `ServiceUnavailableError` where the
   *   host does not answer; the reason of the signal
   */
  async inspect(
    model: InspectModelOptions,
    options: { signal?: AbortSignal } = {},
  ): Promise<ModelInspection> {
    const { uri, revision } = model;
    const config = checkPasted(model.config);
    if (!uri?.trim()) {
      return inspectPasted(config);
    }
    const address = parseModelAddress({
      uri,
      revision,
      endpoint: this.#config.endpoint,
    });
    const deadline = AbortSignal.timeout(DEADLINE);
    const http = HttpReader.create({
      policy: this.#policy,
      timeout: this.#config.timeout,
      signal: AbortSignal.any([
        deadline,
        ...(options.signal ? [options.signal] : []),
      ]),
    });
    try {
      return await this.#inspect({ address, uri: uri.trim(), config, http });
    } catch (error) {
      if (deadline.aborted && error === deadline.reason) {
        throw new ServiceUnavailableError(
          `the model could not be read within ${DEADLINE / 1000} s`,
        );
      }
      throw error;
    } finally {
      await http.close();
    }
  }

  async #inspect(options: {
    address: ModelAddress;
    uri: string;
    config?: string;
    http: HttpReader;
  }): Promise<ModelInspection> {
    const { address, uri, config, http } = options;
    this.#logger.debug(`Reading a model by its ${address.kind} address`);
    switch (address.kind) {
      case 'hub': {
        const { endpoint, token } = this.#config;
        return inspectHubModel({ address, config, http, endpoint, token });
      }
      case 'oci': {
        const scheme = this.#policy.schemeFor(address.registry);
        return inspectOciImage({ address, config, http, scheme });
      }
      case 'https':
        return inspectHttpsFile({ url: address.url, config, http });
      default: {
        const found = await inspectPasted(config, { isNeeded: false });
        return {
          ...found,
          uri,
          issues: [
            {
              path: 'uri',
              code: 'not-supported',
              message:
                'names a bucket, which is not read: give the config.json of the model, or an https address of it that the bucket has signed',
              severity: config === undefined ? 'error' : 'warning',
            },
            ...found.issues.filter(({ code }) => code !== 'missing-config'),
          ],
        };
      }
    }
  }
}

function checkPasted(config: string | undefined): string | undefined {
  if (config === undefined || config.trim() === '') {
    return undefined;
  }
  if (Buffer.byteLength(config) > limits.config) {
    throw new InputError(
      `config is larger than the ${formatBytes(
        limits.config,
      )} that are read of a configuration`,
    );
  }
  return config;
}

/** Reads a configuration that somebody has pasted, and nothing else. */
async function inspectPasted(
  config: string | undefined,
  options: { isNeeded: boolean } = { isNeeded: true },
): Promise<ModelInspection> {
  if (config === undefined && options.isNeeded) {
    throw new InputError('either uri or config must be given');
  }
  const nothing = async (): Promise<never> => {
    throw new InputError('there is no file to read');
  };
  return inspectFiles({
    source: {
      complete: true,
      files: [],
      readWhole: nothing,
      readStart: nothing,
    },
    config,
  });
}
