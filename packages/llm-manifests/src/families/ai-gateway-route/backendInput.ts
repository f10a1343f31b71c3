import { z } from 'zod/v3';
import {
  dnsLabel,
  dnsSubdomain,
  entityRef,
  labelValue,
  line,
} from '../../objects/fields';
import { providerHost } from './hosts';

const port = z.number().int().min(1).max(65535);

/** A Secret with a fixed key: values never stand in a manifest. */
const secret = (key: string) =>
  dnsSubdomain.describe(`Secret that holds it under the key ${key}.`);

const share = {
  weight: z
    .number()
    .int()
    .min(0)
    .max(1000000)
    .default(1)
    .describe('Its share of the requests, among those of the same priority.'),
  priority: z
    .number()
    .int()
    .min(0)
    .max(16)
    .default(0)
    .describe('0 comes first; the next serves while those before it fail.'),
};

const amount = z
  .number({
    required_error:
      'is required where there is a price: prompts and answers have one together, or none',
  })
  .min(0)
  .max(1e6);

const price = z
  .object({
    perMillionInputTokens: amount,
    perMillionCachedInputTokens: amount.optional(),
    perMillionOutputTokens: amount,
  })
  .strict();

export const priceSchema = price;
export type PriceInput = z.output<typeof price>;

const tlsSchema = z
  .object({
    ca: dnsSubdomain
      .optional()
      .describe(
        'ConfigMap with the certificate that is trusted, under the key ca.crt.',
      ),
    hostname: dnsSubdomain
      .optional()
      .describe('Name that the certificate must have; that of the Service.'),
    skipVerify: z.boolean().default(false).describe('Trust any certificate.'),
  })
  .strict();

const credentials = {
  apiKey: z
    .object({ kind: z.literal('api-key'), secret: secret('apiKey') })
    .strict(),
  clientSecret: z
    .object({
      kind: z.literal('client-secret'),
      clientId: labelValue.min(1).describe('Id of the application.'),
      tenantId: labelValue.min(1).describe('Id of the directory.'),
      secret: secret('client-secret'),
    })
    .strict(),
  ambient: z.object({ kind: z.literal('ambient') }).strict(),
  file: z
    .object({
      kind: z.literal('file'),
      secret: secret('credentials'),
      profile: labelValue.min(1).default('default'),
    })
    .strict(),
};

const region = z
  .string()
  .max(40, 'must have at most 40 characters')
  .regex(/^[a-z]{2,}(-[a-z0-9]+)*$/, 'must be a region such as eu-central-1');

const providerSchema = z.discriminatedUnion('name', [
  z
    .object({
      name: z.literal('openai'),
      hostname: providerHost.default('api.openai.com'),
      apiKeySecret: secret('apiKey'),
    })
    .strict(),
  z
    .object({
      name: z.literal('openai-compatible'),
      hostname: providerHost,
      inCluster: z
        .boolean()
        .default(false)
        .describe('Whether the host is a Service of the cluster.'),
      port: port.default(443),
      tls: z.boolean().default(true),
      prefix: z
        .string()
        .regex(/^\/[A-Za-z0-9._~/-]*$/, 'must be a path such as /openai/v1')
        .default('/v1')
        .describe('Path before /chat/completions.'),
      apiKeySecret: secret('apiKey').optional(),
    })
    .strict(),
  z
    .object({
      name: z.literal('azure-openai'),
      resource: dnsLabel.describe('Name of the resource in Azure.'),
      apiVersion: z
        .string()
        .regex(
          /^\d{4}-\d{2}-\d{2}(-preview)?$/,
          'must be a version such as 2025-01-01-preview',
        )
        .default('2025-01-01-preview'),
      credentials: z.discriminatedUnion('kind', [
        credentials.apiKey,
        credentials.clientSecret,
      ]),
    })
    .strict(),
  z
    .object({
      name: z.literal('aws-bedrock'),
      api: z
        .enum(['converse', 'anthropic'])
        .default('converse')
        .describe('Interface that is spoken.'),
      region,
      credentials: z
        .discriminatedUnion('kind', [credentials.ambient, credentials.file])
        .default({ kind: 'ambient' })
        .describe(
          'The identity of the gateway itself (IRSA, Pod Identity), or a file.',
        ),
    })
    .strict(),
  z
    .object({
      name: z.literal('gcp-vertex'),
      api: z
        .enum(['gemini', 'anthropic'])
        .default('gemini')
        .describe('Interface that is spoken.'),
      project: z
        .string()
        .regex(/^[a-z][-a-z0-9]{4,28}[a-z0-9]$/, 'must be the id of a project'),
      region,
      serviceAccountSecret: secret('service_account.json'),
    })
    .strict(),
  z
    .object({ name: z.literal('anthropic'), apiKeySecret: secret('apiKey') })
    .strict(),
  z
    .object({ name: z.literal('cohere'), apiKeySecret: secret('apiKey') })
    .strict(),
]);

export type ProviderInput = z.output<typeof providerSchema>;

const bucket = {
  tokens: z
    .number()
    .int()
    .min(1)
    .max(1e15)
    .describe('Tokens, or what cost makes of them.'),
  per: z.enum(['second', 'minute', 'hour', 'day']),
};

const quotaSchema = z
  .object({
    overall: z.object(bucket).strict().optional(),
    perTenant: z
      .object({
        ...bucket,
        shadow: z
          .boolean()
          .default(false)
          .describe('Count only, and refuse nothing.'),
      })
      .strict()
      .optional(),
    cost: line
      .min(1)
      .optional()
      .describe(
        'What a request costs, as a CEL expression on its tokens; all of its tokens where absent.',
      ),
  })
  .strict();

export type QuotaInput = z.output<typeof quotaSchema>;

const model = line
  .min(1)
  .max(256)
  .optional()
  .describe('What the model is called there, if not as clients call it.');

const serverKey = secret('apiKey')
  .optional()
  .describe(
    'Secret with the key that the servers ask for, under the key apiKey.',
  );

export const backendSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('self'),
      ...share,
      tls: tlsSchema
        .optional()
        .describe('How the servers are trusted, where they speak HTTPS.'),
      apiKeySecret: serverKey,
    })
    .strict(),
  z
    .object({
      kind: z.literal('pool'),
      name: dnsLabel
        .optional()
        .describe('InferencePool; that of the deployment where absent.'),
      apiKeySecret: serverKey,
    })
    .strict(),
  z
    .object({
      kind: z.literal('existing'),
      name: dnsLabel.describe('AIServiceBackend that is there already.'),
      namespace: dnsLabel
        .optional()
        .describe('Namespace; that of the route where absent.'),
      of: z
        .object({
          model: entityRef.describe('Model in the catalog.'),
          deployment: labelValue.min(1).describe('Name of the deployment.'),
        })
        .strict()
        .optional()
        .describe(
          'The deployment that it belongs to, whose policy counts. Nothing is rendered of it.',
        ),
      model,
      ...share,
    })
    .strict(),
  z
    .object({
      kind: z.literal('provider'),
      name: dnsLabel
        .max(20, 'must have at most 20 characters, since objects add to it')
        .describe('Name of the backend.'),
      entity: entityRef
        .regex(/^resource:/, 'must be the reference of a Resource')
        .optional()
        .describe(
          'The provider in the catalog, whose policy counts. Nothing is rendered of it.',
        ),
      provider: providerSchema,
      model,
      ...share,
      price: priceSchema.optional(),
      quota: quotaSchema.optional(),
    })
    .strict(),
]);

export type BackendInput = z.output<typeof backendSchema>;
