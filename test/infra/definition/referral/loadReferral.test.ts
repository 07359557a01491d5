import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instantAt } from '#core/calendar/instant.ts';
import { compile } from '#core/referral/compilation.ts';
import type { ReferralCommand, ReferralEnvelope } from '#core/referral/commands.ts';
import { decide } from '#core/referral/decide.ts';
import { due } from '#core/referral/due.ts';
import type { ReferralEvent, ReferralProposed } from '#core/referral/events.ts';
import { evolve } from '#core/referral/evolve.ts';
import type { ReferralState } from '#core/referral/state.ts';
import { referralCommandTypes } from '#core/referral/tables.ts';
import { referralInputs } from '#contracts/schemas.ts';
import { loadScript } from '../../../../infra/definition/loadScript.ts';
import { type LoadedReferral, loadReferral, parseReferral } from '../../../../infra/definition/referral/loadReferral.ts';
import {
  type ReferralActRequest,
  referralToCommand,
  referralToOpening,
} from '../../../../infra/definition/referral/toCommand.ts';
import { toEvidence } from '../../../../infra/definition/toCommand.ts';

const file = 'examples/2012/referral-stockholm.yaml';
const example = readFileSync(file, 'utf8');
const putText = async (text: string) => ({ textId: text, commitment: '' });

async function stockholm(): Promise<LoadedReferral> {
  const loaded = await loadReferral(file);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes, null, 2));
  return loaded;
}

/** What is wrong with the example once `from` is `to` in it: line, path, message and remedy. */
function wrong(from: string, to: string): string[] {
  expect(example).toContain(from);
  const loaded = parseReferral(example.replace(from, to), 'referral.yaml');
  return loaded.ok ? [] : loaded.mistakes.map(({ line, path, message, remedy }) => `${line} ${path}: ${message} → ${remedy}`);
}

const lineOf = (text: string): number => example.slice(0, example.indexOf(text)).split('\n').length;

describe('Stockholm and the agreement for 2012', () => {
  test('no answer was due, and the city’s own handling is five stages', async () => {
    const { definition, people } = await stockholm();
    expect(definition.asked[0]).toMatchObject({ organisation: 'stockholm', answerBy: null });
    expect(definition.asked[0]?.stages.map(({ id, kind, after }) => [id, kind, after])).toEqual([
      ['internremiss', 'internalReferral', []],
      ['tjansteutlatande', 'serviceStatement', []],
      ['promemoria', 'memorandum', ['internremiss', 'tjansteutlatande']],
      ['borgarradsberedningen', 'council', ['promemoria']],
      ['kommunstyrelsen', 'board', ['borgarradsberedningen']],
    ]);
    expect(definition.organisations.find(({ id }) => id === 'stockholm')?.registrationNumber).toBe('325-507/2012');
    expect(people.every(({ email }) => email.endsWith('@example.org'))).toBe(true);
  });

  test('the script plays the source: every step as written, and the city supports', async () => {
    const script = await loadScript('examples/2012/script-stockholm.yaml', null);
    if (!script.ok) throw new Error(JSON.stringify(script.mistakes, null, 2));
    const loaded = await stockholm();
    let state: ReferralState | null = null;
    const events: ReferralEvent[] = [];
    const store = (proposed: readonly ReferralProposed[]): void => {
      for (const one of proposed) {
        const stored = { chain: '', version: events.length + 1, hash: '', commandId: '', wallTime: '', codeVersion: '' };
        const event: ReferralEvent = { ...one, ...stored };
        events.push(event);
        state = evolve(state, event);
      }
    };
    for (const { at, by, doneOn, doneBy, evidence, request } of script.steps) {
      if (state !== null) store(due(state, at));
      const command: ReferralCommand =
        request.type === 'open'
          ? await referralToOpening({ loaded })
          : await referralToCommand(request as ReferralActRequest, putText);
      const envelope: ReferralEnvelope = {
        commandId: '',
        actor: { authenticated: 'claimed', person: by },
        doneOn,
        doneBy,
        reason: null,
        evidence: evidence === null ? null : await toEvidence(evidence, putText),
        command,
      };
      const decided = decide(state, envelope, at);
      expect(decided, `${at} ${request.type}`).toMatchObject({ ok: true });
      if (decided.ok) store(decided.value);
    }
    const final = state as unknown as ReferralState;
    expect(final.phase).toBe('closed');
    expect(compile(final)[0]?.whole).toMatchObject({ asked: 1, answered: 1, late: 0, how: { supports: 1 } });
    expect(compile(final)[0]?.requests.map(({ textId }) => textId)).toEqual([
      'Att alla berörda huvudmän kontinuerligt får återkoppling samt får ta del av erfarenheter och resultat ifrån varje insats.',
    ]);
    expect(final.answers.stockholm?.[1]?.decision).toMatchObject({
      body: 'kommunstyrelsen',
      specialStatements: [{ by: 'Ann-Margarethe Livh (V)' }],
      reservations: [],
    });
    expect(final.stages.stockholm?.tjansteutlatande?.done?.doneOn).toBe('2012-04-27');
    expect(final.stages.stockholm?.promemoria?.done?.doneOn).toBe('2012-09-05');
    expect(instantAt('2012-10-08', 9)).toBe(script.steps.at(-1)?.at);
  });
});

