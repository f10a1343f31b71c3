export interface Config {
  /** Settings of the LLM platform suite. */
  llm?: {
    /**
     * How people get access to models at this installation. It is shown where somebody begins to use a model.
     */
    access?: {
      /** Where a key comes from. Without it people are sent to the owner of the model. */
      howTo?: {
        /**
         * What to do, in Markdown. Never a key itself: everybody who is signed in can read it.
         * @visibility frontend
         */
        text?: string;
        /**
         * Page where a key is asked for, such as a form or a chapter of your handbook: http or https.
         * @visibility frontend
         */
        url?: string;
      };
      /**
       * Address that the paths of the OpenAI API are appended to, such as `https://llm.example.com/v1`: http or https.
       * It counts for models whose `providesApis` name no API with an address of its own.
       * @visibility frontend
       */
      baseUrl?: string;
      /** The Kubernetes Secret that the snippets take the key from. */
      secret?: {
        /**
         * Name of the Secret in the namespace of whoever uses a model; `llm-api-key` by default.
         * @visibility frontend
         */
        name?: string;
        /**
         * Name of the entry in it; `key` by default.
         * @visibility frontend
         */
        key?: string;
      };
    };
    /**
     * The templates that the pages of models, pools and components lead to, as entity refs. A link is shown where the
     * catalog has the template and the person may see it.
     */
    templates?: {
      /**
       * Declares that a component uses a model; `template:default/use-model` by default.
       * @visibility frontend
       */
      useModel?: string;
      /**
       * Puts a model on a pool; `template:default/serve-model` by default.
       * @visibility frontend
       */
      serveModel?: string;
      /**
       * Changes a deployment of a model; `template:default/change-deployment` by default.
       * @visibility frontend
       */
      changeDeployment?: string;
      /**
       * Lets clients reach a deployment through the gateway; `template:default/expose-model` by default.
       * @visibility frontend
       */
      exposeModel?: string;
      /**
       * Describes a pool of GPUs; `template:default/add-gpu-pool` by default.
       * @visibility frontend
       */
      addGpuPool?: string;
    };
    /**
     * Links to your tools for traces and logs, on the pages of models and of what uses them. A link with a mistake is not shown,
     * and the backend says at its start what is wrong with it.
     * @deepVisibility frontend
     */
    links?: Array<{
      /** Text of the link. */
      title: string;
      /**
       * Address, http or https, with placeholders that are filled in and encoded: `{{model}}` (the name that clients call it
       * by), `{{modelRef}}`, `{{deployment}}`, `{{namespace}}` (in Kubernetes), `{{consumer}}`, `{{consumerRef}}`, `{{from}}` and
       * `{{to}}` (ISO 8601), `{{fromMs}}` and `{{toMs}}` (milliseconds since 1970). Where a page does not have what the address
       * needs, the link is not shown there.
       */
      url: string;
      /** Kinds on whose pages it stands, such as `Model` and `Component`; all of them by default. */
      for?: string[];
    }>;
  };
}
