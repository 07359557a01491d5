import { civilDateOf } from '#core/calendar/instant.ts';
import { addDays, type CivilDate, daysBetween } from '#core/calendar/civilDate.ts';
import type { ReferralState } from '#core/referral/state.ts';
import { formatDateShort } from '#core/texts/dates.ts';
import { wordsOf } from '#core/texts/kinds.ts';
import { sentence } from '#core/texts/lang.ts';
import type { Block, Span } from '../pdf/blocks.ts';
import type { Reading } from '../reading.ts';
import { certificateWords } from './inWords.ts';

/** Which phases there were, and when: a picture, and the same as a table. */
export function courseBlocks(reading: Reading): Block[] {
  const { lang } = reading;
  const { course: say, span: inWords } = certificateWords[lang];
  const spans = spansOf(reading);
  const [first] = spans;
  if (first === undefined) return [];
  const newest = newestDay(reading);
  const from = addDays(
    spans.reduce((least, span) => (span.from < least ? span.from : least), first.from),
    -10,
  );
  const to = addDays(
    spans.reduce((most, { to: end }) => ((end ?? newest) > most ? (end ?? newest) : most), newest),
    10,
  );
  const short = (day: CivilDate): string => formatDateShort(day, lang);
  const alt = spans
    .map(({ title, from: begin, to: end }) => inWords(title, short(begin), end === null ? null : short(end)))
    .join('; ');
  return [
    { kind: 'heading', level: 1, text: say.heading },
    { kind: 'paragraph', text: say.lead, tone: 'quiet' },
    { kind: 'timeline', alt: `${say.heading}: ${alt}.`, spans, from, to },
    {
      kind: 'table',
      summary: say.summary,
      columns: [
        { title: say.phase, share: 5 },
        { title: say.from, share: 3 },
        { title: say.to, share: 3 },
        { title: say.days, share: 1.4, align: 'right' },
      ],
      rows: spans.map((span) => [
        span.title,
        short(span.from),
        span.to === null ? say.ongoing : short(span.to),
        span.to === null ? '' : String(daysBetween(span.from, span.to)),
      ]),
    },
  ];
}

function spansOf({ process, lang, organisation }: Reading): Span[] {
  const { kind, state } = process;
  if (kind === 'referral') return spansOfReferral(state, organisation, certificateWords[lang].course.referral);
  // The last phase of what is over is no time that passes.
  const ended = kind === 'agreement' && (state.phase === 'closed' || state.phase === 'lapsed') ? state.phase : null;
  return state.phases
    .filter(({ phase, from, to }) => from !== to && phase !== ended)
    .map(({ phase, from, to }) => ({ title: sentence(wordsOf(kind).phase(phase, lang)), from, to }));
}

/** Of a referral: itself, each that was asked until it answered, and its stages there. */
function spansOfReferral(state: ReferralState, organisation: (id: string) => string, itself: string): Span[] {
  const asked = state.questions.flatMap(({ number, askedOn, asked: ids }) =>
    ids.map((id): Span => {
      const answer = state.answers[id]?.[number] ?? state.declines[id]?.[number] ?? null;
      return { title: organisation(id), from: askedOn, to: answer?.doneOn ?? state.closing?.doneOn ?? null };
    }),
  );
  return [{ title: itself, from: state.openedOn, to: state.closing?.doneOn ?? null }, ...asked, ...stagesOf(state)];
}

/** How bodies handled it among themselves, where few enough did for a picture. */
const MOST_STAGES = 12;

function stagesOf({ definition, stages }: ReferralState): Span[] {
  const all = definition.asked.flatMap(({ organisation, stages: terms }) =>
    terms.flatMap(({ id, title }): Span[] => {
      const stage = stages[organisation]?.[id];
      return stage?.begunOn == null ? [] : [{ title, from: stage.begunOn, to: stage.done?.doneOn ?? null }];
    }),
  );
  return all.length > MOST_STAGES ? [] : all;
}

/** The last day that anything of it is of. */
function newestDay({ events }: Reading): CivilDate {
  return events.reduce((most, { recordedAt }) => (civilDateOf(recordedAt) > most ? civilDateOf(recordedAt) : most), '0000-01-01');
}
