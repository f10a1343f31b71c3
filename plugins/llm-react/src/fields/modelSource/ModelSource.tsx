import { MarkdownContent } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { useWords } from '../../model/about/words';
import type { LlmFieldProps } from '../LlmFieldItem';
import { KnownModelView } from './KnownModelView';
import { SourceInputs } from './SourceInputs';
import { SourceStatus } from './SourceStatus';
import { useModelSource } from './useModelSource';
import { useStyles } from './useStyles';

/**
 * Where a model comes from: somebody names it, has it read, and corrects what
 * was read. It has no value before that, and none any more once the source was
 * changed.
 */
export function ModelSource(props: LlmFieldProps) {
  const { formData, onChange, schema, uiSchema, idSchema, required } = props;
  const { t } = useWords();
  const classes = useStyles();
  const state = useModelSource({ formData, onChange });
  const id = idSchema?.$id ?? 'modelSource';
  const disabled =
    props.disabled || props.readonly || uiSchema['ui:disabled'] === true;
  const description = uiSchema['ui:description'] ?? schema.description;
  const { known, entered } = state;
  return (
    <fieldset className={classes.root}>
      <Typography
        variant="subtitle1"
        component="legend"
        className={classes.legend}
      >
        {schema.title ?? t('modelSource.title')}
      </Typography>
      {description && (
        <MarkdownContent content={description} linkTarget="_blank" />
      )}
      <SourceInputs
        id={id}
        state={state}
        disabled={disabled}
        required={required === true}
        focusFirst={uiSchema['ui:autofocus'] === true}
      />
      <SourceStatus state={state} disabled={disabled} />
      {known && entered && (
        <KnownModelView
          // What was folded and shown belongs to one reading.
          key={`${known.origin} ${known.source.uri} ${known.source.revision}`}
          id={id}
          known={known}
          entered={entered}
          state={state}
          disabled={disabled}
        />
      )}
    </fieldset>
  );
}
