export interface Config {
  app: {
    /**
     * Who a visitor of the demo portal can be. The sign-in page lists them, and
     * the auth provider `personas` of packages/backend signs in as nobody else,
     * and only in development.
     *
     * @deepVisibility frontend
     */
    personas?: Array<{
      /** Entity ref of a user in the catalog, such as `user:default/jane.doe`. */
      userRef: string;
      /** Name as it is shown. */
      name: string;
      /** What this person does, in a word or two. */
      role: string;
      /** What this person can see and do in the portal, in a sentence. */
      description?: string;
    }>;
  };
}
