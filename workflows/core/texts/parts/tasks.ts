import type { TasksCommand, TasksEvent, TasksRefusal } from '#core/agreement/tasks/types.ts';
import { formatDateShort } from '../dates.ts';
import { allOf, type Lang, type Text } from '../lang.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const tasksCommands: CommandNames<TasksCommand> = {
  takeTask: { sv: 'ta en uppgift', en: 'take a task' },
  releaseTask: { sv: 'lämna tillbaka en uppgift', en: 'put a task back' },
  nameDeputy: { sv: 'utse en ersättare', en: 'name a deputy' },
  handOver: { sv: 'lämna över alla öppna uppgifter', en: 'hand over all open tasks' },
  addPerson: { sv: 'lägga till en person', en: 'add a person' },
  optOut: { sv: 'avstå från påminnelser', en: 'opt out of reminders' },
  optIn: { sv: 'åter få påminnelser', en: 'opt in to reminders again' },
};

const kindsOf = (kinds: readonly string[], lang: Lang): string =>
  kinds.length === 0 ? { sv: 'alla slag', en: 'every kind' }[lang] : allOf(kinds, lang);

const both = (say: (lang: Lang) => string): Text => ({ sv: say('sv'), en: say('en') });

export const tasksEvents: EventTexts<TasksEvent> = {
  taskTaken: ({ deadline, person }, names) => ({
    sv: `${person} har tagit uppgiften: ${names.deadline(deadline)}`,
    en: `${person} has taken the task: ${names.deadline(deadline)}`,
  }),
  taskReleased: ({ deadline, person }, names) => ({
    sv: `Uppgiften är inte längre ${person}s: ${names.deadline(deadline)}`,
    en: `No longer ${person}'s task: ${names.deadline(deadline)}`,
  }),
  deputyNamed: ({ person, deputy, from, to }) =>
    both((lang) => {
      const period = `${formatDateShort(from, lang)} – ${formatDateShort(to, lang)}`;
      return lang === 'sv' ? `${deputy} ersätter ${person} ${period}` : `${deputy} stands in for ${person} ${period}`;
    }),
  tasksHandedOver: ({ from, to, deadlines }) => ({
    sv: `${from} lämnade över ${deadlines.length === 1 ? 'en öppen uppgift' : `${deadlines.length} öppna uppgifter`} till ${to}`,
    en: `${from} handed over ${deadlines.length === 1 ? 'one open task' : `${deadlines.length} open tasks`} to ${to}`,
  }),
  personAdded: ({ person, organisation }, names) => ({
    sv: `${person} lades till för ${names.organisation(organisation)}`,
    en: `${person} added for ${names.organisation(organisation)}`,
  }),
  optedOut: ({ person, kinds }) => ({
    sv: `${person} avstår från påminnelser: ${kindsOf(kinds, 'sv')}`,
    en: `${person} opted out of reminders: ${kindsOf(kinds, 'en')}`,
  }),
  optedIn: ({ person, kinds }) => ({
    sv: `${person} vill åter ha påminnelser: ${kindsOf(kinds, 'sv')}`,
    en: `${person} wants reminders again: ${kindsOf(kinds, 'en')}`,
  }),
};

export const tasksRefusals: RefusalTexts<TasksRefusal> = {
  taskTakenAlready: ({ deadline, person }, names) => ({
    sv: `${person} har redan tagit uppgiften ${names.deadline(deadline)} (deadline). Ange en annan person, eller gör ingenting.`,
    en: `${person} has already taken ${names.deadline(deadline)} (deadline). Name somebody else, or do nothing.`,
  }),
  taskNotTaken: ({ deadline }, names) => ({
    sv: `Ingen har tagit uppgiften ${names.deadline(deadline)} (deadline); den ligger redan hos registratorn.`,
    en: `Nobody has taken ${names.deadline(deadline)} (deadline); it is with the registrar already.`,
  }),
  taskOver: ({ deadline }, names) => ({
    sv: `Uppgiften ${names.deadline(deadline)} (deadline) är inte öppen. Bara en öppen uppgift kan tas eller lämnas tillbaka.`,
    en: `${names.deadline(deadline)} (deadline) is not open. Only an open task can be taken or put back.`,
  }),
  nothingToHandOver: ({ person }) => ({
    sv: `${person} (from) har inga öppna uppgifter att lämna över. Ange den som har tagit uppgifterna.`,
    en: `${person} (from) has no open tasks to hand over. Name whoever has taken the tasks.`,
  }),
  handOverToOneself: ({ person }) => ({
    sv: `Uppgifterna är redan ${person}s (to). Ange någon annan.`,
    en: `The tasks are ${person}'s already (to). Name somebody else.`,
  }),
  deputyForOneself: ({ person }) => ({
    sv: `${person} kan inte ersätta sig själv (deputy). Ange någon annan i organisationen.`,
    en: `${person} cannot stand in for themselves (deputy). Name somebody else in the organisation.`,
  }),
  deputyPeriodReversed: ({ from, to }) => ({
    sv: `Ersättningen slutar ${formatDateShort(to, 'sv')} (to), innan den börjar ${formatDateShort(from, 'sv')} (from). Ange en sista dag som inte är före den första.`,
    en: `The period ends ${formatDateShort(to, 'en')} (to), before it begins ${formatDateShort(from, 'en')} (from). Give a last day that is not before the first.`,
  }),
  personKnown: ({ person, organisation }, names) => ({
    sv: `${person} (person) finns redan, hos ${names.organisation(organisation)}. Välj ett annat id för en ny person.`,
    en: `${person} (person) is known already, at ${names.organisation(organisation)}. Choose another id for a new person.`,
  }),
  rolesMissing: ({ possible }) => ({
    sv: `Personen får ingen roll (roles). Ange en eller flera av ${allOf(possible, 'sv')}.`,
    en: `The person is given no role (roles). Give one or more of ${allOf(possible, 'en')}.`,
  }),
  unknownKind: ({ kind, known }) => ({
    sv: `Det finns inga frister av slaget ${kind} (kinds). Slag som finns: ${allOf(known, 'sv')}.`,
    en: `There are no deadlines of the kind ${kind} (kinds). Known kinds: ${allOf(known, 'en')}.`,
  }),
  notOptedOut: ({ person }) => ({
    sv: `${person} (person) får redan påminnelser. Ingenting behöver göras.`,
    en: `${person} (person) gets reminders already. Nothing needs to be done.`,
  }),
};
