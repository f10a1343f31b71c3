const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const NAME_PART = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/*
 * What Kubernetes allows as a name, in words that read on after a path. Each function returns what the text must be, or `undefined`
 * where it is that.
 */

/** A DNS label (RFC 1123). */
export function dnsLabelProblem(text: string): string | undefined {
  return text.length <= 63 && LABEL.test(text)
    ? undefined
    : 'must consist of at most 63 lower case letters, digits and hyphens, and begin and end with a letter or digit';
}

/** A DNS label that begins with a letter (RFC 1035). */
export function dns1035LabelProblem(text: string): string | undefined {
  return text.length <= 63 && LABEL_1035.test(text)
    ? undefined
    : 'must consist of at most 63 lower case letters, digits and hyphens, begin with a letter, and end with a letter or digit';
}

/** A DNS subdomain (RFC 1123): labels joined by dots. */
export function dnsSubdomainProblem(text: string): string | undefined {
  return text.length <= 253 && text.split('.').every(part => LABEL.test(part))
    ? undefined
    : 'must consist of at most 253 lower case letters, digits, hyphens and dots, and each part between dots must begin and end with a letter or digit';
}

/** The value of a label. */
export function labelValueProblem(text: string): string | undefined {
  return text === '' || (text.length <= 63 && NAME_PART.test(text))
    ? undefined
    : 'must be a label value: at most 63 letters, digits, hyphens, underscores and dots, beginning and ending with a letter or digit';
}

/** The key of a label or annotation: a name of its own, or one behind a domain and a slash. */
export function qualifiedNameProblem(text: string): string | undefined {
  const parts = text.split('/');
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const fits =
    parts.length <= 2 &&
    name.length <= 63 &&
    NAME_PART.test(name) &&
    (prefix === undefined || dnsSubdomainProblem(prefix) === undefined);
  return fits
    ? undefined
    : 'must be a name such as team or example.com/team: at most 63 letters, digits, hyphens, underscores and dots, with a domain before it where there is a slash';
}
