import type { ProviderInput } from './backendInput';

/** What a provider is reached by. */
export interface ProviderEndpoint {
  readonly hostname: string;
  readonly port: number;
  readonly tls: boolean;
  /** The interface that it speaks (AIServiceBackend `schema`). */
  readonly schema: { name: string; version?: string; prefix?: string };
  /** How the gateway proves who it is (BackendSecurityPolicy), with Secrets by name. */
  readonly security?: { type: string; [field: string]: unknown };
}

const https = { port: 443, tls: true };

/** Addresses, interfaces and credentials of providers (Envoy AI Gateway 1.1, "Supported AI Providers"). */
export function providerEndpoint(provider: ProviderInput): ProviderEndpoint {
  switch (provider.name) {
    case 'openai':
      return {
        ...https,
        hostname: provider.hostname,
        schema: { name: 'OpenAI' },
        security: apiKey(provider.apiKeySecret),
      };
    case 'openai-compatible':
      return {
        hostname: provider.hostname,
        port: provider.port,
        tls: provider.tls,
        schema: { name: 'OpenAI', prefix: provider.prefix },
        ...(provider.apiKeySecret && {
          security: apiKey(provider.apiKeySecret),
        }),
      };
    case 'azure-openai':
      return {
        ...https,
        hostname: `${provider.resource}.openai.azure.com`,
        schema: { name: 'AzureOpenAI', version: provider.apiVersion },
        security: azureSecurity(provider.credentials),
      };
    case 'aws-bedrock':
      return {
        ...https,
        hostname: `bedrock-runtime.${provider.region}.amazonaws.com`,
        schema:
          provider.api === 'anthropic'
            ? { name: 'AWSAnthropic', version: 'bedrock-2023-05-31' }
            : { name: 'AWSBedrock' },
        security: awsSecurity(provider),
      };
    case 'gcp-vertex':
      return {
        ...https,
        hostname:
          provider.region === 'global'
            ? 'aiplatform.googleapis.com'
            : `${provider.region}-aiplatform.googleapis.com`,
        schema:
          provider.api === 'anthropic'
            ? { name: 'GCPAnthropic', version: 'vertex-2023-10-16' }
            : { name: 'GCPVertexAI' },
        security: {
          type: 'GCPCredentials',
          gcpCredentials: {
            projectName: provider.project,
            region: provider.region,
            credentialsFile: {
              secretRef: { name: provider.serviceAccountSecret },
            },
          },
        },
      };
    case 'anthropic':
      return {
        ...https,
        hostname: 'api.anthropic.com',
        schema: { name: 'Anthropic' },
        security: {
          type: 'AnthropicAPIKey',
          anthropicAPIKey: { secretRef: { name: provider.apiKeySecret } },
        },
      };
    default:
      return {
        ...https,
        hostname: 'api.cohere.com',
        schema: { name: 'Cohere', version: 'v2' },
        security: apiKey(provider.apiKeySecret),
      };
  }
}

/** A key that is sent as a bearer token. */
export function apiKey(secret: string) {
  return { type: 'APIKey', apiKey: { secretRef: { name: secret } } };
}

function azureSecurity(
  credentials: Extract<ProviderInput, { name: 'azure-openai' }>['credentials'],
) {
  return credentials.kind === 'api-key'
    ? {
        type: 'AzureAPIKey',
        azureAPIKey: { secretRef: { name: credentials.secret } },
      }
    : {
        type: 'AzureCredentials',
        azureCredentials: {
          clientID: credentials.clientId,
          tenantID: credentials.tenantId,
          clientSecretRef: { name: credentials.secret },
        },
      };
}

function awsSecurity({
  region,
  credentials,
}: Extract<ProviderInput, { name: 'aws-bedrock' }>) {
  return {
    type: 'AWSCredentials',
    awsCredentials: {
      region,
      ...(credentials.kind === 'file' && {
        credentialsFile: {
          secretRef: { name: credentials.secret },
          profile: credentials.profile,
        },
      }),
    },
  };
}
