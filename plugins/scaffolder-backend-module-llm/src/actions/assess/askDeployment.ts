import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, isError, NotFoundError } from '@backstage/errors';
import { routeDestinations } from '@modelyard/llm-manifests';
import { assessStanding, PolicyVerdict } from '@modelyard/llm-sizing';
import {
  readLlmProvider,
  ResolvedDeploymentTarget,
  toAssessedModel,
} from '@modelyard/plugin-llm-common';
import {
  findDeployment,
  FoundDeployment,
  placeOfDeployment,
  readDeploymentIntent,
} from '../../changes/deploymentFolder';
import { valueOf } from '../fail';
import { hostWarnings, ProviderHost } from './hostWarnings';
import { IntentSources, presentIntent } from './presentIntent';
import { AssessQuestion } from './question';
import { EntityView } from './readEntities';
import { readPlace } from './readPlace';

/** A place that requests for a deployment go to, and what policy says of it. */
export interface PlaceAnswer {
  /** Ref of the model that gets the requests there. */
  model: string;
  version?: string;
  place: Exclude<ResolvedDeploymentTarget, { kind: 'base' }>;
  /** How requests get there, in a sentence for each way. */
  ways: string[];
  policy: PolicyVerdict;
  /** What a reviewer should know. */
  warnings: string[];
}

/** What policy says of every place that requests for a deployment go to. */
export interface DeploymentAnswer {
  /** That of the deployment itself comes first. */
  places: PlaceAnswer[];
  /** Where nobody knows whose policy counts, in sentences. */
  unknown: string[];
}

type Question = Pick<
  AssessQuestion,
  'model' | 'entity' | 'dataClass' | 'regions'
>;

function titleOf({ name, modelRef }: FoundDeployment): string {
  return `the deployment ${name} of ${modelRef}`;
}

class PolicyWalk {
  private readonly visited = new Set<string>();
  private readonly places = new Map<string, PlaceAnswer>();
  private readonly unknown: string[] = [];

  constructor(
    private readonly view: EntityView,
    private readonly sources: IntentSources,
    private readonly question: Question,
  ) {}

  answer(): DeploymentAnswer {
    return { places: [...this.places.values()], unknown: this.unknown };
  }

  async visit(found: FoundDeployment): Promise<void> {
    const title = titleOf(found);
    if (this.visited.has(title)) {
      return;
    }
    this.visited.add(title);
    const target = placeOfDeployment(found);
    // The servers of a base work on the data of its adapters, and its route leads their requests.
    const base =
      target.kind === 'base'
        ? await findDeployment(this.view, {
            model: target.ref,
            deployment: target.deployment,
          })
        : undefined;
    const place = base ? placeOfDeployment(base) : target;
    if (place.kind === 'base') {
      throw new InputError(
        `${titleOf(
          base ?? found,
        )} is served by another deployment itself, so that it serves no adapters`,
      );
    }
    await this.ask({ found, base, place, way: `${title} runs there` });
    await this.visitRoute({ found, base, place });
  }

  private async visitRoute(options: {
    found: FoundDeployment;
    base?: FoundDeployment;
    place: PlaceAnswer['place'];
  }): Promise<void> {
    const { found, base, place } = options;
    const routed = base ?? found;
    const text = await presentIntent(routed, this.sources);
    if (text === undefined) {
      return;
    }
    const route = `the route of ${titleOf(routed)}`;
    const destinations = valueOf(
      `Nobody can say where ${route} leads`,
      routeDestinations(readDeploymentIntent(routed, text)),
    );
    for (const destination of destinations) {
      const way = `${destination.path} of ${route} leads there`;
      if (destination.kind === 'existing') {
        await this.visitOther(
          destination.of,
          `${destination.path} of ${route}`,
        );
        continue;
      }
      const { hostname, hostField, priority } = destination;
      // What comes first is what the deployment runs on, also where an older intent does not say so.
      const own =
        place.kind === 'provider' && priority === 0 ? place.ref : undefined;
      const ref = destination.entity ?? own;
      if (ref === undefined) {
        this.unknown.push(
          `${destination.path} of ${route} leads to ${hostname}, but does not say which provider in the catalog that is: nobody knows whose policy counts`,
        );
        continue;
      }
      await this.ask({
        found,
        base,
        place: { kind: 'provider', ref },
        way,
        host: { ref, hostname, hostField: `${hostField} of ${route}` },
      });
    }
  }

  private async visitOther(
    of: { model: string; deployment: string } | undefined,
    where: string,
  ): Promise<void> {
    if (!of) {
      this.unknown.push(
        `${where} leads to another deployment, but does not say which one in the catalog that is: nobody knows whose policy counts`,
      );
      return;
    }
    let other: FoundDeployment;
    try {
      other = await findDeployment(this.view, of);
    } catch (error) {
      throw isError(error) && error.name === 'NotFoundError'
        ? new NotFoundError(
            `${where} leads to a deployment of a model that you do not see in the catalog: nobody can tell you which data may go there`,
          )
        : error;
    }
    await this.visit(other);
  }

  /** Asks about one place; a place that is reached in several ways is asked about once. */
  private async ask(options: {
    found: FoundDeployment;
    base?: FoundDeployment;
    place: PlaceAnswer['place'];
    way: string;
    host?: ProviderHost;
  }): Promise<void> {
    const { found, base, place, way, host } = options;
    const { entity, assessed } = await readPlace(this.view, place, way);
    const warnings = host
      ? hostWarnings(host, readLlmProvider(entity)?.hosts)
      : [];
    const key = JSON.stringify([found.modelRef, place.kind, place.ref]);
    const before = this.places.get(key);
    if (before) {
      before.ways.push(way);
      before.warnings.push(...warnings);
      return;
    }
    const { dataClass, regions } = this.question;
    this.places.set(key, {
      model: stringifyEntityRef(found.model),
      version: found.listed?.version,
      place,
      ways: [way],
      policy: assessStanding({
        model: toAssessedModel(found.model),
        base: base && toAssessedModel(base.model),
        place: assessed,
        policy: { dataClass, regions },
      }),
      warnings,
    });
  }
}

/**
 * Asks policy about a deployment that is there: where it runs, and wherever its route leads, those of deployments that answer
 * instead among it. Nothing is sized.
 */
export async function askDeployment(
  view: EntityView,
  sources: IntentSources,
  question: Question & { deployment: string },
): Promise<DeploymentAnswer> {
  const walk = new PolicyWalk(view, sources, question);
  await walk.visit(await findDeployment(view, question));
  return walk.answer();
}
