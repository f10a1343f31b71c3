import type { ComponentType } from 'react';
import type {
  CustomFieldValidator,
  FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';

/**
 * What a field of a template's form is given. Its value is unknown, since it
 * may come out of the address of the page (`?formData=`): a field looks at what
 * it got before it uses it.
 *
 * @public
 */
export type LlmFieldProps = FieldExtensionComponentProps<unknown>;

/**
 * One field of the forms of templates, the same on both frontend systems.
 *
 * @public
 */
export interface LlmFieldItem {
  /** What templates write as `ui:field`. */
  readonly name: string;
  /** Fetches the field's code; nothing of a field is in the first load. */
  readonly load: () => Promise<ComponentType<LlmFieldProps>>;
  /**
   * Runs when somebody leaves the page of the form, on whatever the value is.
   * It fetches its code as well.
   */
  readonly validation?: CustomFieldValidator<unknown>;
}
