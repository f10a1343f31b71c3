export interface Config {
  /** Settings of the llm plugin. */
  llm?: {
    /**
     * Which groups hold the plugin's roles. Everybody who is signed in is a
     * `member`; who owns an entity (directly or through a group) is its
     * `owner`. Read by the permission helpers of
     * `@modelyard/plugin-llm-node`; without a permission policy that uses them
     * these settings have no effect.
     */
    roles?: {
      /**
       * Refs of the groups that run the LLM platform, for example
       * `group:default/ml-platform`. Their members may see the health of data
       * sources.
       */
      platform?: string[];
      /**
       * Refs of the groups that review. Their members read everything,
       * including the health of data sources, and run nothing, even when they
       * belong to a platform group as well.
       */
      reviewers?: string[];
    };
  };
}
