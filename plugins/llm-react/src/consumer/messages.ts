/** Texts of the consumer views. */
export const consumerMessages = {
  models: {
    title: 'Models I use',
    table: 'Models that {{user}} uses',
    model: 'Model',
    usedBy: 'Used by',
    systemItself: 'the system itself',
    lifecycle: 'Lifecycle',
    price: 'Price',
    noPrice: 'no price in force',
    notKnown: 'not known',
    notVisible: 'not in the catalog, or not visible to you',
    none: 'The component depends on no model. Name the models that it calls in spec.dependsOn of its catalog file.',
    noneOfSystem_zero: 'The system has no component.',
    noneOfSystem_one: 'The one component of the system depends on no model.',
    noneOfSystem_other:
      'None of the {{count, number}} components of the system depends on a model.',
    find: 'Find a model',
    use: 'Use a model',
    hiddenComponents_one:
      '{{count, number}} component of the system is not visible to you, so that the models it uses are not known.',
    hiddenComponents_other:
      '{{count, number}} components of the system are not visible to you, so that the models they use are not known.',
  },
  usage: { title: 'What it uses and costs' },
  retirement: {
    retired: 'No longer served.',
    retiredSince: 'No longer served since {{day}}.',
    retires: 'No longer served from {{day}} on.',
    deprecated: 'Choose another model for new work.',
    willBeDeprecated: 'Will be deprecated on {{day}}.',
    use: 'Use {{replacement}} instead.',
  },
  aiSystem: {
    title: 'AI system',
    riskClass: 'Risk class',
    role: 'Role under the EU AI Act',
    intendedUse: 'Intended use',
    annexThreePoint: 'Point of Annex III',
    noAnnexThreePoint: 'none stated',
    oversightContact: 'Human oversight',
    add: 'Missing: {{annotation}}',
    fromSystem: 'from {{system}}',
    findings: 'Findings',
    findingsList: 'Findings on {{name}}',
    error: 'Error',
    warning: 'Warning',
    noFindings_zero: 'No findings; there was no model to compare with.',
    noFindings_one: 'No findings against the model in use.',
    noFindings_other:
      'No findings against the {{count, number}} models in use.',
    hidden_one:
      '{{count, number}} model in use is not visible to you and was not compared.',
    hidden_other:
      '{{count, number}} models in use are not visible to you and were not compared.',
    reason:
      'It uses models, so it is an AI system. Risk class, role, intended use and oversight are read from its annotations.',
    notAnAiSystem:
      'It depends on no model and has no annotation of an AI system.',
    disclaimer: 'As declared. Nobody has assessed it here.',
  },
} as const;
