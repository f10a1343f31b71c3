/** Texts of the field that asks which deployment of a model is meant. */
export const deploymentPickerMessages = {
  title: 'Deployment',
  loadingModel: 'the model',
  firstModel: 'Choose a model first: then this shows where it is served.',
  modelHidden:
    'The catalog does not show you {{model}}: it is not there, or not for you.',
  none: 'Nothing serves {{model}} yet, so there is nothing to change.',
  gone: '{{model}} has no deployment {{deployment}}. Choose one that it has.',
  elsewhere:
    '{{model}} does not come from the GitOps repository, but from {{location}}. A change made here would not reach it: change it there.',
  unknownPlace: 'an unknown place',
  row: {
    name: '{{name}}, {{environment}}, version {{version}}, on {{place}}',
    version: 'version {{version}}',
    place: 'on {{place}}',
    placeDevices: '{{pool}}, {{devices}}',
    inBase: 'the servers of {{model}}, {{deployment}}',
    unknownPlace: 'a place that is not stated',
    servedAs: 'served as {{name}}',
    base: 'It has no manifests of its own: change the deployment of {{model}} that serves it.',
    byHand:
      'No template has made it, as far as the catalog knows. If nothing in the GitOps repository says what was decided on it, its manifests have to be changed where they are.',
  },
  validation: {
    none: 'Choose a deployment.',
  },
} as const;
