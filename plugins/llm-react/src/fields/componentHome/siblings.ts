import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** The other answers of the form, as far as they are given: they may come out of an address. */
export interface UseSiblings {
  /** Full ref of the component. */
  readonly componentRef?: string;
  /** Full ref of the model. */
  readonly modelRef?: string;
  readonly purpose?: string;
  readonly dataClasses: readonly string[];
}

/** Reads the answers `component`, `model`, `purpose` and `dataClasses` of a form. */
export function readSiblings(formData: unknown): UseSiblings {
  const { component, model, purpose, dataClasses } = (
    typeof formData === 'object' && formData !== null ? formData : {}
  ) as Record<string, unknown>;
  return {
    componentRef: refOf(component, 'Component'),
    modelRef: refOf(model, 'Model'),
    purpose: typeof purpose === 'string' ? purpose.trim() : undefined,
    dataClasses: Array.isArray(dataClasses)
      ? dataClasses.filter(item => typeof item === 'string')
      : [],
  };
}

function refOf(value: unknown, defaultKind: string): string | undefined {
  try {
    return typeof value === 'string' && value
      ? stringifyEntityRef(parseEntityRef(value, { defaultKind }))
      : undefined;
  } catch {
    return undefined;
  }
}
