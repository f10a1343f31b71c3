import { named } from '../profile/forms';
import { Profile } from '../profile/Profile';

/** What a Prometheus-compatible engine writes of its own scrapes. */
export const scrape: Profile = {
  id: 'scrape',
  title: 'Scrapes of the engine',
  vantage: 'cluster',
  checked: 'Prometheus 2.42 to 3.14',
  temporality: 'cumulative',
  labels: { namespace: 'namespace', replica: 'pod' },
  series: {
    'service.up': named('up'),
  },
  quirks: [
    'A replica is up when its metrics can be read, which says little of whether it answers requests.',
    'A target that is no longer discovered has no series: it is not down, it is gone.',
    'Select the replicas of one deployment by their namespace and job, or targets of others count as well.',
  ],
};
