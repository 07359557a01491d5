import type { SystemBody } from '#core/around/system.ts';
import { type AroundTexts, counted } from './around.ts';

export const systemTexts: AroundTexts<SystemBody> = {
  programStarted: ({ codeVersion, migrations }) => ({
    sv: `Programmet startat: version ${codeVersion}, databasen på ${migrations.at(-1) ?? '–'}`,
    en: `Program started: version ${codeVersion}, database at ${migrations.at(-1) ?? '–'}`,
  }),
  keyIntroduced: ({ key, endorsedBy }) => ({
    sv: `Ny nyckel för kontrollpunkter: ${key}${endorsedBy === null ? '' : `, intygad av ${endorsedBy}`}`,
    en: `New key for checkpoints: ${key}${endorsedBy === null ? '' : `, endorsed by ${endorsedBy}`}`,
  }),
  checkpointsMailed: ({ person, wanted }, names) => ({
    sv: `${names.person(person)} ska ${wanted ? '' : 'inte längre '}få kontrollpunkter med e-post`,
    en: `${names.person(person)} is ${wanted ? '' : 'no longer '}to get checkpoints by mail`,
  }),
  rehearsalsPruned: ({ rehearsals }) => ({
    sv: `${counted(rehearsals.length, 'repetition borttagen', 'repetitioner borttagna')}: ${rehearsals.join(', ')}`,
    en: `${counted(rehearsals.length, 'rehearsal', 'rehearsals')} removed: ${rehearsals.join(', ')}`,
  }),
};
