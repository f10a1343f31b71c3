/** Texts of the card frame. */
export const frameMessages = {
  loading: 'Loading {{title}}',
  retry: 'Try again',
  details: 'Technical details',
  notAllowed: {
    title: 'You may not see this',
    description:
      'Your account lacks the permission to read this. The platform team can grant it.',
    permission: 'Permission: {{permission}}',
  },
  error: {
    title: 'This could not be loaded',
    network:
      'The portal did not answer. Check your connection, or try again in a moment.',
    signIn: 'Your session has ended. Sign in again.',
    notFound: 'The portal does not know what was asked for.',
    server: 'The portal met an error while reading this.',
    other: 'Something went wrong while reading this.',
  },
  missingAnnotation: {
    title_one: 'An annotation is missing',
    title_other: 'Annotations are missing',
    description: "Add to the entity's catalog file:",
    lines: 'annotation lines',
  },
  noData: {
    title: 'Nothing to show',
  },
  stale: {
    note: 'From {{age}}; nothing newer could be read.',
    noteWithReason: 'From {{age}}; nothing newer could be read: {{reason}}',
  },
} as const;
