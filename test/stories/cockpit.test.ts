import * as stories from '../../stories/cockpit.stories.ts';
import {checkStories} from './check-stories.ts';

describe('stories of the cockpit', () => checkStories(stories));
