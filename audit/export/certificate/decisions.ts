import { atHandOf } from '#core/act/atHand.ts';
import type { BodyDecision, MemberStatement } from '#core/act/decision.ts';
import type { TextRef } from '#core/act/envelope.ts';
import { isDecision } from '#core/around/decided.ts';
import type { AnyBody } from '#core/models.ts';
import { atHandText } from '#core/texts/atHandText.ts';
import { type Deciding, decidingParts, isDeciding } from '#core/texts/decisionText.ts';
import { formatDate } from '#core/texts/dates.ts';
import type { Block, Fact } from '../pdf/blocks.ts';
import type { Event, Reading } from '../reading.ts';
import { certificateWords } from './inWords.ts';

/** What is decided of reports is in the table of reports, where each stands with its own. */
const elsewhere: ReadonlySet<string> = new Set(['reportAccepted', 'reportReturned']);

/** A body's decision as an event says it, whatever kind of process it is of. */
type Told = Omit<BodyDecision, 'body' | 'decidedOn'> & { body?: string; meeting?: string | null };

/** The words that its label says already. */
const LEAD = /^[^:]*: /;

/** Each decision with everything that it says: what, by whom, on what, and when it was entered. */
export function decisionBlocks(reading: Reading): Block[] {
  const { heading, lead, ofReports, none } = certificateWords[reading.lang].decisions;
  const all = reading.events.filter(({ body }) => isDecision(reading.process.kind, body.type));
  const decisions = all.filter(({ body }) => !elsewhere.has(body.type));
  const told = all.length === decisions.length ? lead : `${lead} ${ofReports(all.length - decisions.length, all.length)}`;
  const begin: Block[] = [
    { kind: 'heading', level: 1, text: heading },
    { kind: 'paragraph', text: decisions.length === 0 ? none : told, tone: 'quiet' },
  ];
  return [
    ...begin,
    ...decisions.flatMap((event): Block[] => [
      { kind: 'heading', level: 2, text: reading.line(event.body) },
      { kind: 'facts', facts: factsOf(reading, event) },
    ]),
  ];
}

function factsOf(reading: Reading, event: Event): Fact[] {
  const { lang, written, person } = reading;
  const say = certificateWords[lang].decisions;
  const { body, doneOn, doneBy, reason, evidence } = event;
  const decision = toldIn(body);
  const { versionHash, signatory } = body as { versionHash?: unknown; signatory?: unknown };
  const decidedBy = decision?.body ?? doneBy?.body ?? null;
  const rest = isDeciding(body) ? decidingParts(withoutDecision(body), written, lang) : [];
  const atHand = atHandOf(body);
  return [
    { label: say.done, value: formatDate(doneOn, lang) },
    ...optional(
      say.body,
      decidedBy === null ? (doneBy === null ? null : reading.organisation(doneBy.organisation)) : reading.body(decidedBy),
    ),
    ...optional(say.signatory, typeof signatory === 'string' ? person(signatory) : null),
    ...(decision === null ? [] : factsOfDecision(reading, decision)),
    ...optional(say.more, rest.join('; ')),
    ...optional(say.reason, reason === null ? null : written(reason)),
    ...optional(
      say.evidence,
      evidence === null ? null : evidence.kind === 'document' ? `SHA-256 ${evidence.sha256}` : written(evidence.text),
    ),
    ...optional(say.atHand, atHand === null ? null : atHandText(atHand, reading.named, lang).replace(LEAD, '')),
    ...(typeof versionHash === 'string' ? [{ label: say.version, value: versionHash, exact: true }] : []),
    { label: say.entered, value: `${reading.minute(event.recordedAt)}, ${reading.recorder(event)}` },
  ];
}

/** Its decision is told beside it, field by field. */
function withoutDecision(body: Deciding & { type: string }): Deciding & { type: string } {
  const { decision: _told, ...rest } = body;
  return rest;
}

function toldIn(body: AnyBody): Told | null {
  const { decision } = body as { decision?: unknown };
  return typeof decision === 'object' && decision !== null && 'outcome' in decision ? (decision as Told) : null;
}

function factsOfDecision({ lang, written }: Reading, decision: Told): Fact[] {
  const { decisions: say, outcomes } = certificateWords[lang];
  const { meeting, paragraph, proposal, outcome, basis, adoptedOn, dispatchedOn, extract } = decision;
  const stated = ({ by, text }: MemberStatement): string => `${written(by)}${text === null ? '' : `: ${written(text)}`}`;
  const listed = (all: readonly string[]): string | null => (all.length === 0 ? null : all.join('\n'));
  const onDay = (day: string | null): string | null => (day === null ? null : formatDate(day, lang));
  return [
    ...optional(say.meeting, meeting ?? null),
    ...optional(say.paragraph, paragraph === null ? null : `§ ${paragraph.replace(/^§\s*/, '')}`),
    ...optional(say.proposal, proposal === null ? null : written(proposal)),
    { label: say.outcome, value: outcomes[outcome] },
    { label: say.basis, value: basis.kind === 'itself' ? say.itself : `${say.delegation}: ${written(basis.reference)}` },
    ...optional(say.reservations, listed(decision.reservations.map(stated))),
    ...optional(say.statements, listed(decision.specialStatements.map(stated))),
    ...optional(say.aside, listed(decision.stoodAside.map((one: TextRef) => written(one)))),
    ...optional(say.adopted, onDay(adoptedOn)),
    ...optional(say.dispatched, onDay(dispatchedOn)),
    ...(extract === null ? [] : [{ label: say.extract, value: extract, exact: true }]),
  ];
}

const optional = (label: string, value: string | null): Fact[] => (value === null || value === '' ? [] : [{ label, value }]);
