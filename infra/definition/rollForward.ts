import { join } from 'node:path';
import { nonBusinessDayReason } from '#core/calendar/businessDays.ts';
import { addYears, type CivilDate, isCivilDate, weekday } from '#core/calendar/civilDate.ts';
import { hasLocalTime } from '#core/calendar/instant.ts';
import { type AgreementFile, agreementFile } from '#contracts/schemas.ts';
import { datesOf } from './buildDefinition.ts';
import { parseAgreement, readBeside } from './loadAgreement.ts';
import type { Mistaken } from './processFile.ts';
import { readText } from './readText.ts';
import type { Beside } from './recipientsFile.ts';
import { type Path, written } from './mistake.ts';
import { readYaml, type YamlSource } from './yamlSource.ts';

/** One date of the new file, for somebody to look at. */
export interface MovedDate {
  /** As in the new file. */
  path: string;
  from: CivilDate;
  to: CivilDate;
  /** 1 = Monday … 7 = Sunday. */
  weekday: number;
  /** What its being no business day brings; null for a business day. */
  consequence: string | null;
}

export interface Rolled {
  ok: true;
  /** The new file: the old one with other years, its comments kept; a first line says so. */
  text: string;
  dates: MovedDate[];
  /** Ids and titles with a year in them, which moved too. */
  texts: { path: string; from: string; to: string }[];
  /** What was kept and belongs to the old year: registration numbers. */
  check: { path: string; value: string }[];
}

interface Edit {
  path: Path;
  what: 'value' | 'key';
  from: string;
  to: string;
}

/** `rollForward` of the agreement file in the folder. */
export async function newFrom(folder: string, year: number): Promise<Rolled | Mistaken> {
  const file = join(folder, 'agreement.yaml');
  const text = await readText(file);
  if (typeof text !== 'string') return { ok: false, mistakes: [text] };
  const beside = await readBeside(file, text);
  return 'message' in beside ? { ok: false, mistakes: [beside] } : rollForward(text, year, file, beside);
}

/**
 * The agreement file for another year: every date so many whole years later on the same day (29 February becomes 28 February where
 * there is none), each now assumed and saying from what; years in deadlines' ids and in titles move along. Mistakes where the file
 * is not right, or would not be in that year.
 */
export function rollForward(text: string, year: number, file = 'agreement.yaml', beside: Beside = new Map()): Rolled | Mistaken {
  const before = parseAgreement(text, file, beside);
  if (!before.ok) return before;
  const source = readYaml(file, text);
  const old = agreementFile.parse(source.raw);
  const years = year - old.year;
  const wrong = yearMistake(source, old.year, year);
  if (wrong !== null) return { ok: false, mistakes: [wrong] };
  const outside = datesOf(old)
    .flatMap(({ from, to }) => [from, ...(to === null ? [] : [to])])
    .find((date) => !staysInReach(date, years));
  if (outside !== undefined)
    return {
      ok: false,
      mistakes: [
        {
          file,
          ...source.positionOf(['year']),
          path: 'year',
          message: `${outside} would leave the years 1996–2099`,
          remedy: 'choose another year',
        },
      ],
    };
  const dates = dateEdits(old, years);
  const texts = textEdits(old, years);
  const edited = applied(source, [...dates, ...sourceEdits(old), ...yearEdits(old, years), ...texts]);
  const moved = withHead(edited, old.year, year);
  const after = parseAgreement(moved, file, beside);
  if (!after.ok) return after;
  return {
    ok: true,
    text: moved,
    dates: dates.map(({ path, from, to }) => ({
      path: written(path.map((part) => inYear(String(part), years))),
      from,
      to,
      weekday: weekday(to),
      consequence: consequenceOf(old, path, to),
    })),
    texts: texts.map(({ path, from, to }) => ({ path: written(path), from, to })),
    check: Object.entries(old.organisations).flatMap(([id, { registrationNumber }]) =>
      registrationNumber === undefined ? [] : [{ path: `organisations.${id}.registrationNumber`, value: registrationNumber }],
    ),
  };
}

/**
 * Says first what the file is, in place of an earlier such line. Drops an editor's schema line whose path is relative: it held where
 * the old file is, and where the new one will be is not known.
 */
