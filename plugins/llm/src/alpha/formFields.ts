import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { formFields } from '../formFields';

/** Every field of the list as an extension of the forms of templates. */
export const formFieldExtensions = formFields.map(field =>
  FormFieldBlueprint.make({
    name: kebabCase(field.name),
    // A copy, since what is created is what was given.
    params: { field: async () => createFormField({ ...field }) },
  }),
);

/** `ModelSource` is `scaffolder-form-field:llm/model-source`, as upstream does. */
function kebabCase(name: string): string {
  return name.replace(/\B[A-Z]/g, '-$&').toLowerCase();
}
