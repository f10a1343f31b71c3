import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { Family, findFamily } from '@modelyard/llm-manifests';
import { stringify } from 'yaml';
import { subject } from './examples';

const poolSubject = {
  kind: 'pool',
  name: 'h100-fra',
  namespace: 'gpu-operator',
  pool: 'gpupool:default/h100-fra',
  owner: 'group:default/gpu-platform',
};

/** The example of a family as steps: where it needs a server, the step of that one comes first. */
export function familyExamples(family: Family): TemplateExample[] {
  const { description, beside } = family.example;
  const server = beside === undefined ? undefined : findFamily(beside);
  return [
    {
      description,
      example: stringify({
        steps: [...(server ? [server] : []), family].map(
          ({ id, title, subject: kind, example: { input } }) => ({
            id,
            name: title,
            action: `llm:manifests:${id}`,
            input: {
              target: 'fra-1',
              subject: kind === 'pool' ? poolSubject : subject,
              input,
            },
          }),
        ),
      }),
    },
  ];
}
