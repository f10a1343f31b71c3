/** Texts about manifests that are not as they were rendered. */
export const driftMessages = {
  edited_one: 'Somebody has edited {{count, number}} manifest of {{name}}',
  edited_other: 'Somebody has edited {{count, number}} manifests of {{name}}',
  editedWhy:
    'The next change would write over it, and asks first. What is to stay belongs into the folder overlays.',
  outdated: 'The manifests of {{name}} are out of date: {{reason}}.',
  unknown:
    'Nobody can say whether the manifests of {{name}} are as they were rendered: {{reason}}.',
  failed: 'Whether somebody has edited the manifests is not known: {{reason}}',
  show: 'Show what was edited',
  hide: 'Hide what was edited',
  loading: 'what was edited',
  noBefore:
    '{{path}}: nobody can say any more how it was rendered, since the target or the renderer has changed.',
} as const;
