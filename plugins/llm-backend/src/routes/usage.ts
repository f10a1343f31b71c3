import { ApiRouter } from '@backstage/backend-openapi-utils';
import { HttpAuthService } from '@backstage/backend-plugin-api';
import { once } from 'node:events';
import { spec } from '../schema/openapi/generated/router';
import { letOthersRun } from '../services/usage/tables/letOthersRun';
import { UsageService } from '../services/usage';

/** Serves what was used. */
export function addUsageRoutes(
  router: ApiRouter<typeof spec>,
  options: { httpAuth: HttpAuthService; usage: UsageService },
): void {
  const { httpAuth, usage } = options;

  router.get('/v1/usage', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(
      await usage.readUsage({
        question: { ...req.query, by: req.query.by ?? [] },
        credentials,
      }),
    );
  });

  router.get('/v1/usage/csv', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { fileName, pieces } = await usage.exportUsage({
      question: { ...req.query, by: req.query.by ?? [] },
      credentials,
    });
    res.status(200);
    res.setHeader('content-type', 'text/csv; charset=utf-8; header=present');
    res.setHeader('content-disposition', `attachment; filename="${fileName}"`);
    for (const piece of pieces) {
      if (res.destroyed) {
        return;
      }
      if (!res.write(piece)) {
        await Promise.race([once(res, 'drain'), once(res, 'close')]);
      }
      await letOthersRun();
    }
    res.end();
  });
}
