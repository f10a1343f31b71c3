import { catalogGrants } from './catalog';
import { kubernetesGrants } from './kubernetes';
import { scaffolderGrants } from './scaffolder';

export type { Grant } from './Grant';

/**
 * The grants for the stock plugins, one file each. Search, TechDocs,
 * notifications, user settings and MCP have no permissions of their own: they
 * ask for those of the entities, templates and workloads that they show.
 */
export const grants = [
  ...catalogGrants,
  ...kubernetesGrants,
  ...scaffolderGrants,
];
