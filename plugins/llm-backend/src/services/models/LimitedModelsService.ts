import { CustomErrorBase } from '@backstage/errors';
import { countOf } from '@modelyard/llm-units';
import {
  LlmModelInspection,
  LlmModelToInspect,
} from '@modelyard/plugin-llm-common';
import { UserCredentials } from '../changes';
import { ModelsService } from './ModelsService';

/** Too much at once; the middleware for errors takes the status from it. */
class TooManyRequestsError extends CustomErrorBase {
  readonly statusCode = 429;
}

/**
 * Reads few models at once for each user, since every one asks a host on the internet several times. It counts within
 * this process only: replicas of the portal each have a count of their own.
 */
export class LimitedModelsService implements ModelsService {
  readonly #service: ModelsService;
  readonly #atOnce: number;
  readonly #running = new Map<string, number>();

  static create(options: { service: ModelsService; atOnce: number }) {
    return new LimitedModelsService(options.service, options.atOnce);
  }

  private constructor(service: ModelsService, atOnce: number) {
    this.#service = service;
    this.#atOnce = atOnce;
  }

  async inspectModel(options: {
    model: LlmModelToInspect;
    credentials: UserCredentials;
    signal: AbortSignal;
  }): Promise<LlmModelInspection> {
    const { userEntityRef } = options.credentials.principal;
    const running = this.#running.get(userEntityRef) ?? 0;
    if (running >= this.#atOnce) {
      throw new TooManyRequestsError(
        `${countOf(
          running,
          'model is',
          'models are',
        )} being read for you already; try again when one of them is done`,
      );
    }
    this.#running.set(userEntityRef, running + 1);
    try {
      return await this.#service.inspectModel(options);
    } finally {
      const left = (this.#running.get(userEntityRef) ?? 1) - 1;
      if (left > 0) {
        this.#running.set(userEntityRef, left);
      } else {
        this.#running.delete(userEntityRef);
      }
    }
  }
}
