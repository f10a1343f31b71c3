import {
  MeasureLabelValues,
  MeasureRequestOptions,
  MeasureSpan,
} from '@modelyard/plugin-llm-node';
import { ApiClient } from '../http/ApiClient';

/** Values that a label has; the API takes no form here. */
export async function readLabelValues(
  client: ApiClient,
  label: string,
  options: MeasureRequestOptions &
    Partial<MeasureSpan> & { readonly selectors?: readonly string[] },
): Promise<MeasureLabelValues> {
  const { signal, start, end, selectors = [] } = options;
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)) {
    throw client.failures.make(
      'bad-query',
      `is asked for ${JSON.stringify(label)}, which is not the name of a label`,
    );
  }
  const { data, warnings, infos, partial } = await client.ask(
    {
      path: `/api/v1/label/${label}/values`,
      method: 'GET',
      parameters: [
        ...selectors.map(selector => ['match[]', selector] as const),
        ...(start === undefined ? [] : [['start', `${start / 1000}`] as const]),
        ...(end === undefined ? [] : [['end', `${end / 1000}`] as const]),
      ],
    },
    signal,
  );
  // An engine without series has answered with null.
  const values: unknown = data ?? [];
  if (
    !Array.isArray(values) ||
    !values.every(value => typeof value === 'string')
  ) {
    throw client.failures.make(
      'not-prometheus',
      'answers with other JSON than the API of Prometheus does: the values of a label are no list of texts',
    );
  }
  return { values, warnings, infos, partial };
}
