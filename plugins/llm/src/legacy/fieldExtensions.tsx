import {
  createScaffolderFieldExtension,
  ScaffolderFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { formFields } from '../formFields';
import { llmPlugin } from '../plugin';

/**
 * The fields of templates' forms, to stand inside of the route of the
 * scaffolder's page, with or without other field extensions around it.
 *
 * @public
 */
export const llmFieldExtensions: JSX.Element = (
  <ScaffolderFieldExtensions>
    {formFields.map(field => {
      const Extension = llmPlugin.provide(
        createScaffolderFieldExtension({ ...field }),
      );
      return <Extension key={field.name} />;
    })}
  </ScaffolderFieldExtensions>
);
