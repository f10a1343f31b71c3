import { useEffect, useMemo, useState } from 'react';
import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { createFormats, type Formats } from './createFormats';

/**
 * The formats of the language that the portal is shown in, or of the browser
 * where the portal has no language API.
 *
 * @public
 */
export function useFormats(): Formats {
  const languageApi = useApiHolder().get(appLanguageApiRef);
  const [language, setLanguage] = useState(
    () => languageApi?.getLanguage().language,
  );
  useEffect(() => {
    const subscription = languageApi
      ?.language$()
      .subscribe(change => setLanguage(change.language));
    return () => subscription?.unsubscribe();
  }, [languageApi]);
  return useMemo(() => createFormats(language), [language]);
}
