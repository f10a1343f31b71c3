import { useId } from 'react';
import FormControl from '@material-ui/core/FormControl';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import RadioGroup from '@material-ui/core/RadioGroup';
import type { ModelEntityV1alpha1 } from '@modelyard/plugin-llm-common';
import { titleOf } from '../../catalog';
import { DriftNotes } from '../../drift/DriftNotes';
import { useDrift } from '../../drift/useDrift';
import { CardBody } from '../../frame/CardBody';
import { CardMessage } from '../../frame/CardMessage';
import { useTexts } from '../../useTexts';
import { readSiblings } from '../gpuPoolPicker/siblings';
import { useModelEntity } from '../gpuPoolPicker/useModelEntity';
import { textOf } from '../gpuPoolPicker/value';
import type { LlmFieldProps } from '../LlmFieldItem';
import { whyNotHere } from './chooseDeployment';
import { DeploymentRow } from './DeploymentRow';

/**
 * Asks which deployment of a model is meant. The option `model` says where in
 * the form the ref of the model is; the value is the name of the deployment.
 */
export function DeploymentPicker(props: LlmFieldProps) {
  const { formData, formContext, onChange, rawErrors, schema, uiSchema } =
    props;
  const t = useTexts();
  const labelId = useId();
  const { model: ref } = readSiblings(
    uiSchema?.['ui:options'],
    formContext?.formData,
  );
  const state = useModelEntity(ref);
  const title = schema.title ?? t('deploymentPicker.title');
  const description = schema.description ?? uiSchema?.['ui:description'];
  return (
    <FormControl
      component="fieldset"
      fullWidth
      margin="normal"
      required={props.required}
      error={Boolean(rawErrors?.length)}
      disabled={Boolean(props.disabled || props.readonly)}
    >
      <FormLabel component="legend" id={labelId}>
        {title}
      </FormLabel>
      {description && <FormHelperText>{description}</FormHelperText>}
      <CardBody title={t('deploymentPicker.loadingModel')} state={state}>
        {({ entity }) =>
          ref !== undefined && entity ? (
            <Deployments
              modelRef={ref}
              model={entity}
              labelId={labelId}
              chosen={textOf(formData)}
              onChoose={onChange}
            />
          ) : (
            <CardMessage
              tone="empty"
              title={
                ref === undefined
                  ? t('deploymentPicker.firstModel')
                  : t('deploymentPicker.modelHidden', { model: ref })
              }
            />
          )
        }
      </CardBody>
    </FormControl>
  );
}

function Deployments(props: {
  modelRef: string;
  model: ModelEntityV1alpha1;
  labelId: string;
  chosen: string | undefined;
  onChoose: (name: string) => void;
}) {
  const { modelRef, model, labelId, chosen, onChoose } = props;
  const t = useTexts();
  const group = useId();
  const { deployments = [] } = model.spec;
  const title = titleOf(model);
  const found = deployments.find(({ name }) => name === chosen);
  const drift = useDrift(found?.intent ? modelRef : undefined);
  const elsewhere = whyNotHere(t, title, model);
  if (elsewhere !== undefined) {
    return <CardMessage tone="locked" title={elsewhere} />;
  }
  if (deployments.length === 0) {
    return (
      <CardMessage
        tone="empty"
        title={t('deploymentPicker.none', { model: title })}
      />
    );
  }
  return (
    <>
      <RadioGroup
        name={group}
        aria-labelledby={labelId}
        value={found?.name ?? ''}
        onChange={(_, name) => onChoose(name)}
      >
        {deployments.map(deployment => (
          <DeploymentRow
            key={deployment.name}
            model={model}
            deployment={deployment}
          />
        ))}
      </RadioGroup>
      {chosen !== undefined && !found && (
        <CardMessage
          tone="error"
          title={t('deploymentPicker.gone', {
            model: title,
            deployment: chosen,
          })}
        />
      )}
      {found && <DriftNotes state={drift} deployment={found.name} />}
    </>
  );
}
