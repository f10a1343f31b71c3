import { recordOf, textOf } from './value';

/**
 * Where in the form an answer is: a dotted path such as `serving.engine`, or a
 * path that counts only while other answers say so. A form keeps the answers of
 * pages and branches that a person has left.
 *
 * @public
 */
export type AnswerPath =
  | string
  | {
      readonly path: string;
      /** By the path of another answer what it must be; of several such objects one is enough. */
      readonly when: AnswerCondition | readonly AnswerCondition[];
    };

/**
 * What other answers must be, by their paths.
 *
 * @public
 */
export type AnswerCondition = Readonly<Record<string, unknown>>;

/**
 * Options of the field `GpuPoolPicker`: where in the form the other answers are
 * that the verdict depends on.
 *
 * @public
 */
export interface GpuPoolPickerOptions {
  /** Ref of a Model of the catalog. */
  readonly model?: AnswerPath;
  /** Name of a deployment of that model, to begin with where it runs now. */
  readonly deployment?: AnswerPath;
  /**
   * Value of the field `ModelSource`: a version that no Model has yet, of the
   * model or of one that is new.
   */
  readonly source?: AnswerPath;
  /** Of a model that is new: what it does, as `spec.type` of a Model. */
  readonly task?: AnswerPath;
  /** Of a model that is new: classes of data that it may work on. */
  readonly dataClasses?: AnswerPath;
  /** Class of the data that the deployment will work on. */
  readonly dataClass?: AnswerPath;
  /** How the engine is told to run the model; an object with the fields of `EngineOptions`. */
  readonly engine?: AnswerPath;
  /** Ref of the group that will own the deployment, for its quotas. */
  readonly group?: AnswerPath;
}

/** Reads the options as a template has them, without what is no path. */
export function readOptions(uiOptions: unknown): GpuPoolPickerOptions {
  const options = recordOf(uiOptions);
  const { model, source, task, deployment } = options;
  const { dataClasses, dataClass, engine, group } = options;
  return {
    model: pathOf(model),
    deployment: pathOf(deployment),
    source: pathOf(source),
    task: pathOf(task),
    dataClasses: pathOf(dataClasses),
    dataClass: pathOf(dataClass),
    engine: pathOf(engine),
    group: pathOf(group),
  };
}

function pathOf(option: unknown): AnswerPath | undefined {
  if (typeof option === 'string') {
    return textOf(option);
  }
  const { path, when } = recordOf(option);
  const name = textOf(path);
  return name === undefined
    ? undefined
    : { path: name, when: [when].flat().map(recordOf) };
}

/** The answer that a path leads to; undefined where there is none, or where it does not count. */
export function readAnswer(
  formData: unknown,
  option: AnswerPath | undefined,
): unknown {
  if (option === undefined || typeof option === 'string') {
    return at(formData, option);
  }
  const counts = [option.when]
    .flat()
    .some(condition =>
      Object.entries(condition).every(
        ([path, value]) => at(formData, path) === value,
      ),
    );
  return counts ? at(formData, option.path) : undefined;
}

function at(data: unknown, path: string | undefined): unknown {
  return path
    ?.split('.')
    .reduce<unknown>(
      (value, key) =>
        Object.hasOwn(recordOf(value), key) ? recordOf(value)[key] : undefined,
      data,
    );
}
