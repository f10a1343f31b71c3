import { findEngineProblems } from '../sizing/engineProblems';
import { EngineOptions } from '../sizing/EngineOptions';
import { KnownWorkload, readWorkload, Workload } from '../sizing/Workload';
import { adapterVerdicts } from './adapterVerdicts';
import { fillAlternatives } from './fillAlternatives';
import { AssessedVersion, AssessOptions } from './AssessOptions';
import { Assessment, GroupVerdict } from './Assessment';
import { assessGroup } from './assessGroup';
import { closeVerdict, OpenVerdict } from './closeVerdict';
import { sortVerdicts } from './compareVerdicts';
import { assessProviders } from './providers';
import { Reason, reason } from './reasonCodes';
import { Request } from './Request';
import { Variant } from './variants';
import { list } from './words';

/**
 * Says of each device group of each pool whether a model may go there, and why: memory, workload, what is free, quota, budget
 * and policy. It is one function of plain values: the form, the action, the API, the command line and the card ask it.
 *
 * Memory and throughput are estimates with a low and a high value; `fits` needs the high one of what is needed. See
 * {@link sizeModel} for the formulas.
 *
 * @returns A verdict for each group, the cheapest that fits first. Nothing that is wrong with the input makes it throw: it is
 *   a reason of the verdict
 * @public
 */
export function assess(options: AssessOptions): Assessment {
  const request = Request.create(options);
  const version = findVersion(options);
  if (version?.kind === 'external') {
    return {
      version: version.name,
      providers: assessProviders(options),
      groups: finish(
        refuseAll(request, [
          reason(
            'version-external',
            `${version.name} is served by a provider, and cannot be placed on devices`,
          ),
        ]),
      ),
      candidates: 0,
    };
  }
  const workload = readWorkload(options.workload);
  const groups = verdictsFor({ request, version, workload });
  return {
    version: version?.name,
    groups,
    providers: [],
    candidates: request.candidates,
  };
}

function verdictsFor(options: {
  request: Request;
  version: AssessedVersion | undefined;
  workload: ReturnType<typeof readWorkload>;
}): GroupVerdict[] {
  const { request, version, workload } = options;
  const refused = refusal(options);
  if (refused.length > 0 || !version || 'wrong' in workload) {
    return finish(refuseAll(request, refused));
  }
  if (version.kind === 'adapter') {
    return finish(adapterVerdicts({ request, version, workload }));
  }
  return version.architecture
    ? weightsVerdicts({ request, version, workload })
    : finish(
        refuseAll(request, [
          reason(
            'architecture-incomplete',
            `unknown: the architecture of ${version.name} is not known, and without it the memory cannot be computed`,
          ),
        ]),
      );
}

/** What a figure of the workload must be. */
const FIELDS: Record<keyof Workload, string> = {
  promptTokens:
    'the tokens of a typical prompt must be a whole number, and prompt and answer together at least 1',
  answerTokens: 'the tokens of a typical answer must be a whole number',
  concurrentRequests:
    'the requests at the same time must be a whole number of at least 1',
  longestContext:
    'the tokens of the longest request must be a whole number of at least 1',
};

/** What is wrong with the question itself. */
function refusal(options: {
  request: Request;
  version: AssessedVersion | undefined;
  workload: ReturnType<typeof readWorkload>;
}): readonly Reason[] {
  const { request, version, workload } = options;
  const { model, version: name, intent } = request.options;
  if (!version) {
    const names = model.versions.map(known => known.name);
    return [
      reason(
        'version-unknown',
        name === undefined
          ? `${model.name} has no version with weights`
          : `${model.name} has no version "${name}"; it has ${list(names)}`,
      ),
    ];
  }
  return [
    ...('wrong' in workload
      ? [reason('workload-invalid', `unknown: ${FIELDS[workload.wrong]}`)]
      : []),
    // An adapter runs as its base is told to, and any other model as the intent says.
    ...(version.kind === 'adapter'
      ? engineReasons(intent?.base?.engine, 'base.engine')
      : engineReasons(intent?.engine, 'engine')),
  ];
}

function engineReasons(
  engine: EngineOptions | undefined,
  path: string,
): Reason[] {
  return findEngineProblems(engine ?? {}).map(({ field, message }) =>
    reason('engine-invalid', `unknown: ${path}.${field} ${message}`),
  );
}

function weightsVerdicts(options: {
  request: Request;
  version: AssessedVersion;
  workload: KnownWorkload;
}): GroupVerdict[] {
  const { request, version, workload } = options;
  const variant = Variant.create({
    version: version.name,
    architecture: version.architecture ?? { layers: [] },
    engine: request.options.intent?.engine ?? {},
    workload,
  });
  return fillAlternatives({
    request,
    variant,
    open: request.groups.map(group => ({
      group,
      verdict: assessGroup({ request, variant, group }),
    })),
  });
}

function refuseAll(request: Request, before: readonly Reason[]): OpenVerdict[] {
  return request.groups.map(group => closeVerdict(request, group, { before }));
}

function finish(verdicts: readonly OpenVerdict[]): GroupVerdict[] {
  return sortVerdicts(verdicts, verdict => verdict).map(verdict => ({
    ...verdict,
    alternatives: [],
  }));
}

/** The version that was asked for; the newest with weights, or the newest at all, where none was. */
function findVersion({
  model: { versions },
  version,
}: AssessOptions): AssessedVersion | undefined {
  return version === undefined
    ? versions.find(({ kind }) => kind === 'weights') ?? versions[0]
    : versions.find(({ name }) => name === version);
}
