import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Collapse from '@material-ui/core/Collapse';
import Typography from '@material-ui/core/Typography';
import { Facts } from '../../facts';
import { useWords } from '../../model/about/words';
import { Entry } from './Entry';
import {
  factDefinitions,
  isEntered,
  type EnteredVersion,
  type FactDefinition,
} from './facts';
import { issuesAt } from './issuesByFact';
import { Issues } from './Issues';
import { useKnownFacts } from './useKnownFacts';
import type { KnownModel, ModelSourceState } from './useModelSource';
import { useStyles } from './useStyles';

/** Whether sizing lacks something that a person may know. */
function lacksFigures({ version: { architecture } }: KnownModel): boolean {
  return (
    architecture?.contextLength === undefined ||
    (architecture.weightBytes === undefined &&
      architecture.parameters === undefined)
  );
}

/** What is known of the model, and what a person can say about it. */
export function KnownModelView(props: {
  id: string;
  known: KnownModel;
  entered: EnteredVersion;
  state: Pick<ModelSourceState, 'entries' | 'enter'>;
  disabled: boolean;
}) {
  const { id, known, entered, state, disabled } = props;
  const { entries, enter } = state;
  const { version, issues, files, origin } = known;
  const classes = useStyles();
  const headingId = useId();
  const { t } = useWords();
  const [isOpen, setOpen] = useState(
    origin === 'hand' || (origin === 'read' && lacksFigures(known)),
  );
  const changed = new Set(
    factDefinitions
      .filter(definition => isEntered(definition, version, entries))
      .map(definition => definition.id),
  );
  const facts = useKnownFacts({
    version: entered.version ?? version,
    issues,
    entered: entered.version ? changed : new Set(),
  });
  const others = issuesAt(issues, 'other');

  const entryOf = (definition: FactDefinition) => (
    <Entry
      key={definition.id}
      id={`${id}_${definition.id}`}
      definition={definition}
      read={definition.read(version)}
      text={entries[definition.id]}
      error={entered.errors[definition.id]}
      isEntered={changed.has(definition.id)}
      disabled={disabled}
      onChange={text => enter({ ...entries, [definition.id]: text })}
    />
  );
  const isAlwaysThere = (definition: FactDefinition) =>
    definition.id === 'name' ||
    (definition.id === 'address' && !version.source);
  const isFolded = (definition: FactDefinition) =>
    !isAlwaysThere(definition) && definition.id !== 'address';

  return (
    <section className={classes.known} aria-labelledby={headingId}>
      <Typography variant="subtitle2" component="h4" id={headingId}>
        {t(`modelSource.heading.${origin}`)}
        {files !== undefined && files > 0 && (
          <Typography
            component="span"
            variant="body2"
            color="textSecondary"
          >{` ${t('modelSource.files', { count: files })}`}</Typography>
        )}
      </Typography>
      <Facts facts={facts} />
      {others.length > 0 && (
        <div>
          <Typography variant="caption" color="textSecondary">
            {t('modelSource.otherIssues')}
          </Typography>
          <Issues issues={others} named />
        </div>
      )}
      <div className={classes.entries}>
        {factDefinitions.filter(isAlwaysThere).map(entryOf)}
      </div>
      <Button
        size="small"
        color="primary"
        className={classes.start}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? 'modelSource.hideCorrect' : 'modelSource.correct')}
      </Button>
      <Collapse in={isOpen} unmountOnExit>
        <Typography variant="body2" color="textSecondary" paragraph>
          {t('modelSource.correctNote')}
        </Typography>
        <div className={classes.entries}>
          {factDefinitions.filter(isFolded).map(entryOf)}
        </div>
      </Collapse>
      {Object.keys(entered.errors).length > 0 && (
        <Typography variant="body2" color="error" role="alert">
          {t('modelSource.fix')}
        </Typography>
      )}
    </section>
  );
}
