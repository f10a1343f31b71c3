import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const useModelExamples: TemplateExample[] = [
  {
    description: 'A bot that answers customers',
    example: stringify({
      steps: [
        {
          id: 'use',
          name: 'Declare the use',
          action: 'llm:model:use',
          input: {
            component: 'component:retail/support-bot',
            model: 'model:research/qwen3-8b',
            purpose: 'customer support',
            dataClasses: ['internal'],
          },
        },
      ],
    }),
  },
];
