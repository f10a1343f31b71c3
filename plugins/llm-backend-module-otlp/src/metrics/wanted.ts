import { OtlpConfig } from '../config/OtlpConfig';
import { WantedPoints } from '../decode/points';
import { ownAttributes, wantedOfResources } from '../spans/wanted';
import { formsByMetric, plainName, wantedLabels } from './seriesForms';

/** All metrics and attributes of points that anybody looks at. Others only make up the name of their stream. */
export function wantedOfPoints(config: OtlpConfig): WantedPoints {
  return {
    metric: name => formsByMetric.has(plainName(name)),
    attributes: new Set(ownAttributes(config)),
    labels: wantedLabels,
    resource: wantedOfResources(config),
  };
}
