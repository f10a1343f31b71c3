import {
  parseEntityRef,
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';

/**
 * A link to an entity by its ref, entity or parsed ref, with the portal's own
 * icon and title. A ref that cannot be parsed is shown as the text it is.
 *
 * @public
 */
export function EntityLink(props: {
  entityRef: string | Entity | CompoundEntityRef;
  /** Kind to assume for a ref that names none. */
  defaultKind?: string;
  /** Namespace to assume for a ref that names none. Default `default`. */
  defaultNamespace?: string;
  hideIcon?: boolean;
  /** Opens beside the page, which may be a form that would be lost. */
  newTab?: boolean;
}) {
  const { entityRef, defaultKind, defaultNamespace, hideIcon, newTab } = props;
  let target = entityRef;
  if (typeof entityRef === 'string') {
    try {
      target = parseEntityRef(entityRef, { defaultKind, defaultNamespace });
    } catch {
      return <Typography component="span">{entityRef}</Typography>;
    }
  }
  return (
    <EntityRefLink
      entityRef={target}
      hideIcon={hideIcon}
      target={newTab ? '_blank' : undefined}
    />
  );
}

/**
 * Several entity links in a row, separated by commas.
 *
 * @public
 */
export function EntityLinks(props: {
  entityRefs: readonly (string | Entity | CompoundEntityRef)[];
  defaultKind?: string;
  defaultNamespace?: string;
  hideIcon?: boolean;
  /** Opens each beside the page, which may be a form that would be lost. */
  newTab?: boolean;
}) {
  const { entityRefs, ...rest } = props;
  return (
    <>
      {entityRefs.map((entityRef, index) => (
        <span
          key={
            typeof entityRef === 'string'
              ? entityRef
              : stringifyEntityRef(entityRef)
          }
        >
          {index > 0 && ', '}
          <EntityLink entityRef={entityRef} {...rest} />
        </span>
      ))}
    </>
  );
}
