import { useState } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from '../../links';
import { useTexts } from '../../useTexts';

const useStyles = makeStyles(
  theme => ({
    text: {
      ...theme.typography.body2,
      fontFamily: 'monospace',
      overflowWrap: 'anywhere',
      textAlign: 'left',
      textDecoration: 'underline dotted',
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
  }),
  { name: 'LlmDigest' },
);

/** Algorithm and as many digits as tell two digests apart at a glance. */
function shorten(digest: string): string {
  const [algorithm, hash] = digest.includes(':')
    ? digest.split(':', 2)
    : ['', digest];
  const head = hash.length > 12 ? `${hash.slice(0, 12)}…` : hash;
  return algorithm ? `${algorithm}:${head}` : head;
}

/** A digest in short, with the whole of it at a click or in the clipboard. */
export function Digest(props: { digest: string }) {
  const { digest } = props;
  const t = useTexts();
  const classes = useStyles();
  const [whole, setWhole] = useState(false);
  return (
    <>
      <ButtonBase
        className={classes.text}
        aria-expanded={whole}
        title={t(whole ? 'model.about.hideDigest' : 'model.about.showDigest')}
        onClick={() => setWhole(!whole)}
      >
        {whole ? digest : shorten(digest)}
      </ButtonBase>{' '}
      <CopyButton
        text={digest}
        what={t('model.about.digest').toLocaleLowerCase()}
      />
    </>
  );
}
