import { type Finding, finding, listed } from '#core/agreement/faults/finding.ts';
import { isId } from '#core/agreement/faults/ids.ts';
import type { Part } from '../definition.ts';

/** The question's parts and questions: ids that are unique among them all, titles, and organisations that are known. */
export function partFindings(parts: readonly Part[], organisations: readonly string[], asker: string): Finding[] {
  if (parts.length === 0) return [finding('parts', 'nothing is asked', 'name at least one part')];
  const first = new Map<string, string>();
  return parts.flatMap((part, index) => {
    const path = `parts.${index}`;
    return [
      ...titled(part, path, first),
      ...part.questions.flatMap((question, at) => titled(question, `${path}.questions.${at}`, first)),
      ...putTo(part, path, organisations, asker),
    ];
  });
}

function titled({ id, title }: { id: string; title: string }, path: string, first: Map<string, string>): Finding[] {
  const wrong: Finding[] = [];
  const earlier = first.get(id);
  if (earlier !== undefined) {
    const remedy = `parts and questions share their ids: give it another than ${earlier}`;
    wrong.push(finding(`${path}.id`, `the id ${id} is used twice`, remedy, [earlier]));
  } else first.set(id, path);
  if (!isId(id)) wrong.push(finding(`${path}.id`, `${JSON.stringify(id)} cannot be an id`, 'write one like fraga-1'));
  if (title.trim() === '') wrong.push(finding(`${path}.title`, 'the title is empty', 'write what is asked'));
  return wrong;
}

function putTo({ to }: Part, path: string, known: readonly string[], asker: string): Finding[] {
  if (to === null) return [];
  if (to.length === 0) return [finding(`${path}.to`, 'the part is put to nobody', 'name organisations, or leave `to` out')];
  return to.flatMap((id, index) => {
    const at = `${path}.to.${index}`;
    if (!known.includes(id)) {
      return [finding(at, `${JSON.stringify(id)} is no known organisation`, `known: ${listed(known)}`, ['organisations'])];
    }
    if (id === asker) return [finding(at, `${id} asks, and cannot be asked`, 'leave it out')];
    return to.indexOf(id) < index ? [finding(at, `${id} stands twice`, 'name each organisation once')] : [];
  });
}
