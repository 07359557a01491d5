import type { OrganisationEntry, PersonEntry } from './processFile.ts';
import type { PutText } from './toCommand.ts';

/** What somebody says to a process: the command's type, and its input as the schema for that type has passed it. */
export interface AnyRequest {
  type: string;
  input: unknown;
}

/** The people and organisations of a file, with the names and addresses that never reach a workflow. */
export interface Directory {
  people: readonly Pick<PersonEntry, 'id' | 'organisation' | 'name' | 'email'>[];
  organisations: readonly Pick<OrganisationEntry, 'id' | 'title' | 'registrar'>[];
}

/** How one kind of process makes commands of what people give: texts are put away first, amounts become öre. */
export interface CommandMaker<Request extends AnyRequest, Opening extends { loaded: Directory }> {
  toCommand: (request: Request, keep: PutText) => Promise<{ type: string }>;
  /** The people and organisations of a file that a request carries, who go into the directory first; null where it carries none. */
  directoryIn?: (request: Request) => Directory | null;
  /** The command that opens a process, of its file as loaded. */
  toOpening: (opening: Opening, keep: PutText) => Promise<{ type: 'open' }>;
}
