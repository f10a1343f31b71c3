import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { MeasuresService } from '../services/measures';
import { SourcesService } from '../services/sources';
import { registerExplainFigure } from './explainFigure';
import { registerListSources } from './listSources';
import { registerReadMeasure } from './readMeasure';

/** Offers what AI clients can do. Each action calls a service with the credentials of who asks, so that permissions hold. */
export function registerActions(
  registry: ActionsRegistryService,
  options: { measures: MeasuresService; sources: SourcesService },
): void {
  registerReadMeasure(registry, options);
  registerExplainFigure(registry, options);
  registerListSources(registry, options);
}
