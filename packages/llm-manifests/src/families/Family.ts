import { Issue, Result } from '@modelyard/llm-units';
import { z } from 'zod/v3';
import type { DeploymentSubject, Subject } from '../intent/subject';
import type { KubernetesObject } from '../objects/KubernetesObject';
import type { Platform } from '../platform/Platform';
import type { PlatformRequirement } from '../platform/requirements';
import type { EngineInput, SourceInput } from '../serving/engine';
import type { DeploymentStatus } from '../status/DeploymentStatus';

/**
 * Where the pods of a deployment can be reached and found: what gateway, scaling and monitoring families build on.
 *
 * @public
 */
export interface ServingTarget {
  /** The workload that can be scaled. */
  readonly workload: { apiVersion: string; kind: string; name: string };
  /** Service in front of the pods. */
  readonly service: { name: string; port: number };
  /** Port of the pods that serves requests and `/metrics`. */
  readonly podPort: { name?: string; number: number };
  /** Labels that select exactly the pods that answer requests. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Whether the pods speak HTTPS. */
  readonly tls: boolean;
  /** Whether the servers ask for a key. */
  readonly needsKey: boolean;
  /** Path before `/v1`; empty where there is none. */
  readonly pathPrefix: string;
  /** How many servers the intent asks for, by what scales them or by the serving family. */
  readonly replicas: { readonly min: number; readonly max?: number };
  /** The field of the serving family that scales it, in place of the family autoscaling; absent where that one may. */
  readonly scaledBy?: string;
  /** Where the weights come from. */
  readonly source: SourceInput;
  readonly engine: {
    /** Image of the engine; absent where another object names it. */
    readonly image?: string;
    /** Version of vLLM; absent where the image does not say. */
    readonly version?: string;
    /** What the model is asked for. */
    readonly task: EngineInput['task'];
  };
}

/** What a family renders from. */
export interface RenderContext<TInput, TSubject extends Subject = Subject> {
  readonly subject: TSubject;
  readonly input: TInput;
  readonly platform: Platform;
  /** Of the serving family in the same intent; absent where there is none. */
  readonly serving?: ServingTarget;
  /** Ids of all families of the intent. */
  readonly families: readonly string[];
}

/**
 * An input that shows what a family is for.
 *
 * @public
 */
export interface FamilyExample<TFields = unknown> {
  /** What comes of it, in a phrase. */
  readonly description: string;
  readonly input: TFields;
  /** Id of a serving family, for a family that needs one in its intent: beside the example of that one. */
  readonly beside?: string;
}

/**
 * A name that can belong to one deployment or pool only.
 *
 * @public
 */
export interface NameClaim {
  /** The field of the intent that gives it. */
  readonly field: string;
  readonly value: string;
  /** Where it must be free: a text that is equal for the same place within a target. */
  readonly place: string;
  /** The same for people, such as `on the gateway`. */
  readonly where: string;
}

interface FamilyBase<TInput, TSubject extends Subject> {
  /** Name of its folder, and of its part in an intent. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Whether its objects are about a deployment or a pool. */
  readonly subject: TSubject['kind'];
  /** Fields for people, with descriptions that serve as form help. */
  readonly input: z.ZodType<TInput, z.ZodTypeDef, unknown>;
  /** Shown wherever somebody learns what the family takes; it renders for a target that has everything. */
  readonly example: FamilyExample;
  /** `<apiVersion> <kind>` of everything that it may render. */
  readonly kinds: readonly string[];
  /** What the target must have for this input. */
  requirements(context: RenderContext<TInput, TSubject>): PlatformRequirement[];
  /** How many servers there are where this family scales them; absent or undefined where the serving family says it. */
  replicas?(
    context: RenderContext<TInput, TSubject>,
  ): ServingTarget['replicas'] | undefined;
  /** Rules across fields; errors stop the rendering. Paths begin at the input. */
  check?(context: RenderContext<TInput, TSubject>): Issue[];
  /** Names beside that of the objects that nobody else may have in the target. */
  claims?(options: { subject: TSubject; input: TInput }): NameClaim[];
  /** Makes the objects. Only called with an input that was found good. */
  render(context: RenderContext<TInput, TSubject>): KubernetesObject[];
}

/** A family whose objects serve a model. */
export interface ServingFamilyDefinition<TInput>
  extends FamilyBase<TInput, DeploymentSubject> {
  /** How its pods are reached and found. */
  serving(context: RenderContext<TInput, DeploymentSubject>): ServingTarget;
  /** Reads from live objects how the deployment is doing. */
  readStatus(options: {
    objects: readonly KubernetesObject[];
    name: string;
    namespace: string;
  }): DeploymentStatus;
}

/** A family of objects around a deployment or a pool. */
export type FamilyDefinition<TInput, TSubject extends Subject> = FamilyBase<
  TInput,
  TSubject
> & {
  serving?: ServingFamilyDefinition<TInput>['serving'];
  readStatus?: ServingFamilyDefinition<TInput>['readStatus'];
};

/**
 * A manifest family: reads the part of an intent that is about it, and renders it.
 *
 * @public
 */
export interface Family {
  /** Name of its folder, and of its part in an intent. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Whether its objects are about a deployment or a pool. */
  readonly subject: Subject['kind'];
  /** Fields for people; what an intent holds for this family. */
  readonly input: z.ZodTypeAny;
  /** Shown wherever somebody learns what the family takes; it renders for a target that has everything. */
  readonly example: FamilyExample;
  /** `<apiVersion> <kind>` of everything that it may render. */
  readonly kinds: readonly string[];
  /** Whether its objects serve a model, so that an intent can hold only one such family. */
  readonly serves: boolean;
  /**
   * How the pods are reached and found; undefined where the family serves nothing or the input is bad.
   */
  serving(options: {
    subject: Subject;
    input: unknown;
    platform: Platform;
    families?: readonly string[];
  }): ServingTarget | undefined;
  /** How many servers there are where this family scales them; undefined where it leaves that to the serving family. */
  replicas(options: {
    subject: Subject;
    input: unknown;
    platform: Platform;
    families?: readonly string[];
  }): ServingTarget['replicas'] | undefined;
  /** Names beside that of the objects that nobody else may have in the target; none where the input is bad. */
  claims(options: { subject: Subject; input: unknown }): NameClaim[];
  /** Objects with warnings, or the errors. Paths begin at the input, or with `platform` or `subject`. */
  render(options: {
    subject: Subject;
    input: unknown;
    platform: Platform;
    serving?: ServingTarget;
    families?: readonly string[];
  }): Result<KubernetesObject[]>;
  /** Reads from live objects how the deployment is doing; absent where the family has no state of its own. */
  readStatus?(options: {
    objects: readonly KubernetesObject[];
    name: string;
    namespace: string;
  }): DeploymentStatus;
}
