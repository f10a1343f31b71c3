import { Issue } from '@modelyard/llm-units';
import type { Subject } from '../intent/subject';
import { withCommonMetadata } from '../objects/commonMetadata';
import type { KubernetesObject } from '../objects/KubernetesObject';
import type { Platform } from '../platform/Platform';
import { checkRequirements } from '../platform/requirements';
import type {
  Family,
  FamilyDefinition,
  RenderContext,
  ServingTarget,
} from './Family';
import { toIssues } from './inputIssues';

/** Makes a family out of its definition: input is parsed and checked before anything is rendered. */
export function defineFamily<TInput, TSubject extends Subject>(
  definition: FamilyDefinition<TInput, TSubject>,
): Family {
  const { id, title, description, subject, input, kinds } = definition;

  function prepare(options: {
    subject: Subject;
    input: unknown;
    platform: Platform;
    serving?: ServingTarget;
    families?: readonly string[];
  }): { context?: RenderContext<TInput, TSubject>; issues: Issue[] } {
    if (!isSubject<TSubject>(options.subject, subject)) {
      return {
        issues: [
          {
            path: 'subject.kind',
            code: 'subject-kind',
            message: `must be ${subject}: the family ${id} renders nothing for a ${options.subject.kind}`,
            severity: 'error',
          },
        ],
      };
    }
    const parsed = input.safeParse(options.input);
    if (!parsed.success) {
      return { issues: toIssues(parsed.error) };
    }
    const context: RenderContext<TInput, TSubject> = {
      subject: options.subject,
      input: parsed.data,
      platform: options.platform,
      serving: options.serving,
      families: options.families ?? [id],
    };
    return {
      context,
      issues: [
        ...checkRequirements({
          requirements: definition.requirements(context),
          platform: options.platform,
        }),
        ...(definition.check?.(context) ?? []),
      ],
    };
  }

  return {
    id,
    title,
    description,
    subject,
    input,
    kinds,
    serves: definition.serving !== undefined,
    serving(options) {
      const { context } = prepare(options);
      return (
        context &&
        definition.serving?.({
          ...context,
          // A serving family is about a deployment.
          subject: context.subject as RenderContext<
            TInput,
            Extract<Subject, { kind: 'deployment' }>
          >['subject'],
        })
      );
    },
    render(options) {
      const { context, issues } = prepare(options);
      if (!context || issues.some(({ severity }) => severity === 'error')) {
        return { ok: false, issues };
      }
      const objects: KubernetesObject[] = definition
        .render(context)
        .map(object =>
          withCommonMetadata({
            object,
            subject: context.subject,
            platform: context.platform,
          }),
        );
      return { ok: true, value: objects, issues };
    },
    readStatus: definition.readStatus,
  };
}

function isSubject<TSubject extends Subject>(
  subject: Subject,
  kind: TSubject['kind'],
): subject is TSubject {
  return subject.kind === kind;
}
