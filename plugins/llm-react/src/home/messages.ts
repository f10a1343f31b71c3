/** Texts of the widget of the home page. */
export const homeMessages = {
  title: 'Models my team uses',
  group: 'Group',
  noGroup:
    'You are in no group of the catalog, so that there is no team whose usage could be shown.',
} as const;
