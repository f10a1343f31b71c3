import { z } from 'zod/v3';
import { dnsSubdomain, line, quantity } from '../../objects/fields';
import { backendSchema, priceSchema } from './backendInput';

const seconds = z.number().int().min(1).max(86400);

const limitSchema = z
  .object({
    count: z
      .enum([
        'total-tokens',
        'input-tokens',
        'output-tokens',
        'cost',
        'requests',
      ])
      .describe('What is counted.'),
    amount: z
      .number()
      .int()
      .min(0)
      .max(4294967295)
      .describe('Most of it in that time; of cost, in millionths.'),
    per: z.enum(['second', 'minute', 'hour', 'day', 'week', 'month', 'year']),
    by: z
      .enum(['everyone', 'tenant'])
      .default('tenant')
      .describe('Whether all share it, or each tenant has it.'),
    tenants: z
      .array(line.min(1).max(1024))
      .default([])
      .describe('Tenants that it is for; all where absent.'),
    shadow: z.boolean().default(false).describe('Count only, refuse nothing.'),
    amountFrom: z
      .object({
        namespace: line.min(1).default('envoy.filters.http.ext_authz'),
        key: line.min(1),
      })
      .strict()
      .optional()
      .describe(
        'Metadata in which external authorization says another amount for the request.',
      ),
  })
  .strict();

export type LimitInput = z.output<typeof limitSchema>;

const authenticationSchema = z
  .object({
    issuer: z.string().url().max(253),
    audiences: z.array(line.min(1)).max(8).default([]),
    jwksUri: z
      .string()
      .url()
      .regex(/^https:\/\//, 'must begin with https://')
      .describe('Address of the keys that tokens are signed with.'),
    tenantClaim: line
      .min(1)
      .default('tenant')
      .describe('Claim of the token that names the tenant.'),
  })
  .strict();

export type AuthenticationInput = z.output<typeof authenticationSchema>;

const gatewaySchema = z
  .object({
    hostname: dnsSubdomain.describe('Name that clients reach it by.'),
    certificate: dnsSubdomain.describe(
      'Secret with its certificate, in the namespace of the gateway.',
    ),
    replicas: z.number().int().min(1).max(100).default(2),
    bufferLimit: quantity
      .default('50Mi')
      .describe('Longest request; the usual one is too short for prompts.'),
    telemetryEndpoint: z
      .string()
      .url()
      .optional()
      .describe('Where traces and metrics of requests are sent (OTLP).'),
  })
  .strict();

export type GatewayInput = z.output<typeof gatewaySchema>;

/** Fields of the family `ai-gateway-route`. */
export const aiGatewayRouteInput = z
  .object({
    routeIn: z
      .enum(['deployment', 'gateway'])
      .default('deployment')
      .describe(
        'Namespace of the route and its limits: that of the deployment, or of the gateway.',
      ),
    backendsIn: z
      .enum(['deployment', 'gateway'])
      .default('deployment')
      .describe('Namespace of the backends, and of Secrets with their keys.'),
    grants: z
      .enum(['render', 'present'])
      .default('render')
      .describe(
        'Whether the permission to use backends of another namespace is rendered, or is there.',
      ),
    adapters: z
      .array(line.min(1).max(256))
      .max(64)
      .default([])
      .describe('Adapters that the servers offer beside the model.'),
    hostnames: z.array(dnsSubdomain).max(16).default([]),
    backends: z
      .array(backendSchema)
      .min(1)
      .max(32)
      .default([{ kind: 'self' }])
      .describe('What answers the requests.'),
    timeouts: z
      .object({
        requestSeconds: seconds
          .default(600)
          .describe('Longest time to the end of an answer.'),
        backendSeconds: seconds
          .optional()
          .describe('Longest time of one attempt.'),
        streamIdleSeconds: seconds
          .optional()
          .describe('Longest silence between two pieces of an answer.'),
      })
      .strict()
      .default({}),
    retries: z
      .object({
        attempts: z.number().int().min(0).max(10).optional(),
        attemptSeconds: seconds.default(120),
      })
      .strict()
      .default({})
      .describe('What happens when a backend fails.'),
    price: priceSchema
      .optional()
      .describe('What tokens of this deployment cost, in any currency.'),
    costs: z
      .array(
        z
          .object({
            key: z
              .string()
              .regex(
                /^[a-z][a-z0-9_]{0,62}$/,
                'must consist of lower case letters, digits and underscores',
              ),
            cel: line.min(1).describe('CEL expression on the tokens.'),
          })
          .strict(),
      )
      .max(30)
      .default([])
      .describe('Further figures of each request, for the access log.'),
    limits: z.array(limitSchema).max(64).default([]),
    authentication: authenticationSchema
      .optional()
      .describe('Tokens that clients must send, and the tenant in them.'),
    gateway: gatewaySchema
      .optional()
      .describe(
        'Render the gateway itself. It is one for all routes: in one intent only.',
      ),
  })
  .strict();

export type AiGatewayRouteInput = z.output<typeof aiGatewayRouteInput>;
