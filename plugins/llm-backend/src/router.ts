import { HttpAuthService } from '@backstage/backend-plugin-api';
import express from 'express';
import { createOpenApiRouter } from './schema/openapi/generated/router';
import { SourcesService } from './services/sources';

/** Serves openapi.yaml: handlers parse, call a service, respond. */
export async function createRouter(options: {
  httpAuth: HttpAuthService;
  sources: SourcesService;
  /** Checks responses against the specification as well; a mismatch is a 500. */
  validateResponses: boolean;
}): Promise<express.Router> {
  const { httpAuth, sources, validateResponses } = options;
  const router = await createOpenApiRouter({
    validatorOptions: {
      validateResponses,
      // Who may call is decided by `httpAuth` and the permissions.
      validateSecurity: false,
    },
  });

  router.get('/v1/sources', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json({ sources: await sources.listSources({ credentials }) });
  });

  return router;
}
