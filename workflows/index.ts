export { agreement } from './agreement/agreement.ts';
