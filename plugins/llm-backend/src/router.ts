import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import express from 'express';
import { audited } from './audited';
import { addBaselineRoutes } from './routes/baselines';
import { addMeasuresRoutes } from './routes/measures';
import { addUsageRoutes } from './routes/usage';
import { createOpenApiRouter } from './schema/openapi/generated/router';
import { parseBody } from './schema/parseBody';
import { BaselinesService } from './services/baselines';
import { ChangesService } from './services/changes';
import { DriftService } from './services/drift';
import { MeasuresService } from './services/measures';
import { ModelsService } from './services/models';
import { SourcesService } from './services/sources';
import { UsageService } from './services/usage';
import { whileWaitedFor } from './whileWaitedFor';

/** Serves openapi.yaml: handlers parse, call a service, respond. */
export async function createRouter(options: {
  auditor: AuditorService;
  baselines: BaselinesService;
  changes: ChangesService;
  drift: DriftService;
  httpAuth: HttpAuthService;
  measures: MeasuresService;
  models: ModelsService;
  sources: SourcesService;
  usage: UsageService;
  /** Checks responses against the specification as well; a mismatch is a 500. */
  validateResponses: boolean;
}): Promise<express.Router> {
  const {
    auditor,
    baselines,
    changes,
    drift,
    httpAuth,
    measures,
    models,
    sources,
    usage,
    validateResponses,
  } = options;
  const router = await createOpenApiRouter({
    middleware: [parseBody()],
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

  router.get('/v1/changes', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json({ changes: await changes.listChanges({ credentials }) });
  });

  router.get('/v1/changes/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json(await changes.readChange({ id: req.params.id, credentials }));
  });

  router.get('/v1/drift', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { model, pool } = req.query;
    res.json({ drift: await drift.listDrift({ model, pool, credentials }) });
  });

  router.post('/v1/changes/:id/merge', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { id } = req.params;
    const { expectedHead } = req.body;
    const merged = await audited(auditor, {
      eventId: 'change-merge',
      request: req,
      severityLevel: 'medium',
      meta: { id, expectedHead },
    })(() => changes.mergeChange({ id, expectedHead, credentials }));
    res.json(merged);
  });

  router.post('/v1/changes/:id/withdraw', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { id } = req.params;
    const { expectedHead } = req.body;
    await audited(auditor, {
      eventId: 'change-withdraw',
      request: req,
      severityLevel: 'medium',
      meta: { id, expectedHead },
    })(() => changes.withdrawChange({ id, expectedHead, credentials }));
    res.status(204).end();
  });

  addUsageRoutes(router, { httpAuth, usage });
  addMeasuresRoutes(router, { httpAuth, measures });

  router.post('/v1/models/inspect', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const found = await whileWaitedFor(res, signal =>
      models.inspectModel({ model: req.body, credentials, signal }),
    );
    if (found) {
      res.json(found);
    }
  });

  addBaselineRoutes(router, { auditor, baselines, httpAuth });
  return router;
}
