import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  ClientSnippet,
  clientSnippets,
  LlmAccess,
  ModelDeployment,
  snippetPlaceholders,
} from '@modelyard/plugin-llm-common';
import { Declaration, linesToAdd } from './findFile';
import { code, codeBlock, link } from './markdown';
import { baseUrlOf, ModelUse } from './readModel';

/** What became of the declaration, in Markdown. */
export function describeDeclaration(options: {
  use: ModelUse;
  declaration: Declaration;
  warnings: readonly string[];
}): string {
  const { use, declaration, warnings } = options;
  const component = code(stringifyEntityRef(use.component));
  const model = stringifyEntityRef(use.model);
  const lines = codeBlock(linesToAdd(model), 'yaml');
  return [
    ...(warnings.length > 0
      ? [
          'What somebody should look at:',
          warnings.map(warning => `- ${warning}`).join('\n'),
        ]
      : []),
    ...declared(),
    `The page of the model then names ${component}, and the page of ${component} shows when the model is deprecated or retired.`,
  ].join('\n\n');

  function declared(): string[] {
    if (declaration.outcome === 'unchanged') {
      return [`${component} already says that it uses ${code(model)}.`];
    }
    switch (declaration.home) {
      case 'manual':
        return [
          `**Add these lines** to the catalog file of ${component} yourself, since ${declaration.reason}:`,
          lines,
          `If it has a ${code(
            'dependsOn',
          )} already, add only the last line to it.`,
        ];
      case 'gitops':
        return [
          `A change of ${code(
            declaration.path,
          )} in the GitOps repository adds:`,
          lines,
        ];
      default:
        return [
          `A pull request for ${code(declaration.path)} in ${code(
            declaration.file.repoUrl,
          )} adds:`,
          lines,
        ];
    }
  }
}

/** How the model is called: the key, the snippets, and at the end a call to run. In Markdown. */
export function describeCall(options: {
  use: ModelUse;
  deployment: ModelDeployment | undefined;
  access: LlmAccess;
}): string {
  const { use, deployment, access } = options;
  const { model } = use;
  const { snippets, placeholders } = clientSnippets({
    task: model.spec.type,
    model: deployment?.servedModelName,
    baseUrl: baseUrlOf(use) ?? access.baseUrl,
    secret: access.secret,
  });
  const of = (id: ClientSnippet['id']) =>
    snippets.find(snippet => snippet.id === id)!;
  const { owner } = model.spec;
  return [
    ...names(use),
    ...placeholders.map(
      placeholder =>
        `**Replace** ${code(snippetPlaceholders[placeholder])}: ${
          {
            baseUrl: `neither an API of the model nor the portal's configuration names the address. Ask the owner of the model, ${code(
              owner,
            )}.`,
            model:
              'no deployment of the model says under which name it is served.',
          }[placeholder]
        }`,
    ),
    '### Get a key',
    ...howToGetKey(access, owner),
    '### Hand it to your program',
    `Put the key into a Secret of your namespace, and add this to the container that calls the model. The key itself stands in no file of yours:`,
    codeBlock(of('secret').code, 'yaml'),
    ...(['python', 'typescript', 'go'] as const).flatMap(id => {
      const { title, install, language, code: program } = of(id);
      return [
        `### ${title}`,
        ...(install ? [codeBlock(install, 'bash')] : []),
        codeBlock(program, language),
      ];
    }),
    '### Try it now',
    'In a terminal. The first line asks for the key, so that it does not stay in the history of your shell:',
    codeBlock(
      `read -rs LLM_API_KEY && export LLM_API_KEY\n${of('curl').code}`,
      'bash',
    ),
  ].join('\n\n');
}

function names({ model, apis }: ModelUse): string[] {
  const served = (model.spec.deployments ?? []).flatMap(
    ({ environment, servedModelName, aliases = [] }) =>
      servedModelName
        ? [
            `- ${environment}: ${[servedModelName, ...aliases]
              .map(code)
              .join(', also ')}`,
          ]
        : [],
  );
  const links = apis.map(({ metadata }) =>
    link(
      metadata.title ?? metadata.name,
      `/catalog/${metadata.namespace ?? 'default'}/api/${metadata.name}`,
    ),
  );
  return [
    ...(served.length > 0
      ? [`Names to send as the model:\n\n${served.join('\n')}`]
      : ['Nothing serves this model at the moment.']),
    ...(links.length > 0 ? [`It is reached through ${links.join(', ')}.`] : []),
  ];
}

function howToGetKey({ howTo }: LlmAccess, owner: string): string[] {
  if (!howTo) {
    return [
      `This portal does not say where keys come from. Ask the owner of the model, ${code(
        owner,
      )}.`,
    ];
  }
  return [
    ...(howTo.text ? [howTo.text] : []),
    ...(howTo.url ? [link('Where to get a key', howTo.url)] : []),
  ];
}
