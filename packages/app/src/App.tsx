import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

// Every plugin comes in by feature discovery (`app.packages: all`), the llm
// plugin as well: that is how an adopter's portal takes it in.
export default createApp({
  features: [navModule, signInModule],
});
