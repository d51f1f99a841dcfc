/** The file that the engine's worker runs. */

import {serve} from './serve.ts';

serve(self as unknown as Parameters<typeof serve>[0]);
