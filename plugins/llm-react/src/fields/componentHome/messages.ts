/** Texts of the field that says where the file of a component lives. */
export const componentHomeMessages = {
  title: 'What will happen',
  loading: 'the component',
  first: 'Choose a component and a model, and this says what will happen.',
  firstComponent: 'Choose a component, and this says what will happen.',
  hidden: '{{entity}} is not in the catalog, or not visible to you.',
  declared:
    '{{component}} already says that it uses {{model}}: nothing will change, and you will be shown how to call it.',
  gitops:
    'The file of the component is in the GitOps repository: {{path}}. Your change goes there, and somebody else looks at it first where changes are reviewed.',
  pullRequest:
    'The file of the component is at {{place}}. A pull request will be opened there. If the portal has no credentials for it, you will be shown the lines to add.',
  manual:
    'The portal cannot change the file of this component. You will be shown the lines to add to it.',
  manualPlace: 'It comes from {{location}}.',
  notYours:
    'Neither you nor one of your groups owns this component. Only its owners and the people who run the platform may declare what it uses.',
  issues: 'What speaks against it',
  refused: 'This will be refused',
  look: 'For a person to look at',
} as const;
