import type { ModelEntityV1alpha1 } from '@modelyard/plugin-llm-common';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Facts } from '../facts';
import { LlmCard } from '../frame';
import { useTexts } from '../useTexts';
import { useAboutFacts } from './about/useAboutFacts';
import { VersionsTable } from './about/VersionsTable';
import { useModel } from './useModel';

const useStyles = makeStyles(
  theme => ({ versions: { margin: theme.spacing(3, 0, 1) } }),
  { name: 'LlmModelAbout' },
);

/** What the model is, promises and may be used for, with all its versions. */
export function ModelAboutCard() {
  const state = useModel();
  const t = useTexts();
  return (
    <LlmCard title={t('model.about.title')} state={state} rows={10}>
      {model => <About model={model} />}
    </LlmCard>
  );
}

function About(props: { model: ModelEntityV1alpha1 }) {
  const { model } = props;
  const t = useTexts();
  const classes = useStyles();
  const { left, right } = useAboutFacts(model);
  return (
    <>
      <Grid container spacing={3}>
        <Grid item xs={12} md={6}>
          <Facts facts={left} />
        </Grid>
        <Grid item xs={12} md={6}>
          <Facts facts={right} />
        </Grid>
      </Grid>
      <Typography
        variant="subtitle1"
        component="h3"
        className={classes.versions}
      >
        {t('model.about.versions')}
      </Typography>
      <VersionsTable model={model} />
    </>
  );
}
