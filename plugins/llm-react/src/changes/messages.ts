/** Texts of the changes that wait for a review. */
export const changesMessages = {
  title: 'Changes that wait for a review',
  change: 'Change',
  none: 'No change waits for a review.',
  noRepository:
    'This portal has no GitOps repository, so nothing is reviewed here.',
  gone: 'This change is not open: it was merged or withdrawn, or there never was one of that name.',
  all: 'All changes',
  list: {
    title: 'What it is for',
    proposedBy: 'Proposed by',
    opened: 'Opened',
    updated: 'Newest version',
  },
  facts: {
    proposedBy: 'Proposed by',
    authors: 'Also made by',
    opened: 'Opened',
    updated: 'Newest version',
    version: 'Version',
    copyVersion: 'version',
    owners: 'Owned by',
    noOwners: 'no entity of its folders names an owner',
    conflicts: 'In conflict',
    conflictsWhy:
      'These files were changed on the main branch as well since this change was begun:',
    takenNames: 'Names that are taken',
    takenNamesWhy:
      'These names were free when this change was made, and have gone to others since:',
    takenName: '{{value}}, {{where}} ({{field}})',
    takenBy: '{{value}}, {{where}} ({{field}}), is that of',
  },
  groups: {
    entity: 'Catalog entry and intent',
    base: 'Rendered manifests',
    overlays: 'Overlays',
    other: 'Other files',
  },
  groupsAre: {
    entity: 'What somebody decided. Everything rendered follows from it.',
    base: 'Made by the portal from the intent.',
    overlays: 'Written by people, on top of what is rendered.',
    other: 'Neither of the above.',
  },
  noFiles: 'It changes no file.',
  file: {
    added: 'added',
    changed: 'changed',
    removed: 'removed',
    renamed: 'renamed',
    from: 'Was {{path}} before, with the same text.',
    copy: 'path of {{path}}',
    linesAdded_one: '{{count, number}} line added',
    linesAdded_other: '{{count, number}} lines added',
    linesRemoved_one: '{{count, number}} line removed',
    linesRemoved_other: '{{count, number}} lines removed',
    empty: 'The file is empty.',
    sizeBefore: 'It has {{size}} now.',
    sizeAfter: 'It would have {{size}}.',
    notShown: {
      'too-large': 'The file is too large to be shown here.',
      binary: 'The file is no text and cannot be shown here.',
      'too-many':
        'The files before this one are as much as can be shown at once.',
      'not-allowed':
        'You may not see the text that is there now: your account lacks the permission llm.change.read.',
      other: 'The file cannot be shown here.',
    },
    omitted: {
      'too-large':
        'The file is too large to be shown here. Read it in the repository before you merge.',
      binary:
        'The file is no text and cannot be shown here. Look at it in the repository before you merge.',
      other:
        'The file cannot be shown here. Look at it in the repository before you merge.',
    },
  },
  diff: {
    table: 'Lines of {{path}}',
    before: 'Line before',
    after: 'Line after',
    sign: 'What becomes of it',
    text: 'Text',
    added: 'added',
    removed: 'removed',
    noNewline: 'no line feed at the end of the file',
    unchanged_one: 'Show {{count, number}} unchanged line',
    unchanged_other: 'Show {{count, number}} unchanged lines',
    fold_one: 'Hide {{count, number}} unchanged line',
    fold_other: 'Hide {{count, number}} unchanged lines',
    rest_one: 'Show {{count, number}} more line',
    rest_other: 'Show {{count, number}} more lines',
    inexact:
      'The two versions have too little in common to be compared line by line: all of the old stands before all of the new.',
  },
  checks: {
    title: 'What was checked',
    none: 'No check is recorded for this version.',
    warning: 'Warning',
    info: 'Note',
    verdict: {
      title: 'Does the model fit?',
      on: 'on',
      fits: 'Fits',
      tight: 'Fits, but tightly',
      'does-not-fit': 'Does not fit',
      unknown: 'Nobody knows whether it fits',
      external: 'Policy allows it',
      allowed: 'Policy allows such data',
      override: 'Somebody went on all the same. The reason: {{reason}}',
    },
    manifests: {
      title: 'Are the manifests sound?',
      schemas_one:
        "Checked against the schemas of the cluster's kinds: {{count, number}} object.",
      schemas_other:
        "Checked against the schemas of the cluster's kinds: {{count, number}} objects.",
      noSchema_one: '{{count, number}} object has no schema here:',
      noSchema_other: '{{count, number}} objects have no schema here:',
      rulesOnly:
        'Only the rules of the manifest families were checked: this portal has no schemas of the cluster.',
      dryRun_one:
        'The cluster {{cluster}} was asked without changing it: it would take {{count, number}} object.',
      dryRun_other:
        'The cluster {{cluster}} was asked without changing it: it would take {{count, number}} objects.',
      dryRunUnsaid_one: 'It could not say that of {{count, number}} object:',
      dryRunUnsaid_other: 'It could not say that of {{count, number}} objects:',
      notRun: 'The cluster itself was not asked: {{reason}}.',
    },
  },
  obstacles: {
    title: 'You cannot merge this change:',
    'own-change':
      'You made it, or a part of it: somebody else has to review it.',
    'not-responsible':
      'You neither own all that it touches, nor run the platform.',
    reviewers_one: 'It needs somebody of the platform team, or of',
    reviewers_other:
      'It needs somebody of the platform team, or who belongs to all of',
    noReviewers: 'It needs somebody of the platform team.',
    conflict:
      'It is in conflict with what was merged since. It has to be made anew from what is there now.',
    'names-taken':
      'It takes names that somebody else has by now. It has to be made anew with other names.',
    elsewhere: 'It is reviewed and merged on the pages of the Git host.',
    notAllowed: 'Your account lacks the permission {{permission}}.',
    other: 'The backend says: {{code}}.',
    open: 'Open it there',
  },
  merge: {
    button: 'Merge',
    title: 'Merge this change?',
    consequence:
      'It becomes part of the main branch. The catalog and everything else that follows the repository take it in.',
    confirm: 'Merge this version',
    pending: 'Merging',
    failed: 'It was not merged',
    done: 'Merged: {{title}}',
    doneLinks: 'The catalog takes it in within seconds: {{entities}}',
    doneFleet: 'Models and pools',
  },
  withdraw: {
    button: 'Withdraw',
    title: 'Withdraw this change?',
    consequence:
      'It leaves the queue and nobody can merge it any more. What is on the main branch stays as it is.',
    confirm: 'Withdraw it',
    pending: 'Withdrawing',
    failed: 'It was not withdrawn',
    done: 'Withdrawn: {{title}}',
  },
  dialog: {
    cancel: 'Cancel',
    files_one: '{{count, number}} file',
    files_other: '{{count, number}} files',
    file: '{{path}} ({{type}})',
  },
  moved: {
    newer:
      'The change has changed since you looked at it. This is its newest version: look at it again before you decide.',
    same: 'Nothing was done. The backend says: {{reason}}',
  },
} as const;
