'use strict';

// Loaded by `--require` into what the scripts start. The parent holds the other
// end of descriptor 3; when it is gone without having said goodbye (kill -9),
// the whole group ends instead of going on as orphans.
const { Socket } = require('node:net');

const parent = new Socket({ fd: 3 });
parent.on('error', () => {});
parent.on('close', () => {
  try {
    process.kill(
      process.platform === 'win32' ? process.pid : -process.pid,
      'SIGTERM',
    );
  } catch {
    process.exit(1);
  }
});
parent.resume();
parent.unref();
