import type { Result } from '@modelyard/llm-units';
import type { Subject } from '../intent/subject';
import { withCommonMetadata } from '../objects/commonMetadata';
import { checkRequirements } from '../platform/requirements';
import type { Family, FamilyDefinition, RenderContext } from './Family';
import { toIssues } from './inputIssues';

type RenderOptions = Parameters<Family['render']>[0];

/** Makes a family out of its definition: input is parsed and checked before anything is rendered. */
export function defineFamily<TInput, TSubject extends Subject>(
  definition: FamilyDefinition<TInput, TSubject>,
): Family {
  const { id, title, description, subject, input, example, kinds } = definition;

  function read(
    options: RenderOptions,
  ): Result<RenderContext<TInput, TSubject>> {
    if (!isSubject<TSubject>(options.subject, subject)) {
      return {
        ok: false,
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
    return parsed.success
      ? {
          ok: true,
          value: {
            subject: options.subject,
            input: parsed.data,
            platform: options.platform,
            serving: options.serving,
            families: options.families ?? [id],
          },
          issues: [],
        }
      : { ok: false, issues: toIssues(parsed.error) };
  }

  return {
    id,
    title,
    description,
    subject,
    input,
    example,
    kinds,
    serves: definition.serving !== undefined,
    serving(options) {
      const context = definition.serving && read(options);
      return context?.ok
        ? definition.serving?.({
            ...context.value,
            // A serving family is about a deployment.
            subject: context.value.subject as RenderContext<
              TInput,
              Extract<Subject, { kind: 'deployment' }>
            >['subject'],
          })
        : undefined;
    },
    replicas(options) {
      const context = definition.replicas && read(options);
      return context?.ok ? definition.replicas?.(context.value) : undefined;
    },
    claims(options) {
      const parsed = definition.claims && input.safeParse(options.input);
      return parsed?.success && isSubject<TSubject>(options.subject, subject)
        ? definition.claims!({ subject: options.subject, input: parsed.data })
        : [];
    },
    render(options) {
      const context = read(options);
      if (!context.ok) {
        return context;
      }
      const issues = [
        ...checkRequirements({
          requirements: definition.requirements(context.value),
          platform: options.platform,
        }),
        ...(definition.check?.(context.value) ?? []),
      ];
      return issues.some(({ severity }) => severity === 'error')
        ? { ok: false, issues }
        : {
            ok: true,
            value: withCommonMetadata({
              objects: definition.render(context.value),
              subject: options.subject,
              platform: options.platform,
            }),
            issues,
          };
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
