/**
 * Title of the fleet page and of its item in the new system's navigation,
 * where configuration can replace it (`page:llm`).
 */
export const pageTitle = 'LLM platform';
