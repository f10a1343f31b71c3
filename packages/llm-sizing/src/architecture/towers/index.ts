import { audioEncoders } from './audioEncoders';
import { imageEncoders } from './imageEncoders';
import { moonVit } from './moonVit';
import { qwenVision } from './qwenVision';
import { TowerReader } from './Tower';

/** Every sort of vision and audio tower that this reader knows. */
export const towers: readonly TowerReader[] = [
  ...qwenVision,
  ...imageEncoders,
  ...moonVit,
  ...audioEncoders,
];
