import type { DatesCommand, DatesEvent, DatesRefusal } from '#core/agreement/dates/types.ts';
import { formatDateShort } from '../dates.ts';
import type { Names } from '../names.ts';
import type { Text } from '../lang.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const datesCommands: CommandNames<DatesCommand> = {
  moveDeadline: { sv: 'flytta en frist', en: 'move a deadline' },
  askExtension: { sv: 'begära anstånd', en: 'ask for an extension' },
  extendDeadline: { sv: 'ge anstånd', en: 'grant an extension' },
  declineExtension: { sv: 'avslå begäran om anstånd', en: 'decline an extension' },
  suspendDeadline: { sv: 'göra uppehåll i en frist', en: 'suspend a deadline' },
  resumeDeadline: { sv: 'återuppta en frist', en: 'resume a deadline' },
  waiveDeadline: { sv: 'efterskänka', en: 'waive a deadline' },
  reopenDeadline: { sv: 'öppna en frist på nytt', en: 'reopen a deadline' },
  commissionDateMoved: { sv: 'följa uppdragets datum', en: "follow the commission's date" },
  commissionReported: { sv: 'anteckna uppdragets rapport', en: "enter the commission's report" },
};

const sv = (date: string): string => formatDateShort(date, 'sv');
const en = (date: string): string => formatDateShort(date, 'en');

const moved =
  (said: Text) =>
  ({ deadline, from, to }: { deadline: string; from: string | null; to: string }, names: Names): Text => ({
    sv: `${said.sv}: ${names.deadline(deadline)}, ${from === null ? '' : `från ${sv(from)} `}till ${sv(to)}`,
    en: `${said.en}: ${names.deadline(deadline)}, ${from === null ? '' : `from ${en(from)} `}to ${en(to)}`,
  });

const about =
  (said: Text) =>
  ({ deadline }: { deadline: string }, names: Names): Text => ({
    sv: `${said.sv}: ${names.deadline(deadline)}`,
    en: `${said.en}: ${names.deadline(deadline)}`,
  });

export const datesEvents: EventTexts<DatesEvent> = {
  deadlineMoved: moved({ sv: 'Frist flyttad', en: 'Deadline moved' }),
  extensionAsked: ({ deadline, to }, names) => ({
    sv: `Anstånd begärt: ${names.deadline(deadline)}, till ${sv(to)}`,
    en: `Extension asked for: ${names.deadline(deadline)}, to ${en(to)}`,
  }),
  deadlineExtended: moved({ sv: 'Anstånd givet', en: 'Extension granted' }),
  extensionDeclined: about({ sv: 'Anstånd avslaget', en: 'Extension declined' }),
  deadlineSuspended: about({ sv: 'Uppehåll', en: 'Suspended' }),
  deadlineResumed: moved({ sv: 'Uppehållet slut, frist framflyttad', en: 'Resumed, deadline moved on' }),
  deadlineWaived: about({ sv: 'Efterskänkt', en: 'Waived' }),
  deadlineReopened: moved({ sv: 'Frist öppnad på nytt', en: 'Deadline reopened' }),
  dateReckoned: moved({ sv: 'Frist räknad', en: 'Deadline reckoned' }),
  commissionNoted: ({ item, on }) => ({
    sv: `Uppdraget: ${item}, ${sv(on)} (ingen frist här väntar på det)`,
    en: `The commission: ${item}, ${en(on)} (no deadline here waits for it)`,
  }),
};

const statuses: Readonly<Record<string, Text>> = {
  met: { sv: 'uppfylld', en: 'met' },
  letGo: { sv: 'släppt', en: 'let go' },
  waived: { sv: 'efterskänkt', en: 'waived' },
  silent: { sv: 'obesvarad', en: 'without an answer' },
};

export const datesRefusals: RefusalTexts<DatesRefusal> = {
  standsInText: ({ deadline, creditor }, names) => ({
    sv: `Datumet för ${names.deadline(deadline)} står i överenskommelsens text. Det ändras genom en tilläggsöverenskommelse; ${names.organisation(creditor)} kan ge anstånd (extendDeadline) eller ta tillbaka ett anstånd, aldrig ge mindre tid än texten.`,
    en: `The date of ${names.deadline(deadline)} stands in the agreement's text. An amendment changes it; ${names.organisation(creditor)} can grant an extension (extendDeadline) or take one back, but never give less time than the text.`,
  }),
  ownDuty: ({ deadline, organisation }, names) => ({
    sv: `${names.organisation(organisation)} är skyldig detta själv (${names.deadline(deadline)}) och kan inte efterskänka, flytta eller förlänga det. Begär anstånd (askExtension) hos den som har rätt till det.`,
    en: `${names.organisation(organisation)} owes this itself (${names.deadline(deadline)}) and can neither waive, move nor extend it. Ask whom it is owed to for an extension (askExtension).`,
  }),
  notOpen: ({ deadline, status }, names) => ({
    sv: `${names.deadline(deadline)} är inte öppen utan ${statuses[status]?.sv ?? status} (deadline). Öppna den på nytt först (reopenDeadline; en lämnad redovisning återlämnas med returnReport).`,
    en: `${names.deadline(deadline)} is not open but ${statuses[status]?.en ?? status} (deadline). Reopen it first (reopenDeadline; a report that is handed in is returned, by returnReport).`,
  }),
  stillOpen: ({ deadline }, names) => ({
    sv: `${names.deadline(deadline)} är redan öppen (deadline). Flytta den (moveDeadline) eller ge anstånd (extendDeadline).`,
    en: `${names.deadline(deadline)} is open already (deadline). Move it (moveDeadline) or extend it (extendDeadline).`,
  }),
  notLater: ({ given, dueOn }) => ({
    sv: `Anstånd till ${sv(given)} ger ingen mer tid: fristen går ut ${sv(dueOn)} (to). Ge en senare dag.`,
    en: `An extension to ${en(given)} gives no more time: it is due ${en(dueOn)} (to). Give a later day.`,
  }),
  sameDate: ({ deadline, dueOn, field = 'to' }, names) => ({
    sv: `${names.deadline(deadline)} förfaller redan ${sv(dueOn)} (${field}). Ge en annan dag.`,
    en: `${names.deadline(deadline)} is due ${en(dueOn)} already (${field}). Give another day.`,
  }),
  nothingAsked: ({ deadline }, names) => ({
    sv: `Inget anstånd är begärt för ${names.deadline(deadline)} (deadline), så det finns inget att avslå.`,
    en: `No extension has been asked for ${names.deadline(deadline)} (deadline), so there is none to decline.`,
  }),
  alreadySuspended: ({ deadline, since }, names) => ({
    sv: `${names.deadline(deadline)} står redan stilla sedan ${sv(since)} (deadline). Återuppta den med resumeDeadline.`,
    en: `${names.deadline(deadline)} has been suspended since ${en(since)} (deadline). Resume it by resumeDeadline.`,
  }),
  notSuspended: ({ deadline }, names) => ({
    sv: `${names.deadline(deadline)} står inte stilla (deadline), så den kan inte återupptas.`,
    en: `${names.deadline(deadline)} is not suspended (deadline), so it cannot be resumed.`,
  }),
};
