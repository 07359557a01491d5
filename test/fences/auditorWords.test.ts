import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// An auditor need not know what the engine is made of: its words say nothing to them of who decided what, when.

const root = fileURLToPath(new URL('../../', import.meta.url));

const engineWords =
  /\b(?:temporal(?!Access)\w*|work-?flows?|arbetsflöden?\w*|run ?ids?|(?:new|earlier) runs?|körning(?:en|ar|arna)?|körnings-?id\w*|history events?|histories|historikhändelse\w*|replays?|replayed|replaying|workers?|namespaces?|namnrymd\w*|markers?|markör\w*|task queues?|continue-as-new|retention period|search attributes?|sdk)\b/gi;
/** The name of a command is what is typed. */
const commandNames = /\baudit replay\b/g;

const literals = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

/** What a file says: its texts, without code, comments and what it imports. */
function saidIn(source: string): string[] {
  const code = source
    .replace(/^\s*(?:\/\/.*|\/\*[\s\S]*?\*\/|\*.*)$/gm, '')
    .replace(/^(?:import|export)[\s\S]*?from '[^']*';$/gm, '');
  return (code.match(literals) ?? []).map((text) => text.replace(/\$\{[^}]*\}/g, ''));
}

const engineWordsIn = (texts: readonly string[]): string[] =>
  texts.flatMap((text) =>
    [...text.replace(commandNames, '').matchAll(engineWords)].map(([word]) => `${word}: ${text.slice(0, 80)}`),
  );

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(`${root}${folder}`, { recursive: true });
  return entries.filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`);
}

const wordFiles = [
  ...(await filesIn('cli/words/audit')),
  ...(await filesIn('workflows/core/texts')),
  ...(await filesIn('audit/search')),
  ...(await filesIn('audit/questions')),
  ...(await filesIn('api/routes/audit')),
  'api/auditTexts.ts',
  'audit/export/listWords.ts',
  'audit/export/readme.ts',
  'audit/export/certificate/sv.ts',
  'audit/export/certificate/en.ts',
];

describe('what an auditor reads', () => {
  it.each(wordFiles)('holds no word of the engine in %s', async (file) => {
    expect(engineWordsIn(saidIn(await readFile(`${root}${file}`, 'utf8')))).toEqual([]);
  });

  it.each(['docs/auditing.md'])('holds none in %s', async (file) => {
    expect(engineWordsIn((await readFile(`${root}${file}`, 'utf8')).split('\n'))).toEqual([]);
  });

  it('would be told of, if it did', () => {
    expect(engineWordsIn(saidIn("const a = `the ${workflow} ran`;\nconst b = 'in the workflow';\n// worker"))).toHaveLength(1);
    expect(engineWordsIn(['run audit replay ID', 'a replay of it'])).toHaveLength(1);
    expect(engineWordsIn(['New run in the engine', 'Ny körning i motorn'])).toHaveLength(2);
  });
});
