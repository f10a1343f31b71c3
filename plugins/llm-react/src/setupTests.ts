import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Cards are fetched when they are first shown, and drawn by the hundred in
// some tests: on a busy machine that takes longer than the defaults allow.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
