import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Cards are fetched when they are first shown, which takes longer than a
// second on a busy machine.
configure({ asyncUtilTimeout: 15_000 });
