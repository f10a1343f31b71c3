/** One entry of `llm.measures.prometheus`, checked and with defaults. */
export interface PrometheusEngineConfig {
  readonly name: string;
  /** Where it stands in the configuration, such as `llm.measures.prometheus[0]`. */
  readonly key: string;
  /** Address of the API without `/api/v1` and without a slash at its end. */
  readonly url: string;
  readonly clusters?: readonly string[];
  /** Who asks: Authorization and the tenant. */
  readonly headers: Readonly<Record<string, string>>;
  /** What must stand in no message. */
  readonly secrets: readonly string[];
  /** How it says who asks; undefined where it does not. */
  readonly auth?: 'token' | 'password';
  /** Sent with every request; the same name may stand there several times. */
  readonly parameters: ReadonlyArray<readonly [name: string, value: string]>;
  readonly tls?: PrometheusTlsConfig;
  /** Milliseconds for a query. */
  readonly timeoutMs: number;
  /** Most queries at the same time. */
  readonly concurrency: number;
}

/** Certificates, in PEM. */
export interface PrometheusTlsConfig {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
}
