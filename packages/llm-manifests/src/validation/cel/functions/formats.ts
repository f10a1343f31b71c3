import { celFunc, celList, celMethod, type CelFunc } from '@bufbuild/cel';
import { textFormats } from '../../formats';
import {
  dns1035LabelProblem,
  dnsLabelProblem,
  dnsSubdomainProblem,
  labelValueProblem,
  qualifiedNameProblem,
} from '../../formats/names';
import { opaque, textIn } from '../opaque';
import { MAP, STRING } from '../types';

type Check = (text: string) => string | undefined;

// A prefix of a name may end with the hyphen that a generated name goes on after.
const asPrefix =
  (check: Check): Check =>
  text =>
    check(text.endsWith('-') ? `${text.slice(0, -1)}a` : text);

const byFormat =
  (name: string): Check =>
  text => {
    const format = textFormats.get(name);
    return format?.accepts(text) ? undefined : `must be ${format?.words}`;
  };

const CHECKS: ReadonlyMap<string, Check> = new Map([
  ['dns1123Label', dnsLabelProblem],
  ['dns1123Subdomain', dnsSubdomainProblem],
  ['dns1035Label', dns1035LabelProblem],
  ['qualifiedName', qualifiedNameProblem],
  ['dns1123LabelPrefix', asPrefix(dnsLabelProblem)],
  ['dns1123SubdomainPrefix', asPrefix(dnsSubdomainProblem)],
  ['dns1035LabelPrefix', asPrefix(dns1035LabelProblem)],
  ['labelValue', labelValueProblem],
  ['uri', byFormat('uri')],
  ['uuid', byFormat('uuid')],
  ['byte', byFormat('byte')],
  ['date', byFormat('date')],
  ['datetime', byFormat('date-time')],
]);

/** Kubernetes' format library (`format.dns1123Label().validate(text)`). */
export const formatFunctions: readonly CelFunc[] = [
  ...Array.from(CHECKS.keys(), name =>
    celFunc(`format.${name}`, [], MAP, () => opaque('format', name)),
  ),
  celFunc('format.named', [STRING], MAP, name =>
    CHECKS.has(name)
      ? opaque('optional', opaque('format', name))
      : opaque('optional'),
  ),
  celMethod('validate', MAP, [STRING], MAP, function validate(text) {
    const problem = CHECKS.get(textIn('format', this))?.(text);
    return problem === undefined
      ? opaque('optional')
      : opaque('optional', celList([problem]));
  }),
];
