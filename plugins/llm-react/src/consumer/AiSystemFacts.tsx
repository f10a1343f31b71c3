import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { Facts, Unknown, type Fact } from '../facts';
import { useFormats } from '../formats';
import { EntityLink } from '../links';
import { useTerms } from '../terms';
import { useTexts } from '../useTexts';
import {
  aiSystemAnnotations,
  type AiSystemField,
  type AiSystemView,
} from './aiSystem';

/** What an AI system declares; what it leaves out is said. */
export function AiSystemFacts(props: { view: AiSystemView }) {
  const { facts, inherited, system } = props.view;
  const t = useTexts();
  const terms = useTerms();
  const formats = useFormats();

  const fact = (
    field: AiSystemField,
    name: string,
    value: ReactNode,
    absent?: string,
  ): Fact => ({
    name,
    value: value ? (
      <>
        {value}
        {system && inherited.includes(field) && (
          <>
            {' ('}
            {t('consumer.aiSystem.fromSystem', {
              system: <EntityLink entityRef={system} hideIcon />,
            })}
            )
          </>
        )}
      </>
    ) : (
      <Unknown>
        {absent ??
          t('consumer.aiSystem.add', {
            annotation: aiSystemAnnotations[field],
          })}
      </Unknown>
    ),
  });

  const { riskClass, roles, intendedUses, annexThreePoint, oversightContact } =
    facts;
  return (
    <Facts
      facts={[
        fact(
          'riskClass',
          t('consumer.aiSystem.riskClass'),
          riskClass && terms('riskClass', riskClass),
        ),
        fact(
          'roles',
          t('consumer.aiSystem.role'),
          roles?.length &&
            formats.list(roles.map(role => terms('aiActRole', role))),
        ),
        fact(
          'intendedUses',
          t('consumer.aiSystem.intendedUse'),
          intendedUses?.length && formats.list(intendedUses),
        ),
        fact(
          'annexThreePoint',
          t('consumer.aiSystem.annexThreePoint'),
          annexThreePoint,
          t('consumer.aiSystem.noAnnexThreePoint'),
        ),
        fact(
          'oversightContact',
          t('consumer.aiSystem.oversightContact'),
          oversightContact && <Contact contact={oversightContact} />,
        ),
      ]}
    />
  );
}

function Contact(props: { contact: string }) {
  const { contact } = props;
  return contact.includes('@') ? (
    <Link to={`mailto:${contact}`}>{contact}</Link>
  ) : (
    <EntityLink entityRef={contact} defaultKind="user" />
  );
}
