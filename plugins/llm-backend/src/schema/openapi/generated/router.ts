// Generated from openapi.yaml by scripts/generate-openapi.mjs: do not edit.
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';

export const spec = {
  openapi: '3.1.0',
  info: {
    title: 'llm',
    version: '1',
    description: 'Backend of the llm plugin, served under /api/llm.',
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0.html',
    },
    contact: {},
  },
  servers: [
    {
      url: '/',
    },
  ],
  components: {
    securitySchemes: {
      JWT: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
      },
    },
    responses: {
      ErrorResponse: {
        description: 'The request was not served. `error` says why.',
        content: {
          'application/json; charset=utf-8': {
            schema: {
              $ref: '#/components/schemas/Error',
            },
          },
        },
      },
    },
    schemas: {
      Error: {
        type: 'object',
        properties: {
          error: {
            type: 'object',
            properties: {
              name: {
                type: 'string',
              },
              message: {
                type: 'string',
              },
            },
            required: ['name', 'message'],
          },
          request: {
            type: 'object',
            properties: {
              method: {
                type: 'string',
              },
              url: {
                type: 'string',
              },
            },
            required: ['method', 'url'],
          },
          response: {
            type: 'object',
            properties: {
              statusCode: {
                type: 'number',
              },
            },
            required: ['statusCode'],
          },
        },
        required: ['error', 'response'],
        additionalProperties: {},
      },
      SourceState: {
        type: 'string',
        enum: ['ok', 'degraded', 'error', 'not_configured'],
        description:
          "`ok`: all is well. `degraded`: it was read, but not all is well, such as problems in files. `error`: it could not be read. `not_configured`: the portal's configuration does not name it.",
      },
      SourceProblem: {
        type: 'object',
        description:
          'Something in a file that keeps it, or a part of it, out of the catalog.',
        properties: {
          path: {
            type: 'string',
            description: 'Path of the file within the source.',
          },
          line: {
            type: 'integer',
            minimum: 1,
            description:
              'Where in the file, counted from 1. Absent where the whole file is meant.',
          },
          entityRef: {
            type: 'string',
            description:
              'Ref of the entity, where the document can be read but the catalog does not take it.',
          },
          inCatalog: {
            type: 'boolean',
            description:
              'Whether the catalog has an entity of that ref, from this source or another. Absent where it does not answer.',
          },
          reason: {
            type: 'string',
            description: 'What has to be mended.',
          },
          kept: {
            type: 'array',
            items: {
              type: 'string',
            },
            description:
              'Refs of the entities that stay in the catalog as they were described before, there or in the file that it was then.',
          },
        },
        required: ['path', 'reason'],
        additionalProperties: false,
      },
      SourceCount: {
        type: 'object',
        description:
          'How many entities of a kind the source holds, and how many of them are in the catalog.',
        properties: {
          inSource: {
            type: 'integer',
            minimum: 0,
            description: 'In the files that can be read.',
          },
          inCatalog: {
            type: 'integer',
            minimum: 0,
            description:
              'In the catalog, from this source. Absent where the catalog does not answer.',
          },
        },
        required: ['inSource'],
        additionalProperties: false,
      },
      Source: {
        description: "A source of the portal's data, and how it is doing.",
        oneOf: [
          {
            $ref: '#/components/schemas/GitOpsSource',
          },
          {
            $ref: '#/components/schemas/MeasureEngineSource',
          },
          {
            $ref: '#/components/schemas/UsageIntakeSource',
          },
        ],
      },
      UsageIntakeSource: {
        type: 'object',
        description: 'What takes in usage that others report.',
        properties: {
          id: {
            type: 'string',
            description: 'Name of the source, unique in the list.',
          },
          type: {
            type: 'string',
            enum: ['usage-intake'],
          },
          state: {
            $ref: '#/components/schemas/SourceState',
          },
          readAt: {
            type: 'string',
            format: 'date-time',
            description: 'When the portal last looked at the source.',
          },
          name: {
            type: 'string',
            description: 'What it is called. Absent where there is none.',
          },
          demo: {
            type: 'boolean',
            description:
              'Set where some of what it counts is made up, for a demo.',
          },
          since: {
            type: 'string',
            format: 'date-time',
            description:
              'Since when the figures count. Absent, like they, where it could not be read.',
          },
          lastSuccessAt: {
            type: 'string',
            format: 'date-time',
            description:
              'When something was counted last. Absent where nothing was since then.',
          },
          counted: {
            type: 'number',
            minimum: 0,
            description: 'Calls and points of metrics that were counted.',
          },
          repeated: {
            type: 'number',
            minimum: 0,
            description: 'Those that had been counted before.',
          },
          late: {
            type: 'number',
            minimum: 0,
            description: 'Those that came too late to be counted.',
          },
          refusals: {
            type: 'array',
            description:
              'What was refused, by reason. What was in it is lost to its sender.',
            items: {
              $ref: '#/components/schemas/UsageRefusal',
            },
          },
          error: {
            type: 'string',
            description:
              'Why the source could not be read. Only with state `error`.',
          },
          affects: {
            type: 'array',
            description:
              'Ids of the measures that rest on it: while it fails they are missing or incomplete. Absent where it is not known.',
            items: {
              type: 'string',
            },
          },
        },
        required: ['id', 'type', 'state', 'readAt'],
        additionalProperties: false,
      },
      UsageRefusal: {
        type: 'object',
        description: 'Requests that were refused for one reason.',
        properties: {
          code: {
            type: 'string',
            description: 'Why, such as `too-large`.',
          },
          requests: {
            type: 'number',
            minimum: 0,
            description: 'How many requests.',
          },
          lastAt: {
            type: 'string',
            format: 'date-time',
            description: 'When the last of them came.',
          },
        },
        required: ['code', 'requests', 'lastAt'],
        additionalProperties: false,
      },
      MeasureEngineSource: {
        type: 'object',
        description: 'An engine that measures come from.',
        properties: {
          id: {
            type: 'string',
            description: 'Name of the source, unique in the list.',
          },
          type: {
            type: 'string',
            enum: ['measure-engine'],
          },
          state: {
            $ref: '#/components/schemas/SourceState',
          },
          readAt: {
            type: 'string',
            format: 'date-time',
            description: 'When the portal last looked at the source.',
          },
          name: {
            type: 'string',
            description:
              'What the configuration calls it. Absent where none is configured.',
          },
          product: {
            type: 'string',
            description:
              'What it is. Absent, like the version, where it did not say.',
          },
          version: {
            type: 'string',
            description: 'Its version.',
          },
          clusters: {
            type: 'array',
            items: {
              type: 'string',
            },
            description:
              'The clusters whose series it holds. Absent where it holds those of all.',
          },
          lastSuccessAt: {
            type: 'string',
            format: 'date-time',
            description:
              'When it last answered. Absent where it has not since the backend started.',
          },
          roundTripMs: {
            type: 'integer',
            minimum: 0,
            description:
              'Milliseconds that it took to answer a query. Absent where it did not.',
          },
          lagMs: {
            type: 'integer',
            minimum: 0,
            description:
              'Milliseconds since its newest scrape. Absent where that is not known.',
          },
          warnings: {
            type: 'array',
            items: {
              type: 'string',
            },
            description:
              'What it says beside its answer, with the state `degraded`.',
          },
          errorKind: {
            type: 'string',
            enum: [
              'timeout',
              'unreachable',
              'busy',
              'unauthorised',
              'forbidden',
              'bad-query',
              'too-large',
              'not-prometheus',
              'engine-error',
            ],
            description: 'What went wrong. Only with state `error`.',
          },
          error: {
            type: 'string',
            description:
              'Why the source could not be read. Only with state `error`.',
          },
          affects: {
            type: 'array',
            description:
              'Ids of the measures that rest on it: while it fails they are missing or incomplete. Absent where it is not known.',
            items: {
              type: 'string',
            },
          },
        },
        required: ['id', 'type', 'state', 'readAt'],
        additionalProperties: false,
      },
      GitOpsSource: {
        type: 'object',
        description: 'The GitOps repository that entities come from.',
        properties: {
          id: {
            type: 'string',
            description: 'Name of the source, unique in the list.',
          },
          type: {
            type: 'string',
            enum: ['gitops'],
          },
          state: {
            $ref: '#/components/schemas/SourceState',
          },
          branch: {
            type: 'string',
            description: 'The branch that is read.',
          },
          head: {
            type: 'string',
            description:
              'Id of the commit that the figures below are about. Absent while the branch has no commit, and where it could not be read.',
          },
          readAt: {
            type: 'string',
            format: 'date-time',
            description: 'When the portal last looked at the source.',
          },
          filesRead: {
            type: 'integer',
            minimum: 0,
            description:
              'How many files with entities the commit holds; empty ones do not count. Absent, like the following two, where the source was not read.',
          },
          entities: {
            type: 'object',
            description: 'How many entities of each kind there are.',
            additionalProperties: {
              $ref: '#/components/schemas/SourceCount',
            },
          },
          problems: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/SourceProblem',
            },
          },
          error: {
            type: 'string',
            description:
              'Why the source could not be read. Only with state `error`.',
          },
        },
        required: ['id', 'type', 'state', 'readAt'],
        additionalProperties: false,
      },
      SourcesResponse: {
        type: 'object',
        properties: {
          sources: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Source',
            },
          },
        },
        required: ['sources'],
        additionalProperties: false,
      },
      ChangeAuthor: {
        type: 'object',
        description: 'Who made a version of a change.',
        properties: {
          name: {
            type: 'string',
            description: 'As the commit says.',
          },
          userRef: {
            type: 'string',
            description:
              "Ref of the portal's user. Absent where the commit was not made through the portal.",
          },
        },
        required: ['name'],
        additionalProperties: false,
      },
      ChangeSummary: {
        type: 'object',
        description: 'A change that waits for a review.',
        properties: {
          id: {
            type: 'string',
            description: 'Names the change.',
          },
          title: {
            type: 'string',
            description: 'What it is for, in one line.',
          },
          body: {
            type: 'string',
            description: 'The rest of what its author wrote.',
          },
          proposedBy: {
            $ref: '#/components/schemas/ChangeAuthor',
          },
          openedAt: {
            type: 'string',
            format: 'date-time',
            description: 'When it was opened.',
          },
          updatedAt: {
            type: 'string',
            format: 'date-time',
            description: 'When its newest version was made.',
          },
          head: {
            type: 'string',
            description: 'Id of the newest version, which a merge must name.',
          },
        },
        required: [
          'id',
          'title',
          'body',
          'proposedBy',
          'openedAt',
          'updatedAt',
          'head',
        ],
        additionalProperties: false,
      },
      ChangedFile: {
        type: 'object',
        description: 'A file that a change adds, changes or removes.',
        properties: {
          path: {
            type: 'string',
            description: 'Path in the repository.',
          },
          type: {
            type: 'string',
            enum: ['added', 'changed', 'removed'],
            description: 'What becomes of it.',
          },
          before: {
            type: 'string',
            description: 'Its text before.',
          },
          after: {
            type: 'string',
            description: 'Its text after.',
          },
          omitted: {
            type: 'string',
            enum: ['too-large', 'binary'],
            description: 'Why the texts are left out.',
          },
        },
        required: ['path', 'type'],
        additionalProperties: false,
      },
      Finding: {
        type: 'object',
        description: 'One thing that a check has found.',
        properties: {
          severity: {
            type: 'string',
            enum: ['info', 'warning'],
            description: 'A warning asks for a look; an info only explains.',
          },
          path: {
            type: 'string',
            description: 'Path in the repository of the file that it is about.',
          },
          line: {
            type: 'integer',
            minimum: 1,
            description: 'Line of that file.',
          },
          message: {
            type: 'string',
            description: 'What was found, in a sentence.',
          },
        },
        required: ['severity', 'message'],
        additionalProperties: false,
      },
      VerdictCheck: {
        type: 'object',
        description: 'Whether a model may go where a change puts it.',
        properties: {
          kind: {
            type: 'string',
            enum: ['verdict'],
          },
          model: {
            type: 'string',
            description: 'Ref of the Model.',
          },
          version: {
            type: 'string',
            description: 'Name of the version that was assessed.',
          },
          pool: {
            type: 'string',
            description:
              'Ref of the GpuPool. Absent where a provider serves the model.',
          },
          devices: {
            type: 'string',
            description: 'Name of the device group of the pool.',
          },
          provider: {
            type: 'string',
            description: 'Ref of the provider that serves the model.',
          },
          verdict: {
            type: 'string',
            enum: [
              'fits',
              'tight',
              'does-not-fit',
              'unknown',
              'external',
              'allowed',
            ],
            description:
              'What was found out. `external`: a provider serves the model, and policy lets it go there. `allowed`: only policy was asked, about a place that requests for a deployment go to.',
          },
          override: {
            type: 'string',
            description:
              'Why somebody went on although the model does not fit.',
          },
          findings: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Finding',
            },
            description: 'The reasons.',
          },
        },
        required: ['kind', 'model', 'verdict', 'findings'],
        additionalProperties: false,
      },
      DryRun: {
        type: 'object',
        description:
          'What the cluster said in a dry run. Absent where nobody thought of asking it.',
        properties: {
          state: {
            type: 'string',
            enum: ['ran', 'not-run'],
            description: 'Whether the cluster was asked.',
          },
          cluster: {
            type: 'string',
            description: 'Its name in the portal, where it was asked.',
          },
          checked: {
            type: 'integer',
            minimum: 0,
            description: 'How many objects it would take, where it was asked.',
          },
          notChecked: {
            type: 'array',
            items: {
              type: 'string',
            },
            description:
              'The objects that it could not say that of, each with the reason.',
          },
          reason: {
            type: 'string',
            description: 'Why it was not asked.',
          },
        },
        required: ['state'],
        additionalProperties: false,
      },
      ManifestsCheck: {
        type: 'object',
        description: 'How far manifests were checked.',
        properties: {
          kind: {
            type: 'string',
            enum: ['manifests'],
          },
          folder: {
            type: 'string',
            description: 'Folder in the repository.',
          },
          level: {
            type: 'integer',
            enum: [1, 2],
            description:
              "1: the rules of the manifest families only. 2: the schemas of the cluster's kinds as well.",
          },
          checked: {
            type: 'integer',
            minimum: 0,
            description: 'How many objects were compared with a schema.',
          },
          notChecked: {
            type: 'array',
            items: {
              type: 'string',
            },
            description: 'The objects that were not, each with the reason.',
          },
          dryRun: {
            $ref: '#/components/schemas/DryRun',
          },
          findings: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Finding',
            },
            description: 'What is doubtful.',
          },
        },
        required: [
          'kind',
          'folder',
          'level',
          'checked',
          'notChecked',
          'findings',
        ],
        additionalProperties: false,
      },
      ChangeCheck: {
        description:
          'What a step of a template found out about a change before it was made.',
        oneOf: [
          {
            $ref: '#/components/schemas/VerdictCheck',
          },
          {
            $ref: '#/components/schemas/ManifestsCheck',
          },
        ],
      },
      TakenName: {
        type: 'object',
        description:
          'A name that a change takes, and that somebody else has by now.',
        properties: {
          field: {
            type: 'string',
            description: 'The field of the intent that gives it.',
          },
          value: {
            type: 'string',
          },
          where: {
            type: 'string',
            description: 'Where it has to be free.',
          },
          by: {
            type: 'string',
            description:
              'Ref of the entity that has it. Absent where the one who asks may not see it.',
          },
        },
        required: ['field', 'value', 'where'],
        additionalProperties: false,
      },
      Change: {
        type: 'object',
        description: 'A change with all that a reviewer decides upon.',
        properties: {
          id: {
            type: 'string',
            description: 'Names the change.',
          },
          title: {
            type: 'string',
            description: 'What it is for, in one line.',
          },
          body: {
            type: 'string',
            description: 'The rest of what its author wrote.',
          },
          proposedBy: {
            $ref: '#/components/schemas/ChangeAuthor',
          },
          openedAt: {
            type: 'string',
            format: 'date-time',
            description: 'When it was opened.',
          },
          updatedAt: {
            type: 'string',
            format: 'date-time',
            description: 'When its newest version was made.',
          },
          head: {
            type: 'string',
            description: 'Id of the newest version, which a merge must name.',
          },
          authors: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/ChangeAuthor',
            },
            description: 'Everybody who made a version of it.',
          },
          files: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/ChangedFile',
            },
            description: 'The files that it changes, sorted by path.',
          },
          owners: {
            type: 'array',
            items: {
              type: 'string',
            },
            description:
              'Refs of the owners of what it changes, before and after.',
          },
          reviewers: {
            type: 'array',
            items: {
              type: 'string',
            },
            description:
              'Refs of those who all have to agree. Somebody who belongs to every one of them may merge it, and who runs the platform. Empty where only the latter may.',
          },
          checks: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/ChangeCheck',
            },
            description:
              'What the template found out when it made the newest version. Empty where none is recorded.',
          },
          conflicts: {
            type: 'array',
            items: {
              type: 'string',
            },
            description:
              'Paths that were changed on the main branch as well since the change was begun.',
          },
          takenNames: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/TakenName',
            },
            description:
              'Names that were free when the change was made, and are not any more.',
          },
          obstacles: {
            type: 'array',
            items: {
              type: 'string',
              enum: [
                'own-change',
                'not-responsible',
                'conflict',
                'names-taken',
                'elsewhere',
              ],
            },
            description:
              'What stands against a merge by the one who asks; empty where they may merge.',
          },
          mayWithdraw: {
            type: 'boolean',
            description: 'Whether the one who asks may withdraw it.',
          },
          url: {
            type: 'string',
            description: 'The page of the Git host where it is reviewed.',
          },
        },
        required: [
          'id',
          'title',
          'body',
          'proposedBy',
          'openedAt',
          'updatedAt',
          'head',
          'authors',
          'files',
          'owners',
          'reviewers',
          'checks',
          'conflicts',
          'takenNames',
          'obstacles',
          'mayWithdraw',
        ],
        additionalProperties: false,
      },
      ChangesResponse: {
        type: 'object',
        properties: {
          changes: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/ChangeSummary',
            },
          },
        },
        required: ['changes'],
        additionalProperties: false,
      },
      ChangeDecision: {
        type: 'object',
        description: 'What the one who decides has seen.',
        properties: {
          expectedHead: {
            type: 'string',
            pattern: '^[0-9a-f]{40}$',
            description: 'Id of the version that was seen.',
          },
        },
        required: ['expectedHead'],
        additionalProperties: false,
      },
      ModelToInspect: {
        type: 'object',
        description:
          'Which model to read. Either `uri` or `config` must be there.',
        properties: {
          uri: {
            type: 'string',
            maxLength: 2000,
            description:
              'Where it is published: `org/name` or `hf://org/name` of the hub, the address of its page, `oci://registry/name:tag`, or the https address of a `config.json` or a GGUF file.',
          },
          revision: {
            type: 'string',
            maxLength: 500,
            description:
              'Branch, tag or commit of the hub; tag or digest of an image.',
          },
          config: {
            type: 'string',
            description:
              'Text of a `config.json`, which counts instead of the one at the address, or without one.',
          },
          name: {
            type: 'string',
            maxLength: 63,
            description:
              'Name of the version; one is made of what was read where it is absent.',
          },
        },
        additionalProperties: false,
      },
      Issue: {
        type: 'object',
        description: 'Something that is unknown, or looks wrong.',
        properties: {
          path: {
            type: 'string',
            description:
              'What it is about, such as `weightBytes`, or the path of a file and of a field in it; empty for the model as a whole.',
          },
          code: {
            type: 'string',
            description: 'Stable name of what is wrong.',
          },
          message: {
            type: 'string',
            description: 'What is wrong and why. It reads on after the path.',
          },
          severity: {
            type: 'string',
            enum: ['error', 'warning'],
            description: 'Whether the model cannot be sized with it.',
          },
        },
        required: ['path', 'code', 'message', 'severity'],
        additionalProperties: false,
      },
      ModelInspection: {
        type: 'object',
        description: 'What was read of a model.',
        properties: {
          version: {
            type: 'object',
            description:
              'A version as a Model of the catalog has it, with source, quantisation and architecture as far as they are known. It has no architecture where nobody could size the model: the issues say why.',
            properties: {
              name: {
                type: 'string',
              },
              kind: {
                type: 'string',
                enum: ['weights', 'adapter', 'external'],
              },
            },
            required: ['name', 'kind'],
            additionalProperties: {},
          },
          issues: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Issue',
            },
            description: 'What is unknown, or looks wrong.',
          },
          weightBytes: {
            type: 'integer',
            minimum: 0,
            description:
              'Sum over the weight files, in bytes. Absent where it is not known.',
          },
          files: {
            type: 'integer',
            minimum: 0,
            description: 'How many files it follows from.',
          },
        },
        required: ['version', 'issues', 'files'],
        additionalProperties: false,
      },
      MergeResponse: {
        type: 'object',
        properties: {
          commit: {
            type: 'string',
            description: 'The commit of the main branch.',
          },
        },
        required: ['commit'],
        additionalProperties: false,
      },
      DriftedFile: {
        type: 'object',
        description:
          'A file of manifests that was edited after it was rendered.',
        properties: {
          path: {
            type: 'string',
            description: 'Path in the repository.',
          },
          type: {
            type: 'string',
            enum: ['changed', 'missing', 'extra'],
            description:
              '`extra` is a file that was not rendered, `missing` one that was.',
          },
          rendered: {
            type: 'string',
            description:
              'Its text as it was rendered. Absent where nobody can say it any more, and where no model was asked for.',
          },
          committed: {
            type: 'string',
            description:
              'Its text as it is. Absent where the file is missing, and where no model was asked for.',
          },
          omitted: {
            type: 'string',
            enum: ['too-large', 'binary'],
            description: 'Why the texts are left out.',
          },
        },
        required: ['path', 'type'],
        additionalProperties: false,
      },
      Drift: {
        type: 'object',
        description:
          'How the committed manifests of a deployment or a pool stand to the intent beside them.',
        properties: {
          folder: {
            type: 'string',
            description: 'Folder in the repository.',
          },
          entityRef: {
            type: 'string',
            description: 'Ref of the Model or GpuPool that it is about.',
          },
          deployment: {
            type: 'string',
            description: 'Name of the deployment. Absent for a pool.',
          },
          state: {
            type: 'string',
            enum: ['in-step', 'edited', 'outdated', 'unknown'],
            description:
              '`in-step`: as rendered. `edited`: somebody has edited files since. `outdated`: the intent renders to something else today. `unknown`: nobody can say.',
          },
          message: {
            type: 'string',
            description: 'Why. Only with `outdated` and `unknown`.',
          },
          files: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/DriftedFile',
            },
            description: 'The files that were edited.',
          },
        },
        required: ['folder', 'entityRef', 'state', 'files'],
        additionalProperties: false,
      },
      DriftResponse: {
        type: 'object',
        properties: {
          drift: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Drift',
            },
          },
        },
        required: ['drift'],
        additionalProperties: false,
      },
      UsageCountName: {
        type: 'string',
        enum: [
          'requests',
          'failed',
          'refused',
          'aborted',
          'inputTokens',
          'outputTokens',
          'cachedInputTokens',
          'audioSeconds',
          'characters',
          'images',
          'texts',
          'documents',
        ],
      },
      UsageQualifier: {
        type: 'string',
        enum: ['stale', 'partial', 'approximate'],
      },
      UsageVantage: {
        type: 'string',
      },
      UsageCount: {
        type: 'object',
        properties: {
          value: {
            type: 'number',
          },
          bounds: {
            type: 'object',
            description:
              'The least and the most that it can be; absent where it is exact.',
            properties: {
              low: {
                type: 'number',
              },
              high: {
                type: 'number',
              },
            },
            additionalProperties: false,
          },
          qualifiers: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/UsageQualifier',
            },
          },
          vantages: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/UsageVantage',
            },
          },
        },
        required: ['value', 'qualifiers', 'vantages'],
        additionalProperties: false,
      },
      UsageRow: {
        type: 'object',
        properties: {
          period: {
            type: 'string',
            description: 'The hour or day in UTC. Absent in totals.',
          },
          key: {
            type: 'object',
            properties: {
              model: {
                type: 'string',
              },
              version: {
                type: 'string',
              },
              deployment: {
                type: 'string',
              },
              operation: {
                type: 'string',
              },
              provider: {
                type: 'string',
              },
              consumer: {
                type: 'string',
              },
            },
            additionalProperties: false,
          },
          counts: {
            type: 'object',
            description:
              'By name. A count that is absent was not reported, which is not zero.',
            additionalProperties: {
              $ref: '#/components/schemas/UsageCount',
            },
          },
          cost: {
            type: 'array',
            description:
              'One amount for each currency, of the hours that are closed.',
            items: {
              type: 'object',
              properties: {
                amount: {
                  type: 'string',
                },
                currency: {
                  type: 'string',
                },
              },
              required: ['amount', 'currency'],
              additionalProperties: false,
            },
          },
          unpriced: {
            type: 'boolean',
            description:
              'Whether there is usage without a price, or of hours that are not closed.',
          },
        },
        required: ['key', 'counts', 'unpriced'],
        additionalProperties: false,
      },
      UsageAuthority: {
        type: 'object',
        properties: {
          model: {
            type: 'string',
          },
          count: {
            $ref: '#/components/schemas/UsageCountName',
          },
          vantage: {
            $ref: '#/components/schemas/UsageVantage',
          },
          sources: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          others: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                vantage: {
                  $ref: '#/components/schemas/UsageVantage',
                },
                sources: {
                  type: 'array',
                  items: {
                    type: 'string',
                  },
                },
                increase: {
                  type: 'object',
                  properties: {
                    value: {
                      type: 'number',
                    },
                    unseen: {
                      description: 'Null where nothing limits it.',
                      type: ['number', 'null'],
                    },
                    startEdge: {
                      type: 'number',
                    },
                    endEdge: {
                      type: 'number',
                    },
                  },
                  required: ['value', 'unseen', 'startEdge', 'endEdge'],
                  additionalProperties: false,
                },
                difference: {
                  type: 'number',
                },
                agrees: {
                  type: 'boolean',
                },
              },
              required: ['vantage', 'sources', 'increase', 'agrees'],
              additionalProperties: false,
            },
          },
        },
        required: ['model', 'count', 'vantage', 'sources', 'others'],
        additionalProperties: false,
      },
      UsageAnswer: {
        type: 'object',
        properties: {
          rows: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/UsageRow',
            },
          },
          total: {
            $ref: '#/components/schemas/UsageRow',
          },
          nextCursor: {
            type: 'string',
          },
          authorities: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/UsageAuthority',
            },
          },
          coverage: {
            type: 'number',
            minimum: 0,
            maximum: 1,
          },
          closed: {
            type: 'boolean',
          },
          readAt: {
            type: 'string',
          },
        },
        required: ['rows', 'total', 'authorities', 'closed', 'readAt'],
        additionalProperties: false,
      },
      MeasureUnit: {
        type: 'string',
        description: 'What is `money` carries its currency.',
      },
      MeasureQualifier: {
        type: 'string',
        enum: ['stale', 'partial', 'approximate'],
      },
      MeasureDefinition: {
        type: 'object',
        properties: {
          id: {
            type: 'string',
          },
          unit: {
            $ref: '#/components/schemas/MeasureUnit',
          },
          tasks: {
            type: 'array',
            description: 'Tasks of models for which it means something.',
            items: {
              type: 'string',
            },
          },
          better: {
            type: 'string',
            enum: ['more', 'less', 'neither'],
          },
          formula: {
            type: 'string',
          },
          parts: {
            type: 'array',
            description: 'Names of its further figures.',
            items: {
              type: 'string',
            },
          },
          breakdowns: {
            type: 'array',
            description: 'Dimensions by which it can be told apart.',
            items: {
              type: 'string',
            },
          },
        },
        required: [
          'id',
          'unit',
          'tasks',
          'better',
          'formula',
          'parts',
          'breakdowns',
        ],
        additionalProperties: false,
      },
      MeasuresResponse: {
        type: 'object',
        properties: {
          measures: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/MeasureDefinition',
            },
          },
        },
        required: ['measures'],
        additionalProperties: false,
      },
      MeasureWindow: {
        description:
          'The last hours or days up to now, `month` from the first of the month (UTC), `slo` the window of the objectives of the entity, or a span in ISO 8601 whose end no longer belongs to it. Spans of six hours and more begin with a full hour.',
        oneOf: [
          {
            type: 'string',
            enum: ['1h', '6h', '24h', '7d', '30d', '90d', 'month', 'slo'],
          },
          {
            type: 'object',
            properties: {
              from: {
                type: 'string',
                maxLength: 40,
              },
              to: {
                type: 'string',
                maxLength: 40,
              },
            },
            required: ['from', 'to'],
            additionalProperties: false,
          },
        ],
      },
      MeasureAsk: {
        type: 'object',
        properties: {
          id: {
            type: 'string',
            description:
              'Names the question within its request; its answer has the same.',
            minLength: 1,
            maxLength: 64,
          },
          measure: {
            type: 'string',
            minLength: 1,
            maxLength: 64,
          },
          window: {
            $ref: '#/components/schemas/MeasureWindow',
          },
          deployment: {
            type: 'string',
            minLength: 1,
            maxLength: 253,
          },
          version: {
            type: 'string',
            minLength: 1,
            maxLength: 253,
          },
          by: {
            type: 'string',
            description:
              'Tells it apart by this dimension as well; one of the `breakdowns` of the measure.',
            enum: [
              'model',
              'version',
              'deployment',
              'operation',
              'provider',
              'consumer',
              'namespace',
              'replica',
              'code',
              'reason',
              'guardrail',
              'phase',
              'gpu',
              'node',
              'queue',
              'resource',
            ],
          },
          compare: {
            type: 'boolean',
            description: 'Asks for the span of the same length before as well.',
          },
          step: {
            type: 'string',
            description:
              'Asks for the course as well. By the hour at most 32 days.',
            enum: ['hour', 'day'],
          },
        },
        required: ['id', 'measure', 'window'],
        additionalProperties: false,
      },
      MeasuresQuestion: {
        type: 'object',
        properties: {
          entityRef: {
            type: 'string',
            description:
              'Full ref of a Model, GpuPool, Component, System or Group.',
            minLength: 1,
            maxLength: 300,
          },
          asks: {
            type: 'array',
            minItems: 1,
            maxItems: 64,
            items: {
              $ref: '#/components/schemas/MeasureAsk',
            },
          },
        },
        required: ['entityRef', 'asks'],
        additionalProperties: false,
      },
      MeasureState: {
        type: 'string',
        description:
          '`value`: there is a figure. `no_traffic`: nothing happened that it could be about. `no_data`: the source answered, and has no such series. `not_instrumented`: no source that is set up can give it. `not_applicable`: it means nothing here. `error`: a source failed.',
        enum: [
          'value',
          'no_traffic',
          'no_data',
          'not_instrumented',
          'not_applicable',
          'error',
        ],
      },
      MeasureBounds: {
        type: 'object',
        description:
          'The least and the most that it can be. A side that is absent is not known.',
        properties: {
          low: {
            type: 'number',
          },
          high: {
            type: 'number',
          },
        },
        additionalProperties: false,
      },
      MeasureMoney: {
        type: 'object',
        properties: {
          amount: {
            type: 'string',
          },
          currency: {
            type: 'string',
          },
        },
        required: ['amount', 'currency'],
        additionalProperties: false,
      },
      MeasureReason: {
        type: 'object',
        properties: {
          code: {
            type: 'string',
          },
          message: {
            type: 'string',
          },
        },
        required: ['code', 'message'],
        additionalProperties: false,
      },
      MeasureFigure: {
        type: 'object',
        description:
          '`value` and `unit` where the state is `value`, and a `reason` otherwise.',
        properties: {
          state: {
            $ref: '#/components/schemas/MeasureState',
          },
          value: {
            type: 'number',
          },
          unit: {
            $ref: '#/components/schemas/MeasureUnit',
          },
          bounds: {
            $ref: '#/components/schemas/MeasureBounds',
          },
          money: {
            $ref: '#/components/schemas/MeasureMoney',
          },
          reason: {
            $ref: '#/components/schemas/MeasureReason',
          },
          qualifiers: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/MeasureQualifier',
            },
          },
          asOf: {
            type: 'string',
            description:
              'Moment of the oldest of the newest samples that it rests on.',
          },
          sources: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          coverage: {
            type: 'number',
            minimum: 0,
            maximum: 1,
          },
        },
        required: ['state', 'qualifiers', 'sources'],
        additionalProperties: false,
      },
      MeasureInput: {
        type: 'object',
        properties: {
          name: {
            type: 'string',
          },
          what: {
            type: 'string',
          },
          state: {
            type: 'string',
          },
          value: {
            type: 'number',
          },
          unit: {
            type: 'string',
          },
          source: {
            type: 'string',
          },
          asOf: {
            type: 'string',
          },
          query: {
            type: 'string',
          },
          note: {
            type: 'string',
          },
        },
        required: ['name', 'what', 'state'],
        additionalProperties: false,
      },
      MeasureExplanation: {
        type: 'object',
        properties: {
          formula: {
            type: 'string',
          },
          inputs: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/MeasureInput',
            },
          },
          notes: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
        },
        required: ['formula', 'inputs', 'notes'],
        additionalProperties: false,
      },
      MeasureResult: {
        type: 'object',
        description: 'A figure, with what it is put together from.',
        properties: {
          state: {
            $ref: '#/components/schemas/MeasureState',
          },
          value: {
            type: 'number',
          },
          unit: {
            $ref: '#/components/schemas/MeasureUnit',
          },
          bounds: {
            $ref: '#/components/schemas/MeasureBounds',
          },
          money: {
            $ref: '#/components/schemas/MeasureMoney',
          },
          reason: {
            $ref: '#/components/schemas/MeasureReason',
          },
          qualifiers: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/MeasureQualifier',
            },
          },
          asOf: {
            type: 'string',
          },
          sources: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          coverage: {
            type: 'number',
            minimum: 0,
            maximum: 1,
          },
          explain: {
            $ref: '#/components/schemas/MeasureExplanation',
          },
          parts: {
            type: 'object',
            description: 'Further figures of the same measure by their names.',
            additionalProperties: {
              $ref: '#/components/schemas/MeasureFigure',
            },
          },
          objective: {
            type: 'object',
            properties: {
              limit: {
                type: 'number',
              },
              wanted: {
                type: 'string',
                enum: ['below', 'above'],
              },
              met: {
                type: 'string',
                enum: ['yes', 'no', 'undecided'],
              },
            },
            required: ['limit', 'wanted', 'met'],
            additionalProperties: false,
          },
        },
        required: ['state', 'qualifiers', 'sources', 'explain', 'parts'],
        additionalProperties: false,
      },
      MeasureAnswer: {
        type: 'object',
        properties: {
          id: {
            type: 'string',
          },
          measure: {
            type: 'string',
          },
          from: {
            type: 'string',
          },
          to: {
            type: 'string',
          },
          result: {
            $ref: '#/components/schemas/MeasureResult',
          },
          previous: {
            $ref: '#/components/schemas/MeasureResult',
          },
          groups: {
            type: 'array',
            description:
              'The largest first, at most 50; then what stands for several together.',
            items: {
              type: 'object',
              properties: {
                key: {
                  type: 'string',
                },
                result: {
                  $ref: '#/components/schemas/MeasureResult',
                },
              },
              required: ['key', 'result'],
              additionalProperties: false,
            },
          },
          course: {
            type: 'array',
            description: 'In the order of time.',
            items: {
              type: 'object',
              properties: {
                from: {
                  type: 'string',
                },
                figure: {
                  $ref: '#/components/schemas/MeasureFigure',
                },
              },
              required: ['from', 'figure'],
              additionalProperties: false,
            },
          },
        },
        required: ['id', 'measure', 'from', 'to', 'result'],
        additionalProperties: false,
      },
      MeasuresAnswer: {
        type: 'object',
        properties: {
          entityRef: {
            type: 'string',
          },
          readAt: {
            type: 'string',
          },
          answers: {
            type: 'array',
            description: 'In the order of the questions.',
            items: {
              $ref: '#/components/schemas/MeasureAnswer',
            },
          },
        },
        required: ['entityRef', 'readAt', 'answers'],
        additionalProperties: false,
      },
      BaselineConditions: {
        type: 'object',
        description:
          'The conditions of a benchmark: what a throughput depends on. What is absent is not known.',
        properties: {
          accelerator: {
            type: 'string',
            minLength: 1,
            maxLength: 100,
            description: 'Name of the accelerator, as pools have it.',
          },
          gpus: {
            type: 'integer',
            minimum: 1,
            maximum: 100000,
            description: 'How many GPUs one replica took.',
          },
          inputTokens: {
            type: 'number',
            exclusiveMinimum: 0,
            description: 'Mean length of a prompt, in tokens.',
          },
          outputTokens: {
            type: 'number',
            exclusiveMinimum: 0,
            description: 'Mean length of an answer, in tokens.',
          },
          concurrency: {
            type: 'number',
            exclusiveMinimum: 0,
            description: 'Requests at the same time, where they were limited.',
          },
          requestRate: {
            type: 'number',
            exclusiveMinimum: 0,
            description: 'Requests per second, where they came at a rate.',
          },
          engine: {
            type: 'string',
            minLength: 1,
            maxLength: 200,
            description: 'What served the model, such as `vllm 0.29.0`.',
          },
          engineArgs: {
            type: 'array',
            maxItems: 200,
            items: {
              type: 'string',
              maxLength: 1000,
            },
            description: 'Arguments that the engine ran with.',
          },
        },
        additionalProperties: false,
      },
      BaselineToRecord: {
        type: 'object',
        description: 'A result of a benchmark to be recorded.',
        properties: {
          model: {
            type: 'string',
            minLength: 1,
            maxLength: 300,
            description: 'Full ref of the Model.',
          },
          version: {
            type: 'string',
            minLength: 1,
            maxLength: 100,
            description: 'Its version.',
          },
          deployment: {
            type: 'string',
            minLength: 1,
            maxLength: 100,
            description: 'The deployment that was measured.',
          },
          result: {
            type: 'object',
            description:
              'The JSON that `guidellm` or `vllm bench serve` wrote, as it is. What was measured is kept, and a digest; prompts, answers and addresses are not.',
            additionalProperties: {},
          },
          conditions: {
            $ref: '#/components/schemas/BaselineConditions',
          },
          note: {
            type: 'string',
            maxLength: 1000,
            description: 'What should be known of it.',
          },
        },
        required: ['model', 'version', 'deployment', 'result'],
        additionalProperties: false,
      },
      Baseline: {
        type: 'object',
        description:
          'What a benchmark measured of one version at one deployment.',
        properties: {
          id: {
            type: 'string',
            description: 'Names the record.',
          },
          model: {
            type: 'string',
            description: 'Full ref of the Model.',
          },
          version: {
            type: 'string',
            description: 'Its version.',
          },
          deployment: {
            type: 'string',
            description: 'The deployment.',
          },
          tool: {
            type: 'string',
            enum: ['guidellm', 'vllm-bench'],
            description: 'What made the result.',
          },
          ranAt: {
            type: 'string',
            format: 'date-time',
            description:
              'When the benchmark ran. `vllm bench serve` names no time zone: its time is read as UTC.',
          },
          recordedAt: {
            type: 'string',
            format: 'date-time',
            description: 'When it was recorded.',
          },
          recordedBy: {
            type: 'string',
            description: 'Full ref of who recorded it.',
          },
          digest: {
            type: 'string',
            pattern: '^sha256:[0-9a-f]{64}$',
            description:
              'Digest of the result, as JSON with the fields of each object in alphabetical order and no white space.',
          },
          tokensPerSecond: {
            type: 'number',
            minimum: 0,
            description: 'Output tokens per second at the best of its runs.',
          },
          timeToFirstTokenP95: {
            type: 'number',
            minimum: 0,
            description:
              'Seconds to the first token, 95 of 100 are faster. Absent where the result does not say.',
          },
          interTokenP95: {
            type: 'number',
            minimum: 0,
            description:
              'Seconds between two tokens, 95 of 100 are faster. Absent where the result does not say.',
          },
          conditions: {
            $ref: '#/components/schemas/BaselineConditions',
          },
          note: {
            type: 'string',
            description: 'What the one who recorded it says of it.',
          },
        },
        required: [
          'id',
          'model',
          'version',
          'deployment',
          'tool',
          'ranAt',
          'recordedAt',
          'recordedBy',
          'digest',
          'tokensPerSecond',
          'conditions',
        ],
        additionalProperties: false,
      },
      BaselinesResponse: {
        type: 'object',
        properties: {
          baselines: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Baseline',
            },
          },
        },
        required: ['baselines'],
        additionalProperties: false,
      },
    },
  },
  paths: {
    '/v1/sources': {
      get: {
        operationId: 'GetSources',
        tags: ['Sources'],
        summary: "Health of the sources of the portal's data.",
        description:
          'Needs the permission `llm.source.read`. A source that cannot be read is an entry with the state `error`, not an error of the request.',
        security: [
          {
            JWT: [],
          },
        ],
        parameters: [],
        responses: {
          '200': {
            description: 'One entry for each source that the plugin knows.',
            content: {
              'application/json; charset=utf-8': {
                schema: {
                  $ref: '#/components/schemas/SourcesResponse',
                },
              },
            },
          },
          '400': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
    },
    '/v1/changes': {
      get: {
        operationId: 'GetChanges',
        tags: ['Changes'],
        summary: 'The changes that wait for a review, newest first.',
        description: 'Needs the permission `llm.change.read`. Users only.',
        security: [
          {
            JWT: [],
          },
        ],
        parameters: [],
        responses: {
          '200': {
            description: 'All open changes.',
            content: {
              'application/json; charset=utf-8': {
                schema: {
                  $ref: '#/components/schemas/ChangesResponse',
                },
              },
            },
          },
          '400': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
    },
    '/v1/changes/{id}': {
      get: {
        operationId: 'GetChange',
        tags: ['Changes'],
        summary: 'A change with all that a reviewer decides upon.',
        description: 'Needs the permission `llm.change.read`. Users only.',
        security: [
          {
            JWT: [],
          },
        ],
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            description: 'Names the change.',
            schema: {
              type: 'string',
              pattern: '^[a-z0-9][a-z0-9._-]{0,99}$',
            },
          },
        ],
        responses: {
          '200': {
            description: 'The change.',
            content: {
              'application/json; charset=utf-8': {
                schema: {
                  $ref: '#/components/schemas/Change',
                },
              },
            },
          },
          '400': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '404': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
    },
    '/v1/changes/{id}/merge': {
      post: {
        operationId: 'MergeChange',
        tags: ['Changes'],
        summary: 'Merges the version of a change that was seen.',
        description:
          'Needs the permission `llm.change.merge`. Users only: somebody who did not make the change, and owns what it is about or runs the platform.',
        security: [
          {
            JWT: [],
          },
        ],
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            description: 'Names the change.',
            schema: {
              type: 'string',
              pattern: '^[a-z0-9][a-z0-9._-]{0,99}$',
            },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/ChangeDecision',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'It is merged.',
            content: {
              'application/json; charset=utf-8': {
                schema: {
                  $ref: '#/components/schemas/MergeResponse',
                },
              },
            },
          },
          '400': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '404': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '409': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
    },
    '/v1/changes/{id}/withdraw': {
      post: {
        operationId: 'WithdrawChange',
        tags: ['Changes'],
        summary: 'Gives a change up.',
        description:
          'Needs the permission `llm.change.withdraw`. Users only: who made the change, owns what it is about, or runs the platform.',
        security: [
          {
            JWT: [],
          },
        ],
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            description: 'Names the change.',
            schema: {
              type: 'string',
              pattern: '^[a-z0-9][a-z0-9._-]{0,99}$',
            },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/ChangeDecision',
              },
            },
          },
        },
        responses: {
          '204': {
            description: 'It is withdrawn.',
          },
          '400': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '404': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '409': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
    },
    '/v1/models/inspect': {
      post: {
        operationId: 'InspectModel',
        tags: ['Models'],
        summary: 'Reads what a model is where it is published.',
        description:
          'Needs the permission `llm.model.inspect`. Users only. Reads the configuration, and indexes and headers of weight files, never the weights. Two models are read at the same time for a user.',
        security: [
          {
            JWT: [],
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/ModelToInspect',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'What was read.',
            content: {
              'application/json; charset=utf-8': {
                schema: {
                  $ref: '#/components/schemas/ModelInspection',
                },
              },
            },
          },
          '400': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '404': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '429': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '503': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
    },
    '/v1/drift': {
      get: {
        operationId: 'GetDrift',
        tags: ['Drift'],
        summary: 'How committed manifests stand to what was decided.',
        description:
          'Needs the permission `llm.change.read`. Users only. Without a model or a pool: all deployments and pools that the user sees and that are not in step.',
        security: [
          {
            JWT: [],
          },
        ],
        parameters: [
          {
            name: 'model',
            in: 'query',
            required: false,
            allowReserved: true,
            description:
              'Ref of a Model, for its deployments whatever their state is, with the texts of edited files.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 300,
            },
          },
          {
            name: 'pool',
            in: 'query',
            required: false,
            allowReserved: true,
            description:
              'Ref of a GpuPool, for what was rendered for it whatever its state is, with the texts of edited files. Not beside a model.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 300,
            },
          },
        ],
        responses: {
          '200': {
            description: 'One entry for each folder.',
            content: {
              'application/json; charset=utf-8': {
                schema: {
                  $ref: '#/components/schemas/DriftResponse',
                },
              },
            },
          },
          '400': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '404': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
    },
    '/v1/usage': {
      get: {
        operationId: 'GetUsage',
        tags: ['Usage'],
        summary: 'What models were used for, from the ledger.',
        description:
          'Needs the permission `llm.measure.read`. Of one model, of what a consumer uses, of the models of an owner, or of all that the caller sees. Consumers that the caller may not be told of are added together under `others`.',
        security: [
          {
            JWT: [],
          },
        ],
        parameters: [
          {
            name: 'model',
            in: 'query',
            required: false,
            allowReserved: true,
            description: 'Full ref of a Model.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 300,
            },
          },
          {
            name: 'consumer',
            in: 'query',
            required: false,
            allowReserved: true,
            description:
              'Full ref of a Component, System, Group or Resource: what it uses, with what belongs to it.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 300,
            },
          },
          {
            name: 'models',
            in: 'query',
            required: false,
            allowReserved: true,
            description:
              'Full ref of a Group or System: of the models that it owns, or that belong to it.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 300,
            },
          },
          {
            name: 'from',
            in: 'query',
            required: true,
            allowReserved: true,
            description:
              'Beginning, in ISO 8601; the hour that it lies in is the first.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 40,
            },
          },
          {
            name: 'to',
            in: 'query',
            required: true,
            allowReserved: true,
            description:
              'End, in ISO 8601; the hour that begins then no longer belongs to it.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 40,
            },
          },
          {
            name: 'step',
            in: 'query',
            required: true,
            allowReserved: true,
            description: 'How finely it is cut by time, in UTC.',
            schema: {
              type: 'string',
              enum: ['hour', 'day', 'total'],
            },
          },
          {
            name: 'by',
            in: 'query',
            required: false,
            allowReserved: true,
            description:
              'Parts by which it is told apart; the same name several times.',
            schema: {
              type: 'array',
              maxItems: 6,
              default: [],
              items: {
                type: 'string',
                enum: [
                  'model',
                  'version',
                  'deployment',
                  'operation',
                  'provider',
                  'consumer',
                ],
              },
            },
          },
          {
            name: 'sort',
            in: 'query',
            required: false,
            allowReserved: true,
            description:
              'The count or cost that decides which rows come first; by time and parts where it is absent.',
            schema: {
              type: 'string',
              enum: [
                'requests',
                'failed',
                'refused',
                'aborted',
                'inputTokens',
                'outputTokens',
                'cachedInputTokens',
                'audioSeconds',
                'characters',
                'images',
                'texts',
                'documents',
                'cost',
              ],
            },
          },
          {
            name: 'limit',
            in: 'query',
            required: false,
            description: 'At most so many rows.',
            schema: {
              type: 'integer',
              minimum: 1,
              maximum: 1000,
            },
          },
          {
            name: 'cursor',
            in: 'query',
            required: false,
            allowReserved: true,
            description:
              'Goes on after an earlier answer to the same question.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 4000,
            },
          },
        ],
        responses: {
          '200': {
            description: 'A page of rows.',
            content: {
              'application/json; charset=utf-8': {
                schema: {
                  $ref: '#/components/schemas/UsageAnswer',
                },
              },
            },
          },
          '400': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '404': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
    },
    '/v1/usage/csv': {
      get: {
        operationId: 'GetUsageCsv',
        tags: ['Usage'],
        summary: 'What models were used for, as comma-separated values.',
        description:
          'As `/v1/usage`, with all rows at once. More than 100,000 rows are refused.',
        security: [
          {
            JWT: [],
          },
        ],
        parameters: [
          {
            name: 'model',
            in: 'query',
            required: false,
            allowReserved: true,
            description: 'Full ref of a Model.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 300,
            },
          },
          {
            name: 'consumer',
            in: 'query',
            required: false,
            allowReserved: true,
            description:
              'Full ref of a Component, System, Group or Resource: what it uses, with what belongs to it.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 300,
            },
          },
          {
            name: 'models',
            in: 'query',
            required: false,
            allowReserved: true,
            description:
              'Full ref of a Group or System: of the models that it owns, or that belong to it.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 300,
            },
          },
          {
            name: 'from',
            in: 'query',
            required: true,
            allowReserved: true,
            description:
              'Beginning, in ISO 8601; the hour that it lies in is the first.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 40,
            },
          },
          {
            name: 'to',
            in: 'query',
            required: true,
            allowReserved: true,
            description:
              'End, in ISO 8601; the hour that begins then no longer belongs to it.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 40,
            },
          },
          {
            name: 'step',
            in: 'query',
            required: true,
            allowReserved: true,
            description: 'How finely it is cut by time, in UTC.',
            schema: {
              type: 'string',
              enum: ['hour', 'day', 'total'],
            },
          },
          {
            name: 'by',
            in: 'query',
            required: false,
            allowReserved: true,
            description:
              'Parts by which it is told apart; the same name several times.',
            schema: {
              type: 'array',
              maxItems: 6,
              default: [],
              items: {
                type: 'string',
                enum: [
                  'model',
                  'version',
                  'deployment',
                  'operation',
                  'provider',
                  'consumer',
                ],
              },
            },
          },
          {
            name: 'sort',
            in: 'query',
            required: false,
            allowReserved: true,
            description:
              'The count or cost that decides which rows come first; by time and parts where it is absent.',
            schema: {
              type: 'string',
              enum: [
                'requests',
                'failed',
                'refused',
                'aborted',
                'inputTokens',
                'outputTokens',
                'cachedInputTokens',
                'audioSeconds',
                'characters',
                'images',
                'texts',
                'documents',
                'cost',
              ],
            },
          },
        ],
        responses: {
          '200': {
            description:
              'A table by RFC 4180 whose first line has the titles of the columns and their units.',
            content: {
              'text/csv': {
                schema: {
                  type: 'string',
                },
              },
            },
          },
          '400': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '404': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
    },
    '/v1/measures': {
      get: {
        operationId: 'GetMeasures',
        tags: ['Measures'],
        summary: 'What there is to measure.',
        description: 'Needs the permission `llm.measure.read`.',
        security: [
          {
            JWT: [],
          },
        ],
        responses: {
          '200': {
            description: 'Every measure.',
            content: {
              'application/json; charset=utf-8': {
                schema: {
                  $ref: '#/components/schemas/MeasuresResponse',
                },
              },
            },
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
    },
    '/v1/measures/read': {
      post: {
        operationId: 'ReadMeasures',
        tags: ['Measures'],
        summary: 'Measures one entity, all that is asked of it at once.',
        description:
          'Needs the permission `llm.measure.read`. A source that fails, or does not answer in time, is an `error` of the answers that rest on it, and of no others. Consumers that the caller may not be told of stand together under one key.',
        security: [
          {
            JWT: [],
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/MeasuresQuestion',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'One answer for each question.',
            content: {
              'application/json; charset=utf-8': {
                schema: {
                  $ref: '#/components/schemas/MeasuresAnswer',
                },
              },
            },
          },
          '400': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '404': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
    },
    '/v1/baselines': {
      get: {
        operationId: 'GetBaselines',
        tags: ['Baselines'],
        summary: 'What benchmarks measured of a model, the latest first.',
        description:
          'Needs the permission `llm.measure.read`. The 500 that were recorded last.',
        security: [
          {
            JWT: [],
          },
        ],
        parameters: [
          {
            name: 'model',
            in: 'query',
            required: true,
            allowReserved: true,
            description: 'Ref of a Model.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 300,
            },
          },
        ],
        responses: {
          '200': {
            description: 'The baselines.',
            content: {
              'application/json; charset=utf-8': {
                schema: {
                  $ref: '#/components/schemas/BaselinesResponse',
                },
              },
            },
          },
          '400': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '404': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
      post: {
        operationId: 'RecordBaseline',
        tags: ['Baselines'],
        summary: 'Records what a benchmark measured of a deployment.',
        description:
          'Needs the permission `llm.baseline.record`. Users only: somebody who owns the model or runs the platform. What was recorded just so before is there already, and is the answer.',
        security: [
          {
            JWT: [],
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/BaselineToRecord',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The record.',
            content: {
              'application/json; charset=utf-8': {
                schema: {
                  $ref: '#/components/schemas/Baseline',
                },
              },
            },
          },
          '400': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '401': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '403': {
            $ref: '#/components/responses/ErrorResponse',
          },
          '404': {
            $ref: '#/components/responses/ErrorResponse',
          },
        },
      },
    },
  },
} as const;

export const createOpenApiRouter = async (
  options?: Parameters<typeof createValidatedOpenApiRouter>[1],
) => createValidatedOpenApiRouter<typeof spec>(spec, options);
