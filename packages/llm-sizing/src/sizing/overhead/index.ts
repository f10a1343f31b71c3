import { activations } from './activations';
import { adapters } from './adapters';
import { buffers } from './buffers';
import { communication } from './communication';
import { experts } from './experts';
import { graphs } from './graphs';
import { linearLayers } from './linearLayers';
import { OverheadTerm } from './OverheadTerm';
import { runtime } from './runtime';
import { sampling } from './sampling';
import { towers } from './towers';

/** Everything that the overhead of an engine on one device is made of. */
export const overheadTerms: readonly OverheadTerm[] = [
  activations,
  sampling,
  experts,
  linearLayers,
  towers,
  adapters,
  graphs,
  communication,
  buffers,
  runtime,
];
