import { z } from 'zod/v3';

/** Form fields that several inputs share: what Kubernetes allows there, in words for people. */

/** A DNS label (RFC 1123): names of namespaces, services and most objects that get a service. */
export const dnsLabel = z
  .string()
  .max(63, 'must have at most 63 characters')
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must consist of lower case letters, digits and hyphens, and begin and end with a letter or digit',
  );

/** A DNS subdomain (RFC 1123): names of objects that are never part of an address. */
export const dnsSubdomain = z
  .string()
  .max(253, 'must have at most 253 characters')
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    'must consist of lower case letters, digits, hyphens and dots, and begin and end with a letter or digit',
  );

/** The value of a label. */
export const labelValue = z
  .string()
  .max(63, 'must have at most 63 characters')
  .regex(
    /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
    'must consist of letters, digits, hyphens, underscores and dots, and begin and end with a letter or digit',
  );

/** A name that clients ask for, beside the one that is a label: it stands in headers and settings alone. */
export const aliasName = z
  .string()
  .max(128, 'must have at most 128 characters')
  .regex(
    /^[A-Za-z0-9]([-A-Za-z0-9._/]*[A-Za-z0-9])?$/,
    'must consist of letters, digits, hyphens, underscores, dots and slashes, and begin and end with a letter or digit',
  );

/** The key of a label or annotation, with an optional DNS prefix. */
export const labelKey = z
  .string()
  .max(317, 'must have at most 253 characters before the slash and 63 after it')
  .regex(
    /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
    'must be a name such as cost-centre or example.com/cost-centre',
  );

/** The name of a resource that is counted, with its domain. */
export const resourceName = labelKey.refine(name => name.includes('/'), {
  message: 'must have a domain, such as nvidia.com/gpu',
});

/** Labels, and node selectors. */
export const labels = z.record(labelKey, labelValue);

/** A version of software, such as `1.36` or `v0.20.0`. */
export const version = z
  .string()
  .max(63, 'must have at most 63 characters')
  .regex(
    /^v?\d+(\.\d+){0,2}([-+][0-9A-Za-z.-]+)?$/,
    'must be a version such as 1.36',
  );

/** How many servers there are: far above what anybody runs, and far below what a field of Kubernetes holds. */
export const serverCount = z.number().int().min(0).max(10_000);

/** An amount of CPU, memory or storage as Kubernetes writes it. */
export const quantity = z
  .string()
  .max(32, 'must have at most 32 characters')
  .regex(
    /^(\d+(\.\d+)?|\.\d+)(m|[kMGTPE]|[KMGTPE]i|e[+-]?\d+)?$/,
    'must be an amount such as 8, 500m or 64Gi',
  );

/** The key of a Secret. Values never stand in a manifest. */
export const secretKey = z
  .object({
    name: dnsSubdomain.describe(
      'Name of the Secret, in the namespace of the workload.',
    ),
    key: z
      .string()
      .regex(/^[-._a-zA-Z0-9]{1,253}$/, 'must be the key of a Secret')
      .describe('Key in the Secret.'),
  })
  .strict();

/** Reference to an entity of the catalog, in full. */
export const entityRef = z
  .string()
  .max(300)
  .regex(
    /^[a-z0-9-]+:[a-z0-9][-a-z0-9_.]*\/[a-z0-9][-a-z0-9_.]*$/,
    'must be an entity reference in full, such as group:default/ml-platform',
  );

/** The name of an environment variable. */
export const envName = z
  .string()
  .max(253, 'must have at most 253 characters')
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'must be the name of an environment variable',
  );

/** Text of one line that a person wrote. */
export const line = z
  .string()
  .max(4096, 'must have at most 4096 characters')
  .regex(
    /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u,
    'must be one line without control characters',
  );
