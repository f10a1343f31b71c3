import type { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { useTexts } from '../useTexts';
import { CodeLines } from '../links/CodeLines';
import { CardErrorMessage } from './CardErrorMessage';
import { CardMessage } from './CardMessage';
import { CardSkeleton } from './CardSkeleton';
import { StaleNote } from './StaleNote';
import type { CardMissingAnnotation, CardState } from './CardState';

/** The inside of a card for each of its states. */
export function CardBody<T>(props: {
  title: string;
  state: CardState<T>;
  rows?: number;
  children: (value: T) => ReactNode;
}) {
  const { title, state, rows, children } = props;
  const t = useTexts();

  switch (state.status) {
    case 'loading':
      return <CardSkeleton label={t('frame.loading', { title })} rows={rows} />;
    case 'missing_annotation':
      return <MissingAnnotation state={state} />;
    case 'not_allowed':
      return (
        <CardMessage
          tone="locked"
          title={t('frame.notAllowed.title')}
          description={t('frame.notAllowed.description')}
        >
          {state.permission && (
            <Typography variant="body2" color="textSecondary">
              {t('frame.notAllowed.permission', {
                permission: state.permission,
              })}
            </Typography>
          )}
        </CardMessage>
      );
    case 'error':
      return <CardErrorMessage error={state.error} retry={state.retry} />;
    case 'no_data':
      return (
        <CardMessage
          tone="empty"
          title={t('frame.noData.title')}
          description={state.reason}
          nextStep={state.nextStep}
        />
      );
    case 'stale':
      return (
        <>
          <StaleNote
            asOf={state.asOf}
            reason={state.reason}
            retry={state.retry}
          />
          {children(state.value)}
        </>
      );
    case 'ready':
      return <>{children(state.value)}</>;
    default:
      // A state that a newer caller knows and this frame does not: say so
      // instead of drawing an empty card.
      return (
        <CardErrorMessage
          error={
            new Error(
              `unsupported card state "${
                (state as { status: string }).status
              }"`,
            )
          }
        />
      );
  }
}

function MissingAnnotation(props: { state: CardMissingAnnotation }) {
  const { annotations, reason } = props.state;
  const t = useTexts();
  const lines = [
    'metadata:',
    '  annotations:',
    ...annotations.map(name => `    ${name}: <value>`),
  ];
  return (
    <CardMessage
      tone="empty"
      title={t('frame.missingAnnotation.title', { count: annotations.length })}
      description={reason}
    >
      <Typography variant="body2">
        {t('frame.missingAnnotation.description')}
      </Typography>
      <CodeLines
        text={lines.join('\n')}
        label={t('frame.missingAnnotation.lines')}
      />
    </CardMessage>
  );
}
