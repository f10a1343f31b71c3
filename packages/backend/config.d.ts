export interface Config {
  /** Settings of the llm plugin. */
  llm?: {
    /** What only the demo portal does. */
    demo?: {
      /**
       * Calls to the demo's models that are made up, and reported to the intake
       * of OpenTelemetry. The backend refuses to start with it where `NODE_ENV`
       * is `production`.
       */
      traffic?: {
        /** Whether there is any; false by default. */
        enabled?: boolean;
        /**
         * How many days before the present the traffic begins; 31 by default.
         * Must be less than `llm.usage.acceptFor`.
         */
        historyDays?: number;
        /** The same text makes the same traffic; `lindhaven` by default. */
        seed?: string;
      };
    };
  };
}
