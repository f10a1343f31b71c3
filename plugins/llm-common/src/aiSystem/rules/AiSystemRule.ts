import { Entity } from '@backstage/catalog-model';
import { Rule } from '../../rules/Rule';

/** A rule on the annotations of an AI system. */
export type AiSystemRule = Rule<Entity>;
