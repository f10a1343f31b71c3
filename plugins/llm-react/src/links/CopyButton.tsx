import { useEffect, useState } from 'react';
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import CheckIcon from '@material-ui/icons/Check';
import FileCopyOutlinedIcon from '@material-ui/icons/FileCopyOutlined';
import { useTexts } from '../useTexts';
import { copyText } from './copyText';
import { VisuallyHidden } from './VisuallyHidden';

/** How long the button says that it copied. */
const CONFIRM_MS = 2000;

/**
 * Copies a text to the clipboard and says so, also to screen readers.
 *
 * @public
 */
export function CopyButton(props: {
  text: string;
  /** What is copied, as part of the button's name: "Copy digest". */
  what: string;
}) {
  const { text, what } = props;
  const t = useTexts();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const name = t('links.copy', { what });
  return (
    <>
      <Tooltip title={copied ? t('links.copied') : name}>
        <IconButton
          size="small"
          aria-label={name}
          onClick={async () => setCopied(await copyText(text))}
        >
          {copied ? (
            <CheckIcon fontSize="inherit" />
          ) : (
            <FileCopyOutlinedIcon fontSize="inherit" />
          )}
        </IconButton>
      </Tooltip>
      <span role="status">
        {copied && <VisuallyHidden>{t('links.copied')}</VisuallyHidden>}
      </span>
    </>
  );
}
