import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Settings of the llm plugin. */
  llm?: {
    /** The ledger of what models are used for, by hour and by day. */
    usage?: {
      /**
       * How long after its end a call may be reported and still be counted, such as `{ hours: 48 }` or `48h`; 48 hours by
       * default. So long the ledger remembers which calls it has counted.
       */
      acceptFor?: HumanDuration | string;
      /**
       * How long after its end an hour stays open before its money is computed, such as `{ hours: 2 }`; 2 hours by default.
       * What comes later is a correction.
       */
      closeAfter?: HumanDuration | string;
      /** How long usage is kept. */
      keep?: {
        /** Hours; 45 days by default. At least two days more than `acceptFor`. */
        hours?: HumanDuration | string;
        /** Days, and the corrections of hours; 800 days by default. */
        days?: HumanDuration | string;
      };
      /** Consumers: the programs and groups that call models. */
      consumers?: {
        /** How many of one model are named in one hour; 1,000 by default. The others are counted together. */
        cap?: number;
        /** Names that senders use for a consumer, such as those of API keys. */
        aliases?: Array<{
          /** The name as it is sent. */
          name: string;
          /** Reference to the component, group, system or resource that it stands for. */
          entity: string;
        }>;
        /**
         * Key by which names that belong to no entity become pseudonyms; at least 16 characters. Without one the ledger makes
         * a key and keeps it in its database. With another key the same consumer has another pseudonym.
         * @visibility secret
         */
        pseudonymKey?: string;
      };
    };
  };
}
