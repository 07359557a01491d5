import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { editorSchemas } from '../../../infra/definition/editorSchemas.ts';

/** As the project's formatter writes it, so that the files keep its rules. */
function formatted(name: string, schema: object): string {
  const input = JSON.stringify(schema);
  return execFileSync('node_modules/.bin/biome', ['format', `--stdin-file-path=examples/schema/${name}`], {
    input,
    encoding: 'utf8',
  });
}

// `vitest run -u test/infra/definition/editorSchemas.test.ts` writes them anew.
test.each(Object.entries(editorSchemas()))('the JSON Schema %s is what the schemas in the code say', async (name, schema) => {
  await expect(formatted(name, schema)).toMatchFileSnapshot(`../../../examples/schema/${name}`);
});

test('every schema that an example names for editors is there', () => {
  const files = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const [, schema] =
      /^# yaml-language-server: \$schema=\.\.\/schema\/(.+)$/m.exec(readFileSync(`examples/${file}`, 'utf8')) ?? [];
    expect(Object.keys(editorSchemas()), file).toContain(schema);
  }
});
