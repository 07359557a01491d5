import type { RecordedBy } from '#core/act/event.ts';
import { isOver } from '#core/agreement/phases.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { msOf } from '#core/calendar/instant.ts';
import { formatDate, formatDateShort } from '#core/texts/dates.ts';
import { wordsOf } from '#core/texts/kinds.ts';
import { rehearsalOf, shortId } from '#contracts/ids.ts';
import type { Checkpoint } from '../../../infra/seal/checkpoint.ts';
import type { Block, DocumentTitle, Fact } from '../pdf/blocks.ts';
import { pdfOf } from '../pdf/layout.ts';
import type { Reading } from '../reading.ts';
import type { SecondPart } from '../secondRecord.ts';
import type { Row, Snapshot } from '../snapshot.ts';
import { courseBlocks } from './course.ts';
import { decisionBlocks } from './decisions.ts';
import { answerBlocks, reportBlocks } from './reports.ts';
import { actBlocks, deadlineBlocks, moneyBlocks } from './tables.ts';
import { certificateWords } from './inWords.ts';

/** What a certificate is made of. */
export interface Certified {
  snapshot: Snapshot;
  reading: Reading;
  checkpoint: Checkpoint;
  second: readonly SecondPart[];
  at: Instant;
  by: RecordedBy;
  program: string;
}

/** What is recorded of a process, for reading, signing off and keeping: a tagged PDF/A. */
export async function certificateOf(certified: Certified): Promise<Buffer> {
  const { reading, at, snapshot } = certified;
  const { lang, title } = reading;
  const say = certificateWords[lang];
  return pdfOf(titleOf(certified), blocksOf(certified), {
    title: `${say.kind}: ${title}`,
    subject: `${say.subject} ${shortId(snapshot.chain)}`,
    author: reading.organisations.map((one) => one.title).join('; '),
    lang,
    created: new Date(msOf(at)),
  });
}

/** As much of a hash as tells pages of one record from another's. */
const HASH_SHOWN = 16;

const headOf = (rows: readonly Row[]): Row => rows.at(-1) ?? { version: 0, hash: '', previousHash: '', canonical: '' };

function titleOf({ snapshot, reading, checkpoint, at, by, program }: Certified): DocumentTitle {
  const { lang, process, title, organisations } = reading;
  const say = certificateWords[lang];
  const { first } = say;
  const head = headOf(snapshot.events);
  const rehearsal = rehearsalOf(snapshot.chain);
  const numbers = organisations.filter(({ registrationNumber }) => registrationNumber !== null);
  return {
    kind: `${say.kind}: ${say.matter[process.kind]}`,
    title,
    lines: [say.about(say.matter[process.kind], head.version)],
    warning: rehearsal === null ? null : say.rehearsed(rehearsal),
    foot: say.foot(shortId(snapshot.chain), head.hash.slice(0, HASH_SHOWN)),
    page: say.page,
    facts: [
      ...partiesOf(reading),
      ...(numbers.length === 0
        ? []
        : [{ label: first.numbers, value: numbers.map((one) => `${one.title}: ${one.registrationNumber}`).join('\n') }]),
      ...periodOf(reading),
      { label: first.id, value: shortId(snapshot.chain) },
      { label: first.exported, value: reading.moment(at) },
      { label: first.by, value: by.person === null ? say.operator : reading.person(by.person) },
      { label: first.program, value: `Årscykel ${program}` },
      { label: first.record, value: say.upTo(head.version, head.hash), exact: true },
      { label: first.checkpoint, value: say.checkpoint(checkpoint.number, reading.moment(checkpoint.at), checkpoint.key) },
    ],
  };
}

function partiesOf({ lang, process: { kind, state }, organisation }: Reading): Fact[] {
  const { first } = certificateWords[lang];
  if (kind === 'referral') return [{ label: first.asker, value: organisation(state.definition.asker.organisation) }];
  return [{ label: first.parties, value: state.definition.parties.map((party) => organisation(party.organisation)).join('\n') }];
}

function periodOf({ lang, process: { kind, state } }: Reading): Fact[] {
  const say = certificateWords[lang];
  if (kind !== 'agreement') return [];
  const { validFrom: from, validUntil: until } = state;
  const value =
    from === null ? say.notValid : say.period(formatDate(from, lang), until === null ? null : formatDate(until, lang));
  return [{ label: say.first.period, value }];
}

