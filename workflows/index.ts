export { agreement } from './agreement/agreement.ts';
export { delivery } from './delivery/delivery.ts';
