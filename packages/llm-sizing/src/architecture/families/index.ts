import { Family } from '../config/TextModel';
import { classic } from './classic';
import { cohere } from './cohere';
import { dbrx } from './dbrx';
import { deepseek } from './deepseek';
import { encoders } from './encoders';
import { gemma } from './gemma';
import { gemma4 } from './gemma4';
import { glm } from './glm';
import { gptOss } from './gptOss';
import { llama } from './llama';
import { llama4 } from './llama4';
import { mamba } from './mamba';
import { minimax } from './minimax';
import { mixtures } from './mixtures';
import { mllama } from './mllama';
import { nemotronH } from './nemotronH';
import { nemotronNas } from './nemotronNas';
import { qwen } from './qwen';
import { whisper } from './whisper';

/** Every family of models that this reader knows, lineage by lineage. */
export const families: readonly Family[] = [
  ...llama,
  ...llama4,
  ...mllama,
  ...qwen,
  ...gemma,
  ...gemma4,
  ...deepseek,
  ...glm,
  ...gptOss,
  ...mixtures,
  ...minimax,
  ...cohere,
  ...dbrx,
  ...classic,
  ...mamba,
  ...nemotronH,
  ...nemotronNas,
  ...encoders,
  ...whisper,
];
