import { Dialect, text } from './Dialect';
import { openInferenceNames } from './names';
import { operationOf } from './operations';

/** Programs with instrumentation of OpenInference, as Phoenix has it. */
export const openInference: Dialect = {
  id: 'openinference',
  title: 'OpenInference',
  checked: 'spec/semantic_conventions.md of OpenInference, August 2026',
  recognises: ({ attributes }) => attributes.has('openinference.span.kind'),
  // Kinds besides LLM, EMBEDDING and RERANKER are CHAIN, AGENT, TOOL, RETRIEVER, GUARDRAIL, EVALUATOR and PROMPT.
  isCall: ({ attributes }) =>
    operationOf(text(attributes, openInferenceNames.operation)) !== undefined,
  vantage: () => 'client-log',
  names: openInferenceNames,
  cacheReads: 'included',
};
