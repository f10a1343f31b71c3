import { useEffect, useMemo, useRef } from 'react';
import { useParams } from 'react-router-dom';
import { Progress } from '@backstage/core-components';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { usePermission } from '@backstage/plugin-permission-react';
import { templateDryRunPermission } from '@backstage/plugin-scaffolder-common/alpha';
import type { JsonObject } from '@backstage/types';
import { LLM_NOT_PREVIEWED } from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useTexts } from '../../useTexts';
import type { LlmFieldProps } from '../LlmFieldItem';
import { Preview } from './Preview';
import { usePreview, type PreviewState } from './usePreview';

/** What a template says of the field. */
interface PreviewOptions {
  /** Whether who may not try templates out can go on all the same. */
  isOptional: boolean;
  /** Id of the step that commits, where there are several. */
  step?: string;
  /** Ref of the template, where the address of the page does not name it. */
  template?: string;
}

function readOptions(given: Record<string, unknown>): PreviewOptions {
  const textOf = (value: unknown) =>
    typeof value === 'string' && value !== '' ? value : undefined;
  return {
    isOptional: given.optional === true,
    step: textOf(given.step),
    template: textOf(given.template),
  };
}

/**
 * Shows what the form would commit, by a dry run of its template. The value is
 * the digest of what was shown, which the real run compares.
 */
export function ManifestPreview(props: LlmFieldProps) {
  const { name, formContext, formData, onChange, rawErrors = [] } = props;
  const { schema, uiSchema } = props;
  const { isOptional, step, template } = readOptions({
    ...uiSchema['ui:options'],
  });
  const templateRef = useTemplateRef(template);
  const { allowed, loading } = usePermission({
    permission: templateDryRunPermission,
  });
  const values = useOtherValues(formContext?.formData, name);
  const state = usePreview({
    templateRef: allowed ? templateRef : undefined,
    step,
    values,
  });
  const value = loading
    ? undefined
    : valueOf({ state, allowed, templateRef, isOptional });

  // Forms hand out a new function for every value.
  const report = useRef(onChange);
  report.current = onChange;
  const reported = useRef(formData);
  useEffect(() => {
    // What the address of the page brought along was seen in another run.
    if (reported.current !== value) {
      reported.current = value;
      report.current(value);
    }
  }, [value]);

  return (
    <section aria-label={schema.title}>
      {schema.description && (
        <Typography variant="body2" gutterBottom>
          {schema.description}
        </Typography>
      )}
      {loading && <Progress />}
      {!loading && templateRef === undefined && <NoTemplate />}
      {!loading && templateRef !== undefined && !allowed && (
        <NotAllowed isOptional={isOptional} />
      )}
      {!loading && templateRef !== undefined && allowed && (
        <Preview
          state={state}
          templateRef={templateRef}
          isMissing={rawErrors.length > 0 && value === undefined}
        />
      )}
    </section>
  );
}

function useTemplateRef(fallback: string | undefined): string | undefined {
  const { namespace, templateName } = useParams();
  return namespace && templateName
    ? stringifyEntityRef({ kind: 'Template', namespace, name: templateName })
    : fallback;
}

/** What the form holds, with what stands for this field in a dry run. */
function useOtherValues(formData: unknown, name: string): JsonObject {
  return useMemo(
    () => ({ ...(formData as JsonObject), [name]: LLM_NOT_PREVIEWED }),
    [formData, name],
  );
}

function valueOf(options: {
  state: PreviewState;
  allowed: boolean;
  templateRef: string | undefined;
  isOptional: boolean;
}): string | undefined {
  const { state, allowed, templateRef, isOptional } = options;
  if (templateRef === undefined) {
    return LLM_NOT_PREVIEWED;
  }
  if (!allowed) {
    return isOptional ? LLM_NOT_PREVIEWED : undefined;
  }
  const { running, isStale, result } = state;
  if (running || isStale || !result) {
    return undefined;
  }
  if (result.kind === 'nothingToCommit') {
    return LLM_NOT_PREVIEWED;
  }
  return result.kind === 'preview' ? result.preview.digest : undefined;
}

function NoTemplate() {
  const t = useTexts();
  return (
    <Alert severity="info" role="note">
      <AlertTitle>{t('manifestPreview.noTemplate.title')}</AlertTitle>
      {t('manifestPreview.noTemplate.description')}
    </Alert>
  );
}

function NotAllowed(props: { isOptional: boolean }) {
  const t = useTexts();
  return (
    <Alert severity={props.isOptional ? 'info' : 'warning'} role="note">
      <AlertTitle>{t('manifestPreview.notAllowed.title')}</AlertTitle>
      {t('manifestPreview.notAllowed.description', {
        permission: templateDryRunPermission.name,
      })}{' '}
      {props.isOptional
        ? t('manifestPreview.notAllowed.goOn')
        : t('manifestPreview.notAllowed.stop')}
    </Alert>
  );
}
