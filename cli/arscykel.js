#!/usr/bin/env node
// Plain JavaScript, so that any Node from 20 on can read it: it looks for the Node 24 that the project brings, and goes on there.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  const { main } = await import('./main.ts');
  await main(process.argv.slice(2));
} else {
  const bundled = ['node_modules/node/bin/node', 'node_modules/node/bin/node.exe', 'node_modules/.bin/node']
    .map((path) => join(root, path))
    .find((path) => existsSync(path));
  if (bundled === undefined) {
    console.error(
      `Årscykel needs Node ${NEEDED}; this is Node ${process.versions.node}, and the project's own is not installed.`,
    );
    console.error(`Run "npm ci" in ${root}, which installs it.`);
    process.exitCode = 2;
  } else {
    continueOn(bundled);
  }
}

function continueOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; whoever ends only this process means the child too.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`${node} cannot be run (${error.message}). Run "npm ci" in ${root} again.`);
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
