import type { LlmChange, LlmChangeAuthor } from '@modelyard/plugin-llm-common';
import { Facts, Unknown, type Fact } from '../facts';
import { CopyButton, EntityLinks } from '../links';
import { useTexts } from '../useTexts';
import { Author } from './Author';
import { visibleText } from './diff/visibleText';
import { Moment } from './Moment';

const SHORT_COMMIT = 12;

const isSame = (left: LlmChangeAuthor, right: LlmChangeAuthor) =>
  left.userRef === right.userRef && left.name === right.name;

/** Who made a change and when, whom it concerns, and what is in its way. */
export function ChangeFacts(props: { change: LlmChange }) {
  const { change } = props;
  const {
    proposedBy,
    openedAt,
    updatedAt,
    head,
    owners,
    conflicts,
    takenNames,
  } = change;
  const t = useTexts();
  const others = change.authors.filter(author => !isSame(author, proposedBy));

  const facts: Fact[] = [
    {
      name: t('changes.facts.proposedBy'),
      value: <Author author={proposedBy} />,
    },
    { name: t('changes.facts.opened'), value: <Moment at={openedAt} /> },
    { name: t('changes.facts.updated'), value: <Moment at={updatedAt} /> },
    {
      name: t('changes.facts.version'),
      value: (
        <>
          <code title={head}>{head.slice(0, SHORT_COMMIT)}</code>
          <CopyButton text={head} what={t('changes.facts.copyVersion')} />
        </>
      ),
    },
    {
      name: t('changes.facts.owners'),
      value:
        owners.length > 0 ? (
          <EntityLinks entityRefs={owners} defaultKind="group" />
        ) : (
          <Unknown>{t('changes.facts.noOwners')}</Unknown>
        ),
    },
  ];
  if (others.length > 0) {
    facts.push({
      name: t('changes.facts.authors'),
      value: others.map(author => (
        <div key={`${author.userRef} ${author.name}`}>
          <Author author={author} />
        </div>
      )),
    });
  }
  if (conflicts.length > 0) {
    facts.push({
      name: t('changes.facts.conflicts'),
      wide: true,
      value: (
        <>
          {t('changes.facts.conflictsWhy')}
          <ul>
            {conflicts.map(path => (
              <li key={path}>
                <code>{visibleText(path)}</code>
              </li>
            ))}
          </ul>
        </>
      ),
    });
  }
  if (takenNames.length > 0) {
    facts.push({
      name: t('changes.facts.takenNames'),
      wide: true,
      value: (
        <>
          {t('changes.facts.takenNamesWhy')}
          <ul>
            {takenNames.map(({ field, value, where, by }) => (
              <li key={`${field} ${value} ${by}`}>
                {by ? (
                  <>
                    {t('changes.facts.takenBy', { field, value, where })}{' '}
                    <EntityLinks entityRefs={[by]} defaultKind="model" />
                  </>
                ) : (
                  t('changes.facts.takenName', { field, value, where })
                )}
              </li>
            ))}
          </ul>
        </>
      ),
    });
  }
  return <Facts facts={facts} />;
}
