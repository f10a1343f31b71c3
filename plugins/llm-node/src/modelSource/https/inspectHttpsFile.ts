import { InputError } from '@backstage/errors';
import { ggufParts } from '../files/chooseWeights';
import { inspectFiles } from '../files/inspectFiles';
import { describeUrl } from '../http/describeUrl';
import { HttpReader } from '../http/HttpReader';
import { ModelInspection } from '../ModelInspection';
import { HttpsFiles } from './HttpsFiles';

/** What lies beside a configuration, if the address is that of a folder with the model. */
const BESIDE = [
  'hf_quant_config.json',
  'model.safetensors.index.json',
  'model.safetensors',
];

/**
 * Reads a `config.json`, with what lies beside it, or a GGUF file with its further parts. A query, as in an address that a
 * bucket has signed, is good for that file alone, so that nothing beside it is asked for.
 */
export async function inspectHttpsFile(options: {
  url: URL;
  config?: string;
  http: HttpReader;
}): Promise<ModelInspection> {
  const { url, config, http } = options;
  const name = url.pathname.split('/').pop() ?? '';
  const isGguf = /\.gguf$/i.test(name);
  if (!isGguf && !/\.json$/i.test(name)) {
    throw new InputError(
      'uri must end with the name of a file, config.json or one with .gguf',
    );
  }
  const isSigned = url.search !== '';
  const beside = isSigned ? [] : BESIDE;
  const parts = isSigned ? [name] : ggufParts(name);
  const found = await inspectFiles({
    source: HttpsFiles.create({
      url,
      http,
      paths: isGguf ? parts : ['config.json', ...beside],
      given: isGguf ? name : 'config.json',
    }),
    ...(isGguf && { wanted: name }),
    config,
  });
  return {
    ...found,
    uri: describeUrl(url),
    issues: [
      {
        path: 'revision',
        code: 'not-pinned',
        message:
          'is unknown: what stands at a plain address can change at any time',
        severity: 'warning',
      },
      {
        path: 'license',
        code: 'unknown-license',
        message: 'is unknown: a plain address does not name it',
        severity: 'warning',
      },
      ...found.issues,
    ],
  };
}