describe('a referral file that is not right is answered by line, with what would be right', () => {
  test('a body that is none, and a stage that waits for nothing that is there', () => {
    expect(wrong('body: kommunstyrelsen', 'body: kommunstyrelse')).toEqual([
      `${lineOf('body: kommunstyrelsen')} asked.stockholm.stages.kommunstyrelsen.body: "kommunstyrelse" is no body of the organisation → did you mean kommunstyrelsen? (known: rotel-vii, stadsledningskontoret, borgarradsberedningen, kommunstyrelsen)`,
    ]);
    expect(wrong('[internremiss, tjansteutlatande]', '[internremiss, utlatande]')).toEqual([
      `${lineOf('[internremiss, tjansteutlatande]')} asked.stockholm.stages.promemoria.after.1: "utlatande" is no other stage here → known: internremiss, tjansteutlatande, borgarradsberedningen, kommunstyrelsen`,
    ]);
  });

  test('stages that wait for each other', () => {
    expect(wrong('after: [] #', 'after: [kommunstyrelsen] #')).toEqual([
      `${lineOf('      internremiss:')} asked.stockholm.stages: the stages wait for each other, so none can begin → let one begin without waiting: after: []`,
    ]);
  });

  test('a missing date, an unexplained source, and a date that cannot be', () => {
    expect(wrong('answerBy: none\n', '')[0]).toMatch(
      /asked\.stockholm\.answerBy: answerBy is missing → add it here or once at the top/,
    );
    expect(wrong('answerBy: none', 'answerBy: { on: 2012-09-30, source: X }')).toEqual([
      `${lineOf('answerBy: none')} answerBy.source: the source "X" is not explained → name it in \`sources\`, or write assumed (known: assumed)`,
    ]);
    expect(wrong('answerBy: none', 'answerBy: { on: 2012-09-31, source: assumed }')[0]).toMatch(/that month ends 2012-09-30/);
  });

  test('who asks cannot be asked, and a coordinator has the role', () => {
    expect(wrong('organisation: skl, body: skl-styrelse', 'organisation: stockholm')[0]).toMatch(
      /stockholm asks, and cannot be asked/,
    );
    expect(wrong('roles: [coordinator, handler]', 'roles: [handler]')[0]).toMatch(
      /coordinator: stadens-samordnare has not the role coordinator → add coordinator/,
    );
  });

  test('a misspelt field is told once, with the one that was meant', () => {
    expect(wrong('days: 21', 'dayss: 21')).toEqual([
      `${lineOf('days: 21')} asked.stockholm.stages.kommunstyrelsen.dayss: "dayss" is not a field here → did you mean days? (known: title, kind, body, inner, days, after)`,
    ]);
  });

  test('a process that it is about is a short id', () => {
    expect(wrong('about: agreement:evidensbaserad-praktik:2012', 'about: överenskommelsen')[0]).toMatch(
      /is no process → write a short id/,
    );
  });
});

test('every command but opening has a way from its input', async () => {
  const decision = { body: 'styrelsen', decidedOn: '2012-05-01', outcome: 'asProposed' };
  const full: Record<string, unknown> = {
    organisation: 'stockholm',
    organisations: ['stockholm'],
    parts: { helheten: { title: 'Helheten', questions: { q1: 'Ett?' } } },
    whole: 'supports',
    items: [{ item: 'q1', position: 'opposes', text: 'Nej.', requests: ['Mer.'] }],
    decision: { ...decision, specialStatements: [{ by: 'En ledamot (V)', text: 'Så.' }] },
    until: '2012-06-01',
    answerBy: '2012-06-01',
    handler: 'handlaggaren',
    stage: 'promemoria',
    body: 'styrelsen',
    reference: '4.1',
    version: 3,
  };
  for (const type of referralCommandTypes.filter((one) => one !== 'open')) {
    const schema = referralInputs[type];
    const known = Object.fromEntries(Object.entries(full).filter(([key]) => Object.hasOwn(schema.shape, key)));
    const input = schema.parse(known);
    expect(await referralToCommand({ type, input } as ReferralActRequest, putText)).toMatchObject({ type });
  }
  const answer = referralInputs.answer.parse({
    organisation: 'a',
    items: full.items,
    decision: full.decision,
    requests: ['Allt.'],
  });
  expect(await referralToCommand({ type: 'answer', input: answer }, putText)).toMatchObject({
    whole: null,
    items: [{ item: 'q1', text: { textId: 'Nej.' }, requests: [{ textId: 'Mer.' }] }],
    requests: [{ textId: 'Allt.' }],
    decision: { basis: { kind: 'itself' }, specialStatements: [{ by: { textId: 'En ledamot (V)' }, text: { textId: 'Så.' } }] },
  });
});
