import { useCallback, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import type { LlmUsageAnswer } from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { llmApiRef } from '../api';
import { useFormats } from '../formats';
import { CardBody } from '../frame/CardBody';
import { noData, ready, useCardState } from '../frame';
import { EntityLink } from '../links';
import { useTexts } from '../useTexts';
import { CostFigure } from '../usage/CostFigure';
import { readUsed } from '../usage/readUsed';
import { Select } from '../usage/Select';
import { UsedBars } from '../usage/UsedBars';

/**
 * What the team of the reader used this month, and what it cost: the content
 * of a widget, whose frame is the home page's. Who is in several groups
 * chooses one; their sums may hold the same calls, so that they are not added.
 *
 * @public
 */
export function HomeUsage() {
  const t = useTexts();
  const identityApi = useApi(identityApiRef);
  const state = useCardState<string[]>(
    useCallback(async () => {
      const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
      const groups = ownershipEntityRefs.filter(
        ref => parseEntityRef(ref).kind.toLowerCase() === 'group',
      );
      return groups.length > 0
        ? ready(groups)
        : noData({ reason: t('home.noGroup') });
    }, [identityApi, t]),
  );
  return (
    <CardBody title={t('home.title')} state={state} rows={6}>
      {groups => <GroupUsage groups={groups} />}
    </CardBody>
  );
}

function GroupUsage(props: { groups: readonly string[] }) {
  const { groups } = props;
  const t = useTexts();
  const formats = useFormats();
  const llmApi = useApi(llmApiRef);
  const [chosen, setChosen] = useState(groups[0]);
  const nameOf = (ref: string) =>
    humanizeEntityRef(parseEntityRef(ref), { defaultKind: 'group' });
  const state = useCardState<LlmUsageAnswer>(
    useCallback(
      async signal => {
        const answer = await readUsed({
          llmApi,
          consumer: chosen,
          now: new Date(),
          signal,
        });
        return answer.rows.length > 0
          ? ready(answer)
          : noData({ reason: t('usage.used.none') });
      },
      [llmApi, chosen, t],
    ),
  );
  return (
    <>
      {groups.length > 1 ? (
        <Select
          label={t('home.group')}
          value={chosen}
          options={groups.map(value => ({ value, label: nameOf(value) }))}
          onValue={setChosen}
        />
      ) : (
        <EntityLink entityRef={chosen} />
      )}
      <CardBody title={t('home.title')} state={state} rows={5}>
        {answer => (
          <>
            <Typography variant="caption" color="textSecondary" component="p">
              {t('usage.used.month', { month: formats.month(new Date()) })}
            </Typography>
            <Typography variant="h5" component="p">
              <CostFigure row={answer.total} short />
            </Typography>
            <UsedBars answer={answer} user={nameOf(chosen)} />
          </>
        )}
      </CardBody>
    </>
  );
}
