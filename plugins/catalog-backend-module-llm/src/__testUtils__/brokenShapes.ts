import { Entity } from '@backstage/catalog-model';
import { aGpuPool, aModel } from './entities';

/** Entities that break their schema, one for each way in which it can be broken. */
export function brokenShapes(): Array<{ name: string; entity: Entity }> {
  const { spec: _model, ...withoutSpec } = aModel();
  const { spec: _pool, ...poolWithoutSpec } = aGpuPool();
  return [
    { name: 'no spec', entity: withoutSpec },
    { name: 'no spec of a pool', entity: poolWithoutSpec },
    {
      name: 'missing fields',
      entity: aModel(spec => {
        delete spec.owner;
        delete spec.deployments[0].version;
      }),
    },
    {
      name: 'unknown fields',
      entity: aModel(spec => {
        spec.lifecylce = 'production';
        spec.versions[1].arch = {};
      }),
    },
    {
      name: 'wrong types',
      entity: aModel(spec => {
        spec.derivedFrom = 'model:default/llama-3-1-70b';
        spec.versions[0].source = [];
        spec.deployments[0].on = null;
      }),
    },
    {
      name: 'values outside',
      entity: aModel(spec => {
        spec.type = 'chatbot';
        spec.deployments[0].replicas = { min: -1, max: 0 };
        spec.versions[1].architecture = { layers: [] };
      }),
    },
    {
      name: 'wrong forms',
      entity: aModel(spec => {
        spec.versions[0].source.uri = 'no address';
        spec.capabilities = [
          'Tool Calling',
          'x'.repeat(64),
          'vision',
          'vision',
        ];
      }),
    },
    {
      name: 'shape and rules together',
      entity: aModel(spec => {
        spec.lifecycle = 'forever';
        spec.deployments[0].version = 'v9';
        spec.trainedOn = ['resource:b', 'model:a'];
      }),
    },
    {
      name: 'wrong values of a pool',
      entity: aGpuPool(spec => {
        spec.devices[0].nodes = 1.5;
        spec.devices[0].nodeSelector = { 'nvidia.com/gpu.product': 80 };
        spec.quotas = [{ group: 'team', devices: 'whole' }];
      }),
    },
    {
      name: 'an unknown version',
      entity: { ...aModel(), apiVersion: 'modelyard.dev/v2' },
    },
    { name: 'another spelling', entity: { ...aModel(), kind: 'model' } },
    {
      name: 'an unknown kind',
      entity: { ...aModel(), kind: 'Modell' },
    },
  ];
}
