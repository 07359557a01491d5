import { join } from 'node:path';
import type { Config } from '../../infra/config/config.ts';
import type { NodePart } from '../../infra/local/stack.ts';

/** What agreements and mails need. */
export const engineParts = ({ projectRoot }: Config): NodePart[] => [
  { name: 'worker', entry: join(projectRoot, 'worker', 'main.ts') },
  { name: 'deliverer', entry: join(projectRoot, 'worker', 'deliverer.ts') },
];

/** Everything that a stack which stays up has. */
export const allParts = (config: Config): NodePart[] => [
  ...engineParts(config),
  { name: 'api', entry: join(config.projectRoot, 'api', 'main.ts') },
];
