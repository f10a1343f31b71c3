import { lazy, Suspense } from 'react';
import { ErrorBoundary, Progress } from '@backstage/core-components';
import type {
  CustomFieldValidator,
  FieldExtensionOptions,
} from '@backstage/plugin-scaffolder-react';
import {
  llmFields,
  type LlmFieldItem,
  type LlmFieldProps,
} from '@modelyard/plugin-llm-react';

/** A field of the list as both frontend systems want to have it. */
export interface FormFieldOptions {
  name: string;
  component: FieldExtensionOptions['component'];
  validation?: CustomFieldValidator<unknown>;
}

/**
 * The component of a field, fetched when a form first shows it. Opening any
 * template asks for all fields of the portal, most of which it does not show.
 */
function lazyField({ load }: LlmFieldItem): FieldExtensionOptions['component'] {
  const Field = lazy(async () => ({ default: await load() }));
  return function LazyField(props: LlmFieldProps) {
    return (
      <ErrorBoundary>
        <Suspense fallback={<Progress />}>
          <Field {...props} />
        </Suspense>
      </ErrorBoundary>
    );
  };
}

/** Every field of the list. */
export const formFields: readonly FormFieldOptions[] = llmFields.map(item => ({
  name: item.name,
  component: lazyField(item),
  validation: item.validation,
}));
