import { useId, useState } from 'react';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  llmChangeMergePermission,
  llmChangeWithdrawPermission,
  type LlmChange,
} from '@modelyard/plugin-llm-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useTexts } from '../useTexts';
import { DecisionDialog } from './DecisionDialog';
import type { Act, Decision } from './decisionTypes';
import { Obstacles } from './Obstacles';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(2) },
    buttons: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1),
    },
  }),
  { name: 'LlmChangeDecisions' },
);

/** Merges a change or withdraws it, or says why that cannot be done. */
export function Decisions(props: {
  change: LlmChange;
  onDecided: (decision: Decision) => void;
  /** Called where the change is not any more what was seen, with the reason. */
  onMiss: (reason: string) => void;
}) {
  const { change, onDecided, onMiss } = props;
  const t = useTexts();
  const classes = useStyles();
  const obstaclesId = useId();
  const [act, setAct] = useState<Act>();
  const merge = usePermission({ permission: llmChangeMergePermission });
  const withdraw = usePermission({ permission: llmChangeWithdrawPermission });

  const lacksPermission = !merge.allowed && !merge.loading;
  const isHindered = change.obstacles.length > 0 || lacksPermission;
  return (
    <div className={classes.root}>
      {isHindered && (
        <Obstacles
          id={obstaclesId}
          obstacles={change.obstacles}
          reviewers={change.reviewers}
          url={change.url}
          lackedPermission={
            lacksPermission ? llmChangeMergePermission.name : undefined
          }
        />
      )}
      <div className={classes.buttons}>
        <Button
          variant="contained"
          color="primary"
          size="small"
          aria-haspopup="dialog"
          aria-describedby={isHindered ? obstaclesId : undefined}
          disabled={isHindered || merge.loading}
          onClick={() => setAct('merge')}
        >
          {t('changes.merge.button')}
        </Button>
        {change.mayWithdraw && withdraw.allowed && (
          <Button
            variant="outlined"
            color="primary"
            size="small"
            aria-haspopup="dialog"
            onClick={() => setAct('withdraw')}
          >
            {t('changes.withdraw.button')}
          </Button>
        )}
      </div>
      {act && (
        <DecisionDialog
          act={act}
          change={change}
          onClose={() => setAct(undefined)}
          onDecided={() => onDecided({ act, change })}
          onMiss={reason => {
            setAct(undefined);
            onMiss(reason);
          }}
        />
      )}
    </div>
  );
}
