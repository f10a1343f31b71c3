import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Settings of the llm plugin. */
  llm?: {
    /** Where measures come from: usage, latency, availability and so on. */
    measures?: {
      /**
       * Engines that answer PromQL over the HTTP API of Prometheus: Prometheus
       * itself, Thanos, Mimir, VictoriaMetrics and what else speaks it.
       */
      prometheus?: Array<{
        /**
         * Name of the engine, as people and other settings call it: lower-case
         * letters, digits and hyphens.
         */
        name: string;
        /**
         * Address that `/api/v1/query` is appended to, such as
         * `http://prometheus.monitoring:9090`, `https://mimir.example.com/prometheus`
         * or, for a tenant of a VictoriaMetrics cluster,
         * `https://vm.example.com/select/7/prometheus`. Without a user name,
         * password or query. It may be inside the network. Redirects are not
         * followed, nor are the proxy settings of the environment.
         */
        url: string;
        /**
         * Names of the clusters whose series it holds, as pools name them in
         * `spec.cluster`. Absent, it holds those of all clusters.
         */
        clusters?: string[];
        /**
         * Bearer token. Not together with `username` and `password`.
         * @visibility secret
         */
        token?: string;
        /** User name, with `password`. */
        username?: string;
        /**
         * Password, with `username`.
         * @visibility secret
         */
        password?: string;
        /** Tenant whose series are read, sent in `tenantHeader`. */
        tenant?: string;
        /**
         * Header that carries `tenant`; `X-Scope-OrgID` by default, as Mimir
         * and Cortex expect. Thanos by default looks at `THANOS-TENANT`.
         */
        tenantHeader?: string;
        /**
         * Parameters that are sent with every request, such as
         * `extra_label: team=llm` for VictoriaMetrics, or `dedup: true` and
         * `partial_response: true` for Thanos. A list repeats the parameter.
         */
        parameters?: {
          [parameter: string]:
            | string
            | number
            | boolean
            | Array<string | number | boolean>;
        };
        /**
         * Certificates. Their files are read when the backend starts; a
         * relative path starts at its working directory.
         */
        tls?: {
          /** File with the authorities to trust, in PEM; those of Node.js where it is absent. */
          caFile?: string;
          /** File with the client's certificate, in PEM; with `keyFile`. */
          certFile?: string;
          /** File with the key of the client's certificate, in PEM; with `certFile`. */
          keyFile?: string;
          /** Name that the engine's certificate is for, where that is not the host of `url`. */
          serverName?: string;
        };
        /**
         * How long a query may take, such as `{ minutes: 1 }` or `60s`; 30
         * seconds by default, 10 minutes at most. The engine is told, and may
         * have a shorter limit of its own.
         */
        timeout?: HumanDuration | string;
        /** How many queries the engine is asked at the same time, by each replica of the portal; 4 by default, 64 at most. */
        concurrency?: number;
      }>;
    };
  };
}
