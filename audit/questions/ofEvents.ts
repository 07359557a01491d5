import { sql } from 'kysely';
import { decisionIn } from '#core/around/decided.ts';
import { isProcessChain, kindOf } from '#contracts/ids.ts';
import type { AnyEvent } from '../search/find.ts';
import type { EventQuestion } from './question.ts';

/** What happened around processes is in other chains, and so is what belongs to none. */
const inProcess = sql`e.chain !~ '(/access|^(rehearsal:[^:]+:)?system)$'`;
/** In a process's own chain, by a person. */
const acts = sql`${inProcess} and e.event -> 'recordedBy' ->> 'role' not in ('time', 'process', 'none')`;
const localTime = sql`(e.recorded_at at time zone 'Europe/Stockholm')`;
const role = sql`e.event -> 'recordedBy' ->> 'role'`;
const recorder = sql`e.event -> 'recordedBy' ->> 'person'`;
const doer = sql`e.event -> 'doneBy' ->> 'person'`;

const isDecision = (event: AnyEvent): boolean => isProcessChain(event.chain) && decisionIn(kindOf(event.chain), event) !== null;

/** Acts by which the date of something owed became another. */
const DATE_MOVED = [
  'deadlineMoved',
  'deadlineExtended',
  'deadlineResumed',
  'deadlineReopened',
  'reportReturned',
  'extensionGranted',
  'resumed',
  'commissionDateMoved',
];

export const eventQuestions = {
  recordedLate: {
    title: { sv: 'Registrerat långt efter att det gjordes', en: 'Recorded long after it was done' },
    about: {
      sv: 'Handlingar som registrerades fler än så många dagar efter den dag de gjordes. Sen registrering är tillåten, men kräver stöd: se kolumnen Stöd.',
      en: 'Acts recorded more than that many days after the day they were done. Late entries are allowed and need evidence: see the column Evidence.',
    },
    number: { means: { sv: 'dagar', en: 'days' }, otherwise: 7 },
    where: (days) => sql`${acts} and ${localTime}::date - e.done_on > ${days}`,
  },
  withoutParagraph: {
    title: { sv: 'Beslut utan paragraf', en: 'Decisions without a paragraph' },
    about: {
      sv: 'Ett organs beslut där ingen paragraf i protokollet är registrerad. Paragrafen kan stå i stödet, som är fri text.',
      en: 'Decisions of a body for which no paragraph of the minutes is recorded. It may stand in the evidence, which is free text.',
    },
    where: () => sql`${acts}
      and (e.event -> 'doneBy' ->> 'body' is not null or jsonb_exists(e.event -> 'body', 'decision'))
      and not jsonb_path_exists(e.event -> 'body', 'strict $.**.paragraph ? (@.type() == "string")')`,
    keep: isDecision,
  },
  datesMoved: {
    title: { sv: 'Flyttade datum', en: 'Dates moved' },
    about: {
      sv: 'Varje handling genom vilken något som ska göras fick ett annat datum: flyttning, anstånd, uppehåll, återlämnad redovisning.',
      en: 'Every act by which something that is owed got another date: moves, extensions, suspensions, returned reports.',
    },
    where: () => sql`e.type = any(${DATE_MOVED})`,
  },
  onBehalf: {
    title: { sv: 'Registrerat av samordnaren för någon annan', en: "Recorded by a coordinator on another's behalf" },
    about: {
      sv: 'Handlingar av en annan organisation än samordnarens, som samordnaren registrerade. De vilar på stödet.',
      en: "Acts of another organisation than the coordinator's own that the coordinator recorded. They rest on their evidence.",
    },
    where: () => sql`${inProcess} and ${role} = 'coordinator'
      and e.event -> 'doneBy' ->> 'organisation' is distinct from (
        select person.organisation from person where person.rehearsal = e.rehearsal and person.id = ${recorder})
      and e.event -> 'doneBy' ->> 'organisation' is not null`,
  },
  decidedAndRecorded: {
    title: { sv: 'Beslut som den som beslutade själv registrerade', en: 'Decisions recorded by whoever decided' },
    about: {
      sv: 'Beslut där samma person står som den som gjorde och den som registrerade: ingen annan har sett dem på vägen in.',
      en: 'Decisions where the same person did and recorded: nobody else saw them on their way in.',
    },
    where: () => sql`${acts} and ${doer} = ${recorder}`,
    keep: isDecision,
  },
  oddHours: {
    title: { sv: 'Registrerat kring midnatt', en: 'Recorded around midnight' },
    about: {
      sv: 'Handlingar som en person registrerade inom så många minuter före eller efter midnatt, svensk tid: där avgör minuter vilken dag det blev.',
      en: 'Acts that a person recorded within that many minutes before or after midnight in Sweden: there minutes decide which day it was.',
    },
    number: { means: { sv: 'minuter', en: 'minutes' }, otherwise: 60 },
    where: (minutes) => sql`${acts} and least(
        extract(epoch from ${localTime}::time), 86400 - extract(epoch from ${localTime}::time)) < ${minutes} * 60`,
  },
  afterClosing: {
    title: { sv: 'Registrerat efter avslutandet', en: 'Recorded after the matter was closed' },
    about: {
      sv: 'Det som kom till sedan ärendet avslutats: rättelser, återkrav och annat som är tillåtet då.',
      en: 'What was added after a matter had been closed: corrections, reclaims and what else is allowed then.',
    },
    where: () => sql`${acts} and exists (
      select from process closed where closed.rehearsal = e.rehearsal and closed.chain = e.chain and e.recorded_at > closed.closed_at)`,
  },
  corrections: {
    title: { sv: 'Rättelser', en: 'Corrections' },
    about: {
      sv: 'Varje rättelse, med vilken händelse den rättar. Det rättade står kvar.',
      en: 'Every correction, with the event that it corrects. What was corrected still stands.',
    },
    where: () => sql`e.type = 'corrected'`,
  },
  withoutEvidence: {
    title: { sv: 'Beslut utan stöd eller skäl', en: 'Decisions with neither evidence nor reason' },
    about: {
      sv: 'Beslut där varken stöd, skäl eller paragraf är registrerat. En del beslut behöver inget, om de registrerades samma dag.',
      en: 'Decisions for which neither evidence, reason nor paragraph is recorded. Some need none, where they were recorded the same day.',
    },
    where: () => sql`${acts} and e.event ->> 'evidence' is null and e.event ->> 'reason' is null
      and not jsonb_path_exists(e.event -> 'body', 'strict $.**.paragraph ? (@.type() == "string")')`,
    keep: isDecision,
  },
} as const satisfies Record<string, EventQuestion>;
