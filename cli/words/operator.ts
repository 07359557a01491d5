const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/**
 * What the command line says of the machine, its parts, files and the values of options: in English alone, as the messages that it
 * passes on are, so that nothing is said in two languages at once. What concerns an agreement is in `sv` and `en`.
 */
export const operator = {
  interrupted: 'Interrupted.',
  notChained: (why: string) => `What was noted of this waits to be chained: ${why}`,
  unforeseen: 'Nobody foresaw this. Run it with ARSCYKEL_LOG_LEVEL=debug for more.',
  unreachable: (why: string) => `Something that is needed does not answer: ${why}`,
  unreachableRemedy: 'npx arscykel doctor says what is wrong.',
  starting: { database: 'Starting the database', engine: 'Starting the parts of Årscykel' },
  cannotSkip: (namespace: string) =>
    `The Temporal server cannot skip time in ${namespace}, so nothing can be rehearsed. All else works.`,
  cannotSkipRemedy: (namespace: string) =>
    `Install Go 1.26.8 or newer and use a new data directory, or switch frontend.WorkflowTimeSkippingEnabled on for ${namespace} in the server that TEMPORAL_ADDRESS names.`,
  files: {
    mistakes: (number: number) => count(number, 'mistake:', 'mistakes:'),
    nothingChanged: 'Correct the file and run it again; nothing has changed.',
    emptyScript: (file: string) => `${file} has no steps.`,
    emptyScriptRemedy: 'Write one step at least under steps.',
  },
  values: {
    choose: 'give what applies of them',
    help: (command: string) => `npx arscykel ${command} --help shows what is needed.`,
    yaml: 'Write the value as JSON or YAML, or @FILE to read it from a file.',
    unreadable: (file: string, why: string) => `${file} cannot be read (${why})`,
    unreadableRemedy: 'Name a file that exists and may be read.',
  },
  doctor: {
    healthy: 'All is well.',
    ill: (failed: number) => `${count(failed, 'thing needs', 'things need')} to be put right.`,
  },
  start: {
    starting: 'Starting Årscykel',
    stopping: 'Stopping every part',
    staysUp: 'Up. Ctrl-C stops everything.',
    alreadyUp: 'Årscykel is up here already.',
    opening: 'Opening an invented agreement',
    rehearsing: 'Rehearsing the agreement for 2012',
    rehearsed: (from: string, to: string, seconds: string) => `${from} – ${to} in ${seconds} s`,
    notOpened: (why: string) => `The invented agreement could not be opened: ${why}`,
    notOpenedRemedy: 'Stop with Ctrl-C and start again; npx arscykel doctor says whether something is wrong.',
    soon: (what: string, when: string) => `To do: ${what}, by ${when}`,
    phaseEnds: (phase: string, when: string) => `Phase ${phase} is to be done by ${when}`,
    where: 'Where everything is',
    places: { api: 'API', docs: 'Reference', inbox: 'Inbox', database: 'Database', temporal: 'Temporal', dataDir: 'Data' },
    tryNext: 'To try next',
  },
};
