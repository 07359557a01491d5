import type { Kind } from '#core/act/model.ts';
import type { CommandType } from '#core/agreement/commands.ts';
import { answersTo } from '#core/tasks/answers.ts';
import type { Lang } from '#core/texts/lang.ts';
import { commandName } from '#core/texts/names.ts';
import type { OpenTask } from '../../infra/gateway/links.ts';
import type { Choices } from './form.ts';

interface Titled {
  id: string;
  title: string;
}

const choice = ({ id, title }: Titled): Choices[string][number] => ({ value: id, label: title });

/** What there is to choose from in a process, by the name of the field that asks. */
export function choicesOf({ process, deadline }: OpenTask): Choices {
  const { organisations } = process.state.definition;
  const own = organisations.find(({ id }) => id === deadline.debtor);
  const bodies = (own?.bodies ?? []).map(choice);
  const common: Choices = bodies.length === 0 ? {} : { body: bodies };
  if (process.kind === 'agreement') {
    const { areas, measures, terms } = process.state.definition;
    const asked = terms?.recipients?.measures.find(({ measure }) => measure === deadline.measure)?.questions ?? [];
    return { ...common, area: areas.map(choice), measure: measures.map(choice), answers: asked.map(choice) };
  }
  if (process.kind === 'referral') {
    const parts = process.state.definition.parts.filter(({ to }) => to === null || to.includes(deadline.debtor));
    return { ...common, item: parts.flatMap(({ questions, ...part }) => [choice(part), ...questions.map(choice)]) };
  }
  return common;
}

const referralNames: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  answer: { sv: 'svara på remissen', en: 'answer the referral' },
  decline: { sv: 'avstå från att svara', en: 'decline to answer' },
  askExtension: { sv: 'begära anstånd', en: 'ask for an extension' },
};

/** As an infinitive. */
export function commandTitle(kind: Kind, command: string, lang: Lang): string {
  if (kind === 'referral') return referralNames[command]?.[lang] ?? command;
  return commandName(command as CommandType, lang);
}

/** The commands that a link may give and that its task still asks for, the most usual first. */
export function offered({ link, process, deadline }: OpenTask): string[] {
  return answersTo(process.kind, deadline).filter((command) => link.commands.includes(command));
}
