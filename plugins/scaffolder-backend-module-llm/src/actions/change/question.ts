import { z } from 'zod/v3';
import { assessOutput } from '../assess/question';
import { renderOutput } from '../renderManifests';
import { discardField } from './discardField';
import { writtenFile } from '../../changes/writtenFile';

const fields = z.record(z.unknown());

/** What a template puts in for a choice that nobody made. */
const unsaid = z.literal('');

const PATCHED =
  'Fields that are absent stay as they are, null removes one, and an empty text or list says nothing. Lists whose items have a name are changed item by item.';

/** Which deployment an action is about. */
export const deploymentFields = {
  model: z.string().min(1).describe('Ref of the Model.'),
  deployment: z
    .string()
    .min(1)
    .max(63)
    .regex(
      /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/,
      'must consist of letters, digits, hyphens, underscores and dots',
    )
    .describe('Name of the deployment within the model.'),
};

/** What `llm:manifests:change` asks for. */
export const changeInput = z.object({
  ...deploymentFields,
  target: z
    .string()
    .min(1)
    .optional()
    .describe('Name of another target; that of the plan where absent.'),
  on: z
    .object({
      pool: z.string().optional(),
      devices: z.string().optional(),
      provider: z.string().optional(),
    })
    .optional()
    .describe('Where it runs from now on, as the catalog says it.'),
  subject: fields
    .optional()
    .describe(`Fields of the subject, such as version. ${PATCHED}`),
  plan: assessOutput.shape.serving
    .unwrap()
    .partial()
    .passthrough()
    .optional()
    .describe(
      'What llm:model:assess put out as serving: it goes to the family that serves, whichever that is. More memory and disk space than it asks for stay.',
    ),
  serving: fields
    .optional()
    .describe(
      `Fields of the family that serves, whichever that is. ${PATCHED} A placement with an allocation replaces the present one.`,
    ),
  replicas: z
    .object({
      min: z.union([z.number().int().min(0), unsaid]).optional(),
      max: z.union([z.number().int().min(1), z.null(), unsaid]).optional(),
    })
    .optional()
    .describe('Servers at least and at most, wherever the intent says it.'),
  parts: z
    .array(
      z.object({
        family: z.string().min(1).describe('Name of the manifest family.'),
        if: z
          .unknown()
          .optional()
          .describe(
            'Whether it is wanted: an empty text and false leave it as it is.',
          ),
        input: fields.describe(`Fields of the family. ${PATCHED}`),
        replace: z
          .array(z.string())
          .optional()
          .describe(
            'Names of fields that are taken as they are given, and not merged. Lists within the list of such a field are joined.',
          ),
      }),
    )
    .max(32)
    .optional()
    .describe(
      'Fields of families, one after the other; a family that is not there yet is added.',
    ),
  remove: z
    .array(z.string())
    .optional()
    .describe('Families that are left out from now on.'),
  discardHandEdits: discardField,
});

/** How the manifests stood to their intent before. */
export const driftOutput = z
  .object({
    state: z
      .enum(['in-step', 'edited', 'outdated', 'unknown'])
      .describe(
        'in-step: as rendered. edited: somebody has edited files. outdated: the target or the renderer has moved. unknown: nobody can say.',
      ),
    message: z.string().optional().describe('Why, where that needs words.'),
    files: z
      .array(
        z.object({
          path: z.string(),
          type: z.enum(['changed', 'missing', 'extra']),
        }),
      )
      .describe('Files that were edited.'),
  })
  .describe('How the committed manifests stood to their intent.');

/** What `llm:manifests:change` puts out. */
export const changeOutput = renderOutput.extend({
  changes: z
    .array(writtenFile)
    .describe('The files that differ from what is committed, to commit.'),
  remove: z
    .array(z.string())
    .describe('Files that are rendered no longer, to remove.'),
  drift: driftOutput,
  unchanged: z.boolean().describe('Whether everything already is as asked.'),
  deployment: z
    .record(z.unknown())
    .describe('What the Model says of it: an item of its deployments.'),
});
