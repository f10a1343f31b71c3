import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { randomBytes } from 'node:crypto';

/** The variable that `backend.auth.externalAccess` of the demo takes its token from. */
const VARIABLE = 'DEMO_TRAFFIC_TOKEN';
const SUBJECT = 'demo-traffic';

/** Makes up a token for this start alone, unless there is one: the demo has no secret that could be used elsewhere. */
export function provideToken(environment: NodeJS.ProcessEnv): void {
  environment[VARIABLE] ||= randomBytes(24).toString('base64');
}

/** The token by which the demo's traffic is reported, as the configuration has it. */
export function readToken(config: Config): string {
  const entry = config
    .getOptionalConfigArray('backend.auth.externalAccess')
    ?.find(each => each.getOptionalString('options.subject') === SUBJECT);
  if (!entry) {
    throw new InputError(
      `llm.demo.traffic is enabled, but backend.auth.externalAccess has no static token of the subject ${SUBJECT} to report with`,
    );
  }
  return entry.getString('options.token');
}
