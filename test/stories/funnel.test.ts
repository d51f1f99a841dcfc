import * as stories from '../../stories/funnel.stories.ts';
import {checkStories} from './check-stories.ts';

describe('stories of the funnel', () => checkStories(stories));
