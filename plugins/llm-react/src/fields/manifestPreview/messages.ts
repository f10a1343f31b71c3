/** Texts of the form field ManifestPreview. */
export const manifestPreviewMessages = {
  running: 'Rendering what would be committed',
  renderedAt: 'Rendered at {{moment}}.',
  triedAt: 'Tried at {{moment}}.',
  again: 'Render again',
  stale:
    'What you entered has changed since this was rendered. It is being rendered again.',
  wait: 'Wait until it is known what would be committed.',
  mend: 'Nothing can be committed like this. See below what to change.',
  notAllowed: {
    title: 'You cannot see beforehand what would be committed',
    description:
      'Your account lacks the permission {{permission}}, with which the portal tries a template out. The platform team can grant it.',
    goOn: 'You can go on without it: what is committed is shown to its reviewer all the same.',
    stop: 'This template asks for a look at it beforehand, so that it cannot be run without.',
  },
  noTemplate: {
    title: 'There is nothing to preview here',
    description:
      'This page does not say which template it is about, as in the editor of templates. The preview is shown where the template is run.',
  },
  nothingToCommit:
    'With what you entered, this template commits nothing to the GitOps repository.',
  failed: {
    title: 'This cannot be committed as it is',
    advice:
      'Go back, change what is named here, and return to this page. Nothing that you entered is lost.',
    otherTitle: 'The preview could not be made',
    otherAdvice:
      'Try again in a moment. If it stays like this, tell the platform team what is written here.',
    field: '{{field}}: {{reason}}',
    noTemplate:
      'The catalog shows you no template {{template}}, so that nothing can be tried out.',
    noStep:
      'The template has no step llm:gitops:commit, so that there is nothing to preview.',
    unknownStep:
      'The template has no step {{step}} of llm:gitops:commit. ui:options of this field must name one of: {{steps}}.',
    severalSteps:
      'The template commits in several steps. ui:options of this field must name one of them as step: {{steps}}.',
    noPreview:
      'The scaffolder answered without a preview: its module for language models is older than this page.',
  },
  nothing: {
    title: 'Nothing would change',
    description:
      'The GitOps repository already holds exactly this. Running the template commits nothing.',
  },
  counts: {
    added_one: '{{count, number}} file would be added',
    added_other: '{{count, number}} files would be added',
    changed_one: '{{count, number}} file would be changed',
    changed_other: '{{count, number}} files would be changed',
    removed_one: '{{count, number}} file would be removed',
    removed_other: '{{count, number}} files would be removed',
    unchanged_one: '{{count, number}} file stays as it is',
    unchanged_other: '{{count, number}} files stay as they are',
  },
  review: {
    owners: 'Somebody else reviews it, of {{owners}} or of the platform team.',
    platform:
      'Somebody else reviews it, of the platform team: no entity of its folders names an owner.',
    direct: 'It is committed at once, since nobody reviews in this portal.',
  },
  revises: {
    title: 'A change of the same name waits for a review',
    known:
      '“{{title}}”, proposed by {{author}}. This run would replace all that it changes by what is shown here.',
    unknown:
      'This run would replace all that it changes by what is shown here.',
  },
} as const;
