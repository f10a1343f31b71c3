import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Settings of the llm plugin. */
  llm?: {
    /** How measures are read. The engines that they are read from are set up beside this, such as under `prometheus`. */
    measures?: {
      /**
       * Profiles of one's own: what a source calls its series. One with the `id` of a profile that is known takes its place; with
       * `extends` it says only what differs. Its queries are parsed when the backend starts. The documentation of measures says
       * what a profile can have.
       */
      profiles?: Array<{
        /** Name of the profile: lower-case letters, digits and hyphens. */
        id: string;
        /** Name of the known profile that it changes. */
        extends?: string;
        /** What the source is called for people. */
        title?: string;
        /** From where it sees the traffic, such as `gateway` or `engine`. */
        vantage?: string;
        /** Whether counters are running totals, or what came since the last report; `cumulative` by default. */
        temporality?: 'cumulative' | 'delta';
        /** Name of the label that carries a dimension, such as `model: model_name`. */
        labels?: { [dimension: string]: string };
        /** Labels that every series of the source has. */
        match?: { [label: string]: unknown };
        /** Its series by their canonical names, such as `tokens.input`. */
        series?: { [series: string]: unknown };
        /** The longest window over which its series make sense, in seconds. */
        longestWindow?: number;
        /** What should be known of its figures, each a sentence. */
        quirks?: string[];
      }>;
      /** How series of engines are selected, one entry for each engine that needs one. */
      selectors?: Array<{
        /** Name of the engine. */
        engine: string;
        /** Labels that series must have, such as `tenant: ai`, where the engine holds those of others as well. */
        labels?: { [label: string]: string };
        /**
         * Label that names the cluster as pools do; `cluster` by default where the engine has several `clusters`. Without one the
         * clusters of an engine are not told apart.
         */
        clusterLabel?: string;
        /**
         * Label of series of devices that names the pool. Without one a pool is measured by all devices of its cluster, which the
         * figures then say.
         */
        poolLabel?: string;
        /** Which sources are looked for, by the names of their profiles; all by default. */
        profiles?: string[];
        /** The longest time between two scrapes; one minute by default. What is older than five is stale. */
        scrapeInterval?: HumanDuration | string;
      }>;
      /** What power costs the climate, by region. Without an entry nothing is said of carbon. */
      carbon?: Array<{
        /** Region, as pools name it in `spec.region`. */
        region: string;
        /** Grams of CO2e for a kilowatt-hour, from 0 to 5000. */
        gramsPerKilowattHour: number;
      }>;
      /** How long one request waits for its sources; 10 seconds by default. What is there by then is answered. */
      deadline?: HumanDuration | string;
    };
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
      /**
       * Memory in MiB in which hours and days are held that questions about many consumers or models have asked for; 256 by default,
       * and none where it is 0, which makes such questions take seconds in a large ledger.
       */
      memory?: number;
      /** Usage that is read by hour from engines of `llm.measures`; none unless engines are named. */
      pull?: {
        engines?: Array<{
          /** Name of the engine, as `llm.measures` has it. */
          name: string;
          /** Labels that series must have, such as `cluster: fra-1`, where the engine holds those of others as well. */
          labels?: { [label: string]: string };
          /** Label that names the cluster; `cluster` by default. */
          clusterLabel?: string;
          /**
           * Which sources are looked for, by the names of their profiles, such as `vllm` and `envoy-ai-gateway`; all that
           * say the model by default.
           */
          profiles?: string[];
        }>;
        /**
         * How far back hours are read that the ledger does not have, such as `{ days: 30 }` or `30d`; 30 days by default, one
         * hour at least. What the engine no longer keeps, or the ledger, cannot be filled.
         */
        backfill?: HumanDuration | string;
        /** How long after its end an hour is read again, once an hour, for samples that came late; 3 hours by default. */
        reread?: HumanDuration | string;
        /** The longest time between two scrapes of what is read; one minute by default, 10 minutes at most. */
        scrapeInterval?: HumanDuration | string;
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
