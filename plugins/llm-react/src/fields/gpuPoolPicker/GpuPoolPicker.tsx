import { useCallback, useMemo, useRef } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { CardBody } from '../../frame/CardBody';
import { CardMessage } from '../../frame/CardMessage';
import { useTexts } from '../../useTexts';
import type { LlmFieldProps } from '../LlmFieldItem';
import { ModelPlaces } from './ModelPlaces';
import { placeableModel } from './placeableModel';
import { usePoolPlaces } from './poolPlaces';
import { readOptions } from './options';
import { readSiblings } from './siblings';
import { useModelEntity } from './useModelEntity';
import { useSameContent } from './useSameContent';
import { readValue, recordOf, textOf, type GpuPoolPickerValue } from './value';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(1), minWidth: 0 },
    title: { marginBottom: theme.spacing(0.5) },
    description: { marginBottom: theme.spacing(1.5) },
  }),
  { name: 'LlmGpuPoolPicker' },
);

/** Asks where a model goes, and says of each place whether it fits while somebody types. */
export function GpuPoolPicker(props: LlmFieldProps) {
  const { formData, formContext, schema, uiSchema, onChange } = props;
  const t = useTexts();
  const classes = useStyles();
  const options = uiSchema?.['ui:options'];
  const siblings = useSameContent(readSiblings(options, formContext?.formData));
  const outer = useSameContent(readHeld(formData, siblings.deployment));
  const latest = useRef(onChange);
  latest.current = onChange;
  const report = useCallback(
    (value: GpuPoolPickerValue) =>
      latest.current({
        ...value,
        // So that an answer about one deployment is none about another.
        ...(siblings.deployment !== undefined && {
          deployment: siblings.deployment,
        }),
      }),
    [siblings.deployment],
  );
  const pools = usePoolPlaces();
  const named = useModelEntity(siblings.model);
  const entity = named.status === 'ready' ? named.value.entity : undefined;
  const { source, task, dataClasses } = siblings;
  const model = useMemo(
    () => placeableModel({ entity, source, task, dataClasses }),
    [entity, source, task, dataClasses],
  );

  const description = schema.description ?? uiSchema?.['ui:description'];
  return (
    <section
      className={classes.root}
      aria-label={schema.title ?? t('gpuPoolPicker.title')}
    >
      <Typography variant="h6" component="h3" className={classes.title}>
        {schema.title ?? t('gpuPoolPicker.title')}
      </Typography>
      {description && (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.description}
        >
          {description}
        </Typography>
      )}
      <CardBody title={t('gpuPoolPicker.loadingModel')} state={named} rows={3}>
        {({ ref, entity: found }) =>
          model && (found || ref === undefined) ? (
            <CardBody
              title={t('gpuPoolPicker.loadingPools')}
              state={pools}
              rows={6}
            >
              {places => (
                <ModelPlaces
                  model={model}
                  places={places}
                  siblings={siblings}
                  outer={outer}
                  report={report}
                  disabled={Boolean(props.disabled || props.readonly)}
                />
              )}
            </CardBody>
          ) : (
            <CardMessage
              tone="empty"
              title={
                ref === undefined
                  ? t(
                      readOptions(options).source
                        ? 'gpuPoolPicker.firstModelOrSource'
                        : 'gpuPoolPicker.firstModel',
                    )
                  : t('gpuPoolPicker.modelHidden', { model: ref })
              }
            />
          )
        }
      </CardBody>
    </section>
  );
}

/** What the form holds; nothing where that is about another deployment. */
function readHeld(
  formData: unknown,
  deployment: string | undefined,
): GpuPoolPickerValue {
  const about = textOf(recordOf(formData).deployment);
  return about !== undefined && about !== deployment ? {} : readValue(formData);
}
