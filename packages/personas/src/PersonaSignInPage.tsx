import { useState } from 'react';
import {
  Content,
  EmptyState,
  Page,
  ProxiedSignInPage,
  ResponseErrorPanel,
  UserIcon,
} from '@backstage/core-components';
import {
  configApiRef,
  SignInPageProps,
  useApi,
} from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import CardContent from '@material-ui/core/CardContent';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ModelyardLogo } from './Logo';
import { PersonaIdentity } from './PersonaIdentity';
import { Persona, readPersonas } from './readPersonas';

const STORAGE_KEY = 'demo-persona';

const useStyles = makeStyles(theme => ({
  page: { maxWidth: 1100, margin: '0 auto', paddingTop: theme.spacing(6) },
  title: { marginTop: theme.spacing(4) },
  people: { paddingLeft: 0 },
  intro: { margin: theme.spacing(2, 0, 4), maxWidth: 640 },
  card: { height: '100%' },
  action: { height: '100%', display: 'flex', alignItems: 'stretch' },
  who: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  error: { padding: theme.spacing(6), maxWidth: 900, margin: '0 auto' },
}));

/**
 * Lists the people of `app.personas` and signs in as the one who is chosen,
 * through the development-only `personas` auth provider. The choice survives a
 * page reload and is forgotten at sign-out.
 */
export function PersonaSignInPage(props: SignInPageProps) {
  const personas = readPersonas(useApi(configApiRef));
  const [chosen, setChosen] = useState(() =>
    window.localStorage.getItem(STORAGE_KEY),
  );
  // Signing out reloads the page, so only the stored choice has to go then.
  const forget = () => window.localStorage.removeItem(STORAGE_KEY);

  if (!chosen || !personas.some(persona => persona.userRef === chosen)) {
    return (
      <PersonaChoice
        personas={personas}
        onChoose={persona => {
          window.localStorage.setItem(STORAGE_KEY, persona.userRef);
          setChosen(persona.userRef);
        }}
      />
    );
  }

  return (
    <ProxiedSignInPage
      provider="personas"
      headers={{ 'x-demo-persona': chosen }}
      onSignInSuccess={identity =>
        props.onSignInSuccess(PersonaIdentity.wrap(identity, forget))
      }
      ErrorComponent={({ error }) => (
        <SignInFailed
          error={error}
          onBack={() => {
            forget();
            setChosen(null);
          }}
        />
      )}
    />
  );
}

function PersonaChoice(props: {
  personas: Persona[];
  onChoose: (persona: Persona) => void;
}) {
  const classes = useStyles();
  return (
    <Page themeId="home">
      <Content>
        <div className={classes.page}>
          <ModelyardLogo height={36} />
          <Typography variant="h4" component="h1" className={classes.title}>
            Who are you today?
          </Typography>
          <Typography className={classes.intro}>
            This portal runs on demo data. Each person sees and may do what
            their groups allow; sign out in Settings to become somebody else.
          </Typography>
          {props.personas.length === 0 && (
            <EmptyState
              missing="data"
              title="No one to sign in as"
              description="The list app.personas in app-config.yaml is empty."
            />
          )}
          <Grid
            container
            spacing={3}
            component="ul"
            className={classes.people}
            aria-label="People"
          >
            {props.personas.map(persona => (
              <Grid
                item
                xs={12}
                sm={6}
                md={4}
                component="li"
                key={persona.userRef}
                style={{ listStyle: 'none' }}
              >
                <Card className={classes.card}>
                  <CardActionArea
                    className={classes.action}
                    onClick={() => props.onChoose(persona)}
                  >
                    <CardContent>
                      <Typography
                        variant="h6"
                        component="h2"
                        className={classes.who}
                      >
                        <UserIcon /> {persona.name}
                      </Typography>
                      <Typography gutterBottom>{persona.role}</Typography>
                      {persona.description && (
                        <Typography variant="body2" color="textSecondary">
                          {persona.description}
                        </Typography>
                      )}
                    </CardContent>
                  </CardActionArea>
                </Card>
              </Grid>
            ))}
          </Grid>
        </div>
      </Content>
    </Page>
  );
}

function SignInFailed(props: { error?: Error; onBack: () => void }) {
  const classes = useStyles();
  return (
    <div className={classes.error}>
      <ResponseErrorPanel
        title="You could not be signed in"
        error={props.error ?? new Error('The portal gave no reason')}
      />
      <Button variant="contained" color="primary" onClick={props.onBack}>
        Choose somebody else
      </Button>
    </div>
  );
}
