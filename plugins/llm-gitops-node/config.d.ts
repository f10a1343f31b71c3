export interface Config {
  /** Settings of the LLM platform suite. */
  llm?: {
    /**
     * The Git repository that holds models, pools and rendered manifests. Without it the catalog gets no entities from
     * Git, and nothing can be published.
     */
    gitops?: {
      /**
       * Folder of a bare Git repository, created where it is missing; a relative path starts at the working directory
       * of the backend. This form serves the backends of one machine: several replicas need the same folder on a shared
       * volume whose file system renames atomically.
       */
      folder: string;
      /** Branch that is read and committed to; `main` by default. */
      branch?: string;
      /** Identity of the portal: committer of every commit, and author of those that no person made. */
      author?: {
        /** `Modelyard` by default. */
        name?: string;
        /** `modelyard@localhost` by default. */
        email?: string;
      };
      /**
       * Kinds that the catalog takes from the repository besides `Model` and `GpuPool`, such as `Component`. Whoever
       * may commit can bring in any entity of these kinds past `catalog.rules`: name no `User`, `Group`, `Location` or
       * `Template` unless that is meant.
       */
      kinds?: string[];
      /**
       * Folder whose files become the first commit when the branch has none; a relative path starts at the working
       * directory of the backend. It is not read again later.
       */
      seed?: string;
    };
  };
}
