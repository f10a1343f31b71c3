import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import { LlmSource } from '@modelyard/plugin-llm-common';
import express from 'express';
import request from 'supertest';
import { BaselinesService } from './services/baselines';
import { ChangesService } from './services/changes';
import { DriftService } from './services/drift';
import { MeasuresService } from './services/measures';
import { ModelsService } from './services/models';
import { UsageService } from './services/usage';
import { createRouter } from './router';

async function serve(options: {
  source: object;
  validateResponses: boolean;
}): Promise<express.Express> {
  const router = await createRouter({
    auditor: mockServices.auditor.mock(),
    baselines: {} as BaselinesService,
    changes: {} as ChangesService,
    drift: {} as DriftService,
    httpAuth: mockServices.httpAuth(),
    measures: {} as MeasuresService,
    models: {} as ModelsService,
    sources: { listSources: async () => [options.source as LlmSource] },
    usage: {} as UsageService,
    validateResponses: options.validateResponses,
  });
  return express().use(router).use(mockErrorHandler());
}

describe('createRouter', () => {
  // `ready` is no state that openapi.yaml knows.
  const source = {
    id: 'gitops',
    type: 'gitops',
    state: 'ready',
    readAt: '2026-11-01T00:00:00Z',
  };

  it('notices an answer that the specification does not allow', async () => {
    const app = await serve({ source, validateResponses: true });
    const response = await request(app).get('/v1/sources');
    expect(response.status).toBe(500);
    expect(response.body.error.message).toMatch(/sources\/0\/state/);
  });

  it('leaves the answer alone where it is told to', async () => {
    const app = await serve({ source, validateResponses: false });
    const response = await request(app).get('/v1/sources');
    expect(response.body).toEqual({ sources: [source] });
  });
});
