import { createHash } from 'node:crypto';
import { expect, Locator, Page } from '@playwright/test';

/** Reports usage; given to the portals by the configuration of the browser tests. */
const USAGE_TOKEN = 'e2e-reports-usage';

/** Calls that one consumer makes of one model. */
interface ReportedCalls {
  readonly model: string;
  readonly consumer: string;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const HOUR_MS = 3_600_000;

/** Spans of a gateway as OTLP in JSON, spread over the five hours before this one. */
function traceOf(reported: readonly ReportedCalls[]) {
  const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const spans = reported.flatMap((each, place) =>
    Array.from({ length: each.calls }, (_, index) => {
      const id = createHash('sha256').update(`${place}/${index}`).digest('hex');
      const end = hour - 60_000 - (index % 5) * HOUR_MS;
      const nano = (ms: number) => `${ms}000000`;
      const text = (key: string, stringValue: string) => ({
        key,
        value: { stringValue },
      });
      const count = (key: string, intValue: number) => ({
        key,
        value: { intValue: `${intValue}` },
      });
      return {
        traceId: id.slice(0, 32),
        spanId: id.slice(32, 48),
        name: 'chat',
        kind: 3,
        startTimeUnixNano: nano(end - 900),
        endTimeUnixNano: nano(end),
        attributes: [
          text('gen_ai.operation.name', 'chat'),
          text('gen_ai.provider.name', 'openai'),
          text('gen_ai.request.model', each.model),
          text('team', each.consumer),
          count('gen_ai.usage.input_tokens', each.inputTokens),
          count('gen_ai.usage.output_tokens', each.outputTokens),
          count('http.response.status_code', 200),
        ],
      };
    }),
  );
  return {
    resourceSpans: [
      {
        resource: {
          attributes: [
            {
              key: 'service.name',
              value: { stringValue: 'ai-gateway' },
            },
          ],
        },
        scopeSpans: [{ scope: { name: 'envoyproxy/ai-gateway' }, spans }],
      },
    ],
  };
}

/** Reports calls to the portal's intake, as a gateway does. What was reported before is not counted again. */
export async function reportUsage(
  page: Page,
  reported: readonly ReportedCalls[],
): Promise<void> {
  const response = await page.request.post('/api/llm/otlp/v1/traces', {
    headers: { authorization: `Bearer ${USAGE_TOKEN}` },
    data: traceOf(reported),
  });
  expect(response.status(), await response.text()).toBe(200);
}

/** Opens a page until it shows what was reported: answers are remembered for up to a minute. */
export async function openUntilShown(
  page: Page,
  url: string,
  shown: () => Locator,
): Promise<void> {
  await expect(async () => {
    await page.goto(url);
    await expect(shown()).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 100_000 });
}

/** 330,000 tokens in 300 calls, two thirds of them by the support bot. */
export const calls: readonly ReportedCalls[] = [
  {
    model: 'qwen3-32b',
    consumer: 'component:default/support-bot',
    calls: 200,
    inputTokens: 1_000,
    outputTokens: 100,
  },
  {
    model: 'qwen3-32b',
    consumer: 'component:default/claim-letters',
    calls: 100,
    inputTokens: 1_000,
    outputTokens: 100,
  },
];
