import type { TextRef } from '#core/act/envelope.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { Organisation } from '#core/act/people.ts';
import { type AnyBody, modelOf, type ProcessState } from '#core/models.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { localTimeOf } from '#core/calendar/instant.ts';
import { formatEn, formatSv } from '#core/money.ts';
import { formatInstant } from '#core/texts/dates.ts';
import { namingOf, wordsOf } from '#core/texts/kinds.ts';
import type { Lang } from '#core/texts/lang.ts';
import { organisationNames, roleName } from '#core/texts/naming.ts';
import { shortId } from '#contracts/ids.ts';
import { storedEvent } from '../../infra/db/storedEvent.ts';
import { withNames } from '../withNames.ts';
import type { Snapshot } from './snapshot.ts';

export type Event = StoredEventOf<AnyBody>;

/** A record with what it takes to tell people of it: names for ids, texts for references. */
export interface Reading {
  lang: Lang;
  process: ProcessState;
  title: string;
  organisations: readonly Organisation[];
  events: readonly Event[];
  deadlines: readonly Deadline[];
  /** A person's name; the id where the directory does not know it. */
  person: (id: string) => string;
  organisation: (id: string) => string;
  body: (id: string) => string;
  /** What an id of the process stands for. */
  named: (id: string) => string;
  written: (ref: TextRef) => string;
  /** An event as a line, persons by name. */
  line: (body: AnyBody) => string;
  /** Who entered it. */
  recorder: (event: Event) => string;
  moment: (at: Instant) => string;
  /** `2012-01-11 09:30`, on the clock in Sweden. */
  minute: (at: Instant) => string;
  money: (ore: number) => string;
}

const words = {
  sv: { erased: '[texten är raderad]', time: 'systemet' },
  en: { erased: '[the text has been erased]', time: 'the system' },
} as const;

export function readingOf({ process, events, people, texts }: Snapshot, lang: Lang): Reading {
  const { kind, state } = process;
  const naming = namingOf(process);
  const says = wordsOf(kind);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const kept = new Map(texts.flatMap(({ textId, kept: text }) => (text === null ? [] : [[textId, text.text]])));
  const others = kind === 'referral' ? state.others : {};
  const { organisation, body } = organisationNames(state.definition.organisations, others);
  const person = (id: string): string => names.get(id) ?? id;
  return {
    lang,
    process,
    title: state.definition.title,
    organisations: state.definition.organisations,
    events: events.map(storedEvent),
    deadlines: modelOf(kind).deadlines(state),
    person,
    organisation,
    body,
    named: (id) => says.title(id, naming, lang) ?? id,
    written: ({ textId }) => kept.get(textId) ?? words[lang].erased,
    line: (told) => says.event({ body: withNames(told, person) }, naming, lang),
    recorder: ({ recordedBy: { person: by, role } }) => {
      if (role === 'time') return by === null ? words[lang].time : person(by);
      if (role === 'process') return by === null ? roleName(role, lang) : shortId(by);
      return by === null ? roleName(role, lang) : `${person(by)} (${roleName(role, lang)})`;
    },
    moment: (at) => formatInstant(at, lang),
    minute,
    money: (ore) => (lang === 'sv' ? formatSv(ore) : formatEn(ore)),
  };
}

function minute(at: Instant): string {
  const { date, hour, minute: of } = localTimeOf(at);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date} ${two(hour)}:${two(of)}`;
}
