import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from './source.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Installed, generated, recorded or locked: not written by hand. */
const notOurs =
  /^(?:node_modules|\.git|\.arscykel|coverage|test\/replay\/histories)$|\/node_modules$|(?:^|\/)(?:package-lock\.json|go\.sum)$/;
const isText = /(?:\.(?:[jt]sx?|json|ya?ml|md|sql|css|html|liquid|sh|toml|mod)|^\.ci\/run|\/Dockerfile|\.example)$/;

/** Every hand-written text file of the checkout, in the order of their paths. */
export function checkout(): SourceFile[] {
  return globSync('**/{*,.*}', { cwd: root, exclude: (name) => notOurs.test(name) })
    .concat(globSync('.ci/*', { cwd: root }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => isText.test(path) && !notOurs.test(path))
    .toSorted()
    .filter((path, index, all) => path !== all[index - 1])
    .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));
}
