import { step } from './startScaffolder';

export const MODEL = 'model:research/qwen3-8b';
export const BOT = 'component:retail/support-bot';
export const BOT_FILE = 'components/support-bot/catalog-info.yaml';

/** The step that lets the bot use the model, or what `input` says. */
export const use = (input: object = {}) => [
  step('llm:model:use', { component: BOT, model: MODEL, ...input }),
];

/** The file of the bot as a person wrote it. */
export const WRITTEN = `# Ours
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: support-bot, namespace: retail}   # the bot
spec:
  type: service
  lifecycle: production
  owner: user:default/mock
  dependsOn:
    # For the shop.
    - resource:default/orders
`;
