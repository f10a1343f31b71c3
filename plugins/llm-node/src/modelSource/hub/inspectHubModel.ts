import { Issue } from '@modelyard/llm-units';
import { HubAddress } from '../address/ModelAddress';
import { inspectFiles } from '../files/inspectFiles';
import { HttpReader } from '../http/HttpReader';
import { ModelInspection } from '../ModelInspection';
import { HubClient, isCommit } from './HubClient';
import { HubFiles } from './HubFiles';

/** What the hub takes for a model's branch where nobody names one. */
const DEFAULT_REVISION = 'main';

/** Reads a model of the hub: at the commit that the revision means now, so that all files belong together. */
export async function inspectHubModel(options: {
  address: HubAddress;
  config?: string;
  http: HttpReader;
  endpoint: string;
  token?: string;
}): Promise<ModelInspection> {
  const { address, config, ...hub } = options;
  const { repository, file } = address;
  const client = HubClient.create({ ...hub, repository });
  const asked = address.revision ?? DEFAULT_REVISION;
  const info = await client.readInfo(asked);
  const issues: Issue[] = [];
  const source = HubFiles.create({
    client,
    revision: info.commit ?? asked,
    files: await client.listFiles(info.commit ?? asked),
    paths: file ? [...new Set(info.paths).add(file)] : info.paths,
  });
  const found = await inspectFiles({ source, wanted: file, config });

  const revision =
    info.commit ?? source.commit ?? (isCommit(asked) ? asked : undefined);
  if (!revision) {
    issues.push({
      path: 'revision',
      code: 'not-pinned',
      message: `is not pinned: the hub does not say which commit ${asked} is`,
      severity: 'warning',
    });
  }
  if (info.name !== repository) {
    issues.push({
      path: 'uri',
      code: 'renamed',
      message: `names a model that is now ${info.name.slice(0, 200)}`,
      severity: 'warning',
    });
  }
  if (!info.license) {
    issues.push({
      path: 'license',
      code: 'unknown-license',
      message: 'is unknown: the model card does not name it',
      severity: 'warning',
    });
  }
  return {
    ...found,
    uri: `hf://${repository}${file ? `/${file}` : ''}`,
    revision: revision ?? asked,
    ...(info.license && { license: info.license }),
    issues: [...issues, ...found.issues],
  };
}
