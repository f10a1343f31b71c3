import { ApiRouter } from '@backstage/backend-openapi-utils';
import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { audited } from '../audited';
import { spec } from '../schema/openapi/generated/router';
import { BaselinesService } from '../services/baselines';

/** What benchmarks measured. */
export function addBaselineRoutes(
  router: ApiRouter<typeof spec>,
  options: {
    auditor: AuditorService;
    baselines: BaselinesService;
    httpAuth: HttpAuthService;
  },
): void {
  const { auditor, baselines, httpAuth } = options;

  router.get('/v1/baselines', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { model } = req.query;
    res.json({
      baselines: await baselines.listBaselines({ model, credentials }),
    });
  });

  router.post('/v1/baselines', async (req, res) => {
    // A template acts for the person who runs it, and so comes as that user.
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const baseline = req.body;
    const { model, version, deployment } = baseline;
    const recorded = await audited(auditor, {
      eventId: 'baseline-record',
      request: req,
      severityLevel: 'medium',
      meta: { model, version, deployment },
    })(() => baselines.recordBaseline({ baseline, credentials }));
    res.json(recorded);
  });
}
