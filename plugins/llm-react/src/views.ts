import type { ComponentType } from 'react';
import type { LlmSearchResultListItemProps } from './search/LlmSearchResultListItem';
import type { UseModelDialogProps } from './model/use/UseModelDialog';

// What the plugin's entry points show beside cards. Each is fetched when it is
// first shown: an entry point must not pull a view into the first load.

/**
 * Fetches the content of the fleet page.
 *
 * @public
 */
export async function loadFleetContent(): Promise<ComponentType> {
  return (await import('./fleet/FleetContent')).FleetContent;
}

/**
 * Fetches the search result item of models and pools.
 *
 * @public
 */
export async function loadSearchResultListItem(): Promise<
  (props: LlmSearchResultListItemProps) => JSX.Element | null
> {
  return (await import('./search/LlmSearchResultListItem'))
    .LlmSearchResultListItem;
}

/**
 * Fetches the dialog that tells how to use a model.
 *
 * @public
 */
export async function loadUseModelDialog(): Promise<
  ComponentType<UseModelDialogProps>
> {
  return (await import('./model/use/UseModelDialog')).UseModelDialog;
}

/**
 * Fetches the content of the tab of usage.
 *
 * @public
 */
export async function loadUsageContent(): Promise<ComponentType> {
  return (await import('./usage/UsageContent')).UsageContent;
}

/**
 * Fetches the content of the widget of the home page.
 *
 * @public
 */
export async function loadHomeUsage(): Promise<ComponentType> {
  return (await import('./home/HomeUsage')).HomeUsage;
}
