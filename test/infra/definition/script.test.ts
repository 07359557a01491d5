import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Cast } from '../../../infra/definition/cast.ts';
import { type LoadedAgreement, loadAgreement } from '../../../infra/definition/loadAgreement.ts';
import { agreementOfScript, loadScript, parseScript, type ScriptStep } from '../../../infra/definition/loadScript.ts';
import { parseTakeOver } from '../../../infra/definition/loadTakeOver.ts';

let agreement: LoadedAgreement;
beforeAll(async () => {
  const loaded = await loadAgreement('examples/2012/agreement.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  agreement = loaded;
});

const open = '  - { do: open, at: 2011-02-01T08:00, by: samordnare }\n';
const scriptOf = (steps: string) => `agreement: agreement.yaml\nsteps:\n${open}${steps}`;

function stepsOf(steps: string): ScriptStep[] {
  const script = parseScript(scriptOf(steps), 'script.yaml', agreement);
  if (!script.ok) throw new Error(JSON.stringify(script.mistakes));
  return script.steps;
}

function mistakesOf(text: string): string[] {
  const script = parseScript(text, 'script.yaml', agreement);
  return script.ok ? [] : script.mistakes.map((one) => `${one.line} ${one.path}: ${one.message} → ${one.remedy}`);
}

describe('a script', () => {
  test('of 2012 has a step for each act, the final report last, at the minute by the clock in Sweden', async () => {
    const script = await loadScript('examples/2012/script.yaml', agreement);
    if (!script.ok) throw new Error(JSON.stringify(script.mistakes));
    expect(script.steps.filter(({ request }) => request.type === 'handInReport')).toHaveLength(31);
    expect(script.steps.map(({ index }) => index)).toEqual(script.steps.map((_, index) => index));
    expect(script.steps[0]).toMatchObject({
      at: '2010-06-14T07:00:00.000Z',
      on: 'framework',
      request: { type: 'open', input: {} },
    });
    expect(script.steps.at(-1)).toMatchObject({
      on: 'framework',
      at: '2014-08-28T12:00:00.000Z',
      by: 'samordnare',
      doneOn: '2014-08-28',
      evidence: 'Statskontorets rapport 2014:18, dnr 2011/148-5.',
      request: { type: 'meetCommission', input: { commission: 'utvardering', item: 'finalReport' } },
      expect: { outcome: 'done' },
    });
  });

  test('of 2012 is not repeated in what is invented: the troubles say so at their head, in both languages', async () => {
    const script = await loadScript('examples/2012/script-troubles.yaml', agreement);
    if (!script.ok) throw new Error(JSON.stringify(script.mistakes));
    expect(script.steps.filter((step) => step.expect.outcome === 'refused').length).toBeGreaterThanOrEqual(10);
  });

  test('names its agreement', () => {
    expect(agreementOfScript(scriptOf(''))).toBe('agreement.yaml');
    expect(agreementOfScript('steps: []')).toBeNull();
  });

  test('fills in the version, or takes another that it gives', () => {
    const other = 'ab'.repeat(32);
    const [, own, others] = stepsOf(
      `  - { do: acceptVersion, at: 2011-11-01T10:00, by: samordnare, with: { party: skl } }\n` +
        `  - { do: acceptVersion, at: 2011-11-01T10:00, by: samordnare, with: { party: skl, versionHash: ${other} }, expect: { refused: otherVersion } }\n`,
    );
    expect(own?.request.input).toEqual({ party: 'skl', versionHash: agreement.versionHash });
    expect(others).toMatchObject({
      request: { input: { versionHash: other } },
      expect: { outcome: 'refused', code: 'otherVersion' },
    });
  });

  test('repeats a step for what forEach chooses, with its id and title in the texts', () => {
    const [, ...steps] = stepsOf(
      '  - { do: handInReport, at: 2013-03-01T10:00, by: skl-handlaggare, reason: "{id}", forEach: { deadlines: { area: utbildning, dueOn: 2013-03-31 } }, with: { content: { activities: "{title}", development: x } } }\n' +
        '  - { do: account, at: 2014-06-01T10:00, by: skl-handlaggare, forEach: areas, with: { used: 0 kr, unspent: 1 kr } }\n' +
        '  - { do: reportDeviation, at: 2014-06-01T10:00, by: skl-handlaggare, reason: x, forEach: [praktikens-exempel], with: { description: "Om {title}." } }\n',
    );
    expect(steps.slice(0, 2).map(({ request, reason }) => [request.input, reason])).toEqual([
      [
        {
          deadline: 'measureReport-2013:leda-for-resultat',
          content: { activities: 'Redovisning av insatsen Leda för resultat, för 2012', development: 'x' },
        },
        'measureReport-2013:leda-for-resultat',
      ],
      [
        {
          deadline: 'measureReport-2013:regionala-konferenser',
          content: { activities: 'Redovisning av insatsen Regionala konferenser, för 2012', development: 'x' },
        },
        'measureReport-2013:regionala-konferenser',
      ],
    ]);
    expect(steps.slice(2, 7).map(({ request }) => request.input)).toEqual(
      agreement.definition.areas.map(({ id }) => ({ area: id, used: '0 kr', unspent: '1 kr' })),
    );
    expect(steps[7]?.request.input).toEqual({ measure: 'praktikens-exempel', description: 'Om Praktikens exempel.' });
  });

  test('corrects an earlier step by its name', () => {
    const steps = stepsOf(
      '  - { do: adoptBasis, at: 2011-06-20T10:00, by: samordnare, name: underlag }\n' +
        '  - { do: correct, at: 2011-06-21T10:00, by: samordnare, reason: x, with: { step: underlag, correction: { doneOn: 2011-06-19 } } }\n',
    );
    expect(steps[2]).toMatchObject({
      corrects: 1,
      request: { type: 'correct', input: { correction: { doneOn: '2011-06-19' } } },
    });
  });
});

describe('a wrong script is told', () => {
  test.each([
    [
      'a command that is none',
      'do: adoptBases, at: 2011-06-20T10:00, by: samordnare',
      'steps.1.do: "adoptBases" is not possible for do → did you mean adoptBasis?',
    ],
    [
      'nobody',
      'do: adoptBasis, at: 2011-06-20T10:00, by: samordnaren',
      'steps.1.by: "samordnaren" is no known person → did you mean samordnare?',
    ],
    [
      'an unknown doer',
      'do: adoptBasis, at: 2011-06-20T10:00, by: samordnare, doneBy: ingen',
      'steps.1.doneBy: "ingen" is no known person',
    ],
    [
      'an hour that is none',
      'do: adoptBasis, at: 2011-06-20T25:00, by: samordnare',
      'steps.1.at: "2011-06-20T25:00" is not a day and a time of day → write it as 2012-01-31T14:00',
    ],
    [
      'a day that is none',
      'do: adoptBasis, at: 2011-06-31T10:00, by: samordnare',
      'steps.1.at: "2011-06-31" is not a day: that month ends 2011-06-30',
    ],
    ['steps out of order', 'do: adoptBasis, at: 2011-01-20T10:00, by: samordnare', 'steps.1.at: this is before line 3'],
    [
      'the future',
      'do: adoptBasis, at: 2011-06-20T10:00, by: samordnare, doneOn: 2011-06-21',
      'steps.1.doneOn: done 2011-06-21, after it is recorded 2011-06-20',
    ],
    [
      'a late entry without evidence',
      'do: adoptBasis, at: 2011-06-20T10:00, by: samordnare, doneOn: 2011-06-19',
      'steps.1.evidence: recorded 2011-06-20, later than the day it was done, without evidence',
    ],
    [
      'a missing reason',
      'do: lapse, at: 2011-06-20T10:00, by: samordnare',
      'steps.1.reason: lapse needs a reason → add reason: why it was done',
    ],
    [
      'an unknown deadline',
      'do: meetDeadline, at: 2011-06-20T10:00, by: samordnare, with: { deadline: finalRapport }',
      'steps.1.with.deadline: "finalRapport" is no known deadline → did you mean finalReport?',
    ],
    [
      'a field that the command has not',
      'do: meetDeadline, at: 2011-06-20T10:00, by: samordnare, with: { dedline: finalReport }',
      'steps.1.with.dedline: "dedline" is not a field here → did you mean deadline?',
    ],
    [
      'a field that is missing',
      'do: repay, at: 2011-06-20T10:00, by: samordnare, with: { area: forskning }',
      'steps.1.with.amount: amount is missing → add amount: 84.5 mnkr',
    ],
    [
      'everything that is missing',
      'do: meetDeadline, at: 2011-06-20T10:00, by: samordnare',
      'steps.1.with.deadline: deadline is missing → add deadline: finalReport',
    ],
    [
      'an amount without unit',
      'do: repay, at: 2011-06-20T10:00, by: samordnare, with: { area: forskning, amount: 5000 }',
      'steps.1.with.amount: amount should be a text, and is a number: 5000',
    ],
    [
      'an amount that its comma cuts in two',
      'do: account, at: 2011-06-20T10:00, by: samordnare, with: { area: forskning, used: 4,8 mnkr }',
      'steps.1.with.used: 4,8 mnkr is cut in two: inside { } a comma separates fields → write 4.8 mnkr, or put it in quotes: "4,8 mnkr"',
    ],
    [
      'an amount in kronor that its comma cuts in two',
      'do: repay, at: 2011-06-20T10:00, by: samordnare, with: { amount: 1 234,50 kr, area: forskning }',
      'steps.1.with.amount: 1 234,50 kr is cut in two: inside { } a comma separates fields → write 1 234.50 kr, or',
    ],
    [
      'another word for millions',
      'do: repay, at: 2011-06-20T10:00, by: samordnare, with: { area: forskning, amount: 5 mkr }',
      'steps.1.with.amount: "5 mkr" is not an amount → did you mean 5 mnkr? (millions are mnkr)',
    ],
    [
      'half a report',
      'do: handInReport, at: 2011-06-20T10:00, by: samordnare, with: { deadline: finalReport, content: { activities: x } }',
      'steps.1.with.content.development: development is missing',
    ],
    [
      'a refusal that is none',
      'do: adoptBasis, at: 2011-06-20T10:00, by: samordnare, expect: { refused: wrongPhrase }',
      'steps.1.expect.refused: "wrongPhrase" is not possible for refused → did you mean wrongPhase?',
    ],
    [
      'a choice of nothing',
      'do: acceptReport, at: 2011-06-20T10:00, by: samordnare, forEach: { deadlines: { kind: other } }',
      'steps.1.forEach: forEach chooses nothing',
    ],
    [
      'a choice of something else',
      'do: acceptReport, at: 2011-06-20T10:00, by: samordnare, forEach: areas',
      'steps.1.forEach: acceptReport names a deadline, and forEach chooses something else',
    ],
    [
      'a choice where there is none',
      'do: adoptBasis, at: 2011-06-20T10:00, by: samordnare, forEach: areas',
      'steps.1.forEach: adoptBasis cannot be repeated',
    ],
    [
      'an unknown one in a list',
      'do: acceptReport, at: 2011-06-20T10:00, by: samordnare, forEach: [finalReport, finalRepport]',
      'steps.1.forEach.1: "finalRepport" is no known deadline → did you mean finalReport?',
    ],
    [
      'a correction of nothing',
      'do: correct, at: 2011-06-20T10:00, by: samordnare, reason: x, with: { step: nothing, correction: note }',
      'steps.1.with.step: no earlier step has the name nothing',
    ],
    [
      'a name for many',
      'do: acceptReport, at: 2011-06-20T10:00, by: samordnare, name: a, forEach: [finalReport]',
      'steps.1.name: a repeated step cannot be named',
    ],
  ])('%s', (_, step, expected) => {
    expect(mistakesOf(scriptOf(`  - { ${step} }\n`))).toEqual([expect.stringContaining(`4 ${expected}`)]);
  });

  test('two amounts that their commas cut in two, even where the decimals are the same', () => {
    const told = (used: string, unspent: string) =>
      mistakesOf(
        scriptOf(
          `  - { do: account, at: 2011-06-20T10:00, by: samordnare, with: { area: forskning, used: ${used}, unspent: ${unspent} } }\n`,
        ),
      );
    expect(told('4,8 mnkr', '0,7 mkr').map((one) => one.split(' → ')[1])).toEqual([
      'write 4.8 mnkr, or put it in quotes: "4,8 mnkr"',
      'write 0.7 mnkr, or put it in quotes: "0,7 mnkr"',
    ]);
    const same = told('4,5 mnkr', '0,5 mnkr');
    expect(same.every((one) => one.includes('a comma separates fields'))).toBe(true);
    expect(told('4.8 mnkr', '"0,7 mnkr"')).toEqual([]);
  });

  test('all its mistakes at once, by line', () => {
    const told = mistakesOf(
      'agrement: agreement.yaml\nsteps:\n  - { do: adoptBasis, at: 2011-06-20T10:00, by: x }\n  - { do: lapse, by: samordnare }\n  - { do: sign, at: 2011-06-21T10:00, by: samordnare, with: { party: sklx, signatory: ingen } }\n',
    );
    expect(told.map((one) => one.split(': ')[0])).toEqual([
      '1 agrement',
      '3 steps.0.do',
      '3 steps.0.by',
      '4 steps.1.at',
      '5 steps.2.with.party',
      '5 steps.2.with.signatory',
    ]);
  });

  test('but may try what must be refused: an unknown id, a missing reason, the future', () => {
    const steps = stepsOf(
      '  - { do: meetDeadline, at: 2011-06-20T10:00, by: samordnare, with: { deadline: nothing }, expect: { refused: unknown } }\n' +
        '  - { do: lapse, at: 2011-06-20T10:00, by: samordnare, expect: { refused: reasonMissing } }\n' +
        '  - { do: adoptBasis, at: 2011-06-20T10:00, by: samordnare, doneOn: 2011-07-20, expect: { refused: doneInFuture } }\n' +
        '  - { do: adoptBasis, at: 2011-06-20T10:00, by: ingen, expect: { refused: unknownPerson } }\n',
    );
    expect(steps).toHaveLength(5);
    expect(
      mistakesOf(
        scriptOf(
          '  - { do: meetDeadline, at: 2011-06-20T10:00, by: samordnare, with: { deadline: nothing }, expect: refused }\n',
        ),
      ),
    ).toHaveLength(1);
  });

  test('and so is one that is not YAML, or not there', async () => {
    expect(mistakesOf('steps: [')[0]).toContain('this is not YAML');
    expect(await loadScript('examples/2012/none.yaml', agreement)).toMatchObject({
      ok: false,
      mistakes: [{ message: 'the file cannot be read (ENOENT)' }],
    });
  });
});

describe('a take-over', () => {
  test('lists what was done, in order, with the agreement’s version', () => {
    const taken = parseTakeOver(
      'acts:\n  - { do: adoptBasis, doneOn: 2011-06-20 }\n  - { do: acceptVersion, doneOn: 2011-12-01, forEach: [skl, staten] }\n',
      'take-over.yaml',
      agreement,
    );
    const { versionHash } = agreement;
    expect(taken).toEqual({
      ok: true,
      acts: [
        { request: { type: 'adoptBasis', input: {} }, doneOn: '2011-06-20' },
        {
          request: { type: 'acceptVersion', input: { party: 'skl', versionHash } },
          doneOn: '2011-12-01',
        },
        {
          request: { type: 'acceptVersion', input: { party: 'staten', versionHash } },
          doneOn: '2011-12-01',
        },
      ],
    });
  });

  test('has neither an opening nor corrections, and every mistake told', () => {
    const taken = parseTakeOver(
      'acts:\n  - { do: open, doneOn: 2011-06-20 }\n  - { do: lapse, doneOn: 2011-06-31 }\n  - { do: reject, doneOn: 2011-06-30, with: { body: ingen } }\n',
      'take-over.yaml',
      agreement,
    );
    if (taken.ok) throw new Error('loaded');
    expect(taken.mistakes.map(({ path }) => path)).toEqual(['acts.0.do', 'acts.1.doneOn', 'acts.2.reason', 'acts.2.with.body']);
  });
});

describe('a script of several processes', () => {
  const head = 'framework: framework.yaml\nagreements: { 2012: agreement-2012.yaml, 2013: agreement-2013.yaml }\nsteps:\n';
  const opened = '  - { on: framework, do: open, at: 2010-12-01T09:00, by: samordnaren }\n';
  const planned = '  - { on: framework, do: planYear, at: 2010-12-02T09:00, by: samordnaren, with: { year: 2012 } }\n';

  let cast: Cast;
  beforeAll(async () => {
    const loaded = await loadScript('test/rehearsal/years/script.yaml');
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
    ({ cast } = loaded);
  });

  const read = (steps: string) => parseScript(head + opened + steps, 'script.yaml', cast);
  const wrong = (steps: string): string[] => {
    const script = read(steps);
    return script.ok ? [] : script.mistakes.map((one) => `${one.line} ${one.path}: ${one.message} → ${one.remedy}`);
  };

  test('says which process each step is for, by framework, year or a referral’s name', () => {
    const script = read(`${planned}  - { on: 2012, do: adoptBasis, at: 2011-06-20T09:00, by: samordnaren }\n`);
    if (!script.ok) throw new Error(JSON.stringify(script.mistakes));
    expect(script.steps.map(({ on, request }) => [on, request.type])).toEqual([
      ['framework', 'open'],
      ['framework', 'planYear'],
      ['2012', 'adoptBasis'],
    ]);
  });

  test('plans a year with the file that it names for that year', () => {
    const script = read(planned);
    if (!script.ok) throw new Error(JSON.stringify(script.mistakes));
    expect(script.steps[1]).toMatchObject({
      about: '2012',
      request: { input: { agreement: expect.stringContaining('year: 2012') } },
    });
  });

  test('corrects an entry in the process that the step was for', () => {
    const basis = '  - { on: 2012, do: adoptBasis, at: 2011-06-20T09:00, by: samordnaren, name: basis }\n';
    const correct = (more: string) =>
      `${planned}${basis}  - { do: correct, ${more}at: 2011-06-21T09:00, by: samordnaren, reason: x, with: { step: basis, correction: note } }\n`;
    const script = read(correct(''));
    if (!script.ok) throw new Error(JSON.stringify(script.mistakes));
    expect(script.steps.at(-1)).toMatchObject({ on: '2012', corrects: 2 });
    expect(wrong(correct('on: framework, '))).toEqual([
      expect.stringContaining('7 steps.3.on: the step basis is of 2012 → write on: 2012, or leave it out'),
    ]);
  });

  test.each([
    [
      'a process that is none',
      '  - { on: 2014, do: adoptBasis, at: 2011-06-20T09:00, by: samordnaren }\n',
      '5 steps.1.on: "2014" is no process of this script → did you mean 2012?',
    ],
    [
      'no process, where there are several',
      '  - { do: adoptBasis, at: 2011-06-20T09:00, by: samordnaren }\n',
      '5 steps.1.on: this does not say which process it is for → add on: framework, or 2012, or 2013',
    ],
    [
      'a command of another kind',
      `${planned}  - { on: 2012, do: planYear, at: 2011-06-20T09:00, by: samordnaren }\n`,
      '6 steps.2.do: "planYear" is not possible for do',
    ],
    [
      'a refusal of another kind',
      `  - { on: framework, do: lapse, at: 2011-06-20T09:00, by: samordnaren, expect: { refused: budgetMismatch } }\n`,
      '5 steps.1.expect.refused: "budgetMismatch" is not possible for refused',
    ],
    [
      'a message of one process to another',
      `${planned}  - { on: 2012, do: receiveRevision, at: 2011-06-20T09:00, by: samordnaren }\n`,
      '6 steps.2.do: "receiveRevision" is not possible for do',
    ],
    [
      'a year that nobody has opened or planned',
      '  - { on: 2013, do: adoptBasis, at: 2012-06-20T09:00, by: samordnaren }\n',
      '5 steps.1.do: the agreement is not open yet',
    ],
    [
      'a year without a file',
      '  - { on: framework, do: planYear, at: 2011-06-20T09:00, by: samordnaren, with: { year: 2021 } }\n',
      '5 steps.1.with.year: 2021 is no agreement of this script',
    ],
  ])('is told %s', (_, steps, expected) => {
    expect(wrong(steps)).toEqual([expect.stringContaining(expected)]);
  });

  test('and that it names nothing, a year by another, or one twice', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'arscykel-script-'));
    const years = resolve('test/rehearsal/years');
    const told = async (text: string): Promise<string[]> => {
      const file = join(folder, 'script.yaml');
      await writeFile(file, text);
      const script = await loadScript(file);
      return script.ok ? [] : script.mistakes.map((one) => `${one.line} ${one.path}: ${one.message} → ${one.remedy}`);
    };
    expect(await told('steps: []\n')).toEqual([
      '1 : the script names no agreement → add agreement: agreement.yaml, its file beside this one',
    ]);
    expect(await told(`agreements: { 2013: ${years}/agreement-2012.yaml }\nsteps: []\n`)).toEqual([
      expect.stringMatching(
        /^1 agreements\.2013: .*agreement-2012\.yaml is of the year 2012 → write 2012: or name another file$/,
      ),
    ]);
    expect(
      await told(`agreement: ${years}/agreement-2012.yaml\nagreements: { 2012: ${years}/agreement-2012.yaml }\nsteps: []\n`),
    ).toEqual(['2 agreements.2012: 2012 is named twice → keep one of the two']);
    expect(await told('agreement: none.yaml\nsteps: []\n')).toEqual([
      expect.stringContaining('the file cannot be read (ENOENT)'),
    ]);
    await rm(folder, { recursive: true });
  });
});
