import { memo, useEffect, useMemo, useState } from 'react';
import Box from '@material-ui/core/Box';
import { CardMessage } from '../../frame/CardMessage';
import { useTerms } from '../../terms';
import { useTexts } from '../../useTexts';
import type { PlaceableModel } from './placeableModel';
import { PlaceList } from './PlaceList';
import { placeChoice } from './placeState';
import type { PoolPlaces } from './poolPlaces';
import { placeQuestion } from './question';
import type { Siblings } from './siblings';
import { useAnswer } from './useAnswer';
import { usePlaceDraft } from './usePlaceDraft';
import { useReport } from './useReport';
import { withoutAbsent, type GpuPoolPickerValue } from './value';
import { checkWorkload, defaultWorkload } from './workload';
import { WorkloadInputs } from './WorkloadInputs';

/** The figures of a model that is known, and the places that it may go to. */
export const ModelPlaces = memo(function PlacesOfModel(props: {
  model: PlaceableModel;
  places: PoolPlaces;
  siblings: Siblings;
  /** What the form holds. */
  outer: GpuPoolPickerValue;
  report: (value: GpuPoolPickerValue) => void;
  disabled: boolean;
}) {
  const { model, places, siblings, outer, report, disabled } = props;
  const { engine, dataClass, group } = siblings;
  const t = useTexts();
  const { draft, actions, isClick } = usePlaceDraft(outer);
  const [filter, setFilter] = useState('');
  // What runs already stays where it is until somebody chooses another place.
  const served =
    siblings.deployment === undefined
      ? undefined
      : model.served.get(siblings.deployment);
  const { pool, devices } = draft.pool === undefined && served ? served : draft;

  // A version of another model is none of this one.
  const chosenVersion =
    model.versions.find(
      ({ name }) => name === (draft.version ?? served?.version),
    ) ?? model.versions[0];
  const version = chosenVersion?.name;
  const contextLength = chosenVersion?.contextLength;
  const checked = useMemo(
    () =>
      checkWorkload({
        draft: draft.workload,
        defaults: defaultWorkload(
          model.task,
          contextLength,
          served?.contextLength,
        ),
        contextLength,
      }),
    [draft.workload, model.task, contextLength, served?.contextLength],
  );
  const { workload } = checked;
  const question = useMemo(
    () =>
      workload && version !== undefined && model.engineTask
        ? placeQuestion({
            model,
            version,
            workload,
            engine,
            dataClass,
            pools: places.pools,
          })
        : undefined,
    [model, version, workload, engine, dataClass, places.pools],
  );
  const answer = useAnswer(question);
  const current = answer?.question === question ? answer : undefined;

  const verdict = current?.assessment.groups.find(
    found => found.pool === pool && found.devices === devices,
  );
  // While nobody knows whether one is needed, a reason that was given is kept.
  const takesReason = !verdict || placeChoice(verdict) === 'with-reason';
  const reason = draft.reason.trim();
  const value = useMemo(
    () =>
      version === undefined || !model.engineTask
        ? undefined
        : withoutAbsent({
            version,
            workload,
            pool,
            devices,
            override: takesReason && reason !== '' ? { reason } : undefined,
          }),
    [version, model.engineTask, workload, pool, devices, takesReason, reason],
  );
  const flush = useReport({
    value,
    outer,
    report,
    adopt: actions.adopt,
    isClick,
  });

  // A pool alone stands for the best of its device groups.
  useEffect(() => {
    if (current && pool !== undefined && devices === undefined) {
      const ofPool = current.assessment.groups.filter(
        found => found.pool === pool,
      );
      actions.choose(ofPool.find(found => placeChoice(found) === 'free') ?? {});
      const [place] = [...places.places.values()].filter(
        found => found.pool === pool,
      );
      setFilter(place?.poolTitle ?? '');
    }
  }, [current, pool, devices, places, actions]);

  if (version === undefined || !model.engineTask) {
    return <NothingToPlace model={model} />;
  }
  if (places.pools.length === 0) {
    return <CardMessage tone="empty" title={t('gpuPoolPicker.noPools')} />;
  }
  return (
    // What waits is reported before the form is sent or left.
    <div
      role="presentation"
      onBlur={flush}
      onKeyDown={event => {
        if (event.key === 'Enter') {
          flush();
        }
      }}
    >
      <WorkloadInputs
        versions={model.versions}
        version={version}
        onVersion={actions.setVersion}
        checked={checked}
        onFigure={actions.setFigure}
        contextLength={contextLength}
        disabled={disabled}
      />
      <Box mt={2}>
        <PlaceList
          answer={answer}
          // Another question is answered before anything is painted.
          isEarlier={question === undefined}
          places={places}
          group={group}
          pool={pool}
          devices={devices}
          reason={draft.reason}
          filter={filter}
          onFilter={setFilter}
          actions={actions}
          disabled={disabled}
        />
      </Box>
    </div>
  );
});

/** A model that runs elsewhere, or whose files are not known. */
function NothingToPlace({ model }: { model: PlaceableModel }) {
  const t = useTexts();
  const { title, task, kinds, versions } = model;
  const terms = useTerms();
  const message = () => {
    if (versions.length > 0) {
      return t('gpuPoolPicker.noEngine', {
        model: title,
        task: terms('task', task),
      });
    }
    if (kinds.has('external')) {
      return t('gpuPoolPicker.external', { model: title });
    }
    return kinds.has('adapter')
      ? t('gpuPoolPicker.adapter', { model: title })
      : t('gpuPoolPicker.noVersion', { model: title });
  };
  return <CardMessage tone="empty" title={message()} />;
}
