import { Issue } from '@modelyard/llm-units';
import { OciAddress } from '../address/ModelAddress';
import { inspectFiles } from '../files/inspectFiles';
import { isExplained } from '../http/explainFailure';
import { HttpReader } from '../http/HttpReader';
import { ModelInspection } from '../ModelInspection';
import { describeImage } from './describeImage';
import { findImageFiles } from './findImageFiles';
import { ImageFiles } from './ImageFiles';
import { chooseOfIndex, OciManifest, parseManifest } from './readManifest';
import { Registry } from './Registry';

const MOST_CONFIG_BYTES = 8 * 1024 * 1024;

/**
 * Reads a model in a registry: its digest and what its configuration says, and the files that are layers of their own. Of an
 * image whose layers are archives, as in KServe's modelcars, no file can be read without downloading the weights: an issue
 * says so.
 */
export async function inspectOciImage(options: {
  address: OciAddress;
  config?: string;
  http: HttpReader;
  scheme: 'http' | 'https';
}): Promise<ModelInspection> {
  const { address, config } = options;
  const { name } = address;
  const registry = Registry.create(options);
  const { digest, content } = await registry.readManifest(address.reference);
  const inner = chooseOfIndex(content, name);
  const manifest = parseManifest(
    inner ? (await registry.readManifest(inner)).content : content,
    name,
  );
  const issues: Issue[] = [];
  const description = describeImage({
    manifest,
    config: await readConfiguration(registry, manifest, issues),
  });
  if (!description.license) {
    issues.push({
      path: 'license',
      code: 'unknown-license',
      message: 'is unknown: the image has no annotation or label that names it',
      severity: 'warning',
    });
  }
  const files = findImageFiles(manifest);
  if (files.length < manifest.layers.length) {
    issues.push({
      path: 'uri',
      code: 'packed-layers',
      message: `names an image with ${
        manifest.layers.length - files.length
      } layers that are archives, which are not unpacked: what only they hold is unknown; paste the configuration of the model`,
      severity: 'warning',
    });
  }
  const found = await inspectFiles({
    source: ImageFiles.create({ registry, files }),
    config,
    given: description.given,
  });
  return {
    ...found,
    uri: `oci://${name}${address.reference.startsWith('sha256:') ? '@' : ':'}${
      address.reference
    }`,
    revision: digest,
    digest,
    ...(description.license && { license: description.license }),
    issues: [
      ...issues,
      // The digest of the image stands for that of the files.
      ...found.issues.filter(({ code }) => code !== 'unknown-digest'),
    ],
  };
}

async function readConfiguration(
  registry: Registry,
  manifest: OciManifest,
  issues: Issue[],
): Promise<unknown> {
  const { mediaType, digest } = manifest.config;
  if (!/\+json$|\/json$/.test(mediaType)) {
    return undefined;
  }
  try {
    return await registry.readJson(digest, MOST_CONFIG_BYTES);
  } catch (error) {
    if (!isExplained(error)) {
      throw error;
    }
    issues.push({
      path: 'uri',
      code: 'unreadable-file',
      message: `names an image whose configuration was left out: ${error.message}`,
      severity: 'warning',
    });
    return undefined;
  }
}