function blocksOf(certified: Certified): Block[] {
  const { reading, snapshot } = certified;
  const { kind, state } = reading.process;
  return [
    ...standingBlocks(reading),
    ...courseBlocks(reading),
    ...decisionBlocks(reading),
    ...(kind === 'referral' ? answerBlocks(reading, state) : []),
    ...deadlineBlocks(reading),
    ...(kind === 'agreement' ? [...moneyBlocks(reading, state), ...reportBlocks(reading, state)] : []),
    ...actBlocks(reading),
    ...noticeBlocks(reading, snapshot),
    ...proofBlocks(certified),
  ];
}

function standingBlocks({ lang, process, person, deadlines, events, line }: Reading): Block[] {
  const { standing: say, since, openOf } = certificateWords[lang];
  const { kind, state } = process;
  const phase = wordsOf(kind).phase(state.phase, lang);
  const from = kind === 'referral' ? (state.closing?.doneOn ?? state.openedOn) : (state.phases.at(-1)?.from ?? null);
  const last = events.findLast(({ recordedBy }) => recordedBy.role !== 'time');
  const open = deadlines.filter(({ status }) => status === 'open').length;
  const isEnded = kind === 'agreement' && isOver(state.phase);
  return [
    { kind: 'heading', level: 1, text: say.heading },
    {
      kind: 'facts',
      facts: [
        { label: say.phase, value: from === null ? phase : since(phase, formatDate(from, lang)) },
        { label: say.coordinator, value: person(state.definition.coordinator) },
        { label: say.open, value: openOf(open, deadlines.length) },
        ...(last === undefined || isEnded
          ? []
          : [{ label: say.lastDone, value: `${line(last.body)}, ${formatDateShort(last.doneOn, lang)}` }]),
      ],
    },
  ];
}

function noticeBlocks({ lang }: Reading, { notices }: Snapshot): Block[] {
  const { notices: say, notified } = certificateWords[lang];
  const sent = notices.filter(({ status }) => status === 'sent').length;
  return [
    { kind: 'heading', level: 1, text: say.heading },
    { kind: 'paragraph', text: notices.length === 0 ? say.none : notified(sent, notices.length - sent) },
  ];
}

function proofBlocks({ snapshot, reading, checkpoint, second }: Certified): Block[] {
  const { lang } = reading;
  const { proof: say, upTo, second: parts, steps, checkpoint: signed } = certificateWords[lang];
  const [head, access] = [headOf(snapshot.events), headOf(snapshot.access)];
  const of = (source: SecondPart['source']): number => second.filter((one) => one.source === source).length;
  const erased = snapshot.texts.filter(({ kept }) => kept === null).map(({ textId }) => textId);
  const facts: Fact[] = [
    { label: say.chain, value: snapshot.chain },
    { label: say.head, value: upTo(head.version, head.hash), exact: true },
    ...(access.version === 0 ? [] : [{ label: say.access, value: upTo(access.version, access.hash), exact: true }]),
    { label: say.checkpoint, value: signed(checkpoint.number, reading.moment(checkpoint.at), checkpoint.key) },
    { label: say.root, value: checkpoint.root, exact: true },
    { label: say.key, value: checkpoint.key, exact: true },
    { label: say.database, value: checkpoint.database, exact: true },
    { label: say.second, value: parts(of('kept'), of('engine'), of('notAtHand')) },
    ...(erased.length === 0 ? [] : [{ label: say.erased, value: erased.join('\n'), exact: true }]),
    ...(snapshot.markedDocuments.length === 0
      ? []
      : [
          {
            label: say.marked,
            value: snapshot.markedDocuments.map(({ sha256, grounds }) => `${sha256}: ${grounds.join('; ')}`).join('\n'),
            exact: true,
          },
        ]),
    ...(snapshot.missingDocuments.length === 0
      ? []
      : [{ label: say.missing, value: snapshot.missingDocuments.join('\n'), exact: true }]),
  ];
  return [
    { kind: 'newPage' },
    { kind: 'heading', level: 1, text: say.heading },
    { kind: 'paragraph', text: say.lead },
    { kind: 'facts', facts },
    { kind: 'heading', level: 2, text: say.how },
    ...steps.map((text): Block => ({ kind: 'paragraph', text })),
  ];
}
