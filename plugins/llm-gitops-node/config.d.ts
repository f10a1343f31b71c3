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
       * volume whose file system renames atomically. Either `folder` or `url` must be set.
       */
      folder?: string;
      /**
       * Address of a repository on a Git server such as Gitea, GitLab, GitHub or Bitbucket, as `git clone` takes it:
       * http or https, without credentials. The repository must exist; it may be empty. A copy of it is kept below
       * `backend.workingDirectory`, or the system's folder for temporary files. This form serves any number of replicas.
       */
      url?: string;
      /**
       * Token that may read and write the repository at `url`.
       * @visibility secret
       */
      token?: string;
      /**
       * Name that goes with the token, for a server that looks at it; most look at the token alone.
       * @visibility secret
       */
      username?: string;
      /**
       * What the server at `url` is: it tells where a person opens the request to merge a proposal. Guessed from the
       * server's name where it is absent (`github.`, `gitlab.`, `gitea.`, `forgejo.` and so on); without a guess there is
       * no link. Gitea stands for Forgejo as well, `bitbucket` for Bitbucket Cloud.
       */
      host?: 'github' | 'gitlab' | 'gitea' | 'bitbucket' | 'bitbucket-server';
      /** How many seconds the server at `url` may say nothing before it counts as down; 30 by default. */
      timeoutSeconds?: number;
      /** Branch that is read and committed to; `main` by default. */
      branch?: string;
      /**
       * What becomes of the changes that people make in the portal. `proposal`, the default: each lies on a branch of
       * its own until a second person has looked at it and merged it, in the portal for a `folder`, on the pages of the
       * Git host for a `url`. `direct`: it is committed at once, and evidence says that nobody has reviewed it.
       */
      review?: 'proposal' | 'direct';
      /** What the branches of proposals begin with; `modelyard` by default, as in `modelyard/serve-llama`. */
      proposalPrefix?: string;
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
