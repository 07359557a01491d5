import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadAgreement, parseAgreement } from '../../../infra/definition/loadAgreement.ts';
import { rollForward } from '../../../infra/definition/rollForward.ts';

const [, example = ''] = /^```yaml\n(.*?)^```$/ms.exec(readFileSync('docs/agreement-file.md', 'utf8')) ?? [];

/** The example with its list of recipients in a file beside it. */
const withFile = example.replace(/^ {2}list:\n(?: {4}.*\n)+/m, '  from: mottagare.csv\n');
const CSV = [
  'id;title;email;registrar;county;population;base',
  'alby;Alby kommun;registrator.alby@example.org;Kommunkansliet;norra;41000;',
  'berga;Berga kommun;registrator.berga@example.org;;norra;9500;60 000 kr',
  'celje;Celje kommun;registrator.celje@example.org;;sodra;700;',
].join('\r\n');

const parsed = (csv: string | null, text = withFile) =>
  parseAgreement(text, 'agreement.yaml', new Map(csv === null ? [] : [['mottagare.csv', csv]]));

describe('what a file says of money', () => {
  test('becomes terms, the years that an intention names and every default written out', () => {
    const loaded = parseAgreement(example, 'agreement.yaml');
    expect(loaded).toMatchObject({ ok: true });
    if (!loaded.ok) return;
    expect(loaded.definition.terms?.funds).toEqual({
      intentions: [{ measure: 'kurser', year: 2028, amountOre: 100_000_000 }],
      settledBy: 'regionen',
      payers: ['kammaren'],
      payment: 'onRequisition',
      lastDayBinds: true,
      conditions: {
        holdPaymentWhileReportIsLate: true,
        holdPaymentWhileAccountsAreLate: false,
        holdUntilLetterOfIntent: true,
      },
      carriedOre: { handledning: 2_000_000 },
    });
    expect(loaded.definition.terms?.recipients?.measures[0]).toEqual({
      measure: 'kurser',
      key: { kind: 'baseShare', baseOre: 5_000_000, rest: 'byPopulation' },
      recipients: ['alby', 'berga'],
      forCounties: false,
      distributedBy: 'forbundet',
      questions: [
        { id: 'syfte', title: 'Vad ska pengarna gå till?' },
        { id: 'samverkan', title: 'Med vem?' },
      ],
      requisitionBy: { dueOn: '2027-10-31', source: 'assumed' },
      reportBy: { dueOn: '2028-01-31', source: 'assumed' },
    });
  });

  test('that is wrong is told where it stands', () => {
    const wrong = parseAgreement(example.replace('payers: [kammaren]', 'payers: [kamaren]'), 'agreement.yaml');
    expect(wrong).toMatchObject({
      ok: false,
      mistakes: [{ path: 'funds.payers.0', remedy: expect.stringContaining('kammaren') }],
    });
    const noMandate = parseAgreement(example.replace('onFileFrom: [berga]', 'onFileFrom: []'), 'agreement.yaml');
    expect(noMandate).toMatchObject({ ok: false, mistakes: [{ path: 'recipients.measures.matning.recipients' }] });
    const unsourced = parseAgreement(
      example.replace('reportBy: { on: 2028-01-31, source: assumed }', 'reportBy: { on: 2028-01-31, source: brev }'),
      'agreement.yaml',
    );
    expect(unsourced).toMatchObject({ ok: false, mistakes: [{ path: 'recipients.measures.kurser.reportBy.source' }] });
  });

  test('moves along to another year', () => {
    const rolled = rollForward(example, 2028);
    expect(rolled).toMatchObject({ ok: true });
    if (!rolled.ok) return;
    const loaded = parseAgreement(rolled.text, 'agreement.yaml');
    expect(loaded.ok && loaded.definition.terms?.funds?.intentions[0]?.year).toBe(2029);
    expect(loaded.ok && loaded.definition.terms?.recipients?.measures[0]?.reportBy?.dueOn).toBe('2029-01-31');
  });
});

describe('recipients in a file beside the agreement', () => {
  test('are organisations with registrars, and go before nothing that the agreement itself says', () => {
    const loaded = parsed(
      CSV,
      withFile.replace('onFileFrom: [berga]', 'onFileFrom: [berga]').replace(/amounts: \{(.*)\}/, 'amounts: {$1, celje: 0 kr }'),
    );
    expect(loaded).toMatchObject({ ok: true });
    if (!loaded.ok) return;
    expect(loaded.organisations.find(({ id }) => id === 'celje')).toMatchObject({
      title: 'Celje kommun',
      registrar: { name: null, email: 'registrator.celje@example.org' },
    });
    // Named in both: the agreement file's own registrar, without a name, stands.
    expect(loaded.organisations.find(({ id }) => id === 'alby')?.registrar.name).toBeNull();
    expect(loaded.definition.terms?.recipients?.recipients).toEqual([
      { organisation: 'alby', county: 'norra', population: 41_000, baseOre: null },
      { organisation: 'berga', county: 'norra', population: 9500, baseOre: 6_000_000 },
      { organisation: 'celje', county: 'sodra', population: 700, baseOre: null },
    ]);
    expect(loaded.definition.terms?.recipients?.measures[0]?.recipients).toEqual(['alby', 'berga', 'celje']);
  });

  test('are read from that file, which an agreement may only name where it lies itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'arscykel-recipients-'));
    try {
      const file = join(folder, 'agreement.yaml');
      await writeFile(file, withFile);
      expect(await loadAgreement(file)).toMatchObject({ ok: false, mistakes: [{ message: expect.stringContaining('ENOENT') }] });
      await writeFile(join(folder, 'mottagare.csv'), CSV.split('\r\n').slice(0, 3).join('\n'));
      expect(await loadAgreement(file)).toMatchObject({ ok: true });
      await writeFile(file, withFile.replace('mottagare.csv', '../mottagare.csv'));
      expect(await loadAgreement(file)).toMatchObject({ ok: false });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('that are wrong are each told with their line', () => {
    const mistakes = (csv: string | null) => {
      const loaded = parsed(csv);
      return loaded.ok ? [] : loaded.mistakes;
    };
    expect(mistakes(null)[0]).toMatchObject({ path: 'recipients.from', message: expect.stringContaining('is not there') });
    expect(mistakes('id,titel,email\n')[0]).toMatchObject({ line: 1, path: 'titel', remedy: expect.stringContaining('title') });
    const rows = [
      'id,title,email,population',
      'alby,Alby,registrator.alby@example.org,många',
      'berga,Berga,nej,5',
      'alby,,x@example.org,1',
    ];
    expect(mistakes(rows.join('\n')).filter(({ file }) => file === 'mottagare.csv')).toMatchObject([
      { line: 2, path: 'population' },
      { line: 3, path: 'email', remedy: 'write it as registrator@example.org' },
      { line: 4, path: 'title', message: 'title is missing' },
    ]);
    expect(mistakes('id,title,email\na,b\n').find(({ file }) => file === 'mottagare.csv')).toMatchObject({
      message: expect.stringContaining('not CSV'),
    });
  });
});
