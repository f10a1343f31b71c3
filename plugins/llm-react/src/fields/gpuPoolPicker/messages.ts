/** Texts of the field that asks where a model goes. */
export const gpuPoolPickerMessages = {
  title: 'Where the model goes',
  loadingModel: 'the model',
  loadingPools: 'GPU pools',
  firstModel: 'Choose a model first: then this shows where it fits.',
  firstModelOrSource:
    'Choose a model or let the portal read one first: then this shows where it fits.',
  noPools: 'The catalog shows you no GPU pool.',
  modelHidden:
    'The catalog does not show you {{model}}: it is not there, or not for you.',
  external:
    '{{model}} is served by a provider, and needs no place on GPUs of your own.',
  adapter:
    'All versions of {{model}} are adapters. An adapter runs with its base model, and has no place of its own.',
  noEngine:
    '{{model}} cannot be placed: no engine that is known here serves models of the type {{task}}.',
  noVersion: '{{model}} has no version with weights yet.',
  version: 'Version',
  versionHelp: 'Which files are served.',
  versionOption: '{{name}} ({{quantization}})',
  workload: {
    legend: 'What people will ask of it',
    promptTokens: 'Typical prompt',
    promptTokensHelp: 'Tokens; 1,000 are about 750 English words.',
    answerTokens: 'Typical answer',
    answerTokensHelp: 'Tokens. 0 where nothing is written.',
    concurrentRequests: 'At the same time',
    concurrentRequestsHelp: 'Requests in the busiest minute.',
    longestContext: 'Longest request',
    longestContextHelp: 'Tokens, prompt and answer together.',
    longestContextMost:
      'Tokens, prompt and answer together; the model reads {{most, number}}.',
  },
  problem: {
    empty: 'Write a number.',
    notWhole: 'Write a whole number in digits.',
    tooSmall: 'At least {{least, number}}.',
    tooLarge: 'At most {{most, number}}.',
    typicalBeyondModel:
      'Prompt and answer are {{typical, number}} tokens together, but the model reads {{most, number}} at most.',
    beyondModel: 'The model reads {{most, number}} tokens at most.',
    belowTypical:
      'Shorter than a typical request of {{typical, number}} tokens.',
  },
  places: {
    label: 'Places',
    summary_one:
      '{{fitting, number}} of {{count, number}} place fits as asked.',
    summary_other:
      '{{fitting, number}} of {{count, number}} places fit as asked.',
    answered: 'Answered in {{milliseconds, number}} ms.',
    answeredFast: 'Answered in less than 1 ms.',
    declared:
      'By declared capacity: what of the devices and quotas is in use at the moment is not known. Memory, speed and cost for each token are estimates.',
    earlier:
      'Correct the figures above: the answers below are to the earlier ones.',
    unanswered: 'Correct the figures above to see where the model fits.',
    asking: 'Working it out.',
    unread:
      '{{unread, number}} more pools are in the catalog than can be compared here.',
    filter: 'Find a place',
    filterHelp: 'Name, GPU, region or cluster',
    noMatch: 'No place matches “{{text}}”.',
    clear: 'Show all places',
    more_one: 'Show {{step, number}} more of {{count, number}} device group',
    more_other:
      'Show {{step, number}} more of {{count, number}} further device groups',
    group: 'Choose the owner to see what its quota allows.',
  },
  chosen: {
    none: 'No place is chosen yet.',
    is: 'Chosen: {{place}}: {{state}}.',
    hidden:
      'The chosen place {{place}} is not among those that the catalog shows you. Choose another one.',
  },
  state: {
    fits: 'Fits',
    beyondQuota: 'Fits, but not within the quota',
    tight: 'Tight',
    unknown: 'Unknown',
    doesNotFit: 'Does not fit',
    undecided: 'Not decided by policy',
    blocked: 'Blocked by policy',
  },
  row: {
    place: '{{pool}} · {{devices}}',
    name: '{{pool}}, {{devices}}: {{state}}',
    chosen: 'Chosen',
    gpus: '{{units, number}} × {{accelerator}}',
    partitions: '{{units, number}} × slice {{profile}} of {{accelerator}}',
    shares: '{{units, number}} × share of {{accelerator}}',
    copies: '{{copies, number}} copies of {{size, number}} each',
    spread: 'one copy over all {{size, number}}',
    memory:
      '{{perDevice}}weights {{weights}} + KV cache {{kvCache}} + other {{other}} = {{budget}} of {{device}} GiB',
    memoryShort:
      '{{perDevice}}weights {{weights}} + other {{other}} are more than the {{budget}} of {{device}} GiB that can be used',
    perGpu: 'on each GPU: ',
    perPartition: 'in each partition: ',
    perShare: 'in each share: ',
    range: '{{low}} to {{high}}',
    upTo: 'up to {{high}}',
    allTypical_one: 'the one request of typical length',
    allTypical_other: 'all {{count, number}} requests of typical length',
    someTypical_one: '{{range}} of {{count, number}} request of typical length',
    someTypical_other:
      '{{range}} of {{count, number}} requests of typical length',
    longest: '{{range}} of {{tokens, number}} tokens',
    anyNumber: 'any number',
    requests: '{{typical}}, or {{longest}}, at the same time',
    written:
      '{{range}} tokens/s written with {{running, number}} running (estimate)',
    read: '{{range}} tokens/s read with {{running, number}} running (estimate)',
    perHour: '{{price}} per hour',
    perMillion: '{{range}} per million tokens at full load (estimate)',
    noPrice: 'no price is stated',
    quota: '{{group}} may hold {{limit}}',
    quotaBorrow:
      '{{group}} may hold {{limit}}, and {{borrowable, number}} more while others leave them idle',
    quotaBeyond: '{{quota}}; {{units, number}} are needed',
    noQuota: 'no quota is declared for {{group}}',
    details: 'Why, and what would fit',
    engineSettings: 'With other engine settings: {{message}}',
    unknownNote:
      'Nobody knows whether it fits. You may choose it; a reviewer should look at it.',
    beyondQuotaNote:
      'You may choose it, but the servers will wait until the quota is raised.',
    refused: 'It cannot be chosen: {{reason}}.',
  },
  alternative: {
    here: {
      version: 'Fits with version {{version}}',
      shorter: 'Fits with requests of at most {{tokens, number}} tokens',
    },
    there: {
      place: '{{place}}',
      version: '{{place}} with version {{version}}',
      shorter: '{{place}} with requests of at most {{tokens, number}} tokens',
    },
  },
  nothingFits: {
    title: 'Nothing fits as asked',
    instead: 'These do fit:',
    none: 'Nothing close to it fits either. Try fewer requests at the same time, shorter requests or a smaller model.',
  },
  override: {
    title: 'Go there although it does not fit?',
    reason: 'Reason',
    help: 'At least {{least, number}} characters. It stands in the audit log and in the change that is reviewed.',
    short: 'Say why in at least {{least, number}} characters.',
    checking: 'Looking up whether you may do that.',
    notAllowed:
      'You may not go there: that takes the permission {{permission}}, which unless your organisation decided otherwise the group has that runs the pools.',
    owner: 'This pool is run by',
  },
  validation: {
    workload: 'Correct the figures of what people will ask of the model.',
    model: 'Choose a model first.',
    place: 'Choose a place for the model.',
    hiddenModel: 'The catalog does not show you {{model}}.',
    hiddenPlace:
      'The catalog does not show you {{place}}. Choose another place.',
    noEngine:
      '{{model}} cannot be placed: no engine that is known here serves models of the type {{task}}.',
    noVersion: '{{model}} has no version that could be put on GPUs.',
    policy: 'Policy does not let the model go there: {{reasons}}',
    doesNotFit: 'The model does not fit there: {{reasons}}',
    reason:
      'The model does not fit there. Choose another place, or give a reason of at least {{least, number}} characters.',
    notAllowed:
      'The model does not fit there, and you may not override that. Choose another place.',
  },
} as const;
