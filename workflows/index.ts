export { agreement } from './agreement/agreement.ts';
export { delivery } from './delivery/delivery.ts';
export { framework } from './framework/framework.ts';
export { referral } from './referral/referral.ts';
