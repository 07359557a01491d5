/** Whose act a command is in the small agreement: SKL is the debtor and the party, the State the creditor. */
export type Side = 'coordinator' | 'debtor or party' | 'creditor' | 'stranger' | 'process';
