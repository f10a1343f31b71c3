import { JsonValue } from '@backstage/types';
import { ConfigEntry, invalid } from './invalid';
import { PrometheusEngineConfig } from './PrometheusEngineConfig';

/** Parameters that a request sets itself. */
const TAKEN = [
  'query',
  'time',
  'start',
  'end',
  'step',
  'timeout',
  'match[]',
  'limit',
  'nocache',
];

/** Reads the settings under `parameters`. */
export function readParameters(
  engine: ConfigEntry,
): PrometheusEngineConfig['parameters'] {
  const config = engine.config.getOptionalConfig('parameters');
  if (!config) {
    return [];
  }
  const entry = { config, key: `${engine.key}.parameters` };
  // As a whole: a name such as `extra_filters[]` is not the path of a key.
  const parameters = config.get<Record<string, JsonValue>>();
  return Object.entries(parameters).flatMap(([name, value]) => {
    if (TAKEN.includes(name)) {
      throw invalid(entry, name, 'each query sets it itself');
    }
    return (Array.isArray(value) ? value : [value]).map(
      (one): [string, string] => {
        if (!['string', 'number', 'boolean'].includes(typeof one)) {
          throw invalid(entry, name, 'it must be a text or a list of texts');
        }
        return [name, String(one)];
      },
    );
  });
}
