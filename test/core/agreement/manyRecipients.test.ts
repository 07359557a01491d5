import type { Command } from '#core/agreement/commands.ts';
import { ledger } from '#core/agreement/funds/ledger.ts';
import { owedStill } from '#core/agreement/obligations.ts';
import { recipientsOverview } from '#core/agreement/recipients/overview.ts';
import type { RecipientsTerms } from '#core/agreement/recipients/types.ts';
import { expect, test } from 'vitest';
import { MNKR, report, text } from '../../support/agreements.ts';
import { eventsOf, type Lived } from '../../support/lives.ts';
import {
  approve,
  inForce,
  newestRequisition,
  payment,
  recipientsTermsOf,
  requisition,
} from '../../support/parts/fundedAgreement.ts';

const COUNT = 311;
const measure = 'databaser';
const ids = Array.from({ length: COUNT }, (_, index) => `kommun-${index}`);

/** As many as there are municipalities and regions together. */
const terms: RecipientsTerms = {
  recipients: ids.map((organisation, index) => ({
    organisation,
    county: `lan-${index % 21}`,
    population: 2400 + ((index * 7919) % 900_000),
    baseOre: null,
  })),
  mandates: [],
  measures: recipientsTermsOf({ recipients: ids }).measures,
};

const answers = { syfte: text('0d3c6b3e-4c1f-4f5e-9d52-1f6a5f6f3c11'), samverkan: text('0d3c6b3e-4c1f-4f5e-9d52-1f6a5f6f3c12') };
const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** The first 30 are silent, the next 20 decline; all others take their share, and all but the last 60 report and account. */
function lives(): { lived: Lived; largest: number } {
  const lived = inForce({ recipients: terms, changes: { people: peopleOnly() } });
  const does = (command: Command) => lived.does(command);
  does({ type: 'distribute', measure, amountOre: null });
  does({ type: 'askLetters', measure, answerBy: '2012-04-02' });
  for (const organisation of ids.slice(30, 50)) does({ type: 'declineMoney', organisation, measure });
  for (const organisation of ids.slice(50)) does({ type: 'giveLetter', organisation, measure, answers });
  lived.liveUntil('2012-04-03').does({ type: 'closeLetters', measure }).does({ type: 'distribute', measure, amountOre: null });
  for (const recipient of ids.slice(50)) {
    const shareOre = lived.state().recipients[measure]?.shares[recipient] ?? 0;
    does(requisition({ measure, recipient }, shareOre));
    const id = newestRequisition(lived);
    does(approve(id)).does(payment(shareOre, { requisition: id }));
  }
  const largest = bytes(lived.state());
  lived.liveUntil('2013-03-04');
  for (const recipient of ids.slice(50, 251)) {
    const deadline = `recipientReport-databaser:${recipient}`;
    does({ type: 'handInReport', deadline, content: report }).does({ type: 'acceptReport', deadline });
    const shareOre = lived.state().recipients[measure]?.shares[recipient] ?? 0;
    does({ type: 'accountFunds', measure, recipient, usedOre: shareOre - 1, unspentOre: 1 });
    does({ type: 'repayFunds', measure, recipient, amountOre: 1 });
  }
  return { lived, largest: Math.max(largest, bytes(lived.state())) };
}

const peopleOnly = () => [
  { id: 'samordnaren', organisation: 'samradet', roles: ['coordinator' as const] },
  { id: 'ministern', organisation: 'staten', roles: ['signatory' as const] },
  { id: 'verkstallande', organisation: 'skl', roles: ['signatory' as const] },
  { id: 'handlaggaren', organisation: 'skl', roles: ['handler' as const] },
  { id: 'sklchef', organisation: 'skl', roles: ['handler' as const] },
];

test('311 recipients take their letters, money, reports and accounts through one measure', () => {
  const { lived, largest } = lives();
  const state = lived.state();
  const overview = recipientsOverview(state, measure);
  expect(overview.counts).toMatchObject({ recipients: COUNT, complete: 251, letter: 0, report: 60, account: 60, payment: 0 });
  expect(overview.recipients.filter(({ letter }) => letter === 'silent')).toHaveLength(30);
  expect(overview.recipients.filter(({ letter }) => letter === 'declined')).toHaveLength(20);
  const of = ledger(state).children[0]?.children[0];
  expect(of?.total).toMatchObject({ setAside: 50 * MNKR, distributed: 50 * MNKR, paid: 50 * MNKR, repaid: 201 });
  expect(owedStill(state).areas).toContain('stod');
  // One command, one event: what everybody is asked at once is asked in one.
  expect(eventsOf(lived, 'lettersAsked')).toHaveLength(1);
  expect(largest).toBeLessThan(1_000_000);
  expect(bytes(lived.events().find(({ body }) => body.type === 'opened'))).toBeLessThan(150_000);
}, 120_000);
