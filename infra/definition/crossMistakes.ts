import type { Finding } from '#core/agreement/faults.ts';
import { type Mistake, type Path, suggestion, written } from './mistake.ts';
import type { Origins } from './origins.ts';
import type { FileFinding } from './owing.ts';
import type { YamlSource } from './yamlSource.ts';

/** What the pieces of a file come to together: what is wrong in the file itself, and in what it says (`general`). */
interface Together {
  origins: Origins;
  findings: readonly FileFinding[];
  general: readonly Finding[];
}

/** What does not fit together. Left out where a value it is drawn from is wrong itself, or the file is broken as YAML. */
export function crossMistakes(
  source: YamlSource,
  { origins, findings, general: drawn }: Together,
  wrongPaths: readonly Path[],
): Mistake[] {
  const isWrong = (path: Path) => wrongPaths.some((wrong) => isWithin(path, wrong));
  // A list with a wrong item is as good as wrong to whoever draws on the list.
  const isDoubtful = (path: Path) =>
    isWrong(path) || wrongPaths.some((wrong) => typeof wrong.at(-1) === 'number' && isWithin(path, wrong.slice(0, -1)));
  if (source.isBroken) return [];
  const place = (path: Path) => ({ file: source.file, ...source.positionOf(path), path: written(path) });
  const own = findings
    .filter(({ at, concerns = [] }) => !isWrong(at) && !concerns.some(isDoubtful))
    .map(({ at, message, remedy }) => ({ ...place(at), message, remedy }));
  const isTold = (at: Path) => own.some((one) => one.path === written(at));
  const general = drawn.flatMap(({ path, message, remedy, concerns }) => {
    const at = origins.fileOf(path);
    const drawnFrom = concerns.map((concern) => origins.fileOf(concern));
    return isWrong(at) || isTold(at) || drawnFrom.some((one) => isDoubtful(one) || isTold(one))
      ? []
      : [{ ...place(at), message, remedy: withSuggestion(message, remedy) }];
  });
  return [...own, ...general];
}

const isWithin = (path: Path, place: Path): boolean => place.every((part, index) => String(path[index]) === String(part));

/** The core lists what is known; which of them was meant is a guess for people. */
function withSuggestion(message: string, remedy: string): string {
  const word = /^"([^"]*)" is no /.exec(message)?.[1];
  const known = /^known: (.*)$/.exec(remedy)?.[1];
  return word === undefined || known === undefined || known === 'none' ? remedy : suggestion(word, known.split(', '));
}
