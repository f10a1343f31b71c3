import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { formatIssue } from '@modelyard/llm-units';
import { readToolLinks } from '@modelyard/plugin-llm-common';

/** Says at the start which links to tools are not shown, and what is wrong with them. */
export function warnOfToolLinks(options: {
  config: Config;
  logger: LoggerService;
}): void {
  for (const issue of readToolLinks(options.config).issues) {
    options.logger.warn(`A link to a tool is not shown: ${formatIssue(issue)}`);
  }
}
