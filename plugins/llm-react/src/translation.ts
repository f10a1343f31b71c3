import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { chartsMessages } from './charts/messages';
import { homeMessages } from './home/messages';
import { frameMessages } from './frame/messages';
import { layoutMessages } from './layout/messages';
import { linksMessages } from './links/messages';
import { searchMessages } from './search/messages';
import { termsMessages } from './terms/messages';
import { measuresMessages } from './measures/messages';
import { modelMessages } from './model/messages';
import { poolMessages } from './pool/messages';
import { consumerMessages } from './consumer/messages';
import { groupMessages } from './group/messages';
import { fleetMessages } from './fleet/messages';
import { changesMessages } from './changes/messages';
import { driftMessages } from './drift/messages';
import { usageMessages } from './usage/messages';
import { deploymentPickerMessages } from './fields/deploymentPicker/messages';
import { gpuPoolPickerMessages } from './fields/gpuPoolPicker/messages';
import { componentHomeMessages } from './fields/componentHome/messages';
import { manifestPreviewMessages } from './fields/manifestPreview/messages';
import { modelSourceMessages } from './fields/modelSource/messages';

/**
 * All texts of the suite's cards and pages, in English. The texts stand beside
 * the components that show them; this is the one list of those files.
 *
 * @public
 */
export const llmTranslationRef = createTranslationRef({
  id: 'llm',
  messages: {
    charts: chartsMessages,
    frame: frameMessages,
    home: homeMessages,
    layout: layoutMessages,
    links: linksMessages,
    measures: measuresMessages,
    model: modelMessages,
    pool: poolMessages,
    consumer: consumerMessages,
    group: groupMessages,
    fleet: fleetMessages,
    changes: changesMessages,
    drift: driftMessages,
    deploymentPicker: deploymentPickerMessages,
    gpuPoolPicker: gpuPoolPickerMessages,
    componentHome: componentHomeMessages,
    manifestPreview: manifestPreviewMessages,
    modelSource: modelSourceMessages,
    search: searchMessages,
    terms: termsMessages,
    usage: usageMessages,
  },
});
