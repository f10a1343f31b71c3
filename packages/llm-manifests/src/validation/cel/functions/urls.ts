import {
  celFunc,
  celMap,
  celMethod,
  type CelFunc,
  type CelValue,
} from '@bufbuild/cel';
import { parseUrl, type UrlParts } from '../../formats/urls';
import { opaque, textIn } from '../opaque';
import { BOOL, MAP, STRING } from '../types';

function parts(value: CelValue): UrlParts {
  const url = parseUrl(textIn('url', value));
  if (!url) {
    throw new Error('is no URL');
  }
  return url;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

function queryOf(query: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const pair of query.split('&').filter(item => item !== '')) {
    const [key, ...rest] = pair.split('=');
    const name = decode(key);
    values.set(name, [...(values.get(name) ?? []), decode(rest.join('='))]);
  }
  return values;
}

/** Kubernetes' URL library (`kubernetes.urls`). */
export const urlFunctions: readonly CelFunc[] = [
  celFunc('url', [STRING], MAP, text => {
    if (!parseUrl(text)) {
      throw new Error(`'${text}' is no absolute URL or path`);
    }
    return opaque('url', text);
  }),
  celFunc('isURL', [STRING], BOOL, text => parseUrl(text) !== undefined),
  celMethod('getScheme', MAP, [], STRING, function getScheme() {
    return parts(this).scheme;
  }),
  celMethod('getHost', MAP, [], STRING, function getHost() {
    return parts(this).host;
  }),
  celMethod('getHostname', MAP, [], STRING, function getHostname() {
    return parts(this).hostname;
  }),
  celMethod('getPort', MAP, [], STRING, function getPort() {
    return parts(this).port;
  }),
  celMethod('getEscapedPath', MAP, [], STRING, function getEscapedPath() {
    return parts(this).escapedPath;
  }),
  celMethod('getQuery', MAP, [], MAP, function getQuery() {
    return celMap(queryOf(parts(this).query));
  }),
];
