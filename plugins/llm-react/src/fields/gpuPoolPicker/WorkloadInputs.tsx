import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { memo, useId } from 'react';
import { useTerms } from '../../terms';
import { useTexts, type Texts } from '../../useTexts';
import type { PlaceableVersion } from './placeableModel';
import { WholeNumberField } from './WholeNumberField';
import {
  workloadFields,
  type CheckedWorkload,
  type WorkloadField,
  type WorkloadProblem,
} from './workload';

const useStyles = makeStyles(
  theme => ({
    root: {
      border: 0,
      margin: 0,
      padding: 0,
      minWidth: 0,
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(144px, 1fr))',
      gap: theme.spacing(2),
      // Helper texts differ in length; the fields stand in line all the same.
      alignItems: 'start',
    },
    legend: {
      ...theme.typography.body2,
      padding: 0,
      marginBottom: theme.spacing(1.5),
    },
  }),
  { name: 'LlmWorkloadInputs' },
);

const VersionField = memo(function VersionSelect(props: {
  versions: readonly PlaceableVersion[];
  version: string;
  onVersion: (version: string) => void;
  disabled: boolean;
}) {
  const { versions, version, onVersion, disabled } = props;
  const t = useTexts();
  const terms = useTerms();
  const id = useId();
  return (
    <TextField
      id={`${id}-version`}
      select
      variant="outlined"
      size="small"
      fullWidth
      label={t('gpuPoolPicker.version')}
      helperText={t('gpuPoolPicker.versionHelp')}
      InputLabelProps={{ shrink: true, id: `${id}-version-label` }}
      SelectProps={{
        labelId: `${id}-version-label`,
        // The list says more than there is room for.
        renderValue: () => version,
      }}
      value={version}
      disabled={disabled}
      onChange={event => onVersion(event.target.value)}
    >
      {versions.map(({ name, quantization }) => (
        <MenuItem key={name} value={name}>
          {quantization
            ? t('gpuPoolPicker.versionOption', {
                name,
                quantization: terms('quantization', quantization),
              })
            : name}
        </MenuItem>
      ))}
    </TextField>
  );
});

/** What is served, and what people will ask of it. */
export const WorkloadInputs = memo(function Inputs(props: {
  versions: readonly PlaceableVersion[];
  version: string;
  onVersion: (version: string) => void;
  checked: CheckedWorkload;
  onFigure: (field: WorkloadField, text: string) => void;
  /** Most tokens that the version reads. */
  contextLength: number | undefined;
  disabled: boolean;
}) {
  const { versions, version, onVersion, checked, onFigure } = props;
  const { contextLength, disabled } = props;
  const t = useTexts();
  const classes = useStyles();
  return (
    <fieldset className={classes.root}>
      <legend className={classes.legend}>
        {t('gpuPoolPicker.workload.legend')}
      </legend>
      {versions.length > 1 && (
        <VersionField
          versions={versions}
          version={version}
          onVersion={onVersion}
          disabled={disabled}
        />
      )}
      {workloadFields.map(field => (
        <WholeNumberField
          key={field}
          label={t(`gpuPoolPicker.workload.${field}`)}
          value={checked.texts[field]}
          name={field}
          onChange={onFigure}
          help={helpOf(field, contextLength, t)}
          problem={problemText(checked.problems[field], t)}
          disabled={disabled}
        />
      ))}
    </fieldset>
  );
});

function helpOf(
  field: WorkloadField,
  contextLength: number | undefined,
  t: Texts,
): string {
  return field === 'longestContext' && contextLength !== undefined
    ? t('gpuPoolPicker.workload.longestContextMost', {
        most: contextLength,
      })
    : t(`gpuPoolPicker.workload.${field}Help`);
}

function problemText(
  problem: WorkloadProblem | undefined,
  t: Texts,
): string | undefined {
  if (!problem) {
    return undefined;
  }
  switch (problem.code) {
    case 'tooSmall':
      return t('gpuPoolPicker.problem.tooSmall', {
        least: problem.least,
      });
    case 'tooLarge':
    case 'beyondModel':
      return t(`gpuPoolPicker.problem.${problem.code}`, {
        most: problem.most,
      });
    case 'typicalBeyondModel':
      return t('gpuPoolPicker.problem.typicalBeyondModel', {
        typical: problem.typical,
        most: problem.most,
      });
    case 'belowTypical':
      return t('gpuPoolPicker.problem.belowTypical', {
        typical: problem.typical,
      });
    default:
      return t(`gpuPoolPicker.problem.${problem.code}`);
  }
}
