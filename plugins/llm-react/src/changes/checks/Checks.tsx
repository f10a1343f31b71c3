import type {
  LlmChangeCheck,
  LlmDryRun,
  LlmManifestsCheck,
  LlmVerdictCheck,
} from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Folded } from '../../layout';
import { EntityLink } from '../../links';
import { useTexts } from '../../useTexts';
import { visibleText } from '../diff/visibleText';
import { Findings } from './Findings';

/** Objects without a schema that are named without being asked for. */
const FIRST_NOT_CHECKED = 3;

const useStyles = makeStyles(
  theme => ({
    check: { '& + &': { marginTop: theme.spacing(2) } },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
    text: { overflowWrap: 'anywhere' },
  }),
  { name: 'LlmChangeChecks' },
);

/** What the steps of a template found out about a change. */
export function Checks(props: {
  checks: readonly LlmChangeCheck[];
  /** Opens links beside the page, which may be a form that would be lost. */
  newTab?: boolean;
}) {
  const t = useTexts();
  const classes = useStyles();
  return (
    <>
      {props.checks.map((check, index) => (
        // The same thing may be checked twice, and the list never changes.
        // eslint-disable-next-line react/no-array-index-key
        <div key={index} className={classes.check}>
          <Typography variant="subtitle2" component="h3">
            {t(`changes.checks.${check.kind}.title`)}
          </Typography>
          {check.kind === 'verdict' ? (
            <Verdict check={check} newTab={props.newTab} />
          ) : (
            <Manifests check={check} />
          )}
          <Findings findings={check.findings} />
        </div>
      ))}
    </>
  );
}

const signs: Record<LlmVerdictCheck['verdict'], string> = {
  fits: '✓',
  tight: '▲',
  'does-not-fit': '✕',
  unknown: '?',
  external: '✓',
  allowed: '✓',
};

function Verdict(props: { check: LlmVerdictCheck; newTab?: boolean }) {
  const { newTab } = props;
  const { model, version, pool, devices, provider, verdict, override } =
    props.check;
  const t = useTexts();
  const classes = useStyles();
  const place = pool ?? provider;
  return (
    <>
      <Typography variant="body2" className={classes.text}>
        <span aria-hidden>{`${signs[verdict]} `}</span>
        <strong>{t(`changes.checks.verdict.${verdict}`)}</strong>
        {': '}
        <EntityLink entityRef={model} defaultKind="model" newTab={newTab} />
        {version && ` ${visibleText(version)}`}
        {place && (
          <>
            {` ${t('changes.checks.verdict.on')} `}
            <EntityLink
              entityRef={place}
              defaultKind="gpupool"
              newTab={newTab}
            />
          </>
        )}
        {devices && `, ${visibleText(devices)}`}
      </Typography>
      {override && (
        <Typography variant="body2" className={classes.text}>
          {t('changes.checks.verdict.override', {
            reason: visibleText(override),
          })}
        </Typography>
      )}
    </>
  );
}

function Manifests(props: { check: LlmManifestsCheck }) {
  const { folder, level, checked, notChecked, dryRun } = props.check;
  const t = useTexts();
  const classes = useStyles();
  const missing = notChecked.length;
  return (
    <>
      <Typography variant="body2" className={classes.text}>
        {level === 2
          ? t('changes.checks.manifests.schemas', { count: checked })
          : t('changes.checks.manifests.rulesOnly')}
        {level === 2 &&
          missing > 0 &&
          ` ${t('changes.checks.manifests.noSchema', { count: missing })}`}{' '}
        <Typography variant="caption" component="span" color="textSecondary">
          {visibleText(folder)}
        </Typography>
      </Typography>
      {level === 2 && missing > 0 && <NotChecked objects={notChecked} />}
      {dryRun && <DryRun dryRun={dryRun} />}
    </>
  );
}

function DryRun({ dryRun }: { dryRun: LlmDryRun }) {
  const t = useTexts();
  const classes = useStyles();
  if (dryRun.state === 'not-run') {
    return (
      <Typography variant="body2" className={classes.text}>
        {t('changes.checks.manifests.notRun', {
          reason: visibleText(dryRun.reason),
        })}
      </Typography>
    );
  }
  const { cluster, checked, notChecked } = dryRun;
  const unsaid = notChecked.length;
  return (
    <>
      <Typography variant="body2" className={classes.text}>
        {t('changes.checks.manifests.dryRun', {
          cluster: visibleText(cluster),
          count: checked,
        })}
        {unsaid > 0 &&
          ` ${t('changes.checks.manifests.dryRunUnsaid', { count: unsaid })}`}
      </Typography>
      {unsaid > 0 && <NotChecked objects={notChecked} />}
    </>
  );
}

function NotChecked({ objects }: { objects: readonly string[] }) {
  const classes = useStyles();
  return (
    <Typography variant="body2" component="div" className={classes.text}>
      <Folded items={objects} shown={FIRST_NOT_CHECKED}>
        {shown => (
          <ul className={classes.list}>
            {shown.map(line => (
              <li key={line}>{visibleText(line)}</li>
            ))}
          </ul>
        )}
      </Folded>
    </Typography>
  );
}
