/**
 * Where the tab of usage is, and what it is called. The portal draws the name
 * before any text of ours is there.
 */
export const usageTab = { path: '/usage', title: 'Usage' } as const;
