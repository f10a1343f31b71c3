import { ApiRouter } from '@backstage/backend-openapi-utils';
import { HttpAuthService } from '@backstage/backend-plugin-api';
import { LlmMeasuresQuestion } from '@modelyard/plugin-llm-common';
import { spec } from '../schema/openapi/generated/router';
import { MeasuresService } from '../services/measures';
import { whileWaitedFor } from '../whileWaitedFor';

/** Serves what there is to measure, and what is measured of one entity. */
export function addMeasuresRoutes(
  router: ApiRouter<typeof spec>,
  options: { httpAuth: HttpAuthService; measures: MeasuresService },
): void {
  const { httpAuth, measures } = options;

  router.get('/v1/measures', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json({ measures: await measures.listMeasures({ credentials }) });
  });

  router.post('/v1/measures/read', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const question: LlmMeasuresQuestion = req.body;
    const found = await whileWaitedFor(res, signal =>
      measures.readMeasures({ question, credentials, signal }),
    );
    if (found) {
      res.json(found);
    }
  });
}
