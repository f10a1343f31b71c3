import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { CardBody } from '../../frame/CardBody';
import { useTexts } from '../../useTexts';
import type { LlmFieldProps } from '../LlmFieldItem';
import { HomeText } from './HomeText';
import { readSiblings } from './siblings';
import { useComponentHome, type KnownUse } from './useComponentHome';
import { UseIssues } from './UseIssues';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(1),
      marginTop: theme.spacing(2),
      minWidth: 0,
    },
  }),
  { name: 'LlmComponentHome' },
);

/**
 * Says where the file of the chosen component lives and what a run will do,
 * and what speaks against the chosen model. It has no value of its own.
 */
export function ComponentHome(props: LlmFieldProps) {
  const { formContext, schema } = props;
  const t = useTexts();
  const classes = useStyles();
  const siblings = readSiblings(formContext?.formData);
  const { componentRef, modelRef } = siblings;
  const state = useComponentHome({ componentRef, modelRef });
  const title = schema.title ?? t('componentHome.title');
  return (
    <section className={classes.root} aria-label={title}>
      <Typography variant="h6" component="h3">
        {title}
      </Typography>
      <CardBody title={t('componentHome.loading')} state={state} rows={2}>
        {known => (
          <>
            <WhatHappens known={known} />
            {known.component && known.model && (
              <UseIssues
                component={known.component}
                system={known.system}
                model={known.model}
                purpose={siblings.purpose}
                dataClasses={siblings.dataClasses}
              />
            )}
          </>
        )}
      </CardBody>
    </section>
  );
}

function WhatHappens(props: { known: KnownUse }) {
  const { componentRef, component, modelRef, model, home, isOwner } =
    props.known;
  const t = useTexts();
  const hidden = [
    componentRef !== undefined && !component && componentRef,
    modelRef !== undefined && !model && modelRef,
  ].filter(ref => ref !== false);

  return (
    <>
      {hidden.map(entity => (
        <Alert key={entity} severity="error" role="note">
          {t('componentHome.hidden', { entity })}
        </Alert>
      ))}
      {componentRef === undefined && (
        <Typography variant="body2" color="textSecondary" role="status">
          {t(
            modelRef === undefined
              ? 'componentHome.first'
              : 'componentHome.firstComponent',
          )}
        </Typography>
      )}
      {component && home && (
        <>
          <HomeText component={component} modelRef={modelRef} home={home} />
          {!isOwner && (
            <Alert severity="warning" role="note">
              {t('componentHome.notYours')}
            </Alert>
          )}
        </>
      )}
    </>
  );
}