function withHead(text: string, from: number, to: number): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const end = /\r?\n/.exec(text)?.[0] ?? '\n';
  const rest = text
    .slice(mark.length)
    .replace(/^# Rolled forward from \d{4} to \d{4}[^\n]*\n/, '')
    .replace(/^# yaml-language-server: \$schema=(?!\w+:\/\/|\/)[^\n]*\n/m, '');
  const head = `# Rolled forward from ${from} to ${to}, and to be reviewed: every date is assumed, and the comments are those of ${from}.`;
  return `${mark}${head}${end}${rest}`;
}

function yearMistake(source: YamlSource, from: number, to: number) {
  if (Number.isInteger(to) && to !== from) return null;
  const message = to === from ? `the file is already for ${from}` : `${to} is not a year`;
  return {
    file: source.file,
    ...source.positionOf(['year']),
    path: 'year',
    message,
    remedy: `give another year, such as ${from + 1}`,
  };
}

function staysInReach(date: CivilDate, years: number): boolean {
  try {
    return hasLocalTime(addYears(date, years));
  } catch {
    return false; // not even a date that can be written
  }
}

function dateEdits(old: AgreementFile, years: number): Edit[] {
  const moved = (path: Path, from: CivilDate): Edit => ({ path, what: 'value', from, to: addYears(from, years) });
  return datesOf(old).flatMap(({ at, from, to }) =>
    to === null ? [moved([...at, 'on'], from)] : [moved([...at, 'from'], from), moved([...at, 'to'], to)],
  );
}

function sourceEdits(old: AgreementFile): Edit[] {
  return datesOf(old).map(({ at, from, to, source }) => {
    const was = to === null ? from : `${from} to ${to}`;
    return { path: [...at, 'source'], what: 'value', from: source, to: `assumed (rolled forward from ${was})` };
  });
}

/** The year itself, and the years that measures go on. */
function yearEdits(old: AgreementFile, years: number): Edit[] {
  const edit = (path: Path, from: number): Edit => ({ path, what: 'value', from: String(from), to: String(from + years) });
  const measures = Object.entries(old.areas).flatMap(([area, { measures: own = {} }]) =>
    Object.entries(own).flatMap(([id, { continuesIn = [], continues }]) => [
      ...continuesIn.map((one, index) => edit(['areas', area, 'measures', id, 'continuesIn', index], one)),
      ...(continues === undefined ? [] : [edit(['areas', area, 'measures', id, 'continues', 'year'], continues.year)]),
    ]),
  );
  const chosen = Object.entries(old.deadlines).flatMap(([id, { perMeasure }]) =>
    typeof perMeasure === 'object' && !Array.isArray(perMeasure)
      ? [edit(['deadlines', id, 'perMeasure', 'continuingIn'], perMeasure.continuingIn)]
      : [],
  );
  const intended = (old.funds?.intentions ?? []).map(({ year }, index) => edit(['funds', 'intentions', index, 'year'], year));
  return [edit(['year'], old.year), ...measures, ...chosen, ...intended];
}

function textEdits(old: AgreementFile, years: number): Edit[] {
  const titles: [Path, string][] = [
    [['title'], old.title],
    ...Object.entries(old.deadlines).map(([id, { title }]): [Path, string] => [['deadlines', id, 'title'], title]),
  ];
  const ids = Object.keys(old.deadlines).map(
    (id): Edit => ({ path: ['deadlines', id], what: 'key', from: id, to: inYear(id, years) }),
  );
  const texts = titles.map(([path, title]): Edit => ({ path, what: 'value', from: title, to: inYear(title, years) }));
  return [...texts, ...ids].filter(({ from, to }) => from !== to);
}

/** Every year from 1900 to 2199 in the text, so many years later. */
function inYear(text: string, years: number): string {
  return text.replace(/(?<!\d)(?:19|20|21)\d\d(?!\d)/g, (one) => String(Number(one) + years));
}

function consequenceOf(old: AgreementFile, path: Path, date: CivilDate): string | null {
  const reason = nonBusinessDayReason(date);
  if (reason === null) return null;
  const day = reason.name ?? (reason.kind === 'saturday' ? 'a Saturday' : 'a Sunday');
  if (path[0] !== 'deadlines') return `${day}: no business day; it stays on its day`;
  if (old.dueDay === 'nextBusinessDay') return `${day}: no business day; due the next business day instead`;
  return `${day}: no business day; it stays due that day, and the reminder of the day goes out the business day before`;
}

/** The text with every edit made, from its end to its beginning so that the earlier places stay where they are. */
function applied(source: YamlSource, edits: readonly Edit[]): string {
  const places = new Map<number, { end: number; to: string }>();
  for (const { path, what, from, to } of edits) {
    const range = source.rangeOf(path, what);
    if (range === null) throw new Error(`${written(path)} was read from the file, and so stands in it.`);
    const old = source.text.slice(range.start, range.end);
    places.set(range.start, { end: range.end, to: rewritten(old, from, to) });
  }
  return [...places]
    .toSorted(([a], [b]) => b - a)
    .reduce((text, [start, { end, to }]) => text.slice(0, start) + to + text.slice(end), source.text);
}

/** Keeps quotes and line breaks as they were where it can; what must be written anew is put in quotes. */
function rewritten(old: string, from: string, to: string): string {
  if (isCivilDate(to) || /^\d{4}$/.test(to)) return old.replace(from, to);
  if (old.includes(from)) return old.replace(from, () => to);
  // A block text ends with its line; in quotes it has to be given one.
  return `${JSON.stringify(to)}${old.endsWith('\n') ? '\n' : ''}`;
}
