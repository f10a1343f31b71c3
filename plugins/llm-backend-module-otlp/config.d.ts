export interface Config {
  /** Settings of the llm plugin. */
  llm?: {
    /**
     * The intake of OpenTelemetry, at `/api/llm/otlp/v1/traces` and
     * `/api/llm/otlp/v1/metrics`.
     */
    otlp?: {
      /**
       * Most bytes of a request, after it was inflated; 16777216 (16 MiB) by
       * default, 268435456 (256 MiB) at most. Up to four times as much is held
       * at the same time.
       */
      maxBodyBytes?: number;
      /**
       * How many requests one subject of a token may make, in each replica of
       * the portal.
       */
      rateLimit?: {
        /** Requests per second; 100 by default. */
        perSecond?: number;
        /** Requests at once after a pause; twice `perSecond` by default. */
        burst?: number;
      };
      /**
       * Attributes of spans, points and resources that name the program or the
       * group that calls, the preferred first; `modelyard.consumer`, `team` and
       * `team.id` by default. Attributes that name a person are refused.
       */
      consumerAttributes?: string[];
      /** How single senders are to be read. The first that matches counts. */
      sources?: Array<{
        /**
         * Attributes of the resource with their values, all of which the sender
         * has, such as `service.name: litellm`.
         */
        match: { [attribute: string]: string };
        /**
         * What people know it by, in place of `service.namespace` and
         * `service.name`.
         */
        name?: string;
        /**
         * From where it sees the traffic, where that does not show by itself:
         * a gateway, the engine that runs the model, or the client that calls.
         */
        place?: 'gateway' | 'engine' | 'client';
        /** Attribute that names the consumer, before those of `consumerAttributes`. */
        consumerAttribute?: string;
        /** Attribute that names the model, before those of the conventions. */
        modelAttribute?: string;
        /**
         * Whether it reports only some of the calls that it sees. Its figures are
         * then shown as approximate.
         */
        sampled?: boolean;
        /** Whether nothing of it counts. */
        ignore?: boolean;
        /**
         * Names of instrumentation scopes that do not count, where two of them
         * report the same calls.
         */
        ignoreScopes?: string[];
        /**
         * Whether the tokens of its prompts hold those that were found in a
         * cache (`included`), or those are to be added (`beside`).
         */
        cacheReads?: 'included' | 'beside';
      }>;
    };
  };
}
