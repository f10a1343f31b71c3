export * from './constants';
export * from './entities';
export * from './schemas';
export * from './model/types.generated';
export * from './pool/types.generated';
