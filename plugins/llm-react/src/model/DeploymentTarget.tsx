import type { ModelDeployment } from '@modelyard/plugin-llm-common';
import { Unknown } from '../facts';
import { EntityLink } from '../links';
import { useTexts } from '../useTexts';
import { Lines } from './about/Lines';

/** What a deployment runs on: a link, where it leads to something. */
export function DeploymentTarget(props: {
  deployment: ModelDeployment;
  namespace?: string;
  /** Whether the catalog does not show what the deployment runs on. */
  hidden: boolean;
}) {
  const { deployment, namespace, hidden } = props;
  const t = useTexts();
  const { pool, provider, devices, base } = deployment.on;
  const place = base?.model ?? pool ?? provider;
  if (!place) {
    return <Unknown>{t('model.deployments.noTarget')}</Unknown>;
  }
  let defaultKind = pool ? 'gpupool' : 'resource';
  if (base) {
    defaultKind = 'model';
  }
  const link = hidden ? (
    <code>{place}</code>
  ) : (
    <EntityLink
      entityRef={place}
      defaultKind={defaultKind}
      defaultNamespace={namespace}
    />
  );
  const lines = [
    base
      ? t('model.deployments.base', {
          deployment: base.deployment,
          model: link,
        })
      : link,
  ];
  if (hidden) {
    lines.push(<Unknown>{t('model.deployments.notVisible')}</Unknown>);
  }
  if (devices && !base) {
    lines.push(<>{t('model.deployments.devices', { devices })}</>);
  }
  return <Lines lines={lines} />;
}
